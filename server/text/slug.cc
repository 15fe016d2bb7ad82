#include "server/text/slug.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "server/base/logging.h"
#include "server/text/digest.h"
#include "server/text/fold.h"
#include "server/text/internal/han_readings.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

constexpr size_t kMaxSize = 63;  // what AIP-122 allows for an id
constexpr size_t kDigestDigits = 10;

// Scripts other than Latin and Han. The transliterator is costly to make (0.2 s with the rules for
// Han, which are therefore never asked for) and has state while it runs.
class Romanizer {
 public:
  // Latin letters without marks, as far as ICU knows how; what it does not know stays.
  std::string Romanize(absl::string_view name) {
    absl::MutexLock lock(&mutex_);
    if (const auto it = known_.find(name); it != known_.end()) return it->second;
    // Outlets are few; a stream of made-up names must not fill the memory.
    if (known_.size() >= kMaxKnown) known_.clear();
    return known_[name] = RomanizeNew(name);
  }

 private:
  static constexpr size_t kMaxKnown = 4096;

  std::string RomanizeNew(absl::string_view name) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const std::string folded = Fold(name);
    std::string without_han;
    for (size_t at = 0; at < folded.size();) {
      if (internal::TakeReading(folded, &at, &without_han)) continue;
      AppendCodePoint(NextCodePoint(folded, &at), &without_han);
    }
    if (IsAscii(without_han) || !Prepare()) return without_han;
    auto text = icu::UnicodeString::fromUTF8(without_han);
    transliterator_->transliterate(text);
    std::string result;
    return text.toUTF8String(result);
  }

  bool Prepare() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (transliterator_ != nullptr) return true;
    UErrorCode error = U_ZERO_ERROR;
    transliterator_.reset(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII", UTRANS_FORWARD, error));
    if (U_SUCCESS(error)) return true;
    transliterator_.reset();
    Log(LogLevel::kError, "ICU cannot transliterate; ids of names in other scripts are digests",
        {{"error", u_errorName(error)}});
    return false;
  }

  absl::Mutex mutex_;
  std::unique_ptr<icu::Transliterator> transliterator_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, std::string> known_ ABSL_GUARDED_BY(mutex_);
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
