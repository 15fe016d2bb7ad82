// Chinese holders: names, states through their organs, described organisations, persons and groups.
#include <algorithm>
#include <array>

#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/chinese_segment.h"
#include "plugins/stance/roles/referents.h"

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;

// Governments and their people: the state speaks through them.
constexpr std::array<std::string_view, 34> kGovernment = {
    "政府", "总统", "总理", "首相", "外长",   "外交部", "外交部长", "财长", "财政部长", "财政部",
    "防长", "国防部", "商务部", "国会", "议会", "当局",   "官员",   "官方", "发言人", "军方",
    "军队", "部队",   "主席",   "领导人", "政府官员", "部长", "方面", "方",  "国务卿",  "白宫",
    "央行", "大使",   "高层",   "议院"};
// What a headline puts between a name and its words.
constexpr std::array<std::string_view, 10> kSpeech = {"方",   "政府", "方面", "表态", "回应",
                                                     "发声", "喊话", "声明", "宣布", "称"};

template <size_t N>
bool IsIn(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool EndsWithOne(std::string_view text, const std::vector<std::string>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& e) { return text.ends_with(e); });
}

}  // namespace

void ChineseSegment::Holders(Range phrase, std::vector<Party>* out) const {
  size_t begin = phrase.first;
  for (size_t i = phrase.first; i <= phrase.end; ++i) {
    if (i < phrase.end && !IsChineseJoin(s_.words[i])) continue;
    if (i > begin) AddHolder({begin, i}, out);
    begin = i + 1;
  }
}

// 检方10日: the day behind a holder is no part of it.
Range ChineseSegment::WithoutTime(Range phrase) const {
  static constexpr std::array<std::string_view, 4> kUnits = {"日", "号", "月", "年"};
  static constexpr std::array<std::string_view, 17> kDays = {
      "周一", "周二", "周三", "周四", "周五", "周六", "周日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日",
      "今天", "昨天", "当天"};
  for (;;) {
    const size_t end = phrase.end;
    if (end > phrase.first + 1 && IsIn(kDays, s_.words[end - 1].lower)) {
      phrase.end = end - 1;
    } else if (end > phrase.first + 2 && IsIn(kUnits, s_.words[end - 1].lower) && s_.words[end - 2].tag == syntax::kNumber) {
      phrase.end = end - 2;
    } else {
      return phrase;
    }
  }
}

void ChineseSegment::AddHolder(Range member, std::vector<Party>* out) const {
  member = WithoutTime(member);
  const plx_span_t span = s_.SpanOf(member);
  if (reader_.IsOutletItself(document_, span)) {
    out->push_back({PLX_HOLDER_OUTLET, {0, 0}, std::string(document_.source()),
                    std::string(document_.source_name()), 1000});
    return;
  }
  std::vector<const plx_mention_t*> run;  // mentions that end the member, side by side
  for (const plx_mention_t* m : s_.mentions) {
    if (!Contains(span, m->base.span) || !CanHold(*m)) continue;
    if (!run.empty() && Contains(run.back()->base.span, m->base.span)) continue;
    run.push_back(m);
  }
  if (run.empty()) {
    AddDescribed(span, out);
    return;
  }
  const plx_mention_t& last = *run.back();
  const std::string_view rest =
      document_.text().substr(last.base.span.end, span.end - last.base.span.end);
  if (rest.empty() || IsIn(kSpeech, rest)) {
    // 美日澳韩: one-character names side by side are a list; 美国总统特朗普 is one holder.
    for (size_t i = 0; i < run.size(); ++i) {
      const bool short_name = run[i]->base.span.end - run[i]->base.span.begin <= 3;
      const bool glued =
          i + 1 < run.size() && run[i + 1]->base.span.begin == run[i]->base.span.end;
      if (i + 1 < run.size() && !(short_name && glued)) continue;
      for (Party& p : PartyReader::FromMention(document_, *run[i])) out->push_back(std::move(p));
    }
    return;
  }
  const bool government = std::any_of(kGovernment.begin(), kGovernment.end(),
                                      [&](std::string_view w) { return rest.ends_with(w); });
  const bool person = DescribedByChinese(rest, reader_.classes()) == Described::kPerson;
  if (!government && !person) {
    AddDescribed(span, out);
    return;
  }
  for (Party& p : PartyReader::FromMention(document_, last)) {
    p.certainty = p.certainty * kOwnerCertainty / 1000;
    p.name = std::string(document_.Text(span));
    p.span = span;
    out->push_back(std::move(p));
  }
}

// A holder that words describe: linked to whom the text named before, or by its description.
void ChineseSegment::AddDescribed(plx_span_t span, std::vector<Party>* out) const {
  const std::string_view whole = document_.Text(span);
  const std::string_view text = WithoutDemonstrative(whole, reader_.classes());
  const Described described = DescribedByChinese(text, reader_.classes());
  if (described == Described::kNothing) return;
  if (described == Described::kGroup) {
    out->push_back({PLX_HOLDER_ROLE, span, "", std::string(text), kRoleCertainty});
    return;
  }
  if (s_.referents != nullptr) {
    if (const Party* named = s_.referents->FindChinese(text, span.begin)) {
      out->push_back(*named);
      out->back().span = span;
      out->back().certainty = named->certainty * kReferentCertainty / 1000;
      return;
    }
  }
  const auto& names = reader_.classes().Members(
      described == Described::kPerson ? "person_zh" : "organisation_zh");
  const bool alone = std::find(names.begin(), names.end(), text) != names.end();
  constexpr size_t kTwoCharacters = 6;  // 公司 alone is nobody, 监管机构, 检方 and 工会 a role
  static constexpr std::array<std::string_view, 4> kBodies = {"工会", "法院", "法庭", "议会"};
  if (alone && !text.ends_with("方") && !IsIn(kBodies, text) && text.size() == whole.size() && text.size() <= kTwoCharacters &&
      described == Described::kOrganisation) {
    return;
  }
  if (described == Described::kPerson && !alone &&
      EndsWithOne(text, reader_.classes().Members("office_zh"))) {
    out->push_back({PLX_HOLDER_ACTOR, span, "office:" + std::string(text), std::string(text),
                    kDescribedCertainty});
    return;
  }
  if (described == Described::kPerson || alone) {
    out->push_back({PLX_HOLDER_ROLE, span, "", std::string(text),
                    kRoleCertainty * kDescribedCertainty / 1000});
    return;
  }
  out->push_back({PLX_HOLDER_ACTOR, span, DescribedOrganisationId(text), std::string(text),
                  kDescribedCertainty});
}

}  // namespace plx::stance
