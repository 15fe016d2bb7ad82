#include "server/worker/service/worker_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/random/random.h"
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

grpc::Status ToGrpc(const absl::Status& status) {
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()));
}

grpc::Status NotConfigured() {
  return grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, "Configure has not been called");
}

std::string RandomName() {
  absl::BitGen random;
  return absl::StrCat(absl::Hex(random(), absl::kZeroPad16), absl::Hex(random(), absl::kZeroPad16));
}

// All requests of a stream, put together.
struct ReceivedBatch {
  std::string options;
  std::vector<AnalyzerInput> inputs;
};

template <typename Stream>
absl::StatusOr<ReceivedBatch> ReadBatch(Stream* stream) {
  ReceivedBatch batch;
  PartReader<v1::Document> reader;
  v1::AnalyzeRequest part;
  while (stream->Read(&part)) {
    if (part.has_call()) batch.options = part.call().options_json();
    RETURN_IF_ERROR(reader.Add(*part.mutable_documents(), kMaxBatchEntries));
  }
  for (size_t i = 0; i < reader.entries().size(); ++i) {
    if (!reader.Has(i)) {
      return absl::InvalidArgumentError(absl::StrCat("documents: index ", i, " is missing"));
    }
    absl::StatusOr<AnalyzerInput> input = ReadDocument(reader.entries()[i]);
    if (!input.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("documents[", i, "]: ", input.status().message()));
    }
    batch.inputs.push_back(*std::move(input));
  }
  return batch;
}

// The last message goes with the status: one trip less.
template <typename Stream, typename Message>
void WriteAll(Stream* stream, const std::vector<Message>& parts) {
  for (size_t i = 0; i < parts.size(); ++i) {
    grpc::WriteOptions options;
    if (i + 1 == parts.size()) options.set_last_message();
    if (!stream->Write(parts[i], options)) return;
  }
}

}  // namespace

// One call that runs: counted, and watched for its caller.
class WorkerService::Running {
 public:
  Running(WorkerService& service, grpc::ServerContext* context)
      : service_(service), call_(service.watch_, context) {
    ++service_.busy_;
  }
  ~Running() { --service_.busy_; }
  const CallContext& limits() const { return call_.limits(); }

 private:
  WorkerService& service_;
  const CancellationWatch::Call call_;
};

WorkerService::WorkerService(absl::StatusOr<AnalyzerInfo> info, Create create)
    : info_(std::move(info)), incarnation_(RandomName()), create_(std::move(create)) {}

WorkerService::~WorkerService() = default;

std::shared_ptr<Analyzer> WorkerService::analyzer() const {
  absl::MutexLock lock(&mutex_);
  return analyzer_;
}

grpc::Status WorkerService::Describe(grpc::ServerContext*, const v1::DescribeRequest*,
                                     v1::DescribeResponse* response) {
  if (info_.ok()) {
    WriteDescription(*info_, response);
  } else {
    WriteFailure(info_.status(), response->mutable_failure());
  }
  return grpc::Status::OK;
}

grpc::Status WorkerService::Configure(grpc::ServerContext*, const v1::ConfigureRequest* request,
                                      v1::ConfigureResponse* response) {
  const std::string configured = request->SerializeAsString();
  absl::MutexLock configuring(&configuring_);
  if (analyzer() != nullptr) {
    if (configured == configured_) return grpc::Status::OK;
    return grpc::Status(grpc::StatusCode::FAILED_PRECONDITION,
                        "already configured otherwise: start another process");
  }
  WorkerSettings settings;
  settings.config = request->config_json();
  settings.concurrency = request->concurrency();
  if (request->max_findings_per_document() > 0) {
    settings.limits.findings_per_document = request->max_findings_per_document();
  }
  if (request->max_bytes_per_document() > 0) {
    settings.limits.bytes_per_document = request->max_bytes_per_document();
  }
  absl::StatusOr<std::unique_ptr<Analyzer>> created = create_(settings);
  if (!created.ok()) {
    WriteFailure(created.status(), response->mutable_failure());
    return grpc::Status::OK;
  }
  configured_ = configured;
  response->set_config_json((*created)->config());
  absl::MutexLock lock(&mutex_);
  analyzer_ = *std::move(created);
  return grpc::Status::OK;
}

grpc::Status WorkerService::Analyze(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::AnalyzeResponse, v1::AnalyzeRequest>* stream) {
  const std::shared_ptr<Analyzer> analyzer = this->analyzer();
  if (analyzer == nullptr) return NotConfigured();
  const absl::StatusOr<ReceivedBatch> batch = ReadBatch(stream);
  if (!batch.ok()) return ToGrpc(batch.status());
  const Running running(*this, context);
  const CallContext& call = running.limits();
  // What overruns is answered by the caller's own deadline.
  std::optional<std::vector<AnalyzerOutput>> returned =
      analyzer->AnalyzeHere(batch->inputs, batch->options, call, [](std::vector<AnalyzerOutput>) {});
  ++batches_;
  if (!returned.has_value()) {
    return grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "did not stop at the end of the call");
  }
  std::vector<AnalyzerOutput>& outputs = *returned;
  documents_ += outputs.size();
  PartWriter<v1::AnalyzeResponse, v1::DocumentResult> writer(&v1::AnalyzeResponse::mutable_results);
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    v1::DocumentResult result;
    result.set_index(i);
    if (!outputs[i].status.ok()) WriteFailure(outputs[i].status, result.mutable_failure());
    result.set_truncated(outputs[i].truncated);
    for (const Finding& finding : outputs[i].findings) WriteFinding(finding, result.add_findings());
    writer.Add(std::move(result));
  }
  WriteAll(stream, writer.Take());
  return grpc::Status::OK;
}

