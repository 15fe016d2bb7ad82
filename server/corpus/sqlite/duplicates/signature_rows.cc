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

int64_t KeyOf(int64_t corpus, uint64_t hash) {
  return static_cast<int64_t>(hash ^ (static_cast<uint64_t>(corpus) * 0x9E3779B97F4A7C15u));
}

TextRow ReadText(const Statement& row) {
  return {row.Int(0), row.Int(1), row.Int(2), row.Int(3),
          row.Int(4), row.Int(5), row.Int(6), row.Double(7)};
}

bool HasBands(const text::TextSignature& signature) {
  return signature.shingles.size() >= text::kMinShingles;
}

absl::Status ChangeKeys(Connection* connection, const std::string& sql, int64_t key,
                        int64_t document) {
  return connection->Prepare(sql).Bind(key).Bind(document).Run();
}

struct SentenceText {
  int64_t document = 0;
  int64_t tokens = 0;  // of the sentence
};

// One of each set of equal texts that have the sentence; none if it is in too many different ones.
absl::StatusOr<std::vector<SentenceText>> TextsOfSentence(Connection* connection, int64_t key) {
  Statement select = connection->Prepare(
      "SELECT s.document, s.tokens, t.tokens_hash FROM text_sentence AS s JOIN text_signature AS t "
      "ON t.document = s.document WHERE s.key = ? ORDER BY s.document LIMIT ?");
  select.Bind(key).Bind(int64_t{kMaxTextsOfSentence});
  std::vector<SentenceText> texts;
  std::set<int64_t> distinct;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return texts;
    if (!distinct.insert(select.Int(2)).second) continue;
    texts.push_back({select.Int(0), select.Int(1)});
    if (texts.size() > text::kMaxTextsOfSentence) return std::vector<SentenceText>();
  }
}

}  // namespace

bool RanksBefore(const TextRow& a, const TextRow& b) {
  return std::make_tuple(-a.tokens, static_cast<uint64_t>(a.tokens_hash), a.document) <
         std::make_tuple(-b.tokens, static_cast<uint64_t>(b.tokens_hash), b.document);
}

absl::Status InsertText(Connection* connection, int64_t corpus, const TextRow& text,
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
  if (HasBands(signature)) {
    for (const uint64_t band : text::BandKeys(signature)) {
      RETURN_IF_ERROR(ChangeKeys(connection, "INSERT OR IGNORE INTO text_band VALUES(?, ?)",
                                 KeyOf(corpus, band), text.document));
    }
  }
  for (const auto& sentence : signature.sentences) {
    RETURN_IF_ERROR(connection->Prepare("INSERT OR IGNORE INTO text_sentence VALUES(?, ?, ?)")
                        .Bind(KeyOf(corpus, sentence.hash))
                        .Bind(text.document)
                        .Bind(int64_t{sentence.tokens})
                        .Run());
  }
  return absl::OkStatus();
}

absl::Status DeleteText(Connection* connection, int64_t corpus, int64_t document,
                        const text::TextSignature& signature) {
  if (HasBands(signature)) {
    for (const uint64_t band : text::BandKeys(signature)) {
      RETURN_IF_ERROR(ChangeKeys(connection, "DELETE FROM text_band WHERE key = ? AND document = ?",
                                 KeyOf(corpus, band), document));
    }
  }
  for (const auto& sentence : signature.sentences) {
    RETURN_IF_ERROR(ChangeKeys(connection,
                               "DELETE FROM text_sentence WHERE key = ? AND document = ?",
                               KeyOf(corpus, sentence.hash), document));
  }
  return connection->Prepare("DELETE FROM text_signature WHERE document = ?").Bind(document).Run();
}

