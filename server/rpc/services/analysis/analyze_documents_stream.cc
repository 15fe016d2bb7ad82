#include <utility>
#include <vector>

#include "server/base/status_macros.h"
#include "server/rpc/services/analysis/analyze_streams.h"
#include "server/rpc/services/analysis/batch_analysis.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/analyzer_writer.h"
#include "server/rpc/wire/finding_writer.h"

namespace parallax::rpc {
namespace {

using analysis::v1::AnalyzeDocumentsResponse;

// Documents analyzed ahead of what has been written.
constexpr size_t kDocumentsAtOnce = 64;

// The state changes hands between the executor (computing) and gRPC (writing), never shared: one
// step ends by starting the other.
class AnalyzeDocumentsStream final : public grpc::ServerWriteReactor<AnalyzeDocumentsResponse> {
 public:
  AnalyzeDocumentsStream(grpc::CallbackServerContext* context, Engine& engine,
                         const DocumentSelector& selector,
                         const analysis::v1::AnalyzeDocumentsRequest* request)
      : engine_(engine),
        selector_(selector),
        request_(*request),
        call_(DeadlineOf(*context, kDefaultDeadline)) {
    Compute();
  }

  void OnWriteDone(bool ok) override {
    if (!ok) {
      Finish(grpc::Status::CANCELLED);
    } else if (++written_ < responses_.size()) {
      StartWrite(&responses_[written_]);
    } else {
      Compute();
    }
  }
  void OnCancel() override { call_.Cancel(); }
  void OnDone() override { delete this; }

 private:
  void Compute() {
    const bool queued = engine_.executor().TrySchedule([this] {
      const absl::Status status = NextResponses();
      if (!status.ok() || responses_.empty()) {
        Finish(ToGrpcStatus(status));
      } else {
        StartWrite(&responses_[0]);
      }
    });
    if (!queued) Finish(ToGrpcStatus(QueueFull()));
  }

  // Fills responses_ with those of the next documents; empty at the end.
  absl::Status NextResponses() {
    responses_.clear();
    written_ = 0;
    if (!selected_) {
      ASSIGN_OR_RETURN(plan_, PlanOf(engine_, request_.options()));
      ASSIGN_OR_RETURN(inputs_, selector_.Select(request_.selection(), call_));
      selected_ = true;
    }
    const size_t begin = next_;
    next_ = std::min(inputs_.size(), next_ + kDocumentsAtOnce);
    std::vector<DocumentPtr> documents;
    for (size_t i = begin; i < next_; ++i) documents.push_back(inputs_[i].document);
    const auto analyses = engine_.Analyze(*plan_, documents, call_);
    responses_.resize(analyses.size());
    for (size_t i = 0; i < analyses.size(); ++i) {
      responses_[i].set_index(static_cast<int32_t>(begin + i));
      WriteAnalysis(analyses[i], *plan_, request_.options().utf16_offsets(),
                    responses_[i].mutable_analysis());
      if (begin + i == 0) WriteRuns(*plan_, responses_[i].mutable_runs());
      inputs_[begin + i].document.reset();  // no longer needed
    }
    return absl::OkStatus();
  }

  Engine& engine_;
  const DocumentSelector& selector_;
  const analysis::v1::AnalyzeDocumentsRequest& request_;
  const CallContext call_;
  bool selected_ = false;
  std::shared_ptr<const AnalysisPlan> plan_;
  std::vector<report::ReportInput> inputs_;
  size_t next_ = 0;
  std::vector<AnalyzeDocumentsResponse> responses_;
  size_t written_ = 0;
};

}  // namespace

grpc::ServerWriteReactor<AnalyzeDocumentsResponse>* StartAnalyzeDocuments(
    grpc::CallbackServerContext* context, Engine& engine, const DocumentSelector& selector,
    const analysis::v1::AnalyzeDocumentsRequest* request) {
  return new AnalyzeDocumentsStream(context, engine, selector, request);
}

}  // namespace parallax::rpc
