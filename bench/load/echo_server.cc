#include "bench/load/echo_server.h"

#include <grpcpp/grpcpp.h>

#include <fstream>

#include "parallax/analysis/v1/analysis_service.grpc.pb.h"

namespace parallax::bench {
namespace {

using namespace analysis::v1;  // NOLINT: this file is all about these messages

void Answer(const types::v1::InlineDocument& document, DocumentAnalysis* analysis) {
  analysis->set_document(document.id());
  analysis->set_revision_id(std::string(64, '0'));
  analysis->set_language_code("en");
  AnalyzerOutcome* outcome = analysis->add_outcomes();
  outcome->set_analyzer("null");
  outcome->set_state(AnalyzerOutcome::STATE_COMPLETED);
}

template <typename Documents, typename Results>
void AnswerAll(const Documents& documents, Results* results) {
  for (int i = 0; i < documents.size(); ++i) {
    AnalyzeDocumentsResponse* result = results->Add();
    result->set_index(i);
    Answer(documents[i], result->mutable_analysis());
  }
}

class EchoStream final : public grpc::ServerBidiReactor<StreamAnalyzeRequest, StreamAnalyzeResponse> {
 public:
  EchoStream() { StartRead(&request_); }
  void OnReadDone(bool ok) override {
    if (!ok) {
      Finish(grpc::Status::OK);
      return;
    }
    response_.Clear();
    AnswerAll(request_.documents(), response_.mutable_results());
    StartWrite(&response_);
  }
  void OnWriteDone(bool) override { StartRead(&request_); }
  void OnDone() override { delete this; }

 private:
  StreamAnalyzeRequest request_;
  StreamAnalyzeResponse response_;
};

class EchoService final : public AnalysisService::CallbackService {
 public:
  grpc::ServerUnaryReactor* AnalyzeText(grpc::CallbackServerContext* context,
                                        const AnalyzeTextRequest* request,
                                        AnalyzeTextResponse* response) override {
    Answer(request->document(), response->mutable_analysis());
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
  grpc::ServerUnaryReactor* BatchAnalyze(grpc::CallbackServerContext* context,
                                         const BatchAnalyzeRequest* request,
                                         BatchAnalyzeResponse* response) override {
    AnswerAll(request->documents(), response->mutable_results());
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
  grpc::ServerBidiReactor<StreamAnalyzeRequest, StreamAnalyzeResponse>* StreamAnalyze(
      grpc::CallbackServerContext*) override {
    return new EchoStream();
  }
};

}  // namespace

void RunEchoServer(const std::string& port_file) {
  EchoService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.SetMaxReceiveMessageSize(-1);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  std::ofstream(port_file) << port << '\n';
  server->Wait();
}

}  // namespace parallax::bench
