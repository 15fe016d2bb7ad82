#include "clients/cli/view/output.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace parallax::cli {

void PrintJson(const google::protobuf::Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  if (!status.ok()) {
    std::cerr << "parallax: an answer cannot be written as JSON: " << status.ToString() << '\n';
    return;
  }
  std::cout << json << '\n';
}

std::string ShowTime(const google::protobuf::Timestamp& time) {
  google::protobuf::Timestamp whole;
  whole.set_seconds(time.seconds());
  return google::protobuf::util::TimeUtil::ToString(whole);
}

std::string CorpusName(const std::string& corpus) {
  return absl::StartsWith(corpus, "corpora/") ? corpus : absl::StrCat("corpora/", corpus);
}

}  // namespace parallax::cli
