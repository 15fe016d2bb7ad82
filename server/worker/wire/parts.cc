#include "server/worker/wire/parts.h"

#include <algorithm>

namespace parallax::worker {
namespace {

using Numbers = google::protobuf::RepeatedField<uint32_t>;

// Whole elements of `each` numbers, in pieces.
constexpr int kNumbersPerPart = kPartBytes / sizeof(uint32_t);

template <typename Entry>
Entry Piece(const Entry& whole) {
  Entry piece;
  piece.set_index(whole.index());
  return piece;
}

// Moves all but what fits into one part out of a list of numbers into pieces of their own.
template <typename Entry, typename Get>
void SplitNumbers(Entry& whole, int each, Get get, std::vector<Entry>& pieces) {
  Numbers numbers;
  numbers.Swap(get(whole));
  const int step = kNumbersPerPart / each * each;
  for (int at = 0; at < numbers.size(); at += step) {
    Entry piece = Piece(whole);
    const int count = std::min(step, numbers.size() - at);
    get(piece)->Add(numbers.begin() + at, numbers.begin() + at + count);
    pieces.push_back(std::move(piece));
  }
}

// The same of a list of messages or bytes, by their sizes.
template <typename Entry, typename Get, typename Size>
void SplitList(Entry& whole, Get get, Size size, std::vector<Entry>& pieces) {
  auto list = std::move(*get(whole));
  get(whole)->Clear();
  size_t bytes = kPartBytes;
  for (auto& element : list) {
    const size_t more = size(element);
    if (bytes + more > kPartBytes) {
      pieces.push_back(Piece(whole));
      bytes = 0;
    }
    bytes += more;
    *get(pieces.back())->Add() = std::move(element);
  }
}

constexpr auto kMessageSize = [](const auto& message) { return message.ByteSizeLong(); };

// The rest of the entry, first.
template <typename Entry>
std::vector<Entry> WithRest(Entry rest, std::vector<Entry> pieces) {
  pieces.insert(pieces.begin(), std::move(rest));
  return pieces;
}

}  // namespace

std::vector<v1::Document> SplitEntry(v1::Document entry) {
  std::vector<v1::Document> pieces;
  SplitList(entry, [](v1::Document& d) { return d.mutable_blocks(); }, kMessageSize, pieces);
  SplitNumbers(entry, 4, [](v1::Document& d) { return d.mutable_references(); }, pieces);
  SplitNumbers(entry, 5, [](v1::Document& d) { return d.mutable_sentences(); }, pieces);
  SplitNumbers(entry, 4, [](v1::Document& d) { return d.mutable_tokens(); }, pieces);
  SplitList(entry, [](v1::Document& d) { return d.mutable_findings(); }, kMessageSize, pieces);
  return WithRest(std::move(entry), std::move(pieces));
}

std::vector<v1::DocumentResult> SplitEntry(v1::DocumentResult entry) {
  std::vector<v1::DocumentResult> pieces;
  SplitList(entry, [](v1::DocumentResult& r) { return r.mutable_findings(); }, kMessageSize, pieces);
  return WithRest(std::move(entry), std::move(pieces));
}

std::vector<v1::DocumentRecords> SplitEntry(v1::DocumentRecords entry) {
  std::vector<v1::DocumentRecords> pieces;
  SplitList(entry, [](v1::DocumentRecords& r) { return r.mutable_records(); }, kMessageSize, pieces);
  return WithRest(std::move(entry), std::move(pieces));
}

std::vector<v1::Cluster> SplitEntry(v1::Cluster entry) {
  std::vector<v1::Cluster> pieces;
  SplitList(entry, [](v1::Cluster& c) { return c.mutable_records(); },
            [](const std::string& record) { return record.size(); }, pieces);
  SplitNumbers(entry, 4, [](v1::Cluster& c) { return c.mutable_relations(); }, pieces);
  return WithRest(std::move(entry), std::move(pieces));
}

}  // namespace parallax::worker
