// The host's side of the ABI for tests: what a plugin logs, says and emits is kept to be looked at.
#ifndef PLX_TESTING_HOST_HPP_
#define PLX_TESTING_HOST_HPP_

#include <cstdint>
#include <cstring>
#include <deque>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plx/plugin.h"
#include "plx/view.hpp"

namespace plx::testing {

// A code and a message, as host->fail or sink->fail got them.
struct Failure {
  plx_status_t code = PLX_OK;
  std::string message;
};

// The plx_host_t of one plugin. Must outlive it.
class Host {
 public:
  Host() {
    raw_.struct_size = sizeof(raw_);
    raw_.abi_minor = PLX_ABI_MINOR;
    raw_.host = this;
    raw_.log = [](const plx_host_t* host, uint32_t, plx_str_t message) {
      static_cast<Host*>(host->host)->log_.emplace_back(View(message));
    };
    raw_.fail = [](const plx_host_t* host, plx_status_t code, plx_str_t message) {
      static_cast<Host*>(host->host)->failure_ = {code, std::string(View(message))};
    };
    raw_.get_extension = [](const plx_host_t*, const char*) -> const void* { return nullptr; };
  }
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  const plx_host_t* raw() const { return &raw_; }
  void set_data_dir(std::string folder) {
    data_dir_ = std::move(folder);
    raw_.data_dir = Str(data_dir_);
  }
  const std::vector<std::string>& log() const { return log_; }
  // What host->fail got last.
  const Failure& failure() const { return failure_; }

