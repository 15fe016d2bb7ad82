// Text groups kept up to date by puts and deletes are those that a look at all texts at once finds.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/analyzer/document_signature.h"
#include "server/analyzer/text_pass.h"
#include "server/base/error_reason.h"
#include "server/text/near_duplicate.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Partition = std::set<std::set<std::string>>;

// Articles of two languages from small vocabularies, and copies of them: edited, cut, extended.
class Newsroom {
 public:
  explicit Newsroom(uint32_t seed) : random_(seed) {}

  std::vector<std::string> Article(bool chinese) {
    std::vector<std::string> sentences;
    const int count = 5 + static_cast<int>(random_() % 6);
    for (int i = 0; i < count; ++i) sentences.push_back(Sentence(chinese));
    return sentences;
  }

  std::string Sentence(bool chinese) {
    std::string sentence;
    const int words = 14 + static_cast<int>(random_() % 8);
    for (int i = 0; i < words; ++i) {
      const uint32_t word = random_() % 900;
      if (chinese) {
        const uint32_t c = 0x5000 + word * 11;
        sentence.push_back(static_cast<char>(0xE0 | c >> 12));
        sentence.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
        sentence.push_back(static_cast<char>(0x80 | (c & 0x3F)));
      } else {
        absl::StrAppend(&sentence, i == 0 ? "W" : " w", word);
      }
    }
    return sentence + (chinese ? "。" : ".");
  }

  // What becomes of a text on its way through other outlets.
  std::vector<std::string> Copy(std::vector<std::string> text, bool chinese) {
    switch (random_() % 5) {
      case 0: break;                                                         // as it is
      case 1: text[random_() % text.size()] = Sentence(chinese); break;      // edited
      case 2: text.resize(std::max<size_t>(2, text.size() / 2)); break;      // cut: an excerpt
      case 3: {                                                              // extended
        const size_t more = text.size() + 1;
        for (size_t i = 0; i < more; ++i) text.push_back(Sentence(chinese));
        break;
      }
      default: text.push_back(Sentence(chinese)); break;
    }
    return text;
  }

  std::mt19937& random() { return random_; }

 private:
  std::mt19937 random_;
};

std::string Join(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) absl::StrAppend(&text, text.empty() ? "" : "\n", sentence);
  return text;
}

class TextGroupTest : public testing::Test {
 protected:
  TextGroupTest() { EXPECT_TRUE(fixture_.store().CreateCorpus({"news", "", ""}).ok()); }

  void PutText(const std::string& id, const std::string& text, const std::string& source = "") {
    NewDocument document;
    document.document_id = id;
    document.content.title = absl::StrCat("Title of ", id);
    document.content.source_name = source;
    document.content.text = text;
    const auto results = fixture_.store().PutDocuments(PutOf("corpora/news", {document}));
    ASSERT_TRUE(results.ok()) << results.status();
    ASSERT_TRUE(results->at(0).status.ok()) << results->at(0).status;
    texts_[id] = text;
  }

  void Delete(const std::string& id) {
    ASSERT_TRUE(fixture_.store().DeleteDocument(absl::StrCat("corpora/news/documents/", id), "").ok());
    texts_.erase(id);
  }

  static std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

  std::vector<StoredTextGroup> Groups(int page_size = 0) {
    std::vector<StoredTextGroup> groups;
    PageRequest page{page_size, ""};
    do {
      const auto listed = fixture_.corpora().catalog().ListTextGroups("corpora/news", page, CallContext());
      EXPECT_TRUE(listed.ok()) << listed.status();
      if (!listed.ok()) break;
      groups.insert(groups.end(), listed->items.begin(), listed->items.end());
      page.page_token = listed->next_page_token;
    } while (!page.page_token.empty());
    return groups;
  }

  Partition Stored() {
    Partition partition;
    for (const StoredTextGroup& group : Groups()) {
      std::set<std::string> members;
      for (const auto& member : group.members) members.insert(IdOf(member.document));
      partition.insert(members);
    }
    return partition;
  }

