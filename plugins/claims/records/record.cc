#include "plugins/claims/records/record.h"

#include <bit>
#include <cmath>

namespace plx::claims {
namespace {

constexpr size_t kMaxString = 1024;
constexpr uint32_t kMaxTerms = 120;
constexpr uint32_t kMaxQuantities = 24;
constexpr uint32_t kMaxLabels = 8;
constexpr uint32_t kMaxMembers = 64;
constexpr uint32_t kMaxAlso = 10;
constexpr uint32_t kMaxOrdinals = 4;
constexpr uint32_t kMaxContext = 16;
constexpr uint32_t kMaxReportWords = 8;

class Writer {
 public:
  template <typename T>
  void Number(T value) {
    const auto bits = static_cast<uint64_t>(value);
    for (size_t i = 0; i < sizeof(T); ++i) out_.push_back(static_cast<char>(bits >> (8 * i)));
  }
  void Real(double value) { Number(std::bit_cast<uint64_t>(value)); }
  void String(std::string_view s) {
    s = s.substr(0, kMaxString);
    Number(static_cast<uint16_t>(s.size()));
    out_.append(s);
  }
  void Strings(const std::vector<std::string>& list, uint32_t limit) {
    const size_t count = std::min<size_t>(list.size(), limit);
    Number(static_cast<uint16_t>(count));
    for (size_t i = 0; i < count; ++i) String(list[i]);
  }
  // A term without its class and place.
  void Name(const RecordTerm& t) {
    String(t.key);
    Strings(t.also, kMaxAlso);
    String(t.sound);
  }
  void Span(plx_span_t s) {
    Number(s.begin);
    Number(s.end);
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}

  template <typename T>
  T Number() {
    if (in_.size() < sizeof(T)) {
      ok_ = false;
      return T();
    }
    uint64_t bits = 0;
    for (size_t i = 0; i < sizeof(T); ++i) bits |= static_cast<uint64_t>(static_cast<unsigned char>(in_[i])) << (8 * i);
    in_.remove_prefix(sizeof(T));
    return static_cast<T>(bits);
  }
  double Real() {
    const double value = std::bit_cast<double>(Number<uint64_t>());
    if (std::isnan(value)) ok_ = false;
    return value;
  }
  std::string String() {
    const size_t size = Number<uint16_t>();
    if (size > in_.size() || size > kMaxString) {
      ok_ = false;
      return {};
    }
    std::string s(in_.substr(0, size));
    in_.remove_prefix(size);
    return s;
  }
  plx_span_t Span() {
    plx_span_t s;
    s.begin = Number<uint32_t>();
    s.end = Number<uint32_t>();
    if (s.end < s.begin) ok_ = false;
    return s;
  }
  uint8_t Choice(uint8_t low, uint8_t high) {
    const uint8_t value = Number<uint8_t>();
    if (value < low || value > high) ok_ = false;
    return value;
  }
  uint32_t Count(uint32_t limit) {
    const uint32_t count = Number<uint16_t>();
    if (count > limit) ok_ = false;
    return ok_ ? count : 0;
  }
  std::vector<std::string> Strings(uint32_t limit) {
    std::vector<std::string> list;
    const uint32_t count = Count(limit);
    for (uint32_t i = 0; i < count; ++i) list.push_back(String());
    return list;
  }
  void Name(RecordTerm* t) {
    t->key = String();
    t->also = Strings(kMaxAlso);
    t->sound = String();
  }
  bool Done() const { return ok_ && in_.empty(); }

