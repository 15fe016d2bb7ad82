#include "plugins/entities/document/glosses.h"

#include <algorithm>
#include <map>
#include <optional>

#include "plugins/entities/rules/common_words.h"
#include "plugins/entities/rules/spans.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

// Folded words of tokens [first, end).
std::string NameWords(const Unit& unit, size_t first, size_t end) {
  std::string words;
  for (size_t i = first; i < end; ++i) {
    std::string_view word = unit.tokens().Word(i);
    if (i + 1 == end) word.remove_suffix(std::min<size_t>(word.size(), unit.possessive(i)));
    if (i > first && !unit.tokens().Glued(i) && !unit.IsHan(i)) words += ' ';
    words += word;
  }
  return words;
}

// Tokens that may be a name, and whether words before them say that it is another one.
struct Part {
  size_t first = 0;
  size_t end = 0;
  bool said = false;
  bool quoted = false;
  size_t size() const { return end - first; }
};

constexpr int kExplained = 850;
constexpr int kGuess = 500;

struct Identity {
  std::string id;
  std::string type;
  std::string canonical;
  int link_score = kExplained;  // kGuess where its kind is one of the tagger's
};

class GlossFinder {
 public:
  explicit GlossFinder(const Reading& reading) : reading_(reading), knowledge_(*reading.knowledge) {}

  std::vector<OtherName> Run() {
    for (uint32_t u = 0; u < reading_.units.size(); ++u) {
      const Unit& unit = reading_.units[u];
      unit_ = &unit;
      number_ = u;
      spans_.reset();
      for (size_t i = 1; i + 2 < unit.size(); ++i) {
        const char32_t mark = unit.tokens().Code(i);
        if ((mark != '(' && mark != ',') || unit.IsHan(i)) continue;
        if (mark == '(') {
          i = Bracket(i);
        } else {
          BehindComma(i);
        }
      }
    }
    std::vector<OtherName> names;
    for (const auto& [words, identity] : names_) {
      if (!identity.id.empty()) names.push_back({words, identity.id, identity.type, identity.canonical, "name.explained", identity.link_score});
    }
    return names;
  }

 private:
  std::string_view Join(size_t first, size_t end) const { return unit_->tokens().Words(first, end); }
  bool IsMark(size_t i) const { return i < unit_->size() && unit_->tokens().Kind(i) == TokenKind::kPunctuation; }
  bool IsQuote(size_t i) const {
    const char32_t c = unit_->tokens().Code(i);
    return IsMark(i) && std::u32string_view(U"\"'“”‘’「」『』").find(c) != std::u32string_view::npos;
  }

  // 名称（…）: the name that ends at the bracket, and each part of what stands in it. Returns where it closes.
  size_t Bracket(size_t open) {
    size_t close = open + 1;
    while (close < unit_->size() && close < open + 40 && unit_->tokens().Code(close) != ')') ++close;
    if (unit_->tokens().Code(close) != ')' || close >= unit_->size()) return open;
    for (size_t first = open + 1; first < close;) {
      size_t end = first;
      while (end < close && !Separates(end)) ++end;
      auto part = ReadPart(first, end);
      if (part) {
        part->said = part->said || part->quoted;  // ("Jade"): so the text will call it
        Gloss(open, *part);
      }
      first = end + 1;
    }
    return close;
  }

  // "NAME, formerly NAME", 名称，简称名称: only with words that say so, and up to the next mark.
  void BehindComma(size_t comma) {
    const size_t next = comma + 1;
    const bool introduces = unit_->FoldedIn("gloss_word", next) || unit_->FoldedIn("gloss_filler", next);
    if (!introduces && ChineseIntroduction(next, unit_->size()) == 0) return;
    size_t end = next;
    while (end < unit_->size() && end < comma + 16 && unit_->sentence(end) == unit_->sentence(comma) &&
           (!IsMark(end) || IsQuote(end) || unit_->tokens().Code(end) == '-' || unit_->tokens().Code(end) == '&')) {
      ++end;
    }
    if (end >= unit_->size() || !IsMark(end)) return;
    if (const auto part = ReadPart(next, end); part && part->said) Gloss(comma, *part);
  }

  bool Separates(size_t i) const {
    const char32_t c = unit_->tokens().Code(i);
    return IsMark(i) && (c == ',' || c == ';' || c == '/' || c == U'、' || c == U'；');
  }

