#include "server/lifecycle/changes/folder_watcher.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/logging.h"

namespace parallax::lifecycle {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kData = ".data";

}  // namespace

FolderWatcher::FolderWatcher(const std::vector<std::string>& folders,
                             std::function<void(const std::set<std::string>&)> changed,
                             absl::Duration settle)
    : changed_(std::move(changed)), settle_(settle) {
  inotify_ = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  stop_ = eventfd(0, EFD_CLOEXEC);
  for (const std::string& folder : folders) {
    const int watch =
        inotify_add_watch(inotify_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE);
    if (watch >= 0) {
      folders_[watch] = folder;
      std::error_code error;
      for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
           entry.increment(error)) {
        if (absl::EndsWith(entry->path().string(), kData)) WatchData(entry->path().string());
      }
    } else {
      Log(LogLevel::kWarning, "plugin folder cannot be watched; reload by hand",
          {{"folder", folder}, {"error", std::strerror(errno)}});
    }
  }
  thread_ = std::thread([this] { Watch(); });
}

void FolderWatcher::WatchData(const std::string& data_folder) {
  // IN_ONLYDIR: a file of this name is none of ours.
  const int watch = inotify_add_watch(
      inotify_, data_folder.c_str(),
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR);
  if (watch >= 0) plugins_[watch] = fs::path(data_folder).replace_extension(".so").string();
}

FolderWatcher::~FolderWatcher() {
  const uint64_t one = 1;
  const ssize_t ignored = write(stop_, &one, sizeof(one));
  static_cast<void>(ignored);
  thread_.join();
  close(inotify_);
  close(stop_);
}

void FolderWatcher::Watch() {
  std::array<pollfd, 2> watched = {{{stop_, POLLIN, 0}, {inotify_, POLLIN, 0}}};
  while (true) {
    const int timeout =
        pending_.empty() ? -1 : static_cast<int>(absl::ToInt64Milliseconds(settle_));
    const int ready = poll(watched.data(), watched.size(), timeout);
    if (ready < 0) continue;
    if (watched[0].revents != 0) return;
    if (ready == 0) {
      changed_(std::exchange(pending_, {}));
    } else {
      ReadEvents();
    }
  }
}

void FolderWatcher::ReadEvents() {
  alignas(inotify_event) std::array<char, 4096> buffer;
  const ssize_t count = read(inotify_, buffer.data(), buffer.size());
  for (ssize_t at = 0; at < count;) {
    const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
    at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
    if (const auto plugin = plugins_.find(event->wd); plugin != plugins_.end()) {
      pending_.insert(plugin->second);
      if ((event->mask & IN_IGNORED) != 0) plugins_.erase(plugin);  // the folder has gone
      continue;
    }
    const auto folder = folders_.find(event->wd);
    if (folder == folders_.end() || event->len == 0) continue;
    const std::string path = absl::StrCat(folder->second, "/", event->name);
    if (absl::EndsWith(path, kData)) {
      WatchData(path);
      pending_.insert(fs::path(path).replace_extension(".so").string());
    } else if (absl::EndsWith(path, ".so") && (event->mask & IN_CREATE) == 0) {
      pending_.insert(path);
    }
  }
}

}  // namespace parallax::lifecycle