 private:
  std::string_view in_;
  bool ok_ = true;
};

template <typename T>
uint16_t Bounded(const std::vector<T>& list, uint32_t limit) {
  return static_cast<uint16_t>(std::min<size_t>(list.size(), limit));
}

}  // namespace

std::string EncodeRecord(const Record& r) {
  Writer w;
  w.Number(kRecordVersion);
  w.Number(r.holder_kind);
  w.String(r.holder);
  w.String(r.source);
  w.Number(r.published);
  w.Span(r.span);
  w.Number(r.block_kind);
  w.Number(r.modality);
  w.Number(r.polarity);
  w.Number(static_cast<uint8_t>(r.hedged));
  w.Number(static_cast<uint8_t>(r.snapshot));
  w.Number(static_cast<uint8_t>(r.partial));
  w.String(r.predicate);
  w.String(r.predicate_word);
  w.String(r.predicate_key);
  w.Number(static_cast<uint8_t>(r.predicate_direction + 1));
  w.Span(r.predicate_span);
  w.String(r.subject);
  w.String(r.object);
  w.Span(r.subject_span);
  w.Span(r.object_span);
  w.String(r.time);
  w.Number(Bounded(r.terms, kMaxTerms));
  for (size_t i = 0; i < r.terms.size() && i < kMaxTerms; ++i) {
    w.String(r.terms[i].key);
    w.Number(r.terms[i].term_class);
    w.Number(static_cast<uint8_t>(r.terms[i].place));
    w.Strings(r.terms[i].also, kMaxAlso);
    w.String(r.terms[i].sound);
    w.Number(static_cast<uint8_t>(r.terms[i].direction + 1));
  }
  w.Number(Bounded(r.quantities, kMaxQuantities));
  for (size_t i = 0; i < r.quantities.size() && i < kMaxQuantities; ++i) {
    const RecordQuantity& q = r.quantities[i];
    w.String(q.measure);
    w.String(q.unit);
    w.String(q.subject);
    w.Real(q.value);
    w.Real(q.low);
    w.Real(q.high);
    w.Number(q.bound);
    w.Span(q.span);
    w.Strings(q.elsewhere, kMaxContext);
  }
  w.Number(Bounded(r.labels, kMaxLabels));
  for (size_t i = 0; i < r.labels.size() && i < kMaxLabels; ++i) {
    const RecordLabel& l = r.labels[i];
    w.String(l.kind);
    w.Name(l.topic);
    w.Number(Bounded(l.members, kMaxMembers));
    for (size_t m = 0; m < l.members.size() && m < kMaxMembers; ++m) w.String(l.members[m]);
    w.Number(l.size);
    w.Span(l.span);
  }
  w.Strings(r.ordinals, kMaxOrdinals);
  w.Name(r.about);
  w.Number(Bounded(r.context, kMaxContext));
  for (size_t i = 0; i < r.context.size() && i < kMaxContext; ++i) w.Name(r.context[i]);
  w.Number(Bounded(r.names, kMaxContext));
  for (size_t i = 0; i < r.names.size() && i < kMaxContext; ++i) w.Name(r.names[i]);
  w.Number(Bounded(r.story, kMaxContext));
  for (size_t i = 0; i < r.story.size() && i < kMaxContext; ++i) w.Name(r.story[i]);
  w.Number(static_cast<uint8_t>(r.stated));
  w.Strings(r.report.refuting, kMaxReportWords);
  w.Strings(r.report.objecting, kMaxReportWords);
  w.Strings(r.report.hedging, kMaxReportWords);
  w.Number(static_cast<uint8_t>(r.nominal));
  w.Number(static_cast<uint8_t>(r.bare));
  w.String(r.text);
  w.String(r.sentence);
  return w.Take();
}

bool DecodeRecord(std::string_view bytes, Record* r) {
  Reader in(bytes);
  *r = Record();
  if (in.Number<uint32_t>() != kRecordVersion) return false;
  r->holder_kind = in.Choice(1, 3);
  r->holder = in.String();
  r->source = in.String();
  r->published = in.Number<int64_t>();
  r->span = in.Span();
  r->block_kind = in.Number<uint8_t>();
  r->modality = in.Choice(1, 5);
  r->polarity = in.Choice(1, 2);
  r->hedged = in.Choice(0, 1) != 0;
  r->snapshot = in.Choice(0, 1) != 0;
  r->partial = in.Choice(0, 1) != 0;
  r->predicate = in.String();
  r->predicate_word = in.String();
  r->predicate_key = in.String();
  r->predicate_direction = static_cast<int8_t>(in.Choice(0, 2) - 1);
  r->predicate_span = in.Span();
  r->subject = in.String();
  r->object = in.String();
  r->subject_span = in.Span();
  r->object_span = in.Span();
  r->time = in.String();
  const uint32_t terms = in.Count(kMaxTerms);
  for (uint32_t i = 0; i < terms; ++i) {
    RecordTerm term;
    term.key = in.String();
    term.term_class = in.Number<uint8_t>();
    term.place = static_cast<Place>(in.Choice(1, 4));
    term.also = in.Strings(kMaxAlso);
    term.sound = in.String();
    term.direction = static_cast<int8_t>(in.Choice(0, 2) - 1);
    r->terms.push_back(std::move(term));
  }
  const uint32_t quantities = in.Count(kMaxQuantities);
  for (uint32_t i = 0; i < quantities; ++i) {
    RecordQuantity q;
    q.measure = in.String();
    q.unit = in.String();
    q.subject = in.String();
    q.value = in.Real();
    q.low = in.Real();
    q.high = in.Real();
    q.bound = in.Number<uint8_t>();
    q.span = in.Span();
    q.elsewhere = in.Strings(kMaxContext);
    r->quantities.push_back(std::move(q));
  }
  const uint32_t labels = in.Count(kMaxLabels);
  for (uint32_t i = 0; i < labels; ++i) {
    RecordLabel l;
    l.kind = in.String();
    in.Name(&l.topic);
    const uint32_t members = in.Count(kMaxMembers);
    for (uint32_t m = 0; m < members; ++m) l.members.push_back(in.String());
    l.size = in.Number<uint32_t>();
    l.span = in.Span();
    r->labels.push_back(std::move(l));
  }
  r->ordinals = in.Strings(kMaxOrdinals);
  in.Name(&r->about);
  const uint32_t context = in.Count(kMaxContext);
  for (uint32_t i = 0; i < context; ++i) in.Name(&r->context.emplace_back());
  const uint32_t names = in.Count(kMaxContext);
  for (uint32_t i = 0; i < names; ++i) in.Name(&r->names.emplace_back());
  const uint32_t story = in.Count(kMaxContext);
  for (uint32_t i = 0; i < story; ++i) in.Name(&r->story.emplace_back());
  r->stated = in.Choice(0, 1) != 0;
  r->report.refuting = in.Strings(kMaxReportWords);
  r->report.objecting = in.Strings(kMaxReportWords);
  r->report.hedging = in.Strings(kMaxReportWords);
  r->nominal = in.Choice(0, 1) != 0;
  r->bare = in.Choice(0, 1) != 0;
  r->text = in.String();
  r->sentence = in.String();
  return in.Done();
}

}  // namespace plx::claims
