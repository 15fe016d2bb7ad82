#include "plugins/stance/model/back_off.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>

#include "plugins/linguistics/text/hash64.h"
#include "plugins/stance/data/tables.h"
#include "plugins/stance/model/parameters.h"
#include "plugins/stance/roles/english_place.h"

namespace plx::stance {
namespace {

constexpr int kModelStrength = 450;     // of a stance that only the model sees, at full confidence
constexpr size_t kReasonsGiven = 3;     // features that a finding's rule names
constexpr size_t kMostNames = 8;        // of a sentence that are asked about

// Hash64 of the parts put together.
uint64_t FeatureHash(FeatureSink::Parts parts) {
  uint64_t hash = linguistics::kHash64Seed;
  for (const std::string_view part : parts) hash = linguistics::AppendHash64(part, hash);
  return linguistics::Mix64(hash);
}

// Keeps the features that may have weights and scores them at the end: none waits for the memory of its own.
class ScoreSink : public FeatureSink {
 public:
  explicit ScoreSink(const LinearModel& model) : model_(model) { features_.reserve(256); }
  void Add(Parts parts, int times) override {
    const uint64_t feature = FeatureHash(parts);
    if (!model_.MayHaveWeights(feature)) return;
    model_.Prefetch(feature);
    features_.emplace_back(feature, times);
  }
  ModelScores Scores() const {
    ModelScores scores{};
    for (const auto& [feature, times] : features_) model_.Score(feature, times, &scores);
    return scores;
  }

 private:
  const LinearModel& model_;
  std::vector<std::pair<uint64_t, int>> features_;
};

// The features that speak most for one sign against another.
class ReasonSink : public FeatureSink {
 public:
  ReasonSink(const LinearModel& model, size_t sign, size_t against)
      : model_(model), sign_(sign), against_(against) {}
  void Add(Parts parts, int times) override {
    const uint64_t hash = FeatureHash(parts);
    if (!model_.MayHaveWeights(hash)) return;
    ModelScores scores{};
    model_.Score(hash, times, &scores);
    const int32_t lead = scores[sign_] - scores[against_];
    if (lead <= 0) return;
    std::string feature;
    for (const std::string_view part : parts) feature += part;
    leads_[feature] += lead;
  }
  std::string Text() const {
    std::vector<std::pair<int32_t, std::string>> best;
    for (const auto& [feature, lead] : leads_) best.emplace_back(-lead, feature);
    std::sort(best.begin(), best.end());
    std::string text;
    for (size_t i = 0; i < best.size() && i < kReasonsGiven; ++i) {
      text += (i == 0 ? "" : " ") + best[i].second;
    }
    return text;
  }

 private:
  const LinearModel& model_;
  const size_t sign_, against_;
  std::map<std::string, int32_t> leads_;
};

struct Name {
  const plx_mention_t* mention = nullptr;  // the first of its entity
  std::vector<plx_span_t> places;
};

// The entities of a sentence that can take a side or have one taken towards them.
std::vector<Name> NamesOf(const Sentence& s) {
  std::vector<Name> names;
  for (const plx_mention_t* mention : s.mentions) {
    if (!CanHold(*mention) || Empty(mention->base.span)) continue;
    if (mention->coreferent != 0 && mention->member_count > 1) continue;
    const auto known = std::find_if(names.begin(), names.end(), [&](const Name& n) {
      return View(n.mention->entity) == View(mention->entity);
    });
    if (known != names.end()) {
      known->places.push_back(mention->base.span);
    } else if (names.size() < kMostNames) {
      names.push_back({mention, {mention->base.span}});
    }
  }
  return names;
}

bool AnyIn(const std::vector<plx_span_t>& places, plx_span_t span) {
  return std::any_of(places.begin(), places.end(),
                     [&](plx_span_t place) { return Overlaps(place, span); });
}

}  // namespace

// Asks both models about the names of one sentence.
class BackOff::Asker {
 public:
  Asker(const BackOff& models, const DocumentReading& reading, const Options& options,
        const std::vector<Opinion>& framed, const Sentence& s)
      : models_(models), reading_(reading), options_(options), framed_(framed), s_(s),
        names_(NamesOf(s)) {}

