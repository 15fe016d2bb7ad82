#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands.h"
#include "clients/cli/view/import_progress.h"
#include "clients/cli/view/report_labels.h"
#include "clients/cli/view/terminal.h"
#include "parallax/corpus/v1/corpus_service.grpc.pb.h"

namespace parallax::cli {
namespace {

using corpus::v1::ImportDocumentsRequest;
using corpus::v1::ImportDocumentsResponse;
using corpus::v1::ImportOutcome;

struct ImportFlags {
  std::string corpus;
  std::vector<std::string> paths;
  std::string import_id;
  std::string source;
  std::string feed;
  std::string language;
  std::string media_type;
  std::string charset;
  std::string on_conflict = "update";
  int max_errors = 0;
  bool validate_only = false;
  bool quiet = false;
};

// Files as named, and all files of folders, by path.
std::vector<std::string> Expand(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) inside.push_back(entry.path().string());
    }
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

const char* NameOf(ImportOutcome::State state) {
  switch (state) {
    case ImportOutcome::STATE_CREATED: return "created";
    case ImportOutcome::STATE_UPDATED: return "updated";
    case ImportOutcome::STATE_UNCHANGED: return "unchanged";
    case ImportOutcome::STATE_DUPLICATE_OF: return "duplicate of";
    case ImportOutcome::STATE_SKIPPED: return "skipped";
    case ImportOutcome::STATE_STALE: return "older than the stored one";
    default: return "rejected";
  }
}

class Import {
 public:
  Import(const ImportFlags& flags, const Session& session)
      : flags_(flags), session_(session), files_(Expand(flags.paths)) {}

  int Run() {
    std::string error;
    const auto channel = Connect(session_.connection, &error);
    if (channel == nullptr) return Local(error);
    const auto stub = corpus::v1::CorpusService::NewStub(channel);
    grpc::ClientContext context;
    SetDeadline(session_.connection, context);
    const auto stream = stub->ImportDocuments(&context);
    const size_t first = Open(*stream);
    std::thread sender([&] { Send(*stream, first); });
    Receive(*stream);
    sender.join();
    const grpc::Status status = stream->Finish();
    if (status.ok() || counts_.items() > 0) PrintSummary();
    if (!status.ok()) return Report(status, session_.connection);
    return unreadable_ > 0 || counts_.rejected() > 0 ? kExitLocal : 0;
  }

 private:
  using Stream = grpc::ClientReaderWriter<ImportDocumentsRequest, ImportDocumentsResponse>;

  static int Local(const std::string& error) {
    std::cerr << "parallax: " << error << '\n';
    return kExitLocal;
  }

  // Sends the configuration; the file to go on with, as the server answers.
  size_t Open(Stream& stream) {
    ImportDocumentsRequest first;
    first.mutable_config()->set_parent(CorpusName(flags_.corpus));
    first.mutable_config()->set_import_id(flags_.import_id);
    first.mutable_config()->set_validate_only(flags_.validate_only);
    first.mutable_config()->set_max_errors(flags_.max_errors);
    first.mutable_config()->set_create_corpus(true);
    first.mutable_config()->set_conflict_policy(ConflictPolicyOf(flags_.on_conflict));
    ImportDocumentsResponse response;
    if (!stream.Write(first) || !stream.Read(&response)) return files_.size();
    if (session_.json) PrintJson(response);
    const size_t next = static_cast<size_t>(std::max<int64_t>(response.next_sequence(), 1)) - 1;
    if (next > 0 && !session_.json && !flags_.quiet) {
      std::cerr << "going on with import " << flags_.import_id << " after " << next << " files\n";
    }
    return next;
  }

  void Send(Stream& stream, size_t first) {
    bool open = true;
    for (size_t i = first; i < files_.size() && open; ++i) {
      std::ifstream file(files_[i], std::ios::binary);
      std::stringstream contents;
      contents << file.rdbuf();
      if (!file.good() && !file.eof()) {
        std::cerr << "parallax: " << files_[i] << ": cannot be read\n";
        ++unreadable_;
        continue;
      }
      ImportDocumentsRequest request;
      corpus::v1::ImportItem* item = request.add_items();
      item->set_sequence(static_cast<int64_t>(i) + 1);
      corpus::v1::RawFile* raw = item->mutable_file();
      raw->set_file_name(std::filesystem::path(files_[i]).filename().string());
      raw->set_content(contents.str());
      raw->set_media_type(flags_.media_type);
      raw->set_charset(flags_.charset);
      raw->set_source_name(flags_.source);
      raw->set_feed(flags_.feed);
      raw->set_language_code(flags_.language);
      open = stream.Write(request);
    }
    stream.WritesDone();
  }

