#include "server/corpus/sqlite/catalog/sqlite_catalog.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/filter/filter.h"
#include "server/corpus/filter/filter_sql.h"
#include "server/corpus/paging/page_size.h"
#include "server/corpus/resource_name.h"
#include "server/corpus/sqlite/rows/corpus_rows.h"
#include "server/text/slug.h"

namespace parallax::corpus {
namespace {

constexpr PageSizes kCatalogPageSizes = {50, 1000};

absl::string_view CollectionOf(OriginKind kind) {
  return kind == OriginKind::kSource ? "sources" : "feeds";
}

using Names = std::vector<std::pair<std::string, int64_t>>;  // as shown, with documents

// The most used name is the one shown.
Origin MakeOrigin(absl::string_view corpus_id, OriginKind kind, const std::string& id, Names names) {
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  Origin origin;
  origin.name = absl::StrCat(CorpusName(corpus_id), "/", CollectionOf(kind), "/", id);
  origin.display_name = names[0].first;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) origin.other_names.push_back(names[i].first);
    origin.document_count += names[i].second;
  }
  return origin;
}

// Distinct names are few beside documents: all of a corpus are read at once, from an index.
absl::StatusOr<std::map<std::string, Names>> ReadNames(Connection* connection, int64_t corpus,
                                                       OriginKind kind) {
  Statement select = connection->Prepare(
      kind == OriginKind::kSource
          ? "SELECT source, source_name, count(*) FROM document WHERE corpus = ? AND deleted = 0 "
            "AND source > '' GROUP BY source, source_name"
          : "SELECT '', feed, count(*) FROM document WHERE corpus = ? AND deleted = 0 "
            "AND feed > '' GROUP BY feed");
  select.Bind(corpus);
  std::map<std::string, Names> names;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return names;
    std::string id = select.String(0);
    if (id.empty()) id = text::SourceSlug(select.Text(1));
    if (!id.empty()) names[id].emplace_back(select.String(1), select.Int(2));
  }
}

absl::Status ReadGroups(Connection* connection, absl::string_view key, int64_t corpus,
                        const SqlCondition& matches, std::map<std::string, int64_t>* counts) {
  Statement select = connection->Prepare(
      absl::StrCat("SELECT ", key, ", count(*) FROM document AS d WHERE d.corpus = ? AND "
                   "d.deleted = 0 AND ", matches.sql, " GROUP BY 1"));
  select.Bind(corpus).Bind(matches.values);
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return absl::OkStatus();
    (*counts)[select.String(0)] = select.Int(1);
  }
}

absl::Status ReadTotals(Connection* connection, const CorpusRow& corpus, const SqlCondition& matches,
                        bool filtered, Statistics* statistics) {
  Statement current = connection->Prepare(absl::StrCat(
      "SELECT count(*), coalesce(sum(r.text_bytes), 0), coalesce(sum(d.revision), 0) "
      "FROM document AS d JOIN revision AS r ON r.document = d.id AND r.revision = d.revision "
      "WHERE d.corpus = ? AND d.deleted = 0 AND ", matches.sql));
  ASSIGN_OR_RETURN(const bool row, current.Bind(corpus.id).Bind(matches.values).Step());
  if (row) {
    statistics->documents = current.Int(0);
    statistics->text_bytes = current.Int(1);
    statistics->revisions = current.Int(2);
  }
  Statement groups = connection->Prepare(absl::StrCat(
      "SELECT count(DISTINCT t.text_group) FROM document AS d JOIN text_signature AS t "
      "ON t.document = d.id WHERE d.corpus = ? AND d.deleted = 0 AND ", matches.sql));
  ASSIGN_OR_RETURN(const bool any, groups.Bind(corpus.id).Bind(matches.values).Step());
  if (any) statistics->distinct_texts = groups.Int(0);
  if (filtered) return absl::OkStatus();
  Statement deleted = connection->Prepare(
      "SELECT count(*), coalesce(sum(revision), 0) FROM document WHERE corpus = ? AND deleted = 1");
  ASSIGN_OR_RETURN(const bool found, deleted.Bind(corpus.id).Step());
  if (!found) return absl::OkStatus();
  statistics->deleted_documents = deleted.Int(0);
  statistics->revisions += deleted.Int(1);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Page<Origin>> SqliteCatalog::ListOrigins(absl::string_view corpus, OriginKind kind,
                                                        const PageRequest& page,
                                                        const CallContext& call) {
  ASSIGN_OR_RETURN(const int size, CheckedPageSize(page.page_size, kCatalogPageSizes));
  const std::string sealed = absl::StrCat(CollectionOf(kind), "\n", corpus);
  ASSIGN_OR_RETURN(const std::vector<std::string> position, tokens_->Open(sealed, page.page_token));
  Page<Origin> result;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, corpus));
    ASSIGN_OR_RETURN(const auto names, ReadNames(connection, row.id, kind));
    auto next = position.empty() ? names.begin() : names.upper_bound(position[0]);
    for (; next != names.end() && static_cast<int>(result.items.size()) < size; ++next) {
      result.items.push_back(MakeOrigin(row.corpus_id, kind, next->first, next->second));
    }
    if (next != names.end()) result.next_page_token = tokens_->Seal(sealed, {std::prev(next)->first});
    return absl::OkStatus();
  }));
  return result;
}

absl::StatusOr<Origin> SqliteCatalog::GetOrigin(absl::string_view name, OriginKind kind,
                                                const CallContext& call) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[0] != "corpora" || parts[2] != CollectionOf(kind)) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "the name must be like corpora/{corpus}/", CollectionOf(kind), "/{id}")),
                      "NAME_INVALID");
  }
  Origin origin;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, CorpusName(parts[1])));
    ASSIGN_OR_RETURN(const auto names, ReadNames(connection, row.id, kind));
    const auto found = names.find(std::string(parts[3]));
    if (found == names.end()) {
      return WithReason(
          absl::NotFoundError(absl::StrCat("no document of ", CorpusName(parts[1]), " is of ", name)),
          kind == OriginKind::kSource ? "SOURCE_NOT_FOUND" : "FEED_NOT_FOUND");
    }
    origin = MakeOrigin(row.corpus_id, kind, found->first, found->second);
    return absl::OkStatus();
  }));
  return origin;
}

absl::StatusOr<Statistics> SqliteCatalog::CountDocuments(absl::string_view corpus,
                                                         absl::string_view filter,
                                                         const CallContext& call) {
  ASSIGN_OR_RETURN(const Filter parsed, ParseFilter(filter));
  const SqlCondition matches = FilterToSql(parsed);
  Statistics statistics;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, corpus));
    RETURN_IF_ERROR(ReadTotals(connection, row, matches, parsed.kind != Filter::Kind::kAll,
                               &statistics));
    RETURN_IF_ERROR(ReadGroups(connection, "d.source", row.id, matches, &statistics.by_source));
    RETURN_IF_ERROR(ReadGroups(connection, "d.language", row.id, matches, &statistics.by_language));
    return ReadGroups(connection,
                      "CASE WHEN length(d.published) >= 10 THEN substr(d.published, 1, 10) ELSE '' END",
                      row.id, matches, &statistics.by_day);
  }));
  return statistics;
}

}  // namespace parallax::corpus
