#include <vector>

#include "server/base/status_macros.h"
#include "server/rpc/services/corpus/feed_streams.h"
#include "server/rpc/services/invalid_argument.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/document_writer.h"

namespace parallax::rpc {
namespace {

using corpus::v1::ExportDocumentsRequest;
using corpus::v1::ExportDocumentsResponse;

// The state changes hands between the executor (reading) and gRPC (writing), never shared: one step
// ends by starting the other.
class ExportStream final : public grpc::ServerWriteReactor<ExportDocumentsResponse> {
 public:
  ExportStream(grpc::CallbackServerContext* context, const CorpusPorts& ports,
               const ExportDocumentsRequest* request)
      : ports_(ports),
        format_(request->format()),
        call_(DeadlineOf(*context, absl::Hours(24))) {
    export_.corpus = request->parent();
    export_.filter = request->filter();
    export_.resume_token = request->resume_token();
    export_.slice_index = request->slice_index();
    export_.slice_count = request->slice_count();
    Read();
  }

  void OnWriteDone(bool ok) override {
    if (!ok) {
      Finish(grpc::Status::CANCELLED);
    } else if (++written_ < responses_.size()) {
      StartWrite(&responses_[written_]);
    } else if (export_.resume_token.empty()) {
      Finish(grpc::Status::OK);
    } else {
      Read();
    }
  }
  void OnCancel() override { call_.Cancel(); }
  void OnDone() override { delete this; }

 private:
  void Read() {
    const bool queued = ports_.disk.TrySchedule([this] {
      const absl::Status status = ReadPage();
      if (status.ok()) {
        StartWrite(&responses_[0]);
      } else {
        Finish(ToGrpcStatus(status));
      }
    });
    if (!queued) Finish(ToGrpcStatus(QueueFull()));
  }

  // Fills responses_, which are never empty: the last message holds the watch token.
  absl::Status ReadPage() {
    if (!ExportDocumentsRequest::Format_IsValid(format_)) return UnknownValue("format", format_);
    ASSIGN_OR_RETURN(const corpus::ExportPage page, ports_.feed.Export(export_, call_));
    responses_.clear();
    written_ = 0;
    for (const corpus::StoredDocument& document : page.documents) {
      ExportDocumentsResponse& response = responses_.emplace_back();
      if (format_ == ExportDocumentsRequest::FORMAT_JSON_LINES) {
        response.set_json_line(WriteJsonLine(document));
      } else {
        WriteDocument(document, response.mutable_document());
      }
    }
    export_.resume_token = page.resume_token;
    if (page.resume_token.empty()) {
      responses_.emplace_back().set_watch_token(page.feed_token);
    } else {
      responses_.back().set_resume_token(page.resume_token);
    }
    return absl::OkStatus();
  }

  const CorpusPorts ports_;
  const ExportDocumentsRequest::Format format_;
  const CallContext call_;
  corpus::ExportRequest export_;
  std::vector<ExportDocumentsResponse> responses_;
  size_t written_ = 0;
};

}  // namespace

grpc::ServerWriteReactor<ExportDocumentsResponse>* StartExport(
    grpc::CallbackServerContext* context, const CorpusPorts& ports, const ExportDocumentsRequest* request) {
  return new ExportStream(context, ports, request);
}

}  // namespace parallax::rpc
