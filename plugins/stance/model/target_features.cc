#include "plugins/stance/model/target_features.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;

constexpr size_t kNear = 8;        // words: "near" the target
constexpr int kQuarter = 125;      // thousandths of polarity that count once
constexpr int kMostTimes = 24;

// One word as the model sees it.
struct Seen {
  std::string_view text;  // a word, or a mask: T target, H holder, E other mention, N name, # number
  size_t word = 0;   // its first word in the sentence
  int polarity = 0;  // thousandths, turned round behind a negation
  bool mask = false;
  bool negated = false;
};

bool IsMask(std::string_view text) { return text == "T" || text == "H" || text == "E" || text == "N" || text == "#"; }

bool Negates(std::string_view word) {
  static const linguistics::WordSet kWords = {
      "not",  "no",     "never",   "neither", "nor",    "without", "cannot", "hardly", "few",
      "lack", "little", "refused", "refuse",  "failed", "fail",    "denied", "deny",   "barely"};
  return word.ends_with("n't") || kWords.Contains(word);
}

std::string_view Distance(size_t words) {
  return words <= 2 ? "1" : words <= 5 ? "2" : words <= 10 ? "3" : "4";
}

// How often a strength in thousandths counts.
int Times(int thousandths) {
  return std::min(kMostTimes, (std::abs(thousandths) + kQuarter / 2) / kQuarter);
}

class Extractor {
 public:
  Extractor(const ParsedDocument& parsed, const Sentence& s, const std::vector<WordSign>& signs,
            const AskedTarget& target, const std::vector<Opinion>& opinions, FeatureSink* sink)
      : parsed_(parsed), s_(s), signs_(signs), target_(target), opinions_(opinions), sink_(sink) {}

  void Run() {
    See();
    if (places_.empty()) return;
    Add("bias");
    Words();
    Around();
    Polarities();
    Clauses();
    Speech();
    Frames();
    if (!target_.holder_places.empty()) Between();
  }

 private:
  void Add(FeatureSink::Parts parts, int times = 1) {
    if (times > 0) sink_->Add(parts, times);
  }
  void Add(std::string_view feature, int times = 1) {
    if (times > 0) sink_->Add({feature}, times);
  }

  bool InTarget(size_t word) const {
    return std::any_of(target_.places.begin(), target_.places.end(), [&](plx_span_t place) {
      return Overlaps(place, s_.words[word].span);
    });
  }

  bool IsHolder(size_t word) const {
    return std::any_of(target_.holder_places.begin(), target_.holder_places.end(),
                       [&](plx_span_t place) { return Overlaps(place, s_.words[word].span); });
  }

  std::string_view MaskOf(size_t i) const {
    const Word& w = s_.words[i];
    if (InTarget(i)) return "T";
    if (IsHolder(i)) return "H";
    if (signs_[i].named) return "E";
    if (w.tag == syntax::kNumber) return "#";
    if (w.tag == syntax::kName && w.capitalized && i > 0 && signs_[i].polarity == 0) {
      return "N";
    }
    return w.lower;
  }

  void See() {
    for (size_t i = 0; i < s_.words.size(); ++i) {
      Seen seen;
      seen.text = MaskOf(i);
      seen.word = i;
      seen.mask = IsMask(seen.text);
      if (seen.mask && !seen_.empty() && seen_.back().text == seen.text) continue;
      for (size_t k = seen_.size(); k-- > 0 && k + 4 >= seen_.size();) {
        seen.negated |= !seen_[k].mask && signs_[seen_[k].word].negates;
      }
      if (!seen.mask) seen.polarity = signs_[i].polarity;
      if (seen.negated) seen.polarity = -seen.polarity * 7 / 10;
      if (seen.text == "T") places_.push_back(seen_.size());
      seen_.push_back(std::move(seen));
    }
    // The place that was asked for first.
    for (size_t k = 0; k < places_.size(); ++k) {
      if (Overlaps(target_.places.front(), s_.words[seen_[places_[k]].word].span)) first_ = places_[k];
    }
    if (!places_.empty() && seen_[first_].text != "T") first_ = places_.front();
    holder_ = first_;
    for (size_t i = 0; i < seen_.size(); ++i) {
      const auto away = [&](size_t k) { return k < first_ ? first_ - k : k - first_; };
      if (seen_[i].text == "H" && (holder_ == first_ || away(i) < away(holder_))) holder_ = i;
    }
  }

