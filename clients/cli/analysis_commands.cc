#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands.h"
#include "clients/cli/view/report_view.h"
#include "clients/cli/view/table.h"
#include "parallax/analysis/v1/analysis_service.grpc.pb.h"

namespace parallax::cli {
namespace {

using Stub = analysis::v1::AnalysisService::Stub;

struct AnalysisFlags {
  std::string corpus;
  std::string filter;
  std::string stated;
  std::vector<std::string> targets;
  std::string layer = "all";
  std::vector<std::string> analyzers;
  bool silent = false;
  bool single = false;
  bool utf16 = false;
  int entities = 25;
  std::string file;
};

// One unary call: body(stub, context) -> status.
template <typename Body>
int Call(const Session& session, Body&& body) {
  std::string error;
  const auto channel = Connect(session.connection, &error);
  if (channel == nullptr) {
    std::cerr << "parallax: " << error << '\n';
    return kExitLocal;
  }
  const auto stub = analysis::v1::AnalysisService::NewStub(channel);
  grpc::ClientContext context;
  SetDeadline(session.connection, context);
  return Report(body(*stub, context), session.connection);
}

template <typename Request>
Request RequestFor(const AnalysisFlags& flags) {
  Request request;
  request.mutable_selection()->set_corpus(CorpusName(flags.corpus));
  request.mutable_selection()->set_filter(flags.filter);
  for (const std::string& analyzer : flags.analyzers) {
    request.mutable_options()->add_analyzers()->set_analyzer(analyzer);
  }
  request.mutable_options()->set_utf16_offsets(flags.utf16);
  return request;
}

int ListAnalyzers(const Session& session) {
  analysis::v1::ListAnalyzersRequest request;
  analysis::v1::ListAnalyzersResponse response;
  request.set_page_size(1000);
  const int code = Call(session, [&](Stub& stub, grpc::ClientContext& context) {
    return stub.ListAnalyzers(&context, request, &response);
  });
  if (code != 0) return code;
  Table table({"analyzer", "version", "tier", "languages", "consumes", "produces", "description"});
  for (const auto& analyzer : response.analyzers()) {
    if (session.json) PrintJson(analyzer);
    const std::string tier = analysis::v1::Analyzer::Tier_Name(analyzer.tier()).substr(5);
    table.Add({analyzer.name(), analyzer.generation().version(), tier,
               absl::StrJoin(analyzer.language_codes(), ","),
               absl::StrJoin(analyzer.consumes(), ","), absl::StrJoin(analyzer.produces(), ","),
               analyzer.description()});
  }
  if (!session.json) table.Print(Terminal(session.colour), std::cout);
  return 0;
}

int PrintReport(const Session& session, const AnalysisFlags& flags, bool entities_only) {
  auto request = RequestFor<analysis::v1::GenerateReportRequest>(flags);
  request.set_include_silent(flags.silent);
  request.set_include_single_source(flags.single);
  if (entities_only && flags.analyzers.empty()) {
    request.mutable_options()->add_analyzers()->set_analyzer("entities");
  }
  analysis::v1::GenerateReportResponse response;
  const int code = Call(session, [&](Stub& stub, grpc::ClientContext& context) {
    return stub.GenerateReport(&context, request, &response);
  });
  if (code != 0) return code;
  const analysis::v1::Report& report = response.report();
  const Terminal terminal(session.colour);
  ReportView view(report.documents(), terminal, std::cout);
  if (entities_only && session.json) {
    for (const auto& row : report.entities()) PrintJson(row);
  } else if (entities_only) {
    view.PrintDocuments();
    std::cout << '\n';
    view.PrintEntities(report.entities(), 0);
  } else if (session.json) {
    PrintJson(report);
  } else {
    view.PrintReport(report, flags.entities);
  }
  return 0;
}

int PrintClaims(const Session& session, const AnalysisFlags& flags) {
  auto request = RequestFor<analysis::v1::CompareClaimsRequest>(flags);
  request.set_stated_claim(flags.stated);
  request.set_include_silent(flags.silent);
  request.set_include_single_source(flags.single);
  analysis::v1::CompareClaimsResponse response;
  const int code = Call(session, [&](Stub& stub, grpc::ClientContext& context) {
    return stub.CompareClaims(&context, request, &response);
  });
  if (code != 0) return code;
  if (session.json) {
    PrintJson(response);
    return 0;
  }
  const Terminal terminal(session.colour);
  ReportView view(response.documents(), terminal, std::cout);
  view.PrintIndependence(response.independence());
  view.PrintComparisons(response.comparisons());
  return 0;
}

int PrintStances(const Session& session, const AnalysisFlags& flags) {
  auto request = RequestFor<analysis::v1::ScoreStanceRequest>(flags);
  for (const std::string& target : flags.targets) {
    // "region:CN" is an id; anything else is words.
    const bool id = absl::StrContains(target, ":") && !absl::StrContains(target, " ");
    analysis::v1::StanceTarget* wire = request.add_targets();
    id ? wire->set_entity(target) : wire->set_text(target);
  }
  if (flags.layer == "outlet") request.add_holder_kinds(types::v1::Holder::KIND_OUTLET);
  if (flags.layer == "actor") request.add_holder_kinds(types::v1::Holder::KIND_ACTOR);
  if (flags.layer == "role") request.add_holder_kinds(types::v1::Holder::KIND_ROLE);
  analysis::v1::ScoreStanceResponse response;
  const int code = Call(session, [&](Stub& stub, grpc::ClientContext& context) {
    return stub.ScoreStance(&context, request, &response);
  });
  if (code != 0) return code;
  if (session.json) {
    PrintJson(response);
    return 0;
  }
  const Terminal terminal(session.colour);
  ReportView view(response.documents(), terminal, std::cout);
  view.PrintIndependence(response.independence());
  view.PrintStances(response.cells());
  return 0;
}

int AnalyzeFile(const Session& session, const AnalysisFlags& flags) {
  analysis::v1::AnalyzeTextRequest request;
  types::v1::InlineDocument* document = request.mutable_document();
  std::ifstream file;
  const bool standard_input = flags.file == "-";
  if (!standard_input) file.open(flags.file, std::ios::binary);
  std::istream& in = standard_input ? std::cin : file;
  document->set_raw_content(std::string(std::istreambuf_iterator<char>(in), {}));
  document->set_id(standard_input ? "stdin" : flags.file);
  for (const std::string& analyzer : flags.analyzers) {
    request.mutable_options()->add_analyzers()->set_analyzer(analyzer);
  }
  request.mutable_options()->set_utf16_offsets(flags.utf16);
  analysis::v1::AnalyzeTextResponse response;
  const int code = Call(session, [&](Stub& stub, grpc::ClientContext& context) {
    return stub.AnalyzeText(&context, request, &response);
  });
  if (code != 0) return code;
  if (session.json) {
    PrintJson(response);
    return 0;
  }
  const auto& analysis = response.analysis();
  Table table({"layer", "bytes", "quote", "what"});
  const auto add = [&](const char* layer, const types::v1::Span& span, std::string what) {
    table.Add({layer, absl::StrCat(span.start_byte(), "-", span.end_byte()), span.quote(),
               std::move(what)});
  };
  for (const auto& m : analysis.mentions()) add("mention", m.span(), m.entity());
  for (const auto& q : analysis.quantities()) {
    add("quantity", q.span(), absl::StrCat(q.value(), " ", q.unit(), " ", q.measure()));
  }
  for (const auto& c : analysis.claims()) {
    add("claim", c.span(), absl::StrCat(c.subject().text(), " | ", c.predicate(), " | ",
                                        c.object().text()));
  }
  for (const auto& s : analysis.stances()) {
    add("stance", s.span(), absl::StrCat(s.holder().name(), " → ", s.target().text(), " ",
                                         types::v1::Sign_Name(s.sign()).substr(5)));
  }
  for (const auto& w : analysis.warnings()) add("warning", w.span(), w.message());
  table.Print(Terminal(session.colour), std::cout);
  for (const auto& outcome : analysis.outcomes()) {
    if (outcome.state() == analysis::v1::AnalyzerOutcome::STATE_COMPLETED) continue;
    std::cerr << outcome.analyzer() << ": "
              << analysis::v1::AnalyzerOutcome::State_Name(outcome.state()) << " "
              << outcome.error().message() << '\n';
  }
  return 0;
}

void AddSelection(CLI::App* command, AnalysisFlags& flags) {
  command->add_option("CORPUS", flags.corpus)->required();
  command->add_option("--filter", flags.filter, "Only these documents, as for `documents`");
  command->add_option("--analyzer", flags.analyzers, "Run this one; may be repeated; default: all");
  command->add_flag("--utf16", flags.utf16, "Fill UTF-16 offsets too (seen with --json)");
}

}  // namespace

void AddAnalysisCommands(CLI::App& app, const Session& session, int& exit_code) {
  auto flags = std::make_shared<AnalysisFlags>();
  CLI::App* analyzers = app.add_subcommand("analyzers", "List the loaded analyzers");
  analyzers->callback([&session, &exit_code] { exit_code = ListAnalyzers(session); });

  CLI::App* analyze = app.add_subcommand("analyze", "Analyze one file; nothing is stored");
  analyze->add_option("FILE", flags->file, "A file of one document, or - for standard input")
      ->required()
      ->check(kFileOrStandardInput);
  analyze->add_option("--analyzer", flags->analyzers, "Run this one; may be repeated");
  analyze->add_flag("--utf16", flags->utf16, "Fill UTF-16 offsets too (seen with --json)");
  analyze->callback([&session, &exit_code, flags] { exit_code = AnalyzeFile(session, *flags); });

  CLI::App* entities = app.add_subcommand("entities", "Who and what is named");
  AddSelection(entities, *flags);
  entities->callback([&session, &exit_code, flags] {
    exit_code = PrintReport(session, *flags, true);
  });

  CLI::App* claims = app.add_subcommand("claims", "Who claims what, and where the sources differ");
  AddSelection(claims, *flags);
  claims->add_option("--stated", flags->stated,
                     "A claim in free text: what does each document say to it?")
      ->check([](const std::string& claim) {
        const bool empty = claim.find_first_not_of(" \t\n") == std::string::npos;
        return std::string(empty ? "empty; state a claim, or leave the option out" : "");
      });
  claims->add_flag("--silent", flags->silent, "Also list documents that do not speak of a claim");
  claims->add_flag("--single", flags->single, "Also claims that one document alone makes");
  claims->footer(
      "Example: parallax claims news --stated \"China controls 90% of rare earth refining\"");
  claims->callback([&session, &exit_code, flags] { exit_code = PrintClaims(session, *flags); });

  CLI::App* stance = app.add_subcommand("stance", "Which position each outlet and actor takes");
  AddSelection(stance, *flags);
  stance->add_option("--target", flags->targets,
                     "Towards this: an id (region:CN) or words; may be repeated; default: all");
  stance->add_option("--layer", flags->layer, "outlet, actor, role or all")
      ->check(CLI::IsMember({"outlet", "actor", "role", "all"}));
  stance->callback([&session, &exit_code, flags] { exit_code = PrintStances(session, *flags); });

  CLI::App* report = app.add_subcommand("report", "Everything in one answer");
  AddSelection(report, *flags);
  report->add_flag("--silent", flags->silent, "Also list documents that do not speak of a claim");
  report->add_flag("--single", flags->single, "Also claims that one document alone makes");
  report->add_option("--entities", flags->entities, "Most entities to print; 0: all")
      ->check(kNotNegative)
      ->capture_default_str();
  report->callback([&session, &exit_code, flags] {
    exit_code = PrintReport(session, *flags, false);
  });
}

}  // namespace parallax::cli
