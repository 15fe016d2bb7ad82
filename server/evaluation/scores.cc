#include "server/evaluation/scores.h"

#include <algorithm>
#include <random>
#include <set>
#include <utility>

namespace parallax::evaluation {
namespace {

constexpr size_t kDraws = 1000;
constexpr size_t kLow = 25;    // of the sorted draws: 2.5%
constexpr size_t kHigh = 975;  // 97.5%
constexpr uint64_t kSeed = 1;

// The counts of one document of one label.
struct Entry {
  uint32_t label = 0;
  Counts counts;
};

// Every document's counts, of the labels that were asked for.
struct CountTable {
  std::vector<LabelKey> labels;  // in order
  std::vector<std::vector<Entry>> documents;
};

template <typename T>
bool Asked(const std::vector<T>& wanted, const T& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

CountTable TableOf(const std::vector<CountsOfDocuments>& parts, const Selected& selected) {
  std::set<std::string> gold_layers;
  std::set<LabelKey> labels;
  for (const CountsOfDocuments& part : parts) {
    for (const DocumentCounts& document : *part) {
      for (const auto& [key, counts] : document) {
        if (!Asked(selected.layers, key.layer) || !Asked(selected.labels, key.label)) continue;
        labels.insert(key);
        if (counts.gold() > 0 || !selected.layers.empty()) gold_layers.insert(key.layer);
      }
    }
  }
  CountTable table;
  std::copy_if(labels.begin(), labels.end(), std::back_inserter(table.labels),
               [&](const LabelKey& key) { return gold_layers.count(key.layer) > 0; });
  for (const CountsOfDocuments& part : parts) {
    for (const DocumentCounts& document : *part) {
      std::vector<Entry>& entries = table.documents.emplace_back();
      for (const auto& [key, counts] : document) {
        const auto at = std::lower_bound(table.labels.begin(), table.labels.end(), key);
        if (at == table.labels.end() || *at != key) continue;
        entries.push_back({static_cast<uint32_t>(at - table.labels.begin()), counts});
      }
    }
  }
  return table;
}

// Rows of one draw: for each layer its labels, micro, macro; figures only where a label occurs.
std::vector<Score> RowsOf(const std::vector<LabelKey>& labels, const std::vector<Counts>& counts) {
  std::vector<Score> rows;
  for (size_t i = 0; i < labels.size();) {
    Score micro, macro;
    micro.key.layer = macro.key.layer = labels[i].layer;
    micro.aggregate = Aggregate::kMicro;
    macro.aggregate = Aggregate::kMacro;
    double occurring = 0;
    for (; i < labels.size() && labels[i].layer == micro.key.layer; ++i) {
      Score row{labels[i], Aggregate::kLabel, counts[i], FiguresOf(counts[i]), {}};
      micro.counts += row.counts;
      if (row.counts != Counts()) {
        occurring += 1;
        macro.figures.precision += row.figures.precision;
        macro.figures.recall += row.figures.recall;
        macro.figures.f1 += row.figures.f1;
      }
      rows.push_back(std::move(row));
    }
    micro.figures = FiguresOf(micro.counts);
    if (occurring > 0) {
      macro.figures.precision /= occurring;
      macro.figures.recall /= occurring;
      macro.figures.f1 /= occurring;
    }
    rows.push_back(std::move(micro));
    rows.push_back(std::move(macro));
  }
  return rows;
}

std::vector<Counts> Sum(const CountTable& table, absl::Span<const uint32_t> documents) {
  std::vector<Counts> counts(table.labels.size());
  for (uint32_t document : documents) {
    for (const Entry& entry : table.documents[document]) counts[entry.label] += entry.counts;
  }
  return counts;
}

// The kLow-th and the kHigh-th of a figure's draws.
void Cut(std::vector<double>& draws, double& low, double& high) {
  std::sort(draws.begin(), draws.end());
  low = draws[kLow];
  high = draws[kHigh];
}

absl::Status AddIntervals(const CountTable& table, const CallContext& call,
                          std::vector<Score>& scores) {
  const size_t n = table.documents.size();
  std::vector<std::vector<Figures>> draws(scores.size());
  for (auto& row : draws) row.reserve(kDraws);
  std::mt19937_64 random(kSeed);
  std::vector<uint32_t> drawn(n);
  for (size_t draw = 0; draw < kDraws; ++draw) {
    if (call.Done()) return absl::CancelledError("cancelled while intervals were computed");
    // Multiply and shift, because std::uniform_int_distribution is not the same everywhere.
    for (uint32_t& document : drawn) document = static_cast<uint32_t>(((random() >> 32) * n) >> 32);
    const std::vector<Score> rows = RowsOf(table.labels, Sum(table, drawn));
    for (size_t row = 0; row < rows.size(); ++row) draws[row].push_back(rows[row].figures);
  }
  std::vector<double> values(kDraws);
  for (size_t row = 0; row < scores.size(); ++row) {
    Intervals& intervals = scores[row].intervals.emplace();
    for (double Figures::* figure : {&Figures::precision, &Figures::recall, &Figures::f1}) {
      std::transform(draws[row].begin(), draws[row].end(), values.begin(),
                     [figure](const Figures& figures) { return figures.*figure; });
      Cut(values, intervals.low.*figure, intervals.high.*figure);
    }
  }
  return absl::OkStatus();
}

}  // namespace

Figures FiguresOf(const Counts& counts) {
  const auto ratio = [](int64_t part, int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  return {ratio(counts.true_positives, counts.found()), ratio(counts.true_positives, counts.gold()),
          ratio(2 * counts.true_positives, counts.found() + counts.gold())};
}

absl::StatusOr<std::vector<Score>> ScoresOf(const std::vector<CountsOfDocuments>& parts,
                                            const Selected& selected, const CallContext& call) {
  const CountTable table = TableOf(parts, selected);
  std::vector<uint32_t> all(table.documents.size());
  for (size_t i = 0; i < all.size(); ++i) all[i] = static_cast<uint32_t>(i);
  std::vector<Score> scores = RowsOf(table.labels, Sum(table, all));
  if (all.size() < 2) return scores;
  if (absl::Status status = AddIntervals(table, call, scores); !status.ok()) return status;
  return scores;
}

}  // namespace parallax::evaluation
