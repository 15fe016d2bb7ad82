#include <grpcpp/alarm.h>

#include <algorithm>
#include <vector>

#include "server/base/status_macros.h"
#include "server/rpc/services/corpus/feed_streams.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/document_writer.h"

namespace parallax::rpc {
namespace {

using corpus::v1::WatchDocumentsRequest;
using Event = corpus::v1::DocumentEvent;

constexpr absl::Duration kDefaultHeartbeat = absl::Seconds(15);
constexpr absl::Duration kMinHeartbeat = absl::Seconds(1);
constexpr absl::Duration kMaxHeartbeat = absl::Minutes(5);
// How soon a commit, or the end of the call, is noticed. Looking costs one atomic read.
constexpr absl::Duration kPoll = absl::Milliseconds(25);

absl::StatusOr<absl::Duration> ReadHeartbeat(const WatchDocumentsRequest& request) {
  if (!request.has_heartbeat_interval()) return kDefaultHeartbeat;
  const absl::Duration interval = absl::Seconds(request.heartbeat_interval().seconds()) +
                                  absl::Nanoseconds(request.heartbeat_interval().nanos());
  if (interval >= kMinHeartbeat && interval <= kMaxHeartbeat) return interval;
  return WithReason(absl::InvalidArgumentError("heartbeat_interval: from 1 s to 5 min, or leave it out"),
                    "HEARTBEAT_INVALID");
}

absl::Status CheckMaxAge(const WatchDocumentsRequest& request) {
  if (request.max_age().seconds() >= 0 && request.max_age().nanos() >= 0) return absl::OkStatus();
  return WithReason(absl::InvalidArgumentError("max_age: negative; leave it out to watch without end"),
                    "FIELD_INVALID");
}

// One line of execution that changes hands: waiting (an alarm), reading (the executor), writing
// (gRPC). Each step ends by starting the next, so that nothing is shared but call_.
class WatchStream final : public grpc::ServerWriteReactor<Event> {
 public:
  WatchStream(grpc::CallbackServerContext* context, const CorpusPorts& ports,
              const std::atomic<bool>& stopping, const WatchDocumentsRequest* request)
      : ports_(ports), stopping_(stopping), call_(DeadlineOf(*context, absl::InfiniteDuration())) {
    if (request->has_max_age()) {
      end_ = absl::Now() + absl::Seconds(request->max_age().seconds()) +
             absl::Nanoseconds(request->max_age().nanos());
    }
    changes_.corpus = request->parent();
    changes_.resume_token = request->resume_token();
    changes_.from_start = request->from_start();
    const absl::StatusOr<absl::Duration> heartbeat = ReadHeartbeat(*request);
    if (const absl::Status age = CheckMaxAge(*request); !age.ok()) {
      Finish(ToGrpcStatus(age));
    } else if (heartbeat.ok()) {
      heartbeat_ = *heartbeat;
      Read();
    } else {
      Finish(ToGrpcStatus(heartbeat.status()));
    }
  }

  void OnWriteDone(bool ok) override {
    if (!ok) {
      Finish(grpc::Status::CANCELLED);
    } else if (++written_ < events_.size()) {
      StartWrite(&events_[written_]);
    } else {
      Read();
    }
  }
  void OnCancel() override { call_.Cancel(); }
  void OnDone() override { delete this; }

 private:
  // Whether the call is over, which it then is.
  bool Ended() {
    if (call_.Done()) {
      Finish(grpc::Status(grpc::StatusCode::CANCELLED, "the call was cancelled or timed out"));
    } else if (stopping_.load(std::memory_order_relaxed)) {
      Finish(ToGrpcStatus(WithReason(
          absl::UnavailableError("the server stops; watch again with the last resume token"),
          "SERVER_STOPPING")));
    } else if (absl::Now() >= end_) {
      Finish(grpc::Status::OK);
    } else {
      return false;
    }
    return true;
  }

  void Wait() {
    alarm_.Set(absl::ToChronoTime(absl::Now() + kPoll), [this](bool) {
      if (Ended()) return;
      if (ports_.feed.commits() != seen_) {
        Read();
      } else if (absl::Now() >= next_heartbeat_) {
        events_.clear();
        Beat();
        Write();
      } else {
        Wait();
      }
    });
  }

  void Read() {
    const bool queued = ports_.disk.TrySchedule([this] {
      if (Ended()) return;
      const absl::Status status = ReadEvents();
      if (!status.ok()) {
        Finish(ToGrpcStatus(status));
      } else if (events_.empty()) {
        Wait();
      } else {
        Write();
      }
    });
    if (!queued) Wait();  // busy: no reason to end a stream that can wait
  }

  void Write() {
    written_ = 0;
    next_heartbeat_ = absl::Now() + heartbeat_;
    StartWrite(&events_[0]);
  }

  // The client learns the token to resume at even if nothing ever happens.
  void Beat() {
    Event& event = events_.emplace_back();
    event.set_kind(Event::KIND_HEARTBEAT);
    event.set_resume_token(changes_.resume_token);
    WriteTime(absl::Now(), event.mutable_event_time());
  }

  absl::Status ReadEvents() {
    events_.clear();
    const uint64_t commits = ports_.feed.commits();  // before reading: what comes later is seen later
    if (!started_) {
      // An empty token is made one, so that a change between two reads is not lost.
      corpus::ChangesRequest first = changes_;
      first.limit = 0;
      ASSIGN_OR_RETURN(const corpus::ChangePage page, ports_.feed.ReadChanges(first, call_));
      changes_.resume_token = page.resume_token;
      started_ = true;
      Beat();
    }
    ASSIGN_OR_RETURN(const corpus::ChangePage page, ports_.feed.ReadChanges(changes_, call_));
    for (const corpus::Change& change : page.changes) AddEvent(change);
    changes_.resume_token = page.resume_token;
    if (page.changes.empty()) seen_ = commits;
    return absl::OkStatus();
  }

  void AddEvent(const corpus::Change& change) {
    Event& event = events_.emplace_back();
    event.set_kind(static_cast<Event::Kind>(change.kind));
    event.set_resume_token(change.resume_token);
    WriteTime(change.time, event.mutable_event_time());
    const auto document =
        ports_.store.GetDocument(change.document, change.revision, corpus::DocumentView::kBasic);
    if (document.ok()) {
      WriteDocument(*document, event.mutable_document());
    } else {
      event.mutable_document()->set_name(change.document);
      event.mutable_document()->set_revision_number(static_cast<int32_t>(change.revision));
    }
  }

  const CorpusPorts ports_;
  const std::atomic<bool>& stopping_;
  const CallContext call_;
  absl::Time end_ = absl::InfiniteFuture();
  absl::Duration heartbeat_ = kDefaultHeartbeat;
  corpus::ChangesRequest changes_;
  bool started_ = false;
  uint64_t seen_ = 0;  // commits that have been read
  absl::Time next_heartbeat_;
  grpc::Alarm alarm_;
  std::vector<Event> events_;
  size_t written_ = 0;
};

}  // namespace

grpc::ServerWriteReactor<Event>* StartWatch(grpc::CallbackServerContext* context,
                                            const CorpusPorts& ports,
                                            const std::atomic<bool>& stopping,
                                            const WatchDocumentsRequest* request) {
  return new WatchStream(context, ports, stopping, request);
}

}  // namespace parallax::rpc
