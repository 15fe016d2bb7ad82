// The limits of a call as the C ABI lends them.
#ifndef PARALLAX_SERVER_PLUGIN_ABI_LENT_CALL_H_
#define PARALLAX_SERVER_PLUGIN_ABI_LENT_CALL_H_

#include <cstdint>
#include <limits>

#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "plx/call.h"
#include "server/analyzer/call_context.h"

namespace parallax::plugin {

// `context` and `options` must outlive it.
class LentCall {
 public:
  LentCall(const CallContext& context, absl::string_view options) : context_(context) {
    raw_.struct_size = sizeof(raw_);
    raw_.host = this;
    raw_.cancelled = [](const plx_call_t* call) -> uint32_t {
      return static_cast<LentCall*>(call->host)->context_.Done() ? 1 : 0;
    };
    raw_.remaining_ns = [](const plx_call_t* call) -> int64_t {
      const absl::Time deadline = static_cast<LentCall*>(call->host)->context_.deadline();
      if (deadline == absl::InfiniteFuture()) return std::numeric_limits<int64_t>::max();
      const int64_t remaining = absl::ToInt64Nanoseconds(deadline - absl::Now());
      return remaining > 0 ? remaining : 0;
    };
    raw_.options_json = {options.data(), options.size()};
  }
  LentCall(const LentCall&) = delete;
  LentCall& operator=(const LentCall&) = delete;

  const plx_call_t* raw() const { return &raw_; }

 private:
  const CallContext& context_;
  plx_call_t raw_ = {};
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ABI_LENT_CALL_H_
