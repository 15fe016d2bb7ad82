#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands.h"
#include "clients/cli/corpus/corpus_calls.h"
#include "clients/cli/view/table.h"

namespace parallax::cli {
namespace {

struct CatalogFlags {
  std::string corpus, filter, name;
  bool force = false, deleted = false;
};

template <typename Origin>
void AddOrigin(const Session& session, const Origin& origin, Table& table) {
  if (session.json) PrintJson(origin);
  table.Add({origin.name(), absl::StrCat(origin.document_count()), origin.display_name(),
             absl::StrJoin(origin.other_names(), ", ")});
}

int ListSources(const Session& session, const std::string& corpus) {
  Table table({"source", "documents", "name", "also"});
  corpus::v1::ListSourcesRequest request;
  request.set_parent(CorpusName(corpus));
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    return EachPage<corpus::v1::ListSourcesRequest, corpus::v1::ListSourcesResponse>(
        session, request, [&](auto* c, const auto& q, auto* a) { return stub.ListSources(c, q, a); },
        [&](const auto& page) {
          for (const auto& source : page.sources()) AddOrigin(session, source, table);
        });
  });
  if (code == 0 && !session.json) table.Print(Terminal(session.colour), std::cout);
  return code;
}

int ListFeeds(const Session& session, const std::string& corpus) {
  Table table({"feed", "documents", "name", "also"});
  corpus::v1::ListFeedsRequest request;
  request.set_parent(CorpusName(corpus));
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    return EachPage<corpus::v1::ListFeedsRequest, corpus::v1::ListFeedsResponse>(
        session, request, [&](auto* c, const auto& q, auto* a) { return stub.ListFeeds(c, q, a); },
        [&](const auto& page) {
          for (const auto& feed : page.feeds()) AddOrigin(session, feed, table);
        });
  });
  if (code == 0 && !session.json) table.Print(Terminal(session.colour), std::cout);
  return code;
}

int ListCopies(const Session& session, const std::string& corpus) {
  Table table({"group", "document", "outlet", "overlap", "kind"});
  corpus::v1::ListTextGroupsRequest request;
  request.set_parent(CorpusName(corpus));
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    return EachPage<corpus::v1::ListTextGroupsRequest, corpus::v1::ListTextGroupsResponse>(
        session, request,
        [&](auto* c, const auto& q, auto* a) { return stub.ListTextGroups(c, q, a); },
        [&](const auto& page) {
          for (const auto& group : page.text_groups()) {
            if (session.json) PrintJson(group);
            for (const auto& member : group.members()) {
              table.Add({group.name(), member.document(),
                         member.source().empty() ? "unknown" : member.source(),
                         absl::StrFormat("%.2f", member.overlap()),
                         member.excerpt() ? "excerpt" : "copy"});
            }
          }
        });
  });
  if (code == 0 && !session.json) table.Print(Terminal(session.colour), std::cout);
  return code;
}

int ShowStatistics(const Session& session, const CatalogFlags& flags) {
  corpus::v1::CorpusStatistics statistics;
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    corpus::v1::GetCorpusStatisticsRequest request;
    request.set_name(CorpusName(flags.corpus));
    request.set_filter(flags.filter);
    return stub.GetCorpusStatistics(&context, request, &statistics);
  });
  if (code != 0) return code;
  if (session.json) {
    PrintJson(statistics);
    return 0;
  }
  Table table({"what", "value", "count"});
  table.Add({"documents", "", absl::StrCat(statistics.documents())});
  table.Add({"distinct texts", "", absl::StrCat(statistics.distinct_texts())});
  table.Add({"deleted", "", absl::StrCat(statistics.deleted_documents())});
  table.Add({"revisions", "", absl::StrCat(statistics.revisions())});
  table.Add({"bytes", "", absl::StrCat(statistics.bytes())});
  const auto add = [&table](const char* what, const auto& counts) {
    const std::map<std::string, int64_t> sorted(counts.begin(), counts.end());
    for (const auto& [value, count] : sorted) {
      table.Add({what, value.empty() ? "unknown" : value, absl::StrCat(count)});
    }
  };
  add("source", statistics.by_source());
  add("language", statistics.by_language());
  add("day", statistics.by_day());
  table.Print(Terminal(session.colour), std::cout);
  return 0;
}

