#include "plugins/stance/frames/frame.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "plx/analyzer.hpp"

namespace plx::stance {
namespace {

// Words between the parts of a pattern, and of an inner slot, when the pattern does not say.
constexpr uint32_t kGapWords = 6;
constexpr uint32_t kInnerWords = 12;
constexpr uint32_t kGapCharacters = 12;
constexpr uint32_t kInnerCharacters = 24;

[[noreturn]] void Malformed(std::string_view file, size_t line, const std::string& what) {
  throw Error(PLX_INVALID_ARGUMENT,
              std::string(file) + ":" + std::to_string(line) + ": " + what);
}

// A line-by-line reader of "a<TAB>b<TAB>c" without comments and empty lines.
template <typename Body>
void ForEachRow(std::string_view tsv, Body&& body) {
  size_t line = 0;
  for (std::string_view row : Split(tsv, '\n')) {
    ++line;
    if (!row.empty() && row.front() != '#') body(Split(row, '\t'), line);
  }
}

std::vector<std::string> Phrase(std::string_view text) {
  std::vector<std::string> words;
  for (std::string_view word : Split(text, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

void AddAlternatives(std::string_view text, const WordClasses& classes, Element* element) {
  for (std::string_view alternative : Split(text, '|')) {
    if (alternative.starts_with('@')) {
      for (const std::string& member : classes.Members(alternative.substr(1))) {
        element->alternatives.push_back(Phrase(member));
      }
    } else if (!alternative.empty()) {
      element->alternatives.push_back({std::string(alternative)});
    }
  }
}

bool ParseGap(std::string_view text, bool chinese, Element* element) {
  for (std::string_view dots : {std::string_view("..."), std::string_view("…")}) {
    if (!text.starts_with(dots)) continue;
    element->type = Element::kGap;
    element->limit = chinese ? kGapCharacters : kGapWords;
    const std::string digits(text.substr(dots.size()));
    if (!digits.empty()) element->limit = static_cast<uint32_t>(std::atoi(digits.c_str()));
    return true;
  }
  return false;
}

std::vector<Element> ParsePattern(std::string_view text, bool chinese,
                                  const WordClasses& classes) {
  std::vector<Element> pattern;
  for (std::string_view part : Split(text, ' ')) {
    if (part.empty()) continue;
    Element element;
    if (!ParseGap(part, chinese, &element)) {
      if (part.starts_with('?')) {
        element.optional = true;
        part.remove_prefix(1);
      }
      if (part == "{T}" || part == "{H}") {
        element.type = Element::kInner;
        element.limit = chinese ? kInnerCharacters : kInnerWords;
      } else {
        AddAlternatives(part, classes, &element);
      }
    }
    pattern.push_back(std::move(element));
  }
  return pattern;
}

bool ParseKind(std::string_view text, FrameKind* kind) {
  if (text == "v") *kind = FrameKind::kVerb;
  else if (text == "n") *kind = FrameKind::kNoun;
  else if (text == "a") *kind = FrameKind::kAdjective;
  else if (text == "p") *kind = FrameKind::kPhrase;
  else return false;
  return true;
}

bool ParseSlot(std::string_view text, Slot* slot) {
  static const std::unordered_map<std::string_view, SlotKind> kNames = {
      {"none", SlotKind::kNone},     {"subject", SlotKind::kSubject},
      {"object", SlotKind::kObject}, {"inner", SlotKind::kInner},
      {"speaker", SlotKind::kSpeaker}, {"poss", SlotKind::kPossessor},
      {"owner", SlotKind::kOwner},   {"mutual", SlotKind::kMutual}};
  if (const size_t equals = text.find('='); equals != std::string_view::npos) {
    slot->only = std::string(text.substr(equals + 1));
    text = text.substr(0, equals);
  }
  if (text.ends_with('!')) {
    slot->strict = true;
    text.remove_suffix(1);
  }
  if (const auto it = kNames.find(text); it != kNames.end()) {
    slot->kind = it->second;
    return true;
  }
  static const std::unordered_map<std::string_view, std::vector<std::string>> kChinese = {
      {"对", {"对于", "对", "就"}},
      {"向", {"向", "朝"}},
      {"与", {"与", "同", "和", "跟"}},
      {"给", {"给", "为"}},
      {"针对", {"针对"}}};
  slot->kind = SlotKind::kPreposition;
  if (const auto it = kChinese.find(text); it != kChinese.end()) {
    slot->prepositions = it->second;
    return true;
  }
  if (!text.starts_with("prep:")) return false;
  for (std::string_view word : Split(text.substr(5), '|')) slot->prepositions.emplace_back(word);
  return true;
}

}  // namespace

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0;;) {
    const size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

WordClasses::WordClasses(std::string_view tsv) {
  ForEachRow(tsv, [&](const std::vector<std::string_view>& columns, size_t line) {
    if (columns.size() != 3) Malformed("classes.tsv", line, "needs name, language and words");
    Class& words = classes_[columns[0]];
    for (std::string_view word : Split(columns[2], '|')) {
      if (word.empty()) Malformed("classes.tsv", line, "an empty word");
      if (words.members.Contains(word)) continue;
      words.members.Insert(word);
      words.ordered.emplace_back(word);
    }
  });
}

const std::vector<std::string>& WordClasses::Members(std::string_view name) const {
  const Class* words = classes_.Find(name);
  if (words == nullptr) {
    throw Error(PLX_INVALID_ARGUMENT, "classes.tsv has no class \"" + std::string(name) + "\"");
  }
  return words->ordered;
}

bool WordClasses::Contains(std::string_view name, std::string_view word) const {
  const Class* words = classes_.Find(name);
  return words != nullptr && words->members.Contains(word);
}

std::vector<Frame> ParseFrames(std::string_view name, std::string_view tsv, bool chinese,
                               const WordClasses& classes) {
  std::vector<Frame> frames;
  std::unordered_set<std::string_view> ids;
  ForEachRow(tsv, [&](const std::vector<std::string_view>& columns, size_t line) {
    if (columns.size() != 8) {
      Malformed(name, line, "needs 8 columns, has " + std::to_string(columns.size()));
    }
    Frame frame;
    frame.chinese = chinese;
    frame.id = std::string(chinese ? "zh/" : "en/") + std::string(columns[0]);
    if (!ids.insert(columns[0]).second) Malformed(name, line, "the id stands twice");
    if (!ParseKind(columns[1], &frame.kind)) Malformed(name, line, "kind is v, n, a or p");
    frame.pattern = ParsePattern(columns[2], chinese, classes);
    if (frame.pattern.empty() || frame.pattern[0].type != Element::kWords ||
        frame.pattern[0].optional) {
      Malformed(name, line, "a pattern starts with words that are not optional");
    }
    if (!ParseSlot(columns[3], &frame.holder)) Malformed(name, line, "unknown holder slot");
    for (std::string_view text : Split(columns[4], ',')) {
      Slot slot;
      if (!ParseSlot(text, &slot)) Malformed(name, line, "unknown target slot");
      if (!slot.only.empty()) classes.Members(slot.only);
      frame.targets.push_back(std::move(slot));
    }
    frame.sign = columns[5] == "+" ? 1 : columns[5] == "-" ? -1 : 0;
    if (frame.sign == 0 && columns[5] != "0") Malformed(name, line, "sign is +, - or 0");
    frame.strength = std::atoi(std::string(columns[6]).c_str());
    if (frame.strength < 1 || frame.strength > 1000) {
      Malformed(name, line, "strength is 1 to 1000");
    }
    const bool evaluation = columns[7].starts_with("eval.");
    frame.reason = (evaluation ? "" : "frame.") + std::string(columns[7]);
    frames.push_back(std::move(frame));
  });
  return frames;
}

}  // namespace plx::stance
