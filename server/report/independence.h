// How many voices a set of documents really is.
#ifndef PARALLAX_SERVER_REPORT_INDEPENDENCE_H_
#define PARALLAX_SERVER_REPORT_INDEPENDENCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "server/engine/pipeline.h"

namespace parallax::report {

// Documents that share their text: near-copies and excerpts.
struct TextGroup {
  struct Member {
    uint32_t document = 0;
    float overlap = 0;  // part of the shorter text that stands in another, in [0, 1]
    bool excerpt = false;
  };
  std::string name;             // as the store calls it; empty: found among these documents only
  std::vector<Member> members;  // two or more, by document
};

// What a store knows of a document's text, which it compared with all texts of the corpus.
struct StoredText {
  bool known = false;  // false: an inline document, to be compared with the others
  std::string group;   // empty: it stands alone
  float overlap = 1;
  bool excerpt = false;
};

struct SourceWeight {
  std::string source;  // empty: documents of unknown outlets
  std::string source_name;
  int documents = 0;
  int distinct_texts = 0;
};

// Constant after construction; thread-safe. Does not keep `analyses`.
class Independence {
 public:
  // `texts`: what is known of each document, or none.
  explicit Independence(absl::Span<const DocumentAnalysis> analyses,
                        absl::Span<const StoredText> texts = {});

  // Distinct outlets over distinct texts among `documents` (indices, repeats allowed): the most
  // (outlet, text group) pairs in which no outlet and no group comes twice. Five documents of one
  // outlet are one, and so are five copies in five outlets. Documents of unknown outlets add
  // none, since nothing shows that they are independent; they are one if no outlet is known.
  int Count(absl::Span<const uint32_t> documents) const;

  const std::vector<TextGroup>& text_groups() const { return groups_; }
  // Index into text_groups(); -1: stands alone.
  int TextGroupOf(uint32_t document) const { return group_of_[document]; }

  int known_sources() const;
  int unknown_source_documents() const;
  int independent_sources() const { return independent_; }
  const std::vector<SourceWeight>& by_source() const { return by_source_; }

 private:
  std::vector<std::string> source_of_;
  std::vector<int> group_of_;
  std::vector<TextGroup> groups_;
  std::vector<SourceWeight> by_source_;  // by documents, then source
  int independent_ = 0;
};

}  // namespace parallax::report

#endif  // PARALLAX_SERVER_REPORT_INDEPENDENCE_H_
