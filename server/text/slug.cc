#include "server/text/slug.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "server/base/logging.h"
#include "server/text/digest.h"

namespace parallax::text {
namespace {

constexpr size_t kMaxSize = 63;  // what AIP-122 allows for an id
constexpr size_t kDigestDigits = 10;

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

// Transliterators are costly to make and have state while they run.
class Romanizer {
 public:
  Romanizer() {
    UErrorCode error = U_ZERO_ERROR;
    transliterator_.reset(icu::Transliterator::createInstance(
        "NFKC; Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, error));
    if (U_SUCCESS(error)) return;
    transliterator_.reset();
    Log(LogLevel::kError, "ICU cannot transliterate; ids of non-Latin names will be digests",
        {{"error", u_errorName(error)}});
  }
  std::string Romanize(absl::string_view name) {
    if (transliterator_ == nullptr) return std::string(name);
    auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    absl::MutexLock lock(&mutex_);
    transliterator_->transliterate(text);
    std::string result;
    return text.toUTF8String(result);
  }

 private:
  absl::Mutex mutex_;
  std::unique_ptr<icu::Transliterator> transliterator_ ABSL_GUARDED_BY(mutex_);
};

std::string WithoutApostrophes(absl::string_view name) {
  std::string kept;
  while (!name.empty()) {
    if (name[0] == '\'') {
      name.remove_prefix(1);
    } else if (absl::StartsWith(name, "’")) {
      name.remove_prefix(absl::string_view("’").size());
    } else {
      kept.push_back(name[0]);
      name.remove_prefix(1);
    }
  }
  return kept;
}

std::string JoinRuns(absl::string_view romanized) {
  std::string slug;
  bool gap = false;
  for (const char c : romanized) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      if (gap && !slug.empty()) slug.push_back('-');
      gap = false;
      slug.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else {
      gap = true;
    }
  }
  return slug;
}

}  // namespace

std::string SourceSlug(absl::string_view name) {
  name = absl::StripAsciiWhitespace(name);
  if (name.empty()) return "";
  std::string plain = WithoutApostrophes(name);
  if (!IsAscii(plain)) {
    static auto* const romanizer = new Romanizer;
    plain = romanizer->Romanize(plain);
  }
  std::string slug = JoinRuns(plain);
  if (slug.empty()) return absl::StrCat("source-", Sha256Hex(name).substr(0, kDigestDigits));
  if (slug.size() <= kMaxSize) return slug;
  const std::string digest = Sha256Hex(slug).substr(0, kDigestDigits);
  slug.resize(kMaxSize - kDigestDigits - 1);
  while (slug.back() == '-') slug.pop_back();
  return absl::StrCat(slug, "-", digest);
}

}  // namespace parallax::text
