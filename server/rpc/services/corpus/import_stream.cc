#include <memory>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/corpus/import_requests.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/document_writer.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {
namespace {

using corpus::v1::ImportDocumentsRequest;
using corpus::v1::ImportDocumentsResponse;

// Two lines of execution: reading hands items to the session and reads on when it has taken them
// (back-pressure: a client is not read from while the session is full); a thread of the stream's
// own waits for outcomes and writes them one message at a time.
class ImportStream final : public grpc::ServerBidiReactor<ImportDocumentsRequest, ImportDocumentsResponse> {
 public:
  ImportStream(grpc::CallbackServerContext* context, corpus::CorpusStore& store,
               const corpus::ReaderRegistry& readers, Executor& disk)
      : store_(store),
        readers_(readers),
        disk_(disk),
        call_(DeadlineOf(*context, absl::Hours(24))) {
    StartRead(&request_);
  }

  ~ImportStream() override {
    if (acknowledger_.joinable()) acknowledger_.join();
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      EndOfItems();
      return;
    }
    {
      absl::MutexLock lock(&mu_);
      taking_ = true;
    }
    if (!disk_.TrySchedule([this] { Taken(Take()); })) Taken(QueueFull());
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&mu_);
    writing_ = false;
    if (!ok) broken_ = true;
  }

  void OnCancel() override { call_.Cancel(); }

  // gRPC's thread deletes, never the acknowledger, which could not join itself. Whoever called
  // Finish held mu_ and touches nothing after releasing it.
  void OnDone() override {
    call_.Cancel();
    const auto idle = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) { return !taking_; };
    {
      absl::MutexLock lock(&mu_);
      mu_.Await(absl::Condition(&idle));
    }
    delete this;
  }

 private:
  absl::Status Take() {
    if (session_ == nullptr) {
      RETURN_IF_ERROR(Open());
    } else if (request_.has_config()) {
      return WithReason(absl::InvalidArgumentError("config: in the first message only"),
                        "CONFIG_AFTER_START");
    }
    for (const corpus::v1::ImportItem& item : request_.items()) {
      RETURN_IF_ERROR(session_->Add(ReadImportItem(item, ++position_), call_));
    }
    return absl::OkStatus();
  }

  absl::Status Open() {
    if (!request_.has_config()) {
      return WithReason(
          absl::InvalidArgumentError("config: the first message must carry the configuration"),
          "CONFIG_MISSING");
    }
    ASSIGN_OR_RETURN(const corpus::ImportOptions options, OpenImport(store_, request_.config()));
    if (!options.import_id.empty()) {
      ASSIGN_OR_RETURN(committed_, store_.ImportCommittedThrough(options.corpus, options.import_id));
      position_ = committed_;
    }
    ASSIGN_OR_RETURN(session_, corpus::ImportSession::Open(&store_, &readers_, options));
    acknowledger_ = std::thread([this] { Acknowledge(); });
    return absl::OkStatus();
  }

  // Writes one message and waits until gRPC has it. False: the client has gone.
  bool WriteAndWait() ABSL_LOCKS_EXCLUDED(mu_) {
    const auto idle = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) { return !writing_; };
    {
      absl::MutexLock lock(&mu_);
      writing_ = true;
    }
    StartWrite(&response_);
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(&idle));
    return !broken_;
  }

  void Acknowledge() {
    response_.set_committed_through(committed_);
    response_.set_next_sequence(committed_ + 1);
    absl::Status status;
    bool connected = WriteAndWait();
    while (connected) {
      absl::StatusOr<corpus::ImportProgress> progress = session_->Next(call_);
      if (!progress.ok()) {
        status = progress.status();
        break;
      }
      if (!progress->outcomes.empty() || progress->finished) {
        response_.Clear();
        response_.set_committed_through(progress->committed_through);
        for (const corpus::ItemOutcome& outcome : progress->outcomes) {
          WriteOutcome(outcome, response_.add_outcomes());
        }
        WriteCounts(session_->totals(), response_.mutable_counts());
        connected = WriteAndWait();
      }
      if (progress->finished) break;
    }
    absl::MutexLock lock(&mu_);
    End(stop_reason_.ok() ? status : stop_reason_);
  }

  void EndOfItems() ABSL_LOCKS_EXCLUDED(mu_) {
    if (session_ != nullptr) {
      session_->FinishAdding();
      return;
    }
    absl::MutexLock lock(&mu_);
    End(WithReason(absl::InvalidArgumentError("no message came; the first carries config"),
                   "CONFIG_MISSING"));
  }

  // After Take(): reads on, or takes no more items; what the session has is still acknowledged.
  void Taken(const absl::Status& status) ABSL_LOCKS_EXCLUDED(mu_) {
    absl::MutexLock lock(&mu_);
    taking_ = false;
    if (ended_) return;
    if (status.ok()) {
      StartRead(&request_);
      return;
    }
    stop_reason_ = status;
    if (acknowledger_.joinable()) {
      session_->FinishAdding();
    } else {
      End(status);
    }
  }

  void End(const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    if (ended_) return;
    ended_ = true;
    Finish(ToGrpcStatus(status));
  }

  corpus::CorpusStore& store_;
  const corpus::ReaderRegistry& readers_;
  Executor& disk_;
  const CallContext call_;
  // Of the reading line.
  ImportDocumentsRequest request_;
  int64_t position_ = 0;
  int64_t committed_ = 0;
  // Set once by the reading line, before the acknowledger starts.
  std::unique_ptr<corpus::ImportSession> session_;
  std::thread acknowledger_;
  // Of the acknowledger.
  ImportDocumentsResponse response_;

  absl::Mutex mu_;
  bool writing_ ABSL_GUARDED_BY(mu_) = false;
  bool broken_ ABSL_GUARDED_BY(mu_) = false;
  bool ended_ ABSL_GUARDED_BY(mu_) = false;
  bool taking_ ABSL_GUARDED_BY(mu_) = false;
  absl::Status stop_reason_ ABSL_GUARDED_BY(mu_);
};

}  // namespace

grpc::ServerBidiReactor<ImportDocumentsRequest, ImportDocumentsResponse>* StartImport(
    grpc::CallbackServerContext* context, corpus::CorpusStore& store, const corpus::ReaderRegistry& readers,
    Executor& disk) {
  return new ImportStream(context, store, readers, disk);
}

}  // namespace parallax::rpc
