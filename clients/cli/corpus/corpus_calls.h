// Calls of the corpus service.
#ifndef PARALLAX_CLIENTS_CLI_CORPUS_CORPUS_CALLS_H_
#define PARALLAX_CLIENTS_CLI_CORPUS_CORPUS_CALLS_H_

#include <iostream>
#include <string>

#include "clients/cli/connection.h"
#include "clients/cli/view/output.h"
#include "parallax/corpus/v1/corpus_service.grpc.pb.h"

namespace parallax::cli {

using CorpusStub = corpus::v1::CorpusService::Stub;

// Connects, runs body(stub) and turns its status into the exit code.
template <typename Body>
int CallCorpus(const Session& session, Body&& body) {
  std::string error;
  const auto channel = Connect(session.connection, &error);
  if (channel == nullptr) {
    std::cerr << "parallax: " << error << '\n';
    return kExitLocal;
  }
  const auto stub = corpus::v1::CorpusService::NewStub(channel);
  return Report(body(*stub), session.connection);
}

// Every page of a list method: `list(context, request, response)`, `each(item)` for each item.
template <typename Request, typename Response, typename List, typename Each>
grpc::Status EachPage(const Session& session, Request request, List list, Each each) {
  Response response;
  do {
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    response.Clear();
    const grpc::Status status = list(&context, request, &response);
    if (!status.ok()) return status;
    each(response);
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  return grpc::Status::OK;
}

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_CORPUS_CORPUS_CALLS_H_
