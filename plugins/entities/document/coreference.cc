#include "plugins/entities/document/coreference.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "plugins/entities/rules/common_words.h"
#include "plugins/entities/rules/spans.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

// What an id was first mentioned as.
struct Referent {
  std::string id;
  std::string type;
  std::string canonical;
  bool guess = false;  // its kind is one
};

bool IsGuess(const Mention& m) {
  constexpr int kGuess = 500;
  return m.link_score <= kGuess;
}

Referent ReferentOf(const Mention& m) { return {m.id, m.type, m.canonical, IsGuess(m)}; }

std::string LastWord(const Reading& reading, const Mention& m) {
  const Unit& unit = reading.units[m.unit];
  std::string word(unit.tokens().Word(m.end - 1));
  word.resize(word.size() - std::min<size_t>(word.size(), unit.possessive(m.end - 1)));
  return word;
}

class Linker {
 public:
  explicit Linker(Reading* reading) : reading_(reading), knowledge_(*reading->knowledge) {}

  void Run() {
    LinkTitledSurnames();
    CollectAcronyms();
    CollectSurnames();
    for (uint32_t u = 0; u < reading_->units.size(); ++u) ShortNames(u);
    OfficeReferences();
    CompanyReferences();
    for (Mention& mention : added_) reading_->mentions.push_back(std::move(mention));
  }

 private:
  // "Finance Minister Kato": of the known persons of that surname, the one who held that office.
  void LinkTitledSurnames() {
    std::map<std::pair<uint32_t, uint32_t>, const Mention*> office_end;
    for (const Mention& m : reading_->mentions) {
      if (m.type == kOffice) office_end[{m.unit, m.end}] = &m;
    }
    for (Mention& m : reading_->mentions) {
      if (m.type != kPerson || m.rule != "person.title" || m.end - m.first != 1) continue;
      const auto office = office_end.find({m.unit, m.first});
      const auto* persons = knowledge_.BySurname(LastWord(*reading_, m));
      if (office == office_end.end() || persons == nullptr) continue;
      const uint32_t holder = HolderOf(office->second->id, *persons);
      if (holder == kNoEntity) continue;
      m.id = knowledge_.entities()[holder].id;
      m.canonical = knowledge_.entities()[holder].canonical;
      m.rule = "person.office_holder";
      m.link_score = 850;
    }
  }

  uint32_t HolderOf(std::string_view office, const std::vector<uint32_t>& persons) const {
    const bool any_country = office.substr(0, 8) == "office:/";
    const std::string_view slug = office.substr(office.find('/'));
    std::set<uint32_t> now;
    for (const Tenure& t : knowledge_.tenures()) {
      if (std::find(persons.begin(), persons.end(), t.person) == persons.end()) continue;
      const std::string_view held = t.office;
      if (any_country ? held.substr(held.find('/')) != slug : held != office) continue;
      const std::string_view day = reading_->published;
      if (day.empty() || (t.from <= day && (t.to.empty() || day < t.to))) now.insert(t.person);
    }
    return now.size() == 1 ? *now.begin() : kNoEntity;
  }

  // NAME "(" ACRONYM ")", 名称(ACRONYM), 名称（简称“简名”）.
  void CollectAcronyms() {
    for (Mention& m : reading_->mentions) {
      if (m.hint || m.type == kOffice || m.type == "CURRENCY") continue;
      const Unit& unit = reading_->units[m.unit];
      const auto& tokens = unit.tokens();
      const size_t open = m.end;
      if (tokens.Code(open) != '(' || tokens.Code(open + 2) != ')' || open + 2 >= tokens.size()) {
        continue;
      }
      if (!unit.IsAcronym(open + 1)) continue;
      const std::string acronym(unit.Text(open + 1, open + 2));
      if (unit.IsWord(m.first) && !FitsInitials(acronym, unit, m)) continue;
      if (m.type == kName && acronym.size() >= 3 && AllInitials(acronym, unit, m)) {
        m.type = kOrganization;
        m.id = NameId("org:", m.canonical);
        m.rule = "organization.acronym";
        m.score = 700;
        m.weak = false;
      }
      acronyms_.try_emplace(acronym, ReferentOf(m));
    }
  }

  // Every capital of the name is a letter of the acronym, in order: a body's own abbreviation.
  bool AllInitials(std::string_view acronym, const Unit& unit, const Mention& m) const {
    std::string initials;
    for (size_t i = m.first; i < m.end; ++i) {
      if (unit.IsCapital(i)) initials += unit.Text(i, i + 1)[0];
    }
    return initials == acronym;
  }

