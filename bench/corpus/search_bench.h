// What searches cost, beside the same queries to bare FTS5.
#ifndef PARALLAX_BENCH_CORPUS_SEARCH_BENCH_H_
#define PARALLAX_BENCH_CORPUS_SEARCH_BENCH_H_

#include "bench/corpus/bare_store.h"
#include "server/corpus/sqlite/sqlite_store.h"

namespace parallax::bench {

// Prints a table of queries in both languages, common and rare: processor time of the searching thread
// and time on the clock. `bare` null: without the floor.
void PrintSearch(corpus::SqliteCorpora* corpora, BareStore* bare);

}  // namespace parallax::bench

#endif  // PARALLAX_BENCH_CORPUS_SEARCH_BENCH_H_
