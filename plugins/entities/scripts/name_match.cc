#include "plugins/entities/scripts/name_match.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "plugins/entities/knowledge/entity_table.h"
#include "plugins/entities/knowledge/kind_words.h"
#include "plugins/entities/rules/common_words.h"
#include "plugins/linguistics/meaning/dictionary.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/meaning/transliteration.h"
#include "plugins/linguistics/tables/tsv.h"
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

bool IsJoiningWord(const std::string& word) { return linguistics::IsAnyOf(word, {"the", "of", "for", "and", "de", "del", "la", "&"}); }
bool IsLegalForm(std::string_view word) {
  return linguistics::IsAnyOf(word, {"inc", "corp", "corporation", "ltd", "llc", "plc", "ag", "se", "gmbh", "sa", "nv", "ab", "co", "company", "group", "holdings"});
}

std::string_view WithoutLegalForm(std::string_view han) {
  for (const std::string_view form : {"集团股份有限公司", "集团有限公司", "股份有限公司", "有限责任公司", "有限公司", "集团公司", "控股公司", "控股", "公司", "集团"}) {
    if (han.size() > form.size() + kHanBytes && han.ends_with(form)) return han.substr(0, han.size() - form.size());
  }
  return han;
}

bool Translates(std::string_view word, std::string_view han) {
  // Words beside a name that the dictionary lacks.
  static constexpr std::pair<std::string_view, std::string_view> kBeside[] = {
      {"national", "国家"}, {"upper", "上"}, {"lower", "下"}, {"north", "北"}, {"northern", "北"}, {"south", "南"}, {"southern", "南"}, {"east", "东"}, {"eastern", "东"},
      {"west", "西"},  {"western", "西"}, {"new", "新"}, {"great", "大"}, {"old", "老"}, {"old", "旧"}, {"saint", "圣"}, {"san", "圣"}, {"santa", "圣"}, {"st", "圣"}};
  if (std::find(std::begin(kBeside), std::end(kBeside), std::make_pair(word, han)) != std::end(kBeside)) return true;
  if (han.size() == kHanBytes) return false;
  const std::string meaning = linguistics::ConceptOf(word);
  if (!meaning.empty() && meaning == linguistics::ConceptOf(han)) return true;
  const std::vector<std::string> keys = linguistics::TranslationKeys(han);
  const std::string lemma = linguistics::Lemma(word, linguistics::WordClass::kNoun);
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return key == word || key == lemma || key == meaning; });
}

std::string LastWords(const std::vector<std::string>& words, size_t size) {
  std::string last;
  for (size_t i = words.size() - size; i < words.size(); ++i) last += (last.empty() ? "" : " ") + words[i];
  return last;
}

// How many words at the end say with "of" between them what the thing is: "chamber of commerce"; 0 if none do.
size_t KindOf(const std::vector<std::string>& words) {
  constexpr size_t kSize = 3;
  return words.size() > kSize && words[words.size() - 2] == "of" && HanEndingsOf(LastWords(words, kSize)) != nullptr ? kSize : 0;
}

