#include "server/corpus/filter/filter_sql.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/text/fold.h"
#include "server/text/slug.h"

namespace parallax::corpus {
namespace {

SqlCondition Negated(SqlCondition condition) {
  condition.sql = absl::StrCat("NOT (", condition.sql, ")");
  return condition;
}

// "source", for `=` the same outlet under any of its names, for `:` a part of one.
SqlCondition SourceCondition(const Filter& filter) {
  const std::string slug = text::SourceSlug(filter.value);
  if (filter.op != FilterOp::kHas) return {"d.source = ?", {slug}};
  if (slug.empty()) return {"1", {}};
  return {"(instr(d.source, ?) > 0 OR instr(plx_fold(d.source_name), ?) > 0)",
          {slug, text::Fold(filter.value)}};
}

SqlCondition LanguageCondition(const Filter& filter) {
  const std::string tag = absl::AsciiStrToLower(filter.value);
  // A longer tag is a kind of the shorter: zh-Hant of zh.
  return {"(lower(d.language) = ? OR substr(lower(d.language), 1, ?) = ?)",
          {tag, static_cast<int64_t>(tag.size()) + 1, absl::StrCat(tag, "-")}};
}

SqlCondition TextCondition(absl::string_view column, const Filter& filter) {
  if (filter.op == FilterOp::kHas) {
    return {absl::StrCat("instr(plx_fold(", column, "), ?) > 0"), {text::Fold(filter.value)}};
  }
  return {absl::StrCat(column, " = ?"), {filter.value}};
}

// Stated times are prefixes of one another: "2025-07" is all that begins with it. '~' sorts after
// every character of a time.
SqlCondition PublishedCondition(const Filter& filter) {
  const std::string after = absl::StrCat(filter.value, "~");
  switch (filter.op) {
    case FilterOp::kLess: return {"(d.published != '' AND d.published < ?)", {filter.value}};
    case FilterOp::kLessOrEqual: return {"(d.published != '' AND d.published < ?)", {after}};
    case FilterOp::kGreater: return {"d.published >= ?", {after}};
    case FilterOp::kGreaterOrEqual: return {"d.published >= ?", {filter.value}};
    case FilterOp::kEqual:
    case FilterOp::kNotEqual:
    case FilterOp::kHas: break;
  }
  return {"(d.published >= ? AND d.published < ?)", {filter.value, after}};
}

SqlCondition IngestedCondition(const Filter& filter) {
  switch (filter.op) {
    case FilterOp::kLess: return {"d.ingest_time < ?", {filter.begin_us}};
    case FilterOp::kLessOrEqual: return {"d.ingest_time < ?", {filter.end_us}};
    case FilterOp::kGreater: return {"d.ingest_time >= ?", {filter.end_us}};
    case FilterOp::kGreaterOrEqual: return {"d.ingest_time >= ?", {filter.begin_us}};
    case FilterOp::kEqual:
    case FilterOp::kNotEqual:
    case FilterOp::kHas: break;
  }
  return {"(d.ingest_time >= ? AND d.ingest_time < ?)", {filter.begin_us, filter.end_us}};
}

SqlCondition LabelCondition(const Filter& filter) {
  SqlCondition condition{"EXISTS (SELECT 1 FROM json_each(d.labels) AS l WHERE l.key = ?", {filter.label}};
  if (filter.any_value) {
    condition.sql += ")";
  } else if (filter.op == FilterOp::kHas) {
    condition.sql += " AND instr(plx_fold(l.value), ?) > 0)";
    condition.values.push_back(text::Fold(filter.value));
  } else {
    condition.sql += " AND l.value = ?)";
    condition.values.push_back(filter.value);
  }
  return condition;
}

SqlCondition HasAnyValue(FilterField field) {
  switch (field) {
    case FilterField::kSource: return {"d.source != ''", {}};
    case FilterField::kFeed: return {"d.feed != ''", {}};
    case FilterField::kLanguage: return {"d.language NOT IN ('', 'und')", {}};
    case FilterField::kTitle: return {"d.title != ''", {}};
    case FilterField::kPublished: return {"d.published != ''", {}};
    case FilterField::kUrl: return {"d.url != ''", {}};
    case FilterField::kIngested:
    case FilterField::kLabel: break;
  }
  return {"1", {}};
}

SqlCondition PositiveCondition(const Filter& filter) {
  if (filter.any_value && filter.field != FilterField::kLabel) return HasAnyValue(filter.field);
  switch (filter.field) {
    case FilterField::kSource: return SourceCondition(filter);
    case FilterField::kFeed: return TextCondition("d.feed", filter);
    case FilterField::kLanguage: return LanguageCondition(filter);
    case FilterField::kTitle: return TextCondition("d.title", filter);
    case FilterField::kPublished: return PublishedCondition(filter);
    case FilterField::kIngested: return IngestedCondition(filter);
    case FilterField::kUrl: return TextCondition("d.url", filter);
    case FilterField::kLabel: return LabelCondition(filter);
  }
  return {"0", {}};
}

}  // namespace

SqlCondition FilterToSql(const Filter& filter) {
  switch (filter.kind) {
    case Filter::Kind::kAll: return {"1", {}};
    case Filter::Kind::kNot: return Negated(FilterToSql(filter.children[0]));
    case Filter::Kind::kComparison: {
      SqlCondition condition = PositiveCondition(filter);
      return filter.op == FilterOp::kNotEqual ? Negated(std::move(condition)) : condition;
    }
    case Filter::Kind::kAnd:
    case Filter::Kind::kOr: break;
  }
  SqlCondition all;
  for (const Filter& child : filter.children) {
    SqlCondition condition = FilterToSql(child);
    absl::StrAppend(&all.sql, all.sql.empty() ? "(" : filter.kind == Filter::Kind::kAnd ? " AND " : " OR ",
                    condition.sql);
    for (SqlValue& value : condition.values) all.values.push_back(std::move(value));
  }
  all.sql += ")";
  return all;
}

}  // namespace parallax::corpus
