// From a claim finding and its document to a record and its keys.
#ifndef PLUGINS_CLAIMS_RECORDS_RECORD_BUILDER_H_
#define PLUGINS_CLAIMS_RECORDS_RECORD_BUILDER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/claims/records/document_context.h"
#include "plugins/claims/records/record.h"
#include "plugins/claims/records/story.h"
#include "plx/view.hpp"

namespace plx::claims {

// Builds the records of one document; keeps what it found out about each sentence.
class RecordBuilder {
 public:
  explicit RecordBuilder(const Document& document);
  Record Build(plx_claim_t claim);

 private:
  const SentenceFacts& FactsAt(plx_span_t span);
  // By index into Document::sentences().
  std::vector<const SentenceFacts*> AllFacts();
  // Of the claim's sentence.
  const ReportWords& ReportOf(const SentenceFacts& facts, uint32_t block_kind);
  void AddTerms(const plx_claim_t& claim, Record* record);
  void AddStory(Record* record);
  static bool CountsAThing(const Record& record, plx_span_t where);
  void AddTermsOf(plx_span_t where, Place place, const SentenceFacts& facts, Record* record) const;
  plx_span_t WithModifiers(const plx_claim_t& claim) const;
  bool IsOrdinal(plx_span_t where) const;
  void MarkMeasureWords(plx_span_t subject, const SentenceFacts& facts, size_t from, Record* record) const;
  void AddModifiers(plx_span_t where, const SentenceFacts& facts, Record* record) const;

  const Document& document_;
  int64_t published_ = kNoDay;
  DocumentContext context_;
  RecordTerm about_;                     // context_.about and
  std::vector<RecordTerm> background_;   // context_.context with their other names
  std::optional<Story> story_;           // read when a claim first asks for it
  std::vector<Ordinal> ordinals_;  // of the claim being built
  std::map<uint32_t, std::unique_ptr<SentenceFacts>> facts_;
  std::map<uint32_t, ReportWords> reports_;  // by where the sentence begins
};

// The keys by which records meet: (subject, object), (predicate, object), measure, label, pairs of
// rare terms. At most PLX_MAX_RECORD_KEYS, no key twice.
std::vector<uint64_t> KeysOf(const Record& record);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_RECORDS_RECORD_BUILDER_H_
