#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/cli/commands.h"
#include "clients/cli/corpus/corpus_calls.h"
#include "clients/cli/view/table.h"
#include "clients/cli/view/terminal.h"

namespace parallax::cli {
namespace {

int ListCorpora(const Session& session) {
  Table table({"corpus", "documents", "name"});
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    return EachPage<corpus::v1::ListCorporaRequest, corpus::v1::ListCorporaResponse>(
        session, {}, [&](auto* c, const auto& q, auto* a) { return stub.ListCorpora(c, q, a); },
        [&](const corpus::v1::ListCorporaResponse& page) {
          for (const auto& corpus : page.corpora()) {
            if (session.json) PrintJson(corpus);
            table.Add({corpus.name(), absl::StrCat(corpus.document_count()),
                       corpus.display_name()});
          }
        });
  });
  if (code == 0 && !session.json) table.Print(Terminal(session.colour), std::cout);
  return code;
}

int ListDocuments(const Session& session, const std::string& corpus, const std::string& filter,
                  const std::string& order) {
  Table table({"document", "published", "outlet", "feed", "lang", "bytes", "title"});
  corpus::v1::ListDocumentsRequest request;
  request.set_parent(CorpusName(corpus));
  request.set_filter(filter);
  request.set_order_by(order);
  request.set_page_size(1000);
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    return EachPage<corpus::v1::ListDocumentsRequest, corpus::v1::ListDocumentsResponse>(
        session, request,
        [&](auto* c, const auto& q, auto* a) { return stub.ListDocuments(c, q, a); },
        [&](const corpus::v1::ListDocumentsResponse& page) {
          for (const auto& d : page.documents()) {
            if (session.json) PrintJson(d);
            table.Add({d.name(), d.published().iso().empty() ? "-" : d.published().iso(),
                       d.source_name().empty() ? "unknown" : d.source_name(),
                       d.feed().empty() ? "-" : d.feed(), d.language_code(),
                       absl::StrCat(d.byte_size()), d.title()});
          }
        });
  });
  if (code == 0 && !session.json) table.Print(Terminal(session.colour), std::cout);
  return code;
}

int ShowDocument(const Session& session, const std::string& name) {
  types::v1::Document document;
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    corpus::v1::GetDocumentRequest request;
    request.set_name(name);
    return stub.GetDocument(&context, request, &document);
  });
  if (code != 0) return code;
  if (session.json) {
    PrintJson(document);
    return 0;
  }
  const Terminal terminal(session.colour);
  std::cout << terminal.Paint(document.title(), Colour::kBold) << '\n'
            << (document.source_name().empty() ? "unknown outlet" : document.source_name()) << "  "
            << document.published().iso() << "  " << document.language_code() << "  "
            << document.name() << " revision " << document.revision_number() << "\n\n"
            << document.text() << '\n';
  return 0;
}

int DeleteDocument(const Session& session, const std::string& name) {
  const bool document = absl::StrContains(name, "/documents/");
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    if (!document) {
      corpus::v1::DeleteCorpusRequest request;
      google::protobuf::Empty response;
      request.set_name(CorpusName(name));
      request.set_force(true);
      return stub.DeleteCorpus(&context, request, &response);
    }
    corpus::v1::DeleteDocumentRequest request;
    types::v1::Document response;
    request.set_name(name);
    return stub.DeleteDocument(&context, request, &response);
  });
  if (code == 0 && !session.json) {
    std::cout << (document ? name + ": deleted; parallax undelete restores it\n"
                           : CorpusName(name) + ": deleted with all in it\n");
  }
  return code;
}

// The snippet with its highlights painted; `*` around them in a pipe.
std::string Marked(const corpus::v1::SearchDocumentsResponse::Snippet& snippet,
                   const Terminal& terminal) {
  const std::string& text = snippet.span().quote();
  const int base = snippet.span().start_byte();
  std::string out;
  size_t from = 0;
  for (const auto& mark : snippet.highlights()) {
    const size_t begin = mark.start_byte() - base;
    const size_t end = mark.end_byte() - base;
    out += text.substr(from, begin - from);
    const std::string word = text.substr(begin, end - begin);
    out += terminal.interactive() ? terminal.Paint(word, Colour::kYellow)
                                  : absl::StrCat("*", word, "*");
    from = end;
  }
  return OneLine(out + text.substr(from));
}

// Most documents first.
void AddFacet(const char* facet, const google::protobuf::Map<std::string, int64_t>& counts,
              Table& table) {
  std::vector<std::pair<int64_t, std::string>> sorted;
  for (const auto& [value, count] : counts) sorted.emplace_back(-count, value);
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [count, value] : sorted) {
    table.Add({facet, value.empty() ? "unknown" : value, absl::StrCat(-count)});
  }
}

