#include "server/worker/client/worker_client.h"

#include <grpcpp/client_context.h>
#include <grpcpp/support/sync_stream.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/worker/wire/description_codec.h"
#include "server/worker/wire/document_codec.h"
#include "server/worker/wire/finding_codec.h"
#include "server/worker/wire/parts.h"
#include "server/worker/wire/phases_codec.h"

namespace parallax::worker {
namespace {

// How long after its deadline a call is given up if gRPC's own timer did not end it: gRPC counts in
// whole milliseconds, and the worker is told the same deadline.
constexpr absl::Duration kDeadlineSlack = absl::Milliseconds(2);

// A client context that ends when the call does.
class BoundedContext {
 public:
  explicit BoundedContext(const CallContext& call)
      : hook_(call, [this] { context_.TryCancel(); }) {
    if (call.deadline() != absl::InfiniteFuture()) {
      context_.set_deadline(absl::ToChronoTime(call.deadline() + kDeadlineSlack));
    }
    context_.set_initial_metadata_corked(true);
  }
  grpc::ClientContext* get() { return &context_; }

 private:
  grpc::ClientContext context_;
  const CancellationHook hook_;  // last: it goes first
};

// What the status of a call means for its caller.
absl::Status StatusOf(absl::string_view analyzer, absl::string_view function,
                      const grpc::Status& status, const CallContext& call) {
  if (status.ok()) return absl::OkStatus();
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) {
    return WithReason(absl::UnavailableError(absl::StrCat("analyzer ", analyzer,
                                                          ": the connection to it was lost")),
                      "WORKER_LOST");
  }
  if (status.error_code() == grpc::StatusCode::CANCELLED && call.cancelled()) {
    return absl::CancelledError(absl::StrCat("analyzer ", analyzer, ": the caller has gone"));
  }
  const absl::Status read = ReadStatus(status);
  const absl::StatusCode code =
      absl::IsCancelled(read) && call.expired() ? absl::StatusCode::kDeadlineExceeded : read.code();
  const std::string why = absl::IsDeadlineExceeded(read) || read.message().empty()
                              ? "did not end before the deadline"
                              : std::string(read.message());
  return WithReason(
      absl::Status(code, absl::StrCat("analyzer ", analyzer, ": ", function, ": ", why)),
      "ANALYZER_FAILED");
}

absl::Status Broke(absl::string_view analyzer, absl::string_view what) {
  return WithReason(absl::InternalError(absl::StrCat("analyzer ", analyzer,
                                                     " broke the worker protocol: ", what)),
                    "ANALYZER_FAILED");
}

// As BatchOutcome of the C ABI says it, so that every tier gives the same words.
absl::Status FailedOn(const AnalyzerInfo& info, const AnalyzerInput& input,
                      const absl::Status& why) {
  return WithReason(
      absl::Status(why.code(), absl::StrCat("analyzer ", info.id, " failed on document \"",
                                            input.document->name, "\": ", why.message())),
      ReasonOf(why));
}

// Sends all parts, then hands every answer to `read` until it objects.
template <typename Request, typename Response, typename Read>
grpc::Status Exchange(BoundedContext& context,
                      std::unique_ptr<grpc::ClientReaderWriter<Request, Response>> stream,
                      const std::vector<Request>& requests, Read read, absl::Status* objection) {
  for (size_t i = 0; i < requests.size(); ++i) {
    const bool last = i + 1 == requests.size();
    grpc::WriteOptions options;
    if (last) options.set_last_message();
    if (!stream->Write(requests[i], options)) break;  // Finish says why
  }
  Response response;
  while (objection->ok() && stream->Read(&response)) *objection = read(response);
  if (!objection->ok()) context.get()->TryCancel();
  return stream->Finish();
}

std::vector<v1::AnalyzeRequest> WriteBatch(absl::Span<const AnalyzerInput> inputs,
                                           const DocumentParts& parts, absl::string_view options,
                                           std::vector<std::vector<uint32_t>>* written) {
  PartWriter<v1::AnalyzeRequest, v1::Document> writer(&v1::AnalyzeRequest::mutable_documents);
  writer.first().mutable_call()->set_options_json(std::string(options));
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    v1::Document document;
    document.set_index(i);
    std::vector<uint32_t> findings = WriteDocument(inputs[i], parts, &document);
    if (written != nullptr) written->push_back(std::move(findings));
    writer.Add(std::move(document));
  }
  return writer.Take();
}