  std::string_view At(size_t i) const { return i < seen_.size() ? seen_[i].text : "|"; }

  void Words() {
    for (size_t i = 0; i < seen_.size(); ++i) {
      const Seen& w = seen_[i];
      if (w.text == "T") continue;
      const std::string_view side = i < first_ ? "L" : "R";
      const size_t away = i < first_ ? first_ - i : i - first_;
      Add({"w=", w.text});
      Add({side, "=", w.text});
      if (away <= kNear) Add({side, "n=", w.text});
      if (w.negated) Add({"not=", w.text});
      const std::string& lemma = s_.forms[w.word].verb;
      if (!w.mask && !lemma.empty() && lemma != w.text) Add({"w=", lemma}), Add({side, "=", lemma});
      if (i + 1 < seen_.size()) Add({"p=", w.text, "_", seen_[i + 1].text});
    }
  }

  // The words right before and behind each place of the target.
  void Around() {
    for (size_t q : places_) {
      const std::string_view before = At(q - 1), before2 = At(q - 2), after = At(q + 1),
                             after2 = At(q + 2);
      Add({"-1=", before});
      Add({"+1=", after});
      Add({"-2=", before2, "_", before});
      Add({"+2=", after, "_", after2});
      Add({"+-=", before, "_", after});
      Add({"+3=", after, "_", after2, "_", At(q + 3)});
      Add({"-3=", At(q - 3), "_", before2, "_", before});
    }
    Add("places", static_cast<int>(std::min<size_t>(places_.size(), 4)));
    Add({"at", std::to_string(4 * first_ / seen_.size())});
  }

  void Polarities() {
    // Names of the sums, with the place of the side, 0 left and 1 right, and of the distance in them.
    static constexpr std::string_view kNames[] = {"P",   "PL",  "PR",  "PL1", "PL2", "PL3", "PL4", "PR1",
                                                  "PR2", "PR3", "PR4", "Pd",  "PdL", "PdR", "Pn",  "Pf"};
    constexpr size_t kSide = 1, kDistance = 3, kFading = 11, kFadingSide = 12, kOwn = 14, kOthers = 15;
    std::array<std::array<int, 2>, std::size(kNames)> sums{};  // good and bad
    int total = 0;
    for (size_t i = 0; i < seen_.size(); ++i) {
      const int value = seen_[i].polarity;
      if (value == 0) continue;
      const size_t bad = value > 0 ? 0 : 1;
      const size_t side = i < first_ ? 0 : 1;
      size_t away = seen_.size(), other = seen_.size();
      for (size_t q : places_) away = std::min(away, q < i ? i - q : q - i);
      for (size_t k = 0; k < seen_.size(); ++k) {
        if (seen_[k].text == "E" || seen_[k].text == "N") other = std::min(other, k < i ? i - k : k - i);
      }
      const int size = std::abs(value);
      const int near = size * 5 / static_cast<int>(5 + away);
      sums[0][bad] += size;
      sums[kSide + side][bad] += size;
      sums[kDistance + 4 * side + static_cast<size_t>(Distance(away)[0] - '1')][bad] += size;
      sums[kFading][bad] += near;
      sums[kFadingSide + side][bad] += near;
      sums[away <= other ? kOwn : kOthers][bad] += size;
      total += away <= other ? value : value / 2;
    }
    for (size_t i = 0; i < sums.size(); ++i) {
      Add({kNames[i], "+"}, Times(sums[i][0]));
      Add({kNames[i], "-"}, Times(sums[i][1]));
    }
    Add(total > 300 ? "total+" : total < -300 ? "total-" : "total0");
    if (std::abs(total) > 900) Add(total > 0 ? "total++" : "total--");
  }

