// plx.phases/1: records, relations and summaries that do not depend on how the work was cut up.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/other_process.h"
#include "plugins/sdk/validator/subject/phased.h"
#include "plugins/sdk/validator/subject/samples.h"
#include "plugins/sdk/validator/subject/subject.h"

namespace parallax::validator {
namespace {

constexpr const char* kPure = "let compare and summarise look at the bytes of the records alone";

// Runs `body(phased)` on a plugin that has phases.
template <typename Body>
Outcome WithPhases(const Settings& settings, Body&& body) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  if (!(*subject)->info().has_phases) return Skip("it has no phases");
  auto phased = Phased::Make(**subject);
  if (!phased.ok()) {
    return Fail(std::string(phased.status().message()), "correct extract for ordinary documents");
  }
  return body(**phased);
}

std::string Shown(const RelationFinding& r) {
  return absl::StrCat("{kind ", static_cast<uint32_t>(r.kind), ", score ", r.score, ", joins ",
                      r.joins, ", left ", r.left.begin, "-", r.left.end, ", right ", r.right.begin,
                      "-", r.right.end, r.reversed ? ", reversed" : "", ", ", r.reason, "}");
}

// The relation as seen from the other side. `detail` is for people and may name the sides.
RelationFinding Mirrored(RelationFinding r) {
  std::swap(r.left, r.right);
  if (r.kind == RelationKind::kElaborates) r.reversed = !r.reversed;
  return r;
}

std::vector<Phased::Pair> Swapped(std::vector<Phased::Pair> pairs) {
  for (Phased::Pair& pair : pairs) std::swap(pair.first, pair.second);
  return pairs;
}

Outcome NotCompared(const absl::Status& status) {
  return Fail(std::string(status.message()), "make compare work for every record of its own");
}

}  // namespace

Outcome PhasesSharding(const Settings& settings) {
  return WithPhases(settings, [&](Phased& phased) {
    Random random(settings.seed);
    const size_t count = phased.cases().size();
    std::vector<size_t> order(count);
    for (size_t i = 0; i < count; ++i) order[i] = i;
    for (const size_t batch : {count, size_t{1}, size_t{3}}) {
      const auto records = phased.Extract(order, batch);
      if (!records.ok()) return Fail(std::string(records.status().message()), "correct extract");
      for (size_t i = 0; i < count; ++i) {
        if (BytesOf((*records)[i]) == BytesOf(phased.records()[order[i]])) continue;
        return Fail(absl::StrCat("the records of ", phased.cases()[order[i]].document->name,
                                 " are others in batches of ", batch,
                                 " and another order than in batches of one"),
                    "let records and keys follow from one document and its findings alone");
      }
      random.Shuffle(order);
    }
    return Pass(absl::StrCat(phased.record_count(), " records"));
  });
}

Outcome PhasesSymmetry(const Settings& settings) {
  return WithPhases(settings, [](Phased& phased) {
    const std::vector<Phased::Pair> pairs = phased.Pairs();
    if (pairs.empty()) return Skip("the sample documents give no records to compare");
    // A first call of its own: what only first calls do is for phases.compare-order to find.
    if (auto first = phased.Compare({pairs[0]}); !first.ok()) return NotCompared(first.status());
    const auto forth = phased.Compare(pairs);
    if (!forth.ok()) return NotCompared(forth.status());
    const auto back = phased.Compare(Swapped(pairs));
    if (!back.ok()) return NotCompared(back.status());
    size_t related = 0;
    for (size_t i = 0; i < pairs.size(); ++i) {
      RelationFinding there = (*forth)[i];
      RelationFinding here = Mirrored((*back)[i]);
      related += there.kind != RelationKind::kUnrelated;
      there.detail = here.detail = "";
      if (BytesOf(there) == BytesOf(here)) continue;
      return Fail(absl::StrCat("compare(a, b) gives ", Shown(there), " and compare(b, a) ",
                               Shown(Mirrored(here)), ": sides exchanged, they should agree"),
                  "judge both sides alike; the host decides which is left");
    }
    return Pass(absl::StrCat(pairs.size(), " pairs, ", related, " of them related"));
  });
}

