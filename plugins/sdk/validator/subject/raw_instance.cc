#include "plugins/sdk/validator/subject/raw_instance.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/document_view.h"

namespace parallax::validator {
namespace {

absl::Status Failed(absl::string_view function, const absl::Status& said) {
  return absl::InternalError(
      absl::StrCat(function, " failed: ", said.ok() ? "it gave no reason" : said.message()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<RawInstance>> RawInstance::Make(const Subject& subject) {
  std::unique_ptr<RawInstance> made(new RawInstance(subject));
  std::string config;
  {
    // Checks the settings, and completes them.
    ASSIGN_OR_RETURN(const auto analyzer, subject.NewAnalyzer());
    config = analyzer->config();
    made->options_ = analyzer->CheckOptions("").value_or("{}");
  }
  RETURN_IF_ERROR(made->Create(config));
  return made;
}

absl::Status RawInstance::Create(const std::string& config) {
  const plugin::PluginLibrary& library = subject_.library();
  absl::Status said = library.Call("create_model", [&] {
    model_ = library.raw().create_model(library.host(), {config.data(), config.size()});
  });
  if (model_ == nullptr) return Failed("create_model", said);
  said = library.Call("create_instance",
                      [&] { instance_ = library.raw().create_instance(model_); });
  return instance_ == nullptr ? Failed("create_instance", said) : absl::OkStatus();
}

RawInstance::~RawInstance() {
  if (instance_ != nullptr) subject_.library().raw().destroy_instance(instance_);
  if (model_ != nullptr) subject_.library().raw().destroy_model(model_);
}

plx_status_t RawInstance::Analyze(const plx_document_t* const* documents, uint32_t count,
                                  const plx_call_t* call, const plx_sink_t* sink) const {
  return subject_.library().raw().analyze(instance_, documents, count, call, sink);
}

plx_status_t RawInstance::Analyze(absl::Span<const Case> cases, const plx_call_t* call,
                                  const plx_sink_t* sink) const {
  std::vector<AnalyzerInput> inputs;
  for (const Case& c : cases) inputs.push_back(InputOf(c));
  const plugin::BatchView views(inputs, subject_.info().consumes);
  return Analyze(views.data(), views.size(), call, sink);
}

}  // namespace parallax::validator
