#include "server/corpus/readers/digest/digest_body.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "server/corpus/readers/lines.h"

namespace parallax::corpus {
namespace {

using text::Span;

// A dash or dot with white space around it, at byte `begin`; `end` is after that white space.
struct Separator {
  uint32_t begin = 0;
  uint32_t end = 0;
};

bool IsSpace(absl::string_view text, uint32_t at) {
  return at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r');
}

std::vector<Separator> FindSeparators(absl::string_view text, Span span) {
  std::vector<Separator> separators;
  for (uint32_t i = span.begin; i < span.end; ++i) {
    for (const absl::string_view mark : {"-", "–", "—", "•"}) {
      if (!absl::StartsWith(text.substr(i, span.end - i), mark)) continue;
      const uint32_t after = i + static_cast<uint32_t>(mark.size());
      const bool before = i > span.begin && (IsSpace(text, i - 1) || text[i - 1] == ']');
      if (!before || !IsSpace(text, after)) continue;
      separators.push_back({Trimmed(text, {span.begin, i}).end, Trimmed(text, {after, span.end}).begin});
      i = after;
      break;
    }
  }
  return separators;
}

bool StartsLikeSentence(absl::string_view text) {
  if (text.empty()) return false;
  const unsigned char c = text[0];
  return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || c == '"' || c == '$' || c >= 0x80;
}

class Carver {
 public:
  Carver(absl::string_view text, const std::vector<DigestLine>& lines) : text_(text), lines_(lines) {
    for (size_t i = 0; i < lines_.size(); ++i) pieces_.push_back(lines_[i].line.span);
    JoinWrappedLines();
    FindPunctuationHabit();
  }

  std::vector<Block> Carve() {
    for (size_t i = 0; i < pieces_.size(); ++i) CarveLine(i);
    return std::move(blocks_);
  }

 private:
  bool HasLabelOrBullet(Span span) const {
    const absl::string_view line = span.In(text_);
    return LeadLabelLength(line) > 0 || MatchGroupLabel(line).has_value() || BulletLength(line) > 0;
  }

  // A line that goes on in lower case, or in Chinese after a line without an end, was wrapped.
  void JoinWrappedLines() {
    std::vector<Span> joined;
    for (const Span piece : pieces_) {
      const absl::string_view line = piece.In(text_);
      const bool open = !joined.empty() && !EndsSentence(joined.back().In(text_));
      const bool goes_on = absl::ascii_islower(static_cast<unsigned char>(line[0]));
      if (open && goes_on && !HasLabelOrBullet(piece)) {
        joined.back().end = piece.end;
      } else {
        joined.push_back(piece);
      }
    }
    pieces_ = std::move(joined);
  }

  // Whether this digest ends its points with a reference or full stop, so that a dash after
  // anything else is a dash.
  void FindPunctuationHabit() {
    int ended = 0, all = 0;
    for (const Span piece : pieces_) {
      for (const Separator& separator : FindSeparators(text_, piece)) {
        ++all;
        ended += EndsSentence(Span{piece.begin, separator.begin}.In(text_));
      }
    }
    points_are_ended_ = 3 * ended >= all;
  }

  bool SeparatesPoints(Span line, const Separator& separator) const {
    if (EndsSentence(Span{line.begin, separator.begin}.In(text_))) return true;
    return !points_are_ended_ && StartsLikeSentence(text_.substr(separator.end, line.end - separator.end));
  }

  void Add(BlockKind kind, Span span) {
    const Span trimmed = Trimmed(text_, span);
    if (!trimmed.empty()) blocks_.push_back({trimmed, kind, ""});
  }

  // Cuts `span` at the separators between points; the first piece is of kind `first`.
  void AddPoints(Span span, BlockKind first) {
    BlockKind kind = first;
    uint32_t begin = span.begin;
    for (const Separator& separator : FindSeparators(text_, span)) {
      if (separator.begin <= begin || !SeparatesPoints({begin, span.end}, separator)) continue;
      Add(kind, {begin, separator.begin});
      begin = separator.end;
      kind = BlockKind::kKeyPoint;
    }
    Add(kind, {begin, span.end});
  }

