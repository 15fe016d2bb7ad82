#include "server/text/internal/han_readings.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "server/text/internal/han_characters.h"
#include "server/text/utf8.h"

namespace parallax::text::internal {
namespace {

struct Reading {
  absl::string_view word;
  absl::string_view syllables;
};

// Where the reading in a name of a place, an institution or a field is not the one that ICU's table
// gives the character. All words have two characters.
constexpr Reading kWords[] = {
    // Places.
    {"重庆", "chong qing"}, {"厦门", "xia men"},    {"西藏", "xi zang"},   {"秘鲁", "bi lu"},
    {"六安", "lu an"},      {"蚌埠", "beng bu"},    {"洪洞", "hong tong"}, {"牟平", "mu ping"},
    {"浚县", "xun xian"},   {"番禺", "pan yu"},     {"乐清", "yue qing"},  {"乐亭", "lao ting"},
    {"铅山", "yan shan"},   {"泌阳", "bi yang"},    {"柏林", "bo lin"},    {"喀什", "ka shi"},
    {"尉犁", "yu li"},      {"涡阳", "guo yang"},   {"东莞", "dong guan"}, {"丽水", "li shui"},
    {"台州", "tai zhou"},   {"高丽", "gao li"},     {"吐蕃", "tu bo"},     {"龟兹", "qiu ci"},
    // Fields and institutions.
    {"银行", "yin hang"},   {"央行", "yang hang"},  {"行业", "hang ye"},   {"行情", "hang qing"},
    {"同行", "tong hang"},  {"商行", "shang hang"}, {"投行", "tou hang"},  {"音乐", "yin yue"},
    {"乐团", "yue tuan"},   {"乐队", "yue dui"},    {"乐坛", "yue tan"},   {"会计", "kuai ji"},
    {"藏文", "zang wen"},   {"藏语", "zang yu"},    {"藏族", "zang zu"},   {"藏学", "zang xue"},
    {"传记", "zhuan ji"},   {"角色", "jue se"},     {"供给", "gong ji"},   {"大夫", "dai fu"},
    {"重新", "chong xin"},  {"重建", "chong jian"}, {"重启", "chong qi"},  {"重组", "chong zu"},
    // With the other reading of a character below.
    {"家长", "jia zhang"},  {"校长", "xiao zhang"}, {"市长", "shi zhang"}, {"成长", "cheng zhang"},
    {"部长", "bu zhang"},   {"会长", "hui zhang"},  {"院长", "yuan zhang"}, {"增长", "zeng zhang"},
    {"社长", "she zhang"},  {"省长", "sheng zhang"},
};

// In names these are nearly always read so: 长江, 长城, 长沙; 都市, 成都, 首都.
constexpr Reading kNameReadings[] = {{"长", "chang"}, {"都", "du"}};

constexpr size_t kHanBytes = 3;

absl::string_view FindWord(absl::string_view word) {
  static const auto* const readings = [] {
    auto* const made = new absl::flat_hash_map<absl::string_view, absl::string_view>;
    for (const Reading& reading : kWords) made->emplace(reading.word, reading.syllables);
    for (const Reading& reading : kNameReadings) made->emplace(reading.word, reading.syllables);
    return made;
  }();
  const auto it = readings->find(word);
  return it == readings->end() ? absl::string_view() : it->second;
}

}  // namespace

bool TakeReading(absl::string_view simplified, size_t* position, std::string* out) {
  size_t next = *position;
  const HanCharacter* han = FindHan(NextCodePoint(simplified, &next));
  if (han == nullptr) return false;
  absl::string_view reading;
  for (const size_t size : {2 * kHanBytes, kHanBytes}) {
    reading = FindWord(simplified.substr(*position, size));
    if (reading.empty()) continue;
    next = *position + size;
    break;
  }
  if (reading.empty()) reading = ReadingOf(*han);
  if (reading.empty()) return false;
  absl::StrAppend(out, " ", reading, " ");
  *position = next;
  return true;
}

}  // namespace parallax::text::internal
