// What the server answers to a stated claim: the call CompareClaims without its wire.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLAIM_SERVICE_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLAIM_SERVICE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/engine/engine.h"

namespace parallax::quality {

// How a text stands to the claim by the positions that the report gives it.
enum class Answer {
  kAsserts,  // it says so
  kDenies,   // it denies it, reports its denial, or gives another number: one such position decides
  kReports,  // it only reports that it is said
  kSilent
};

struct Told {
  Answer answer = Answer::kSilent;
  std::string reason;  // reason code of the strongest relation; empty if silent
};

// A headline is a title and nothing else; a body has no title.
struct ToldText {
  std::string text;
  bool headline = false;
};

class ClaimService {
 public:
  // Loads the entities and claims analyzers of this build.
  static absl::StatusOr<std::unique_ptr<ClaimService>> Load();

  // One answer per text, in their order. Each text is of an outlet of its own.
  absl::StatusOr<std::vector<Told>> Ask(const std::string& claim, const std::vector<ToldText>& texts);

 private:
  explicit ClaimService(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
  std::unique_ptr<Engine> engine_;
};

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLAIM_SERVICE_H_
