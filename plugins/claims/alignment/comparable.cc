#include "plugins/claims/alignment/comparable.h"

#include <algorithm>
#include <utility>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/text/hash64.h"

namespace plx::claims {
namespace {

using linguistics::Hash64;
using linguistics::TermClass;

// By its ending: "repeatedly". Nouns that end so are in the dictionary, and of another class.
bool IsAdverb(std::string_view word) { return word.size() >= 6 && word.ends_with("ly"); }

std::bitset<256> SignatureOf(const RecordTerm& term, const TermFacts& facts) {
  std::bitset<256> signature;
  const auto mark = [&](uint64_t hash) { signature.set(hash % 256); };
  mark(facts.key);
  if (facts.name != 0) mark(facts.name);
  for (const uint64_t also : facts.also) mark(also);
  for (const std::string_view c : *facts.classes) mark(Hash64(c));
  if (term.direction != 0) mark(term.direction > 0 ? 1 : 2);
  for (size_t dash = term.key.find('-'); dash != std::string::npos; dash = term.key.find('-', dash + 1)) {
    mark(Hash64(std::string_view(term.key).substr(dash + 1)));
  }
  return signature;
}

TermFacts FactsOf(const RecordTerm& term) {
  TermFacts facts;
  facts.key = Hash64(term.key);
  if (const std::string_view name = LocalName(term.key); !name.empty()) facts.name = Hash64(name);
  for (const std::string& also : term.also) facts.also.push_back(Hash64(also));
  facts.latin = IsLatinKey(term.key);
  facts.region = IsPlace(term.key);
  facts.compound = term.key.find('-') != std::string::npos;
  facts.weight = WeightOf(term.key, term.term_class);
  facts.classes = &ClassesOf(term.key);
  facts.signature = SignatureOf(term, facts);
  return facts;
}

}  // namespace

bool IsPlace(std::string_view key) {
  return key.starts_with("region:") || key.starts_with("place:") || key.starts_with("city:");
}

int WeightOf(std::string_view key, uint8_t term_class) {
  if (term_class == kEntityTerm) return IsPlace(key) ? 500 : 1000;
  if (term_class == kMemberTerm) return 0;
  if (term_class == kMainTopicTerm) return 300;
  switch (static_cast<TermClass>(term_class)) {
    case TermClass::kTopic: return 800;
    case TermClass::kMeasure: return 900;
    case TermClass::kAction: return 800;
    case TermClass::kQuality: return 400;
    case TermClass::kOther: return IsAdverb(key) ? 200 : 1000;
  }
  return 500;
}

Comparable::Comparable(Record r) : record(std::move(r)) {
  const size_t count = std::min(record.terms.size(), kMostComparedTerms);
  facts.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    facts.push_back(FactsOf(record.terms[i]));
    has_main_topic |= record.terms[i].term_class == kMainTopicTerm;
  }
  predicate = {record.predicate_key, record.predicate_direction};
}

}  // namespace plx::claims
