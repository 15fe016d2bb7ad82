// A plugin under test: opened from its file, or linked into the test, with one model and instance.
#ifndef PLX_TESTING_PLUGIN_HPP_
#define PLX_TESTING_PLUGIN_HPP_

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plx/testing/document.hpp"
#include "plx/testing/host.hpp"

namespace plx::testing {

// What one call gave.
struct Answer {
  plx_status_t code = PLX_OK;         // of the whole batch
  std::vector<Found> findings;        // in the order in which they came
  std::vector<Failure> failures;      // one per document; PLX_OK if it did not fail
  std::vector<std::string> refused;   // emitted findings that a server would not have taken
};

// Not thread-safe. What cannot be opened or made ends the test with a message.
class Plugin {
 public:
  // A plugin file; `config`: canonical JSON with all defaults, as a server would give it.
  explicit Plugin(const std::string& file, std::string_view config = "{}")
      : Plugin(EntryOf(file), config, DataDirOf(file)) {}

  // An entry that is linked into the test: &plx_plugin_entry_v1.
  explicit Plugin(plx_plugin_entry_fn entry, std::string_view config = "{}",
                  std::string data_dir = "")
      : host_(std::make_unique<Host>()) {
    host_->set_data_dir(std::move(data_dir));
    info_.struct_size = sizeof(info_);
    const plx_status_t code = entry(host_->raw(), &info_);
    if (code != PLX_OK) Die("the entry returned " + std::to_string(code));
    model_ = info_.create_model(host_->raw(), Str(config));
    if (model_ == nullptr) Die("create_model failed: " + host_->failure().message);
    instance_ = info_.create_instance(model_);
    if (instance_ == nullptr) Die("create_instance failed: " + host_->failure().message);
  }
  ~Plugin() {
    info_.destroy_instance(instance_);
    info_.destroy_model(model_);
  }
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  const plx_plugin_info_t& info() const { return info_; }
  const Host& host() const { return *host_; }
  plx_instance_t* instance() const { return instance_; }  // for plx.phases/1

  // Analyzes the documents as one batch, at most `limit` findings of each.
  Answer Analyze(const std::vector<const Document*>& documents, const Call& call = Call(),
                 uint32_t limit = 100'000) const {
    std::vector<const plx_document_t*> raw;
    std::vector<std::string_view> texts;
    for (const Document* document : documents) {
      raw.push_back(&document->raw());
      texts.push_back(document->text());
    }
    Sink sink(std::move(texts), limit);
    Answer answer;
    answer.code = info_.analyze(instance_, raw.data(), static_cast<uint32_t>(raw.size()),
                                call.raw(), sink.raw());
    answer.findings = sink.findings();
    answer.failures = sink.failures();
    answer.refused = sink.refused();
    return answer;
  }
  Answer Analyze(const Document& document) const {
    return Analyze(std::vector<const Document*>{&document});
  }
  Answer Analyze(std::string_view text) const { return Analyze(Document(std::string(text))); }

 private:
  [[noreturn]] static void Die(const std::string& why) {
    std::fprintf(stderr, "plx::testing::Plugin: %s\n", why.c_str());
    std::exit(1);
  }

  static plx_plugin_entry_fn EntryOf(const std::string& file) {
    const std::string path = file.find('/') == file.npos ? "./" + file : file;
    void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) Die(dlerror());
    void* const entry = dlsym(library, PLX_ENTRY_SYMBOL);
    if (entry == nullptr) Die(file + " does not export " PLX_ENTRY_SYMBOL);
    return reinterpret_cast<plx_plugin_entry_fn>(entry);
  }

  static std::string DataDirOf(const std::string& file) {
    return file.substr(0, file.rfind(".so")) + ".data";
  }

  std::unique_ptr<Host> host_;
  plx_plugin_info_t info_ = {};
  plx_model_t* model_ = nullptr;
  plx_instance_t* instance_ = nullptr;
};

}  // namespace plx::testing

#endif  // PLX_TESTING_PLUGIN_HPP_
