// Threads that end on their own, and are joined when there is time for it.
#ifndef PARALLAX_SERVER_BASE_THREAD_SET_H_
#define PARALLAX_SERVER_BASE_THREAD_SET_H_

#include <map>
#include <thread>
#include <utility>
#include <vector>

namespace parallax {

// Not thread-safe: guarded by a lock of its owner's, which the threads take as well.
class ThreadSet {
 public:
  // Threads that have not ended go on alone.
  ~ThreadSet() {
    for (auto& [id, thread] : running_) thread.detach();
    for (std::thread& thread : ended_) thread.detach();
  }

  // Starts one, and joins those that have ended since. `body` calls Ended as its last act under the lock.
  template <typename Body>
  void Start(Body body) {
    for (std::thread& thread : TakeEnded()) thread.join();
    std::thread thread(std::move(body));
    const std::thread::id id = thread.get_id();
    running_.emplace(id, std::move(thread));
  }
  void Ended() {
    const auto self = running_.find(std::this_thread::get_id());
    ended_.push_back(std::move(self->second));
    running_.erase(self);
  }
  // Those that have ended, to be joined without the lock.
  std::vector<std::thread> TakeEnded() { return std::exchange(ended_, {}); }

 private:
  std::map<std::thread::id, std::thread> running_;
  std::vector<std::thread> ended_;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_BASE_THREAD_SET_H_
