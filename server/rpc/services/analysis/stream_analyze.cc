#include <deque>
#include <memory>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/analysis/analyze_streams.h"
#include "server/rpc/services/analysis/batch_analysis.h"
#include "server/rpc/services/unary_call.h"

namespace parallax::rpc {
namespace {

using analysis::v1::StreamAnalyzeRequest;
using analysis::v1::StreamAnalyzeResponse;

// Batches between their reading and the end of their writing.
constexpr size_t kBatchesInWork = 8;

// One batch on its way.
struct Batch {
  StreamAnalyzeRequest request;
  StreamAnalyzeResponse response;
  size_t first_index = 0;
  bool ready = false;  // guarded by StreamAnalyzeCall::mu_
};

class StreamAnalyzeCall final : public grpc::ServerBidiReactor<StreamAnalyzeRequest, StreamAnalyzeResponse> {
 public:
  StreamAnalyzeCall(grpc::CallbackServerContext* context, Engine& engine,
                    const DocumentSelector& selector)
      : engine_(engine), selector_(selector), call_(DeadlineOf(*context, absl::Hours(24))) {
    incoming_ = std::make_unique<Batch>();
    StartRead(&incoming_->request);
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      absl::MutexLock lock(&mu_);
      all_read_ = true;
      Advance();
      return;
    }
    if (const absl::Status status = Take(); !status.ok()) Fail(status);
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&mu_);
    writing_ = false;
    window_.pop_front();
    if (!ok) failure_ = absl::CancelledError("the client stopped reading");
    Advance();
  }

  void OnCancel() override { call_.Cancel(); }
  // Whoever called Finish held mu_ and touches nothing after releasing it.
  void OnDone() override {
    { absl::MutexLock lock(&mu_); }
    delete this;
  }

 private:
  // Accepts the message just read and starts its analysis.
  absl::Status Take() ABSL_LOCKS_EXCLUDED(mu_) {
    if (!started_) {
      started_ = true;
      utf16_ = incoming_->request.options().utf16_offsets();
      ASSIGN_OR_RETURN(plan_, PlanOf(engine_, incoming_->request.options()));
    } else if (incoming_->request.has_options()) {
      return WithReason(absl::InvalidArgumentError("options: in the first message only"),
                        "OPTIONS_AFTER_START");
    }
    RETURN_IF_ERROR(CheckInlineSize(incoming_->request.documents(), "documents"));
    RETURN_IF_ERROR(CheckBatchIds(incoming_->request.documents(), next_index_));
    incoming_->first_index = next_index_;
    next_index_ += incoming_->request.documents_size();
    Batch* batch = incoming_.get();
    {
      absl::MutexLock lock(&mu_);
      ++running_;
      window_.push_back(std::move(incoming_));
    }
    if (!engine_.executor().TrySchedule([this, batch] { Analyze(*batch); })) {
      absl::MutexLock lock(&mu_);
      --running_;
      return QueueFull();
    }
    absl::MutexLock lock(&mu_);
    reading_ = false;
    Advance();
    return absl::OkStatus();
  }

  void Analyze(Batch& batch) ABSL_LOCKS_EXCLUDED(mu_) {
    StartInline(engine_, plan_, selector_,
                {*batch.request.mutable_documents(), batch.first_index, utf16_,
                 batch.response.mutable_results()},
                call_, [this, &batch] { Analyzed(batch); });
  }

  void Analyzed(Batch& batch) ABSL_LOCKS_EXCLUDED(mu_) {
    batch.request.Clear();
    absl::MutexLock lock(&mu_);
    batch.ready = true;
    --running_;
    Advance();
  }

  void Fail(const absl::Status& status) ABSL_LOCKS_EXCLUDED(mu_) {
    absl::MutexLock lock(&mu_);
    failure_ = status;
    all_read_ = true;
    Advance();
  }

  // Starts whatever can go on. Ends the call once nothing of it runs any more.
  void Advance() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    if (finished_) return;
    const bool done = all_read_ && window_.empty();
    if (!failure_.ok() || done) {
      if (!failure_.ok()) call_.Cancel();
      if (running_ > 0 || writing_) return;  // they come back here
      finished_ = true;
      Finish(ToGrpcStatus(failure_));
      return;
    }
    if (!writing_ && !window_.empty() && window_.front()->ready) {
      writing_ = true;
      StartWrite(&window_.front()->response);
    }
    if (!reading_ && !all_read_ && window_.size() < kBatchesInWork) {
      reading_ = true;
      incoming_ = std::make_unique<Batch>();
      StartRead(&incoming_->request);
    }
  }

  Engine& engine_;
  const DocumentSelector& selector_;
  const CallContext call_;
  // Touched by the read callbacks only, which come one at a time.
  bool started_ = false;
  bool utf16_ = false;
  size_t next_index_ = 0;
  std::shared_ptr<const AnalysisPlan> plan_;  // constant after the first message
  std::unique_ptr<Batch> incoming_;

  absl::Mutex mu_;
  std::deque<std::unique_ptr<Batch>> window_ ABSL_GUARDED_BY(mu_);
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
  size_t running_ ABSL_GUARDED_BY(mu_) = 0;
  bool reading_ ABSL_GUARDED_BY(mu_) = true;
  bool writing_ ABSL_GUARDED_BY(mu_) = false;
  bool all_read_ ABSL_GUARDED_BY(mu_) = false;
  bool finished_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace

grpc::ServerBidiReactor<StreamAnalyzeRequest, StreamAnalyzeResponse>* StartStreamAnalyze(
    grpc::CallbackServerContext* context, Engine& engine, const DocumentSelector& selector) {
  return new StreamAnalyzeCall(context, engine, selector);
}

}  // namespace parallax::rpc