  // The acronym's first letter opens the name, and most letters are initials in order.
  bool FitsInitials(std::string_view acronym, const Unit& unit, const Mention& m) const {
    size_t at = 0;
    size_t hits = 0;
    for (size_t i = m.first; i < m.end && at < acronym.size(); ++i) {
      if (!unit.IsWord(i)) continue;
      const char initial = unit.tokens().Word(i)[0];
      if (initial == linguistics::AsciiLower(acronym[at])) {
        ++at;
        ++hits;
      } else if (i == m.first) {
        return false;
      }
    }
    return hits * 2 >= acronym.size();
  }

  // "Brightwater" of "Brightwater Energy Inc".
  void CompanyShortName(const Unit& unit, const Mention& m) {
    if (m.end - m.first < 2 || !unit.IsCapital(m.first) ||
        !knowledge_.InList("company_suffix", unit.Text(m.end - 1, m.end))) {
      return;
    }
    std::string word(unit.tokens().Word(m.first));
    const uint32_t known = knowledge_.entities().Find("place:" + word);
    if (word.size() >= 4 && known == kNoEntity && !IsCommonWord(word)) Surname(word, m);
  }

  void CollectSurnames() {
    for (const Mention& m : reading_->mentions) {
      const bool by_form = m.rule == "organization.head" || m.rule == "organization.reporting" || FoundByModel(m);
      if (m.type == kOrganization && !m.hint && by_form) {
        CompanyShortName(reading_->units[m.unit], m);
      }
      if (m.type != kPerson || m.hint) continue;
      const Unit& unit = reading_->units[m.unit];
      if (unit.IsHan(m.end - 1)) {
        CollectTransliterated(unit, m);
        if (m.rule != "person.characters" && m.rule != "gazetteer" && m.end - m.first >= 2) {
          chinese_surnames_.try_emplace(HanText(unit, m.first, m.end),
                                        ReferentOf(m));
        }
        continue;
      }
      std::string surname = LastWord(*reading_, m);
      const uint32_t entity = knowledge_.entities().Find(m.id);
      if (entity != kNoEntity) surname = SurnameOf(entity, surname);
      if (m.end - m.first < 2 || surname.size() < 2) continue;
      Surname(surname, m);
    }
  }

  // The surname under which the table knows the person: "xi" of "Xi Jinping".
  std::string SurnameOf(uint32_t entity, const std::string& last) const {
    const auto* persons = knowledge_.BySurname(last);
    if (persons != nullptr && std::find(persons->begin(), persons->end(), entity) != persons->end()) {
      return last;
    }
    const linguistics::TokenSequence name(knowledge_.entities()[entity].canonical);
    return name.empty() ? last : std::string(name.Word(0));
  }

  // 埃马纽埃尔·马克龙: later 马克龙.
  void CollectTransliterated(const Unit& unit, const Mention& m) {
    size_t last = m.end;
    while (last > m.first && unit.IsHan(last - 1)) --last;
    if (last == m.first || m.end - last < 2) return;
    chinese_surnames_.try_emplace(HanText(unit, last, m.end), ReferentOf(m));
  }

  static std::string HanText(const Unit& unit, size_t first, size_t end) {
    return std::string(unit.tokens().Words(first, end));
  }

  void Surname(const std::string& surname, const Mention& m) {
    const auto [it, is_new] = surnames_.try_emplace(surname, ReferentOf(m));
    // Two persons of one surname: it names neither.
    if (!is_new && it->second.id != m.id) it->second.id.clear();
  }

  void ShortNames(uint32_t u) {
    const Unit& unit = reading_->units[u];
    std::vector<Mention*> on(unit.size(), nullptr);
    for (Mention& m : reading_->mentions) {
      if (m.unit != u || m.hint || m.type == kOffice) continue;
      for (uint32_t i = m.first; i < m.end; ++i) on[i] = &m;
    }
    for (size_t i = 0; i < unit.size(); ++i) {
      Mention* m = on[i];
      if (m != nullptr && m->first == i && unit.IsHan(i) &&
          (m->rule == "person.characters" || m->type == kName || FoundByModel(*m))) {
        const auto it = chinese_surnames_.find(HanText(unit, m->first, m->end));
        if (it != chinese_surnames_.end()) Point(u, m->first, m->end, it->second, m);
        continue;
      }
      if (m != nullptr && (m->end - m->first != 1 || !Replaceable(*m))) continue;
      if (const Referent* referent = Lookup(unit, i)) {
        Point(u, i, i + 1, *referent, m);
      } else if (m == nullptr && unit.IsHan(i)) {
        ChineseSurname(u, i);
      }
    }
  }

  bool Replaceable(const Mention& m) const {
    return m.weak || m.rule == "person.title" || m.rule == "person.reporting" ||
           m.rule == "organization.head" || FoundByModel(m);
  }
  static bool FoundByModel(const Mention& m) { return m.rule.rfind("tagger.", 0) == 0; }

