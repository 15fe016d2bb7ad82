// Which files an operator's folder has to import.
#ifndef PARALLAX_SERVER_CORPUS_IMPORT_IMPORT_FILES_H_
#define PARALLAX_SERVER_CORPUS_IMPORT_IMPORT_FILES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace parallax::corpus {

struct FoundFile {
  std::string path;      // to open it
  std::string relative;  // to the root
  int64_t bytes = 0;
};

// The file `path` below `root`, or the regular files of the folder, by path. Links that lead out of
// `root` are not followed, nor links to folders inside a folder. Errors as FileImports::Start().
absl::StatusOr<std::vector<FoundFile>> FindImportFiles(const std::string& root,
                                                       const std::string& path);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_IMPORT_IMPORT_FILES_H_
