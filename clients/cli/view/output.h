// How a command answers: for people, or for programs.
#ifndef PARALLAX_CLIENTS_CLI_VIEW_OUTPUT_H_
#define PARALLAX_CLIENTS_CLI_VIEW_OUTPUT_H_

#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <string>

#include "clients/cli/connection.h"
#include "clients/cli/view/terminal.h"

namespace parallax::cli {

// What holds for every command.
struct Session {
  ConnectionOptions connection;
  std::string colour = "auto";
  bool json = false;
};

// The message as one line of JSON on standard output: the API's own message in protobuf's JSON
// mapping.
void PrintJson(const google::protobuf::Message& message);

// "2026-01-15T11:48:03Z".
std::string ShowTime(const google::protobuf::Timestamp& time);

// "demo" -> "corpora/demo"; resource names stay as they are.
std::string CorpusName(const std::string& corpus);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_VIEW_OUTPUT_H_
