#include "plugins/entities/rules/english_names.h"

#include <algorithm>

#include "plugins/entities/rules/common_words.h"
#include "plugins/entities/rules/english_chunks.h"
#include "plugins/entities/rules/spans.h"
#include "plugins/linguistics/syntax/word_table.h"
#include "plugins/linguistics/syntax/words.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

// Head words of names and the types they give.
struct HeadList {
  WordList list;
  std::string_view type;
  std::string_view prefix;  // of the id
  std::string_view rule;
};
constexpr HeadList kHeads[] = {
    {"org_head", kOrganization, "org:", "organization.head"},
    {"place_head", kPlace, "place:", "place.head"},
    {"treaty_head", "TREATY", "treaty:", "treaty.head"},
    {"law_head", "LAW", "law:", "law.head"},
    {"initiative_head", "INITIATIVE", "initiative:", "initiative.head"},
    {"event_head", "EVENT", "event:", "event.head"},
};

class NameFinder {
 public:
  NameFinder(uint32_t number, Reading* reading)
      : reading_(reading), knowledge_(*reading->knowledge), number_(number),
        unit_(reading->units[number]), spans_(*reading, number), chunks_(*reading, number, spans_), title_end_(unit_.size() + 1) {
    for (const Mention& mention : reading->mentions) {
      if (mention.unit == number && mention.type == kOffice) title_end_[mention.end] = true;
    }
  }

  void Run() {
    if (unit_.all_capitals()) return;
    for (size_t i = 0; i < unit_.size();) {
      if (!unit_.IsCapital(i)) {
        ++i;
        continue;
      }
      const size_t end = chunks_.End(i);
      Chunk(i, end);
      i = end;
    }
    for (Mention& mention : found_) reading_->mentions.push_back(std::move(mention));
  }

 private:
  std::string_view Word(size_t i) const { return unit_.tokens().Word(i); }
  std::string_view Raw(size_t i) const { return unit_.Text(i, i + 1); }
  bool In(WordList list, size_t i) const { return unit_.WrittenIn(list, i); }
  bool Glued(size_t i) const { return unit_.tokens().Glued(i); }
  bool IsMark(size_t i, char32_t code) const {
    return i < unit_.size() && unit_.tokens().Kind(i) == TokenKind::kPunctuation &&
           unit_.tokens().Code(i) == code;
  }
  bool SameSentence(size_t i, size_t j) const {
    return j < unit_.size() && unit_.sentence(i) == unit_.sentence(j);
  }

  // Cuts a chunk at what surely does not belong together, then names the pieces.
  void Chunk(size_t first, size_t end) {
    while (first < end && chunks_.Skippable(first)) ++first;
    for (size_t i = first; i < end; ++i) {
      if (Word(i) != "and" || OfBefore(first, i) || SharesHead(first, i, end)) continue;
      // "Department of Health and Human Services" is one, "Bank X and Bank Y" are two.
      Piece(first, i);
      Chunk(i + 1, end);
      return;
    }
    Piece(first, end);
  }

  // True if "of" or "for" after a head word stands between: "Department of Health and Human Services".
  bool OfBefore(size_t first, size_t i) const {
    for (size_t k = first + 1; k < i; ++k) {
      if (Connects(k) && In("and_after_of", k - 1)) return unit_.IsCapital(i + 1) && spans_.On(i + 1) == nullptr;
    }
    return false;
  }

  void Piece(size_t first, size_t end) {
    while (first < end && chunks_.Skippable(first)) ++first;
    while (end > first && !unit_.IsCapital(end - 1) &&
           unit_.tokens().Kind(end - 1) != TokenKind::kNumber) {
      --end;
    }
    if (first >= end) return;
    if (Headed(first, end) || Person(first, end) || Speaker(first, end) || PlaceFirst(first, end)) return;
    Rest(first, end);
  }

  // "X University", "Ministry of X", "Lake X": the last head word decides.
  bool Headed(size_t first, size_t end) {
    for (size_t k = end; k-- > first;) {
      if (!unit_.IsCapital(k)) continue;
      for (const HeadList& head : kHeads) {
        if (!In(head.list, k)) continue;
        const bool of = k + 1 < end && Connects(k + 1) &&
                        (In("org_of", k) || In("org_for", k) || head.type != kOrganization);
        const size_t past = of ? end : k + 1;
        const size_t begin = AddHeaded(head, first, k, past);
        if (begin == past) continue;
        if (begin > first + 1) Piece(first, begin);
        if (past < end) Piece(past, end);
        return true;
      }
    }
    return false;
  }

  // Inside a chunk.
  bool Connects(size_t i) const { return Word(i) == "of" || Word(i) == "for" || Word(i) == "on"; }

  // "Social Democratic and Labour Party": adjectives before "and" share the head after it.
  bool SharesHead(size_t first, size_t i, size_t end) const {
    for (size_t k = first; k < i; ++k) {
      if (!unit_.IsCapital(k) || spans_.On(k) != nullptr || In("org_head", k)) return false;
    }
    return i > first && linguistics::syntax::MayBe(Word(i - 1), linguistics::syntax::kAdjective) &&
           end - i >= 3 && In("org_strict", end - 1);
  }

