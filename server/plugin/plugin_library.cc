#include "server/plugin/plugin_library.h"

#include <dlfcn.h>

#include <cstring>
#include <exception>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/plugin_status.h"
#include "server/analyzer/json_schema.h"
#include "server/text/utf8.h"

namespace parallax::plugin {
namespace {

constexpr size_t kMaxInfoString = 1 << 20;  // a schema is the longest
constexpr int kLogLinesPerSecond = 20;

// What host->fail said on this thread since Call began.
thread_local std::optional<absl::Status> failure_of_this_thread;

// Contents of every path opened so far, by canonical path.
struct OpenedFiles {
  absl::Mutex mutex;
  std::map<std::string, std::string> digests ABSL_GUARDED_BY(mutex);
};
OpenedFiles& Opened() {
  static OpenedFiles* const files = new OpenedFiles;
  return *files;
}

// Drops lines beyond so many a second and says how many.
class LogLimiter {
 public:
  void Write(const std::string& analyzer, LogLevel level, absl::string_view message) {
    uint64_t dropped = 0;
    {
      absl::MutexLock lock(&mutex_);
      const absl::Time now = absl::Now();
      if (now - second_ >= absl::Seconds(1)) {
        second_ = now;
        lines_ = 0;
        std::swap(dropped, dropped_);
      }
      if (++lines_ > kLogLinesPerSecond) {
        ++dropped_;
        return;
      }
    }
    if (dropped > 0) {
      Log(LogLevel::kWarning, "log lines dropped",
          {{"analyzer", analyzer}, {"lines", absl::StrCat(dropped)}});
    }
    Log(level, message, {{"analyzer", analyzer}});
  }

