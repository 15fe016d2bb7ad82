// Findings: what analyzers say of a document. The owned twins of plx/finding.h, which documents
// every field; enum values are the same numbers there, here and in parallax.types.v1.
#ifndef PARALLAX_SERVER_ANALYZER_FINDINGS_H_
#define PARALLAX_SERVER_ANALYZER_FINDINGS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/text/offsets.h"

namespace parallax {

// What every finding has.
struct FindingBase {
  text::Span span;
  std::optional<int32_t> score;  // thousandths; unset: the analyzer does not say
  std::string rule;
  uint32_t generation = 0;  // index into the answer's list of analyzer runs
};

struct Mention : FindingBase {
  std::string entity;
  std::string type;
  std::string canonical;
  std::optional<int32_t> link_score;
  bool coreferent = false;
  std::vector<std::string> members;
  uint32_t stated_size = 0;
};

enum class Bound : uint32_t {
  kExact = 1,
  kApproximate = 2,
  kAtLeast = 3,
  kAtMost = 4,
  kMoreThan = 5,
  kLessThan = 6,
  kNearly = 7,
  kRange = 8,
};

struct Quantity : FindingBase {
  double value = 0;
  double low = 0;
  double high = 0;
  Bound bound = Bound::kExact;
  std::string unit;
  std::string measure;
  std::string measure_name;
  std::string subject;
};

enum class HolderKind : uint32_t { kOutlet = 1, kActor = 2, kRole = 3 };

struct Holder {
  HolderKind kind = HolderKind::kOutlet;
  text::Span span;
  std::string entity;
  std::string name;
};

struct Argument {
  text::Span span;
  std::string entity;
  std::string text;
};

enum class Modality : uint32_t { kFact = 1, kPlan = 2, kForecast = 3, kDenial = 4, kOpinion = 5 };
enum class Polarity : uint32_t { kPositive = 1, kNegative = 2 };

struct Claim : FindingBase {
  Holder holder;
  Argument subject;
  Argument object;
  std::string predicate;
  text::Span predicate_span;
  Modality modality = Modality::kFact;
  Polarity polarity = Polarity::kPositive;
  std::string time;
  text::Span time_span;
  std::vector<Quantity> quantities;
};

enum class Sign : uint32_t { kAgainst = 1, kNeutral = 2, kFor = 3, kMixed = 4 };

struct Stance : FindingBase {
  Holder holder;
  Argument target;
  Sign sign = Sign::kNeutral;
  int32_t strength = 0;  // thousandths
  std::string reason;
  std::string cue;
};

enum class Severity : uint32_t { kInfo = 1, kWarning = 2 };

struct Warning : FindingBase {
  Severity severity = Severity::kWarning;
  std::string code;
  std::string message;
};

struct Custom : FindingBase {
  std::string type;
  std::string payload;
};

// In the order of PLX_FINDING_*: index() + 1 is the kind.
using Finding = std::variant<Mention, Quantity, Claim, Stance, Warning, Custom>;

inline const FindingBase& BaseOf(const Finding& finding) {
  return std::visit([](const auto& f) -> const FindingBase& { return f; }, finding);
}
inline FindingBase& BaseOf(Finding& finding) {
  return std::visit([](auto& f) -> FindingBase& { return f; }, finding);
}

// Layer names, as in plx/finding.h. Empty for a Custom: its type is its layer.
absl::string_view LayerOf(const Finding& finding);

// Values equal PLX_RELATION_*.
enum class RelationKind : uint32_t {
  kUnrelated = 0,
  kCorroborates = 1,
  kElaborates = 2,
  kDisputes = 3,
  kContradicts = 4,
  kVaries = 5,
  kSameLabelDifferentReferent = 6,
};

// What compare() says of two records, `left` belonging to the first.
struct RelationFinding {
  RelationKind kind = RelationKind::kUnrelated;
  int32_t score = 0;
  bool joins = false;
  text::Span left;
  text::Span right;
  bool reversed = false;
  std::string reason;
  std::string detail;
};

// Values equal PLX_VERDICT_*.
enum class Verdict : uint32_t {
  kSingleSource = 1,
  kCorroborated = 2,
  kContested = 3,
  kVaries = 4,
  kDifferentReferents = 5,
};

struct ComparisonFinding {
  Verdict verdict = Verdict::kSingleSource;
  std::string proposition;
  std::string key;
  uint32_t representative = 0;
  std::string measure;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_FINDINGS_H_
