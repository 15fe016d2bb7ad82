// The claims analyzer: clauses -> claims and quantities, and how the claims of documents relate.
#include <string>
#include <string_view>
#include <vector>

#include "plugins/claims/comparison/compare.h"
#include "plugins/claims/comparison/summary.h"
#include "plugins/claims/extraction/claim_draft.h"
#include "plugins/claims/records/record.h"
#include "plugins/claims/records/record_builder.h"
#include "plx/phases.hpp"

namespace plx::claims {
namespace {

plx_quantity_t ToFinding(const QuantityDraft& q) {
  plx_quantity_t out = New<plx_quantity_t>(q.span);
  out.base.score = q.measure.empty() ? 500 : 850;
  out.base.rule = Str(q.measure.empty() ? "number" : "number.measured");
  out.value = q.value;
  out.low = q.low;
  out.high = q.high;
  out.bound = q.bound;
  out.unit = Str(q.unit);
  out.measure = Str(q.measure);
  out.measure_name = Str(q.measure_name);
  out.subject = Str(q.subject);
  return out;
}

plx_argument_t ToArgument(const ArgumentDraft& a) { return {a.span, Str(a.entity), Str(a.text)}; }

// The number behind "min_score" in the canonical JSON of the options, 0 without it. The host has
// checked the JSON against the schema, so its shape is known.
int MinScore(std::string_view options) {
  const size_t key = options.find("\"min_score\"");
  if (key == std::string_view::npos) return 0;
  size_t i = options.find(':', key);
  int value = 0;
  for (i = i == std::string_view::npos ? options.size() : i + 1; i < options.size(); ++i) {
    if (options[i] >= '0' && options[i] <= '9') value = value * 10 + (options[i] - '0');
    else if (options[i] != ' ') break;
  }
  return value;
}

class ClaimsAnalyzer : public PhasedAnalyzer {
 public:
  explicit ClaimsAnalyzer(const NoModel&) {}

  void Analyze(const Document& document, const Call& call, Results& out) override {
    const int min_score = MinScore(call.options());
    call.CheckNotCancelled();
    for (const ClaimDraft& draft : ExtractClaims(document)) {
      call.CheckNotCancelled();
      if (draft.score < min_score) continue;
      if (!Emit(draft, out)) return;
    }
  }

  void Extract(const Document& document, const Call& call, Records& out) override {
    RecordBuilder builder(document);
    bool more = true;
    document.ForEach<plx_claim_t>([&](const plx_claim_t& claim, uint32_t index) {
      if (!more) return;
      call.CheckNotCancelled();
      const Record record = builder.Build(claim);
      more = out.Emit(EncodeRecord(record), index, KeysOf(record));
    });
  }

  void Compare(std::string_view a, std::string_view b, plx_relation_t& relation) override {
    const claims::Comparison result = claims::Compare(left_.Get(a), right_.Get(b));
    relation.kind = result.kind;
    if (result.kind == PLX_RELATION_UNRELATED) return;
    relation.score = result.score;
    relation.joins = result.joins ? 1 : 0;
    relation.left = result.left;
    relation.right = result.right;
    relation.reversed = result.reversed ? 1 : 0;
    relation.reason = Str(result.reason);
    SetDetail(relation, result.detail.Text());
  }

  void Summarise(const plx_cluster_t& cluster, plx_comparison_t& comparison) override {
    std::vector<Record> records;
    for (uint32_t i = 0; i < cluster.record_count; ++i) records.push_back(Decode(View(cluster.records[i])));
    if (records.empty()) throw Error(PLX_INVALID_ARGUMENT, "a cluster without records");
    std::vector<plx_cluster_relation_t> relations(cluster.relations, cluster.relations + cluster.relation_count);
    for (const plx_cluster_relation_t& r : relations) {
      if (r.left >= records.size() || r.right >= records.size()) {
        throw Error(PLX_INVALID_ARGUMENT, "a relation names a record that is not in the cluster");
      }
    }
    summary_ = claims::Summarise(records, relations);
    comparison.verdict = summary_.verdict;
    comparison.proposition = Str(summary_.proposition);
    comparison.key = Str(summary_.key);
    comparison.representative = summary_.representative;
    comparison.measure = Str(summary_.measure);
  }

 private:
  static Record Decode(std::string_view bytes) {
    Record record;
    if (!DecodeRecord(bytes, &record)) {
      throw Error(PLX_INVALID_ARGUMENT, "not a record of this version of the claims analyzer; extract it again");
    }
    return record;
  }

  static bool Emit(const ClaimDraft& draft, Results& out) {
    std::vector<plx_quantity_t> quantities;
    for (const QuantityDraft& q : draft.quantities) quantities.push_back(ToFinding(q));
    plx_claim_t claim = New<plx_claim_t>(draft.span);
    claim.base.score = draft.score;
    claim.base.rule = Str(draft.rule);
    claim.holder = {draft.holder_kind, draft.holder.span, Str(draft.holder.entity), Str(draft.holder.text)};
    claim.subject = ToArgument(draft.subject);
    claim.object = ToArgument(draft.object);
    claim.predicate = Str(draft.predicate);
    claim.predicate_span = draft.predicate_span;
    claim.modality = draft.modality;
    claim.polarity = draft.polarity;
    claim.time = Str(draft.time);
    claim.time_span = draft.time_span;
    claim.quantities = quantities.data();
    claim.quantity_count = static_cast<uint32_t>(quantities.size());
    if (!out.Emit(claim)) return false;
    for (const plx_quantity_t& q : quantities) {
      if (!out.Emit(q)) return false;
    }
    return true;
  }

  // Pairs come ordered by their left record: the last one is kept.
  class Decoded {
   public:
    // Valid until the next call.
    const Comparable& Get(std::string_view bytes) {
      if (bytes != bytes_) {
        record_ = Comparable(Decode(bytes));
        bytes_ = std::string(bytes);
      }
      return record_;
    }

   private:
    std::string bytes_;
    Comparable record_;
  };

  Decoded left_, right_;
  Summary summary_;
};

void Describe(plx_plugin_info_t* info) {
  info->display_name = "Claims";
  info->description = "Who claims what, with numbers by measure, and how the claims of sources relate.";
  info->consumes = "tokens,mentions";
  info->produces = "claims,quantities";
  info->languages = "en,zh";
  info->options_schema =
      R"({"type":"object","additionalProperties":false,"properties":{"min_score":{"type":"integer",)"
      R"("minimum":0,"maximum":1000,"default":0,"description":"Claims below this confidence are left out."}}})";
  info->get_extension = [](const char* id) -> const void* {
    return std::string_view(id) == PLX_PHASES_ID ? PhasesOf<ClaimsAnalyzer>(kRecordVersion) : nullptr;
  };
}

}  // namespace
}  // namespace plx::claims

PLX_PLUGIN(plx::NoModel, plx::claims::ClaimsAnalyzer, plx::claims::Describe);