absl::Status DeleteTextsOfCorpus(Connection* connection, int64_t corpus) {
  for (const char* sql :
       {"DELETE FROM text_band WHERE document IN (SELECT document FROM text_signature WHERE corpus = ?)",
        "DELETE FROM text_sentence WHERE document IN "
        "(SELECT document FROM text_signature WHERE corpus = ?)",
        "DELETE FROM text_signature WHERE corpus = ?"}) {
    RETURN_IF_ERROR(connection->Prepare(sql).Bind(corpus).Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<TextRow>> FindText(Connection* connection, int64_t document) {
  Statement select = connection->Prepare(
      absl::StrCat("SELECT ", kColumns, " FROM text_signature WHERE document = ?"));
  ASSIGN_OR_RETURN(const bool found, select.Bind(document).Step());
  std::optional<TextRow> text;
  if (found) text = ReadText(select);
  return text;
}

absl::StatusOr<std::vector<TextRow>> FindTexts(Connection* connection, const char* column,
                                               int64_t value, int limit) {
  Statement select = connection->Prepare(absl::StrCat(
      "SELECT ", kColumns, " FROM text_signature WHERE ", column, " = ? ORDER BY document LIMIT ?"));
  select.Bind(value).Bind(int64_t{limit});
  std::vector<TextRow> texts;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return texts;
    texts.push_back(ReadText(select));
  }
}

absl::Status UpdateText(Connection* connection, const TextRow& text) {
  Statement update = connection->Prepare(
      "UPDATE text_signature SET component = ?, container = ?, shared_tokens = ?, text_group = ?, "
      "overlap = ? WHERE document = ?");
  update.Bind(text.component).Bind(text.container).Bind(text.shared_tokens).Bind(text.text_group);
  return update.BindDouble(text.overlap).Bind(text.document).Run();
}

absl::Status MoveGroup(Connection* connection, int64_t from, int64_t to) {
  return connection->Prepare("UPDATE text_signature SET text_group = ?2 WHERE text_group = ?1")
      .Bind(from)
      .Bind(to)
      .Run();
}

absl::StatusOr<std::vector<int64_t>> FindCandidates(Connection* connection, int64_t corpus,
                                                    int64_t document,
                                                    const text::TextSignature& signature) {
  std::set<int64_t> found;
  Statement equal = connection->Prepare(
      "SELECT document FROM text_signature WHERE corpus = ? AND tokens_hash = ? LIMIT ?");
  equal.Bind(corpus).Bind(static_cast<int64_t>(signature.tokens_hash)).Bind(int64_t{kMaxTextsOfBand});
  while (true) {
    ASSIGN_OR_RETURN(const bool more, equal.Step());
    if (!more) break;
    found.insert(equal.Int(0));
  }
  if (HasBands(signature)) {
    for (const uint64_t band : text::BandKeys(signature)) {
      Statement texts = connection->Prepare("SELECT document FROM text_band WHERE key = ? LIMIT ?");
      texts.Bind(KeyOf(corpus, band)).Bind(int64_t{kMaxTextsOfBand});
      while (true) {
        ASSIGN_OR_RETURN(const bool more, texts.Step());
        if (!more) break;
        found.insert(texts.Int(0));
      }
    }
  }
  found.erase(document);
  return std::vector<int64_t>(found.begin(), found.end());
}

absl::StatusOr<std::vector<SharedText>> FindSharedTexts(Connection* connection, int64_t corpus,
                                                        int64_t document,
                                                        const text::TextSignature& signature) {
  std::map<int64_t, SharedText> shared;
  for (const auto& sentence : signature.sentences) {
    ASSIGN_OR_RETURN(const std::vector<SentenceText> texts,
                     TextsOfSentence(connection, KeyOf(corpus, sentence.hash)));
    for (const SentenceText& other : texts) {
      if (other.document == document) continue;
      SharedText& text = shared[other.document];
      text.document = other.document;
      text.sentences += 1;
      text.tokens += static_cast<uint32_t>(other.tokens);
    }
  }
  std::vector<SharedText> result;
  for (const auto& [other, text] : shared) result.push_back(text);
  return result;
}

}  // namespace parallax::corpus
