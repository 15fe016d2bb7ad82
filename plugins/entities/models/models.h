// The bytes of the trained models, for linguistics::tagging::TagModel.
#ifndef PLUGINS_ENTITIES_MODELS_MODELS_H_
#define PLUGINS_ENTITIES_MODELS_MODELS_H_

#include <string_view>

namespace plx::entities::models {

extern const std::string_view kNamesEn;
extern const std::string_view kNamesZh;

}  // namespace plx::entities::models

#endif  // PLUGINS_ENTITIES_MODELS_MODELS_H_
