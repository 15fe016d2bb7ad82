#include "tools/train/tagger/model_writer.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include "plugins/linguistics/tagging/tag_model.h"
#include "plugins/linguistics/text/hash64.h"

namespace parallax {
namespace {

using plx::linguistics::Fingerprint;
using plx::linguistics::FirstSlot;
using plx::linguistics::tagging::LabelSet;

template <typename T>
void Append(T value, std::string* out) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out->append(bytes, sizeof(T));
}

int32_t Rounded(int32_t weight, int32_t unit) {
  return (weight + (weight < 0 ? -unit / 2 : unit / 2)) / unit;
}

// Features that keep a weight after rounding, the `most` with the largest, in rising order.
std::vector<size_t> Chosen(const Averages& averages, size_t labels, const ModelShape& shape) {
  std::vector<std::pair<int32_t, size_t>> largest;
  for (size_t f = 0; f < averages.features.size(); ++f) {
    int32_t most = 0;
    for (size_t label = 0; label < labels; ++label) {
      most = std::max(most, std::abs(averages.weights[f * labels + label]));
    }
    if (most > shape.unit) largest.emplace_back(-most, f);
  }
  std::sort(largest.begin(), largest.end());
  if (largest.size() > shape.max_features) largest.resize(shape.max_features);
  std::vector<size_t> chosen;
  for (const auto& [weight, feature] : largest) chosen.push_back(feature);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::string Table(const Averages& averages, size_t labels, const ModelShape& shape,
                  const std::vector<size_t>& chosen, uint32_t slots) {
  const size_t stride = 4 + labels;
  std::string table(slots * stride, '\0');
  for (const size_t f : chosen) {
    uint32_t slot = FirstSlot(averages.features[f], slots);
    const uint32_t mark = Fingerprint(averages.features[f]);
    uint32_t found = 0;
    for (;; slot = slot + 1 == slots ? 0 : slot + 1) {
      std::memcpy(&found, &table[slot * stride], 4);
      if (found == 0 || found == mark) break;
    }
    std::memcpy(&table[slot * stride], &mark, 4);
    for (size_t label = 0; label < labels; ++label) {
      const int32_t weight = Rounded(averages.weights[f * labels + label], shape.unit);
      table[slot * stride + 4 + label] = static_cast<char>(std::clamp(weight, -127, 127));
    }
  }
  return table;
}

}  // namespace

int32_t UnitOf(const Averages& averages) {
  std::vector<int32_t> sizes;
  for (const int32_t weight : averages.weights) {
    if (weight != 0) sizes.push_back(std::abs(weight));
  }
  if (sizes.empty()) return 1;
  const size_t at = sizes.size() - 1 - sizes.size() / 2000;
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<ptrdiff_t>(at), sizes.end());
  return std::max(1, sizes[at] / 127);
}

std::string WriteTagModel(const Averages& averages, const LabelSet& labels, const ModelShape& shape,
                          const std::vector<std::pair<int32_t, int32_t>>& calibration) {
  const std::vector<size_t> chosen = Chosen(averages, labels.size(), shape);
  // Four slots for three features: a search looks at few of them.
  const auto slots = static_cast<uint32_t>(chosen.size() + chosen.size() / 3 + 8);
  std::string names;
  for (size_t i = 0; i < labels.size(); ++i) names += labels.label(i) + "\n";
  std::string body;
  Append<uint32_t>(shape.schema, &body);
  Append<uint32_t>(static_cast<uint32_t>(labels.size()), &body);
  Append<uint32_t>(slots, &body);
  Append<uint32_t>(static_cast<uint32_t>(chosen.size()), &body);
  Append<uint32_t>(static_cast<uint32_t>(names.size()), &body);
  Append<uint32_t>(static_cast<uint32_t>(calibration.size()), &body);
  body += names;
  for (const int32_t weight : averages.transitions) {
    Append<int16_t>(static_cast<int16_t>(std::clamp(Rounded(weight, shape.unit), -30000, 30000)),
                    &body);
  }
  for (const auto& [margin, thousandths] : calibration) {
    Append<int32_t>(margin, &body);
    Append<int32_t>(thousandths, &body);
  }
  body += Table(averages, labels.size(), shape, chosen, slots);
  std::string out(plx::linguistics::tagging::kTagModelMagic);
  Append<uint64_t>(plx::linguistics::Hash64(body), &out);
  return out + body;
}

}  // namespace parallax
