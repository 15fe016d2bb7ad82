#include "server/corpus/sqlite/duplicates/text_keys.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
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
  if (links_.size() > max_recent_) RETURN_IF_ERROR(MoveToRun(connection));
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
  const std::string bytes = ToBytes(keys);
  return connection->Prepare("INSERT INTO text_recent VALUES(?, ?)").Bind(document).BindInPlace(bytes).Run();
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
    RETURN_IF_ERROR(runs_.Erase(connection, static_cast<int64_t>(key), document));
  }
  return absl::OkStatus();
}

absl::Status TextKeys::Visit(Connection* connection, uint64_t key, int limit,
                             const Visitor& visit) const {
  ASSIGN_OR_RETURN(const bool go_on,
                   runs_.Visit(connection, static_cast<int64_t>(key), &limit, visit));
  if (!go_on) return absl::OkStatus();
  const auto newest = newest_.find(key);
  if (newest == newest_.end()) return absl::OkStatus();
  for (uint32_t at = newest->second; at != kNone && limit > 0; at = links_[at].before, --limit) {
    ASSIGN_OR_RETURN(const bool more, visit(links_[at].document));
    if (!more) break;
  }
  return absl::OkStatus();
}

absl::Status TextKeys::Clear(Connection* connection) {
  RETURN_IF_ERROR(connection->Execute("DELETE FROM text_run; DELETE FROM text_recent"));
  return Load(connection);
}

absl::Status TextKeys::ClearCorpus(Connection* connection, int64_t corpus) {
  absl::flat_hash_set<int64_t> documents;
  Statement select = connection->Prepare("SELECT document FROM text_signature WHERE corpus = ?");
  select.Bind(corpus);
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) break;
    documents.insert(select.Int(0));
  }
  RETURN_IF_ERROR(connection->Prepare("DELETE FROM text_recent WHERE document IN (SELECT document "
                                      "FROM text_signature WHERE corpus = ?)")
                      .Bind(corpus)
                      .Run());
  RETURN_IF_ERROR(runs_.EraseAll(
      connection, [&documents](int64_t document) { return documents.contains(document); }));
  return Load(connection);
}

absl::Status TextKeys::Load(Connection* connection) {
  Reset();
  RETURN_IF_ERROR(runs_.Load(connection));
  Statement select = connection->Prepare("SELECT document, keys FROM text_recent ORDER BY document");
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return absl::OkStatus();
    Remember(select.Int(0), FromBytes(select.Text(1)));
  }
}

absl::Status TextKeys::MoveToRun(Connection* connection) {
  std::vector<KeyPair> pairs;
  pairs.reserve(links_.size());
  for (const auto& [key, newest] : newest_) {
    for (uint32_t at = newest; at != kNone; at = links_[at].before) {
      pairs.push_back({static_cast<int64_t>(key), links_[at].document});
    }
  }
  std::sort(pairs.begin(), pairs.end());
  RETURN_IF_ERROR(runs_.Add(connection, pairs));
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

// The links stay, without a way to them, until all become a run.
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
