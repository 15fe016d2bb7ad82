#include "server/worker/poison_list.h"

#include <utility>

namespace parallax::worker {

void PoisonList::Add(absl::string_view revision, absl::Status why) {
  absl::MutexLock lock(&mutex_);
  if (!reasons_.emplace(revision, std::move(why)).second) return;
  order_.emplace_back(revision);
  if (order_.size() > capacity_) {
    reasons_.erase(order_.front());
    order_.pop_front();
  }
}

absl::Status PoisonList::Find(absl::string_view revision) const {
  absl::MutexLock lock(&mutex_);
  const auto found = reasons_.find(revision);
  return found == reasons_.end() ? absl::OkStatus() : found->second;
}

void PoisonList::Clear() {
  absl::MutexLock lock(&mutex_);
  reasons_.clear();
  order_.clear();
}

std::vector<std::string> PoisonList::List() const {
  absl::MutexLock lock(&mutex_);
  return {order_.begin(), order_.end()};
}

}  // namespace parallax::worker
