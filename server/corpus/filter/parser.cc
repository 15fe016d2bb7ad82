#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/filter/filter.h"
#include "server/corpus/readers/stated_time.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

constexpr size_t kMaxFilterCodePoints = 2000;
constexpr int kMaxDepth = 32;
constexpr absl::string_view kFieldNames =
    "source, feed, language, title, published, ingested, url, labels.KEY";

struct FieldName {
  absl::string_view name;
  FilterField field;
};
constexpr FieldName kFields[] = {
    {"source", FilterField::kSource},       {"feed", FilterField::kFeed},
    {"language", FilterField::kLanguage},   {"title", FilterField::kTitle},
    {"published", FilterField::kPublished}, {"ingested", FilterField::kIngested},
    {"url", FilterField::kUrl},             {"labels", FilterField::kLabel},
};

struct OpName {
  absl::string_view name;
  FilterOp op;
};
constexpr OpName kOps[] = {  // longer ones first
    {"!=", FilterOp::kNotEqual}, {"<=", FilterOp::kLessOrEqual}, {">=", FilterOp::kGreaterOrEqual},
    {"=", FilterOp::kEqual},     {"<", FilterOp::kLess},         {">", FilterOp::kGreater},
    {":", FilterOp::kHas},
};

bool IsNameChar(char c) {
  const unsigned char u = static_cast<unsigned char>(c);
  return absl::ascii_isalnum(u) || c == '_' || u >= 0x80;
}

bool IsTime(FilterField field) {
  return field == FilterField::kPublished || field == FilterField::kIngested;
}

class FilterParser {
 public:
  explicit FilterParser(absl::string_view text) : text_(text) {}

  absl::StatusOr<Filter> Parse() {
    SkipSpace();
    if (at_ == text_.size()) return Filter{};
    ASSIGN_OR_RETURN(Filter filter, ParseAnd(0));
    SkipSpace();
    if (at_ < text_.size()) {
      return Error(at_, absl::StrCat("found ", Found(at_), "; expected AND, OR or the end"));
    }
    return filter;
  }

 private:
  absl::Status Error(size_t at, absl::string_view message) const {
    const std::string column = absl::StrCat(text::CountCodePoints(text_.substr(0, at)) + 1);
    absl::Status status = WithReason(
        absl::InvalidArgumentError(absl::StrCat("the filter, column ", column, ": ", message)),
        "FILTER_INVALID");
    return WithMetadata(WithMetadata(status, "column", column), "fields", kFieldNames);
  }

  // What stands at `at`, quoted for a message.
  std::string Found(size_t at) const {
    if (at >= text_.size()) return "the end";
    size_t end = at;
    while (end < text_.size() && IsNameChar(text_[end])) ++end;
    if (end == at) text::NextCodePoint(text_, &end);
    return absl::StrCat("\"", text::CutAtBoundary(text_.substr(at, end - at), 48), "\"");
  }

