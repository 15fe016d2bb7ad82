#include "server/text/internal/function_words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "server/text/utf8.h"

namespace parallax::text::internal {
namespace {

constexpr int kMaxWords = 40;
// A marked letter is weaker evidence than a word: names keep theirs in every language.
constexpr float kLetterWeight = 0.5f;
constexpr float kTwoMarksWeight = 1.5f;
constexpr float kOneLetterWordWeight = 0.3f;
constexpr float kLeastEvidence = 0.3f;
constexpr float kTie = 0.95f;
// One word proves no language but English, the one that names in a headline are likeliest to stand in:
// "Japan met Volvo in Paris" is not Dutch.
constexpr float kLeastForeignEvidence = 1.5f;

struct Profile {
  absl::string_view tag;
  absl::string_view words;    // the most frequent words that carry grammar, lower case
  absl::string_view letters;  // letters outside a to z that the language uses
};

constexpr std::array<Profile, 17> kProfiles = {{
    {"en",
     "the of and to in a is that for it was on are as with his they at be this from have or by "
     "one had not but what all were when we there can an your which their said if will each about "
     "how up out them then she many some so these would other into has more her two like him see "
     "could no than been its who now did get may over new after also our says because against "
     "between under while more most amid despite per he i you do my me any only us is it's isn't",
     ""},
    {"de",
     "der die das und in zu den nicht von sie ist des sich mit dem dass er es ein ich auf so eine "
     "auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat wir was wird "
     "sein einen welche sind oder zur um haben einer mir über ihm diese einem ihr uns da zum kann "
     "doch vor dieser mich ihn du hatte seine mehr am denn nun unter sehr selbst schon hier bis",
     "äöüß"},
    {"fr",
     "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
     "sont avec son mais comme ou si leur y dont aux elle cette ont été être sa ses fait nous vous "
     "ils ces d l c n qu s entre sans deux très où même après tout encore je tu on lui aussi",
     "àâçèéêëîïôùûœ"},
    {"es",
     "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o "
     "este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo "
     "nos durante todos uno les ni contra otros ese eso ante ellos e esto mí antes algunos qué unos "
     "yo otro otras otra él tanto esa estos mucho es son fue ha está han",
     "áéíñóú¿¡"},
    {"it",
     "di e il la che in a per un è del con non sono si da una i le al nel della dei come lo ha gli "
     "più anche alla ma se o delle questo su suo ci dal dalla degli nella hanno essere stato ai "
     "alle loro sua cui tra dopo quando solo due tutti era molto dell l sul sulla",
     "àèéìòù"},
    {"pt",
     "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele "
     "das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela "
     "entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num",
     "ãõáâàçéêíóôú"},
    {"nl",
     "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog "
     "naar heeft hij ze wordt tot je door over ze worden meer kan deze was of hun wel haar hebben "
     "geen ik wat die heb wij zou nu moet al veel onder zo dit men zich",
     "ëï"},
    {"sv",
     "och i att det som en på är av för med den till inte har de ett om var jag men sig så från vi "
     "kan han man när nu hade vid skulle efter eller också ut där vara mot hon ska blir alla andra "
     "mycket detta under över än bara",
     "åäö"},
    {"da",
     "og i at det er en den til af på de med for som har ikke der et om var han jeg men fra vi kan "
     "så sig blev også efter ved nu eller hun skal ud over da være bliver deres hvor hvis havde "
     "mod meget mange noget",
     "åæø"},
    {"no",
     "og i det er på en som til av for at med har de ikke den et om var jeg men fra vi kan så seg "
     "ble også etter ved nå eller hun skal ut over da være blir deres hvor hvis hadde mot mye noe "
     "dette bare sier",
     "åæø"},
    {"fi",
     "ja on ei että se oli hän mutta ovat kun niin myös kuin tai joka sen mukaan ole jos olla vain "
     "ne nyt kanssa sekä jo eivät noin mitä hänen minä ennen yli sitä voi siitä vielä jälkeen koska",
     "äö"},
    {"pl",
     "w i na z się do nie że to jest o jak od po za co dla przez ale są jego czy tym które być oraz "
     "tak także już może tylko był jako przy go był jej ich ze który która też roku pod przed bez",
     "ąćęłńóśźż"},
    {"cs",
     "a se v na je že to s z do i o ve pro jako by za ale k si po jsou od jeho které který už byl "
     "aby však také jen má při bylo nebo není tak podle jsem až co ze ještě která",
     "áčďéěíňóřšťúůýž"},
    {"ro",
     "de și în a la cu o pe din care nu un că este mai au pentru al să sau prin fost ale lui fi s "
     "ca sunt dar după acest această e despre între ai cel cea lor fără foarte până dintre",
     "ăâîșț"},
    {"tr",
     "ve bir bu da de için ile olarak çok daha olan gibi en o kadar sonra ne var ancak ama ise "
     "değil her olduğu oldu ki diye iki göre yeni büyük tarafından kendi mi yok şey hem ya",
     "çğıöşü"},
    {"id",
     "yang dan di dengan untuk dari pada ini itu dalam tidak akan ke oleh adalah juga sebagai "
     "telah bisa ada karena atau tersebut lebih para saat sudah mereka kami kita dapat menjadi "
     "hanya antara seperti namun tahun saya bahwa",
     ""},
    {"vi",
     "và của là có được cho các không một trong người những với để khi này đã đến từ về ra cũng "
     "như ở nhiều vào năm tại theo trên đó sẽ thì phải nhưng còn lại đang sau",
     "ăâđêôơư"},
}};

using Votes = std::array<float, kProfiles.size()>;

// Words and letters with the languages that have them, as a bit set.
struct Lexicon {
  absl::flat_hash_map<absl::string_view, uint32_t> words;
  absl::flat_hash_map<char32_t, uint32_t> letters;
  size_t longest = 0;  // word, in bytes

