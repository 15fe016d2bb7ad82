// The C++ face of the plugin ABI: derive from plx::Analyzer, say who you are, done. Header-only,
// std only. What an analyzer throws becomes a status: nothing crosses the C boundary.
//
//   class Hello : public plx::Analyzer {
//    public:
//     explicit Hello(const plx::NoModel&) {}
//     void Analyze(const plx::Document& document, const plx::Call&, plx::Results& out) override {
//       for (const plx_token_t& token : document.tokens()) { ... out.Emit(mention); }
//     }
//   };
//   PLX_PLUGIN(plx::NoModel, Hello, Describe)
//
// The model is built once from host and configuration (`Model(const plx::Host&, std::string_view
// config)`), is constant, and is shared; an analyzer (`Analyzer(const Model&)`) is one line of
// execution.
#ifndef PLX_ANALYZER_HPP_
#define PLX_ANALYZER_HPP_

#include <exception>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

#include "plx/note.h"
#include "plx/plugin.h"
#include "plx/view.hpp"

// Oldest host minor the plugin works with; the note says the same. Set it with
// target_compile_definitions(NAME PRIVATE PLX_REQUIRES_MINOR=1).
#ifndef PLX_REQUIRES_MINOR
#define PLX_REQUIRES_MINOR 0
#endif

namespace plx {

// Throw it to give a failure a code other than PLX_INTERNAL.
class Error : public std::runtime_error {
 public:
  Error(plx_status_t code, const std::string& message)
      : std::runtime_error(message), code_(code) {}
  plx_status_t code() const { return code_; }

 private:
  plx_status_t code_;
};

// Thrown by Call::CheckNotCancelled; unwinds to the boundary.
class Cancelled : public Error {
 public:
  Cancelled() : Error(PLX_CANCELLED, "cancelled") {}
};

class Host {
 public:
  explicit Host(const plx_host_t& raw) : raw_(&raw) {}
  void Log(uint32_t level, std::string_view message) const { raw_->log(raw_, level, Str(message)); }
  std::string_view data_dir() const { return View(raw_->data_dir); }
  const plx_host_t& raw() const { return *raw_; }

 private:
  const plx_host_t* raw_;
};

class Call {
 public:
  explicit Call(const plx_call_t& raw) : raw_(&raw) {}
  bool cancelled() const { return raw_->cancelled(raw_) != 0; }
  void CheckNotCancelled() const {
    if (cancelled()) throw Cancelled();
  }
  int64_t remaining_ns() const { return raw_->remaining_ns(raw_); }
  std::string_view options() const { return View(raw_->options_json); }

 private:
  const plx_call_t* raw_;
};

namespace internal {

inline thread_local const plx_call_t* call_of_thread = nullptr;

// Makes `call` the one that this thread is in.
class InCall {
 public:
  explicit InCall(const plx_call_t* call) : before_(call_of_thread) { call_of_thread = call; }
  ~InCall() { call_of_thread = before_; }
  InCall(const InCall&) = delete;
  InCall& operator=(const InCall&) = delete;

 private:
  const plx_call_t* before_;
};

}  // namespace internal

// Call::CheckNotCancelled of the call that this thread is in, for code deep inside an analyzer that
// has no Call at hand. Does nothing outside of Analyze and Extract (in a unit test, say).
inline void CheckNotCancelled() {
  if (internal::call_of_thread != nullptr) Call(*internal::call_of_thread).CheckNotCancelled();
}

// Where an analyzer puts the findings of one document.
class Results {
 public:
  Results(const plx_sink_t& sink, uint32_t document) : sink_(&sink), document_(document) {}

  // Passes a finding made with plx::New<T>() to the host, which copies it. False: enough, or
  // wrong (the host has recorded which); emit no more for this document.
  template <typename T>
  bool Emit(const T& finding) {
    static_assert(kKindOf<T> != 0, "not a finding");
    return sink_->emit(sink_, document_, &finding.base) == PLX_OK;
  }