  void SkipSpace() {
    while (at_ < text_.size() && absl::ascii_isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }

  bool TakeWord(absl::string_view word) {
    SkipSpace();
    const size_t end = at_ + word.size();
    if (!absl::StartsWith(text_.substr(at_), word)) return false;
    if (end < text_.size() && IsNameChar(text_[end])) return false;
    at_ = end;
    return true;
  }

  bool Take(absl::string_view mark) {
    SkipSpace();
    if (!absl::StartsWith(text_.substr(at_), mark)) return false;
    at_ += mark.size();
    return true;
  }

  using Rule = absl::StatusOr<Filter> (FilterParser::*)(int depth);

  absl::StatusOr<Filter> ParseList(Rule item, absl::string_view word, Filter::Kind kind, int depth) {
    ASSIGN_OR_RETURN(Filter first, (this->*item)(depth));
    if (!TakeWord(word)) return first;
    Filter list;
    list.kind = kind;
    list.children.push_back(std::move(first));
    do {
      ASSIGN_OR_RETURN(Filter next, (this->*item)(depth));
      list.children.push_back(std::move(next));
    } while (TakeWord(word));
    return list;
  }

  absl::StatusOr<Filter> ParseAnd(int depth) {
    return ParseList(&FilterParser::ParseOr, "AND", Filter::Kind::kAnd, depth);
  }

  absl::StatusOr<Filter> ParseOr(int depth) {
    return ParseList(&FilterParser::ParseTerm, "OR", Filter::Kind::kOr, depth);
  }

  absl::StatusOr<Filter> ParseTerm(int depth) {
    SkipSpace();
    if (depth >= kMaxDepth) {
      return Error(at_, absl::StrCat("more than ", kMaxDepth, " levels; write it flatter"));
    }
    if (TakeWord("NOT") || Take("-")) {
      Filter negation;
      negation.kind = Filter::Kind::kNot;
      ASSIGN_OR_RETURN(Filter inner, ParseTerm(depth + 1));
      negation.children.push_back(std::move(inner));
      return negation;
    }
    if (!Take("(")) return ParseComparison();
    const size_t open = at_ - 1;
    ASSIGN_OR_RETURN(Filter inner, ParseAnd(depth + 1));
    if (!Take(")")) {
      return Error(at_, absl::StrCat("found ", Found(at_), "; expected ) for the ( in column ",
                                     text::CountCodePoints(text_.substr(0, open)) + 1));
    }
    return inner;
  }

  absl::StatusOr<Filter> ParseComparison() {
    Filter comparison;
    comparison.kind = Filter::Kind::kComparison;
    RETURN_IF_ERROR(ParseField(&comparison));
    RETURN_IF_ERROR(ParseOp(&comparison));
    RETURN_IF_ERROR(ParseValue(&comparison));
    return comparison;
  }

  absl::Status ParseField(Filter* comparison) {
    SkipSpace();
    const size_t begin = at_;
    while (at_ < text_.size() && IsNameChar(text_[at_])) ++at_;
    const absl::string_view name = text_.substr(begin, at_ - begin);
    const auto known = std::find_if(std::begin(kFields), std::end(kFields),
                                    [&](const FieldName& field) { return field.name == name; });
    if (name.empty() || known == std::end(kFields)) {
      at_ = begin;
      return Error(begin, absl::StrCat("found ", Found(begin), "; expected a field: ", kFieldNames));
    }
    comparison->field = known->field;
    if (known->field != FilterField::kLabel) return absl::OkStatus();
    if (at_ == text_.size() || text_[at_] != '.') {
      return Error(at_, "labels needs the key of one: labels.KEY or labels.\"KEY\"");
    }
    ++at_;
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
      ASSIGN_OR_RETURN(comparison->label, ParseQuoted());
      return absl::OkStatus();
    }
    const size_t key = at_;
    while (at_ < text_.size() && (IsNameChar(text_[at_]) || text_[at_] == '-' || text_[at_] == '.')) ++at_;
    comparison->label = std::string(text_.substr(key, at_ - key));
    return comparison->label.empty() ? Error(key, "the key of the label is missing") : absl::OkStatus();
  }

  absl::Status ParseOp(Filter* comparison) {
    SkipSpace();
    const size_t begin = at_;
    for (const OpName& op : kOps) {
      if (!Take(op.name)) continue;
      comparison->op = op.op;
      const bool ordered = op.op != FilterOp::kEqual && op.op != FilterOp::kNotEqual &&
                           op.op != FilterOp::kHas;
      if (ordered && !IsTime(comparison->field)) {
        return Error(begin, absl::StrCat("\"", op.name, "\" compares times only (published, ingested); "
                                         "expected =, != or :"));
      }
      return absl::OkStatus();
    }
    return Error(begin, absl::StrCat("found ", Found(begin), "; expected =, !=, <, <=, >, >= or :"));
  }

