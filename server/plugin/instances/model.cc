#include "server/plugin/instances/model.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"

namespace parallax::plugin {
namespace {

// Why `function` returned NULL.
absl::Status Failed(const PluginLibrary& library, absl::string_view function,
                    const absl::Status& said) {
  if (ReasonOf(said) == "ANALYZER_THREW") return said;
  const absl::string_view why = said.ok() ? "it returned NULL and gave no reason" : said.message();
  const absl::StatusCode code = said.ok() ? absl::StatusCode::kInternal : said.code();
  return WithReason(absl::Status(code, absl::StrCat("analyzer ", library.id(), ": ", function,
                                                    " failed: ", why)),
                    "ANALYZER_FAILED");
}

void LogFailure(const PluginLibrary& library, absl::string_view function,
                const absl::Status& status) {
  if (status.ok()) return;
  Log(LogLevel::kError, absl::StrCat(function, " failed"),
      {{"analyzer", library.id()}, {"error", std::string(status.message())}});
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Model>> Model::Create(
    std::shared_ptr<const PluginLibrary> library, const std::string& config) {
  std::shared_ptr<Model> model(new Model(std::move(library)));
  const PluginLibrary& plugin = model->library();
  const absl::Status said = plugin.Call("create_model", [&] {
    model->raw_ = plugin.raw().create_model(plugin.host(), {config.data(), config.size()});
  });
  if (model->raw_ == nullptr) return Failed(plugin, "create_model", said);
  return model;
}

Model::~Model() {
  if (raw_ == nullptr) return;
  LogFailure(*library_, "destroy_model",
             library_->Call("destroy_model", [&] { library_->raw().destroy_model(raw_); }));
}

absl::StatusOr<plx_instance_t*> Model::CreateInstance() const {
  plx_instance_t* instance = nullptr;
  const absl::Status said =
      library_->Call("create_instance", [&] { instance = library_->raw().create_instance(raw_); });
  if (instance != nullptr) return instance;
  return Failed(*library_, "create_instance", said);
}

void Model::DestroyInstance(plx_instance_t* instance) const {
  LogFailure(*library_, "destroy_instance", library_->Call("destroy_instance", [&] {
    library_->raw().destroy_instance(instance);
  }));
}

}  // namespace parallax::plugin
