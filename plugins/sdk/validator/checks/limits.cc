// What a plugin takes of the host: it stops when told, and gives back what it used.
#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/process_state.h"
#include "plugins/sdk/validator/subject/raw_instance.h"
#include "plugins/sdk/validator/subject/samples.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "server/plugin/abi/finding_sink.h"
#include "server/plugin/abi/lent_call.h"

namespace parallax::validator {
namespace {

// plx/call.h promises 50 ms. Measured as the thread's own CPU time, so that a busy machine is not
// the plugin's fault; the factor is for a slower one, and for the sanitizers.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int64_t kAllowedNanoseconds = 20 * 50'000'000;
#else
constexpr int64_t kAllowedNanoseconds = 2 * 50'000'000;
#endif
constexpr uint32_t kEmitsUntilStop = 2;
constexpr absl::Duration kWarmUpTime = absl::Milliseconds(600);
constexpr int kWindows = 6;
constexpr double kSmallChange = 4096;  // bytes that malloc's own caches may move
constexpr double kLeakBytesPerCall = 16;
constexpr double kLeakBytesPerModel = 512;

// A sink that says stop after so many findings of a document, and counts who goes on.
class StoppingSink {
 public:
  StoppingSink() {
    raw_.struct_size = sizeof(raw_);
    raw_.host = this;
    raw_.emit = [](const plx_sink_t* sink, uint32_t document, const plx_finding_t*) -> plx_status_t {
      auto* self = static_cast<StoppingSink*>(sink->host);
      if (document >= self->emits_.size()) self->emits_.resize(document + 1);
      return ++self->emits_[document] > kEmitsUntilStop ? PLX_ABORTED : PLX_OK;
    };
    raw_.fail = [](const plx_sink_t*, uint32_t, plx_status_t, plx_str_t) {};
  }
  const plx_sink_t* raw() const { return &raw_; }
  uint32_t most() const { return emits_.empty() ? 0 : *std::max_element(emits_.begin(), emits_.end()); }

 private:
  plx_sink_t raw_ = {};
  std::vector<uint32_t> emits_;
};

// A call that watches how often it is looked at, and can be cancelled at a chosen look.
class WatchedCall {
 public:
  explicit WatchedCall(const std::string& options, uint64_t cancel_at = UINT64_MAX)
      : cancel_at_(cancel_at), last_(ThreadCpuNanoseconds()) {
    raw_.struct_size = sizeof(raw_);
    raw_.host = this;
    raw_.cancelled = [](const plx_call_t* call) -> uint32_t {
      return static_cast<WatchedCall*>(call->host)->Look() ? 1 : 0;
    };
    raw_.remaining_ns = [](const plx_call_t* call) -> int64_t {
      return static_cast<WatchedCall*>(call->host)->Look() ? 0 : INT64_MAX;
    };
    raw_.options_json = {options.data(), options.size()};
  }
  const plx_call_t* raw() const { return &raw_; }
  uint64_t looks() const { return looks_; }
  // To be called after the plugin has returned.
  void Finish() { Look(); }
  int64_t longest_gap() const { return longest_gap_; }
  // From the first look that was answered with "cancelled" to Finish; 0 if there was none.
  int64_t after_cancellation() const { return cancelled_at_ == 0 ? 0 : last_ - cancelled_at_; }

 private:
  bool Look() {
    const int64_t now = ThreadCpuNanoseconds();
    longest_gap_ = std::max(longest_gap_, now - last_);
    last_ = now;
    if (++looks_ < cancel_at_) return false;
    if (cancelled_at_ == 0) cancelled_at_ = now;
    return true;
  }

