#include "server/analyzer/document_signature.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "server/analyzer/text_pass.h"

namespace parallax {
namespace {

constexpr char kBody[] =
    "Ministers of four countries agreed on Tuesday to share stocks of heavy rare earths [1]. "
    "The pact takes effect in March and covers magnets, alloys and separated oxides [3][4]. "
    "A joint office in Perth will publish what each member holds every quarter of the year.";

std::shared_ptr<const Document> Build(std::string title, std::string text) {
  DocumentContent content;
  content.title = std::move(title);
  content.text = std::move(text);
  auto document = BuildDocument("d", std::move(content));
  EXPECT_TRUE(document.ok()) << document.status();
  return *document;
}

TEST(SignDocument, TitleAndReferencesDoNotCount) {
  const auto a = Build("Four ministers sign", std::string("Four ministers sign\n") + kBody);
  std::string plain = kBody;
  for (const char* reference : {" [1]", " [3][4]"}) {
    plain.erase(plain.find(reference), std::string(reference).size());
  }
  const auto b = Build("Pact on heavy metals", "Pact on heavy metals\n" + plain);
  EXPECT_EQ(SignDocument(*a).tokens_hash, SignDocument(*b).tokens_hash);
  EXPECT_EQ(SignDocument(*a).sentences.size(), 3);
}

TEST(SignDocument, SameTitleOverOtherTextIsNoCopy) {
  const auto a = Build("Four ministers sign", std::string("Four ministers sign\n") + kBody);
  const auto b = Build("Four ministers sign",
                       "Four ministers sign\nThe mine at the lake was flooded again last week.");
  const auto groups = text::GroupNearDuplicates({SignDocument(*a), SignDocument(*b)});
  EXPECT_NE(groups[0].group, groups[1].group);
}

TEST(SignDocument, NothingButATitleIsSignedByIt) {
  const auto a = Build("稀土联盟", "稀土联盟");
  EXPECT_EQ(SignDocument(*a).tokens, 4);
}

}  // namespace
}  // namespace parallax
