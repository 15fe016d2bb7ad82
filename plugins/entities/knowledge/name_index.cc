#include "plugins/entities/knowledge/name_index.h"

#include "plugins/entities/knowledge/letters.h"
#include "plugins/linguistics/text/hash64.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::entities {
namespace {

constexpr size_t kFirstTokens = 1 << 14;  // more of them are found as well, with more look-ups

bool IsAllCapitals(std::string_view text) {
  bool letter = false;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    if (static_cast<unsigned char>(c) >= 0x80) return false;
    letter = letter || (c >= 'A' && c <= 'Z');
  }
  return letter;
}

}  // namespace

NameIndex::NameIndex() : begins_(kFirstTokens), edges_(1 << 14), first_(1, kNone) {}

bool NameIndex::Add(std::string_view marked, uint32_t entity, NameKind kind) {
  Name name;
  name.entity = entity;
  name.kind = kind;
  if (!marked.empty() && marked[0] == '=') {
    name.letters = Case::kExact;
    marked.remove_prefix(1);
  } else if (!marked.empty() && marked[0] == '~') {
    name.letters = Case::kAny;
    marked.remove_prefix(1);
  } else if (!marked.empty() && marked[0] == '!') {
    name.kind = NameKind::kBlocker;
    marked.remove_prefix(1);
  }
  if (name.letters == Case::kProper && IsAllCapitals(marked)) name.letters = Case::kExact;
  const linguistics::TokenSequence tokens(marked);
  if (tokens.empty() || tokens.size() > 32) return false;
  uint32_t node = kRoot;
  for (size_t i = 0; i < tokens.size(); ++i) {
    node = StepOrGrow(node, WordHash(tokens.Word(i)));
    if (tokens[i].capitalized) name.capitals |= 1u << i;
  }
  name.size = static_cast<uint8_t>(tokens.size());
  name.text = std::string(marked);
  name.next = first_[node];
  for (uint32_t i = first_[node]; i != kNone; i = names_[i].next) {
    if (names_[i].entity == entity && names_[i].letters == name.letters &&
        (name.letters != Case::kExact || names_[i].text == name.text)) {
      return true;
    }
  }
  first_[node] = static_cast<uint32_t>(names_.size());
  names_.push_back(std::move(name));
  return true;
}

uint64_t NameIndex::Key(uint32_t node, uint64_t token_hash) {
  const uint64_t key = token_hash ^ linguistics::Mix64(node + 0x9e3779b97f4a7c15ull);
  return key == 0 ? 1 : key;
}

uint32_t NameIndex::Follow(uint32_t node, uint64_t token_hash) const {
  const uint64_t key = Key(node, token_hash);
  const size_t mask = edges_.size() - 1;
  for (size_t i = key & mask;; i = (i + 1) & mask) {
    if (edges_[i].key == key) return edges_[i].target;
    if (edges_[i].key == 0) return kNone;
  }
}

uint32_t NameIndex::StepOrGrow(uint32_t node, uint64_t token_hash) {
  if (const uint32_t target = Follow(node, token_hash); target != kNone) return target;
  if (used_ * 2 >= edges_.size()) Grow();
  if (node == kRoot) begins_.Add(token_hash);
  const uint64_t key = Key(node, token_hash);
  const size_t mask = edges_.size() - 1;
  size_t i = key & mask;
  while (edges_[i].key != 0) i = (i + 1) & mask;
  const auto target = static_cast<uint32_t>(first_.size());
  edges_[i] = {key, target};
  ++used_;
  first_.push_back(kNone);
  return target;
}

void NameIndex::Grow() {
  std::vector<Edge> old(edges_.size() * 2);
  old.swap(edges_);
  const size_t mask = edges_.size() - 1;
  for (const Edge& edge : old) {
    if (edge.key == 0) continue;
    size_t i = edge.key & mask;
    while (edges_[i].key != 0) i = (i + 1) & mask;
    edges_[i] = edge;
  }
}

}  // namespace plx::entities
