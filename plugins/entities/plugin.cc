// The entities analyzer as a plugin.
#include "plugins/entities/document/entity_analyzer.h"
#include "plugins/entities/document/options.h"
#include "plx/analyzer.hpp"

namespace plx::entities {
namespace {

void Describe(plx_plugin_info_t* info) {
  info->display_name = "Entities";
  info->description =
      "Finds who and what is named, with one identity across English and Chinese, and warns of "
      "dates and offices that cannot be right.";
  info->consumes = "tokens";
  info->produces = "mentions,warnings";
  info->languages = "en,zh";
  info->labels = "";  // open: operators' own dictionaries bring their types
  info->config_schema = kConfigSchema;
  info->options_schema = kOptionsSchema;
  info->preferred_batch = 32;
}

}  // namespace
}  // namespace plx::entities

PLX_PLUGIN(plx::entities::EntityModel, plx::entities::EntityAnalyzer, plx::entities::Describe);
