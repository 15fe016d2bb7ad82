#include "server/worker/remote/absent_remote.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "server/base/logging.h"
#include "server/text/digest.h"
#include "server/worker/wire/description_codec.h"

namespace parallax::worker {
namespace {

namespace fs = std::filesystem;

// Addresses hold characters that file names do not.
fs::path FileOf(const std::string& folder, const RemoteAddress& address) {
  return fs::path(folder) / absl::StrCat(text::Sha256Hex(address.address), ".description");
}

}  // namespace

AnalyzerVitals AbsentRemote::Vitals() const {
  AnalyzerVitals vitals;
  vitals.serving = false;
  vitals.last_error = why_;
  return vitals;
}

std::vector<AnalyzerOutput> AbsentRemote::Analyze(absl::Span<const AnalyzerInput> inputs,
                                                  absl::string_view, const CallContext&) {
  std::vector<AnalyzerOutput> outputs(inputs.size());
  for (AnalyzerOutput& output : outputs) output.status = why_;
  return outputs;
}

void RememberRemote(const std::string& folder, const RemoteAddress& address,
                    const AnalyzerInfo& info) {
  v1::DescribeResponse description;
  WriteDescription(info, &description);
  const fs::path path = FileOf(folder, address);
  const fs::path draft = path.string() + ".draft";
  std::error_code error;
  fs::create_directories(folder, error);
  std::ofstream out(draft, std::ios::binary | std::ios::trunc);
  const bool written = description.SerializeToOstream(&out) && out.flush().good();
  if (written) fs::rename(draft, path, error);
  if (written && !error) return;
  Log(LogLevel::kWarning, "what a remote analyzer is cannot be kept for the next start",
      {{"analyzer", info.id}, {"file", path.string()}});
}

std::optional<AnalyzerInfo> RecallRemote(const std::string& folder, const RemoteAddress& address) {
  std::ifstream in(FileOf(folder, address), std::ios::binary);
  v1::DescribeResponse description;
  if (!in || !description.ParseFromIstream(&in)) return std::nullopt;
  absl::StatusOr<AnalyzerInfo> info = ReadDescription(description);
  if (!info.ok() || (!address.id.empty() && info->id != address.id)) return std::nullopt;
  info->tier = "remote";
  info->path = address.address;
  info->version.clear();
  info->content_digest.clear();
  info->has_phases = false;
  return *std::move(info);
}

}  // namespace parallax::worker
