// Sees when plugin files appear or change.
#ifndef PARALLAX_SERVER_LIFECYCLE_CHANGES_FOLDER_WATCHER_H_
#define PARALLAX_SERVER_LIFECYCLE_CHANGES_FOLDER_WATCHER_H_

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
  // Calls `changed` with the paths of the "*.so" of `folders` that were written or moved there, or whose
  // data folder "*.data" has changed at its top, once nothing has happened for `settle`. Folders that
  // cannot be watched are logged.
  FolderWatcher(const std::vector<std::string>& folders,
                std::function<void(const std::set<std::string>&)> changed,
                absl::Duration settle = absl::Milliseconds(200));
  ~FolderWatcher();
  FolderWatcher(const FolderWatcher&) = delete;
  FolderWatcher& operator=(const FolderWatcher&) = delete;

 private:
  void Watch();
  void ReadEvents();
  void WatchData(const std::string& data_folder);

  const std::function<void(const std::set<std::string>&)> changed_;
  const absl::Duration settle_;
  int inotify_ = -1;
  int stop_ = -1;  // an eventfd
  std::map<int, std::string> folders_;  // by watch
  std::map<int, std::string> plugins_;  // whose data folder it is, by watch
  std::set<std::string> pending_;
  std::thread thread_;
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_CHANGES_FOLDER_WATCHER_H_