  // Without the words that introduce a name and the quotation marks around it; none if no name is left.
  std::optional<Part> ReadPart(size_t first, size_t end) const {
    Part part{first, end, false, false};
    for (bool moved = true; moved && part.first < part.end;) {
      moved = true;
      if (IsQuote(part.first)) {
        part.quoted = true;
        ++part.first;
      } else if (IsMark(part.first) && unit_->tokens().Code(part.first) == ':') {
        ++part.first;
      } else if (unit_->FoldedIn("gloss_word", part.first)) {
        part.said = true;
        ++part.first;
      } else if (unit_->FoldedIn("gloss_filler", part.first)) {
        ++part.first;
      } else if (const size_t size = ChineseIntroduction(part.first, part.end)) {
        part.said = true;
        part.first += size;
      } else {
        moved = false;
      }
    }
    while (part.end > part.first && IsQuote(part.end - 1)) --part.end;
    if (part.size() == 0 || !(IsHanName(part) || IsLatinName(part))) return std::nullopt;
    return part;
  }

  size_t ChineseIntroduction(size_t first, size_t end) const {
    if (!unit_->IsHan(first)) return 0;
    for (size_t size = std::min<size_t>(5, end - first); size >= 1; --size) {
      if (knowledge_.InList("gloss_word_zh", Join(first, first + size))) return size;
    }
    return 0;
  }

  bool IsHanName(const Part& part) const {
    if (part.size() < 2 || part.size() > 14) return false;
    for (size_t i = part.first; i < part.end; ++i) {
      if (!unit_->IsHan(i) && unit_->tokens().Code(i) != U'·') return false;
    }
    return true;
  }

  bool IsLatinName(const Part& part) const {
    if (part.size() > 8 || !unit_->IsCapital(part.first)) return false;
    for (size_t i = part.first; i < part.end; ++i) {
      const char32_t c = unit_->tokens().Code(i);
      const bool joint = unit_->WrittenIn("name_connector", i) || (IsMark(i) && (c == '-' || c == '&' || c == '.' || c == '\''));
      if (!unit_->IsCapital(i) && !joint) return false;
    }
    return unit_->IsCapital(part.end - 1);
  }

  // What a name is by its own form: a type, or "" if the form does not say.
  std::string_view FormOf(size_t first, size_t end) const {
    if (unit_->IsHan(end - 1)) {
      for (size_t size = std::min<size_t>(4, end - first); size >= 1; --size) {
        if (knowledge_.InList("zh_org_suffix", Join(end - size, end))) return kOrganization;
        if (knowledge_.InList("zh_place_suffix", Join(end - size, end))) return kPlace;
      }
      return "";
    }
    if (unit_->WrittenIn("company_suffix", end - 1) || unit_->WrittenIn("org_head", end - 1)) return kOrganization;
    if (unit_->WrittenIn("place_head", end - 1)) return kPlace;
    const bool person = end - first >= 2 && end - first <= 3 && unit_->WrittenIn("given_name", first);
    return person ? kPerson : std::string_view();
  }

  // What a name beside another one is: by its form, else by the rule that found it.
  std::string_view KindOf(const Part& part, const Mention* other) const {
    const std::string_view form = FormOf(part.first, part.end);
    if (!form.empty() || other == nullptr || (part.size() < 2 && !IsKnown(*other))) return form;
    return other->type == kName ? std::string_view() : std::string_view(other->type);
  }

  // Says nothing by itself: "the Company", 本公司, 集团.
  bool IsGeneric(size_t first, size_t end) const {
    if (unit_->IsHan(first)) {
      const std::string_view text = Join(first, end);
      return knowledge_.InList("zh_org_generic", text) || knowledge_.InList("zh_org_suffix", text) ||
             knowledge_.InList("zh_org_stop", Join(first, first + 1)) ||
             knowledge_.InList("zh_person_title", text) || knowledge_.InList("zh_not_a_name", text);
    }
    if (end - first > 1) return false;
    return IsCommonWord(unit_->tokens().Word(first)) || unit_->WrittenIn("month_day", first);
  }

  // 总部位于宁波, 下同: says something instead of naming it. Short words of the dictionary are no names unless
  // the text says that they are.
  bool IsPhrase(const Part& part) const {
    size_t words = 0, nouns = 0;
    for (size_t i = part.first; i < part.end;) {
      const uint32_t s = unit_->segment_of[i];
      if (s == UINT32_MAX) return false;
      const Segment& segment = unit_->segments[s];
      if (segment.end - segment.first >= 2 || i == part.first) {
        if (std::string_view("vdpcurmqti").find(segment.word_class) != std::string_view::npos) return true;
      }
      ++words;
      nouns += segment.word_class == 'n';
      i = std::max<size_t>(segment.end, i + 1);
    }
    return words == 1 && nouns == 1;
  }

