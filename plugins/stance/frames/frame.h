// A predicate frame: a pattern of words, who holds the stance, what it is towards, its sign and
// strength. "X urged to reduce dependence on Y" is one row of data/frames_en.tsv, not code.
#ifndef PLUGINS_STANCE_FRAMES_FRAME_H_
#define PLUGINS_STANCE_FRAMES_FRAME_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/tables/word_map.h"

namespace plx::stance {

enum class FrameKind : uint8_t {
  kVerb,       // the first element is a verb; passives are turned round
  kNoun,       // the first element is a noun: "criticism of X"
  kAdjective,  // needs a copula, or follows its noun directly
  kPhrase      // the words as they stand
};

enum class SlotKind : uint8_t {
  kNone,
  kSubject,
  kObject,         // the noun phrase after the pattern
  kInner,          // the noun phrase inside the pattern: "{T}" or "{H}"
  kSpeaker,        // whoever says the sentence: the outlet, or the source of reported speech
  kPossessor,      // who the noun belongs to: "China's criticism", "criticism by China"
  kOwner,          // who the subject or object belongs to ("China's grip")
  kMutual,         // the other members of a subject of several: "Vietnam and India cooperate"
  kPreposition     // the noun phrase that `prepositions` introduce
};

struct Slot {
  SlotKind kind = SlotKind::kNone;
  bool strict = false;  // "object!": only an actor itself, no words, topic or owner; "speaker!": never the outlet
  std::string only;     // "subject=deed": the class that its head must be of; empty: any
  std::vector<std::string> prepositions;  // kPreposition: "from"; Chinese 对, 向, 与
};

struct Element {
  enum Type : uint8_t {
    kWords,  // one of `alternatives`
    kGap,    // at most `limit` words (Chinese: characters)
    kInner   // the inner slot, at least one word
  };
  Type type = kWords;
  bool optional = false;
  uint32_t limit = 0;
  std::vector<std::vector<std::string>> alternatives;  // each a sequence of base forms
};

struct Frame {
  std::string id;      // "en/reduce_dependence": the finding's rule
  std::string reason;  // "frame.reduce_dependence", "eval.unrealistic"
  bool chinese = false;
  FrameKind kind = FrameKind::kVerb;
  std::vector<Element> pattern;
  Slot holder;
  std::vector<Slot> targets;  // in order of preference
  int sign = 0;               // -1, 0, +1
  int strength = 0;           // thousandths
};

// Named word lists of data/classes.tsv.
class WordClasses {
 public:
  // `tsv` must outlive the classes. Throws plx::Error (PLX_INVALID_ARGUMENT) naming the malformed line.
  explicit WordClasses(std::string_view tsv);

  // The members of a class in order; throws plx::Error if there is none of that name.
  const std::vector<std::string>& Members(std::string_view name) const;
  bool Contains(std::string_view name, std::string_view word) const;

 private:
  struct Class {
    std::vector<std::string> ordered;
    linguistics::WordSet members;
  };
  linguistics::WordMap<Class> classes_;
};

// The rows of one TSV. Throws plx::Error (PLX_INVALID_ARGUMENT): `name`, line and what is wrong.
std::vector<Frame> ParseFrames(std::string_view name, std::string_view tsv, bool chinese,
                               const WordClasses& classes);

// Splits at every `separator`; keeps empty parts.
std::vector<std::string_view> Split(std::string_view text, char separator);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_FRAMES_FRAME_H_
