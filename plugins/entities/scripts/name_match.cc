#include "plugins/entities/scripts/name_match.h"

#include <algorithm>

#include "plugins/entities/data/tables.h"
#include "plugins/linguistics/meaning/dictionary.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/meaning/transliteration.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::entities {
namespace {

constexpr size_t kHanBytes = 3;
constexpr size_t kMostEndingWords = 3;
constexpr size_t kLongestTranslation = 4 * kHanBytes;
constexpr size_t kFewestLetters = 4;  // of a reading that is the name letter by letter
constexpr int kWorthOfPerson = 8;      // of two names together

// The Chinese endings of a kind of thing, between '|', by its English words.
const linguistics::WordMap<std::vector<std::string_view>>& KindWords() {
  static const auto* const kinds = [] {
    auto* map = new linguistics::WordMap<std::vector<std::string_view>>();
    linguistics::ForEachRow(data::kKindWords, [&](const linguistics::Row& row) {
      linguistics::ForEachPiece(row[0], '|', [&](std::string_view words) { (*map)[words].push_back(row[1]); });
    });
    return map;
  }();
  return *kinds;
}

bool IsJoiningWord(std::string_view word) { return linguistics::IsAnyOf(word, {"the", "of", "for", "and", "de", "del", "la", "&"}); }
bool IsLegalForm(std::string_view word) {
  return linguistics::IsAnyOf(word, {"inc", "corp", "corporation", "ltd", "llc", "plc", "ag", "se", "gmbh", "sa", "nv", "ab", "co", "company", "group", "holdings"});
}

std::string_view WithoutLegalForm(std::string_view han) {
  for (const std::string_view form : {"集团股份有限公司", "集团有限公司", "股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司", "集团"}) {
    if (han.size() > form.size() + kHanBytes && han.ends_with(form)) return han.substr(0, han.size() - form.size());
  }
  return han;
}

bool Translates(std::string_view word, std::string_view han) {
  const std::string meaning = linguistics::ConceptOf(word);
  if (!meaning.empty() && meaning == linguistics::ConceptOf(han)) return true;
  const std::vector<std::string> keys = linguistics::TranslationKeys(han);
  const std::string lemma = linguistics::Lemma(word, linguistics::WordClass::kNoun);
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return key == word || key == lemma || key == meaning; });
}

