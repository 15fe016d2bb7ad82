// A document as an object of named fields, which JSON Lines and tables share.
#ifndef PARALLAX_SERVER_CORPUS_READERS_JSON_JSON_OBJECT_H_
#define PARALLAX_SERVER_CORPUS_READERS_JSON_JSON_OBJECT_H_

#include <cstdint>

#include "nlohmann/json.hpp"
#include "server/corpus/readers/reader.h"

namespace parallax::corpus {

// text, title, source, feed, published, url, language, id, labels, and the names that other programs
// give them; other fields become labels. `line` is for messages, from 1. A failed item has the reason
// MISSING_FIELD, FIELD_INVALID or JSON_INVALID.
ReadItem ReadJsonObject(const nlohmann::json& object, text::Span origin, int64_t line);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_JSON_JSON_OBJECT_H_
