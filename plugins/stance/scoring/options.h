// What a caller may ask of one call.
#ifndef PLUGINS_STANCE_SCORING_OPTIONS_H_
#define PLUGINS_STANCE_SCORING_OPTIONS_H_

#include <string>
#include <string_view>
#include <vector>

namespace plx::stance {

struct Options {
  std::vector<std::string> targets;  // entity ids, "topic:..." keys or free text; empty: all
  int min_strength = 200;            // thousandths: weaker stances are not emitted
  int abstain_below = 500;           // thousandths of confidence
  // When the trained model speaks: never, where it is confident, or of every name (to measure it).
  enum BackOffUse { kNone, kConfident, kAlways };
  BackOffUse back_off = kConfident;
  int back_off_confidence = 750;     // thousandths, for kConfident

  // Reads the canonical JSON of plx_call.options_json. Throws plx::Error (PLX_INVALID_ARGUMENT)
  // naming the key that is wrong.
  static Options Parse(std::string_view json);
};

// JSON Schema of the options, as plx_plugin_info.options_schema.
extern const char kOptionsSchema[];

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_OPTIONS_H_