// In small letters, cut at spaces and hyphens.
std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  for (size_t i = 0; i <= name.size(); ++i) {
    const char c = i < name.size() ? name[i] : ' ';
    if (c != ' ' && c != '-' && c != '.' && c != ',') {
      word += linguistics::AsciiLower(c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

}  // namespace

HanName::HanName(std::string_view name, const WordLists& word_lists) : text(name), lists(&word_lists) {
  static constexpr std::string_view kDots[] = {"·", "•", "‧", "・"};
  std::string part;
  const auto finish = [&] {
    if (part.empty()) return;
    parts.push_back(part);
    sounds.emplace_back(part);
    pinyin += linguistics::Pinyin(part);
    part.clear();
  };
  for (size_t i = 0; i < name.size();) {
    const size_t size = linguistics::DecodeAt(name, i).size;
    const std::string_view c = name.substr(i, size);
    i += size;
    if (std::find(std::begin(kDots), std::end(kDots), c) != std::end(kDots)) {
      finish();
    } else {
      part += c;
    }
  }
  finish();
}

bool HanName::IsTranscribed(std::string_view characters) const {
  size_t other = 0, all = 0;
  for (size_t i = 0; i < characters.size(); ++all) {
    const size_t size = linguistics::DecodeAt(characters, i).size;
    other += !lists->Of(characters.substr(i, size)).Has("zh_transliteration");
    i += size;
  }
  return other == 0 || (other == 1 && all >= 3);
}

LatinName::LatinName(std::string_view name, bool person) : person_(person), words_(WordsOf(name)) {
  if (!person) {
    // "University of Legon" is 莱贡大学.
    const auto of = std::find(words_.begin(), words_.end(), "of");
    if (of != words_.end()) std::rotate(words_.begin(), of, words_.end());
    std::erase_if(words_, [](const std::string& word) { return IsJoiningWord(word); });
    while (words_.size() > 1 && IsLegalForm(words_.back())) words_.pop_back();
    FindEndings();
  }
  for (const std::string& word : words_) sounds_.emplace_back(word);
}

void LatinName::FindEndings() {
  for (size_t size = std::min(kMostEndingWords, words_.size()); size > 0; --size) {
    std::string words;
    for (size_t i = words_.size() - size; i < words_.size(); ++i) words += (words.empty() ? "" : " ") + words_[i];
    const auto* kinds = KindWords().Find(words);
    if (kinds == nullptr) continue;
    for (const std::string_view han : *kinds) endings_.push_back({size, han});
  }
}

bool LatinName::Is(const HanName& han) const {
  if (words_.empty() || han.parts.empty()) return false;
  return person_ ? IsPerson(han) : IsThing(han);
}

bool LatinName::IsPerson(const HanName& han) const {
  const std::string& surname = han.parts.back();
  if (han.parts.size() == 1) {
    // "Li Xiaoming" and "Xiaoming Li" are 李晓明.
    std::string letters, turned;
    for (const std::string& word : words_) letters += word, turned = word + turned;
    if (letters.size() >= kFewestLetters && (letters == han.pinyin || (words_.size() == 2 && turned == han.pinyin))) return true;
  }
  if (!han.IsTranscribed(surname)) return false;
  const SoundMatch last = MatchSounds(sounds_.back(), han.sounds.back());
  if (han.parts.size() == 1 || words_.size() < 2) return last.StrongAlone();
  const SoundMatch first = MatchSounds(sounds_.front(), han.sounds.front());
  return first.classes > 0 && last.classes > 0 && first.loose <= 1 && last.loose <= 1 && first.Worth() + last.Worth() >= kWorthOfPerson;
}

bool LatinName::IsThing(const HanName& han) const {
  const std::string_view text = WithoutLegalForm(han.text);
  for (const Ending& ending : endings_) {
    bool is = false;
    linguistics::ForEachPiece(ending.han, '|', [&](std::string_view kind) {
      // Both what the thing is and a name: an ending alone is everybody's.
      if (is || ending.words == words_.size() || text.size() <= kind.size() || !text.ends_with(kind)) return;
      is = IsRest(0, words_.size() - ending.words, text.substr(0, text.size() - kind.size()), han);
    });
    if (is) return true;
  }
  if (han.parts.size() != 1) return false;
  std::string letters;
  for (const std::string& word : words_) letters += word;
  if (letters.size() >= kFewestLetters && letters == linguistics::Pinyin(text)) return true;
  return han.IsTranscribed(text) && MatchSounds(words_.size() == 1 ? sounds_.front() : LatinSounds(letters), HanSounds(text)).StrongAlone();
}

bool LatinName::IsRest(size_t first, size_t end, std::string_view rest, const HanName& han) const {
  if (first == end || rest.empty()) return first == end && rest.empty();
  std::string letters;
  for (size_t i = first; i < end; ++i) letters += words_[i];
  if (letters.size() >= kFewestLetters && letters == linguistics::Pinyin(rest)) return true;
  if (han.IsTranscribed(rest) && MatchSounds(end - first == 1 ? sounds_[first] : LatinSounds(letters), HanSounds(rest)).Strong()) return true;
  for (size_t size = kHanBytes; size <= std::min(rest.size(), kLongestTranslation); size += kHanBytes) {
    const std::string_view front = rest.substr(0, size), back = rest.substr(rest.size() - size);
    if (Translates(words_[end - 1], back) && IsRest(first, end - 1, rest.substr(0, rest.size() - size), han)) return true;
    if (end - first > 1 && Translates(words_[first], front) && IsRest(first + 1, end, rest.substr(size), han)) return true;
  }
  return false;
}

}  // namespace plx::entities