grpc::Status WorkerService::Extract(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::ExtractResponse, v1::AnalyzeRequest>* stream) {
  const std::shared_ptr<Analyzer> analyzer = this->analyzer();
  if (analyzer == nullptr) return NotConfigured();
  if (analyzer->phases() == nullptr) return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "no phases");
  const absl::StatusOr<ReceivedBatch> batch = ReadBatch(stream);
  if (!batch.ok()) return ToGrpc(batch.status());
  const Running running(*this, context);
  const CallContext& call = running.limits();
  std::vector<absl::StatusOr<std::vector<Record>>> all =
      analyzer->phases()->Extract(batch->inputs, call);
  PartWriter<v1::ExtractResponse, v1::DocumentRecords> writer(&v1::ExtractResponse::mutable_results);
  for (uint32_t i = 0; i < all.size(); ++i) {
    v1::DocumentRecords result;
    result.set_index(i);
    if (all[i].ok()) {
      for (const Record& record : *all[i]) WriteRecord(record, result.add_records());
    } else {
      WriteFailure(all[i].status(), result.mutable_failure());
    }
    writer.Add(std::move(result));
  }
  WriteAll(stream, writer.Take());
  return grpc::Status::OK;
}

grpc::Status WorkerService::Compare(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::CompareResponse, v1::CompareRequest>* stream) {
  const std::shared_ptr<Analyzer> analyzer = this->analyzer();
  if (analyzer == nullptr) return NotConfigured();
  if (analyzer->phases() == nullptr) return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "no phases");
  std::vector<v1::CompareRequest> requests(1);
  while (stream->Read(&requests.back())) requests.emplace_back();
  std::vector<std::pair<absl::string_view, absl::string_view>> pairs;
  for (const v1::CompareRequest& request : requests) {
    for (const v1::RecordPair& pair : request.pairs()) {
      if (pair.index() != pairs.size()) {
        return grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "pairs are not in order of index");
      }
      pairs.emplace_back(pair.left(), pair.right());
    }
  }
  const Running running(*this, context);
  const CallContext& call = running.limits();
  absl::StatusOr<std::vector<RelationFinding>> relations =
      analyzer->phases()->Compare(pairs, call);
  PartWriter<v1::CompareResponse, v1::Relation> writer(&v1::CompareResponse::mutable_relations);
  if (!relations.ok()) {
    WriteFailure(relations.status(), writer.first().mutable_failure());
  } else {
    for (uint32_t i = 0; i < relations->size(); ++i) {
      if ((*relations)[i].kind == RelationKind::kUnrelated) continue;
      v1::Relation relation;
      relation.set_index(i);
      WriteRelation((*relations)[i], &relation);
      writer.Add(std::move(relation));
    }
  }
  WriteAll(stream, writer.Take());
  return grpc::Status::OK;
}

grpc::Status WorkerService::Summarise(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::SummariseResponse, v1::SummariseRequest>* stream) {
  const std::shared_ptr<Analyzer> analyzer = this->analyzer();
  if (analyzer == nullptr) return NotConfigured();
  if (analyzer->phases() == nullptr) return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "no phases");
  PartReader<v1::Cluster> reader;
  v1::SummariseRequest part;
  while (stream->Read(&part)) {
    const absl::Status status = reader.Add(*part.mutable_clusters(), kMaxBatchEntries);
    if (!status.ok()) return ToGrpc(status);
  }
  const Running running(*this, context);
  const CallContext& call = running.limits();
  PartWriter<v1::SummariseResponse, v1::Comparison> writer(
      &v1::SummariseResponse::mutable_comparisons);
  for (uint32_t i = 0; i < reader.entries().size(); ++i) {
    const absl::StatusOr<Cluster> cluster = ReadCluster(reader.entries()[i]);
    if (!cluster.ok()) return ToGrpc(cluster.status());
    v1::Comparison answer;
    answer.set_index(i);
    const absl::StatusOr<ComparisonFinding> comparison =
        analyzer->phases()->Summarise(*cluster, call);
    if (comparison.ok()) {
      WriteComparison(*comparison, &answer);
    } else {
      WriteFailure(comparison.status(), answer.mutable_failure());
    }
    writer.Add(std::move(answer));
  }
  WriteAll(stream, writer.Take());
  return grpc::Status::OK;
}

grpc::Status WorkerService::Ping(grpc::ServerContext*, const v1::PingRequest*,
                                 v1::PingResponse* response) {
  response->set_busy(busy_);
  response->set_batches(batches_);
  response->set_documents(documents_);
  response->set_incarnation(incarnation_);
  const std::shared_ptr<Analyzer> analyzer = this->analyzer();
  if (analyzer != nullptr) response->set_stuck(analyzer->Vitals().stuck);
  return grpc::Status::OK;
}

}  // namespace parallax::worker
