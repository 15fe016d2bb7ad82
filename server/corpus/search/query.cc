#include "server/corpus/search/query.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/search/tokenizer.h"
#include "server/text/character_class.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

constexpr size_t kMaxQueryCodePoints = 1000;
constexpr size_t kMaxTerms = 64;

bool IsIdeograph(absl::string_view token) {
  size_t end = 0;
  return text::ClassOf(text::NextCodePoint(token, &end)) == text::CharacterClass::kIdeographic &&
         end == token.size();
}

class QueryParser {
 public:
  explicit QueryParser(absl::string_view text) : text_(text) {}

  absl::StatusOr<Query> Parse() {
    SkipSpace();
    while (at_ < text_.size()) {
      RETURN_IF_ERROR(ParseClause());
      RETURN_IF_ERROR(TakeAnd());
    }
    if (query_.clauses.empty()) {
      return Error(0, "there is no letter or digit to search for; give a word");
    }
    const bool negated = std::all_of(query_.clauses.begin(), query_.clauses.end(),
                                     [](const QueryClause& clause) { return clause.negated; });
    if (negated) {
      return Error(0, "every term has a minus or NOT; give one that documents must have beside them");
    }
    return std::move(query_);
  }

 private:
  absl::Status Error(size_t at, absl::string_view message) const {
    const std::string column = absl::StrCat(text::CountCodePoints(text_.substr(0, at)) + 1);
    return WithMetadata(WithReason(absl::InvalidArgumentError(absl::StrCat(
                                       "the query, column ", column, ": ", message)),
                                   "QUERY_INVALID"),
                        "column", column);
  }

  // Length of the white space at the place; Chinese keyboards give a wide one.
  size_t SpaceLength() const {
    const absl::string_view rest = text_.substr(at_);
    if (rest.empty()) return 0;
    if (absl::ascii_isspace(static_cast<unsigned char>(rest[0]))) return 1;
    return absl::StartsWith(rest, "\u3000") ? absl::string_view("\u3000").size() : 0;
  }

  void SkipSpace() {
    while (const size_t space = SpaceLength()) at_ += space;
  }

  // Whether `word`, in capitals and alone, comes next.
  bool TakeOperator(absl::string_view word) {
    const size_t start = at_;
    SkipSpace();
    if (absl::StartsWith(text_.substr(at_), word)) {
      at_ += word.size();
      if (SpaceLength() > 0 || at_ == text_.size()) {
        SkipSpace();
        return true;
      }
    }
    at_ = start;
    return false;
  }

  // The space between clauses, or AND, which says the same.
  absl::Status TakeAnd() {
    SkipSpace();
    const size_t start = at_;
    const bool first = query_.clauses.empty();  // ParseTerm says what is wrong then
    if (!first && TakeOperator("AND") && at_ == text_.size()) {
      return Error(start, "AND has nothing after it; give a term");
    }
    return absl::OkStatus();
  }

  bool AtNegated() {
    const size_t start = at_;
    const bool negated = absl::StartsWith(text_.substr(at_), "-") || TakeOperator("NOT");
    at_ = start;
    return negated;
  }

  absl::Status ParseClause() {
    QueryClause clause;
    const size_t start = at_;
    if (absl::StartsWith(text_.substr(at_), "-")) {
      clause.negated = true;
      ++at_;
    } else if (TakeOperator("NOT")) {
      clause.negated = true;
      if (at_ == text_.size()) return Error(start, "NOT has nothing after it; give a term");
    }
    RETURN_IF_ERROR(ParseTerm(&clause));
    if (clause.any_of.empty()) return absl::OkStatus();  // a sign of its own: "AT & T"
    while (TakeOperator("OR")) {
      if (clause.negated || AtNegated()) {
        return Error(start, "a term with a minus or NOT cannot stand beside OR; put it apart");
      }
      if (at_ == text_.size()) return Error(at_, "OR has nothing after it; give a term");
      RETURN_IF_ERROR(ParseTerm(&clause));
    }
    query_.clauses.push_back(std::move(clause));
    return absl::OkStatus();
  }

  QueryField TakeField() {
    static constexpr std::pair<absl::string_view, QueryField> kFields[] = {
        {"title:", QueryField::kTitle},
        {"source:", QueryField::kSource},
        {"language:", QueryField::kLanguage}};
    for (const auto& [name, field] : kFields) {
      if (!absl::StartsWithIgnoreCase(text_.substr(at_), name)) continue;
      at_ += name.size();
      return field;
    }
    return QueryField::kText;
  }

  // The closing quotation mark for the opening one at the place; empty if there is none.
  absl::string_view TakeQuote() {
    static constexpr std::pair<absl::string_view, absl::string_view> kQuotes[] = {
        {"\"", "\""}, {"“", "”"}, {"「", "」"}};
    for (const auto& [open, close] : kQuotes) {
      if (!absl::StartsWith(text_.substr(at_), open)) continue;
      at_ += open.size();
      return close;
    }
    return "";
  }

  absl::Status ParseTerm(QueryClause* clause) {
    const size_t start = at_;
    QueryTerm term;
    term.field = TakeField();
    const size_t begin = at_;
    absl::string_view content;
    bool quoted = false;
    if (const absl::string_view close = TakeQuote(); !close.empty()) {
      const size_t end = text_.find(close, at_);
      if (end == absl::string_view::npos) {
        return Error(begin, absl::StrCat("the quotation mark is not closed; put ", close, " at its end"));
      }
      quoted = true;
      content = text_.substr(at_, end - at_);
      at_ = end + close.size();
    } else {
      while (at_ < text_.size() && SpaceLength() == 0) ++at_;
      content = text_.substr(begin, at_ - begin);
    }
    if (!quoted && (content == "OR" || content == "AND") && clause->any_of.empty()) {
      return Error(begin, absl::StrCat(content, " has nothing before it; give a term, or put it in quotation "
                                                "marks if it is meant as a word"));
    }
    Tokenize(content, TokenizeMode::kQuery, [&](const SearchToken& token) {
      if (token.text != kBlockSeparator) term.tokens.emplace_back(token.text);
      return true;
    });
    const bool plain = term.field == QueryField::kText && at_ == begin + content.size();
    if (term.tokens.empty() && plain && clause->any_of.empty()) return absl::OkStatus();
    if (term.tokens.empty()) {
      return Error(start, "there is no letter or digit to search for here; give a word");
    }
    term.prefix = IsIdeograph(term.tokens.back());
    clause->any_of.push_back(std::move(term));
    if (++terms_ > kMaxTerms) return Error(start, absl::StrCat("more than ", kMaxTerms, " terms"));
    return absl::OkStatus();
  }

  absl::string_view text_;
  size_t at_ = 0;
  size_t terms_ = 0;
  Query query_;
};

}  // namespace

absl::StatusOr<Query> ParseQuery(absl::string_view text) {
  if (const absl::Status utf8 = text::CheckUtf8(text); !utf8.ok()) {
    return WithReason(utf8, "QUERY_INVALID");
  }
  if (text::CountCodePoints(text) > kMaxQueryCodePoints) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat("the query is longer than ", kMaxQueryCodePoints,
                                                              " characters; shorten it")),
                      "QUERY_INVALID");
  }
  return QueryParser(text).Parse();
}

}  // namespace parallax::corpus
