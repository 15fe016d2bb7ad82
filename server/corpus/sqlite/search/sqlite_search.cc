#include "server/corpus/sqlite/search/sqlite_search.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/status_macros.h"
#include "server/corpus/filter/filter.h"
#include "server/corpus/filter/filter_sql.h"
#include "server/corpus/paging/page_size.h"
#include "server/corpus/search/highlight.h"
#include "server/corpus/search/query.h"
#include "server/corpus/sqlite/rows/corpus_rows.h"
#include "server/corpus/sqlite/rows/document_rows.h"
#include "server/corpus/sqlite/search/index_rows.h"

namespace parallax::corpus {
namespace {

constexpr PageSizes kResultPageSizes = {20, 200};
constexpr int kSnippets = 3;
// A term in the title counts three times one in the body; outlet and language say nothing of how
// well a document fits.
constexpr char kWeights[] = "3.0, 1.0, 0.0, 0.0";

absl::string_view ColumnsOf(QueryField field) {
  switch (field) {
    case QueryField::kText: return "{title body} : ";
    case QueryField::kTitle: return "{title} : ";
    case QueryField::kSource: return "{source} : ";
    case QueryField::kLanguage: return "{language} : ";
  }
  return "";
}

// Tokens are letters and digits only, so that nothing in a string can end it.
std::string TermToFts(const QueryTerm& term) {
  // Pairs of characters overlap: the phrase of the pairs AB BC is written "ABC".
  std::vector<std::string> strings;
  for (const std::string& token : term.tokens) strings.push_back(absl::StrCat("\"", token, "\""));
  return absl::StrCat(ColumnsOf(term.field), "( ", absl::StrJoin(strings, " + "),
                      term.prefix ? " * )" : " )");
}

std::string ClauseToFts(const QueryClause& clause) {
  return absl::StrCat("(", absl::StrJoin(clause.any_of, " OR ", [](std::string* out, const QueryTerm& term) {
                        out->append(TermToFts(term));
                      }), ")");
}

std::string QueryToFts(const Query& query) {
  std::string with, without;
  for (const QueryClause& clause : query.clauses) {
    if (clause.negated) {
      absl::StrAppend(&without, " NOT ", ClauseToFts(clause));
    } else {
      absl::StrAppend(&with, with.empty() ? "" : " AND ", ClauseToFts(clause));
    }
  }
  return absl::StrCat("(", with, ")", without);
}

// Scores go through page tokens bit by bit: a rounded one would lose or repeat a hit.
std::string ScoreToText(double score) {
  uint64_t bits = 0;
  std::memcpy(&bits, &score, sizeof bits);
  return absl::StrCat(absl::Hex(bits));
}

double ScoreFromText(absl::string_view text) {
  uint64_t bits = 0;
  if (!absl::SimpleHexAtoi(text, &bits)) bits = 0;
  double score = 0;
  std::memcpy(&score, &bits, sizeof score);
  return score;
}

// A match before it is looked at: FTS5's BM25 is lower for better ones.
struct Match {
  int64_t document = 0;  // row
  double rank = 0;
};

struct Matches {
  std::vector<Match> best;  // first
  int64_t total = 0;
};

bool RanksBefore(const Match& a, const Match& b) {
  return a.rank != b.rank ? a.rank < b.rank : a.document < b.document;
}

class Searcher {
 public:
  Searcher(Connection* connection, const SearchRequest& request, const Query& query,
           const CorpusRow& corpus, const Filter& filter)
      : connection_(connection),
        request_(request),
        query_(query),
        fts_(QueryToFts(query)),
        table_(IndexTable(corpus.id)),
        filtered_(filter.kind != Filter::Kind::kAll),
        filter_(FilterToSql(filter)) {}

  // The best `limit` after `position`, equal ones by age, and how many match in all. FTS5 has to look at
  // every match to rank it; here each is looked at once, and no more than `limit` are kept. Without a
  // filter documents are not looked at: common words have very many matches.
  absl::StatusOr<Matches> FindMatches(const std::vector<std::string>& position, size_t limit) {
    std::optional<Match> after;
    if (position.size() >= 2) {
      after = Match{0, ScoreFromText(position[0])};
      if (!absl::SimpleAtoi(position[1], &after->document)) after->document = 0;
    }
    Statement select = connection_->Prepare(
        filtered_ ? absl::StrCat("SELECT hit.rowid, bm25(", table_, ", ", kWeights, ") FROM ", table_,
                                 " AS hit JOIN document AS d ON d.id = hit.rowid WHERE hit.", table_,
                                 " MATCH ? AND ", filter_.sql)
                  : absl::StrCat("SELECT rowid, bm25(", table_, ", ", kWeights, ") FROM ", table_,
                                 " WHERE ", table_, " MATCH ?"));
    select.Bind(absl::string_view(fts_));
    if (filtered_) select.Bind(filter_.values);
    Matches found;
    std::vector<Match>& best = found.best;  // a heap: the worst first
    while (true) {
      ASSIGN_OR_RETURN(const bool more, select.Step());
      if (!more) break;
      ++found.total;
      const Match match = {select.Int(0), select.Double(1)};
      if (after.has_value() && !RanksBefore(*after, match)) continue;
      if (best.size() == limit) {
        if (!RanksBefore(match, best.front())) continue;
        std::pop_heap(best.begin(), best.end(), &RanksBefore);
        best.pop_back();
      }
      best.push_back(match);
      std::push_heap(best.begin(), best.end(), &RanksBefore);
    }
    std::sort_heap(best.begin(), best.end(), &RanksBefore);
    return found;
  }