  // The groups of two or more by looking at all texts at once.
  Partition Expected() {
    std::vector<text::TextSignature> signatures;
    std::vector<std::string> ids;
    for (const auto& [id, text] : texts_) {
      DocumentContent content;
      content.text = text;
      const auto document = BuildDocument("", content);
      EXPECT_TRUE(document.ok()) << document.status();
      signatures.push_back(SignDocument(**document));
      ids.push_back(id);
    }
    std::map<uint32_t, std::set<std::string>> groups;
    const std::vector<text::TextGroup> found = text::GroupNearDuplicates(signatures);
    for (size_t i = 0; i < found.size(); ++i) groups[found[i].group].insert(ids[i]);
    Partition partition;
    for (const auto& [number, group] : groups) {
      if (group.size() > 1) partition.insert(group);
    }
    return partition;
  }

  std::string GroupOf(const std::string& id) {
    const auto document = fixture_.store().GetDocument(absl::StrCat("corpora/news/documents/", id), 0,
                                                       DocumentView::kBasic);
    EXPECT_TRUE(document.ok()) << document.status();
    return document.ok() ? document->text_group : "";
  }

  SqliteFixture fixture_;
  std::map<std::string, std::string> texts_;
};

TEST_F(TextGroupTest, ACopyAndAnExcerptAreOneGroup) {
  Newsroom newsroom(1);
  const std::vector<std::string> article = newsroom.Article(false);
  PutText("wire", Join(article), "Harbor Ledger");
  EXPECT_EQ(GroupOf("wire"), "") << "a text that stands alone is in no group";
  PutText("copy", Join(article), "The Quay Post");
  PutText("cut", Join({article[0], article[1], article[2]}), "Canal Times");
  PutText("other", Join(newsroom.Article(false)), "Canal Times");
  const std::vector<StoredTextGroup> groups = Groups();
  ASSERT_EQ(groups.size(), 1);
  EXPECT_EQ(groups[0].name, "corpora/news/textGroups/wire");
  EXPECT_EQ(groups[0].member_count, 3);
  ASSERT_EQ(groups[0].members.size(), 3);
  EXPECT_EQ(groups[0].members[0].source, "harbor-ledger");
  EXPECT_FALSE(groups[0].members[1].excerpt);
  EXPECT_EQ(groups[0].members[1].overlap, 1);
  EXPECT_TRUE(groups[0].members[2].excerpt);
  EXPECT_GT(groups[0].members[2].overlap, 0.9);
  for (const char* id : {"wire", "copy", "cut"}) EXPECT_EQ(GroupOf(id), groups[0].name) << id;
  EXPECT_EQ(GroupOf("other"), "");
  const auto counts = fixture_.corpora().catalog().CountDocuments("corpora/news", "", CallContext());
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts->distinct_texts, 2);
}

TEST_F(TextGroupTest, TheSameTitleOverAnotherTextIsNoCopy) {
  Newsroom newsroom(2);
  for (const char* id : {"a", "b"}) {
    NewDocument document = MakeDocument("Morning briefing", Join(newsroom.Article(false)));
    document.document_id = id;
    ASSERT_TRUE(fixture_.store().PutDocuments(PutOf("corpora/news", {document})).ok());
  }
  EXPECT_THAT(Groups(), IsEmpty());
}

TEST_F(TextGroupTest, AGroupIsNamedAndGone) {
  Newsroom newsroom(3);
  const std::string text = Join(newsroom.Article(true));
  PutText("a", text);
  PutText("b", text);
  Catalog& catalog = fixture_.corpora().catalog();
  const auto group = catalog.GetTextGroup("corpora/news/textGroups/a", CallContext());
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_EQ(group->members.size(), 2);
  EXPECT_EQ(ReasonOf(catalog.GetTextGroup("corpora/news/textGroups/b", CallContext()).status()),
            "TEXT_GROUP_NOT_FOUND");
  EXPECT_EQ(ReasonOf(catalog.GetTextGroup("corpora/news/a", CallContext()).status()), "NAME_INVALID");
  Delete("a");
  EXPECT_EQ(GroupOf("b"), "");
  EXPECT_THAT(Groups(), IsEmpty());
}

