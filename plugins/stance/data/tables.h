// The plugin's data files as constants; CMake generates their definitions from this folder.
#ifndef PLUGINS_STANCE_DATA_TABLES_H_
#define PLUGINS_STANCE_DATA_TABLES_H_

#include <string_view>

namespace plx::stance::data {

extern const std::string_view kClasses;
extern const std::string_view kFramesEn;
extern const std::string_view kFramesZh;
extern const std::string_view kEvaluationsEn;
extern const std::string_view kEvaluationsZh;
extern const std::string_view kPolarityEn;

}  // namespace plx::stance::data

#endif  // PLUGINS_STANCE_DATA_TABLES_H_