  absl::StatusOr<SearchFacets> CountFacets() {
    Statement select = connection_->Prepare(absl::StrCat(
        "SELECT d.source, d.language, CASE WHEN length(d.published) >= 10 "
        "THEN substr(d.published, 1, 10) ELSE '' END, count(*) FROM ", table_,
        " AS hit JOIN document AS d ON d.id = hit.rowid WHERE hit.", table_, " MATCH ? AND ",
        filter_.sql, " GROUP BY 1, 2, 3"));
    select.Bind(absl::string_view(fts_)).Bind(filter_.values);
    SearchFacets facets;
    while (true) {
      ASSIGN_OR_RETURN(const bool more, select.Step());
      if (!more) return facets;
      facets.by_source[select.String(0)] += select.Int(3);
      facets.by_language[select.String(1)] += select.Int(3);
      facets.by_day[select.String(2)] += select.Int(3);
    }
  }

  absl::StatusOr<SearchHit> MakeHit(const Match& match) {
    SearchHit hit;
    Statement select = connection_->Prepare("SELECT document_id FROM document WHERE id = ?");
    ASSIGN_OR_RETURN(const bool found, select.Bind(match.document).Step());
    const std::string id = found ? select.String(0) : "";
    ASSIGN_OR_RETURN(hit.document, LoadDocument(connection_, absl::StrCat(request_.corpus, "/documents/", id),
                                                0, DocumentView::kFull));
    hit.score = -match.rank;
    hit.title_highlights = HighlightText(hit.document.content.title, query_, QueryField::kTitle);
    hit.snippets = MakeSnippets(hit.document.content, query_, request_.snippet_bytes, kSnippets);
    hit.document.content.text.clear();
    hit.document.content.blocks.clear();
    return hit;
  }

 private:
  Connection* connection_;
  const SearchRequest& request_;
  const Query& query_;
  const std::string fts_;
  const std::string table_;
  const bool filtered_;
  const SqlCondition filter_;
};

}  // namespace

absl::StatusOr<SearchPage> SqliteSearch::Search(const SearchRequest& request,
                                                const CallContext& call) {
  ASSIGN_OR_RETURN(const Query query, ParseQuery(request.query));
  ASSIGN_OR_RETURN(const Filter filter, ParseFilter(request.filter));
  ASSIGN_OR_RETURN(const int size, CheckedPageSize(request.page.page_size, kResultPageSizes));
  const std::string sealed = absl::StrCat("search\n", request.corpus, "\n", request.query.size(), ":",
                                          request.query, "\n", FilterToString(filter));
  ASSIGN_OR_RETURN(const std::vector<std::string> position,
                   tokens_->Open(sealed, request.page.page_token));
  SearchPage page;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, request.corpus));
    Searcher searcher(connection, request, query, corpus, filter);
    ASSIGN_OR_RETURN(Matches found, searcher.FindMatches(position, static_cast<size_t>(size) + 1));
    std::vector<Match>& matches = found.best;
    const bool more = static_cast<int>(matches.size()) > size;
    // On later pages as the first one counted.
    if (position.size() != 3 || !absl::SimpleAtoi(position[2], &page.total)) page.total = found.total;
    if (request.facets) {
      ASSIGN_OR_RETURN(page.facets, searcher.CountFacets());
    }
    if (more) {
      matches.pop_back();
      page.next_page_token =
          tokens_->Seal(sealed, {ScoreToText(matches.back().rank),
                                 absl::StrCat(matches.back().document), absl::StrCat(page.total)});
    }
    for (const Match& match : matches) {
      ASSIGN_OR_RETURN(SearchHit hit, searcher.MakeHit(match));
      page.items.push_back(std::move(hit));
    }
    return absl::OkStatus();
  }));
  return page;
}

}  // namespace parallax::corpus
