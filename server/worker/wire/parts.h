// Cutting batches into messages that gRPC lets through, and putting them together again.
#ifndef PARALLAX_SERVER_WORKER_WIRE_PARTS_H_
#define PARALLAX_SERVER_WORKER_WIRE_PARTS_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "parallax/worker/v1/analyzer_worker.pb.h"

namespace parallax::worker {

// Where a message is cut. gRPC's default limit for receivers is 4 MiB.
inline constexpr size_t kPartBytes = 1 << 20;
// Entries of one batch: documents, pairs or clusters.
inline constexpr size_t kMaxBatchEntries = 1 << 20;

// Splits an entry that is longer than kPartBytes into several of the same index, by its lists. What
// cannot be split (a text, a record) stays whole.
std::vector<v1::Document> SplitEntry(v1::Document entry);
std::vector<v1::DocumentResult> SplitEntry(v1::DocumentResult entry);
std::vector<v1::DocumentRecords> SplitEntry(v1::DocumentRecords entry);
std::vector<v1::Cluster> SplitEntry(v1::Cluster entry);

// Collects entries into messages of about kPartBytes. `Message` has a repeated field of `Entry`.
template <typename Message, typename Entry>
class PartWriter {
 public:
  using List = google::protobuf::RepeatedPtrField<Entry>*(Message::*)();
  explicit PartWriter(List list) : list_(list) { parts_.emplace_back(); }

  // The message that the next entry goes into, unless it is long.
  Message& first() { return parts_.front(); }

  void Add(Entry entry) {
    const size_t bytes = entry.ByteSizeLong();
    if (bytes > kPartBytes) {
      if constexpr (requires { SplitEntry(std::move(entry)); }) {
        for (Entry& piece : SplitEntry(std::move(entry))) {
          const size_t piece_bytes = piece.ByteSizeLong();
          Put(std::move(piece), piece_bytes);
        }
        return;
      }
    }
    Put(std::move(entry), bytes);
  }

  std::vector<Message> Take() { return std::move(parts_); }

 private:
  void Put(Entry entry, size_t bytes) {
    if (bytes_ > 0 && bytes_ + bytes > kPartBytes) {
      parts_.emplace_back();
      bytes_ = 0;
    }
    bytes_ += bytes;
    *((parts_.back().*list_)()->Add()) = std::move(entry);
  }

  const List list_;
  std::vector<Message> parts_;
  size_t bytes_ = 0;
};

// Puts the parts of entries together, by index.
template <typename Entry>
class PartReader {
 public:
  // INVALID_ARGUMENT: an index of `limit` or more.
  absl::Status Add(google::protobuf::RepeatedPtrField<Entry>& parts, size_t limit) {
    for (Entry& part : parts) {
      const size_t index = part.index();
      if (index >= limit) {
        return absl::InvalidArgumentError(
            absl::StrCat("index ", index, " in a batch of ", limit));
      }
      if (index >= entries_.size()) {
        entries_.resize(index + 1);
        seen_.resize(index + 1, false);
      }
      if (seen_[index]) {
        entries_[index].MergeFrom(part);
      } else {
        entries_[index] = std::move(part);
        seen_[index] = true;
      }
    }
    return absl::OkStatus();
  }

  bool Has(size_t index) const { return index < seen_.size() && seen_[index]; }
  // Up to the highest index seen.
  std::vector<Entry>& entries() { return entries_; }

 private:
  std::vector<Entry> entries_;
  std::vector<bool> seen_;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_WIRE_PARTS_H_
