// One instance of a model of its own, called through the tables of the C ABI.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_RAW_INSTANCE_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_RAW_INSTANCE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "plx/plugin.h"

namespace parallax::validator {

// For checks that are a host of their own; others use Subject::NewAnalyzer. On one thread.
class RawInstance {
 public:
  // With the configuration of the settings, as a server would give it. The errors of NewAnalyzer,
  // and INTERNAL if create_model or create_instance gives NULL or throws. `subject` must outlive it.
  static absl::StatusOr<std::unique_ptr<RawInstance>> Make(const Subject& subject);
  ~RawInstance();
  RawInstance(const RawInstance&) = delete;
  RawInstance& operator=(const RawInstance&) = delete;

  // Canonical JSON with all defaults, for calls that give no options.
  const std::string& options() const { return options_; }
  // The plugin's own analyze (which must not be NULL) on this instance.
  plx_status_t Analyze(const plx_document_t* const* documents, uint32_t count,
                       const plx_call_t* call, const plx_sink_t* sink) const;
  // The same of cases as a server lends them.
  plx_status_t Analyze(absl::Span<const Case> cases, const plx_call_t* call,
                       const plx_sink_t* sink) const;

 private:
  explicit RawInstance(const Subject& subject) : subject_(subject) {}
  absl::Status Create(const std::string& config);

  const Subject& subject_;
  std::string options_;
  plx_model_t* model_ = nullptr;
  plx_instance_t* instance_ = nullptr;
};

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_RAW_INSTANCE_H_