  // What stands between the holder and the target, and what either is to the other's verb.
  void Between() {
    const size_t low = std::min(first_, holder_), high = std::max(first_, holder_);
    const std::string_view order = holder_ < first_ ? "HT" : "TH";
    Add(order);
    Add({order, Distance(high - low)});
    std::string whole;
    for (size_t i = low + 1; i < high; ++i) {
      Add({order, "=", seen_[i].text});
      Add({"M=", s_.forms[seen_[i].word].verb});
      Add({order, "p=", At(i - 1), "_", seen_[i].text});
      if (i + 1 == high) Add({order, "p=", seen_[i].text, "_", At(high)});
      whole += "_";
      whole += seen_[i].text;
      if (seen_[i].polarity != 0) {
        Add({order, seen_[i].polarity > 0 ? "P+" : "P-"}, 1 + Times(seen_[i].polarity));
      }
    }
    if (high - low <= 5) Add({order, "all=", whole});
    for (const linguistics::Clause* clause : s_.clauses) {
      const bool by = std::any_of(target_.holder_places.begin(), target_.holder_places.end(),
                                  [&](plx_span_t p) { return Overlaps(p, clause->subject.span); });
      const bool by_target = Holds(clause->subject.span);
      for (const linguistics::Participant& object : clause->objects) {
        const bool to = Holds(object.span);
        if (by && to) Add({"HvT=", object.preposition, "=", clause->lemma}), Add("HvT");
        if (by && to) PolarPair("HvT", PolarityOf(clause->verb_group));
        if (by_target && !to) {
          const bool holder = std::any_of(
              target_.holder_places.begin(), target_.holder_places.end(),
              [&](plx_span_t p) { return Overlaps(p, object.span); });
          if (holder) Add({"TvH=", object.preposition, "=", clause->lemma}), Add("TvH");
        }
      }
    }
    for (const linguistics::Attribution& said : parsed_.attributions) {
      if (said.sentence != s_.index) continue;
      const bool by = std::any_of(target_.holder_places.begin(), target_.holder_places.end(),
                                  [&](plx_span_t p) { return Overlaps(p, said.holder); });
      if (!by || !Holds(said.content)) continue;
      Add({"HsaysT=", said.cue_lemma});
      PolarPair("HsaysT", PolarityOf(said.content));
    }
    for (const Opinion& opinion : opinions_) {
      if (!Holds(opinion.target.span)) continue;
      const bool by = std::any_of(target_.holder_places.begin(), target_.holder_places.end(),
                                  [&](plx_span_t p) { return Overlaps(p, opinion.holder.span); });
      const std::string_view sign = opinion.sign == PLX_SIGN_FOR ? "+" : opinion.sign == PLX_SIGN_AGAINST ? "-" : "0";
      Add({by ? "FH=" : "FX=", sign});
      if (by) Add({"FH=", opinion.reason});
    }
  }

  void PolarPair(std::string_view name, int value) {
    if (value != 0) Add({name, value > 0 ? "P+" : "P-"}, 1 + Times(value));
  }

  int PolarityOf(plx_span_t span) const {
    int value = 0;
    for (const Seen& w : seen_) {
      if (Overlaps(s_.words[w.word].span, span)) value += w.polarity;
    }
    return value;
  }

  bool Holds(plx_span_t span) const {
    return std::any_of(target_.places.begin(), target_.places.end(),
                       [&](plx_span_t place) { return Overlaps(place, span); });
  }

  // What the target is in each clause, with the verb and how good or bad it and the rest are.
  void Clauses() {
    for (const linguistics::Clause* clause : s_.clauses) {
      std::string role;
      if (Holds(clause->subject.span)) {
        role = clause->subject.head.end > clause->subject.head.begin && Holds(clause->subject.head) ? "S" : "s";
      }
      for (const linguistics::Participant& object : clause->objects) {
        if (role.empty() && Holds(object.span)) {
          role = object.preposition.empty() ? (Holds(object.head) ? "O" : "o")
                                            : "by_" + object.preposition;
        }
      }
      if (role.empty()) role = Holds(clause->span) ? "in" : "";
      if (role.empty()) continue;
      const bool negated = linguistics::IsNegated(s_.cues, clause->predicate);
      const std::string_view no = negated ? "!" : "";
      Add({"c", role, "=", no, clause->lemma});
      if (clause->passive) Add({"c", role, "passive"});
      const int value = PolarityOf(clause->span);
      const int verb = PolarityOf(clause->verb_group);
      if (value != 0) Add({"c", role, value > 0 ? "P+" : "P-"}, Times(value));
      if (verb != 0) Add({"c", role, verb > 0 ? "V+" : "V-"}, 1 + Times(verb));
      for (const linguistics::Participant& object : clause->objects) {
        if (Holds(object.span)) continue;
        const int thing = PolarityOf(object.span);
        if (thing != 0) Add({"c", role, thing > 0 ? "T+" : "T-"}, Times(thing));
        const Range words = s_.WordsIn(object.head);
        if (!words.empty() && s_.MentionAt(words.first) == nullptr) {
          Add({"c", role, "=", no, clause->lemma, ">", s_.words[words.first].lower});
        }
      }
    }
  }

