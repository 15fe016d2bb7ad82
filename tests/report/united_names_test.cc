#include "server/report/united_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "tests/fakes/fake_documents.h"

namespace parallax::report {
namespace {

using ::testing::ElementsAre;

// The ids that each document has, before and after; '?' behind the kind: it is a guess.
struct UnitedCase {
  const char* name;
  std::vector<std::vector<std::string>> before;
  std::vector<std::vector<std::string>> after;
};

std::string TypeOf(const std::string& entity) {
  return entity.rfind("org:", 0) == 0 ? "ORGANIZATION" : entity.rfind("person:", 0) == 0 ? "PERSON" : entity.rfind("place:", 0) == 0 ? "PLACE" : "NAME";
}

std::vector<DocumentAnalysis> AnalysesOf(const std::vector<std::vector<std::string>>& ids) {
  std::vector<DocumentAnalysis> analyses;
  for (const std::vector<std::string>& of : ids) {
    DocumentAnalysis& analysis = analyses.emplace_back();
    std::string text;
    for (std::string id : of) {
      Mention mention;
      if (const size_t mark = id.find("?:"); mark != id.npos) {
        id.erase(mark, 1);
        mention.link_score = 500;
      }
      const std::string name = id.substr(id.find(':') + 1);
      mention.span = {static_cast<uint32_t>(text.size()), static_cast<uint32_t>(text.size() + name.size())};
      absl::StrAppend(&text, name, "\n");
      mention.entity = id;
      mention.type = TypeOf(id);
      analysis.findings.emplace_back(std::move(mention));
    }
    analysis.document = MakeDocument(absl::StrCat("d", analyses.size()), text);
  }
  return analyses;
}

std::vector<std::vector<std::string>> IdsOf(const std::vector<DocumentAnalysis>& analyses) {
  std::vector<std::vector<std::string>> ids;
  for (const DocumentAnalysis& analysis : analyses) {
    std::vector<std::string>& of = ids.emplace_back();
    for (const Finding& finding : analysis.findings) {
      const auto& mention = std::get<Mention>(finding);
      of.push_back(mention.entity);
      EXPECT_EQ(mention.type, TypeOf(mention.entity));
    }
  }
  return ids;
}

const UnitedCase kCases[] = {
    {"TheKindOfMostDocuments",
     {{"person:tarn-hydro"}, {"org:tarn-hydro"}, {"org:tarn-hydro"}, {"name:tarn-hydro"}},
     {{"org:tarn-hydro"}, {"org:tarn-hydro"}, {"org:tarn-hydro"}, {"org:tarn-hydro"}}},
    {"TheUnknownKindLast", {{"name:tarn-hydro"}, {"name:tarn-hydro"}, {"place:tarn-hydro"}}, {{"place:tarn-hydro"}, {"place:tarn-hydro"}, {"place:tarn-hydro"}}},
    {"OfASingleWordOnlyTheUnknownKind", {{"place:tarn"}, {"person:tarn"}, {"person:tarn"}, {"name:tarn"}}, {{"place:tarn"}, {"person:tarn"}, {"person:tarn"}, {"person:tarn"}}},
    {"ThreeHanCharacters", {{"person:塔恩水电"}, {"org:塔恩水电"}}, {{"org:塔恩水电"}, {"org:塔恩水电"}}},
    {"TwoHanCharactersAreLikeAWord", {{"person:塔恩"}, {"org:塔恩"}}, {{"person:塔恩"}, {"org:塔恩"}}},
    {"ASurnameOfOnePerson", {{"person:ida-berg", "person:罗莎-基斯佩"}, {"name:berg"}, {"person:基斯佩"}}, {{"person:ida-berg", "person:罗莎-基斯佩"}, {"person:ida-berg"}, {"person:罗莎-基斯佩"}}},
    {"ASurnameOfTwo", {{"person:ida-berg"}, {"person:nils-berg"}, {"name:berg"}}, {{"person:ida-berg"}, {"person:nils-berg"}, {"name:berg"}}},
    {"TheFirstWordOfAFirm", {{"org:corv-terminals"}, {"org:corv"}, {"name:corv"}}, {{"org:corv-terminals"}, {"org:corv-terminals"}, {"org:corv-terminals"}}},
    {"TheBeginningOfAFirm", {{"org:塞尔瓦拉生物"}, {"org:塞尔瓦拉"}}, {{"org:塞尔瓦拉生物"}, {"org:塞尔瓦拉生物"}}},
    {"TheBeginningOfAFirmAndAMuseum", {{"org:塞尔瓦拉生物"}, {"org:塞尔瓦拉"}, {"org:塞尔瓦拉博物馆"}}, {{"org:塞尔瓦拉生物"}, {"org:塞尔瓦拉"}, {"org:塞尔瓦拉博物馆"}}},
    {"AFirmWithoutItsLegalForm", {{"org:qasira-holdings"}, {"name:qasira"}}, {{"org:qasira-holdings"}, {"org:qasira-holdings"}}},
    {"AFirmWithoutItsLegalFormInCharacters", {{"org:卡西拉控股"}, {"person?:卡西拉"}}, {{"org:卡西拉控股"}, {"org:卡西拉控股"}}},
    {"AFirmWithoutMoreThanThat", {{"org:卡西拉能源"}, {"person?:卡西拉"}}, {{"org:卡西拉能源"}, {"person:卡西拉"}}},
    {"ASurnameWithItsParticle", {{"person:tariq-al-hamadi"}, {"person:al-hamadi"}, {"person:hamadi"}}, {{"person:tariq-al-hamadi"}, {"person:tariq-al-hamadi"}, {"person:tariq-al-hamadi"}}},
    {"TheFirstWordOfTwoFirms", {{"org:corv-terminals"}, {"org:corv-bank"}, {"org:corv"}}, {{"org:corv-terminals"}, {"org:corv-bank"}, {"org:corv"}}},
    {"AFirstWordOfNoKind", {{"org:bergen-district-court"}, {"name:bergen"}}, {{"org:bergen-district-court"}, {"name:bergen"}}},
    {"AFirstWordThatIsAPlace", {{"org:bergen-district-court"}, {"place:bergen"}, {"org:bergen"}}, {{"org:bergen-district-court"}, {"place:bergen"}, {"org:bergen"}}},
    {"AGuessGivesWay", {{"place?:votron"}, {"org:votron"}, {"place?:votron"}}, {{"org:votron"}, {"org:votron"}, {"org:votron"}}},
    {"AGuessKeepsNoSurname", {{"person:ida-vargas"}, {"place?:vargas"}}, {{"person:ida-vargas"}, {"person:ida-vargas"}}},
    {"WhatIsOfAPlace", {{"place:tavaria"}, {"org?:tavarian"}, {"org:tavarian"}}, {{"place:tavaria"}, {"org:tavarian"}, {"org:tavarian"}}},
    {"AGuessOfAPlace", {{"place:tavaria"}, {"org?:tavarian"}}, {{"place:tavaria"}, {"place:tavaria"}}},
    {"ASurnameThatIsAlsoAPlace", {{"person:ida-berg"}, {"place:berg"}, {"person:berg"}}, {{"person:ida-berg"}, {"place:berg"}, {"person:berg"}}},
    {"TablesStay", {{"region:GE"}, {"org:US/congress"}, {"name:congress"}}, {{"region:GE"}, {"org:US/congress"}, {"name:congress"}}},
};

class UnitedNamesTest : public ::testing::TestWithParam<UnitedCase> {};

TEST_P(UnitedNamesTest, HaveOneIdentity) {
  std::vector<DocumentAnalysis> analyses = AnalysesOf(GetParam().before);
  UniteNames(&analyses);
  EXPECT_EQ(IdsOf(analyses), GetParam().after);
  std::vector<std::vector<std::string>> before = GetParam().before, after = GetParam().after;
  std::reverse(before.begin(), before.end());
  std::reverse(after.begin(), after.end());
  std::vector<DocumentAnalysis> backwards = AnalysesOf(before);
  UniteNames(&backwards);
  EXPECT_EQ(IdsOf(backwards), after);
}

INSTANTIATE_TEST_SUITE_P(Cases, UnitedNamesTest, ::testing::ValuesIn(kCases), [](const auto& info) { return std::string(info.param.name); });

TEST(UniteNamesTest, ANameIsThatOfTheOtherScriptWhereOneDocumentSaysSo) {
  for (const bool disputed : {false, true}) {
    std::vector<DocumentAnalysis> analyses = AnalysesOf({{"org:塔恩", "org:Tarnhyd"}, {"name:tarnhyd"}, {"org:塔恩"}, {"org:河源", "org:Tarnhyd"}});
    std::get<Mention>(analyses[0].findings[1]).entity = "org:塔恩";
    std::get<Mention>(analyses[3].findings[1]).entity = disputed ? "org:河源" : "org:TARN";
    UniteNames(&analyses);
    EXPECT_EQ(IdsOf(analyses)[1][0], disputed ? "name:tarnhyd" : "org:塔恩");
    EXPECT_EQ(IdsOf(analyses)[3][0], "org:河源");
  }
}

TEST(UniteNamesTest, AGuessIsTheFirmThatAnotherDocumentMeansByTheWord) {
  for (const bool meant : {true, false}) {
    std::vector<DocumentAnalysis> analyses = AnalysesOf({{"org:merk-bank", "org:Merk"}, {"place?:merk"}, {"place?:merk"}});
    std::get<Mention>(analyses[0].findings[1]).entity = meant ? "org:merk-bank" : "org:merk-bank-of-tarn";
    UniteNames(&analyses);
    EXPECT_EQ(IdsOf(analyses)[1][0], meant ? "org:merk-bank" : "place:merk");
  }
}

TEST(UniteScriptsTest, TheLatinIdUnlessItsKindAloneIsUnknown) {
  std::vector<DocumentAnalysis> analyses = AnalysesOf({{"org:汉蓝", "org:弗雷什兰兹", "person:塔利"}, {"org:hanlan", "name:freshlands", "person:maureen-tully"}});
  UniteScripts({{"org:汉蓝", "org:hanlan"}, {"org:弗雷什兰兹", "name:freshlands"}}, &analyses);
  std::vector<DocumentAnalysis> guessed = AnalysesOf({{"person?:登维拉"}, {"name:denvira"}});
  UniteScripts({{"person:登维拉", "name:denvira"}}, &guessed);
  EXPECT_EQ(IdsOf(guessed), (std::vector<std::vector<std::string>>{{"name:denvira"}, {"name:denvira"}}));
  EXPECT_EQ(IdsOf(analyses), (std::vector<std::vector<std::string>>{{"org:hanlan", "org:弗雷什兰兹", "person:塔利"},
                                                                    {"org:hanlan", "org:弗雷什兰兹", "person:maureen-tully"}}));
}

TEST(UniteNamesTest, ClaimsAndStancesFollowTheirMentions) {
  std::vector<DocumentAnalysis> analyses = AnalysesOf({{"org:tarn-hydro"}, {"org:tarn-hydro"}, {"place:tarn-hydro"}});
  Claim claim;
  claim.holder.entity = claim.subject.entity = claim.object.entity = "place:tarn-hydro";
  claim.quantities.emplace_back().subject = "place:tarn-hydro";
  Stance stance;
  stance.holder.entity = stance.target.entity = "place:tarn-hydro";
  analyses[2].findings.emplace_back(claim);
  analyses[2].findings.emplace_back(stance);
  UniteNames(&analyses);
  const auto& c = std::get<Claim>(analyses[2].findings[1]);
  EXPECT_THAT((std::vector<std::string>{c.holder.entity, c.subject.entity, c.object.entity, c.quantities[0].subject}),
              ElementsAre("org:tarn-hydro", "org:tarn-hydro", "org:tarn-hydro", "org:tarn-hydro"));
  const auto& s = std::get<Stance>(analyses[2].findings[2]);
  EXPECT_EQ(s.holder.entity + s.target.entity, "org:tarn-hydroorg:tarn-hydro");
}

}  // namespace
}  // namespace parallax::report
