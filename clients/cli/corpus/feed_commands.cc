#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <unistd.h>

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands.h"
#include "clients/cli/corpus/corpus_calls.h"

namespace parallax::cli {
namespace {

using corpus::v1::DocumentEvent;
using corpus::v1::ExportDocumentsRequest;
using corpus::v1::ExportDocumentsResponse;

// A connection that breaks is taken up again where it broke, so often without a message between.
constexpr int kReconnects = 5;

struct ExportFlags {
  std::string corpus, filter, output, format = "jsonl", slice, resume_token;
};

// "2/4": the third of four parts.
bool ReadSlice(const std::string& text, ExportDocumentsRequest* request) {
  int index = 0, count = 0, end = 0;
  if (std::sscanf(text.c_str(), "%d/%d%n", &index, &count, &end) != 2 ||
      end != static_cast<int>(text.size())) {
    return false;
  }
  request->set_slice_index(index);
  request->set_slice_count(count);
  return true;
}

class Export {
 public:
  Export(const ExportFlags& flags, const Session& session, std::ostream& out)
      : session_(session),
        out_(out),
        to_file_(!flags.output.empty()),
        replaced_(flags.resume_token.empty() ? flags.output : "") {
    request_.set_parent(CorpusName(flags.corpus));
    request_.set_filter(flags.filter);
    request_.set_resume_token(flags.resume_token);
    if (flags.format == "jsonl") request_.set_format(ExportDocumentsRequest::FORMAT_JSON_LINES);
  }

  ExportDocumentsRequest& request() { return request_; }

  int Run() {
    const int code = CallCorpus(session_, [&](CorpusStub& stub) {
      grpc::Status status;
      for (int attempt = 0; attempt <= kReconnects; ++attempt) {
        const int64_t before = documents_;
        status = Pull(stub);
        if (documents_ > before) attempt = 0;
        if (status.error_code() != grpc::StatusCode::UNAVAILABLE || documents_ == 0) return status;
        if (pending_ > 0) return status;  // written, but not covered by a token: no way back
      }
      return status;
    });
    if (shown_) std::cerr << '\n';
    if (code != 0 && documents_ > 0 && !request_.resume_token().empty()) {
      std::cerr << "parallax: go on with --resume-token " << request_.resume_token() << '\n';
    }
    if (code == 0 && to_file_) {
      std::cerr << documents_ << " documents; watch from here: parallax watch "
                << request_.parent() << " --resume-token " << watch_token_ << '\n';
    }
    return code;
  }

 private:
  grpc::Status Pull(CorpusStub& stub) {
    grpc::ClientContext context;
    SetDeadline(session_.connection, context);
    const auto stream = stub.ExportDocuments(&context, request_);
    ExportDocumentsResponse response;
    while (stream->Read(&response)) {
      if (!begun_) Begin();
      if (!response.watch_token().empty()) {
        watch_token_ = response.watch_token();
        continue;
      }
      Write(response);
      ++documents_;
      ++pending_;
      if (response.resume_token().empty()) continue;
      out_.flush();
      pending_ = 0;
      request_.set_resume_token(response.resume_token());
      if (to_file_ && isatty(STDERR_FILENO) == 1) {
        shown_ = true;
        std::cerr << "\r\x1b[K" << documents_ << " documents" << std::flush;
      }
    }
    out_.flush();
    return stream->Finish();
  }

  // The file that was there goes only when there is something to put in its place.
  void Begin() {
    begun_ = true;
    std::error_code not_a_file;  // a pipe or a device, say
    if (!replaced_.empty()) std::filesystem::resize_file(replaced_, 0, not_a_file);
  }

  void Write(const ExportDocumentsResponse& response) {
    if (!response.json_line().empty()) {
      out_ << response.json_line() << '\n';
      return;
    }
    std::string json;
    static_cast<void>(google::protobuf::util::MessageToJsonString(response.document(), &json));
    out_ << json << '\n';
  }

