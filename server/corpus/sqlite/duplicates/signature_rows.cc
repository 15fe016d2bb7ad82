#include "server/corpus/sqlite/duplicates/signature_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"

namespace parallax::corpus {
namespace {

// In a band with more texts than this only the first are looked at: all are copies of one another,
// or of a boilerplate that says nothing.
constexpr int kMaxTextsOfBand = 256;
// Of a sentence so many texts are looked at, most of them equal ones.
constexpr int kMaxTextsOfSentence = 1024;

constexpr char kColumns[] =
    "document, tokens, tokens_hash, component, container, shared_tokens, text_group, overlap";

uint64_t KeyOf(int64_t corpus, uint64_t hash) {
  return hash ^ (static_cast<uint64_t>(corpus) * 0x9E3779B97F4A7C15u);
}

TextRow ReadText(const Statement& row) {
  return {row.Int(0), row.Int(1), row.Int(2), row.Int(3),
          row.Int(4), row.Int(5), row.Int(6), row.Double(7)};
}

// The keys by which near-copies are found.
std::vector<uint64_t> CopyKeys(int64_t corpus, const text::TextSignature& signature) {
  if (signature.shingles.size() < text::kMinShingles) return {KeyOf(corpus, signature.tokens_hash)};
  std::vector<uint64_t> keys;
  for (const uint64_t band : text::BandKeys(signature)) keys.push_back(KeyOf(corpus, band));
  return keys;
}

std::vector<uint64_t> AllKeys(int64_t corpus, const text::TextSignature& signature) {
  std::vector<uint64_t> keys = CopyKeys(corpus, signature);
  for (const auto& sentence : signature.sentences) keys.push_back(KeyOf(corpus, sentence.hash));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

// The oldest of each set of equal texts that have the sentence; none if it is in too many different
// ones.
absl::StatusOr<std::vector<int64_t>> TextsOfSentence(Connection* connection, const TextKeys& keys,
                                                     uint64_t key) {
  std::map<int64_t, int64_t> oldest;  // by the hash of all tokens
  RETURN_IF_ERROR(keys.Visit(connection, key, kMaxTextsOfSentence,
                             [&](int64_t document) -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(const std::optional<TextRow> text, FindText(connection, document));
    if (!text.has_value()) return true;
    int64_t& of_equal = oldest.emplace(text->tokens_hash, document).first->second;
    of_equal = std::min(of_equal, document);
    return oldest.size() <= text::kMaxTextsOfSentence;
  }));
  std::vector<int64_t> texts;
  if (oldest.size() > text::kMaxTextsOfSentence) return texts;
  for (const auto& [hash, document] : oldest) texts.push_back(document);
  return texts;
}

// Rows whose value is their own document are not in the index of the column: most are.
std::string WhereOf(TextColumn column) {
  switch (column) {
    case TextColumn::kContainer: return "container = ?1 AND container <> 0";
    case TextColumn::kComponent: return "component = ?1 AND component <> document";
    case TextColumn::kTextGroup: return "text_group = ?1 AND text_group <> document";
  }
  return "0";
}

}  // namespace

bool RanksBefore(const TextRow& a, const TextRow& b) {
  return std::make_tuple(-a.tokens, static_cast<uint64_t>(a.tokens_hash), a.document) <
         std::make_tuple(-b.tokens, static_cast<uint64_t>(b.tokens_hash), b.document);
}

absl::Status InsertText(Connection* connection, TextKeys* keys, int64_t corpus, const TextRow& text,
                        const text::TextSignature& signature) {
  RETURN_IF_ERROR(connection
                      ->Prepare("INSERT INTO text_signature(document, corpus, tokens, tokens_hash, "
                                "component, text_group) VALUES(?, ?, ?, ?, ?, ?)")
                      .Bind(text.document)
                      .Bind(corpus)
                      .Bind(text.tokens)
                      .Bind(text.tokens_hash)
                      .Bind(text.component)
                      .Bind(text.text_group)
                      .Run());
  return keys->Insert(connection, text.document, AllKeys(corpus, signature));
}

absl::Status DeleteText(Connection* connection, TextKeys* keys, int64_t corpus, int64_t document,
                        const text::TextSignature& signature) {
  RETURN_IF_ERROR(keys->Erase(connection, document, AllKeys(corpus, signature)));
  return connection->Prepare("DELETE FROM text_signature WHERE document = ?").Bind(document).Run();
}

absl::Status DeleteTextsOfCorpus(Connection* connection, TextKeys* keys, int64_t corpus) {
  RETURN_IF_ERROR(keys->ClearCorpus(connection, corpus));
  return connection->Prepare("DELETE FROM text_signature WHERE corpus = ?").Bind(corpus).Run();
}

absl::StatusOr<std::optional<TextRow>> FindText(Connection* connection, int64_t document) {
  Statement select = connection->Prepare(
      absl::StrCat("SELECT ", kColumns, " FROM text_signature WHERE document = ?"));
  ASSIGN_OR_RETURN(const bool found, select.Bind(document).Step());
  std::optional<TextRow> text;
  if (found) text = ReadText(select);
  return text;
}

absl::StatusOr<std::vector<TextRow>> FindTexts(Connection* connection, TextColumn column,
                                               int64_t value) {
  std::vector<TextRow> texts;
  ASSIGN_OR_RETURN(const std::optional<TextRow> own, FindText(connection, value));
  const bool has_own = own.has_value() && column != TextColumn::kContainer &&
                       value == (column == TextColumn::kComponent ? own->component : own->text_group);
  if (has_own) texts.push_back(*own);
  Statement select = connection->Prepare(
      absl::StrCat("SELECT ", kColumns, " FROM text_signature WHERE ", WhereOf(column)));
  select.Bind(value);
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) break;
    texts.push_back(ReadText(select));
  }
  std::sort(texts.begin(), texts.end(),
            [](const TextRow& a, const TextRow& b) { return a.document < b.document; });
  return texts;
}

