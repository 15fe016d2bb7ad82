// Hello, world: finds the words "hello" and "你好". With CMakeLists.txt a whole analyzer.
#include "plx/analyzer.hpp"

class Hello : public plx::Analyzer {
 public:
  explicit Hello(const plx::NoModel&) {}
  void Analyze(const plx::Document& document, const plx::Call&, plx::Results& out) override {
    for (const plx_token_t& token : document.tokens()) {
      const std::string_view word = document.Text(token.span);
      if (word != "hello" && word != "你好") continue;
      auto found = plx::New<plx_custom_t>(token.span);
      found.type = plx::Str("hello.greeting");
      if (!out.Emit(found)) return;
    }
  }
};

PLX_PLUGIN(plx::NoModel, Hello, [](plx_plugin_info_t* info) {
  info->description = "Finds greetings.";
  info->consumes = "tokens";
  info->produces = "hello.greeting";
  info->languages = "*";
});