AnalyzerOutput ReadResult(const AnalyzerInfo& info, const AnalyzerInput& input,
                          const FindingLimits& limits, v1::DocumentResult& in) {
  AnalyzerOutput output;
  if (in.has_failure()) {
    output.status = ReadFailure(in.failure());
    return output;
  }
  output.truncated = in.truncated();
  output.findings.reserve(in.findings_size());
  size_t bytes = 0;
  for (v1::Finding& message : *in.mutable_findings()) {
    absl::StatusOr<Finding> finding = ReadFinding(message);
    absl::Status status = finding.status();
    if (status.ok()) status = CheckFinding(*finding, input.document->text(), info);
    if (!status.ok()) {
      const std::string where = absl::StrCat("finding ", output.findings.size(), ": ");
      output = AnalyzerOutput();
      output.status = FailedOn(
          info, input,
          WithReason(absl::InternalError(absl::StrCat(where, status.message())),
                     ReasonOf(status)));
      return output;
    }
    bytes += SizeOf(*finding);
    if (output.findings.size() >= limits.findings_per_document ||
        bytes > limits.bytes_per_document) {
      output.truncated = true;
      break;
    }
    output.findings.push_back(*std::move(finding));
  }
  const auto earlier = [](const Finding& a, const Finding& b) {
    return BaseOf(a).span.begin < BaseOf(b).span.begin;
  };
  if (!std::is_sorted(output.findings.begin(), output.findings.end(), earlier)) {
    std::stable_sort(output.findings.begin(), output.findings.end(), earlier);
  }
  return output;
}

// `sent`: which of the input's findings the worker saw, in its order.
absl::StatusOr<std::vector<Record>> ReadRecords(const AnalyzerInfo& info,
                                                const AnalyzerInput& input,
                                                const std::vector<uint32_t>& sent,
                                                v1::DocumentRecords& in) {
  if (in.has_failure()) return ReadFailure(in.failure());
  std::vector<Record> records;
  records.reserve(in.records_size());
  for (v1::Record& message : *in.mutable_records()) {
    absl::StatusOr<Record> record = ReadRecord(message);
    absl::Status status = record.status();
    const bool is_claim =
        status.ok() && record->claim < sent.size() &&
        std::holds_alternative<Claim>((*input.findings)[sent[record->claim]]);
    if (status.ok() && !is_claim) {
      status = WithReason(absl::InternalError(absl::StrCat("stands for finding ", record->claim,
                                                           ", which is no claim")),
                          "ANALYZER_FAILED");
    }
    if (!status.ok()) {
      const std::string message =
          absl::StrCat("record ", records.size(), ": ", status.message());
      return FailedOn(info, input, WithReason(absl::InternalError(message), ReasonOf(status)));
    }
    record->claim = sent[record->claim];
    records.push_back(*std::move(record));
  }
  return records;
}

}  // namespace

absl::StatusOr<AnalyzerInfo> WorkerClient::Describe(const CallContext& call) {
  BoundedContext context(call);
  v1::DescribeResponse response;
  const grpc::Status status = stub_->Describe(context.get(), v1::DescribeRequest(), &response);
  RETURN_IF_ERROR(StatusOf("", "Describe", status, call));
  return ReadDescription(response);
}

absl::Status WorkerClient::Configure(const std::string& config, uint32_t concurrency,
                                     const CallContext& call) {
  BoundedContext context(call);
  v1::ConfigureRequest request;
  request.set_config_json(config);
  request.set_concurrency(concurrency);
  request.set_max_findings_per_document(static_cast<uint32_t>(limits_.findings_per_document));
  request.set_max_bytes_per_document(limits_.bytes_per_document);
  v1::ConfigureResponse response;
  const grpc::Status status = stub_->Configure(context.get(), request, &response);
  RETURN_IF_ERROR(StatusOf("", "Configure", status, call));
  return response.has_failure() ? ReadFailure(response.failure()) : absl::OkStatus();
}

absl::StatusOr<WorkerClient::Pulse> WorkerClient::Ping(const CallContext& call) {
  BoundedContext context(call);
  v1::PingResponse response;
  const grpc::Status status = stub_->Ping(context.get(), v1::PingRequest(), &response);
  RETURN_IF_ERROR(StatusOf("", "Ping", status, call));
  return Pulse{response.busy(), response.stuck(), response.incarnation()};
}

absl::StatusOr<std::vector<AnalyzerOutput>> WorkerClient::Analyze(
    const AnalyzerInfo& info, absl::Span<const AnalyzerInput> inputs, absl::string_view options,
    const CallContext& call) {
  const std::vector<v1::AnalyzeRequest> requests =
      WriteBatch(inputs, DocumentParts::OfAnalyze(info), options, nullptr);
  BoundedContext context(call);
  PartReader<v1::DocumentResult> reader;
  absl::Status objection;
  const grpc::Status status = Exchange(
      context, stub_->Analyze(context.get()), requests,
      [&](v1::AnalyzeResponse& part) { return reader.Add(*part.mutable_results(), inputs.size()); },
      &objection);
  if (!objection.ok()) return Broke(info.id, objection.message());
  RETURN_IF_ERROR(StatusOf(info.id, "analyze", status, call));
  std::vector<AnalyzerOutput> outputs;
  outputs.reserve(inputs.size());
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (reader.Has(i)) {
      outputs.push_back(ReadResult(info, inputs[i], limits_, reader.entries()[i]));
    } else {
      outputs.emplace_back().status = Broke(info.id, absl::StrCat("no result for index ", i));
    }
  }
  return outputs;
}

