#include "server/corpus/sqlite/duplicates/text_keys.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "server/base/status_macros.h"

namespace parallax::corpus {
namespace {

// Keys of a row of text_recent, eight bytes each. The file is read on the machine that wrote it or on
// one of its kind: SQLite's own numbers are portable, these are little-endian.
std::string ToBytes(absl::Span<const uint64_t> keys) {
  std::string bytes;
  bytes.reserve(keys.size() * sizeof(uint64_t));
  for (const uint64_t key : keys) {
    for (size_t shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(key >> shift));
  }
  return bytes;
}

std::vector<uint64_t> FromBytes(absl::string_view bytes) {
  std::vector<uint64_t> keys(bytes.size() / sizeof(uint64_t), 0);
  for (size_t i = 0; i < keys.size() * sizeof(uint64_t); ++i) {
    keys[i / 8] |= uint64_t{static_cast<uint8_t>(bytes[i])} << (i % 8 * 8);
  }
  return keys;
}

absl::Status InsertRow(Connection* connection, uint64_t key, int64_t document) {
  return connection->Prepare("INSERT OR IGNORE INTO text_key VALUES(?, ?)")
      .Bind(static_cast<int64_t>(key))
      .Bind(document)
      .Run();
}

}  // namespace

absl::Status TextKeys::Begin(Connection* connection) {
  Statement select = connection->Prepare("SELECT version FROM text_recent_version");
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (found && select.Int(0) == version_) return absl::OkStatus();
  RETURN_IF_ERROR(Load(connection));
  if (found) version_ = select.Int(0);
  return absl::OkStatus();
}

absl::Status TextKeys::Finish(Connection* connection) {
  if (version_ != kUnknown) return absl::OkStatus();
  if (links_.size() > max_recent_) RETURN_IF_ERROR(MoveToTable(connection));
  RETURN_IF_ERROR(
      connection->Prepare("UPDATE text_recent_version SET version = version + 1").Run());
  Statement select = connection->Prepare("SELECT version FROM text_recent_version");
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (found) version_ = select.Int(0);
  return absl::OkStatus();
}

absl::Status TextKeys::Insert(Connection* connection, int64_t document,
                              absl::Span<const uint64_t> keys) {
  version_ = kUnknown;
  Remember(document, keys);
  return connection->Prepare("INSERT INTO text_recent VALUES(?, ?)")
      .Bind(document)
      .Bind(absl::string_view(ToBytes(keys)))
      .Run();
}

absl::Status TextKeys::Erase(Connection* connection, int64_t document,
                             absl::Span<const uint64_t> keys) {
  version_ = kUnknown;
  RETURN_IF_ERROR(
      connection->Prepare("DELETE FROM text_recent WHERE document = ?").Bind(document).Run());
  if (connection->changes() > 0) {
    Forget(document, keys);
    return absl::OkStatus();
  }
  for (const uint64_t key : keys) {
    RETURN_IF_ERROR(connection->Prepare("DELETE FROM text_key WHERE key = ? AND document = ?")
                        .Bind(static_cast<int64_t>(key))
                        .Bind(document)
                        .Run());
  }
  return absl::OkStatus();
}

absl::Status TextKeys::Visit(Connection* connection, uint64_t key, int limit,
                             const Visitor& visit) const {
  if (filter_->MayHave(key)) {
    Statement select = connection->Prepare("SELECT document FROM text_key WHERE key = ?");
    select.Bind(static_cast<int64_t>(key));
    for (; limit > 0; --limit) {
      ASSIGN_OR_RETURN(const bool more, select.Step());
      if (!more) break;
      ASSIGN_OR_RETURN(const bool go_on, visit(select.Int(0)));
      if (!go_on) return absl::OkStatus();
    }
  }
  const auto newest = newest_.find(key);
  if (newest == newest_.end()) return absl::OkStatus();
  for (uint32_t at = newest->second; at != kNone && limit > 0; at = links_[at].before, --limit) {
    ASSIGN_OR_RETURN(const bool go_on, visit(links_[at].document));
    if (!go_on) return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::Status TextKeys::Clear(Connection* connection) {
  Reset();
  filter_.reset();
  return connection->Execute("DELETE FROM text_key; DELETE FROM text_recent");
}

absl::Status TextKeys::ClearCorpus(Connection* connection, int64_t corpus) {
  for (const char* sql :
       {"DELETE FROM text_key WHERE document IN (SELECT document FROM text_signature WHERE corpus = ?)",
        "DELETE FROM text_recent WHERE document IN "
        "(SELECT document FROM text_signature WHERE corpus = ?)"}) {
    RETURN_IF_ERROR(connection->Prepare(sql).Bind(corpus).Run());
  }
  return Load(connection);
}

absl::Status TextKeys::MakeFilter(Connection* connection) {
  Statement count = connection->Prepare("SELECT count(*) FROM text_key");
  ASSIGN_OR_RETURN(const bool counted, count.Step());
  filter_.emplace((counted ? static_cast<size_t>(count.Int(0)) : 0) + max_recent_);
  filtered_ = 0;
  Statement select = connection->Prepare("SELECT key FROM text_key");
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return absl::OkStatus();
    filter_->Add(static_cast<uint64_t>(select.Int(0)));
    ++filtered_;
  }
}

absl::Status TextKeys::Load(Connection* connection) {
  Reset();
  if (!filter_.has_value()) RETURN_IF_ERROR(MakeFilter(connection));
  Statement select = connection->Prepare("SELECT document, keys FROM text_recent ORDER BY document");
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return absl::OkStatus();
    Remember(select.Int(0), FromBytes(select.Text(1)));
  }
}

absl::Status TextKeys::MoveToTable(Connection* connection) {
  std::vector<std::pair<int64_t, int64_t>> rows;  // in the table's order
  rows.reserve(links_.size());
  for (const auto& [key, newest] : newest_) {
    for (uint32_t at = newest; at != kNone; at = links_[at].before) {
      rows.emplace_back(static_cast<int64_t>(key), links_[at].document);
    }
  }
  std::sort(rows.begin(), rows.end());
  for (const auto& [key, document] : rows) {
    RETURN_IF_ERROR(InsertRow(connection, static_cast<uint64_t>(key), document));
    filter_->Add(static_cast<uint64_t>(key));
    ++filtered_;
  }
  if (filtered_ > filter_->capacity()) RETURN_IF_ERROR(MakeFilter(connection));
  Reset();
  return connection->Execute("DELETE FROM text_recent");
}

void TextKeys::Remember(int64_t document, absl::Span<const uint64_t> keys) {
  for (const uint64_t key : keys) {
    const auto [at, added] = newest_.try_emplace(key, kNone);
    links_.push_back({document, at->second});
    at->second = static_cast<uint32_t>(links_.size() - 1);
  }
}

// The links stay, without a way to them, until all move to the table.
void TextKeys::Forget(int64_t document, absl::Span<const uint64_t> keys) {
  for (const uint64_t key : keys) {
    const auto newest = newest_.find(key);
    if (newest == newest_.end()) continue;
    for (uint32_t* at = &newest->second; *at != kNone; at = &links_[*at].before) {
      if (links_[*at].document != document) continue;
      *at = links_[*at].before;
      break;
    }
    if (newest->second == kNone) newest_.erase(newest);
  }
}

void TextKeys::Reset() {
  newest_.clear();
  links_.clear();
  version_ = kUnknown;
}

}  // namespace parallax::corpus
