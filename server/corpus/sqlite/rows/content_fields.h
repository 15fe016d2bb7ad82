// The fields of a revision that are lists, as the text they are stored in.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CONTENT_FIELDS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CONTENT_FIELDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/corpus/records.h"

namespace parallax::corpus {

std::string LabelsToJson(const Labels& labels);
Labels LabelsFromJson(absl::string_view json);

std::string WarningsToJson(const std::vector<std::string>& warnings);
std::vector<std::string> WarningsFromJson(absl::string_view json);

// "kind begin end language" a line.
std::string BlocksToText(const std::vector<Block>& blocks);
std::vector<Block> BlocksFromText(absl::string_view text);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CONTENT_FIELDS_H_
