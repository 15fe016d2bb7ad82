#include "server/analyzer/document_signature.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace parallax {
namespace {

bool IsOwn(BlockKind kind) { return kind == BlockKind::kTitle || kind == BlockKind::kByline; }

std::string WithoutReferences(const Document& document, const Sentence& sentence) {
  std::string kept;
  uint32_t begin = sentence.span.begin;
  for (uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kReference) continue;
    absl::StrAppend(&kept, Span{begin, token.span.begin}.In(document.text()), " ");
    begin = token.span.end;
  }
  absl::StrAppend(&kept, Span{begin, sentence.span.end}.In(document.text()));
  return kept;
}

}  // namespace

text::TextSignature SignDocument(const Document& document) {
  const std::vector<Block>& blocks = document.content.blocks;
  bool has_body = false;
  for (const Block& block : blocks) has_body = has_body || !IsOwn(block.kind);
  std::vector<std::string> sentences;
  for (const Sentence& sentence : document.sentences) {
    if (has_body && IsOwn(blocks[sentence.block].kind)) continue;
    sentences.push_back(WithoutReferences(document, sentence));
  }
  return text::SignText(std::vector<absl::string_view>(sentences.begin(), sentences.end()));
}

}  // namespace parallax
