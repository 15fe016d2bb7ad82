#include "plugins/entities/kinds/told_kinds.h"

namespace plx::entities {
namespace {

constexpr size_t kMostWordsOfApposition = 5;

class EnglishKinds {
 public:
  explicit EnglishKinds(const Unit& unit) : unit_(unit) {}

  // The type that the words beside the mention say; empty if none does.
  std::string_view TypeOf(const Mention& m) const {
    if (std::string_view type = Apposition(m); !type.empty()) return type;
    if (std::string_view type = Before(m); !type.empty()) return type;
    // "the Tambora valley"
    if (m.type == kName && unit_.possessive(m.end - 1) == 0 && SameSentence(m.first, m.end) && NounType(m.end) == kPlace) return kPlace;
    return Has(m) ? kOrganization : std::string_view();
  }

 private:
  bool In(WordList list, size_t i) const { return unit_.FoldedIn(list, i); }
  bool Is(size_t i, std::string_view word) const { return i < unit_.size() && unit_.Is(i, word); }
  bool IsComma(size_t i) const { return i < unit_.size() && unit_.tokens().Code(i) == ','; }
  bool SameSentence(size_t i, size_t j) const { return j < unit_.size() && unit_.sentence(i) == unit_.sentence(j); }
  bool IsSmallWord(size_t i) const { return i < unit_.size() && unit_.IsWord(i) && !unit_.IsCapital(i); }
  std::string_view NounType(size_t i) const {
    if (!IsSmallWord(i)) return {};
    return In("org_noun", i) ? kOrganization : In("place_noun", i) ? kPlace : std::string_view();
  }

  // "Freshlands, the supermarket chain", "Votronic, the company that counts": the last noun before what goes on.
  std::string_view Apposition(const Mention& m) const {
    if (unit_.possessive(m.end - 1) > 0 || !IsComma(m.end)) return {};
    if (!Is(m.end + 1, "the") && !Is(m.end + 1, "a") && !Is(m.end + 1, "an")) return {};
    std::string_view type;
    for (size_t i = m.end + 2; i < m.end + 2 + kMostWordsOfApposition && SameSentence(m.first, i) && IsSmallWord(i); ++i) {
      if (In("name_connector", i) || Is(i, "that") || Is(i, "which") || Is(i, "who") || Is(i, "in")) break;
      const std::string_view noun = NounType(i);
      if (noun.empty() && !type.empty()) break;  // "a farm group owned by"
      type = noun;
      if (unit_.possessive(i) > 0) return {};  // "the company's chairman" is no company
    }
    return type;
  }

  // "insurer North Sea Mutual", "the town of Harrow Fell". A country's "state of emergency" has no name behind it.
  std::string_view Before(const Mention& m) const {
    if (m.first == 0 || !SameSentence(m.first - 1, m.first)) return {};
    size_t i = m.first - 1;
    const bool of = Is(i, "of");
    if (of && i == 0) return {};
    if (of) --i;
    const std::string_view type = NounType(i);
    if (type == kPlace) return of && i > 0 && Is(i - 1, "the") ? type : std::string_view();
    const bool determined = i > 0 && In("group_determiner", i - 1);
    if (determined && m.type == kPerson) return {};  // "the bank Smith robbed"
    return type == kOrganization && !of && unit_.possessive(i) == 0 ? type : std::string_view();
  }

  // "Corvane's chief executive", "the New Dawn party", "shares in Selvara".
  bool Has(const Mention& m) const {
    const size_t next = m.end;
    if (SameSentence(m.first, next) && IsSmallWord(next)) {
      if (unit_.possessive(m.end - 1) > 0) return In("org_has", next);
      if (Is(next, "party") || Is(next, "shares") || Is(next, "shareholders")) return true;
    }
    return m.first >= 2 && (Is(m.first - 2, "shares") || Is(m.first - 2, "stake")) && Is(m.first - 1, "in");
  }

  const Unit& unit_;
};

}  // namespace

void FindEnglishKinds(const Reading& reading, KindVotes* votes) {
  for (const Mention& m : reading.mentions) {
    const Unit& unit = reading.units[m.unit];
    if (!IsGuess(m) || unit.title_case() || !unit.IsWord(m.first)) continue;
    if (const std::string_view type = EnglishKinds(unit).TypeOf(m); !type.empty()) votes->Say(unit.Text(m.first, m.end), type);
  }
}

}  // namespace plx::entities
