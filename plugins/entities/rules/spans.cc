#include "plugins/entities/rules/spans.h"

#include <algorithm>

namespace plx::entities {

Spans::Spans(const Reading& reading, uint32_t unit)
    : reading_(&reading), on_(reading.units[unit].size(), UINT32_MAX) {
  for (uint32_t m = 0; m < reading.mentions.size(); ++m) {
    const Mention& mention = reading.mentions[m];
    if (mention.unit != unit || mention.hint) continue;
    for (uint32_t i = mention.first; i < mention.end; ++i) {
      // The innermost: an office does not hide the country in it.
      if (on_[i] == UINT32_MAX ||
          reading.mentions[on_[i]].end - reading.mentions[on_[i]].first > mention.end - mention.first) {
        on_[i] = m;
      }
    }
  }
}

const Mention* Spans::On(size_t i) const {
  return i < on_.size() && on_[i] != UINT32_MAX ? &reading_->mentions[on_[i]] : nullptr;
}

const Mention* Spans::EndingAt(size_t i) const {
  const Mention* mention = i > 0 ? On(i - 1) : nullptr;
  return mention != nullptr && mention->end == i ? mention : nullptr;
}

const Mention* Spans::StartingAt(size_t i) const {
  const Mention* mention = On(i);
  return mention != nullptr && mention->first == i ? mention : nullptr;
}

std::string OwnerCode(const Mention& mention) {
  const size_t colon = mention.id.find(':');
  const std::string tail = mention.id.substr(colon + 1);
  if (mention.type == kRegion || mention.id == "region:EU") return tail;
  if (mention.id == "group:nato" || mention.id == "org:un") {
    std::string code;
    for (const char c : tail) code += static_cast<char>(c - 'a' + 'A');
    return code;
  }
  return "";
}

std::string OwnerName(const Knowledge& knowledge, std::string_view code) {
  if (code == "US") return "U.S.";
  if (code == "GB") return "UK";
  const uint32_t region = knowledge.Region(code);
  return region == kNoEntity ? std::string(code) : knowledge.entities()[region].canonical;
}

}  // namespace plx::entities
