// What create_model made of a plugin and a configuration.
#ifndef PARALLAX_SERVER_PLUGIN_INSTANCES_MODEL_H_
#define PARALLAX_SERVER_PLUGIN_INSTANCES_MODEL_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "plx/plugin.h"
#include "server/plugin/plugin_library.h"

namespace parallax::plugin {

// Constant. Destroyed when its last user lets go: the pool, or an instance whose call never came
// back.
class Model {
 public:
  // `config` is canonical. What create_model says when it fails, reason ANALYZER_FAILED. INTERNAL,
  // reason ANALYZER_THREW.
  static absl::StatusOr<std::shared_ptr<const Model>> Create(
      std::shared_ptr<const PluginLibrary> library, const std::string& config);
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  const PluginLibrary& library() const { return *library_; }

  // As Create, of create_instance. [any thread]
  absl::StatusOr<plx_instance_t*> CreateInstance() const;
  void DestroyInstance(plx_instance_t* instance) const;

 private:
  explicit Model(std::shared_ptr<const PluginLibrary> library) : library_(std::move(library)) {}

  const std::shared_ptr<const PluginLibrary> library_;
  plx_model_t* raw_ = nullptr;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_INSTANCES_MODEL_H_
