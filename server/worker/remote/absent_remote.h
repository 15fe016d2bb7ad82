// Stands for a remote analyzer that has not answered yet, so that requests say so.
#ifndef PARALLAX_SERVER_WORKER_REMOTE_ABSENT_REMOTE_H_
#define PARALLAX_SERVER_WORKER_REMOTE_ABSENT_REMOTE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/analyzer/analyzer.h"
#include "server/worker/remote/remote_address.h"

namespace parallax::worker {

// Thread-safe. Every call fails with the same status.
class AbsentRemote final : public Analyzer {
 public:
  // `why`: UNAVAILABLE (ANALYZER_UNREACHABLE), or why what answers there cannot serve.
  AbsentRemote(AnalyzerInfo info, absl::Status why)
      : info_(std::move(info)), why_(std::move(why)) {}

  const AnalyzerInfo& info() const override { return info_; }
  const std::string& config() const override { return config_; }
  AnalyzerVitals Vitals() const override;
  // Nobody there to say what options there are: they pass as they are.
  absl::StatusOr<std::string> CheckOptions(absl::string_view options) const override {
    return std::string(options);
  }
  std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs,
                                      absl::string_view options, const CallContext& call) override;
  Phases* phases() override { return nullptr; }

 private:
  const AnalyzerInfo info_;
  const absl::Status why_;
  const std::string config_ = "{}";
};

// What the analyzer at an address said of itself when it last answered, kept in `folder` over restarts:
// the layers that it reads and writes decide what must wait for it. Failing to write is logged.
void RememberRemote(const std::string& folder, const RemoteAddress& address,
                    const AnalyzerInfo& info);
// Not set: it never answered, or as another one than `address.id`. Without phases and generation, which
// only those have who are there.
std::optional<AnalyzerInfo> RecallRemote(const std::string& folder, const RemoteAddress& address);

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_REMOTE_ABSENT_REMOTE_H_
