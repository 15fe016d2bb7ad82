#include "server/corpus/sqlite/duplicates/text_runs.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "server/base/status_macros.h"

namespace parallax::corpus {
namespace {

constexpr int64_t kRunsOfLevel = 8;
constexpr int kLevelBit = 32;

}  // namespace

// The pairs of a run in order, a block at a time.
class TextRuns::Reader {
 public:
  Reader(Connection* connection, int64_t run)
      : select_(connection->Prepare(
            "SELECT first_key, pairs FROM text_run WHERE run = ? ORDER BY first_key")) {
    select_.Bind(run);
  }

  // To the first, then to the next pair; false: there is none.
  absl::StatusOr<bool> Next() {
    for (++at_; at_ >= pairs_.size(); at_ = 0) {
      ASSIGN_OR_RETURN(const bool more, select_.Step());
      if (!more) return false;
      pairs_ = ReadKeyBlock(select_.Int(0), select_.Text(1));
    }
    return true;
  }
  const KeyPair& pair() const { return pairs_[at_]; }

 private:
  Statement select_;
  std::vector<KeyPair> pairs_;
  size_t at_ = 0;
};

// Writes a run, and the filter of it.
class TextRuns::Writer {
 public:
  Writer(Connection* connection, int64_t run, size_t pairs)
      : connection_(connection), run_(run), filter_(pairs) {}

  absl::Status Add(const KeyPair& pair) {
    if (!block_.empty() && block_.EndsBefore(pair)) RETURN_IF_ERROR(Flush());
    block_.Add(pair);
    filter_.Add(static_cast<uint64_t>(pair.key));
    return absl::OkStatus();
  }

  absl::StatusOr<KeyFilter> Finish() {
    if (!block_.empty()) RETURN_IF_ERROR(Flush());
    return std::move(filter_);
  }

 private:
  absl::Status Flush() {
    Statement insert =
        connection_->Prepare("INSERT INTO text_run(run, first_key, pairs) VALUES(?, ?, ?)");
    insert.Bind(run_).Bind(block_.first_key());
    return insert.Bind(absl::string_view(block_.Take())).Run();
  }