  absl::StatusOr<std::string> ParseQuoted() {
    const size_t open = at_;
    const char quote = text_[at_++];
    std::string value;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\') {
        ++at_;
        if (at_ == text_.size() || (text_[at_] != '\\' && text_[at_] != '"' && text_[at_] != '\'')) {
          return Error(at_ - 1, "a \\ in a string must be followed by \\, \" or '");
        }
      }
      value.push_back(text_[at_++]);
    }
    if (at_ == text_.size()) return Error(open, "the string is not closed");
    ++at_;
    return value;
  }

  absl::Status ParseValue(Filter* comparison) {
    SkipSpace();
    const size_t begin = at_;
    if (begin < text_.size() && (text_[begin] == '"' || text_[begin] == '\'')) {
      ASSIGN_OR_RETURN(comparison->value, ParseQuoted());
    } else {
      static constexpr absl::string_view kEnds = "()\"'=<>!,";
      while (at_ < text_.size() && !absl::ascii_isspace(static_cast<unsigned char>(text_[at_])) &&
             kEnds.find(text_[at_]) == absl::string_view::npos) {
        ++at_;
      }
      comparison->value = std::string(text_.substr(begin, at_ - begin));
      if (comparison->value.empty()) {
        return Error(begin, absl::StrCat("found ", Found(begin), "; expected a value, quoted if it has "
                                         "spaces or signs"));
      }
      comparison->any_value = comparison->op == FilterOp::kHas && comparison->value == "*";
    }
    if (comparison->any_value) return absl::OkStatus();
    if (comparison->field == FilterField::kPublished) return CheckPublished(begin, *comparison);
    if (comparison->field == FilterField::kIngested) return ReadIngested(begin, comparison);
    return absl::OkStatus();
  }

  absl::Status CheckPublished(size_t at, const Filter& comparison) const {
    if (ParseIsoTime(comparison.value).has_value()) return absl::OkStatus();
    return Error(at, absl::StrCat("\"", text::CutAtBoundary(comparison.value, 48),
                                  "\" is not a time as documents state it; expected 2025, 2025-07, "
                                  "2025-07-04 or 2025-07-04T04:50, without a zone"));
  }

  absl::Status ReadIngested(size_t at, Filter* comparison) const {
    absl::Time time;
    std::string error;
    const bool day = absl::ParseTime("%Y-%m-%d", comparison->value, &time, &error);
    if (!day && !absl::ParseTime(absl::RFC3339_full, comparison->value, &time, &error)) {
      return Error(at, absl::StrCat("\"", text::CutAtBoundary(comparison->value, 48),
                                    "\" is not a time; expected 2025-07-04 (UTC) or RFC 3339 like "
                                    "2025-07-04T04:50:00Z"));
    }
    comparison->begin_us = absl::ToUnixMicros(time);
    const absl::Duration length = day ? absl::Hours(24) : absl::Microseconds(1);
    comparison->end_us = absl::ToUnixMicros(time + length);
    return absl::OkStatus();
  }

  absl::string_view text_;
  size_t at_ = 0;
};

std::string Quoted(absl::string_view value) {
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  quoted.push_back('"');
  return quoted;
}

std::string ComparisonToString(const Filter& filter) {
  const auto field = std::find_if(std::begin(kFields), std::end(kFields),
                                  [&](const FieldName& name) { return name.field == filter.field; });
  const auto op = std::find_if(std::begin(kOps), std::end(kOps),
                               [&](const OpName& name) { return name.op == filter.op; });
  const bool label = filter.field == FilterField::kLabel;
  return absl::StrCat(field->name, label ? "." : "", label ? Quoted(filter.label) : "", " ", op->name,
                      " ", filter.any_value ? "*" : Quoted(filter.value));
}

}  // namespace

absl::StatusOr<Filter> ParseFilter(absl::string_view text) {
  if (const absl::Status utf8 = text::CheckUtf8(text); !utf8.ok()) {
    return WithReason(utf8, "FILTER_INVALID");
  }
  if (text::CountCodePoints(text) > kMaxFilterCodePoints) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat("the filter is longer than ",
                                                              kMaxFilterCodePoints, " characters")),
                      "FILTER_INVALID");
  }
  return FilterParser(text).Parse();
}

std::string FilterToString(const Filter& filter) {
  switch (filter.kind) {
    case Filter::Kind::kAll: return "";
    case Filter::Kind::kComparison: return ComparisonToString(filter);
    case Filter::Kind::kNot: return absl::StrCat("NOT (", FilterToString(filter.children[0]), ")");
    case Filter::Kind::kAnd:
    case Filter::Kind::kOr: break;
  }
  std::string text;
  for (const Filter& child : filter.children) {
    absl::StrAppend(&text, text.empty() ? "" : filter.kind == Filter::Kind::kAnd ? " AND " : " OR ", "(",
                    FilterToString(child), ")");
  }
  return text;
}

}  // namespace parallax::corpus