 private:
  const plx_sink_t* sink_;
  uint32_t document_;
};

class Analyzer {
 public:
  virtual ~Analyzer() = default;
  // Analyzes one document. Throws plx::Error to fail this document alone.
  virtual void Analyze(const Document& document, const Call& call, Results& out) = 0;
};

// For analyzers without shared state.
struct NoModel {
  NoModel(const Host&, std::string_view) {}
};

namespace internal {

// Runs `body` and hands what it throws to `on_error(code, message)`. Never throws.
template <typename Body, typename OnError>
plx_status_t Guard(Body&& body, OnError&& on_error) noexcept {
  try {
    body();
    return PLX_OK;
  } catch (const Error& e) {
    on_error(e.code(), std::string_view(e.what()));
    return e.code();
  } catch (const std::bad_alloc&) {
    on_error(PLX_RESOURCE_EXHAUSTED, std::string_view("out of memory"));
    return PLX_RESOURCE_EXHAUSTED;
  } catch (const std::exception& e) {
    on_error(PLX_INTERNAL, std::string_view(e.what()));
    return PLX_INTERNAL;
  } catch (...) {
    on_error(PLX_INTERNAL, std::string_view("threw something that is not a std::exception"));
    return PLX_INTERNAL;
  }
}

template <typename Model>
struct LoadedModel {
  const plx_host_t* host;
  Model model;
};

template <typename Model, typename A>
struct Glue {
  static plx_model_t* CreateModel(const plx_host_t* host, plx_str_t config) noexcept {
    LoadedModel<Model>* model = nullptr;
    Guard([&] { model = new LoadedModel<Model>{host, Model(Host(*host), View(config))}; },
          [&](plx_status_t code, std::string_view m) { host->fail(host, code, Str(m)); });
    return reinterpret_cast<plx_model_t*>(model);
  }
  static void DestroyModel(plx_model_t* model) noexcept {
    delete reinterpret_cast<LoadedModel<Model>*>(model);
  }
  static plx_instance_t* CreateInstance(plx_model_t* model) noexcept {
    auto* loaded = reinterpret_cast<LoadedModel<Model>*>(model);
    A* analyzer = nullptr;
    Guard([&] { analyzer = new A(loaded->model); },
          [&](plx_status_t code, std::string_view m) {
            loaded->host->fail(loaded->host, code, Str(m));
          });
    return reinterpret_cast<plx_instance_t*>(analyzer);
  }
  static void DestroyInstance(plx_instance_t* instance) noexcept {
    delete reinterpret_cast<A*>(instance);
  }
  static plx_status_t Analyze(plx_instance_t* instance, const plx_document_t* const* documents,
                              uint32_t count, const plx_call_t* call,
                              const plx_sink_t* sink) noexcept {
    auto* analyzer = reinterpret_cast<A*>(instance);
    const InCall in_call(call);
    for (uint32_t i = 0; i < count; ++i) {
      if (call->cancelled(call)) return PLX_CANCELLED;
      const plx_status_t code = Guard(
          [&] {
            Results results(*sink, i);
            analyzer->Analyze(Document(*documents[i]), Call(*call), results);
          },
          [&](plx_status_t c, std::string_view m) { sink->fail(sink, i, c, Str(m)); });
      if (code == PLX_CANCELLED) return code;
    }
    return PLX_OK;
  }
};

}  // namespace internal

// Fills what Glue provides; called by PLX_PLUGIN before the author's Describe.
template <typename Model, typename A>
void FillInfo(plx_plugin_info_t* info) {
  using G = internal::Glue<Model, A>;
  info->built_minor = PLX_ABI_MINOR;
  info->requires_minor = PLX_REQUIRES_MINOR;
  info->create_model = &G::CreateModel;
  info->destroy_model = &G::DestroyModel;
  info->create_instance = &G::CreateInstance;
  info->destroy_instance = &G::DestroyInstance;
  info->analyze = &G::Analyze;
}

}  // namespace plx

// Defines the entry. `DescribeFn` is void(plx_plugin_info_t*): sets id, version, layers, languages,
// schemas, extensions. plx_add_plugin() defines the note; PLX_PLUGIN_ID and PLX_PLUGIN_VERSION are
// its compile definitions, already filled in.
#define PLX_PLUGIN(ModelType, AnalyzerType, DescribeFn)                                       \
  extern "C" PLX_EXPORT plx_status_t plx_plugin_entry_v1(const plx_host_t*,                   \
                                                         plx_plugin_info_t* info) {           \
    return ::plx::internal::Guard(                                                            \
        [info] {                                                                              \
          info->id = PLX_PLUGIN_ID;                                                           \
          info->version = PLX_PLUGIN_VERSION;                                                 \
          ::plx::FillInfo<ModelType, AnalyzerType>(info);                                     \
          DescribeFn(info);                                                                   \
        },                                                                                    \
        [](plx_status_t, std::string_view) {});                                               \
  }                                                                                           \
  static_assert(true, "semicolon")

#endif  // PLX_ANALYZER_HPP_