  // Where the groups of one line begin: at its start, or after a sentence, counting up.
  std::vector<uint32_t> FindGroups(Span line) {
    std::vector<uint32_t> starts;
    for (uint32_t i = line.begin; i < line.end; ++i) {
      const absl::string_view before = Trimmed(text_, {line.begin, i}).In(text_);
      if (i != line.begin && !IsSpace(text_, i - 1) && text_[i - 1] != ']' &&
          !absl::EndsWith(before, "。")) {
        continue;
      }
      const auto label = MatchGroupLabel(text_.substr(i, line.end - i));
      if (!label.has_value() || label->number != next_group_) continue;
      if (i != line.begin && points_are_ended_ && !EndsSentence(before)) continue;
      starts.push_back(i);
      ++next_group_;
      i += static_cast<uint32_t>(label->length) - 1;
    }
    return starts;
  }

  void CarveGroup(Span group, bool bullets_follow) {
    const GroupLabel label = *MatchGroupLabel(group.In(text_));
    group.begin += static_cast<uint32_t>(label.length);
    if (group.empty()) return;
    if (!label.has_heading) return AddPoints(group, BlockKind::kKeyPoint);
    const std::vector<Separator> separators = FindSeparators(text_, group);
    const bool sentence = EndsSentence(group.In(text_));
    if (separators.empty()) {
      return Add(sentence && !bullets_follow ? BlockKind::kKeyPoint : BlockKind::kHeading, group);
    }
    // The first separator ends the heading, unless what is before it is a point already.
    const Span heading{group.begin, separators[0].begin};
    if (HasReference(heading.In(text_))) return AddPoints(group, BlockKind::kKeyPoint);
    Add(BlockKind::kHeading, heading);
    AddPoints({separators[0].end, group.end}, BlockKind::kKeyPoint);
  }

  void CarveUngrouped(Span span, size_t piece) {
    const absl::string_view content = span.In(text_);
    if (const size_t lead = LeadLabelLength(content); lead > 0) {
      lead_label_alone_ = lead == content.size();
      span.begin += static_cast<uint32_t>(lead);
      if (!span.empty()) AddPoints(span, BlockKind::kLead);
      return;
    }
    if (lead_label_alone_) {
      lead_label_alone_ = false;
      span.begin += static_cast<uint32_t>(BulletLength(content));
      return AddPoints(span, BlockKind::kLead);
    }
    if (const size_t bullet = BulletLength(content); bullet > 0) {
      span.begin += static_cast<uint32_t>(bullet);
      return AddPoints(span, BlockKind::kKeyPoint);
    }
    const bool heading = BulletFollows(piece) && !EndsSentence(content);
    if (heading) return Add(BlockKind::kHeading, span);
    const bool point = HasReference(content) || !FindSeparators(text_, span).empty();
    AddPoints(span, point ? BlockKind::kKeyPoint : BlockKind::kParagraph);
  }

  bool BulletFollows(size_t piece) const {
    return piece + 1 < pieces_.size() && BulletLength(pieces_[piece + 1].In(text_)) > 0;
  }

  void CarveLine(size_t piece) {
    const Span line = pieces_[piece];
    std::vector<uint32_t> starts = FindGroups(line);
    const uint32_t ungrouped_end = starts.empty() ? line.end : starts[0];
    const Span ungrouped = Trimmed(text_, {line.begin, ungrouped_end});
    if (!ungrouped.empty()) CarveUngrouped(ungrouped, piece);
    starts.push_back(line.end);
    for (size_t i = 0; i + 1 < starts.size(); ++i) {
      CarveGroup(Trimmed(text_, {starts[i], starts[i + 1]}), BulletFollows(piece));
    }
  }

  absl::string_view text_;
  const std::vector<DigestLine>& lines_;
  std::vector<Span> pieces_;  // logical lines: wrapped ones joined
  std::vector<Block> blocks_;
  int next_group_ = 1;
  bool points_are_ended_ = true;
  bool lead_label_alone_ = false;
};

}  // namespace

std::vector<Block> CarveDigestBody(absl::string_view text, const std::vector<DigestLine>& lines) {
  return Carver(text, lines).Carve();
}

}  // namespace parallax::corpus
