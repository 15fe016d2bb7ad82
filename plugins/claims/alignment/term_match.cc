#include "plugins/claims/alignment/term_match.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/text/any_of.h"

namespace plx::claims {
namespace {

constexpr size_t kFewestSounds = 3;  // classes; fewer are common to many names

bool Lists(const RecordTerm& term, const std::string& key) {
  return std::find(term.also.begin(), term.also.end(), key) != term.also.end();
}

// A word of the name as the characters are read: "huahai" of "name:huahai-cable" and 华海.
bool SharesReading(const RecordTerm& han, const RecordTerm& latin) {
  if (Lists(han, "=" + latin.key)) return true;
  return std::any_of(latin.also.begin(), latin.also.end(), [&](const std::string& k) { return k[0] == '=' && Lists(han, k); });
}

// Of a person, by the last word of the name: 基斯佩 of 罗莎·基斯佩.
bool SoundAlike(const RecordTerm& han, const RecordTerm& latin) {
  if (latin.sound.size() >= kFewestSounds && (han.sound == latin.sound || Lists(han, "~" + latin.sound))) return true;
  // "the Tarvo dam", 塔尔沃: what is no person may have a word for its kind behind its name.
  return han.sound.size() >= kFewestSounds && !latin.key.starts_with("person:") && Lists(latin, "~" + han.sound);
}

bool IsKindOf(std::string_view key, std::string_view kind) {
  return key.size() > kind.size() + 1 && kind.size() > 2 && key.ends_with(kind) && key[key.size() - kind.size() - 1] == '-';
}

}  // namespace

std::string_view LocalName(std::string_view key) {
  for (const std::string_view kind : {"name:", "org:", "person:", "place:"}) {
    if (key.substr(0, kind.size()) == kind) return key.substr(kind.size());
  }
  return {};
}

bool IsLatinKey(std::string_view key) {
  const std::string_view name = LocalName(key);
  const std::string_view written = name.empty() ? key : name;
  return !written.empty() && static_cast<unsigned char>(written[0]) < 0x80;
}

std::string FindKey(std::string_view key) {
  const std::string_view name = LocalName(key);
  return name.empty() ? std::string(key) : "name:" + std::string(name);
}

std::string PlainName(std::string_view key) {
  if (!key.starts_with("person:") && !key.starts_with("name:")) return std::string(key);
  std::string plain(key.substr(0, key.find(':') + 1));
  size_t kept = 0;
  for (std::string_view rest = LocalName(key); !rest.empty();) {
    const size_t dash = std::min(rest.find('-'), rest.size());
    const std::string_view part = rest.substr(0, dash);
    rest.remove_prefix(std::min(dash + 1, rest.size()));
    const bool initial = part.size() == 1 && static_cast<unsigned char>(part[0]) < 0x80;
    const bool generation = rest.empty() && kept > 0 && linguistics::IsAnyOf(part, {"jr", "sr", "ii", "iii", "jr.", "sr."});
    if (initial || generation) continue;
    if (kept++ > 0) plain += '-';
    plain += part;
  }
  return kept == 0 ? std::string(key) : plain;
}

std::string_view SurnameOf(std::string_view key) {
  constexpr size_t kFewestLetters = 4;
  const std::string_view name = LocalName(key);
  const size_t dash = name.rfind('-');
  const bool person = key.starts_with("person:") || key.starts_with("name:");
  if (!person || dash == std::string_view::npos || name.size() - dash - 1 < kFewestLetters || !IsLatinKey(key)) return {};
  return name.substr(dash + 1);
}

bool SameName(std::string_view left, std::string_view right) {
  const std::string a = PlainName(left), b = PlainName(right);
  if (FindKey(a) == FindKey(b)) return true;
  const auto surname = [](std::string_view whole, std::string_view part) {
    const std::string_view last = SurnameOf(whole);
    return !last.empty() && last == LocalName(part);
  };
  return surname(a, b) || surname(b, a);
}

bool SameTerm(const RecordTerm& a, const RecordTerm& b) {
  if (a.key == b.key || Lists(a, b.key) || Lists(b, a.key)) return true;
  if (const std::string_view name = LocalName(a.key); !name.empty() && name == LocalName(b.key)) return true;
  if (IsLatinKey(a.key) == IsLatinKey(b.key)) return false;
  const RecordTerm& han = IsLatinKey(a.key) ? b : a;
  const RecordTerm& latin = IsLatinKey(a.key) ? a : b;
  if (SharesReading(han, latin)) return true;
  // An English word that sounds like a name in characters is not that name.
  if (!LocalName(han.key).empty()) return !LocalName(latin.key).empty() && SoundAlike(han, latin);
  return SoundAlike(han, latin) || (han.sound.size() >= kFewestSounds && Lists(latin, "~" + han.sound));
}

bool SimilarTerm(const RecordTerm& a, const RecordTerm& b) {
  return SameTerm(a, b) || IsKindOf(a.key, b.key) || IsKindOf(b.key, a.key);
}

}  // namespace plx::claims