int Search(const Session& session, const corpus::v1::SearchDocumentsRequest& request) {
  corpus::v1::SearchDocumentsResponse response;
  const int code = CallCorpus(session, [&](CorpusStub& stub) {
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    return stub.SearchDocuments(&context, request, &response);
  });
  if (code != 0) return code;
  if (session.json) {
    PrintJson(response);
    return 0;
  }
  const Terminal terminal(session.colour);
  for (const auto& hit : response.hits()) {
    const auto& document = hit.document();
    std::cout << terminal.Paint(document.title().empty() ? document.name() : document.title(),
                                Colour::kBold)
              << "\n  "
              << (document.source_name().empty() ? "unknown outlet" : document.source_name())
              << "  " << (document.published().iso().empty() ? "undated" : document.published().iso()) << "  "
              << absl::StrFormat("score %.2f  ", hit.score()) << document.name() << '\n';
    for (const auto& snippet : hit.snippets()) {
      std::cout << "    " << Marked(snippet, terminal) << '\n';
    }
  }
  if (response.hits().empty()) std::cout << "nothing found\n";
  if (response.total_size() > response.hits_size()) {
    std::cout << response.total_size() << " documents match\n";
  }
  if (response.has_facets()) {
    Table table({"facet", "value", "documents"});
    AddFacet("source", response.facets().by_source(), table);
    AddFacet("language", response.facets().by_language(), table);
    AddFacet("day", response.facets().by_day(), table);
    table.Print(terminal, std::cout);
  }
  if (!response.next_page_token().empty()) {
    std::cout << "more: --page-token " << response.next_page_token() << '\n';
  }
  return 0;
}

}  // namespace

void AddCorpusCommands(CLI::App& app, const Session& session, int& exit_code) {
  CLI::App* corpora = app.add_subcommand("corpora", "List corpora");
  corpora->callback([&] { exit_code = ListCorpora(session); });

  struct Flags {
    std::string corpus, filter, order, name;
    corpus::v1::SearchDocumentsRequest search;
    std::string query, page_token;
    int page_size = 0;
    bool facets = false;
  };
  auto flags = std::make_shared<Flags>();

  CLI::App* documents = app.add_subcommand("documents", "List the documents of a corpus");
  documents->add_option("CORPUS", flags->corpus)->required();
  documents->add_option("--filter", flags->filter,
                        "Such as: source = \"harbour-post\" AND published >= 2026-01-01");
  documents->add_option("--order-by", flags->order, "name, published, ingested; with \" desc\"");
  documents->callback([&session, &exit_code, flags] {
    exit_code = ListDocuments(session, flags->corpus, flags->filter, flags->order);
  });

  CLI::App* show = app.add_subcommand("show", "Print one document");
  show->add_option("DOCUMENT", flags->name, "corpora/{corpus}/documents/{document}")->required();
  show->callback([&session, &exit_code, flags] { exit_code = ShowDocument(session, flags->name); });

  CLI::App* remove = app.add_subcommand("delete", "Delete a document, or a corpus with all in it");
  remove->add_option("NAME", flags->name, "A document's resource name, or a corpus")->required();
  remove->callback([&session, &exit_code, flags] {
    exit_code = DeleteDocument(session, flags->name);
  });

  CLI::App* search = app.add_subcommand("search", "Search a corpus in English and Chinese");
  search->add_option("CORPUS", flags->corpus)->required();
  search->add_option("QUERY", flags->query, "words (all must occur; AND says the same) \"phrases\" -not (or NOT) OR title:word source:name "
                     "language:zh; operators in capitals, and words in quotation marks")->required();
  search->add_option("--filter", flags->filter, "As for documents");
  search->add_option("--page-size", flags->page_size, "Hits, at most 200; default: 20");
  search->add_option("--page-token", flags->page_token, "Where the page before ended");
  search->add_flag("--facets", flags->facets, "Also count by outlet, language and day");
  search->footer("A query that begins with - goes last, after --.\n"
                 "Example: parallax search news '稀土 OR \"rare earth\" -tariff'");
  search->callback([&session, &exit_code, flags] {
    flags->search.set_parent(CorpusName(flags->corpus));
    flags->search.set_query(flags->query);
    flags->search.set_filter(flags->filter);
    flags->search.set_page_size(flags->page_size);
    flags->search.set_page_token(flags->page_token);
    flags->search.set_facets(flags->facets);
    exit_code = Search(session, flags->search);
  });
}

}  // namespace parallax::cli