TEST_F(TextGroupTest, ANewTextLeavesItsOldGroup) {
  Newsroom newsroom(4);
  const std::string first = Join(newsroom.Article(false)), second = Join(newsroom.Article(false));
  PutText("a", first);
  PutText("b", first);
  PutText("c", second);
  PutText("b", second);
  EXPECT_EQ(Stored(), (Partition{{"b", "c"}}));
}

TEST_F(TextGroupTest, ALongerTextThatComesLaterTakesItsExcerptsIn) {
  Newsroom newsroom(5);
  const std::vector<std::string> article = newsroom.Article(false);
  PutText("first", Join({article[0], article[1]}));
  PutText("last", Join({article[2], article[3], article[4]}));
  EXPECT_THAT(Groups(), IsEmpty());
  PutText("whole", Join(article));
  EXPECT_EQ(Stored(), (Partition{{"first", "last", "whole"}}));
  Delete("whole");
  EXPECT_THAT(Groups(), IsEmpty());
}

TEST_F(TextGroupTest, CorporaDoNotMix) {
  Newsroom newsroom(6);
  const std::string text = Join(newsroom.Article(false));
  PutText("a", text);
  ASSERT_TRUE(fixture_.store().CreateCorpus({"other", "", ""}).ok());
  NewDocument document = MakeDocument("T", text);
  ASSERT_TRUE(fixture_.store().PutDocuments(PutOf("corpora/other", {document})).ok());
  EXPECT_THAT(Groups(), IsEmpty());
  ASSERT_TRUE(fixture_.store().DeleteCorpus("corpora/other", "", true).ok());
  EXPECT_TRUE(fixture_.corpora().care().Verify().ok()) << fixture_.corpora().care().Verify();
}

TEST_F(TextGroupTest, GroupsComeInPages) {
  Newsroom newsroom(7);
  for (int i = 0; i < 9; ++i) {
    const std::string text = Join(newsroom.Article(i % 2 == 0));
    PutText(absl::StrCat("a", i), text);
    PutText(absl::StrCat("b", i), text);
  }
  EXPECT_EQ(Groups().size(), 9);
  EXPECT_EQ(Groups(2).size(), 9);
}

// The main promise: whatever the order of puts, changes and deletes, and after a rebuild.
TEST_F(TextGroupTest, GroupsAreThoseOfAllTextsAtOnce) {
  int compared = 0;
  for (const uint32_t seed : {11u, 12u, 13u}) {
    Newsroom newsroom(seed);
    std::map<std::string, std::pair<bool, std::vector<std::string>>> written;
    for (int step = 0; step < 140; ++step) {
      const uint32_t choice = newsroom.random()() % 10;
      const std::string id = absl::StrCat("s", seed, "-", choice < 8 ? step : newsroom.random()() % (step + 1));
      if (choice == 9 && texts_.count(id) > 0) {
        Delete(id);
        written.erase(id);
      } else {
        const bool copy = choice > 1 && !written.empty();
        bool chinese = newsroom.random()() % 2 == 0;
        std::vector<std::string> sentences;
        if (copy) {
          const auto& original = std::next(written.begin(), newsroom.random()() % written.size())->second;
          chinese = original.first;
          sentences = newsroom.Copy(original.second, chinese);
          if (sentences.size() > 30) sentences.resize(30);
        } else {
          sentences = newsroom.Article(chinese);
        }
        PutText(id, Join(sentences));
        written[id] = {chinese, sentences};
      }
      if (step % 20 != 19) continue;
      ASSERT_EQ(Stored(), Expected()) << "seed " << seed << ", step " << step;
      ++compared;
    }
    const Partition before = Stored();
    EXPECT_GT(before.size(), 2);
    ASSERT_TRUE(fixture_.corpora().care().RebuildIndex().ok());
    EXPECT_EQ(Stored(), before);
    ASSERT_TRUE(fixture_.corpora().care().Verify().ok()) << fixture_.corpora().care().Verify();
  }
  EXPECT_EQ(compared, 21);
}

}  // namespace
}  // namespace parallax::corpus