  // Has the text `part` as another name of what ends at `mark`?
  void Gloss(size_t mark, const Part& part) {
    size_t end = mark;
    size_t first = end;  // where a name in quotation marks begins
    if (IsQuote(end - 1) && end >= 4) {
      first = --end;
      while (first > 0 && end - first < 15 && !IsQuote(first - 1) && (unit_->IsHan(first - 1) || !IsMark(first - 1))) --first;
      if (first == 0 || !IsQuote(first - 1)) first = end;
    }
    const bool han = unit_->IsHan(part.first);
    if (!part.said && han == unit_->IsHan(end - 1)) return;
    if (!spans_) spans_.emplace(reading_, number_);
    const Mention* other = spans_->On(part.first);
    if (other != nullptr && other->end > part.end) return;
    if (other != nullptr && (other->first != part.first || other->end < part.end)) other = nullptr;
    if (han && !part.said && other == nullptr && IsPhrase(part)) return;
    const Mention* host = spans_->EndingAt(end);
    // 海川集团有限公司: a rule that saw only 有限公司 saw nothing.
    if (host != nullptr && unit_->IsHan(host->first) && IsGeneric(host->first, end)) host = nullptr;
    if (host != nullptr && (host->hint || host->adjective || host->type == kOffice || host->type == kGroup)) return;
    // "Spruce Ferries ("Spruce")": a common word, but one of the name's own.
    const bool own = host != nullptr && part.said && unit_->hash(host->first) == unit_->hash(part.first);
    if (!own && IsGeneric(part.first, part.end)) return;
    if (host == nullptr) {
      // Behind a comma stands what anything in the sentence may be called.
      if (unit_->tokens().Code(mark) != '(') return;
      if (first == end || !ReadPart(first, end)) first = UnseenHost(end, part, other);
      if (first < end && !IsGeneric(first, end)) Unite(first, end, nullptr, part, other);
    } else if (SameKind(*host, part, other)) {
      Unite(host->first, end, host, part, other);
    }
  }

  // May they be one thing, by what is known of them and by their forms?
  bool SameKind(const Mention& host, const Part& part, const Mention* other) const {
    const bool known = other != nullptr && IsKnown(*other);
    if (known && IsKnown(host)) return false;
    // BBC（张宏圣）: who works there.
    const bool person = other != nullptr && other->type == kPerson;
    if (person && !part.said && host.type != kPerson && host.type != kName) return false;
    const std::string_view form = FormOf(part.first, part.end).empty() && known ? other->type : FormOf(part.first, part.end);
    if (form.empty()) return host.type != kRegion && host.type != kCity;
    const bool place = host.type == kPlace || host.type == kCity || host.type == kRegion;
    if (form == kPlace && place) return true;
    return form == host.type || host.type == kName || (!IsKnown(host) && FormOf(host.first, host.end) == form);
  }

  // Where the name begins that no rule saw before `end`: Chinese nouns up to a word that is no part of a name;
  // `end` if nothing shows that they are one.
  size_t UnseenHost(size_t end, const Part& part, const Mention* other) const {
    if (!unit_->IsHan(end - 1) || unit_->segment_of[end - 1] == UINT32_MAX) return end;
    size_t first = end;
    for (uint32_t s = unit_->segment_of[end - 1]; end - first < 12; --s) {
      const Segment& segment = unit_->segments[s];
      if (!MayBelong(segment, first < end && !HasOnlyKinds(first, end)) || unit_->sentence(segment.first) != unit_->sentence(end - 1)) break;
      first = segment.first;
      if (s == 0 || unit_->segments[s - 1].end != first) break;
    }
    // 运营方海鸥航空: a side, and the name behind it.
    if (first >= 2 && end - first > 3 && unit_->Is(first, "方") && knowledge_.InList("zh_side", Join(first - 2, first))) ++first;
    const std::string_view form = KindOf(part, other);
    const uint32_t last = unit_->segment_of[end - 1];
    const bool headed = FormOf(first, end) == kOrganization || HasOnlyKinds(unit_->segments[last].first, end);
    if (form == kPerson || first == end || HasOnlyKinds(first, end)) return end;
    // 消息人士（路透社）: words of every text are no name of a body that is known.
    const bool known = other != nullptr && IsKnown(*other);
    // 关税与贸易总协定: it may begin before the conjunction.
    const bool joined = unit_->Is(first - 1, "和") || unit_->Is(first - 1, "与") || unit_->Is(first - 1, "及");
    const bool meant = part.said || (form == kOrganization && HasNameLike(first, end));
    return headed || (meant && end - first >= 4 && !known && !joined) ? first : end;
  }

