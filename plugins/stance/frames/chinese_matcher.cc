#include <algorithm>

#include "plugins/linguistics/text/characters.h"
#include "plugins/stance/frames/matcher.h"

namespace plx::stance {
namespace {

using linguistics::CodePoint;
using linguistics::DecodeAt;

struct Attempt {
  std::string_view text;  // up to the end of the sentence
  plx_span_t inner = {0, 0};
  size_t matched = 0;     // characters
  size_t last_end = 0;
};

// Marks that no gap and no slot crosses.
bool EndsGap(char32_t c) {
  switch (c) {
    case U'，': case U'。': case U'；': case U'！': case U'？': case U'：': case U'、':
    case ',': case ';': case '!': case '?': case '\n':
      return true;
    default:
      return false;
  }
}

size_t CountCharacters(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Skips white space and quotation marks, which headlines put round a word of a pattern.
size_t SkipQuotes(std::string_view text, size_t at) {
  while (at < text.size()) {
    const CodePoint c = DecodeAt(text, at);
    const bool skip = c.code == U'“' || c.code == U'”' || c.code == U'「' || c.code == U'」' ||
                      c.code == U'‘' || c.code == U'’' || c.code == '"' || c.code == ' ';
    if (!skip) break;
    at += c.size;
  }
  return at;
}

// `required`: the optional element behind an inner slot must be there.
size_t MatchFrom(Attempt* a, const std::vector<Element>& pattern, size_t element, size_t at,
                 bool required = false) {
  if (element == pattern.size()) {
    a->last_end = at;
    return at;
  }
  const Element& e = pattern[element];
  if (e.type == Element::kWords) {
    const size_t start = element == 0 ? at : SkipQuotes(a->text, at);
    // Longest alternative first, so that 出口管制 wins over 管制.
    std::vector<std::string_view> fitting;
    for (const auto& alternative : e.alternatives) {
      if (a->text.substr(start).starts_with(alternative[0])) fitting.push_back(alternative[0]);
    }
    std::sort(fitting.begin(), fitting.end(),
              [](std::string_view x, std::string_view y) { return x.size() > y.size(); });
    for (std::string_view word : fitting) {
      const size_t end = MatchFrom(a, pattern, element + 1, start + word.size());
      if (end > 0) {
        a->matched += CountCharacters(word);
        return end;
      }
    }
    return e.optional ? MatchFrom(a, pattern, element + 1, at) : 0;
  }
  // 对进口煤炭的依赖: the slot reaches to its 的 if there is one.
  if (e.type == Element::kInner && element + 1 < pattern.size() && pattern[element + 1].optional &&
      !required) {
    if (const size_t end = MatchFrom(a, pattern, element, at, true); end > 0) return end;
  }
  size_t stop = at;
  for (uint32_t n = 0; n <= e.limit; ++n) {
    if (n > 0 || e.type == Element::kGap) {
      const bool there = !required || std::any_of(
          pattern[element + 1].alternatives.begin(), pattern[element + 1].alternatives.end(),
          [&](const auto& alternative) {
            return a->text.substr(SkipQuotes(a->text, stop)).starts_with(alternative[0]);
          });
      if (const size_t end = there ? MatchFrom(a, pattern, element + 1, stop) : 0; end > 0) {
        if (e.type == Element::kInner) {
          a->inner = {static_cast<uint32_t>(at), static_cast<uint32_t>(stop)};
        }
        return end;
      }
    }
    if (stop >= a->text.size()) break;
    const CodePoint c = DecodeAt(a->text, stop);
    if (EndsGap(c.code)) {
      if (e.type == Element::kGap || c.code != U'、') break;
    }
    stop += c.size;
  }
  return 0;
}

}  // namespace

ChineseMatcher::ChineseMatcher(const std::vector<Frame>& frames) {
  for (const Frame& frame : frames) {
    if (!frame.chinese) continue;
    for (const auto& alternative : frame.pattern[0].alternatives) {
      const std::string_view first = std::string_view(alternative[0]).substr(0, DecodeAt(alternative[0], 0).size);
      std::vector<const Frame*>& list = by_first_character_[first];
      if (list.empty() || list.back() != &frame) list.push_back(&frame);
    }
  }
}

std::vector<FrameMatch> ChineseMatcher::Find(std::string_view text, plx_span_t sentence, const std::vector<plx_span_t>& named,
                                             const std::function<bool(const FrameMatch&)>& fits) const {
  std::vector<FrameMatch> found;
  const std::string_view bounded = text.substr(0, sentence.end);
  size_t next_named = 0;
  for (size_t at = sentence.begin; at < sentence.end;) {
    while (next_named < named.size() && named[next_named].end <= at) ++next_named;
    const CodePoint c = DecodeAt(bounded, at);
    if (next_named < named.size() && named[next_named].begin <= at) {
      at = std::max<size_t>(named[next_named].end, at + c.size);
      continue;
    }
    const std::vector<const Frame*>* frames = by_first_character_.Find(bounded.substr(at, c.size));
    for (size_t f = 0; frames != nullptr && f < frames->size(); ++f) {
      Attempt attempt{bounded, {0, 0}, 0, 0};
      const size_t stop = MatchFrom(&attempt, (*frames)[f]->pattern, 0, at);
      if (stop == 0) continue;
      FrameMatch match;
      match.frame = (*frames)[f];
      match.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(stop)};
      match.anchor = {match.span.begin, static_cast<uint32_t>(at + c.size)};
      match.inner_span = attempt.inner;
      match.matched = attempt.matched;
      if (fits(match)) found.push_back(match);
    }
    at += c.size;
  }
  return KeepLongest(std::move(found));
}

}  // namespace plx::stance