 private:
  plx_host_t raw_ = {};
  std::string data_dir_;
  std::vector<std::string> log_;
  Failure failure_;
};

// The plx_call_t of one call.
class Call {
 public:
  // `cancel_after`: looks at the call that are answered with "go on"; from then on it is cancelled.
  explicit Call(std::string options = "{}",
                uint64_t cancel_after = std::numeric_limits<uint64_t>::max())
      : options_(std::move(options)), left_(cancel_after) {
    raw_.struct_size = sizeof(raw_);
    raw_.host = this;
    raw_.cancelled = [](const plx_call_t* call) -> uint32_t {
      auto* self = static_cast<Call*>(call->host);
      ++self->looks_;
      if (self->left_ == 0) return 1;
      --self->left_;
      return 0;
    };
    raw_.remaining_ns = [](const plx_call_t*) -> int64_t { return INT64_MAX; };  // no deadline
    raw_.options_json = Str(options_);
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  const plx_call_t* raw() const { return &raw_; }
  uint64_t looks() const { return looks_; }

 private:
  std::string options_;
  uint64_t left_;
  uint64_t looks_ = 0;
  plx_call_t raw_ = {};
};

// A finding as the sink got it, with copies of its strings. Copying it is cheap and shares them.
struct Found {
  uint32_t document = 0;
  uint32_t kind = 0;
  plx_span_t span = {0, 0};
  std::string quote;  // the text of the span
  // The whole struct; null if it is of another kind.
  template <typename T>
  const T* As() const {
    return kind == kKindOf<T> ? static_cast<const T*>(bytes.get()) : nullptr;
  }
  std::shared_ptr<const void> bytes;
};

// The plx_sink_t of one call. Takes at most `limit` findings of each document.
class Sink {
 public:
  Sink(std::vector<std::string_view> texts, uint32_t limit)
      : texts_(std::move(texts)), limit_(limit), counts_(texts_.size()), failures_(texts_.size()) {
    raw_.struct_size = sizeof(raw_);
    raw_.host = this;
    raw_.emit = [](const plx_sink_t* sink, uint32_t document, const plx_finding_t* finding) {
      return static_cast<Sink*>(sink->host)->Emit(document, finding);
    };
    raw_.fail = [](const plx_sink_t* sink, uint32_t document, plx_status_t code, plx_str_t message) {
      auto* self = static_cast<Sink*>(sink->host);
      if (document < self->failures_.size()) {
        self->failures_[document] = {code, std::string(View(message))};
      }
    };
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  const plx_sink_t* raw() const { return &raw_; }
  const std::vector<Found>& findings() const { return findings_; }
  // One per document.
  const std::vector<Failure>& failures() const { return failures_; }
  // One sentence per emitted finding that a server would not have taken.
  const std::vector<std::string>& refused() const { return refused_; }

 private:
  plx_status_t Emit(uint32_t document, const plx_finding_t* finding) {
    if (document >= texts_.size() || finding == nullptr) {
      return Refuse(PLX_INVALID_ARGUMENT, "emitted for no document of the batch");
    }
    const std::string_view text = texts_[document];
    const plx_span_t span = finding->span;
    if (span.begin >= span.end || !IsBoundary(text, span.begin) || !IsBoundary(text, span.end)) {
      return Refuse(PLX_OUT_OF_RANGE, "the span [" + std::to_string(span.begin) + ", " +
                                          std::to_string(span.end) +
                                          ") is empty, past the text, or cuts a character");
    }
    if (counts_[document] >= limit_) return PLX_ABORTED;
    Found found;
    found.document = document;
    found.kind = finding->kind;
    found.span = span;
    found.quote = std::string(text.substr(span.begin, span.end - span.begin));
    if (!Copy(*finding, found)) return Refuse(PLX_INVALID_ARGUMENT, "a kind or size that is none");
    ++counts_[document];
    findings_.push_back(std::move(found));
    return PLX_OK;
  }

  plx_status_t Refuse(plx_status_t code, std::string why) {
    refused_.push_back(std::move(why));
    return code;
  }

  static bool IsBoundary(std::string_view text, size_t at) {
    return at == text.size() ||
           (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
  }

  // A struct of kind T with strings of its own.
  template <typename T>
  struct Owned {
    T finding;
    std::deque<std::string> strings;
    std::vector<plx_str_t> members;
    std::vector<plx_quantity_t> quantities;
    template <typename... S>
    void Own(S&... s) {
      ((strings.emplace_back(View(s)), s = Str(strings.back())), ...);
    }
  };

  template <typename T, typename OwnStrings>
  static bool CopyAs(const plx_finding_t& from, Found& to, OwnStrings own) {
    if (from.size < sizeof(T)) return false;
    auto owned = std::make_shared<Owned<T>>();
    std::memcpy(&owned->finding, &from, sizeof(T));
    owned->Own(owned->finding.base.rule);
    own(*owned, owned->finding);
    to.bytes = std::shared_ptr<const void>(owned, &owned->finding);
    return true;
  }

  static bool Copy(const plx_finding_t& from, Found& to) {
    switch (from.kind) {
      case PLX_FINDING_MENTION:
        return CopyAs<plx_mention_t>(from, to, [](auto& o, plx_mention_t& f) {
          o.Own(f.entity, f.type, f.canonical);
          o.members.assign(f.members, f.members + f.member_count);
          for (plx_str_t& member : o.members) o.Own(member);
          f.members = o.members.data();
        });
      case PLX_FINDING_QUANTITY:
        return CopyAs<plx_quantity_t>(from, to, [](auto& o, plx_quantity_t& f) {
          o.Own(f.unit, f.measure, f.measure_name, f.subject);
        });
      case PLX_FINDING_CLAIM:
        return CopyAs<plx_claim_t>(from, to, [](auto& o, plx_claim_t& f) {
          o.Own(f.holder.entity, f.holder.name, f.subject.entity, f.subject.text, f.object.entity,
                f.object.text, f.predicate, f.time);
          o.quantities.assign(f.quantities, f.quantities + f.quantity_count);
          for (plx_quantity_t& q : o.quantities) {
            o.Own(q.base.rule, q.unit, q.measure, q.measure_name, q.subject);
          }
          f.quantities = o.quantities.data();
        });
      case PLX_FINDING_STANCE:
        return CopyAs<plx_stance_t>(from, to, [](auto& o, plx_stance_t& f) {
          o.Own(f.holder.entity, f.holder.name, f.target.entity, f.target.text, f.reason, f.cue);
        });
      case PLX_FINDING_WARNING:
        return CopyAs<plx_warning_t>(from, to,
                                     [](auto& o, plx_warning_t& f) { o.Own(f.code, f.message); });
      case PLX_FINDING_CUSTOM:
        return CopyAs<plx_custom_t>(from, to,
                                    [](auto& o, plx_custom_t& f) { o.Own(f.type, f.payload); });
      default:
        return false;
    }
  }

  plx_sink_t raw_ = {};
  std::vector<std::string_view> texts_;
  uint32_t limit_;
  std::vector<uint32_t> counts_;
  std::vector<Found> findings_;
  std::vector<Failure> failures_;
  std::vector<std::string> refused_;
};

}  // namespace plx::testing

#endif  // PLX_TESTING_HOST_HPP_
