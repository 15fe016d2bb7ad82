// A claim stated in free text against one text, as the server holds it: the relation that decides, by its reason.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "plx/phases.h"
#include "server/report/report.h"
#include "tests/fakes/plugin_driver.h"

namespace parallax {
namespace {

struct Case {
  std::string claim, text;
  bool headline = false;
  std::string expect;  // "KIND reason" of the strongest relation; empty: none; "not KIND": none, or another one
};

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = {
      // One word exchanged for another that excludes it.
      {"Two referees sat on a bench near the harbour.", "Twelve referees sat on a bench near the harbour.", false, "VARIES swap.number"},
      {"The festival opened in India.", "The festival opened in Thailand.", false, "CONTRADICTS swap.place"},
      {"The council will start the harbour works.", "The council will finish the harbour works.", false, "CONTRADICTS swap.opposite"},
      {"Two referees sat on a bench near the harbour.", "2 referees sat on a bench near the harbour.", false, "CORROBORATES"},
      // The text calls what it tells untrue, or keeps a distance.
      {"A woman in Bergen married her cat.", "Story that a woman in Bergen married her cat is a hoax", true, "CONTRADICTS refuted"},
      {"A woman in Bergen married her cat.", "No, a woman in Bergen has not married her cat", true, "CONTRADICTS"},
      {"A woman in Bergen married her cat.", "Did a woman in Bergen marry her cat?", true, "CORROBORATES reported"},
      {"A woman in Bergen married her cat.", "Woman in Bergen reportedly married her cat", true, "CORROBORATES reported"},
      {"A woman in Bergen married her cat.", "Woman in Bergen married her cat", true, "CORROBORATES"},
      // A cue that the claim itself has says nothing of it.
      {"The Bergen cat wedding was a hoax.", "The Bergen cat wedding was a hoax", true, "CORROBORATES"},
      // Outside a headline "not" and "despite" speak of other things.
      {"The council approved the harbour tunnel.",
       "The weather was bad. Despite the rain, the council approved the harbour tunnel.", false, "CORROBORATES"},
      // A headline that stands by another number refutes nothing; it is one more number, or silent.
      {"The total cost of the harbour tunnel is $4.2 billion.", "The price of the harbour tunnel is $5.8 billion, not less", true, ""},
      {"The price of the harbour tunnel is $4.2 billion.", "The price of the harbour tunnel is $5.8 billion, not less", true, "VARIES"},
      // Of something else.
      {"A woman in Bergen married her cat.", "The council approved the harbour tunnel.", false, ""},
      {"A woman in Bergen married her cat.", "A woman in Madrid sold her house", true, ""},
      // The verb is what the claim says.
      {"Malaysia rejected the Andaman Link.", "马来西亚于3月12日批准了安达曼海缆的环境许可。", false, ""},
      {"The council rejected the harbour tunnel.", "The council plans to visit the harbour tunnel.", false, ""},
      {"一名男子与猫结婚。", "网传一名男子与猫结婚，警方辟谣", true, "CONTRADICTS refuted"},
      // The word that was exchanged lies in another clause, or in none.
      {"Two dogs in the snow.", "Four dogs in the snow.", false, "VARIES swap.number"},
      {"A man who sold four goats in Bergen walked home.", "A man who sold nine goats in Bergen walked home.", false, "VARIES swap.number"},
      {"A boat that sailed from Norway lies in the bay.", "A boat that sailed from Chile lies in the bay.", false, "CONTRADICTS swap.place"},
      {"The window on the 30th floor broke.", "The window on the 14th floor broke.", false, "CONTRADICTS swap.number"},
      {"The town sold two hundred goats.", "The town sold three hundred goats.", false, "VARIES"},
      // A headline tells it in other clauses.
      {"A farmer in Bergen taught his pig to drive a tractor.", "Pig drives tractor after lessons from Bergen farmer", true, "CORROBORATES same"},
      {"A farmer in Bergen taught his pig to drive a tractor.", "Rumour: pig of Bergen farmer at the wheel of a tractor", true, "CORROBORATES reported"},
      {"A farmer in Bergen taught his pig to drive a tractor.", "Hoax: the tractor pig of Bergen", true, "CONTRADICTS refuted"},
      {"一名农夫在卑尔根教会猪开拖拉机。", "卑尔根农夫教会猪开拖拉机", true, "CORROBORATES"},
      {"一名农夫在卑尔根教会猪开拖拉机。", "农夫教会猪开拖拉机的传闻是谣言", true, "CONTRADICTS refuted"},
      // Of the same people and things, but not the same.
      {"A farmer in Bergen taught his pig to drive a tractor.", "Bergen farmer sells tractor", true, "not CORROBORATES"},
      {"The council rejected the harbour tunnel.", "Council approves the harbour tunnel", true, "not CORROBORATES"},
      {"The council rejected the harbour tunnel.", "Council plans to visit the harbour tunnel", true, "not CORROBORATES"},
      {"The council rejected the harbour tunnel.", "Approval of the harbour tunnel by the council", true, "not CORROBORATES"},
      {"The council rejected the harbour tunnel.", "Council's visit to the harbour tunnel", true, "not CORROBORATES"},
      {"The council rejected the school bill.", "Council leader criticises the mayor", true, ""},
      {"A court blocked the travel ban.", "The tour will stop in Norway and in four other countries.", false, ""},
      {"Rebels kidnapped Steve Parry.", "Rebels kidnap journalist James Doyle", true, ""},
      {"Rebels kidnapped Steve Parry.", "Rebels said to have kidnapped journalist Steve Parry", true, "CORROBORATES reported"},
      // Who only denies a report tells of it: no other clause claims anything.
      {"The painter Moreau was arrested in Bergen.", "Police deny reports of Moreau arrest", true, "CONTRADICTS"},
      // The text leaves the number out.
      {"Orbit will sell 19 million smart clocks.", "Orbit to sell smart clocks", true, "ELABORATES vaguer"},
      // A number is asserted only by who gives it for the same thing.
      {"China refines 60% of rare earths.", "China accounts for 60% of rare earth mining and nearly 90% of refining.", false, "not CORROBORATES"},
      {"China controls 75% of rare earth refining.", "China controls rare earth refining.", false, ""},
      {"China controls 60% of rare earth refining.", "China controls 60% of rare earth mining and nearly 90% of refining.", false, "not CORROBORATES"},
      {"China controls nearly 90% of rare earth refining.", "China controls 60% of rare earth mining and nearly 90% of refining.", false, "CORROBORATES"},
      {"中国占全球稀土精炼的60%。", "中国占全球稀土开采的60%，占精炼的近90%。", false, "not CORROBORATES"},
      {"中国占全球稀土精炼的近90%。", "稀土用于磁铁。中国限制稀土出口。中国占全球稀土开采的60%，占精炼的近90%。", false, "CORROBORATES"},
      // A group is none of its members.
      {"The Quad wants to reduce its dependence on China.", "The U.S. is attempting to reduce its reliance on Chinese rare earths.", false, ""},
      {"The Quad wants to reduce its dependence on China.", "The Quad is attempting to reduce its reliance on China.", false, "CORROBORATES"},
      {"The European Union wants to reduce its dependence on China.", "德国希望减少对中国的依赖。", false, ""},
      // A claim that is itself a refutation.
      {"No, the painter Moreau was not arrested in Bergen.", "Moreau was not arrested in Bergen", true, "CORROBORATES"},
      {"The story that Moreau was arrested in Bergen is a hoax.", "Reports that Moreau was arrested in Bergen are fake", true, "not CONTRADICTS"},
      // Other words for it.
      {"A child found the missing dog in Bergen.", "Missing puppy found by infant in Bergen", true, "CORROBORATES"},
      {"The gold Orbit clock will cost $900.", "Could the gold Orbit clock cost $5,000?", true, "not CORROBORATES"},
      {"市议会否决了海港隧道项目。", "市议会批准海港隧道项目", true, "not CORROBORATES"},
      {"市议会否决了海港隧道项目。", "市议会考察海港隧道项目", true, "not CORROBORATES"},
  };
  return cases;
}

std::string NameOf(const RelationFinding& r) {
  static const char* const kNames[] = {"", "CORROBORATES", "ELABORATES", "DISPUTES", "CONTRADICTS", "VARIES", "SAME_LABEL"};
  return kNames[static_cast<uint32_t>(r.kind)];
}

TEST(StatedClaimTest, StandsToATextAsTheTableSays) {
  const auto driver = PluginDriver::Load({PARALLAX_BUILD_DIR "/plugins/entities.so", PARALLAX_BUILD_DIR "/plugins/claims.so"}).value();
  for (const Case& c : Cases()) {
    DocumentContent stated, told;
    stated.text = c.claim;
    told.text = c.text;
    told.source_name = "Daily Ledger";
    if (c.headline) told.title = c.text;
    std::vector<DocumentAnalysis> analyses;
    analyses.push_back(driver->Run(told, {}, "a").value());
    analyses.push_back(driver->Run(stated, {}, PLX_STATED_CLAIM_NAME).value());
    PhasesOptions options;
    options.anchor = 1;
    const PhasesResult result = driver->Compare(analyses, options).value();
    const ClaimRelation* best = nullptr;
    for (const ClaimRelation& r : result.relations) {
      if (best == nullptr || r.finding.score > best->finding.score) best = &r;
    }
    const std::string found = best == nullptr ? "" : NameOf(best->finding) + " " + std::string(best->finding.reason);
    const bool denied = c.expect.rfind("not ", 0) == 0;
    const bool right = c.expect.empty() ? found.empty() : denied ? found.rfind(c.expect.substr(4), 0) != 0 : found.rfind(c.expect, 0) == 0;
    EXPECT_TRUE(right) << "claim: " << c.claim << "\ntext: " << c.text << "\nwanted: " << c.expect << "\nfound: " << found;
  }
}

TEST(StatedClaimTest, TheHostCallsItAsAnalyzersKnowIt) {
  EXPECT_STREQ(report::kStatedClaimName, PLX_STATED_CLAIM_NAME);
}

}  // namespace
}  // namespace parallax
