// The trained parameters as constants; CMake generates their definitions from parameters/, where
// each has its model card beside it.
#ifndef PLUGINS_STANCE_MODEL_PARAMETERS_H_
#define PLUGINS_STANCE_MODEL_PARAMETERS_H_

#include <string_view>

namespace plx::stance::parameters {

extern const std::string_view kTarget;
extern const std::string_view kDirected;

}  // namespace plx::stance::parameters

#endif  // PLUGINS_STANCE_MODEL_PARAMETERS_H_