int ShowHistory(const Session& session, const std::string& name) {
  Table table({"revision", "changed", "state", "bytes", "id", "title"});
  corpus::v1::ListDocumentRevisionsRequest request;
  request.set_name(name);
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    return EachPage<corpus::v1::ListDocumentRevisionsRequest,
                    corpus::v1::ListDocumentRevisionsResponse>(
        session, request,
        [&](auto* c, const auto& q, auto* a) { return stub.ListDocumentRevisions(c, q, a); },
        [&](const auto& page) {
          for (const auto& d : page.revisions()) {
            if (session.json) PrintJson(d);
            table.Add({absl::StrCat(d.revision_number()), ShowTime(d.update_time()),
                       d.has_delete_time() ? "deleted" : "stored", absl::StrCat(d.byte_size()),
                       d.revision_id().substr(0, 12), d.title()});
          }
        });
  });
  if (code == 0 && !session.json) table.Print(Terminal(session.colour), std::cout);
  return code;
}

int Undelete(const Session& session, const std::string& name) {
  types::v1::Document document;
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    corpus::v1::UndeleteDocumentRequest request;
    request.set_name(name);
    return stub.UndeleteDocument(&context, request, &document);
  });
  if (code != 0) return code;
  if (session.json) {
    PrintJson(document);
  } else {
    std::cout << document.name() << ": restored as revision " << document.revision_number() << '\n';
  }
  return 0;
}

int Purge(const Session& session, const CatalogFlags& flags) {
  corpus::v1::PurgeDocumentsResponse purged;
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    corpus::v1::PurgeDocumentsRequest request;
    google::longrunning::Operation operation;
    request.set_parent(CorpusName(flags.corpus));
    request.set_filter(flags.filter);
    request.set_deleted(flags.deleted);
    request.set_force(flags.force);
    const grpc::Status status = stub.PurgeDocuments(&context, request, &operation);
    operation.response().UnpackTo(&purged);
    return status;
  });
  if (code != 0) return code;
  if (session.json) {
    PrintJson(purged);
    return 0;
  }
  std::cout << purged.purge_count() << (flags.force ? " documents removed\n"
                                                    : " documents would be removed; --force does it\n");
  for (const std::string& name : purged.purge_sample()) std::cout << "  " << name << '\n';
  return 0;
}

}  // namespace

void AddCatalogCommands(CLI::App& app, const Session& session, int& exit_code) {
  auto flags = std::make_shared<CatalogFlags>();

  CLI::App* sources = app.add_subcommand("sources", "List the outlets of a corpus");
  sources->add_option("CORPUS", flags->corpus)->required();
  sources->callback(
      [&session, &exit_code, flags] { exit_code = ListSources(session, flags->corpus); });

  CLI::App* feeds = app.add_subcommand("feeds", "List the services that delivered documents");
  feeds->add_option("CORPUS", flags->corpus)->required();
  feeds->callback([&session, &exit_code, flags] { exit_code = ListFeeds(session, flags->corpus); });

  CLI::App* copies = app.add_subcommand("copies", "List near-copies and excerpts of one another");
  copies->add_option("CORPUS", flags->corpus)->required();
  copies->callback([&session, &exit_code, flags] { exit_code = ListCopies(session, flags->corpus); });

  CLI::App* stats = app.add_subcommand("stats", "Count documents by outlet, language and day");
  stats->add_option("CORPUS", flags->corpus)->required();
  stats->add_option("--filter", flags->filter, "As for documents");
  stats->footer("Example: parallax stats news --filter 'published >= 2026-01'");
  stats->callback([&session, &exit_code, flags] { exit_code = ShowStatistics(session, *flags); });

  CLI::App* history = app.add_subcommand("history", "List the revisions of a document");
  history->add_option("DOCUMENT", flags->name, "corpora/{corpus}/documents/{document}")->required();
  history->callback([&session, &exit_code, flags] { exit_code = ShowHistory(session, flags->name); });

  CLI::App* undelete = app.add_subcommand("undelete", "Restore a deleted document");
  undelete->add_option("DOCUMENT", flags->name, "corpora/{corpus}/documents/{document}")->required();
  undelete->callback([&session, &exit_code, flags] { exit_code = Undelete(session, flags->name); });

  CLI::App* purge = app.add_subcommand("purge", "Remove documents and all their revisions for good");
  purge->add_option("CORPUS", flags->corpus)->required();
  purge->add_option("--filter", flags->filter, "As for documents; '*' for all")->required();
  purge->add_flag("--deleted", flags->deleted, "Deleted documents instead of live ones");
  purge->add_flag("--force", flags->force, "Do it; without, only count");
  purge->footer("Example: parallax purge news --deleted --filter 'ingested < 2025-01-01' --force");
  purge->callback([&session, &exit_code, flags] { exit_code = Purge(session, *flags); });
}

}  // namespace parallax::cli
