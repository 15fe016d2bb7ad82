// A whole analyzer: it warns where a text shouts ("!!"). Copy this folder and change it.
#include <string_view>

#include "plx/analyzer.hpp"

class Hello : public plx::Analyzer {
 public:
  explicit Hello(const plx::NoModel&) {}

  void Analyze(const plx::Document& document, const plx::Call&, plx::Results& out) override {
    const std::string_view text = document.text();
    for (size_t at = text.find("!!"); at != text.npos; at = text.find("!!", at + 2)) {
      const auto begin = static_cast<uint32_t>(at);
      auto warning = plx::New<plx_warning_t>({begin, begin + 2});
      warning.severity = PLX_SEVERITY_INFO;
      warning.code = plx::Str("SHOUTING");
      warning.message = plx::Str("two exclamation marks in a row");
      if (!out.Emit(warning)) return;
    }
  }
};

void Describe(plx_plugin_info_t* info) {
  info->display_name = "Hello";
  info->description = "Warns where a text shouts.";
  info->produces = "warnings";
  info->languages = "*";
}

PLX_PLUGIN(plx::NoModel, Hello, Describe);
