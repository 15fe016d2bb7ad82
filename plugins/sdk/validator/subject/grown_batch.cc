#include "plugins/sdk/validator/subject/grown_batch.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>

namespace parallax::validator {
namespace {

constexpr int kNoise = 0xA5;
// Address space only; pages are used as they are written.
constexpr size_t kArenaBytes = size_t{1} << 32;

}  // namespace

GrownBatch::GrownBatch(const plx_document_t* const* documents, uint32_t count, size_t growth)
    : growth_(growth), count_(count), capacity_(kArenaBytes) {
  void* const map = mmap(nullptr, capacity_, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (map == MAP_FAILED) abort();  // no address space: the check's process ends, and says so
  arena_ = static_cast<char*>(map);
  documents_ = static_cast<const plx_document_t**>(Place(count * sizeof(void*), 0));
  for (uint32_t i = 0; i < count; ++i) documents_[i] = CopyDocument(*documents[i]);
}

GrownBatch::~GrownBatch() { munmap(arena_, capacity_); }

void GrownBatch::TakeBack() { mprotect(arena_, capacity_, PROT_NONE); }

void* GrownBatch::Place(size_t size, size_t growth) {
  const size_t whole = (size + growth + 15) & ~size_t{15};
  if (whole > capacity_ - used_) abort();
  char* const at = arena_ + used_;
  used_ += whole;
  std::memset(at + size, kNoise, whole - size);
  return at;
}

plx_str_t GrownBatch::Copy(plx_str_t from) {
  if (from.size == 0) return {nullptr, 0};
  void* const at = Place(from.size, 16);  // no NUL behind it: strings are not NUL-terminated
  std::memcpy(at, from.data, from.size);
  return {static_cast<const char*>(at), from.size};
}

template <typename T>
plx_array_t GrownBatch::CopyArray(plx_array_t from) {
  if (from.count == 0) return {nullptr, 0, static_cast<uint32_t>(sizeof(T) + growth_)};
  const size_t stride = sizeof(T) + growth_;
  char* const to = static_cast<char*>(Place(from.count * stride, 0));
  std::memset(to, kNoise, from.count * stride);
  for (uint32_t i = 0; i < from.count; ++i) {
    std::memcpy(to + i * stride, static_cast<const char*>(from.data) + size_t{i} * from.stride,
                sizeof(T));
  }
  return {to, from.count, static_cast<uint32_t>(stride)};
}

const plx_document_t* GrownBatch::CopyDocument(const plx_document_t& from) {
  auto* const to = static_cast<plx_document_t*>(Place(sizeof(from), growth_));
  *to = from;
  to->struct_size = static_cast<uint32_t>(sizeof(from) + growth_);
  for (plx_str_t* s : {&to->name, &to->revision, &to->text, &to->language, &to->title, &to->source,
                       &to->source_name, &to->feed, &to->published}) {
    *s = Copy(*s);
  }
  to->blocks = CopyArray<plx_block_t>(from.blocks);
  for (uint32_t i = 0; i < to->blocks.count; ++i) {
    auto* block = reinterpret_cast<plx_block_t*>(
        const_cast<char*>(static_cast<const char*>(to->blocks.data)) + i * to->blocks.stride);
    block->language = Copy(block->language);
  }
  to->references = CopyArray<plx_reference_t>(from.references);
  to->sentences = CopyArray<plx_sentence_t>(from.sentences);
  to->tokens = CopyArray<plx_token_t>(from.tokens);
  if (from.finding_count > 0) {
    auto* findings =
        static_cast<const plx_finding_t**>(Place(from.finding_count * sizeof(void*), 0));
    for (uint32_t i = 0; i < from.finding_count; ++i) findings[i] = CopyFinding(*from.findings[i]);
    to->findings = findings;
  }
  return to;
}

const plx_finding_t* GrownBatch::CopyFinding(const plx_finding_t& from) {
  auto* const to = static_cast<plx_finding_t*>(Place(from.size, growth_));
  std::memcpy(to, &from, from.size);
  to->size = static_cast<uint32_t>(from.size + growth_);
  CopyStrings(to);
  return to;
}

const plx_quantity_t* GrownBatch::CopyQuantities(const plx_quantity_t* from, uint32_t count) {
  if (count == 0) return nullptr;
  const size_t stride = sizeof(plx_quantity_t) + growth_;  // base.size is the stride
  char* const to = static_cast<char*>(Place(count * stride, 0));
  std::memset(to, kNoise, count * stride);
  for (uint32_t i = 0; i < count; ++i) {
    auto* quantity = reinterpret_cast<plx_quantity_t*>(to + i * stride);
    *quantity = from[i];
    quantity->base.size = static_cast<uint32_t>(stride);
    CopyStrings(&quantity->base);
  }
  return reinterpret_cast<const plx_quantity_t*>(to);
}

void GrownBatch::CopyStrings(plx_finding_t* finding) {
  const auto own = [this](auto&... strings) { ((strings = Copy(strings)), ...); };
  own(finding->rule);
  switch (finding->kind) {
    case PLX_FINDING_MENTION: {
      auto& f = *reinterpret_cast<plx_mention_t*>(finding);
      own(f.entity, f.type, f.canonical);
      if (f.member_count == 0) break;
      auto* members = static_cast<plx_str_t*>(Place(f.member_count * sizeof(plx_str_t), 0));
      for (uint32_t i = 0; i < f.member_count; ++i) members[i] = Copy(f.members[i]);
      f.members = members;
      break;
    }
    case PLX_FINDING_QUANTITY: {
      auto& f = *reinterpret_cast<plx_quantity_t*>(finding);
      own(f.unit, f.measure, f.measure_name, f.subject);
      break;
    }
    case PLX_FINDING_CLAIM: {
      auto& f = *reinterpret_cast<plx_claim_t*>(finding);
      own(f.holder.entity, f.holder.name, f.subject.entity, f.subject.text, f.object.entity,
          f.object.text, f.predicate, f.time);
      f.quantities = CopyQuantities(f.quantities, f.quantity_count);
      break;
    }
    case PLX_FINDING_STANCE: {
      auto& f = *reinterpret_cast<plx_stance_t*>(finding);
      own(f.holder.entity, f.holder.name, f.target.entity, f.target.text, f.reason, f.cue);
      break;
    }
    case PLX_FINDING_WARNING: {
      auto& f = *reinterpret_cast<plx_warning_t*>(finding);
      own(f.code, f.message);
      break;
    }
    default: {
      auto& f = *reinterpret_cast<plx_custom_t*>(finding);
      own(f.type, f.payload);
      break;
    }
  }
}

}  // namespace parallax::validator
