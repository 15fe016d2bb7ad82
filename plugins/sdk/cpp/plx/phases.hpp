// The C++ face of plx.phases/1: derive the analyzer from plx::PhasedAnalyzer as well and return
// plx::PhasesOf<A>() from get_extension.
#ifndef PLX_PHASES_HPP_
#define PLX_PHASES_HPP_

#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

#include "plx/analyzer.hpp"
#include "plx/phases.h"

namespace plx {

// Where extract puts the records of one document.
class Records {
 public:
  Records(const plx_record_sink_t& sink, uint32_t document) : sink_(&sink), document_(document) {}
  // `finding`: index of the claim in Document::finding. False: enough.
  bool Emit(std::string_view bytes, uint32_t finding, const std::vector<uint64_t>& keys) {
    return sink_->emit(sink_, document_, Str(bytes), finding, keys.data(),
                       static_cast<uint32_t>(keys.size())) == PLX_OK;
  }

 private:
  const plx_record_sink_t* sink_;
  uint32_t document_;
};

class PhasedAnalyzer : public Analyzer {
 public:
  virtual void Extract(const Document& document, const Call& call, Records& out) = 0;
  // `relation` is zeroed with struct_size set. Throws plx::Error for bytes it did not write.
  virtual void Compare(std::string_view a, std::string_view b, plx_relation_t& relation) = 0;
  virtual void Summarise(const plx_cluster_t& cluster, plx_comparison_t& comparison) = 0;
};

// Copies `detail` into a relation, cut at a code-point boundary.
inline void SetDetail(plx_relation_t& relation, std::string_view detail) {
  size_t n = std::min(detail.size(), sizeof(relation.detail) - 1);
  while (n > 0 && n < detail.size() && (static_cast<unsigned char>(detail[n]) & 0xC0) == 0x80) --n;
  std::memcpy(relation.detail, detail.data(), n);
  relation.detail[n] = '\0';
}

namespace internal {

template <typename A>
struct PhasesGlue {
  static PhasedAnalyzer* Of(plx_instance_t* instance) { return reinterpret_cast<A*>(instance); }

  static plx_status_t Extract(plx_instance_t* instance, const plx_document_t* const* documents,
                              uint32_t count, const plx_call_t* call,
                              const plx_record_sink_t* sink) noexcept {
    const InCall in_call(call);
    for (uint32_t i = 0; i < count; ++i) {
      if (call->cancelled(call)) return PLX_CANCELLED;
      const plx_status_t code = Guard(
          [&] {
            Records records(*sink, i);
            Of(instance)->Extract(Document(*documents[i]), Call(*call), records);
          },
          [&](plx_status_t c, std::string_view m) { sink->fail(sink, i, c, Str(m)); });
      if (code == PLX_CANCELLED) return code;
    }
    return PLX_OK;
  }
  static plx_status_t Compare(plx_instance_t* instance, plx_str_t a, plx_str_t b,
                              plx_relation_t* relation) noexcept {
    return Guard([&] { Of(instance)->Compare(View(a), View(b), *relation); },
                 [&](plx_status_t, std::string_view m) { SetDetail(*relation, m); });
  }
  static plx_status_t Summarise(plx_instance_t* instance, const plx_cluster_t* cluster,
                                plx_comparison_t* comparison) noexcept {
    return Guard([&] { Of(instance)->Summarise(*cluster, *comparison); },
                 [](plx_status_t, std::string_view) {});
  }
};

}  // namespace internal

// The extension's table for analyzers of class A. `version`: plx_phases.record_version.
template <typename A>
const plx_phases_t* PhasesOf(uint32_t version) {
  using G = internal::PhasesGlue<A>;
  static const plx_phases_t table = {sizeof(plx_phases_t), version, &G::Extract, &G::Compare,
                                     &G::Summarise};
  return &table;
}

}  // namespace plx

#endif  // PLX_PHASES_HPP_
