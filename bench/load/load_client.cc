#include "bench/load/load_client.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>

#include "parallax/analysis/v1/analysis_service.grpc.pb.h"

namespace parallax::bench {
namespace {

using namespace analysis::v1;  // NOLINT: this file is all about these messages
using Clock = std::chrono::steady_clock;

// One call in flight.
template <typename Response>
struct Flight {
  grpc::ClientContext context;
  grpc::Status status;
  Response response;
  std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> reader;
  size_t bytes = 0;
};

class Generator {
 public:
  Generator(const std::string& port, const Load& load) : load_(load) {
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    channel_ = grpc::CreateCustomChannel("127.0.0.1:" + port, grpc::InsecureChannelCredentials(),
                                         arguments);
    stub_ = AnalysisService::NewStub(channel_);
  }

  LoadResult Run() {
    const auto start = Clock::now();
    warm_ = start + std::chrono::duration_cast<Clock::duration>(
                        std::chrono::duration<double>(load_.seconds / 5));
    end_ = start + std::chrono::duration_cast<Clock::duration>(
                       std::chrono::duration<double>(load_.seconds * 1.2));
    switch (load_.shape) {
      case CallShape::kUnary: Unary(); break;
      case CallShape::kBatch: Batch(); break;
      case CallShape::kStream: Stream(); break;
    }
    LoadResult result;
    result.documents_per_second = static_cast<double>(documents_) / load_.seconds;
    result.megabytes_per_second = static_cast<double>(bytes_) / load_.seconds / 1e6;
    result.errors = errors_;
    result.first_error = first_error_;
    return result;
  }

 private:
  void AddOptions(AnalysisOptions* options) const {
    for (const std::string& id : load_.analyzers) options->add_analyzers()->set_analyzer(id);
  }
  size_t AddDocument(types::v1::InlineDocument* document) {
    const std::string& text = load_.texts[next_++ % load_.texts.size()];
    document->set_text(text);
    return text.size();
  }
  template <typename Documents>
  size_t AddDocuments(Documents* documents) {
    size_t bytes = 0;
    for (int i = 0; i < load_.batch; ++i) bytes += AddDocument(documents->Add());
    return bytes;
  }
  void Count(const grpc::Status& status, int documents, size_t bytes) {
    if (!status.ok()) {
      if (errors_++ == 0) first_error_ = status.error_message();
      return;
    }
    const auto now = Clock::now();
    if (now < warm_ || now > end_) return;
    documents_ += documents;
    bytes_ += bytes;
  }

  // Keeps in_flight calls open; `start(flight)` begins one, each answer is `documents`.
  template <typename Response, typename Start>
  void KeepInFlight(int documents, Start start) {
    using F = Flight<Response>;
    int open = 0;
    const auto launch = [&] {
      auto* flight = new F();
      flight->reader = start(*flight);
      flight->reader->Finish(&flight->response, &flight->status, flight);
      ++open;
    };
    for (int i = 0; i < load_.in_flight; ++i) launch();
    void* tag = nullptr;
    bool ok = false;
    while (open > 0 && queue_.Next(&tag, &ok)) {
      std::unique_ptr<F> flight(static_cast<F*>(tag));
      --open;
      Count(flight->status, documents, flight->bytes);
      if (Clock::now() < end_ && errors_ < 100) launch();
    }
  }

  void Unary() {
    KeepInFlight<AnalyzeTextResponse>(1, [&](auto& flight) {
      AnalyzeTextRequest request;
      AddOptions(request.mutable_options());
      flight.bytes = AddDocument(request.mutable_document());
      return stub_->AsyncAnalyzeText(&flight.context, request, &queue_);
    });
  }
  void Batch() {
    KeepInFlight<BatchAnalyzeResponse>(load_.batch, [&](auto& flight) {
      BatchAnalyzeRequest request;
      AddOptions(request.mutable_options());
      flight.bytes = AddDocuments(request.mutable_documents());
      return stub_->AsyncBatchAnalyze(&flight.context, request, &queue_);
    });
  }
  // Writes keep in_flight messages ahead of reads.
  void Stream() {
    grpc::ClientContext context;
    const auto stream = stub_->StreamAnalyze(&context);
    std::vector<size_t> sizes;
    size_t read = 0;
    const auto write = [&] {
      StreamAnalyzeRequest request;
      if (sizes.empty()) AddOptions(request.mutable_options());
      sizes.push_back(AddDocuments(request.mutable_documents()));
      return stream->Write(request);
    };
    bool good = true;
    for (int i = 0; i < load_.in_flight && good; ++i) good = write();
    StreamAnalyzeResponse response;
    while (read < sizes.size() && stream->Read(&response)) {
      Count(grpc::Status::OK, response.results_size(), sizes[read++]);
      if (Clock::now() < end_) write();
    }
    stream->WritesDone();
    if (const grpc::Status status = stream->Finish(); !status.ok()) Count(status, 0, 0);
  }

  const Load& load_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<AnalysisService::Stub> stub_;
  grpc::CompletionQueue queue_;
  Clock::time_point warm_, end_;
  size_t next_ = 0;
  long documents_ = 0;
  size_t bytes_ = 0;
  long errors_ = 0;
  std::string first_error_;
};

}  // namespace

LoadResult RunLoad(const std::string& port, const Load& load) { return Generator(port, load).Run(); }

}  // namespace parallax::bench
