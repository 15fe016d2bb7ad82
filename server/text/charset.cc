#include "server/text/charset.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

// Detection below this confidence (per cent, ICU's scale) is not better than a guess by language.
constexpr int kMinConfidence = 90;
// Single-byte charsets are told apart by letters that often follow one another: less certain, so what
// comes out must look like text besides.
constexpr int kMinSingleByteConfidence = 15;
constexpr size_t kMinSingleByte = 48;  // bytes
constexpr size_t kDetectionBytes = size_t{64} << 10;

template <auto close>
struct Closer {
  template <typename T>
  void operator()(T* object) const { close(object); }
};
using Converter = std::unique_ptr<UConverter, Closer<ucnv_close>>;
using Detector = std::unique_ptr<UCharsetDetector, Closer<ucsdet_close>>;

bool IsUtf8(absl::string_view charset) {
  return absl::EqualsIgnoreCase(charset, "utf-8") || absl::EqualsIgnoreCase(charset, "utf8");
}

absl::StatusOr<std::string> Convert(absl::string_view raw, const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  const Converter converter(ucnv_open(charset.c_str(), &error));
  if (U_FAILURE(error)) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "the charset \"", charset.substr(0, 64),
                          "\" is not known; give an IANA name such as UTF-8, GB18030 or Big5")),
                      "CHARSET_UNKNOWN");
  }
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::vector<UChar> units(raw.size() + 1);  // no charset gives more units than bytes
  UChar* target = units.data();
  const char* source = raw.data();
  ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source,
                 raw.data() + raw.size(), nullptr, true, &error);
  if (U_FAILURE(error)) {
    const size_t offset = source - raw.data();
    return WithMetadata(
        WithReason(absl::InvalidArgumentError(absl::StrCat(
                       "the text is not ", charset, ": ill-formed bytes before byte ", offset,
                       "; send it as UTF-8 or name its real charset")),
                   "CHARSET_MISMATCH"),
        "byte_offset", absl::StrCat(offset));
  }
  std::string text;
  icu::UnicodeString(false, units.data(), static_cast<int32_t>(target - units.data()))
      .toUTF8String(text);
  return text;
}

// The East Asian charset that `raw` is typical of; empty if none.
std::string Detect(absl::string_view raw) {
  UErrorCode error = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&error));
  if (U_FAILURE(error)) return "";
  ucsdet_setText(detector.get(), raw.data(), std::min(raw.size(), kDetectionBytes), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return "";
  if (ucsdet_getConfidence(match, &error) < kMinConfidence) return "";
  const std::string name = ucsdet_getName(match, &error);
  for (const absl::string_view guessable : {"GB18030", "Big5", "EUC-JP", "EUC-KR", "Shift_JIS"}) {
    if (name == guessable) return name;
  }
  return "";
}

// Single-byte charsets that ICU tells apart, as the superset that is really used.
struct SingleByte {
  absl::string_view detected;
  absl::string_view charset;
  bool latin;  // letters of ASCII are most of a text
};
constexpr SingleByte kSingleByte[] = {
    {"ISO-8859-1", "windows-1252", true},    {"windows-1252", "windows-1252", true},
    {"ISO-8859-2", "windows-1250", true},    {"windows-1250", "windows-1250", true},
    {"ISO-8859-9", "windows-1254", true},    {"windows-1254", "windows-1254", true},
    {"ISO-8859-5", "ISO-8859-5", false},     {"windows-1251", "windows-1251", false},
    {"KOI8-R", "KOI8-R", false},             {"ISO-8859-7", "windows-1253", false},
    {"windows-1253", "windows-1253", false}, {"windows-1255", "windows-1255", false},
    {"ISO-8859-8", "windows-1255", false},   {"windows-1256", "windows-1256", false},
};

bool IsTypographic(char32_t c) {
  return (c >= 0x2010 && c <= 0x203A) || c == 0x20AC || c == 0x2116 || c == 0x2122 ||
         (c >= 0xA0 && c <= 0xBF && c != 0xAC && c != 0xB8);
}

// Whether `text` (UTF-8) reads like one: any bytes are well-formed in a single-byte charset.
bool IsPlausible(absl::string_view text, bool latin) {
  size_t ascii = 0, foreign = 0, typographic = 0, odd = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (c < 0x80) {
      ascii += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    } else if (u_isalpha(static_cast<UChar32>(c)) != 0) {
      ++foreign;
    } else if (IsTypographic(c)) {
      ++typographic;
    } else {
      ++odd;
    }
  }
  if (odd > 0 || foreign + typographic == 0) return false;
  // In Latin text few letters are not of ASCII; in others few are, but for markup.
  if (latin) return (foreign + typographic) * 3 < ascii;
  return foreign > 3 * typographic && foreign * 4 > ascii;
}

// Reads `raw` as the single-byte charset that it is typical of; false: none.
bool DecodeSingleByte(absl::string_view raw, DecodedText* decoded) {
  if (raw.size() < kMinSingleByte) return false;
  UErrorCode error = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&error));
  if (U_FAILURE(error)) return false;
  ucsdet_setText(detector.get(), raw.data(), std::min(raw.size(), kDetectionBytes), &error);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &error);
  for (int32_t i = 0; U_SUCCESS(error) && i < count; ++i) {
    const absl::string_view name = ucsdet_getName(matches[i], &error);
    const auto* known = std::find_if(std::begin(kSingleByte), std::end(kSingleByte),
                                     [name](const SingleByte& one) { return one.detected == name; });
    if (known == std::end(kSingleByte)) continue;
    if (ucsdet_getConfidence(matches[i], &error) < kMinSingleByteConfidence) return false;
    absl::StatusOr<std::string> text = Convert(raw, std::string(known->charset));
    if (!text.ok() || !IsPlausible(*text, known->latin)) continue;
    decoded->charset = std::string(known->charset);
    decoded->text = *std::move(text);
    return true;
  }
  return false;
}

absl::StatusOr<DecodedText> DecodeUtf8(absl::string_view raw, size_t skipped_bytes) {
  raw.remove_prefix(skipped_bytes);
  RETURN_IF_ERROR(CheckUtf8(raw));
  return DecodedText{std::string(raw), "UTF-8", false, skipped_bytes};
}

}  // namespace

absl::StatusOr<DecodedText> DecodeText(absl::string_view raw, absl::string_view charset) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t mark_bytes = 0;
  const char* marked = ucnv_detectUnicodeSignature(
      raw.data(), static_cast<int32_t>(std::min<size_t>(raw.size(), 8)), &mark_bytes, &error);
  DecodedText decoded;
  if (marked != nullptr) {
    decoded.charset = marked;
    decoded.skipped_bytes = static_cast<size_t>(mark_bytes);
  } else {
    decoded.charset = charset.empty() ? "UTF-8" : std::string(charset);
  }
  if (IsUtf8(decoded.charset)) {
    absl::StatusOr<DecodedText> utf8 = DecodeUtf8(raw, decoded.skipped_bytes);
    if (utf8.ok() || marked != nullptr || !charset.empty()) return utf8;
    decoded.charset = Detect(raw);
    decoded.guessed = true;
    if (decoded.charset.empty()) {
      if (DecodeSingleByte(raw, &decoded)) return decoded;
      return utf8;
    }
    absl::StatusOr<std::string> text = Convert(raw, decoded.charset);
    if (!text.ok()) return utf8;
    decoded.text = *std::move(text);
    return decoded;
  }
  ASSIGN_OR_RETURN(decoded.text, Convert(raw.substr(decoded.skipped_bytes), decoded.charset));
  return decoded;
}

}  // namespace parallax::text
