#include <algorithm>

#include "plugins/entities/checks/warnings.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::entities {
namespace {

using linguistics::Date;
using linguistics::ParseDate;

// The days of a tenure that `document` may be checked against: [first, last].
struct Term {
  int64_t first = INT64_MIN;
  int64_t last = INT64_MAX;
};

Term TermOf(const Tenure& tenure) {
  Term term;
  if (const auto from = ParseDate(tenure.from)) term.first = linguistics::FirstDay(*from);
  if (const auto to = ParseDate(tenure.to)) term.last = linguistics::FirstDay(*to) - 1;
  return term;
}

// "US/finance-minister" of an office id; the slug alone if `slug`.
std::string_view OfficeKey(std::string_view id, bool slug) {
  id.remove_prefix(std::string_view("office:").size());
  return slug ? id.substr(id.find('/') + 1) : id;
}

class OfficeChecker {
 public:
  OfficeChecker(const Reading& reading, Date published, std::vector<Warning>* warnings)
      : reading_(reading), knowledge_(*reading.knowledge), published_(published),
        warnings_(warnings) {}

  void Run() {
    for (const Mention& office : reading_.mentions) {
      if (office.type != kOffice) continue;
      for (const Mention& person : reading_.mentions) {
        if (person.type == kPerson && person.unit == office.unit && Together(office, person)) {
          Check(office, person);
          break;
        }
      }
    }
  }

 private:
  // "Treasury Secretary Yellen", "Yellen, the Treasury Secretary,", 财长耶伦, 耶伦财长.
  bool Together(const Mention& office, const Mention& person) const {
    const Unit& unit = reading_.units[office.unit];
    if (office.end == person.first) return true;
    if (person.end > office.first) return false;
    size_t i = person.end;
    if (unit.IsHan(i) && i == office.first) return true;
    if (unit.tokens().Code(i) != ',') return false;
    ++i;
    while (i < office.first && (unit.Is(i, "the") || unit.Is(i, "who") || unit.Is(i, "is"))) ++i;
    return i == office.first;
  }

  void Check(const Mention& office, const Mention& person) {
    const uint32_t entity = knowledge_.entities().Find(person.id);
    if (entity == kNoEntity || Qualified(office, person)) return;
    const bool any_country = OfficeKey(office.id, false)[0] == '/';
    const int64_t first = linguistics::FirstDay(published_);
    const int64_t last = linguistics::LastDay(published_);
    const Tenure* nearest = nullptr;
    for (const Tenure& tenure : knowledge_.tenures()) {
      if (tenure.person != entity ||
          OfficeKey(tenure.office, any_country) != OfficeKey(office.id, any_country)) {
        continue;
      }
      const Term term = TermOf(tenure);
      if (term.first <= last && first <= term.last) return;
      if (SpeaksOf(office, term)) return;
      nearest = &tenure;
    }
    if (nearest != nullptr) Warn(office, person, *nearest);
  }

  // "former", "then", 前, 时任, "elect", "nominee" beside the two.
  bool Qualified(const Mention& office, const Mention& person) const {
    const Unit& unit = reading_.units[office.unit];
    const size_t first = std::min(office.first, person.first);
    const size_t end = std::max(office.end, person.end);
    for (size_t i = first >= 3 ? first - 3 : 0; i < end + 2 && i < unit.size(); ++i) {
      if (unit.sentence(i) != unit.sentence(first)) continue;
      std::string_view word = unit.tokens().Word(i);
      if (knowledge_.InList("office_past", word)) return true;
      if (i + 1 < unit.size() && unit.IsHan(i) && unit.IsHan(i + 1)) {
        const std::string pair = std::string(word) + std::string(unit.tokens().Word(i + 1));
        if (knowledge_.InList("office_past", pair)) return true;
      }
    }
    return false;
  }

  // True if a date of the sentence lies in the term.
  bool SpeaksOf(const Mention& office, const Term& term) const {
    const Unit& unit = reading_.units[office.unit];
    const size_t begin = unit.SentenceBegin(office.first);
    const plx_span_t span = unit.tokens().Span(begin, unit.SentenceEnd(office.first));
    const linguistics::TokenSequence tokens(unit.tokens().Text(span), span.begin);
    for (const auto& date : linguistics::FindDates(tokens, published_)) {
      const Date& day = date.begin.known() ? date.begin : date.end_date;
      if (!day.known() || date.impossible) continue;
      if (linguistics::FirstDay(day) <= term.last && linguistics::LastDay(day) >= term.first) {
        return true;
      }
    }
    return false;
  }

  void Warn(const Mention& office, const Mention& person, const Tenure& tenure) {
    const Term term = TermOf(tenure);
    const std::string title =
        office.hint ? office.canonical : office.canonical.empty() ? office.id : office.canonical;
    Warning warning;
    warning.span = {std::min(office.span.begin, person.span.begin),
                    std::max(office.span.end, person.span.end)};
    warning.code = "OFFICE_TERM";
    warning.rule = "check.office_term";
    warning.score = 900;
    warning.message = person.canonical + " is called " + title + ", an office held ";
    const bool over = term.last < linguistics::FirstDay(published_);
    warning.message += over ? "until " + tenure.to : "only from " + tenure.from + " on";
    warning.message += "; the document is dated " + std::string(reading_.published) + ".";
    warnings_->push_back(std::move(warning));
  }

  const Reading& reading_;
  const Knowledge& knowledge_;
  Date published_;
  std::vector<Warning>* warnings_;
};

}  // namespace

void CheckOffices(const Reading& reading, std::vector<Warning>* warnings) {
  const auto published = ParseDate(reading.published);
  if (published && published->known()) OfficeChecker(reading, *published, warnings).Run();
}

}  // namespace plx::entities
