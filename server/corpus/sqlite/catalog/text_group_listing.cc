// Text groups as the catalog shows them.
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/paging/page_size.h"
#include "server/corpus/resource_name.h"
#include "server/corpus/sqlite/catalog/sqlite_catalog.h"
#include "server/corpus/sqlite/rows/corpus_rows.h"

namespace parallax::corpus {
namespace {

constexpr PageSizes kGroupPageSizes = {50, 1000};
constexpr int64_t kMaxMembers = 1000;

struct GroupRow {
  int64_t id = 0;  // row of the oldest document
  int64_t members = 0;
};

absl::StatusOr<StoredTextGroup> ReadGroup(Connection* connection, const std::string& corpus_id,
                                          const GroupRow& row) {
  StoredTextGroup group;
  group.member_count = row.members;
  // The one text that stands for a component and is in no other: the group's top.
  Statement select = connection->Prepare(
      "WITH member AS MATERIALIZED (SELECT * FROM text_signature WHERE document = ?1 UNION ALL "
      "SELECT * FROM text_signature WHERE text_group = ?1 AND text_group <> document) "
      "SELECT d.document_id, d.source, t.overlap, t.component <> (SELECT top.component FROM member AS "
      "top WHERE top.container = 0 AND top.component = top.document LIMIT 1) OR t.container <> 0 "
      "FROM member AS t JOIN document AS d ON d.id = t.document ORDER BY t.document LIMIT ?2");
  select.Bind(row.id).Bind(kMaxMembers);
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) break;
    group.members.push_back({DocumentNameOf(corpus_id, select.Text(0)), select.String(1),
                             select.Double(2), select.Int(3) != 0});
  }
  if (group.members.empty()) return group;
  const std::string& oldest = group.members[0].document;
  group.name = TextGroupNameOf(corpus_id, oldest.substr(oldest.rfind('/') + 1));
  return group;
}

}  // namespace

absl::StatusOr<Page<StoredTextGroup>> SqliteCatalog::ListTextGroups(absl::string_view corpus,
                                                                    const PageRequest& page,
                                                                    const CallContext& call) {
  ASSIGN_OR_RETURN(const int size, CheckedPageSize(page.page_size, kGroupPageSizes));
  const std::string sealed = absl::StrCat("text groups\n", corpus);
  ASSIGN_OR_RETURN(const std::vector<std::string> position, tokens_->Open(sealed, page.page_token));
  int64_t after = 0;
  if (!position.empty() && !absl::SimpleAtoi(position[0], &after)) after = 0;
  Page<StoredTextGroup> result;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, corpus));
    // A group has a text beside its oldest; its own row is counted with those that point at it.
    Statement select = connection->Prepare(
        "SELECT text_group, 1 + count(*) FROM text_signature WHERE text_group <> document AND "
        "text_group > ? AND corpus = ? GROUP BY text_group ORDER BY text_group LIMIT ?");
    select.Bind(after).Bind(row.id).Bind(int64_t{size} + 1);
    int64_t last = 0;
    while (true) {
      ASSIGN_OR_RETURN(const bool more, select.Step());
      if (!more) return absl::OkStatus();
      if (static_cast<int>(result.items.size()) == size) {
        result.next_page_token = tokens_->Seal(sealed, {absl::StrCat(last)});
        return absl::OkStatus();
      }
      last = select.Int(0);
      ASSIGN_OR_RETURN(StoredTextGroup group,
                       ReadGroup(connection, row.corpus_id, {last, select.Int(1)}));
      result.items.push_back(std::move(group));
    }
  }));
  return result;
}

absl::StatusOr<StoredTextGroup> SqliteCatalog::GetTextGroup(absl::string_view name,
                                                            const CallContext& call) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[0] != "corpora" || parts[2] != "textGroups") {
    return WithReason(
        absl::InvalidArgumentError("the name must be like corpora/{corpus}/textGroups/{group}"),
        "NAME_INVALID");
  }
  StoredTextGroup group;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, CorpusName(parts[1])));
    Statement select = connection->Prepare(
        "SELECT d.id, 1 + count(*) FROM document AS d JOIN text_signature AS t ON t.text_group = d.id "
        "AND t.text_group <> t.document WHERE d.corpus = ? AND d.document_id = ?");
    ASSIGN_OR_RETURN(const bool found, select.Bind(row.id).Bind(parts[3]).Step());
    if (!found || select.Int(1) < 2) {
      return WithReason(absl::NotFoundError(absl::StrCat("there is no text group ", name)),
                        "TEXT_GROUP_NOT_FOUND");
    }
    ASSIGN_OR_RETURN(group, ReadGroup(connection, row.corpus_id, {select.Int(0), select.Int(1)}));
    return absl::OkStatus();
  }));
  return group;
}

}  // namespace parallax::corpus
