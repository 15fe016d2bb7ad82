// An HTTP response as an archive holds it.
#ifndef PARALLAX_SERVER_CORPUS_READERS_WARC_HTTP_MESSAGE_H_
#define PARALLAX_SERVER_CORPUS_READERS_WARC_HTTP_MESSAGE_H_

#include <cstddef>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::corpus {

using HeaderFields = std::map<std::string, std::string>;  // names in lower case

// Fields of `text` from `*at` on, to the empty line, which `*at` is then after. A line that is no field
// is passed over; lines that begin with white space go on with the field before.
HeaderFields ReadHeaderFields(absl::string_view text, size_t* at);

struct HttpResponse {
  int status = 0;  // 0: no HTTP response
  HeaderFields fields;
  std::string body;  // without chunks and compression
};

// INVALID_ARGUMENT: GZIP_INVALID; FILE_TOO_LARGE; CONTENT_ENCODING_UNKNOWN (br, zstd).
absl::StatusOr<HttpResponse> ReadHttpResponse(absl::string_view message, size_t max_bytes);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_WARC_HTTP_MESSAGE_H_