// "Lake Torrin" and "Puerto Alzana" are 托林湖 and 阿尔萨纳港.
void KindLast(std::vector<std::string>* words) {
  static constexpr std::pair<std::string_view, std::string_view> kFirst[] = {
      {"lake", "lake"}, {"lago", "lake"}, {"port", "port"}, {"puerto", "port"}, {"mount", "mountain"}, {"isla", "island"}, {"rio", "river"}};
  for (const auto& [word, kind] : kFirst) {
    if (words->size() < 2 || words->front() != word || (*words)[1] == "of") continue;
    std::rotate(words->begin(), words->begin() + 1, words->end());
    words->back() = kind;
    return;
  }
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

int ScoreAlone(const SoundMatch& match) {
  constexpr int kManySounds = 8;  // worth
  return !match.StrongAlone() ? 0 : match.Worth() >= kManySounds ? LatinName::kSure : LatinName::kFair;
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

bool HanName::IsTranscribed(std::string_view characters, bool wholly) const {
  size_t other = 0, all = 0;
  for (size_t i = 0; i < characters.size(); ++all) {
    const size_t size = linguistics::DecodeAt(characters, i).size;
    other += !lists->Of(characters.substr(i, size)).Has("zh_transliteration");
    i += size;
  }
  return other == 0 || (!wholly && other == 1 && all >= 3);
}

LatinName::LatinName(std::string_view name, std::string_view type) : person_(type == kPerson), place_(type == kPlace), words_(WordsOf(name)) {
  if (!person_) {
    KindLast(&words_);
    const size_t kind = KindOf(words_);
    // "University of Legon" is 莱贡大学, but "Chamber of Commerce" is one word for what it is.
    const auto rest = words_.end() - static_cast<std::ptrdiff_t>(kind);
    const auto of = std::find(words_.begin(), rest, "of");
    if (of != rest && kind == 0) std::rotate(words_.begin(), of, words_.end());
    words_.erase(std::remove_if(words_.begin(), words_.end() - static_cast<std::ptrdiff_t>(kind), IsJoiningWord), words_.end() - static_cast<std::ptrdiff_t>(kind));
    while (words_.size() > 1 && IsLegalForm(words_.back())) words_.pop_back();
    FindEndings();
  }
  for (const std::string& word : words_) sounds_.emplace_back(word);
}

void LatinName::FindEndings() {
  for (size_t size = std::min(kMostEndingWords, words_.size()); size > 0; --size) {
    const auto* kinds = HanEndingsOf(LastWords(words_, size));
    if (kinds == nullptr) continue;
    for (const std::string_view han : *kinds) endings_.push_back({size, han});
  }
}

int LatinName::Is(const HanName& han) const {
  if (words_.empty() || han.parts.empty()) return 0;
  return person_ ? IsPerson(han) : IsThing(han);
}

int LatinName::IsPerson(const HanName& han) const {
  const std::string& surname = han.parts.back();
  if (han.parts.size() == 1) {
    // "Li Xiaoming" and "Xiaoming Li" are 李晓明.
    std::string letters, turned;
    for (const std::string& word : words_) letters += word, turned = word + turned;
    if (letters.size() >= kFewestLetters && (letters == han.pinyin || (words_.size() == 2 && turned == han.pinyin))) return kSure;
  }
  if (!han.IsTranscribed(surname)) return 0;
  const SoundMatch last = MatchSounds(sounds_.back(), han.sounds.back());
  if (han.parts.size() == 1 || words_.size() < 2) {
    // A surname alone, which many bear: it must say much, or be all that either script says, and look like nothing Chinese.
    const int score = ScoreAlone(last);
    return (score == kSure || words_.size() < 2) && han.IsTranscribed(surname, true) ? score : 0;
  }
  const SoundMatch first = MatchSounds(sounds_.front(), han.sounds.front());
  const bool both = first.classes > 0 && last.classes > 0 && first.loose <= 1 && last.loose <= 1;
  return both && first.Worth() + last.Worth() >= kWorthOfPerson ? kSure : 0;
}

int LatinName::IsThing(const HanName& han) const {
  const std::string_view text = WithoutLegalForm(han.text);
  for (const Ending& ending : endings_) {
    bool is = false;
    linguistics::ForEachPiece(ending.han, '|', [&](std::string_view kind) {
      // Both what the thing is and a name: an ending alone is everybody's.
      if (is || ending.words == words_.size() || text.size() <= kind.size() || !text.ends_with(kind)) return;
      is = IsRest(0, words_.size() - ending.words, text.substr(0, text.size() - kind.size()), han);
    });
    if (is) return kSure;
  }
  if (han.parts.size() != 1) return 0;
  // "Upper Brena" may be 上布雷纳省, and "New Dawn" 新黎明党, whose kind English need not say.
  for (const std::string_view kind : {"省", "州", "县", "市", "镇", "河", "湖", "岛", "山", "党"}) {
    if (place_ != (kind == "党") && endings_.empty() && text.size() > 2 * kHanBytes && text.ends_with(kind) &&
        IsRest(0, words_.size(), text.substr(0, text.size() - kind.size()), han)) {
      return kFair;
    }
  }
  std::string letters;
  for (const std::string& word : words_) letters += word;
  if (letters.size() >= kFewestLetters && letters == linguistics::Pinyin(text)) return kSure;
  // Words of the language are translated, not heard: "High Gear" is not 吉赛尔.
  if (!han.IsTranscribed(text) || (words_.size() > 1 && std::all_of(words_.begin(), words_.end(), IsCommonWord))) return 0;
  return ScoreAlone(MatchSounds(words_.size() == 1 ? sounds_.front() : LatinSounds(letters), HanSounds(text)));
}

bool LatinName::IsRest(size_t first, size_t end, std::string_view rest, const HanName& han) const {
  if (first == end || rest.empty()) return first == end && rest.empty();
  std::string letters;
  for (size_t i = first; i < end; ++i) letters += words_[i];
  if (letters.size() >= kFewestLetters && letters == linguistics::Pinyin(rest)) return true;
  if (han.IsTranscribed(rest) && MatchSounds(end - first == 1 ? sounds_[first] : LatinSounds(letters), HanSounds(rest)).Strong()) return true;
  // "Kordavan" of 科尔达瓦.
  if (end - first == 1 && letters.ends_with("an") && han.IsTranscribed(rest) &&
      MatchSounds(LatinSounds(std::string_view(letters).substr(0, letters.size() - 1)), HanSounds(rest)).Strong()) {
    return true;
  }
  for (size_t size = kHanBytes; size <= std::min(rest.size(), kLongestTranslation); size += kHanBytes) {
    const std::string_view front = rest.substr(0, size), back = rest.substr(rest.size() - size);
    if (Translates(words_[end - 1], back) && IsRest(first, end - 1, rest.substr(0, rest.size() - size), han)) return true;
    if (end - first > 1 && Translates(words_[first], front) && IsRest(first + 1, end, rest.substr(size), han)) return true;
  }
  return false;
}

}  // namespace plx::entities