  const Session& session_;
  std::ostream& out_;
  const bool to_file_;
  const std::string replaced_;  // file that is written anew; empty: none
  bool begun_ = false;
  ExportDocumentsRequest request_;
  std::string watch_token_;
  int64_t documents_ = 0;
  int64_t pending_ = 0;  // written since the last token
  bool shown_ = false;
};

int RunExport(const ExportFlags& flags, const Session& session) {
  std::ofstream file;
  if (!flags.output.empty()) {
    file.open(flags.output, std::ios::app);
    if (!file) {
      std::cerr << "parallax: " << flags.output << ": cannot be written\n";
      return kExitLocal;
    }
  }
  std::ostream& out = flags.output.empty() ? std::cout : file;
  Export exporting(flags, session, out);
  if (!flags.slice.empty() && !ReadSlice(flags.slice, &exporting.request())) {
    std::cerr << "parallax: --slice: write INDEX/COUNT, such as 0/4\n";
    return kExitUsage;
  }
  const int code = exporting.Run();
  if (code == 0 && !out) {
    std::cerr << "parallax: " << (flags.output.empty() ? "standard output" : flags.output)
              << ": cannot be written\n";
    return kExitLocal;
  }
  return code;
}

const char* NameOf(DocumentEvent::Kind kind) {
  switch (kind) {
    case DocumentEvent::KIND_CREATED: return "created";
    case DocumentEvent::KIND_UPDATED: return "updated";
    case DocumentEvent::KIND_DELETED: return "deleted";
    default: return "";
  }
}

struct WatchFlags {
  std::string corpus, resume_token;
  bool from_start = false;
  int64_t limit = 0;
  double seconds = 0;
};

int RunWatch(const WatchFlags& flags, const Session& session) {
  corpus::v1::WatchDocumentsRequest request;
  request.set_parent(CorpusName(flags.corpus));
  request.set_resume_token(flags.resume_token);
  request.set_from_start(flags.from_start);
  if (flags.seconds > 0) {
    *request.mutable_max_age() =
        google::protobuf::util::TimeUtil::MillisecondsToDuration(static_cast<int64_t>(flags.seconds * 1000));
  }
  const Terminal terminal(session.colour);
  int64_t events = 0;
  return CallCorpus(session, [&](CorpusStub& stub) -> grpc::Status {
    for (int attempt = 0;; ++attempt) {
      grpc::ClientContext context;  // no deadline: watching has no end
      const auto stream = stub.WatchDocuments(&context, request);
      DocumentEvent event;
      while (stream->Read(&event)) {
        attempt = 0;
        request.set_resume_token(event.resume_token());
        if (session.json) PrintJson(event);
        std::cout.flush();
        if (event.kind() == DocumentEvent::KIND_HEARTBEAT) continue;
        if (!session.json) {
          std::cout << ShowTime(event.event_time()) << "  " << NameOf(event.kind()) << "  "
                    << event.document().name() << " revision "
                    << event.document().revision_number() << "  "
                    << terminal.Paint(event.document().title(), Colour::kBold) << std::endl;
        }
        if (flags.limit > 0 && ++events == flags.limit) return grpc::Status::OK;
      }
      const grpc::Status status = stream->Finish();
      if (status.error_code() != grpc::StatusCode::UNAVAILABLE || attempt >= kReconnects) return status;
      sleep(1);
    }
  });
}

}  // namespace

void AddFeedCommands(CLI::App& app, const Session& session, int& exit_code) {
  auto to = std::make_shared<ExportFlags>();
  CLI::App* exporting = app.add_subcommand("export", "Write the documents of a corpus");
  exporting->add_option("CORPUS", to->corpus)->required();
  exporting->add_option("--output,-o", to->output, "File; default: standard output");
  exporting->add_option("--format", to->format, "jsonl (import reads it), or native (the API's Document)")
      ->check(CLI::IsMember({"jsonl", "native"}))
      ->capture_default_str();
  exporting->add_option("--filter", to->filter, "As for documents");
  exporting->add_option("--slice", to->slice, "INDEX/COUNT: one of COUNT parts, to pull in parallel");
  exporting->add_option("--resume-token", to->resume_token, "Go on with an export that was interrupted");
  exporting->footer("Example: parallax export news --output news.jsonl --filter 'language = zh'");
  exporting->callback([to, &session, &exit_code] { exit_code = RunExport(*to, session); });

  auto from = std::make_shared<WatchFlags>();
  CLI::App* watch = app.add_subcommand("watch", "Print changes of a corpus as they happen");
  watch->add_option("CORPUS", from->corpus)->required();
  watch->add_option("--resume-token", from->resume_token, "Of an event or an export before");
  watch->add_flag("--from-start", from->from_start, "All changes that are kept, then new ones");
  watch->add_option("--limit", from->limit, "End after so many changes")->check(kNotNegative);
  watch->add_option("--seconds", from->seconds, "End after so long")->check(kNotNegative);
  watch->footer("Example: parallax watch news --json | jq .document.name");
  watch->callback([from, &session, &exit_code] { exit_code = RunWatch(*from, session); });
}

}  // namespace parallax::cli
