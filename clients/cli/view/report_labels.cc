#include "clients/cli/view/report_labels.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace parallax::cli {

using analysis::v1::AnalyzerOutcome;
using types::v1::Position;
using types::v1::Quantity;
using types::v1::Relation;

namespace {

// 3e+11 -> "300 billion"; small numbers as they are.
std::string Amount(double value) {
  const double size = std::abs(value);
  if (size >= 1e12) return absl::StrFormat("%.4g trillion", value / 1e12);
  if (size >= 1e9) return absl::StrFormat("%.4g billion", value / 1e9);
  if (size >= 1e6) return absl::StrFormat("%.4g million", value / 1e6);
  return absl::StrFormat("%.6g", value);
}

}  // namespace

Label LabelOf(types::v1::Verdict verdict) {
  switch (verdict) {
    case types::v1::VERDICT_CONTESTED: return {"CONTESTED", Colour::kRed};
    case types::v1::VERDICT_VARIES: return {"VARIES", Colour::kYellow};
    case types::v1::VERDICT_DIFFERENT_REFERENTS: return {"DIFFERENT REFERENTS", Colour::kMagenta};
    case types::v1::VERDICT_CORROBORATED: return {"CORROBORATED", Colour::kGreen};
    case types::v1::VERDICT_SINGLE_SOURCE: return {"SINGLE SOURCE", Colour::kDim};
    default: return {"NOT SPOKEN OF", Colour::kDim};
  }
}

Label LabelOf(Position::Kind kind) {
  switch (kind) {
    case Position::KIND_ASSERTS: return {"asserts", Colour::kGreen};
    case Position::KIND_DENIES: return {"denies", Colour::kRed};
    case Position::KIND_REPORTS: return {"reports", Colour::kCyan};
    case Position::KIND_REPORTS_DENIAL: return {"reports denial", Colour::kRed};
    case Position::KIND_OTHER_NUMBER: return {"other number", Colour::kYellow};
    case Position::KIND_OTHER_REFERENT: return {"other referent", Colour::kMagenta};
    default: return {"silent", Colour::kDim};
  }
}

const char* NameOfKind(Relation::Kind kind) {
  switch (kind) {
    case Relation::KIND_CORROBORATES: return "corroborates";
    case Relation::KIND_ELABORATES: return "elaborates";
    case Relation::KIND_DISPUTES: return "disputes";
    case Relation::KIND_CONTRADICTS: return "contradicts";
    case Relation::KIND_VARIES: return "varies";
    default: return "same label, different referent";
  }
}

Label LabelOf(types::v1::Sign sign) {
  switch (sign) {
    case types::v1::SIGN_FOR: return {"for", Colour::kGreen};
    case types::v1::SIGN_AGAINST: return {"against", Colour::kRed};
    case types::v1::SIGN_MIXED: return {"mixed", Colour::kYellow};
    default: return {"neutral", Colour::kDim};
  }
}

const char* NameOfState(AnalyzerOutcome::State state) {
  switch (state) {
    case AnalyzerOutcome::STATE_SKIPPED_LANGUAGE: return "skipped: language";
    case AnalyzerOutcome::STATE_SKIPPED_DEPENDENCY: return "skipped: dependency";
    case AnalyzerOutcome::STATE_FAILED: return "failed";
    case AnalyzerOutcome::STATE_TIMED_OUT: return "timed out";
    case AnalyzerOutcome::STATE_TRUNCATED: return "truncated";
    default: return "completed";
  }
}

std::string ValueOf(const Quantity& quantity) {
  const char* prefix = "";
  switch (quantity.bound()) {
    case Quantity::BOUND_APPROXIMATE: prefix = "about "; break;
    case Quantity::BOUND_AT_LEAST: prefix = "at least "; break;
    case Quantity::BOUND_AT_MOST: prefix = "at most "; break;
    case Quantity::BOUND_MORE_THAN: prefix = "more than "; break;
    case Quantity::BOUND_LESS_THAN: prefix = "less than "; break;
    case Quantity::BOUND_NEARLY: prefix = "nearly "; break;
    case Quantity::BOUND_RANGE:
      if (quantity.has_low() && quantity.has_high()) {
        return absl::StrCat(Amount(quantity.low()), " to ", Amount(quantity.high()), " ",
                            quantity.unit());
      }
      break;
    default: break;
  }
  return absl::StrCat(prefix, Amount(quantity.value()),
                      quantity.unit() == "percent" ? "%" : absl::StrCat(" ", quantity.unit()));
}

std::string Members(const analysis::v1::EntityRow& row) {
  constexpr int kMostListed = 8;
  if (row.members_size() > kMostListed) return absl::StrCat(row.members_size(), " members");
  return absl::StrJoin(row.members(), " + ");
}

std::string Counted(int64_t n, absl::string_view noun) {
  return absl::StrCat(n, " ", noun, n == 1 ? "" : "s");
}

}  // namespace parallax::cli