  const Referent* Lookup(const Unit& unit, size_t i) const {
    if (!unit.IsCapital(i)) return nullptr;
    if (const auto it = acronyms_.find(std::string(unit.Text(i, i + 1))); it != acronyms_.end()) {
      return &it->second;
    }
    std::string word(unit.tokens().Word(i));
    word.resize(word.size() - unit.possessive(i));
    const auto it = surnames_.find(word);
    if (it == surnames_.end() || it->second.id.empty()) return nullptr;
    if (unit.IsCapital(i + 1) && unit.possessive(i) == 0 && !unit.title_case()) return nullptr;
    if (unit.sentence_start(i) && IsCommonWord(word)) return nullptr;
    // "Bowling Green" is not the Mr Green of another line.
    if (i > 0 && unit.IsCapital(i - 1) && !unit.sentence_start(i - 1) && !unit.title_case() &&
        unit.possessive(i - 1) == 0 &&
        !knowledge_.InList("title_before_name", unit.Text(i - 1, i))) {
      return nullptr;
    }
    return &it->second;
  }

  void ChineseSurname(uint32_t u, size_t i) {
    const Unit& unit = reading_->units[u];
    std::string text;
    for (size_t end = i; end < unit.size() && unit.IsHan(end) && end < i + 8; ++end) {
      text += unit.tokens().Word(end);
      if (unit.segment_of[i] != UINT32_MAX && unit.segments[unit.segment_of[i]].first != i) return;
      const auto it = chinese_surnames_.find(text);
      if (it != chinese_surnames_.end()) Point(u, i, end + 1, it->second, nullptr);
    }
  }

  void Point(uint32_t u, size_t first, size_t end, const Referent& referent, Mention* old) {
    if (old != nullptr && old->id == referent.id) return;
    Mention mention = MakeMention(*reading_, u, first, end, referent.id, referent.type, referent.canonical, "coreference.short_name");
    if (referent.guess) mention.link_score = 500;  // no surer than what it repeats
    if (old != nullptr) {
      *old = std::move(mention);
    } else {
      added_.push_back(std::move(mention));
    }
  }

  // "the finance minister" after "Japan's Finance Minister", if no other is named.
  void OfficeReferences() {
    std::map<std::string, std::set<std::string>> offices;
    std::map<std::string, const Mention*> first;
    for (const Mention& m : reading_->mentions) {
      if (m.type != kOffice || m.hint) continue;
      const std::string slug = m.id.substr(m.id.find('/'));
      offices[slug].insert(m.id);
      first.try_emplace(m.id, &m);
    }
    for (Mention& m : reading_->mentions) {
      if (m.type != kOffice || !m.hint) continue;
      const auto known = offices.find(m.id.substr(m.id.find('/')));
      if (known == offices.end() || known->second.size() != 1) continue;
      const Mention& office = *first[*known->second.begin()];
      const Unit& unit = reading_->units[m.unit];
      const bool the = m.first > 0 && unit.Is(m.first - 1, "the");
      if (office.span.begin > m.span.begin || (!the && !unit.IsHan(m.first))) continue;
      m.id = office.id;
      m.canonical = office.canonical;
      m.hint = false;
      m.coreferent = true;
      m.rule = "coreference.office";
      m.score = 750;
      m.link_score = 750;
    }
  }

  // "the company" where the document names one company only.
  void CompanyReferences() {
    std::optional<Referent> only;
    uint32_t begin = 0;
    for (const Mention& m : reading_->mentions) {
      if (m.type != kOrganization || m.hint || m.id.find('/') != std::string::npos) continue;
      if (only && only->id != m.id) return;
      if (!only) begin = m.span.begin;
      only = ReferentOf(m);
    }
    if (!only) return;
    for (uint32_t u = 0; u < reading_->units.size(); ++u) {
      const Unit& unit = reading_->units[u];
      for (size_t i = 0; i + 1 < unit.size(); ++i) {
        size_t end = 0;
        if (unit.Is(i, "the") && (unit.Is(i + 1, "company") || unit.Is(i + 1, "company's"))) {
          end = i + 2;
        } else if (unit.Is(i, "该") && unit.Is(i + 1, "公") && i + 2 < unit.size() && unit.Is(i + 2, "司")) {
          end = i + 3;
        }
        if (end == 0 || unit.tokens()[i].begin < begin) continue;
        const size_t first = unit.Is(i, "the") ? i + 1 : i;
        Point(u, first, end, *only, nullptr);
        added_.back().coreferent = true;
        added_.back().rule = "coreference.company";
        added_.back().score = added_.back().link_score = 700;
      }
    }
  }

  Reading* reading_;
  const Knowledge& knowledge_;
  std::map<std::string, Referent> acronyms_;
  std::map<std::string, Referent> surnames_;
  std::map<std::string, Referent> chinese_surnames_;
  std::vector<Mention> added_;
};

}  // namespace

void LinkCoreference(Reading* reading) { Linker(reading).Run(); }

}  // namespace plx::entities
