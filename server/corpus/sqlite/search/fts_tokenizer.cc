#include "server/corpus/sqlite/search/fts_tokenizer.h"

#include <cstddef>

#include "server/corpus/search/tokenizer.h"

namespace parallax::corpus {
namespace {

// The tokenizer has no state; FTS5 wants a pointer that is not null.
Fts5Tokenizer* Instance() {
  static char state = 0;
  return reinterpret_cast<Fts5Tokenizer*>(&state);
}

int Create(void*, const char**, int, Fts5Tokenizer** out) {
  *out = Instance();
  return SQLITE_OK;
}

void Delete(Fts5Tokenizer*) {}

using EmitToken = int (*)(void*, int flags, const char* token, int bytes, int begin, int end);

int TokenizeForFts(Fts5Tokenizer*, void* context, int flags, const char* text, int bytes,
                   EmitToken emit) {
  const bool query = (flags & FTS5_TOKENIZE_QUERY) != 0;
  int code = SQLITE_OK;
  TokenizeFolded({text, static_cast<size_t>(bytes)},
                 query ? TokenizeMode::kQuery : TokenizeMode::kDocument, [&](const SearchToken& token) {
                   code = emit(context, token.beside ? FTS5_TOKEN_COLOCATED : 0, token.text.data(),
                               static_cast<int>(token.text.size()), static_cast<int>(token.span.begin),
                               static_cast<int>(token.span.end));
                   return code == SQLITE_OK;
                 });
  return code;
}

}  // namespace

absl::Status RegisterTokenizer(sqlite3* db) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  if (api == nullptr) return absl::InternalError("this SQLite was built without FTS5");
  fts5_tokenizer tokenizer = {&Create, &Delete, &TokenizeForFts};
  if (api->xCreateTokenizer(api, "parallax", nullptr, &tokenizer, nullptr) != SQLITE_OK) {
    return absl::InternalError("FTS5 refused the tokenizer");
  }
  return absl::OkStatus();
}

}  // namespace parallax::corpus
