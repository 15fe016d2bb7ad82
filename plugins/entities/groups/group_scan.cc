#include "plugins/entities/groups/group_scan.h"

#include <utility>

#include "plugins/linguistics/meaning/terms.h"

namespace plx::entities {

using linguistics::TokenKind;

GroupScan::GroupScan(uint32_t number, Reading* reading)
    : knowledge(*reading->knowledge), unit(reading->units[number]), spans(*reading, number), reading_(reading), number_(number) {}

void GroupScan::Finish() {
  for (Mention& mention : found_) reading_->mentions.push_back(std::move(mention));
  found_.clear();
}

std::string_view GroupScan::SegmentText(uint32_t s) const {
  return unit.tokens().Words(unit.segments[s].first, unit.segments[s].end);
}

bool GroupScan::MayBeMember(const Mention* mention) {
  return IsCountry(mention) || (mention != nullptr && mention->id == "region:EU");
}

bool GroupScan::IsMark(size_t i, char32_t code) const {
  return unit.tokens().Kind(i) == TokenKind::kPunctuation && unit.tokens().Code(i) == code;
}

bool GroupScan::IsQuote(size_t i) const {
  const char32_t c = unit.tokens().Code(i);
  return unit.tokens().Kind(i) == TokenKind::kPunctuation &&
         (c == '"' || c == U'\u201C' || c == U'\u201D' || c == U'「' || c == U'」' ||
          c == U'\u2018' || c == U'\u2019' || c == '\'');
}

std::string GroupScan::Topics(size_t first, size_t end) const {
  if (first >= end) return "";
  const plx_span_t span = unit.Span(first, end);
  const linguistics::TokenSequence tokens(unit.tokens().Text(span), span.begin);
  std::string slug;
  for (const linguistics::Term& term : linguistics::ExtractTerms(tokens)) {
    if (!term.concept_known && unit.IsHan(first)) continue;
    const std::string piece = Slug(term.key);
    if (!slug.empty()) slug += '-';
    slug += piece;
  }
  return slug;
}

void GroupScan::Label(const std::string& topics, const std::string& head, Mention* mention) const {
  mention->canonical = std::string(unit.Text(mention->first, mention->end));
  if (topics.empty()) {
    mention->id = "group:?" + head;
    mention->coreferent = true;
    mention->rule = "group.reference";
    mention->score = 700;
    mention->link_score = 500;
  } else {
    mention->id = "group:" + topics + "-" + head;
    mention->rule = "group.label";
    mention->score = 850;
    mention->link_score = 800;
  }
}

Mention GroupScan::Group(size_t first, size_t end) const {
  Mention mention = MakeMention(*reading_, number_, first, end);
  mention.type = kGroup;
  mention.nested = true;
  return mention;
}

std::vector<std::string> GroupScan::RunBefore(size_t end) const {
  std::vector<std::string> members;
  size_t i = end;
  while (const Mention* on = spans.EndingAt(i)) {
    if (!MayBeMember(on)) break;
    members.insert(members.begin(), on->id);
    i = on->first;
    if (i > 0 && (IsMark(i - 1, U'、') || IsMark(i - 1, '-') || Word(i - 1) == "和" ||
                  Word(i - 1) == "与" || Word(i - 1) == "及")) {
      --i;
    }
  }
  if (members.size() < 2) members.clear();
  return members;
}

void GroupScan::AlliesOf(const Mention& lead, size_t first, size_t end) {
  Mention mention = Group(first, end);
  const size_t colon = lead.id.find(':');
  mention.id = "group:allies-of-" + lead.id.substr(colon + 1);
  mention.canonical = lead.canonical + " and allies";
  mention.members = {lead.id};
  mention.rule = "group.allies";
  mention.coreferent = true;
  mention.score = 850;
  mention.link_score = 800;
  Add(std::move(mention));
}

}  // namespace plx::entities