  std::vector<Opinion> Run() {
    const bool always = options_.back_off == Options::kAlways;
    for (const Name& target : names_) {
      for (const Name& holder : names_) {
        if (&holder == &target || Framed(&holder, target)) continue;
        if (always || (ActsOn(holder, target) && !Framed(nullptr, target) && !IsCriticised(target) &&
                       !IsOwner(target))) Directed(holder, target);
      }
    }
    for (const Name& target : names_) {
      if (always || !(Framed(nullptr, target) || Answered(target) || ActedOn(target) ||
                      Acts(target))) {
        Any(target);
      }
    }
    return std::move(found_);
  }

 private:
  // A frame has spoken of this pair; of the target, whoever holds it, if `holder` is null.
  bool Framed(const Name* holder, const Name& target) const {
    return std::any_of(framed_.begin(), framed_.end(), [&](const Opinion& o) {
      return Overlaps(o.evidence, s_.span) && o.target.entity == View(target.mention->entity) &&
             (holder == nullptr || o.holder.entity == View(holder->mention->entity));
    });
  }
  bool Answered(const Name& target) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Opinion& o) {
      return o.target.entity == View(target.mention->entity);
    });
  }

  // "Criticism of the firm was unfair": what is said is said of the criticism.
  bool IsCriticised(const Name& target) const {
    const auto is = [&](size_t i, std::initializer_list<std::string_view> words) {
      return std::find(words.begin(), words.end(), s_.words[i].lower) != words.end();
    };
    return std::any_of(target.places.begin(), target.places.end(), [&](plx_span_t place) {
      const size_t first = s_.WordsIn(place).first;
      return first >= 2 && is(first - 1, {"of", "against", "on"}) &&
             is(first - 2, {"criticism", "criticisms", "condemnation", "accusations", "allegations", "attacks"});
    });
  }

  // "praised Petrov's successor": what is done is done to what he has.
  bool IsOwner(const Name& target) const {
    return std::all_of(target.places.begin(), target.places.end(), [&](plx_span_t place) {
      const Range words = s_.WordsIn(place);
      return !words.empty() && s_.words[words.end - 1].possessive;
    });
  }

  // The holder is the subject of a clause that the target is in, or speaks of it.
  bool ActsOn(const Name& holder, const Name& target) const {
    for (const linguistics::Clause* clause : s_.clauses) {
      if (AnyIn(holder.places, clause->subject.span) && !AnyIn(target.places, clause->subject.span) &&
          AnyIn(target.places, clause->span)) {
        return true;
      }
    }
    const auto& said = reading_.parsed().attributions;
    return std::any_of(said.begin(), said.end(), [&](const linguistics::Attribution& a) {
      return a.sentence == s_.index && AnyIn(holder.places, a.holder) && AnyIn(target.places, a.content);
    });
  }
  // Somebody else acts on the target: what is said of it is theirs, not the text's.
  bool ActedOn(const Name& target) const {
    // "Prosecutors charged the president, Asante": somebody without a name.
    const PartyReader& reader = reading_.model().reader();
    const bool nameless = std::any_of(s_.clauses.begin(), s_.clauses.end(), [&](const linguistics::Clause* clause) {
      return reading_.model().TakesSide(clause->lemma) && Contains(s_.span, clause->subject.span) &&
             AnyIn(target.places, clause->span) && !AnyIn(target.places, clause->subject.span) &&
             (IsHeOrShe(reading_.document().Text(clause->subject.span)) ||
              !reader.Holders(reading_.document(), s_, s_.WordsIn(clause->subject.span)).empty());
    });
    return nameless || std::any_of(names_.begin(), names_.end(), [&](const Name& other) {
      return &other != &target && ActsOn(other, target);
    });
  }

  // The target takes sides or acts on others here: how that sounds is not the text's view of it.
  bool Acts(const Name& target) const {
    const bool holds = std::any_of(framed_.begin(), framed_.end(), [&](const Opinion& o) {
      return Overlaps(o.evidence, s_.span) && o.holder.entity == View(target.mention->entity);
    });
    // "Helio rejected the criticism", "thanked the judges": towards a thing or somebody without a name.
    const bool sides = std::any_of(s_.clauses.begin(), s_.clauses.end(), [&](const linguistics::Clause* clause) {
      return !clause->passive && reading_.model().TakesSide(clause->lemma) && AnyIn(target.places, clause->subject.span);
    });
    return holds || sides || std::any_of(names_.begin(), names_.end(), [&](const Name& other) {
             return &other != &target && ActsOn(target, other);
           });
  }

  void Directed(const Name& holder, const Name& target) {
    AskedTarget asked{std::string(View(target.mention->entity)), target.places, holder.places};
    Party party;
    party.span = holder.mention->base.span;
    party.entity = View(holder.mention->entity);
    party.name = reading_.document().Text(party.span);
    Ask(models_.directed_, "directed", asked, target, party);
  }

  void Any(const Name& target) {
    // The model learned from persons and bodies; a country is often just where something happens, an office is held by
    // another tomorrow, and what goes by a name alone may be a ship.
    const std::string_view type = View(target.mention->type);
    if ((type == "REGION" || type == "OFFICE" || type == "NAME") && options_.back_off != Options::kAlways) return;
    Party speaker;
    if (!reading_.Speaker(target.places.front(), &speaker)) {
      if (options_.back_off != Options::kAlways) return;  // quoted: nobody's
      speaker = reading_.Outlet();
    }
    if (!speaker.entity.empty() && speaker.entity == View(target.mention->entity)) {
      if (options_.back_off != Options::kAlways) return;  // of itself
      speaker = reading_.Outlet();
    }
    AskedTarget asked{std::string(View(target.mention->entity)), target.places, {}};
    Ask(models_.target_, "target", asked, target, speaker);
  }

  void Ask(const LinearModel& model, std::string_view name, const AskedTarget& asked,
           const Name& target, const Party& holder) {
    if (signs_.empty()) signs_ = SignsOf(s_, models_.lexicon_);
    const auto give = [&](FeatureSink* sink) {
      TargetFeatures(reading_.parsed(), s_, signs_, asked, framed_, sink);
    };
    ScoreSink sink(model);
    give(&sink);
    const ModelScores scores = sink.Scores();
    const auto best = static_cast<size_t>(
        std::max_element(scores.begin(), scores.end()) - scores.begin());
    if (best == kModelNeutral) return;
    size_t second = best == 0 ? 1 : 0;
    for (size_t i = 0; i < scores.size(); ++i) {
      if (i != best && scores[i] > scores[second]) second = i;
    }
    const int confidence = model.Confidence(scores[best] - scores[second]);
    const bool always = options_.back_off == Options::kAlways;
    if (!always && confidence < options_.back_off_confidence) return;
    ReasonSink reasons(model, best, second);
    give(&reasons);
    Opinion opinion;
    opinion.holder = holder;
    opinion.target.span = target.mention->base.span;
    opinion.target.entity = asked.entity;
    opinion.target.text = reading_.document().Text(opinion.target.span);
    opinion.sign = best == kModelFor ? PLX_SIGN_FOR : PLX_SIGN_AGAINST;
    opinion.strength = std::max(kModelStrength * confidence / 1000, options_.min_strength);
    opinion.score = confidence;
    const linguistics::Clause* clause = s_.ClauseOf(opinion.target.span);
    opinion.evidence = clause != nullptr ? clause->span : s_.span;
    opinion.cue = opinion.target.span;
    opinion.reason = "model." + std::string(name);
    opinion.rule = "model/" + std::string(name) + ": " + reasons.Text();
    found_.push_back(std::move(opinion));
  }

  const BackOff& models_;
  const DocumentReading& reading_;
  const Options& options_;
  const std::vector<Opinion>& framed_;
  const Sentence& s_;
  const std::vector<Name> names_;
  std::vector<WordSign> signs_;  // of the sentence; made when first asked
  std::vector<Opinion> found_;
};

BackOff::BackOff()
    : lexicon_(data::kPolarityEn),
      target_(parameters::kTarget, kFeatureSchema),
      directed_(parameters::kDirected, kFeatureSchema) {}

void BackOff::Add(const DocumentReading& reading, const Options& options, const Call& call,
                  std::vector<Opinion>* opinions) const {
  if (options.back_off == Options::kNone) return;
  std::vector<Opinion> found;
  for (const Sentence& s : reading.parsed().sentences) {
    if (s.chinese) continue;
    call.CheckNotCancelled();
    for (Opinion& opinion : Asker(*this, reading, options, *opinions, s).Run()) {
      found.push_back(std::move(opinion));
    }
  }
  for (Opinion& opinion : found) opinions->push_back(std::move(opinion));
}

}  // namespace plx::stance
