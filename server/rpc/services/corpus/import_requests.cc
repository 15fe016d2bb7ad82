#include "server/rpc/services/corpus/import_requests.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/invalid_argument.h"
#include "server/rpc/wire/document_writer.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {
namespace {

constexpr int kMaxBatchItems = 1000;
constexpr size_t kMaxBatchBytes = 64 << 20;

}  // namespace

absl::StatusOr<corpus::ImportOptions> OpenImport(corpus::CorpusStore& store,
                                                 const corpus::v1::ImportConfig& config) {
  if (!corpus::v1::ImportConfig::ConflictPolicy_IsValid(config.conflict_policy())) {
    return UnknownValue("config.conflict_policy", config.conflict_policy());
  }
  if (config.max_errors() < 0) {
    return InvalidArgument("config.max_errors: negative; 0 is no limit", "FIELD_INVALID");
  }
  corpus::ImportOptions options;
  options.import_id = config.import_id();
  if (config.create_corpus()) {
    const absl::Status found = store.GetCorpus(config.parent()).status();
    if (absl::IsNotFound(found) && config.validate_only()) {
      options.new_corpus = true;
      options.import_id.clear();  // nothing can be remembered under it
    } else if (absl::IsNotFound(found)) {
      const std::string id(absl::StripPrefix(config.parent(), "corpora/"));
      const absl::Status created = store.CreateCorpus({id, "", ""}).status();
      // Another import may have been quicker.
      if (!created.ok() && !absl::IsAlreadyExists(created)) return created;
    } else {
      RETURN_IF_ERROR(found);
    }
  }
  options.corpus = config.parent();
  options.validate_only = config.validate_only();
  if (config.conflict_policy() != corpus::v1::ImportConfig::CONFLICT_POLICY_UNSPECIFIED) {
    options.conflict_policy = static_cast<corpus::ConflictPolicy>(config.conflict_policy());
  }
  if (config.max_errors() > 0) options.max_errors = config.max_errors();
  return options;
}

absl::Status AnswerBatchImport(corpus::CorpusStore& store, const corpus::ReaderRegistry& readers,
                               const corpus::v1::BatchImportDocumentsRequest& request,
                               corpus::v1::BatchImportDocumentsResponse* response) {
  if (request.items_size() > kMaxBatchItems) {
    return InvalidArgument(absl::StrCat("items: ", request.items_size(), " given; at most ", kMaxBatchItems,
                                        " in one call, or any number with ImportDocuments"),
                           "TOO_MANY_ITEMS");
  }
  size_t bytes = 0;
  for (const corpus::v1::ImportItem& item : request.items()) {
    bytes += item.file().content().size() + item.document().text().size() +
             item.document().raw_content().size();
  }
  // A file that is too large by itself is an outcome like others.
  if (request.items_size() > 1) RETURN_IF_ERROR(CheckRequestBytes("items", bytes, kMaxBatchBytes));
  ASSIGN_OR_RETURN(const corpus::ImportOptions options, OpenImport(store, request.config()));
  std::vector<corpus::ImportItem> items;
  for (int i = 0; i < request.items_size(); ++i) items.push_back(ReadImportItem(request.items(i), i + 1));
  ASSIGN_OR_RETURN(const corpus::ImportProgress progress,
                   corpus::ImportBatch(&store, &readers, options, std::move(items)));
  corpus::ImportTotals totals;
  for (const corpus::ItemOutcome& outcome : progress.outcomes) {
    WriteOutcome(outcome, response->add_outcomes());
    corpus::Count(outcome, &totals);
  }
  WriteCounts(totals, response->mutable_counts());
  return absl::OkStatus();
}

}  // namespace parallax::rpc
