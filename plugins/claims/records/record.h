// What compare and summarise know of a claim: everything they need, in bytes of its own.
#ifndef PLUGINS_CLAIMS_RECORDS_RECORD_H_
#define PLUGINS_CLAIMS_RECORDS_RECORD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/claims/stated/report_words.h"
#include "plx/text.h"

namespace plx::claims {

// Grows with every change of the format; records of two versions never meet.
inline constexpr uint32_t kRecordVersion = 7;
inline constexpr size_t kMaxClauseBytes = 300;
inline constexpr size_t kMaxSentenceBytes = 600;
inline constexpr int64_t kNoDay = INT64_MIN;

// Where in the clause a term stands.
enum class Place : uint8_t { kSubject = 1, kPredicate = 2, kObject = 3, kOther = 4 };

// Beyond linguistics::TermClass.
inline constexpr uint8_t kEntityTerm = 0;
inline constexpr uint8_t kMemberTerm = 16;     // belongs to a group that is named
inline constexpr uint8_t kMainTopicTerm = 17;  // what the whole document is about: says little here

struct RecordTerm {
  std::string key;
  uint8_t term_class = 0;  // linguistics::TermClass, or one of the below
  Place place = Place::kOther;
  // Of a word that is in no concept: keys that the other language may have for it, how it is read after
  // '=', how the words of a name sound after '~'; and how it sounds (linguistics::SoundKey).
  std::vector<std::string> also;
  std::string sound;
  int8_t direction = 0;  // linguistics::Direction of the key: words of one direction say the same
  bool operator==(const RecordTerm&) const = default;
};

struct RecordQuantity {
  std::string measure, unit, subject;
  double value = 0, low = 0, high = 0;
  uint8_t bound = 0;
  plx_span_t span = {0, 0};
  std::vector<std::string> elsewhere;  // keys of terms that stand with other numbers of the clause
};

// A group that goes by a label ("the alliance"), with who or how many belong to it.
struct RecordLabel {
  std::string kind;                  // "grouping"
  RecordTerm topic;                  // what kind of one: "rare-earth", "corridor", 走廊
  std::vector<std::string> members;  // entity ids, sorted; may be empty
  uint32_t size = 0;                 // as stated or counted; 0 unknown
  plx_span_t span = {0, 0};
};

struct Record {
  uint8_t holder_kind = 0;
  std::string holder;   // entity id, or the role's words
  std::string source;   // id of the outlet
  int64_t published = kNoDay;  // days since 1970-01-01
  plx_span_t span = {0, 0};
  uint8_t block_kind = 0;
  uint8_t modality = 0;
  uint8_t polarity = 0;
  bool hedged = false;
  // Its numbers are of a moment ("at 23:00", "with 40% counted", "so far"): later ones may differ.
  bool snapshot = false;
  bool partial = false;        // it speaks of a part: "60% of voters support"; others may do otherwise
  std::string predicate;       // class or lemma, as shown
  std::string predicate_word;  // lemma or Chinese word
  std::string predicate_key;   // linguistics::PredicateSense of that word
  int8_t predicate_direction = 0;
  plx_span_t predicate_span = {0, 0};
  std::string subject, object;        // entity ids or topics, as in the claim
  plx_span_t subject_span = {0, 0};
  plx_span_t object_span = {0, 0};
  std::string time;
  std::vector<RecordTerm> terms;      // sorted by key, then place; entities among them
  std::vector<RecordQuantity> quantities;
  std::vector<RecordLabel> labels;
  std::vector<std::string> ordinals;  // which one of several: "2" of "phase 2", "the second line", 二期
  RecordTerm about;                   // who or what the document speaks of most, if that has a name
  std::vector<RecordTerm> context;    // what else it speaks of: terms of its title, frequent ones
  // Of a claim that counts those whom an event struck: what tells which event it is. Whom or what the document names
  // most, regions included, and its words.
  std::vector<RecordTerm> names;
  std::vector<RecordTerm> story;
  bool stated = false;                // a claim stated in free text, not one of a text
  bool nominal = false;               // no verb of its own: a headline ("two ships in the strait")
  bool bare = false;                  // nor a name or number: two texts of "six men in the sun" need not mean the same ones
  ReportWords report;                 // of its sentence
  std::string text;                   // the clause, cut to kMaxClauseBytes
  std::string sentence;               // the same of its sentence; empty if the clause is all of it
};

// Little-endian, lengths before strings, version first. Encode cuts lists that are too long.
std::string EncodeRecord(const Record& record);
// False for anything that EncodeRecord did not write.
bool DecodeRecord(std::string_view bytes, Record* record);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_RECORDS_RECORD_H_