absl::StatusOr<std::vector<absl::StatusOr<std::vector<Record>>>> WorkerClient::Extract(
    const AnalyzerInfo& info, absl::Span<const AnalyzerInput> inputs, absl::string_view options,
    const CallContext& call) {
  std::vector<std::vector<uint32_t>> sent;
  const std::vector<v1::AnalyzeRequest> requests =
      WriteBatch(inputs, DocumentParts::OfExtract(info), options, &sent);
  BoundedContext context(call);
  PartReader<v1::DocumentRecords> reader;
  absl::Status objection;
  const grpc::Status status = Exchange(
      context, stub_->Extract(context.get()), requests,
      [&](v1::ExtractResponse& part) { return reader.Add(*part.mutable_results(), inputs.size()); },
      &objection);
  if (!objection.ok()) return Broke(info.id, objection.message());
  RETURN_IF_ERROR(StatusOf(info.id, "extract", status, call));
  std::vector<absl::StatusOr<std::vector<Record>>> all;
  all.reserve(inputs.size());
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (reader.Has(i)) {
      all.push_back(ReadRecords(info, inputs[i], sent[i], reader.entries()[i]));
    } else {
      all.push_back(Broke(info.id, absl::StrCat("no records for index ", i)));
    }
  }
  return all;
}

absl::StatusOr<std::vector<RelationFinding>> WorkerClient::Compare(
    const AnalyzerInfo& info,
    absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
    const CallContext& call) {
  PartWriter<v1::CompareRequest, v1::RecordPair> writer(&v1::CompareRequest::mutable_pairs);
  for (uint32_t i = 0; i < pairs.size(); ++i) {
    v1::RecordPair pair;
    pair.set_index(i);
    pair.set_left(pairs[i].first.data(), pairs[i].first.size());
    pair.set_right(pairs[i].second.data(), pairs[i].second.size());
    writer.Add(std::move(pair));
  }
  BoundedContext context(call);
  std::vector<RelationFinding> relations(pairs.size());
  absl::Status failure;
  absl::Status objection;
  const auto read = [&](v1::CompareResponse& part) -> absl::Status {
    if (part.has_failure()) failure = ReadFailure(part.failure());
    for (v1::Relation& message : *part.mutable_relations()) {
      if (message.index() >= pairs.size()) {
        return absl::InvalidArgumentError(absl::StrCat("a relation of pair ", message.index()));
      }
      RelationFinding& relation = relations[message.index()];
      relation = ReadRelation(message);
      RETURN_IF_ERROR(CheckRelation(relation));
    }
    return absl::OkStatus();
  };
  const grpc::Status status = Exchange(context, stub_->Compare(context.get()), writer.Take(), read, &objection);
  if (!objection.ok()) return Broke(info.id, absl::StrCat("compare ", objection.message()));
  RETURN_IF_ERROR(StatusOf(info.id, "compare", status, call));
  RETURN_IF_ERROR(failure);
  return relations;
}

absl::StatusOr<ComparisonFinding> WorkerClient::Summarise(const AnalyzerInfo& info,
                                                          const Cluster& cluster,
                                                          const CallContext& call) {
  PartWriter<v1::SummariseRequest, v1::Cluster> writer(&v1::SummariseRequest::mutable_clusters);
  v1::Cluster message;
  WriteCluster(cluster, &message);
  writer.Add(std::move(message));
  BoundedContext context(call);
  absl::StatusOr<ComparisonFinding> comparison = Broke(info.id, "no comparison for the cluster");
  absl::Status objection;
  const auto read = [&](v1::SummariseResponse& part) -> absl::Status {
    for (v1::Comparison& answer : *part.mutable_comparisons()) {
      if (answer.has_failure()) {
        comparison = ReadFailure(answer.failure());
        continue;
      }
      comparison = ReadComparison(answer);
      RETURN_IF_ERROR(CheckComparison(*comparison, cluster.records.size()));
    }
    return absl::OkStatus();
  };
  const grpc::Status status = Exchange(context, stub_->Summarise(context.get()), writer.Take(), read, &objection);
  if (!objection.ok()) return Broke(info.id, absl::StrCat("summarise ", objection.message()));
  RETURN_IF_ERROR(StatusOf(info.id, "summarise", status, call));
  return comparison;
}

}  // namespace parallax::worker
