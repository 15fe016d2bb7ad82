#include "server/corpus/readers/compression/gzip.h"

#include <zlib.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"

namespace parallax::corpus {
namespace {

constexpr size_t kChunk = size_t{64} << 10;

absl::Status Refused(absl::string_view reason, absl::string_view message) {
  return WithReason(absl::InvalidArgumentError(message), reason);
}

class Inflater {
 public:
  Inflater() { ok_ = inflateInit2(&stream_, MAX_WBITS + 16) == Z_OK; }  // + 16: gzip only
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  absl::StatusOr<std::string> Run(absl::string_view bytes, size_t max_bytes) {
    if (!ok_) return absl::InternalError("zlib could not be started");
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    while (true) {
      const size_t used = out.size();
      out.resize(used + kChunk);
      stream_.next_out = reinterpret_cast<Bytef*>(&out[used]);
      stream_.avail_out = static_cast<uInt>(kChunk);
      const int code = inflate(&stream_, Z_NO_FLUSH);
      out.erase(out.size() - stream_.avail_out);
      if (out.size() > max_bytes) {
        return Refused("FILE_TOO_LARGE", absl::StrCat("the file unpacks to more than ", max_bytes,
                                                    " bytes; split it"));
      }
      if (code == Z_STREAM_END) {
        const absl::string_view rest(reinterpret_cast<const char*>(stream_.next_in), stream_.avail_in);
        // What follows the last member is padding.
        if (!IsGzip(rest)) return out;
        inflateReset(&stream_);
      } else if (code != Z_OK || (stream_.avail_in == 0 && stream_.avail_out > 0)) {
        return Refused("GZIP_INVALID", "the file is gzip, but broken or cut; send it again or unpacked");
      }
    }
  }

 private:
  z_stream stream_ = {};
  bool ok_ = false;
};

}  // namespace

bool IsGzip(absl::string_view bytes) { return absl::StartsWith(bytes, "\x1F\x8B\x08"); }

absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t max_bytes) {
  return Inflater().Run(bytes, max_bytes);
}

}  // namespace parallax::corpus