  // Is one of the words no common noun?
  bool HasNameLike(size_t first, size_t end) const {
    for (size_t i = first; i < end;) {
      const Segment& segment = unit_->segments[unit_->segment_of[i]];
      if (segment.end - segment.first == 1 || std::string_view("SRTZPxN").find(segment.word_class) != std::string_view::npos) return true;
      i = segment.end;
    }
    return false;
  }

  // 控股集团有限公司, 航空公司: what kind of body it is, and not which.
  bool HasOnlyKinds(size_t first, size_t end) const {
    while (first < end) {
      const Segment& segment = unit_->segments[unit_->segment_of[first]];
      const std::string_view text = Join(segment.first, segment.end);
      if (!knowledge_.InList("zh_org_generic", text) && !knowledge_.InList("zh_org_suffix", text) &&
          !knowledge_.InList("zh_org_kind", text)) {
        return false;
      }
      first = segment.end;
    }
    return true;
  }

  // May a word be part of a body's name? `named`: what stands behind it is one already.
  bool MayBelong(const Segment& segment, bool named) const {
    const std::string_view text = Join(segment.first, segment.end);
    if (const Mention* on = spans_->On(segment.first)) {
      // 爱尔兰茶隼航空 is Irish: the country is no part of the name, and stays itself.
      const bool open_type = on->type == kName || (on->type == kOrganization && !IsKnown(*on));
      if (on->type != kCity && on->type != kPlace && !open_type) return false;
    }
    const ListSet lists = knowledge_.word_lists().Of(text);
    if ((lists.Has("zh_org_stop") && !lists.Has("zh_org_kind")) || lists.Has("zh_person_title")) return false;
    const bool long_kind = segment.end - segment.first >= 3 &&
                           knowledge_.InList("zh_org_generic", Join(segment.end - 2, segment.end));
    if (named && (lists.Has("zh_org_generic") || long_kind)) return false;
    if (lists.Has("zh_org_kind")) return true;
    const bool single = segment.end - segment.first == 1;
    return std::string_view(single ? "vupcrmqd" : "vupcrmqdti").find(segment.word_class) == std::string_view::npos;
  }

  void Unite(size_t first, size_t end, const Mention* host, const Part& part, const Mention* other) {
    Identity identity;
    if (other != nullptr && IsKnown(*other)) {
      identity = {other->id, other->type, other->canonical};
    } else if (const auto it = names_.find(NameWords(*unit_, first, end)); it != names_.end() && !it->second.id.empty()) {
      identity = it->second;
    } else if (host != nullptr) {
      identity = {host->id, host->type, host->canonical, host->link_score <= kGuess ? kGuess : kExplained};
    } else {
      identity.canonical = std::string(unit_->Text(first, end));
      identity.type = kName;
    }
    const bool open_type = identity.type == kName || (host != nullptr && !IsKnown(*host));
    for (const std::string_view form : {FormOf(first, end), KindOf(part, other)}) {
      if (!open_type || form != kOrganization || identity.type == kPerson) continue;
      identity.type = kOrganization;
      identity.id = NameId("org:", identity.canonical);
      identity.link_score = kExplained;
    }
    if (identity.id.empty()) identity.id = "name:" + Slug(identity.canonical);
    Name(NameWords(*unit_, first, end), identity);
    Name(NameWords(*unit_, part.first, part.end), identity);
  }

  // Two things of one name: it names neither.
  void Name(const std::string& words, const Identity& identity) {
    const auto [it, is_new] = names_.try_emplace(words, identity);
    if (is_new || it->second.id == identity.id) return;
    it->second.id.clear();
  }

  const Reading& reading_;
  const Knowledge& knowledge_;
  const Unit* unit_ = nullptr;
  uint32_t number_ = 0;
  std::optional<Spans> spans_;  // of the unit, when first asked for
  std::map<std::string, Identity> names_;
};

}  // namespace

std::vector<OtherName> FindGlosses(const Reading& reading) { return GlossFinder(reading).Run(); }

}  // namespace plx::entities