  plx_call_t raw_ = {};
  const uint64_t cancel_at_;
  uint64_t looks_ = 0;
  int64_t last_;
  int64_t longest_gap_ = 0;
  int64_t cancelled_at_ = 0;
};

std::string Milliseconds(int64_t nanoseconds) {
  return absl::StrCat(nanoseconds / 1'000'000, " ms");
}

// Runs `body(subject, instance)`.
template <typename Body>
Outcome WithInstance(const Settings& settings, Body&& body) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  if ((*subject)->library().raw().analyze == nullptr) return Skip("it has no analyze");
  const auto instance = RawInstance::Make(**subject);
  if (!instance.ok()) return CannotLoad(instance.status());
  return body(**subject, **instance);
}

// Calls `step` for a while, in which caches fill, and then sees whether the heap goes on growing with it,
// by `allowed` bytes a step and kSmallChange in all. What grows for another reason (a thread that malloc
// gives an arena of its own, a table that doubles) does not grow in every one of kWindows.
Outcome NoGrowth(int limit, double allowed, const char* per, const std::function<void()>& step) {
  if (HeapInUse() == 0) return Skip("malloc does not say what it has lent (a sanitizer's does not)");
  const absl::Time start = absl::Now();
  int steps = 0;  // in each window
  for (; steps < limit && (steps < 3 || absl::Now() - start < kWarmUpTime); ++steps) step();
  size_t before = HeapInUse();
  double least = std::numeric_limits<double>::infinity();
  for (int window = 1; window <= kWindows; ++window) {
    for (int i = 0; i < steps; ++i) step();
    const size_t after = HeapInUse();
    const double growth = (static_cast<double>(after) - static_cast<double>(before)) / steps;
    if (growth < allowed || growth * steps < kSmallChange) {
      return Pass(absl::StrCat((window + 1) * steps, " ", per, "s"));
    }
    least = std::min(least, growth);
    before = after;
  }
  return Fail(absl::StrCat("it keeps ", static_cast<int64_t>(least), " bytes more after each ", per,
                           " (", (kWindows + 1) * steps, " of them)"),
              "free what was made; valgrind or a build with -fsanitize=address shows where it was");
}

}  // namespace

Outcome LimitsStop(const Settings& settings) {
  return WithInstance(settings, [](const Subject& subject, const RawInstance& instance) {
    const std::vector<Case> cases = subject.OrdinaryCases();
    const CallContext context;
    const plugin::LentCall call(context, instance.options());
    StoppingSink sink;
    instance.Analyze(cases, call.raw(), sink.raw());
    if (sink.most() <= kEmitsUntilStop) return Skip("it finds too little in the sample documents");
    if (sink.most() == kEmitsUntilStop + 1) return Pass();
    return Fail(absl::StrCat("after the sink said PLX_ABORTED it emitted ",
                             sink.most() - kEmitsUntilStop - 1, " more findings of the document"),
                "go on to the next document when emit returns anything but PLX_OK (Results::Emit: "
                "false)");
  });
}

Outcome LimitsCancel(const Settings& settings) {
  return WithInstance(settings, [](const Subject& subject, const RawInstance& instance) {
    const std::vector<Case> cases = subject.Cases({LargeText(LargeBytes(subject.settings().level))});
    const AnalyzerInput input = InputOf(cases[0]);
    plugin::FindingSink all(subject.info(), {&input, 1}, {});
    WatchedCall whole(instance.options());
    instance.Analyze(cases, whole.raw(), all.raw());
    whole.Finish();
    const char* const remedy =
        "ask call->cancelled (Call::CheckNotCancelled) at least every 50 ms: once a sentence costs "
        "nothing";
    if (whole.longest_gap() > kAllowedNanoseconds) {
      return Fail(absl::StrCat("in a text of ", cases[0].document->text().size() >> 10,
                               " KiB it worked for ",
                               Milliseconds(whole.longest_gap()),
                               " without a look at the call; 50 ms are allowed"),
                  remedy);
    }
    plugin::FindingSink some(subject.info(), {&input, 1}, {});
    WatchedCall cut(instance.options(), std::max<uint64_t>(1, whole.looks() / 2));
    const plx_status_t code = instance.Analyze(cases, cut.raw(), some.raw());
    cut.Finish();
    if (cut.after_cancellation() > kAllowedNanoseconds) {
      return Fail(absl::StrCat("cancelled, it worked on for ",
                               Milliseconds(cut.after_cancellation()), " and returned ", code,
                               "; 50 ms are allowed"),
                  "return PLX_CANCELLED as soon as call->cancelled is true");
    }
    return Pass(absl::StrCat("longest without a look: ", Milliseconds(whole.longest_gap())));
  });
}

Outcome LimitsMemory(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const auto analyzer = (*subject)->NewAnalyzer();
  if (!analyzer.ok()) return CannotLoad(analyzer.status());
  const std::vector<Case> cases = (*subject)->OrdinaryCases();
  return NoGrowth(700 * settings.level, kLeakBytesPerCall, "call",
                  [&] { RunRaw(**analyzer, cases, cases.size()); });
}

Outcome LimitsModels(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  return NoGrowth(20 * settings.level, kLeakBytesPerModel, "model", [&] {
    (void)RawInstance::Make(**subject);
  });
}

}  // namespace parallax::validator
