#include "plugins/claims/comparison/clause_traits.h"

#include <algorithm>
#include <iterator>

#include "plugins/claims/extraction/predicates.h"

namespace plx::claims {
namespace {

bool IsOpenQuestion(const Record& r) { return r.modality == PLX_MODALITY_PLAN || r.modality == PLX_MODALITY_FORECAST; }

}  // namespace

int Sign(const Record& r) { return r.polarity == PLX_POLARITY_NEGATIVE ? -1 : 1; }

bool HasClass(const Record& r, std::string_view predicate_class) {
  const auto& classes = ClassesOf(r.predicate_word);
  return std::find(classes.begin(), classes.end(), predicate_class) != classes.end();
}

bool SaysMore(const Record& r) {
  return r.object_span.begin < r.object_span.end || std::any_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) {
    return (t.place == Place::kObject || t.place == Place::kOther) && t.term_class != kMemberTerm;
  });
}

bool IsEnglish(const Record& r) { return !r.predicate_word.empty() && static_cast<unsigned char>(r.predicate_word[0]) < 0x80; }

bool SaysSubject(const Record& r) {
  return std::any_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) { return t.place == Place::kSubject; });
}

bool BeginsWithVerb(const Record& r) {
  const auto before = [&](plx_span_t s) { return !Empty(s) && Contains(r.span, s) && s.begin < r.predicate_span.begin; };
  return IsEnglish(r) && !Empty(r.predicate_span) && !before(r.subject_span) && !before(r.object_span);
}

bool IsBareDeed(const Record& r) {
  if (!BeginsWithVerb(r)) return false;
  const std::string_view first = std::string_view(r.text).substr(0, r.text.find(' '));
  return first == "to" || first == "To" || (first.ends_with("ing") && r.predicate_span.begin == r.span.begin);
}

bool IsEverydayVerb(std::string_view verb) {
  static constexpr std::string_view kVerbs[] = {
      "be",    "have",  "do",    "get",   "go",     "come",   "take",  "give",  "make",  "put",    "begin", "start", "say",   "tell",
      "speak", "talk",  "ask",   "know",  "learn",  "think",  "call",  "show",  "see",   "look",   "read",  "write", "report",
      "turn",  "bring", "keep",  "let",   "want",   "need",   "try",   "use",   "find",  "work",   "move",  "happen", "occur", "like",
      "hear",  "watch", "play",  "wait",  "follow", "leave",  "stand", "sit",   "add",   "note",   "believe", "feel", "point", "break",
      "understand", "realize", "realise", "indicate", "reflect", "suggest", "signal", "demonstrate", "surprise", "post", "answer",
      "说",    "表示",  "称",    "是",    "有",     "进行",   "开始",  "来",    "去",    "做",     "知道",  "认为",  "看",     "问",
      "想",    "要",    "告诉",  "报道",  "写",     "成为",   "出现",  "发生"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) != std::end(kVerbs);
}

bool ModalitiesMeet(const Record& a, const Record& b) {
  if (a.modality == PLX_MODALITY_DENIAL || b.modality == PLX_MODALITY_DENIAL) return true;
  return IsOpenQuestion(a) == IsOpenQuestion(b);
}

Detail Quote(const Record& a, const Record& b) {
  const auto cut = [](const std::string& s) {
    if (s.size() <= 100) return s;
    size_t end = 100;
    while (end > 0 && (static_cast<unsigned char>(s[end]) & 0xC0) == 0x80) --end;
    return s.substr(0, end) + "…";
  };
  return {cut(a.text), " | ", cut(b.text), ""};
}

}  // namespace plx::claims