  // Adds the name that ends at `past` with head k; returns where it begins, `past` if it is none.
  size_t AddHeaded(const HeadList& head, size_t first, size_t k, size_t past) {
    // An office or a person before the head is no part: "Chinese President Xi Bank".
    size_t begin = k;
    while (begin > first) {
      const Mention* before = spans_.On(begin - 1);
      if (before != nullptr && before->type == kPerson && k - before->first > 2) break;
      if (title_end_[begin] && begin != k) break;
      const bool joins = begin >= 2 && (In("org_of", begin - 2) || In("org_for", begin - 2));
      if (Connects(begin - 1) && !joins) break;
      --begin;
    }
    while (begin < k && (chunks_.Skippable(begin) || !unit_.IsCapital(begin)) && !chunks_.OwnsBody(begin)) ++begin;
    if (past - begin < 2) return past;
    if (unit_.title_case() && !(head.type == kOrganization && In("org_strict", k))) return past;
    // "Chinese Embassy", "U.S. Senate": a country and a common head name no single thing here.
    const Mention* covered = spans_.On(begin);
    if (covered != nullptr && covered->end >= past) return begin;
    if (covered != nullptr && covered->end == k && covered->type == kRegion && past == k + 1 &&
        head.type != kOrganization) {
      return past;
    }
    Add(begin, past, head.type, head.prefix, head.rule, 780);
    return begin;
  }

  // A title, a given name, or a reporting verb after two or three names.
  bool Person(size_t first, size_t end) {
    const Mention* on = spans_.StartingAt(first);
    const bool titled = TitleBefore(first);
    size_t begin = first;
    while (begin < end && In("title_before_name", begin)) ++begin;
    const bool own_title = begin > first;
    if (begin >= end) return false;
    const Mention* known = spans_.On(begin);
    if (known != nullptr && known->type == kPerson && known->end >= end) return true;
    if (Relative(begin, end)) return true;
    size_t past = begin;
    while (past < end && past < begin + 5 && PersonPart(past, begin)) ++past;
    while (past > begin && !unit_.IsCapital(past - 1)) --past;
    while (past > begin + 2 && unit_.title_case() && linguistics::syntax::VerbFormOf(Word(past - 1)) != 0) --past;  // "Anna Lind Charged With Fraud"
    const size_t names = past - begin;
    if (names == 0) return false;
    const bool given = names >= 2 && (In("given_name", begin) ||
                                      (WeakName(begin) && names <= 3 && past == end &&
                                       !unit_.title_case() && !IsCommonWord(Word(past - 1))));
    const bool reports = Reports(begin, end) && past == end && known == nullptr && !IsCommonWord(Word(past - 1));
    if (!(titled || own_title || given || reports)) return false;
    if (known != nullptr && known->type != kPerson && !given) return false;
    if (on != nullptr && on->type != kPerson && names == 1) return false;
    if (names == 1 && !(titled || own_title)) return false;
    Add(begin, past, kPerson, "person:", titled || own_title ? "person.title"
                                          : given            ? "person.given_name"
                                                             : "person.reporting",
        titled || own_title || given ? 850 : 650);
    if (past < end) Piece(past, end);
    return true;
  }

  // Two or three words before a verb of saying.
  bool Reports(size_t first, size_t end) const {
    return end - first >= 2 && end - first <= 3 && In("reporting_verb", end);
  }

  // "Meranti Grid said": what speaks and ends in a word of the language is a company rather than a person.
  bool Speaker(size_t first, size_t end) {
    if (!Reports(first, end) || unit_.title_case() || !IsCommonWord(Word(end - 1)) ||
        (AllCommon(first, end) && unit_.sentence_start(first))) {
      return false;
    }
    for (size_t i = first; i < end; ++i) {
      if (!unit_.IsCapital(i) || spans_.On(i) != nullptr || In("given_name", i)) return false;
    }
    Add(first, end, kOrganization, "org:", "organization.reporting", 600);
    return true;
  }

  // "Hunter Biden": a surname of the table after another first name is another person.
  bool Relative(size_t first, size_t end) {
    if (unit_.title_case() || end - first != 2 || spans_.On(first) != nullptr ||
        (unit_.sentence_start(first) && !In("given_name", first)) || unit_.IsAcronym(first)) {
      return false;
    }
    const Mention* surname = spans_.StartingAt(first + 1);
    if (surname == nullptr || surname->type != kPerson || surname->end != end) return false;
    Add(first, end, kPerson, "person:", "person.relative", 700);
    return true;
  }

  // "Lake Torrin", "Port Mallory", "Hurricane Odette".
  bool PlaceFirst(size_t first, size_t end) {
    const bool place = In("place_first", first);
    if (end - first < 2 || !(place || In("event_first", first)) || spans_.On(first) != nullptr ||
        !unit_.IsCapital(first + 1)) {
      return false;
    }
    if (place) {
      Add(first, first + 2, kPlace, "place:", "place.head", 650);
    } else {
      Add(first, first + 2, "EVENT", "event:", "event.head", 700);
    }
    if (first + 2 < end) Piece(first + 2, end);
    return true;
  }

