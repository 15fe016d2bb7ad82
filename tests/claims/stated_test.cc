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
  std::string expect;  // "KIND reason" of the strongest relation; empty: none
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
    const bool right = c.expect.empty() ? found.empty() : found.rfind(c.expect, 0) == 0;
    EXPECT_TRUE(right) << "claim: " << c.claim << "\ntext: " << c.text << "\nwanted: " << c.expect << "\nfound: " << found;
  }
}

TEST(StatedClaimTest, TheHostCallsItAsAnalyzersKnowIt) {
  EXPECT_STREQ(report::kStatedClaimName, PLX_STATED_CLAIM_NAME);
}

}  // namespace
}  // namespace parallax
