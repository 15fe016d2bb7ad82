// Groups of near-copies and excerpts, kept up to date with every put and delete.
//
// The groups are those that text::GroupNearDuplicates() would find among all live texts of the corpus:
// near-copies of near-copies are one component; the longest text stands for it; a component whose
// standing text has most of itself in one longer text is an excerpt and belongs to that text's group.
// (Where a sentence becomes everybody's only later, links that it made before stand.) All functions run
// inside a transaction of the caller's, between Begin() and Finish() of the keys.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_GROUPS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_GROUPS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/duplicates/text_keys.h"
#include "server/text/near_duplicate.h"

namespace parallax::corpus {

// Takes the live text of `document` (a row of table document) in.
absl::Status AddToTextGroups(Connection* connection, TextKeys* keys, int64_t corpus,
                             int64_t document, const text::TextSignature& signature);

// Takes it out; the row must still be at the revision that was taken in.
absl::Status RemoveFromTextGroups(Connection* connection, TextKeys* keys, int64_t corpus,
                                  int64_t document);

// Makes the groups of every corpus anew from the documents.
absl::Status RebuildTextGroups(Connection* connection, TextKeys* keys);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_GROUPS_H_