  // A first name of the long list, which is no English word.
  bool WeakName(size_t i) const {
    return spans_.On(i) == nullptr && knowledge_.IsGivenName(Word(i)) && !In("place_first", i);
  }

  bool TitleBefore(size_t i) const {
    if (i == 0 || !SameSentence(i - 1, i)) return false;
    return title_end_[i] || In("title_before_name", i - 1) ||
           (IsMark(i - 1, '.') && i >= 2 && In("title_before_name", i - 2));
  }

  // May token i belong to the name of a person that starts at `begin`?
  bool PersonPart(size_t i, size_t begin) const {
    if (i > begin && In("person_particle", i)) return true;
    if (IsMark(i, '.') && Glued(i)) return true;
    if (IsMark(i, '-') && Glued(i)) return true;
    if (!unit_.IsCapital(i)) return false;
    const Mention* on = spans_.On(i);
    if (on != nullptr && on->type != kPerson && (i == begin || on->type != kCity)) {
      // "Michael Jordan", "Chelsea Clinton" but not "Olaf Scholz Germany".
      if (i == begin) {
        // "Chad Miller", "Paris Hilton": a place that is a first name too.
        return In("given_name", i) && on->end == i + 1 && unit_.IsCapital(i + 1) &&
               unit_.possessive(i) == 0 && spans_.On(i + 1) == nullptr &&
               !IsCommonWord(Word(i + 1));
      }
      return i == begin + 1 && In("given_name", begin) && !on->adjective &&
             (on->type == kRegion || on->type == kPlace) && !unit_.IsCapital(i + 1);
    }
    return !In("not_name", i) && !In("month_day", i) && !In("org_head", i) &&
           !In("place_head", i) && !In("event_head", i) && !In("law_head", i);
  }

  // What no rule knows: pieces between the known names.
  void Rest(size_t first, size_t end) {
    if (unit_.title_case()) return;
    for (size_t i = first; i < end;) {
      if (!unit_.IsCapital(i) || spans_.On(i) != nullptr || chunks_.Skippable(i) ||
          In("title_before_name", i)) {
        ++i;
        continue;
      }
      size_t past = i + 1;
      while (past < end && spans_.On(past) == nullptr && !chunks_.Skippable(past)) ++past;
      if (past == i + 1 && OfPartners(i, end)) {
        Add(i, i + 3, kOrganization, "org:", "organization.partners", 600);
        i += 3;
        continue;
      }
      const bool has_number = past < end && unit_.tokens().Kind(past) == TokenKind::kNumber;
      Unknown(i, past + (has_number ? 1 : 0));
      i = past;
    }
  }

  void Unknown(size_t first, size_t end) {
    if (end - first == 1) {
      if (unit_.sentence_start(first) && IsCommonWord(Word(first))) return;
      if (Raw(first).size() < 2 || In("acronym_not_name", first)) return;
      if (IsCommonWord(Word(first)) && !unit_.IsAcronym(first)) return;
    } else if (AllCommon(first, end) && unit_.sentence_start(first)) {
      return;
    }
    Add(first, end, kName, "name:", "name.capitals", unit_.sentence_start(first) ? 350 : 500);
    found_.back().weak = true;
    found_.back().link_score = 400;
  }

  // "Halden & Crewe": two names with "&" between them are those of a firm.
  bool OfPartners(size_t i, size_t end) const {
    return i + 3 <= end && IsMark(i + 1, '&') && unit_.possessive(i) == 0 && Raw(i).size() > 2 && unit_.IsCapital(i + 2) &&
           Raw(i + 2).size() > 2 && spans_.On(i + 2) == nullptr && !unit_.IsCapital(i + 3) && MayBePartner(i) && MayBePartner(i + 2);
  }

  // "Tom & Ida" are two people.
  bool MayBePartner(size_t i) const {
    return !unit_.IsAcronym(i) && !IsCommonWord(Word(i)) && !In("given_name", i);
  }

  bool AllCommon(size_t first, size_t end) const {
    for (size_t i = first; i < end; ++i) {
      if (unit_.IsWord(i) && !IsCommonWord(Word(i))) return false;
    }
    return true;
  }

  void Add(size_t first, size_t end, std::string_view type, std::string_view prefix,
           std::string_view rule, int score) {
    Mention mention = MakeMention(*reading_, number_, first, end);
    mention.canonical = std::string(unit_.Text(first, end));
    mention.id = NameId(prefix, mention.canonical);
    if (mention.id.empty()) return;
    mention.type = type;
    mention.rule = rule;
    mention.score = score;
    mention.link_score = 600;
    found_.push_back(std::move(mention));
  }

  Reading* reading_;
  const Knowledge& knowledge_;
  uint32_t number_;
  const Unit& unit_;
  Spans spans_;
  EnglishChunks chunks_;
  std::vector<bool> title_end_;
  std::vector<Mention> found_;
};

}  // namespace

void FindEnglishNames(uint32_t unit, Reading* reading) { NameFinder(unit, reading).Run(); }

}  // namespace plx::entities
