#include <algorithm>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/extraction/event_counts.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/claims/records/record_builder.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/text/hash64.h"
#include "plx/finding.h"
#include "plx/phases.h"

namespace plx::claims {
namespace {

using linguistics::Hash64;

constexpr size_t kMostSubjects = 2;
constexpr size_t kMostTerms = 8;
constexpr size_t kMostPaired = 6;

void AddKey(std::string_view kind, std::string_view a, std::string_view b, std::vector<uint64_t>* keys) {
  if (keys->size() >= PLX_MAX_RECORD_KEYS || a.empty()) return;
  std::string text(kind);
  text += '\x1f';
  text += a;
  text += '\x1f';
  text += b;
  const uint64_t key = Hash64(text);
  if (std::find(keys->begin(), keys->end(), key) == keys->end()) keys->push_back(key);
}

// What is enough for two records to meet though many have it: the host compares those with most keys in common.
void AddEnough(std::string_view kind, std::string_view a, const std::string& b, std::vector<uint64_t>* keys) {
  for (const char* part : {"1", "2", "3"}) AddKey(kind, a, b + part, keys);
}

// The opposite class, or the class itself: one key for both directions.
std::string_view OppositeOf(std::string_view predicate_class) {
  const std::string_view inverse = InverseOf(predicate_class);
  return inverse.empty() ? predicate_class : inverse;
}

// What a term goes by in either language: its key, its translations, its sound.
std::vector<std::string> NamesOf(const RecordTerm& t) {
  constexpr size_t kMostNames = 4;
  std::vector<std::string> names = {FindKey(t.key)};
  for (const std::string& also : t.also) {
    if (names.size() < kMostNames) names.push_back(FindKey(also));
  }
  if (t.sound.size() >= 3) names.push_back("~" + t.sound);
  const size_t dash = t.key.rfind('-');  // an undersea-cable is a cable
  if (dash != std::string::npos && t.key.find(':') == std::string::npos) names.push_back(t.key.substr(dash + 1));
  return names;
}

// A role with what is measured or whose it is: measures that differ by a word, or by the language.
void AddRoleKeys(const Record& r, const RecordQuantity& q, std::vector<uint64_t>* keys) {
  constexpr size_t kMostRoleKeys = 24;
  if (q.measure.empty() || keys->size() >= kMostRoleKeys) return;
  std::string role = q.measure.substr(0, q.measure.find('/'));
  if (role == "spending") role = "investment";  // see RolesAgree
  if (role == "cost") role = "loss";
  if (role == "capacity") role = "production";
  for (const RecordTerm& t : r.terms) {
    const bool measured = q.measure.find("/" + t.key) != std::string::npos;
    if (t.term_class == kMemberTerm || (t.place != Place::kSubject && !measured)) continue;
    for (const std::string& name : NamesOf(t)) {
      if (keys->size() < kMostRoleKeys) AddKey("role", role, name, keys);
    }
  }
  if (IsEventRole(q.measure)) {
    for (const std::vector<RecordTerm>* of : {&r.names, &r.story}) {
      for (const RecordTerm& t : *of) {
        for (const std::string& name : NamesOf(t)) AddKey("role", role, name, keys);
      }
    }
    return;
  }
  // 输电能力为: of what the document speaks of.
  const bool bare = q.measure.find('/') == std::string::npos;
  for (size_t i = 0; bare && i < r.context.size() && i < 8; ++i) {
    for (const std::string& name : NamesOf(r.context[i])) AddKey("role", role, name, keys);
  }
  for (const std::string& name : NamesOf(r.about)) {
    if (!r.about.key.empty()) AddKey("role", role, name, keys);
  }
}

// Topics and actions of every day: two of them tie nothing together.
bool IsEveryday(const RecordTerm& t) {
  return t.term_class != kEntityTerm && t.term_class != static_cast<uint8_t>(linguistics::TermClass::kOther);
}

bool IsRegion(const RecordTerm& t) { return t.key.rfind("region:", 0) == 0; }

}  // namespace

std::vector<uint64_t> KeysOf(const Record& r) {
  std::vector<uint64_t> keys;
  for (const RecordQuantity& q : r.quantities) {
    if (q.measure.find('/') != std::string::npos) AddEnough("measure", q.measure, "", &keys);
    else AddKey("measure", q.measure, "", &keys);
  }
  for (const RecordQuantity& q : r.quantities) AddRoleKeys(r, q, &keys);
  for (const RecordLabel& l : r.labels) {
    for (const std::string& name : NamesOf(l.topic)) AddEnough("label", l.kind, name, &keys);
  }
  // Content first: names, unusual words, measures; the document's own topic last.
  std::vector<const RecordTerm*> content;
  std::vector<std::string_view> subjects;
  for (const RecordTerm& t : r.terms) {
    if (t.term_class == kMemberTerm) continue;
    if (t.place == Place::kSubject && t.term_class == kEntityTerm && subjects.size() < kMostSubjects) subjects.push_back(t.key);
    if (!IsRegion(t) && t.term_class != static_cast<uint8_t>(linguistics::TermClass::kQuality)) content.push_back(&t);
  }
  std::stable_sort(content.begin(), content.end(), [](const RecordTerm* a, const RecordTerm* b) {
    return (a->term_class == kMainTopicTerm) < (b->term_class == kMainTopicTerm);
  });
  if (content.size() > kMostTerms) content.resize(kMostTerms);
  const auto& classes = ClassesOf(r.predicate_word);
  const bool object = std::any_of(content.begin(), content.end(), [](const RecordTerm* t) { return t->place == Place::kObject; });
  for (const RecordTerm* t : content) {
    // Where an object is named, it decides; topics of every day beside it tie nothing together.
    const bool weak = (t->place == Place::kOther && IsEveryday(*t)) || (t->place == Place::kSubject && t->term_class == kEntityTerm);
    for (size_t i = 0; i < classes.size() && i < 3 && !(object && weak); ++i) {
      for (const std::string& name : NamesOf(*t)) {
        AddKey("predicate-term", std::min(classes[i], OppositeOf(classes[i])), name, &keys);
      }
    }
    // Who is the subject of both says nothing without what is said of it.
    if (t->place == Place::kSubject) continue;
    for (const std::string_view s : subjects) AddKey("subject-term", FindKey(s), FindKey(t->key), &keys);
  }
  for (size_t i = 0; i < content.size() && i < kMostPaired; ++i) {
    for (size_t k = i + 1; k < content.size() && k < kMostPaired; ++k) {
      if (IsEveryday(*content[i]) && IsEveryday(*content[k])) continue;
      const std::string left = FindKey(content[i]->key), right = FindKey(content[k]->key);
      AddKey("pair", std::min(left, right), std::max(left, right), &keys);
    }
  }
  for (const std::string_view s : subjects) {
    for (const RecordTerm& t : r.terms) {
      if (t.place == Place::kSubject || t.term_class != kEntityTerm) continue;
      for (size_t i = 0; i < classes.size() && i < 2; ++i) AddKey("triple", FindKey(s) + "\x1f" + std::string(classes[i]), FindKey(t.key), &keys);
    }
  }
  // Who is measured against whom, or is to replace whom.
  const bool ratio = std::any_of(r.quantities.begin(), r.quantities.end(),
                                 [](const RecordQuantity& q) { return q.measure.rfind("ratio/", 0) == 0; });
  const bool rivals = ratio || std::any_of(classes.begin(), classes.end(), [](std::string_view c) { return c == "replace" || c == "lack"; });
  for (const RecordTerm& s : r.terms) {
    if (!rivals || s.place != Place::kSubject || s.term_class != kEntityTerm) continue;
    for (const RecordTerm& o : r.terms) {
      if (o.term_class == kEntityTerm && o.key != s.key) AddKey("rivals", FindKey(s.key), FindKey(o.key), &keys);
    }
  }
  // What is planned, and what is called impossible: the action and where.
  const bool verdict = std::any_of(classes.begin(), classes.end(), [](std::string_view c) {
    return c == "impossible" || c == "possible" || c == "fail" || c == "effective" || c == "ineffective";
  });
  if (r.modality != PLX_MODALITY_PLAN && !verdict) return keys;
  for (const RecordTerm& t : r.terms) {
    for (const RecordTerm& n : r.terms) {
      if (n.term_class != kEntityTerm) continue;
      for (const std::string_view c : ClassesOf(t.key)) AddKey("action-name", c, FindKey(n.key), &keys);
    }
  }
  return keys;
}

}  // namespace plx::claims
