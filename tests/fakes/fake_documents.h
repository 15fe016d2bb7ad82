// Documents for tests, through the real text pass.
#ifndef PARALLAX_TESTS_FAKES_FAKE_DOCUMENTS_H_
#define PARALLAX_TESTS_FAKES_FAKE_DOCUMENTS_H_

#include <string>
#include <utility>

#include "server/analyzer/text_pass.h"
#include "server/engine/pipeline.h"

namespace parallax {

// A document named `name` of outlet `source`; aborts the test program if the text is not usable.
inline DocumentPtr MakeDocument(std::string name, std::string text, std::string source = "") {
  DocumentContent content;
  content.text = std::move(text);
  content.source_name = std::move(source);
  return BuildDocument(std::move(name), std::move(content)).value();
}

}  // namespace parallax

#endif  // PARALLAX_TESTS_FAKES_FAKE_DOCUMENTS_H_
