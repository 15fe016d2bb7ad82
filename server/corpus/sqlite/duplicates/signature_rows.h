// What is kept of live texts to find copies among them: a row a text, and its keys (text_keys.h): of
// its 20 bands for near-copies, or of all its tokens if it is too short for them, and of each long
// sentence for excerpts. All functions run inside a transaction of the caller's.
//
// Keys are mixed with the corpus, so that corpora do not meet. Texts are named by the row of their
// document.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_SIGNATURE_ROWS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_SIGNATURE_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/duplicates/text_keys.h"
#include "server/text/near_duplicate.h"

namespace parallax::corpus {

struct TextRow {
  int64_t document = 0;
  int64_t tokens = 0;
  int64_t tokens_hash = 0;  // the signature's, as the signed number of the same bits
  int64_t component = 0;    // near-copies: the document of the one that stands for them
  int64_t container = 0;    // an excerpt: the document that has most of it; 0: none
  int64_t shared_tokens = 0;  // of it with its container
  int64_t text_group = 0;   // the oldest document of the group
  double overlap = 1;       // part of the shorter text that stands in the other, in [0, 1]
};

// A text that shares sentences with another.
struct SharedText {
  int64_t document = 0;
  uint32_t sentences = 0;
  uint32_t tokens = 0;
};

// Before others in the order in which texts stand for their group: the longer first.
bool RanksBefore(const TextRow& a, const TextRow& b);

absl::Status InsertText(Connection* connection, TextKeys* keys, int64_t corpus, const TextRow& text,
                        const text::TextSignature& signature);
absl::Status DeleteText(Connection* connection, TextKeys* keys, int64_t corpus, int64_t document,
                        const text::TextSignature& signature);
absl::Status DeleteTextsOfCorpus(Connection* connection, TextKeys* keys, int64_t corpus);

absl::StatusOr<std::optional<TextRow>> FindText(Connection* connection, int64_t document);
// The texts where it is `value`, by document.
enum class TextColumn { kComponent, kContainer, kTextGroup };
absl::StatusOr<std::vector<TextRow>> FindTexts(Connection* connection, TextColumn column,
                                               int64_t value);
absl::Status UpdateText(Connection* connection, const TextRow& text);
// Every text of group `from` joins `to`.
absl::Status MoveGroup(Connection* connection, int64_t from, int64_t to);
// Every text of component `from` joins `to`.
absl::Status MoveComponent(Connection* connection, int64_t from, int64_t to);

// Texts that share a band with `signature`, or all tokens; not `document` itself.
absl::StatusOr<std::vector<int64_t>> FindCandidates(Connection* connection, const TextKeys& keys,
                                                    int64_t corpus, int64_t document,
                                                    const text::TextSignature& signature);
// Texts that share sentences which are not everybody's.
absl::StatusOr<std::vector<SharedText>> FindSharedTexts(Connection* connection, const TextKeys& keys,
                                                        int64_t corpus, int64_t document,
                                                        const text::TextSignature& signature);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_SIGNATURE_ROWS_H_
