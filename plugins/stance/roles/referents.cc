#include "plugins/stance/roles/referents.h"

#include <algorithm>

#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;

std::vector<std::string> WordsOf(const Sentence& s, size_t first, size_t head) {
  std::vector<std::string> words;
  for (size_t i = first; i <= head; ++i) {
    const Word& w = s.words[i];
    if (w.tag == syntax::kDeterminer || w.mark != 0) continue;
    words.push_back(i == head ? s.forms[i].noun : w.lower);
  }
  return words;
}

class Collector {
 public:
  Collector(const Document& document, const PartyReader& reader, Referents* out)
      : document_(document), reader_(reader), out_(out) {}

  void Add(const Sentence& s) {
    if (s.chinese) {
      for (const plx_mention_t* m : s.mentions) AddChinese(s, *m);
      return;
    }
    for (const auto& phrase : syntax::FindPhrases(s.words, 0, s.words.size())) {
      for (const Member& member : reader_.Members(s, {phrase.first, phrase.end})) {
        AddPhrase(s, member);
      }
    }
  }

 private:
  bool IsDescription(std::string_view lemma) const {
    return reader_.classes().Contains("person", lemma) ||
           reader_.classes().Contains("organisation", lemma);
  }

  void AddPhrase(const Sentence& s, const Member& member) {
    const plx_mention_t* mention = s.MentionAt(member.head);
    if (mention != nullptr && CanHold(*mention)) {
      AddNamed(s, member, *mention);
      return;
    }
    const std::string& lemma = s.forms[member.head].noun;
    if (!IsDescription(lemma) || s.words[member.head].lower != lemma) return;
    const size_t first = member.words.first;  // an apposition: AddNamed has it
    if (first > 1 && s.words[first - 1].mark == ',' && s.MentionAt(first - 2) != nullptr) return;
    for (size_t i = member.words.first + 1; i < member.head; ++i) {  // "describing the group"
      if (s.words[i].tag == syntax::kDeterminer) return;
    }
    std::vector<std::string> words = WordsOf(s, member.words.first, member.head);
    if (words.size() < 2 && s.MentionAt(member.words.first) == nullptr &&
        !s.words[member.words.first].possessive) {
      return;  // it refers to a description itself
    }
    const std::vector<Party> parties =
        reader_.Holders(document_, s, member.words);
    if (parties.size() != 1 || parties[0].kind != PLX_HOLDER_ACTOR) return;
    out_->Add({std::move(words), parties[0], PhraseSpan(s, member.words).begin});
  }

  // "culture minister Amara Diallo", "Amara Diallo, the culture minister", "the Labour Party".
  void AddNamed(const Sentence& s, const Member& member, const plx_mention_t& mention) {
    const std::vector<Party> parties = PartyReader::FromMention(document_, mention);
    if (parties.size() != 1) return;
    const uint32_t begin = mention.base.span.begin;
    const Range name = s.WordsIn(mention.base.span);
    // The name itself says what it is: "Coastal Fishers' Federation", "Germany's Finance Minister".
    if (IsDescription(s.forms[name.end - 1].noun)) {
      out_->Add({WordsOf(s, name.first, name.end - 1), parties[0], begin});
    }
    if (name.first > member.words.first) {
      const size_t head = name.first - 1;
      if (IsDescription(s.forms[head].noun)) {
        out_->Add({WordsOf(s, member.words.first, head), parties[0], begin});
      }
    }
    if (name.end + 1 < s.words.size() && s.words[name.end].mark == ',') {
      const auto after = syntax::FindPhrases(s.words, name.end + 1,
                                             std::min(name.end + 10, s.words.size()));
      if (after.empty() || after.front().first != name.end + 1) return;
      for (const Member& m : reader_.Members(s, {after.front().first, after.front().end})) {
        if (IsDescription(s.forms[m.head].noun) && s.MentionAt(m.head) == nullptr) {
          out_->Add({WordsOf(s, m.words.first, m.head), parties[0], begin});
        }
        break;
      }
    }
  }