absl::Status UpdateText(Connection* connection, const TextRow& text) {
  Statement update = connection->Prepare(
      "UPDATE text_signature SET component = ?, container = ?, shared_tokens = ?, text_group = ?, "
      "overlap = ? WHERE document = ?");
  update.Bind(text.component).Bind(text.container).Bind(text.shared_tokens).Bind(text.text_group);
  return update.BindDouble(text.overlap).Bind(text.document).Run();
}

absl::Status MoveGroup(Connection* connection, int64_t from, int64_t to) {
  for (const char* where : {"document = ?1 AND text_group = ?1", "text_group = ?1 AND text_group <> document"}) {
    RETURN_IF_ERROR(
        connection->Prepare(absl::StrCat("UPDATE text_signature SET text_group = ?2 WHERE ", where))
            .Bind(from)
            .Bind(to)
            .Run());
  }
  return absl::OkStatus();
}

absl::Status MoveComponent(Connection* connection, int64_t from, int64_t to) {
  for (const char* where : {"document = ?1 AND component = ?1", "component = ?1 AND component <> document"}) {
    RETURN_IF_ERROR(
        connection->Prepare(absl::StrCat("UPDATE text_signature SET component = ?2 WHERE ", where))
            .Bind(from)
            .Bind(to)
            .Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<int64_t>> FindCandidates(Connection* connection, const TextKeys& keys,
                                                    int64_t corpus, int64_t document,
                                                    const text::TextSignature& signature) {
  std::set<int64_t> found;
  for (const uint64_t key : CopyKeys(corpus, signature)) {
    RETURN_IF_ERROR(keys.Visit(connection, key, kMaxTextsOfBand,
                               [&found](int64_t other) -> absl::StatusOr<bool> {
      found.insert(other);
      return true;
    }));
  }
  found.erase(document);
  return std::vector<int64_t>(found.begin(), found.end());
}

absl::StatusOr<std::vector<SharedText>> FindSharedTexts(Connection* connection, const TextKeys& keys,
                                                        int64_t corpus, int64_t document,
                                                        const text::TextSignature& signature) {
  std::map<int64_t, SharedText> shared;
  for (const auto& sentence : signature.sentences) {
    ASSIGN_OR_RETURN(const std::vector<int64_t> texts,
                     TextsOfSentence(connection, keys, KeyOf(corpus, sentence.hash)));
    for (const int64_t other : texts) {
      if (other == document) continue;
      SharedText& text = shared[other];
      text.document = other;
      text.sentences += 1;
      text.tokens += sentence.tokens;
    }
  }
  std::vector<SharedText> result;
  for (const auto& [other, text] : shared) result.push_back(text);
  return result;
}

}  // namespace parallax::corpus