  // Whether the target speaks, and whether the sentence is somebody's words.
  void Speech() {
    for (const linguistics::Attribution& said : parsed_.attributions) {
      if (said.sentence != s_.index) continue;
      const bool speaks = Holds(said.holder);
      const bool about = Holds(said.content);
      const std::string kind = std::to_string(static_cast<int>(said.kind));
      if (speaks) Add({"speaks", kind}), Add({"speaks=", said.cue_lemma});
      if (about && !speaks) {
        Add({"said", kind});
        Add({"said=", said.cue_lemma});
        if (said.quoted) Add("quoted");
      }
      const int value = PolarityOf(said.content);
      if (value != 0 && speaks) Add(value > 0 ? "speaksP+" : "speaksP-", Times(value));
      if (value != 0 && about) Add(value > 0 ? "saidP+" : "saidP-", Times(value));
    }
  }

  void Frames() {
    for (const Opinion& opinion : opinions_) {
      if (!Overlaps(opinion.evidence, s_.span)) continue;
      const std::string_view sign = opinion.sign == PLX_SIGN_FOR ? "+" : opinion.sign == PLX_SIGN_AGAINST ? "-" : "0";
      if (Holds(opinion.target.span)) {
        Add({"F=", sign});
        Add({"F=", opinion.reason});
      } else if (Holds(opinion.holder.span)) {
        Add({"H=", sign});
        Add({"H=", opinion.reason});
      } else {
        Add({"X=", sign});
      }
    }
  }

  const ParsedDocument& parsed_;
  const Sentence& s_;
  const std::vector<WordSign>& signs_;
  const AskedTarget& target_;
  const std::vector<Opinion>& opinions_;
  FeatureSink* sink_;
  std::vector<Seen> seen_;
  std::vector<size_t> places_;  // of the target, in seen_
  size_t first_ = 0;            // the place that was asked for, in seen_
  size_t holder_ = 0;           // the holder nearest to it; first_ if there is none
};

}  // namespace

PolarityLexicon::PolarityLexicon(std::string_view tsv) {
  for (std::string_view row : Split(tsv, '\n')) {
    const size_t tab = row.find('\t');
    if (row.empty() || row.front() == '#' || tab == std::string_view::npos) continue;
    int& polarity = words_[row.substr(0, tab)];
    if (polarity == 0) polarity = std::atoi(std::string(row.substr(tab + 1)).c_str());
  }
}

int PolarityLexicon::Of(const Word& word, const WordForms& forms) const {
  const int* polarity = words_.Find(word.lower);
  if (polarity == nullptr && forms.verb != word.lower) polarity = words_.Find(forms.verb);
  if (polarity == nullptr && forms.noun != word.lower) polarity = words_.Find(forms.noun);
  return polarity == nullptr ? 0 : *polarity;
}

std::vector<WordSign> SignsOf(const Sentence& sentence, const PolarityLexicon& lexicon) {
  std::vector<WordSign> signs;
  signs.reserve(sentence.words.size());
  for (size_t i = 0; i < sentence.words.size(); ++i) {
    signs.push_back({lexicon.Of(sentence.words[i], sentence.forms[i]), Negates(sentence.words[i].lower),
                     sentence.MentionAt(i) != nullptr});
  }
  return signs;
}

void TargetFeatures(const ParsedDocument& parsed, const Sentence& sentence,
                    const std::vector<WordSign>& signs, const AskedTarget& target,
                    const std::vector<Opinion>& opinions, FeatureSink* sink) {
  Extractor(parsed, sentence, signs, target, opinions, sink).Run();
}

}  // namespace plx::stance
