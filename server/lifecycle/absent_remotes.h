// Remote analyzers that are not there, or no longer as what they were: when to try them again.
#ifndef PARALLAX_SERVER_LIFECYCLE_ABSENT_REMOTES_H_
#define PARALLAX_SERVER_LIFECYCLE_ABSENT_REMOTES_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/random/random.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/worker/remote/remote_address.h"

namespace parallax::lifecycle {

// Thread-safe. An address is known by its text.
class AbsentRemotes {
 public:
  // Knocks at it from now on; without effect if it does so already.
  void Add(const worker::RemoteAddress& address) ABSL_LOCKS_EXCLUDED(mutex_);
  // Those where somebody answers and whose pause is over. Each is then the caller's, who says how it went.
  std::vector<worker::RemoteAddress> Due(absl::Time now) ABSL_LOCKS_EXCLUDED(mutex_);
  // What answered cannot serve: tried again after one second, doubled each time up to 30, give or take
  // a fifth.
  void Failed(const std::string& address, absl::Time now) ABSL_LOCKS_EXCLUDED(mutex_);
  // It serves.
  void Remove(const std::string& address) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Entry {
    worker::RemoteAddress address;
    std::unique_ptr<worker::AddressWatch> watch;
    absl::Time next = absl::InfinitePast();
    int failures = 0;
    bool given_out = false;
  };

  absl::Mutex mutex_;
  std::map<std::string, Entry> entries_ ABSL_GUARDED_BY(mutex_);
  absl::BitGen random_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_ABSENT_REMOTES_H_