  void Receive(Stream& stream) {
    ProgressBar progress(!flags_.quiet && !session_.json);
    ImportDocumentsResponse response;
    while (stream.Read(&response)) {
      if (session_.json) PrintJson(response);
      if (response.has_counts()) counts_ = response.counts();
      progress.Show(counts_, response.committed_through(), static_cast<int64_t>(files_.size()));
      for (const ImportOutcome& outcome : response.outcomes()) Note(outcome);
    }
  }

  // What a person must know of an outcome; the rest is in the counts.
  void Note(const ImportOutcome& outcome) {
    const size_t index = static_cast<size_t>(outcome.sequence()) - 1;
    const std::string file = index < files_.size() ? files_[index] : absl::StrCat("item ", index);
    if (outcome.has_error()) {
      notes_.push_back(absl::StrCat(file, ": ", NameOf(outcome.state()), ": ",
                                    outcome.error().message()));
    } else if (outcome.state() == ImportOutcome::STATE_DUPLICATE_OF) {
      notes_.push_back(absl::StrCat(file, ": ", NameOf(outcome.state()), " ", outcome.document()));
    }
    for (const std::string& warning : outcome.warnings()) {
      notes_.push_back(absl::StrCat(file, ": warning: ", warning));
    }
  }

  void PrintSummary() const {
    for (const std::string& note : notes_) std::cerr << note << '\n';
    if (session_.json || flags_.quiet) return;
    std::cout << CorpusName(flags_.corpus) << ": " << Counted(files_.size(), "file") << ", " << Summary(counts_)
              << (flags_.validate_only ? "; nothing was stored" : "") << '\n';
  }

  const ImportFlags& flags_;
  const Session& session_;
  const std::vector<std::string> files_;
  int unreadable_ = 0;  // of the sending thread until it is joined
  corpus::v1::ImportCounts counts_;
  std::vector<std::string> notes_;
};

}  // namespace

void AddImportCommand(CLI::App& app, const Session& session, int& exit_code) {
  auto flags = std::make_shared<ImportFlags>();
  CLI::App* import = app.add_subcommand(
      "import",
      "Import files: plain text, HTML, JSON Lines, CSV, RSS and Atom, web archives, research digests; "
      "gzipped or not");
  import->add_option("CORPUS", flags->corpus, "Corpus; created if it is not there")->required();
  import->add_option("FILE", flags->paths, "Files, or folders with files")
      ->required()
      ->check(CLI::ExistingPath);
  import->add_option("--import-id", flags->import_id,
                     "Name this import, to go on with it after an interruption");
  import->add_option("--source", flags->source, "Outlet of documents that do not say it");
  import->add_option("--feed", flags->feed, "Service that delivered them");
  import->add_option("--language", flags->language, "BCP-47 tag; default: detected");
  import->add_option("--media-type", flags->media_type,
                     "text/plain, text/html, application/x-ndjson, text/csv, application/rss+xml, "
                     "application/atom+xml, application/warc, text/x-research-digest; default: by "
                     "name and content");
  import->add_option("--charset", flags->charset, "IANA name; default: declared or detected");
  import->add_option("--max-errors", flags->max_errors, "Stop after so many rejected; 0: never")
      ->check(kNotNegative);
  import->add_option("--on-conflict", flags->on_conflict,
                     "A known document with another content: update (a new revision), skip, reject")
      ->check(CLI::IsMember({"update", "skip", "reject"}))
      ->capture_default_str();
  import->add_flag("--validate-only", flags->validate_only, "Read and check, store nothing");
  import->add_flag("--quiet", flags->quiet, "No progress, no summary");
  import->footer("Example: parallax import news articles/ wire.jsonl --import-id monday");
  import->callback([flags, &session, &exit_code] { exit_code = Import(*flags, session).Run(); });
}

}  // namespace parallax::cli