Outcome PhasesCompareOrder(const Settings& settings) {
  return WithPhases(settings, [&](Phased& phased) {
    const std::vector<Phased::Pair> pairs = phased.Pairs();
    if (pairs.empty()) return Skip("the sample documents give no records to compare");
    const auto whole = phased.Compare(pairs);
    if (!whole.ok()) return NotCompared(whole.status());
    Random random(settings.seed);
    std::vector<size_t> order(pairs.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = order.size() - 1 - i;
    for (int round = 0; round < settings.level; ++round) {
      auto fresh = Phased::Make(phased.subject());
      if (!fresh.ok()) return NotCompared(fresh.status());
      size_t at = 0;
      while (at < order.size()) {  // tiles of random sizes
        const size_t end = std::min(order.size(), at + 1 + random.Below(16));
        std::vector<Phased::Pair> tile;
        for (size_t i = at; i < end; ++i) tile.push_back(pairs[order[i]]);
        const auto part = (*fresh)->Compare(tile);
        if (!part.ok()) return NotCompared(part.status());
        for (size_t i = at; i < end; ++i) {
          if (BytesOf((*part)[i - at]) == BytesOf((*whole)[order[i]])) continue;
          return Fail(absl::StrCat("the same pair is ", Shown((*whole)[order[i]]),
                                   " in one order and ", Shown((*part)[i - at]), " in another"),
                      kPure);
        }
        at = end;
      }
      random.Shuffle(order);
    }
    return Pass();
  });
}

Outcome PhasesSummarise(const Settings& settings) {
  return WithPhases(settings, [](Phased& phased) {
    const auto cluster = phased.MakeCluster();
    if (!cluster.ok()) return Skip(std::string(cluster.status().message()));
    std::string first;
    for (int round = 0; round < 4; ++round) {
      // The last two rounds on a model that has summarised nothing yet.
      auto fresh = Phased::Make(phased.subject());
      if (!fresh.ok()) return NotCompared(fresh.status());
      Phased& one = round < 2 ? phased : **fresh;
      const auto comparison = one.phases().Summarise(*cluster, CallContext());
      if (!comparison.ok()) {
        return Fail(std::string(comparison.status().message()),
                    "make summarise work for every cluster of records it has related");
      }
      const std::string bytes = BytesOf(*comparison);
      if (round == 0) first = bytes;
      if (bytes == first) continue;
      return Fail(absl::StrCat("the same cluster is summarised in two ways, the second time as \"",
                               comparison->proposition, "\""),
                  kPure);
    }
    return Pass();
  });
}

Outcome PhasesForeignBytes(const Settings& settings) {
  return WithPhases(settings, [&](Phased& phased) {
    Random random(settings.seed);
    std::vector<std::string> foreign = {std::string(1, '\0'), "{}", std::string(65536, '\xFF')};
    for (int i = 0; i < 8 * settings.level; ++i) {
      std::string noise(1 + random.Below(300), '\0');
      for (char& c : noise) c = static_cast<char>(random.Below(256));
      foreign.push_back(noise);
    }
    for (const std::string& bytes : foreign) {
      if (!phased.Compare({{bytes, bytes}}).ok()) continue;
      return Fail(absl::StrCat("compare took ", bytes.size(),
                               " bytes of noise for a record of its own (",
                               absl::CHexEscape(bytes.substr(0, 12)), "...)"),
                  "begin records with a version, check all lengths, and return "
                  "PLX_INVALID_ARGUMENT for the rest");
    }
    // Its own bytes, damaged: any answer will do, but it must be one.
    for (const Phased::Pair& pair : phased.Pairs(50)) {
      for (int i = 0; i < settings.level; ++i) {
        std::string damaged(pair.first);
        if (random.Below(3) == 0) damaged.resize(1 + random.Below(damaged.size()));
        damaged[random.Below(damaged.size())] ^= static_cast<char>(1 + random.Below(255));
        (void)phased.Compare({{damaged, pair.second}, {pair.second, damaged}});
      }
    }
    return Pass();
  });
}

Outcome PhasesProcesses(const Settings& settings) {
  return WithPhases(settings, [&](Phased& phased) {
    const std::vector<Answer> here = phased.RecordAnswers();
    const auto there = AnswersOfOtherProcess(settings, Question::kRecords, Confinement::kNone);
    if (!there.ok()) {
      return Fail(std::string(there.status().message()), "make extract work in every process");
    }
    const std::string difference = Difference(here, "in this process", *there, "in another one");
    if (difference.empty()) return Pass();
    return Fail(difference, "make records and keys of the text alone: no addresses, no seeds of the "
                            "process, no order of a hash table");
  });
}

}  // namespace parallax::validator