 private:
  absl::Mutex mutex_;
  absl::Time second_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  int lines_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t dropped_ ABSL_GUARDED_BY(mutex_) = 0;
};

std::vector<std::string> Words(absl::string_view list) {
  std::vector<std::string> words;
  for (absl::string_view word : absl::StrSplit(list, ',')) {
    word = absl::StripAsciiWhitespace(word);
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

}  // namespace

struct PluginLibrary::Host {
  plx_host_t raw = {};
  std::string analyzer;
  std::string data_dir;
  LogLimiter limiter;

  static void OnLog(const plx_host_t* host, uint32_t level, plx_str_t message) {
    auto* self = static_cast<Host*>(host->host);
    const LogLevel known = level >= PLX_LOG_DEBUG && level <= PLX_LOG_ERROR
                               ? static_cast<LogLevel>(level)
                               : LogLevel::kError;
    self->limiter.Write(self->analyzer, known, MessageOf(message));
  }
  static void OnFail(const plx_host_t*, plx_status_t code, plx_str_t message) {
    failure_of_this_thread = absl::Status(CodeOf(code), MessageOf(message));
  }
  static const void* OnGetExtension(const plx_host_t*, const char*) { return nullptr; }
};

PluginLibrary::PluginLibrary(PluginFile file) : file_(std::move(file)), host_(new Host) {
  // Reachable for ever, so that a leak checker knows it is meant.
  static absl::Mutex mutex(absl::kConstInit);
  static std::vector<Host*>* const hosts = new std::vector<Host*>;
  {
    absl::MutexLock lock(&mutex);
    hosts->push_back(host_);
  }
  host_->analyzer = file_.identity.id;
  std::filesystem::path data = std::filesystem::absolute(file_.path);
  host_->data_dir = data.replace_extension(".data").string();
  host_->raw.struct_size = sizeof(plx_host_t);
  host_->raw.abi_minor = kHostAbi.minor;
  host_->raw.abi_min_minor = kHostAbi.min_minor;
  host_->raw.host = host_;
  host_->raw.log = &Host::OnLog;
  host_->raw.fail = &Host::OnFail;
  host_->raw.get_extension = &Host::OnGetExtension;
  host_->raw.data_dir = {host_->data_dir.data(), host_->data_dir.size()};
}

const plx_host_t* PluginLibrary::host() const { return &host_->raw; }

absl::StatusOr<std::shared_ptr<const PluginLibrary>> PluginLibrary::Open(const std::string& path) {
  ASSIGN_OR_RETURN(PluginFile file, ReadPluginFile(path));
  RETURN_IF_ERROR(CheckLoadable(file, kHostAbi));
  std::shared_ptr<PluginLibrary> library(new PluginLibrary(std::move(file)));
  RETURN_IF_ERROR(library->Load());
  return library;
}

absl::Status PluginLibrary::Invalid(absl::string_view reason, absl::string_view message) const {
  return WithReason(
      absl::FailedPreconditionError(absl::StrCat("plugin file ", file_.path, " ", message)),
      reason);
}

absl::Status PluginLibrary::Call(absl::string_view function, absl::FunctionRef<void()> body) const {
  failure_of_this_thread.reset();
  std::string thrown;
  try {
    body();
    absl::Status status = failure_of_this_thread.value_or(absl::OkStatus());
    failure_of_this_thread.reset();
    return status;
  } catch (const std::exception& e) {
    thrown = e.what();
  } catch (...) {
    thrown = "something that is not a std::exception";
  }
  failure_of_this_thread.reset();
  return ThrewError(id(), function, thrown);
}

absl::Status PluginLibrary::Load() {
  std::error_code error;
  const std::filesystem::path canonical = std::filesystem::canonical(file_.path, error);
  const std::string key = error ? file_.path : canonical.string();
  {
    absl::MutexLock lock(&Opened().mutex);
    const auto [entry, added] = Opened().digests.emplace(key, file_.content_digest);
    if (!added && entry->second != file_.content_digest) {
      return Invalid(
          "PLUGIN_IDENTITY_MISMATCH",
          "has changed since this process opened it, and the dynamic linker would return "
          "the old code: put the new build under another name, or restart");
    }
  }
  void* const handle = dlopen(key.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (handle == nullptr) {
    return Invalid("PLUGIN_NOT_ELF", absl::StrCat("cannot be loaded: ", MessageOf(dlerror())));
  }
  void* const symbol = dlsym(handle, PLX_ENTRY_SYMBOL);
  if (symbol == nullptr) {
    return Invalid("PLUGIN_NO_ENTRY", absl::StrCat("does not export ", PLX_ENTRY_SYMBOL,
                                                   ": define it with PLX_PLUGIN or PLX_EXPORT"));
  }
  RETURN_IF_ERROR(CallEntry(reinterpret_cast<plx_plugin_entry_fn>(symbol)));
  RETURN_IF_ERROR(CheckIdentity());
  RETURN_IF_ERROR(FillInfo());
  RETURN_IF_ERROR(FindPhases());
  return CheckTables();
}

absl::Status PluginLibrary::CallEntry(plx_plugin_entry_fn entry) {
  raw_.struct_size = sizeof(raw_);
  plx_status_t code = PLX_OK;
  RETURN_IF_ERROR(Call(PLX_ENTRY_SYMBOL, [&] { code = entry(&host_->raw, &raw_); }));
  if (code == PLX_FAILED_PRECONDITION) {
    return Invalid("PLUGIN_ABI_TOO_NEW",
                   absl::StrCat("says that ABI ", PLX_ABI_MAJOR, ".", kHostAbi.minor,
                                " of this host is too old for it: update the host"));
  }
  if (code != PLX_OK) {
    return Invalid("PLUGIN_INFO_INVALID",
                   absl::StrCat(PLX_ENTRY_SYMBOL, " returned ", code,
                                "; it must return PLX_OK or PLX_FAILED_PRECONDITION"));
  }
  return absl::OkStatus();
}

absl::Status PluginLibrary::CheckIdentity() const {
  const PluginIdentity& note = file_.identity;
  const auto mismatch = [&](absl::string_view field, absl::string_view says,
                            absl::string_view has) {
    return Invalid(
        "PLUGIN_IDENTITY_MISMATCH",
        absl::StrCat("has two identities: ", field, " is \"", has, "\" in its note and \"", says,
                     "\" in its info; build note and code from one definition"));
  };
  const auto text = [](const char* s) { return absl::string_view(s == nullptr ? "" : s); };
  if (text(raw_.id) != note.id) return mismatch("id", text(raw_.id), note.id);
  if (text(raw_.version) != note.version)
    return mismatch("version", text(raw_.version), note.version);
  for (const auto& [field, says, has] :
       {std::tuple{"built_minor", raw_.built_minor, note.built_minor},
        {"requires_minor", raw_.requires_minor, note.requires_minor}}) {
    if (says != has) return mismatch(field, absl::StrCat(says), absl::StrCat(has));
  }
  return absl::OkStatus();
}

absl::Status PluginLibrary::FillInfo() {
  info_.id = file_.identity.id;
  info_.version = file_.identity.version;
  info_.vendor = file_.identity.vendor;
  info_.licence = file_.identity.licence;
  info_.preferred_batch = raw_.preferred_batch;
  info_.abi_minor = raw_.built_minor;
  info_.content_digest = file_.content_digest;
  info_.tier = "in_process";
  info_.path = file_.path;
  std::string consumes, produces, languages, labels;
  for (const auto& [name, value, field] :
       {std::tuple{"display_name", raw_.display_name, &info_.display_name},
        {"description", raw_.description, &info_.description},
        {"consumes", raw_.consumes, &consumes},
        {"produces", raw_.produces, &produces},
        {"languages", raw_.languages, &languages},
        {"labels", raw_.labels, &labels},
        {"config_schema", raw_.config_schema, &info_.config_schema},
        {"options_schema", raw_.options_schema, &info_.options_schema}}) {
    if (value == nullptr) continue;
    *field = std::string(value, strnlen(value, kMaxInfoString));
    if (absl::Status utf8 = text::CheckUtf8(*field); !utf8.ok()) {
      return Invalid("PLUGIN_INFO_INVALID",
                     absl::StrCat("info.", name, " is not UTF-8: ", utf8.message()));
    }
  }
  if (info_.display_name.empty()) info_.display_name = info_.id;
  info_.consumes = Words(consumes);
  info_.produces = Words(produces);
  info_.languages = Words(languages);
  info_.labels = Words(labels);
  return absl::OkStatus();
}

absl::Status PluginLibrary::FindPhases() {
  if (raw_.get_extension == nullptr) return absl::OkStatus();
  const void* extension = nullptr;
  RETURN_IF_ERROR(Call("get_extension", [&] { extension = raw_.get_extension(PLX_PHASES_ID); }));
  phases_ = static_cast<const plx_phases_t*>(extension);
  info_.has_phases = phases_ != nullptr;
  if (phases_ == nullptr) return absl::OkStatus();
  if (phases_->struct_size < sizeof(plx_phases_t) || phases_->extract == nullptr ||
      phases_->compare == nullptr || phases_->summarise == nullptr) {
    return Invalid("PLUGIN_INFO_INVALID",
                   "has a " PLX_PHASES_ID
                   " table without struct_size, extract, compare or summarise");
  }
  info_.record_version = phases_->record_version;
  return absl::OkStatus();
}

absl::Status PluginLibrary::CheckTables() const {
  for (const auto& [name, present] : {std::pair{"create_model", raw_.create_model != nullptr},
                                      {"destroy_model", raw_.destroy_model != nullptr},
                                      {"create_instance", raw_.create_instance != nullptr},
                                      {"destroy_instance", raw_.destroy_instance != nullptr}}) {
    if (!present) return Invalid("PLUGIN_INFO_INVALID", absl::StrCat("info.", name, " is NULL"));
  }
  if (raw_.analyze == nullptr && (phases_ == nullptr || !info_.produces.empty())) {
    return Invalid("PLUGIN_INFO_INVALID",
                   "info.analyze is NULL, which needs a known extension and an empty produces");
  }
  if (info_.languages.empty()) {
    return Invalid("PLUGIN_INFO_INVALID",
                   "info.languages is empty: list what it reads (\"en,zh\"), or \"*\" for any");
  }
  for (const auto& [name, schema] : {std::pair{"config_schema", &info_.config_schema},
                                     {"options_schema", &info_.options_schema}}) {
    if (absl::Status status = JsonSchema::Parse(*schema).status(); !status.ok()) {
      return Invalid("PLUGIN_INFO_INVALID", absl::StrCat("info.", name, ": ", status.message()));
    }
  }
  return absl::OkStatus();
}

}  // namespace parallax::plugin