  // 文化部长迪亚洛, 泰国能源部长, 北风汽车公司.
  void AddChinese(const Sentence& s, const plx_mention_t& mention) {
    if (!CanHold(mention)) return;
    const std::vector<Party> parties = PartyReader::FromMention(document_, mention);
    if (parties.size() != 1) return;
    const std::string name(document_.Text(mention.base.span));
    out_->Add({{name}, parties[0], mention.base.span.begin});
    const Range words = s.WordsIn(mention.base.span);
    std::string before;
    for (size_t i = words.first; i-- > 0;) {
      const Word& w = s.words[i];
      if (w.mark != 0 || w.tag == syntax::kVerbZh || s.MentionAt(i) != nullptr) break;
      before = w.lower + before;
    }
    if (DescribedByChinese(before, reader_.classes()) == Described::kPerson) {
      out_->Add({{before}, parties[0], mention.base.span.begin});
    }
    // What follows a region: 泰国能源部长.
    if (View(mention.type) != "REGION") return;
    std::string after = name;
    for (size_t i = words.end; i < s.words.size() && i < words.end + 4; ++i) {
      const Word& w = s.words[i];
      if (w.mark != 0 || s.MentionAt(i) != nullptr) break;
      after += w.lower;
      if (DescribedByChinese(w.lower, reader_.classes()) != Described::kPerson) continue;
      if (i + 1 < s.words.size() && s.MentionAt(i + 1) != nullptr) break;  // the person is named
      Party party = parties[0];
      party.name = after;
      out_->Add({{after}, party, mention.base.span.begin});
      break;
    }
  }

  const Document& document_;
  const PartyReader& reader_;
  Referents* out_;
};

}  // namespace

void Referents::Add(Referent referent) { referents_.push_back(std::move(referent)); }

const Party* Referents::Find(const std::vector<std::string>& words, uint32_t begin) const {
  const Party* best = nullptr;
  for (const Referent& r : referents_) {
    if (r.begin >= begin) break;
    if (words.empty() || r.words.empty() || r.words.back() != words.back()) continue;
    const bool all = std::all_of(words.begin(), words.end(), [&](const std::string& w) {
      return std::find(r.words.begin(), r.words.end(), w) != r.words.end();
    });
    if (all) best = &r.party;
  }
  return best;
}

const Party* Referents::FindChinese(std::string_view text, uint32_t begin) const {
  const Party* best = nullptr;
  for (const Referent& r : referents_) {
    if (r.begin >= begin) break;
    const std::string& known = r.words.back();
    if (known.size() >= text.size() && known.ends_with(text)) best = &r.party;
  }
  return best;
}

Referents CollectReferents(const Document& document, const ParsedDocument& parsed,
                           const PartyReader& reader) {
  Referents referents;
  Collector collector(document, reader, &referents);
  for (const Sentence& s : parsed.sentences) collector.Add(s);
  return referents;
}

std::string DescribedOrganisationId(std::string_view words) {
  std::string id = "org:";
  bool join = false;
  for (size_t at = 0; at < words.size();) {
    const linguistics::CodePoint c = linguistics::DecodeAt(words, at);
    const std::string_view bytes = words.substr(at, c.size);
    at += c.size;
    if (c.code == '\'' || c.code == U'’') continue;
    const bool ascii = c.code < 0x80;
    const bool keep = ascii ? std::isalnum(static_cast<unsigned char>(c.code)) != 0
                            : c.code >= 0x2E80 || (c.code >= 0xC0 && c.code < 0x250);
    if (!keep) {
      join = id.size() > 4;
      continue;
    }
    if (join) id += '-';
    join = false;
    if (ascii) {
      id += static_cast<char>(std::tolower(static_cast<unsigned char>(c.code)));
    } else {
      id += bytes;
    }
  }
  return id;
}

Described DescribedByChinese(std::string_view text, const WordClasses& classes) {
  // The longest ending decides: 反对派 is a group, 总统 a person.
  size_t longest = 0;
  Described best = Described::kNothing;
  const auto look = [&](std::string_view name, Described kind) {
    for (const std::string& word : classes.Members(name)) {
      if (word.size() > longest && text.ends_with(word)) longest = word.size(), best = kind;
    }
  };
  look("group_zh", Described::kGroup);
  look("person_zh", Described::kPerson);
  look("organisation_zh", Described::kOrganisation);
  return best;
}

}  // namespace plx::stance
