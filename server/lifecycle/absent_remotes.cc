#include "server/lifecycle/absent_remotes.h"

#include <algorithm>

namespace parallax::lifecycle {
namespace {

constexpr absl::Duration kFirstPause = absl::Seconds(1);
constexpr absl::Duration kLongestPause = absl::Seconds(30);
constexpr int kMostDoublings = 5;

}  // namespace

void AbsentRemotes::Add(const worker::RemoteAddress& address) {
  absl::MutexLock lock(&mutex_);
  Entry& entry = entries_[address.address];
  if (entry.watch != nullptr) return;
  entry.address = address;
  entry.watch = std::make_unique<worker::AddressWatch>(address);
}

std::vector<worker::RemoteAddress> AbsentRemotes::Due(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  std::vector<worker::RemoteAddress> due;
  for (auto& [text, entry] : entries_) {
    if (entry.given_out || now < entry.next || !entry.watch->Answers()) continue;
    entry.given_out = true;
    due.push_back(entry.address);
  }
  return due;
}

void AbsentRemotes::Failed(const std::string& address, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  const auto found = entries_.find(address);
  if (found == entries_.end()) return;
  Entry& entry = found->second;
  const absl::Duration pause =
      std::min(kLongestPause, kFirstPause * (1 << std::min(entry.failures, kMostDoublings)));
  ++entry.failures;
  entry.next = now + pause * absl::Uniform(random_, 0.8, 1.2);
  entry.given_out = false;
}

void AbsentRemotes::Remove(const std::string& address) {
  absl::MutexLock lock(&mutex_);
  entries_.erase(address);
}

}  // namespace parallax::lifecycle
