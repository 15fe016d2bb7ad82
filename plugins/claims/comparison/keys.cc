#include <algorithm>

#include "plugins/claims/comparison/record_builder.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/linguistics/text/hash64.h"
#include "plx/phases.h"

namespace plx::claims {
namespace {

using linguistics::Hash64;

constexpr size_t kMostSubjects = 2;
constexpr size_t kMostObjects = 6;
constexpr size_t kMostRare = 5;

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

bool IsRegion(const RecordTerm& t) { return t.key.rfind("region:", 0) == 0; }

}  // namespace

std::vector<uint64_t> KeysOf(const Record& r) {
  std::vector<uint64_t> keys;
  for (const RecordQuantity& q : r.quantities) AddKey("measure", q.measure, "", &keys);
  for (const RecordLabel& l : r.labels) AddKey("label", l.key, "", &keys);
  std::vector<std::string_view> subjects, objects, rare;
  for (const RecordTerm& t : r.terms) {
    if (t.place == Place::kSubject && subjects.size() < kMostSubjects) subjects.push_back(t.key);
    if ((t.place == Place::kObject || t.place == Place::kOther) && objects.size() < kMostObjects) objects.push_back(t.key);
    const bool quality = t.term_class == 4;
    if (!IsRegion(t) && !quality && t.place != Place::kPredicate && rare.size() < kMostRare) rare.push_back(t.key);
  }
  for (const std::string_view s : subjects) {
    for (const std::string_view o : objects) AddKey("subject-object", s, o, &keys);
  }
  const auto& classes = ClassesOf(r.predicate_word);
  for (const std::string_view o : objects) {
    for (size_t i = 0; i < classes.size() && i < 2; ++i) AddKey("predicate-object", classes[i], o, &keys);
  }
  for (size_t i = 0; i < rare.size(); ++i) {
    for (size_t k = i + 1; k < rare.size(); ++k) {
      AddKey("pair", std::min(rare[i], rare[k]), std::max(rare[i], rare[k]), &keys);
    }
  }
  for (const std::string_view s : subjects) {
    for (size_t i = 0; i < classes.size() && i < 2; ++i) AddKey("subject-predicate", s, classes[i], &keys);
  }
  return keys;
}

}  // namespace plx::claims