  Lexicon() {
    for (size_t i = 0; i < kProfiles.size(); ++i) {
      for (const absl::string_view word :
           absl::StrSplit(kProfiles[i].words, ' ', absl::SkipEmpty())) {
        words[word] |= 1u << i;
        longest = std::max(longest, word.size());
      }
      for (size_t at = 0; at < kProfiles[i].letters.size();) {
        letters[NextCodePoint(kProfiles[i].letters, &at)] |= 1u << i;
      }
    }
  }
};

// Evidence that fewer languages share weighs more.
void Vote(uint32_t languages, float weight, Votes* votes) {
  weight /= static_cast<float>(__builtin_popcount(languages));
  for (; languages != 0; languages &= languages - 1) {
    (*votes)[static_cast<size_t>(__builtin_ctz(languages))] += weight;
  }
}

bool IsLatinLetter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) ||
         (c >= 0x1E00 && c < 0x1F00);
}

char32_t Lower(char32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 0x20;
  // Latin Extended-A and Additional pair an even capital with the next code point, for the most
  // part.
  const bool paired = (c >= 0x100 && c < 0x131) || (c >= 0x14A && c < 0x178) ||
                      (c >= 0x218 && c < 0x234) || (c >= 0x1E00 && c < 0x1F00);
  if (paired && c % 2 == 0) return c + 1;
  const bool odd = (c >= 0x139 && c < 0x149) || (c >= 0x179 && c < 0x17F) ||
                   (c >= 0x1CD && c < 0x1DD);
  if (odd && c % 2 == 1) return c + 1;
  return c == 0x1A0 || c == 0x1AF ? c + 1 : c;
}

void VoteForLetter(const Lexicon& lexicon, char32_t c, Votes* votes) {
  // Vowels with two marks are Vietnamese.
  if (c >= 0x1EA0 && c < 0x1F00) Vote(1u << (kProfiles.size() - 1), kTwoMarksWeight, votes);
  if (const auto it = lexicon.letters.find(c); it != lexicon.letters.end()) {
    Vote(it->second, kLetterWeight, votes);
  }
}

void VoteForWord(const Lexicon& lexicon, absl::string_view word, Votes* votes) {
  if (word.size() > lexicon.longest) return;
  if (const auto it = lexicon.words.find(word); it != lexicon.words.end()) {
    Vote(it->second, word.size() == 1 ? kOneLetterWordWeight : 1.0f, votes);
  }
}

// Every word and marked letter of the beginning of `text` votes.
Votes CountVotes(absl::string_view text) {
  static const auto* const lexicon = new Lexicon;
  Votes votes = {};
  std::string word;
  int count = 0;
  for (size_t at = 0; at < text.size() && count < kMaxWords;) {
    if (word.empty()) {  // a word of ASCII letters alone, as most are
      size_t end = at;
      while (end < text.size() && absl::ascii_isalpha(text[end])) ++end;
      if (end > at && (end == text.size() || static_cast<uint8_t>(text[end]) < 0x80)) {
        word.assign(text.data() + at, end - at);
        for (char& c : word) c |= 0x20;
        VoteForWord(*lexicon, word, &votes);
        word.clear();
        ++count;
        at = end + 1;
        continue;
      }
    }
    const char32_t c = Lower(NextCodePoint(text, &at));
    const bool letter = IsLatinLetter(c);
    if (letter && c < 0x80) {
      word.push_back(static_cast<char>(c));
    } else if (letter) {
      AppendCodePoint(c, &word);
    }
    if (c >= 0x80) VoteForLetter(*lexicon, c, &votes);
    if (word.empty() || (letter && at < text.size())) continue;
    VoteForWord(*lexicon, word, &votes);
    word.clear();
    ++count;
  }
  return votes;
}

}  // namespace

absl::string_view GuessLatinLanguage(absl::string_view text) {
  const Votes votes = CountVotes(text);
  const auto best = std::max_element(votes.begin(), votes.end());
  if (*best < kLeastEvidence) return "und";
  for (auto it = votes.begin(); it != votes.end(); ++it) {
    if (it != best && *it > *best * kTie) return "und";
  }
  const absl::string_view tag = kProfiles[best - votes.begin()].tag;
  return tag != "en" && *best < kLeastForeignEvidence ? "und" : tag;
}

bool IsGuessable(absl::string_view tag) {
  return std::any_of(kProfiles.begin(), kProfiles.end(),
                     [&](const Profile& profile) { return profile.tag == tag; });
}

}  // namespace parallax::text::internal
