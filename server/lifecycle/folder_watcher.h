// Sees when plugin files appear or change.
#ifndef PARALLAX_SERVER_LIFECYCLE_FOLDER_WATCHER_H_
#define PARALLAX_SERVER_LIFECYCLE_FOLDER_WATCHER_H_

#include <functional>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace parallax::lifecycle {

// Has one thread.
class FolderWatcher {
 public:
  // Calls `changed` with the paths of the "*.so" of `folders` that were written or moved there, once
  // nothing has happened for `settle`. Folders that cannot be watched are logged.
  FolderWatcher(const std::vector<std::string>& folders,
                std::function<void(const std::set<std::string>&)> changed,
                absl::Duration settle = absl::Milliseconds(200));
  ~FolderWatcher();
  FolderWatcher(const FolderWatcher&) = delete;
  FolderWatcher& operator=(const FolderWatcher&) = delete;

 private:
  void Watch();
  void ReadEvents();

  const std::function<void(const std::set<std::string>&)> changed_;
  const absl::Duration settle_;
  int inotify_ = -1;
  int stop_ = -1;  // an eventfd
  std::map<int, std::string> folders_;  // by watch
  std::set<std::string> pending_;
  std::thread thread_;
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_FOLDER_WATCHER_H_