  Connection* const connection_;
  const int64_t run_;
  KeyFilter filter_;
  KeyBlockWriter block_;
};

absl::Status TextRuns::Load(Connection* connection) {
  std::map<int64_t, int64_t> found;  // blocks by run
  {
    Statement select = connection->Prepare("SELECT run, count(*) FROM text_run GROUP BY run");
    while (true) {
      ASSIGN_OR_RETURN(const bool more, select.Step());
      if (!more) break;
      found[select.Int(0)] = select.Int(1);
    }
  }
  for (const auto& [run, blocks] : found) last_ = std::max(last_, run & ((int64_t{1} << kLevelBit) - 1));
  std::erase_if(runs_, [&found](const auto& run) { return !found.contains(run.first); });
  for (const auto& [run, blocks] : found) {
    if (runs_.contains(run)) continue;
    constexpr size_t kPairsOfBlock = 800;
    KeyFilter filter(static_cast<size_t>(blocks) * kPairsOfBlock);
    Reader reader(connection, run);
    while (true) {
      ASSIGN_OR_RETURN(const bool more, reader.Next());
      if (!more) break;
      filter.Add(static_cast<uint64_t>(reader.pair().key));
    }
    runs_.emplace(run, std::move(filter));
  }
  return absl::OkStatus();
}

int64_t TextRuns::NewRun(int64_t level) { return (level << kLevelBit) + ++last_; }

absl::Status TextRuns::Add(Connection* connection, absl::Span<const KeyPair> pairs) {
  if (pairs.empty()) return absl::OkStatus();
  const int64_t run = NewRun(0);
  Writer writer(connection, run, pairs.size());
  for (const KeyPair& pair : pairs) RETURN_IF_ERROR(writer.Add(pair));
  ASSIGN_OR_RETURN(KeyFilter filter, writer.Finish());
  runs_.emplace(run, std::move(filter));
  return Merge(connection, 0);
}

absl::Status TextRuns::Merge(Connection* connection, int64_t level) {
  const auto begin = runs_.lower_bound(level << kLevelBit);
  const auto end = runs_.lower_bound((level + 1) << kLevelBit);
  if (std::distance(begin, end) < kRunsOfLevel) return absl::OkStatus();
  const int64_t run = NewRun(level + 1);
  std::vector<std::unique_ptr<Reader>> readers;
  size_t keys = 0;
  for (auto at = begin; at != end; ++at) {
    keys += at->second.capacity();
    readers.push_back(std::make_unique<Reader>(connection, at->first));
    ASSIGN_OR_RETURN(const bool some, readers.back()->Next());
    if (!some) readers.pop_back();
  }
  Writer writer(connection, run, keys / 2);  // a filter has room for up to twice its keys
  while (!readers.empty()) {
    const auto least = std::min_element(readers.begin(), readers.end(), [](const auto& a, const auto& b) {
      return a->pair() < b->pair();
    });
    RETURN_IF_ERROR(writer.Add((*least)->pair()));
    ASSIGN_OR_RETURN(const bool more, (*least)->Next());
    if (!more) readers.erase(least);
  }
  ASSIGN_OR_RETURN(KeyFilter filter, writer.Finish());
  for (auto at = begin; at != end; ++at) {
    RETURN_IF_ERROR(connection->Prepare("DELETE FROM text_run WHERE run = ?").Bind(at->first).Run());
  }
  runs_.erase(begin, end);
  runs_.emplace(run, std::move(filter));
  return Merge(connection, level + 1);
}

// The block of `run` that has `key` if any has; empty: none. Equal keys are in one block.
absl::StatusOr<std::vector<KeyPair>> TextRuns::BlockOf(Connection* connection, int64_t run, int64_t key,
                                                       int64_t* block) const {
  Statement select = connection->Prepare(
      "SELECT id, first_key, pairs FROM text_run WHERE run = ? AND first_key <= ? "
      "ORDER BY first_key DESC LIMIT 1");
  ASSIGN_OR_RETURN(const bool found, select.Bind(run).Bind(key).Step());
  if (!found) return std::vector<KeyPair>();
  *block = select.Int(0);
  return ReadKeyBlock(select.Int(1), select.Text(2));
}

absl::Status TextRuns::Erase(Connection* connection, int64_t key, int64_t document) {
  for (const auto& [run, filter] : runs_) {
    if (!filter.MayHave(static_cast<uint64_t>(key))) continue;
    int64_t block = 0;
    ASSIGN_OR_RETURN(const std::vector<KeyPair> pairs, BlockOf(connection, run, key, &block));
    const KeyPair gone = {key, document};
    if (!std::binary_search(pairs.begin(), pairs.end(), gone)) continue;
    KeyBlockWriter kept;
    for (const KeyPair& pair : pairs) {
      if (pair != gone) kept.Add(pair);
    }
    const int64_t first = kept.first_key();
    const std::string bytes = kept.Take();
    Statement change = bytes.empty()
                           ? connection->Prepare("DELETE FROM text_run WHERE id = ?")
                           : connection->Prepare("UPDATE text_run SET first_key = ?, pairs = ? WHERE id = ?");
    if (!bytes.empty()) change.Bind(first).Bind(absl::string_view(bytes));
    return change.Bind(block).Run();
  }
  return absl::OkStatus();
}

absl::Status TextRuns::EraseAll(Connection* connection,
                                const std::function<bool(int64_t document)>& gone) {
  std::map<int64_t, KeyFilter> kept;
  for (const auto& [run, filter] : runs_) {
    const int64_t copy = NewRun(run >> kLevelBit);
    Writer writer(connection, copy, filter.capacity() / 2);
    Reader reader(connection, run);
    while (true) {
      ASSIGN_OR_RETURN(const bool more, reader.Next());
      if (!more) break;
      if (!gone(reader.pair().document)) RETURN_IF_ERROR(writer.Add(reader.pair()));
    }
    ASSIGN_OR_RETURN(KeyFilter own, writer.Finish());
    kept.emplace(copy, std::move(own));
    RETURN_IF_ERROR(connection->Prepare("DELETE FROM text_run WHERE run = ?").Bind(run).Run());
  }
  runs_ = std::move(kept);
  return absl::OkStatus();
}

absl::StatusOr<bool> TextRuns::Visit(Connection* connection, int64_t key, int* limit,
                                     const Visitor& visit) const {
  for (const auto& [run, filter] : runs_) {
    if (*limit <= 0) return true;
    if (!filter.MayHave(static_cast<uint64_t>(key))) continue;
    int64_t block = 0;
    ASSIGN_OR_RETURN(const std::vector<KeyPair> pairs, BlockOf(connection, run, key, &block));
    for (auto at = std::lower_bound(pairs.begin(), pairs.end(), KeyPair{key, INT64_MIN});
         at != pairs.end() && at->key == key && *limit > 0; ++at, --*limit) {
      ASSIGN_OR_RETURN(const bool go_on, visit(at->document));
      if (!go_on) return false;
    }
  }
  return true;
}

}  // namespace parallax::corpus
