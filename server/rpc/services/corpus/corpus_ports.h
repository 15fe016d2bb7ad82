// What the corpus service stands on.
#ifndef PARALLAX_SERVER_RPC_SERVICES_CORPUS_CORPUS_PORTS_H_
#define PARALLAX_SERVER_RPC_SERVICES_CORPUS_CORPUS_PORTS_H_

#include <atomic>

#include "server/corpus/catalog.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/document_feed.h"
#include "server/corpus/import/file_imports.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/search_index.h"
#include "server/engine/executor.h"

namespace parallax::rpc {

// All thread-safe, and borrowed.
struct CorpusPorts {
  corpus::CorpusStore& store;
  corpus::SearchIndex& index;
  corpus::DocumentFeed& feed;
  corpus::Catalog& catalog;
  const corpus::ReaderRegistry& readers;
  corpus::FileImports& imports;
  Executor& disk;  // threads for calls that block on the store
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_CORPUS_CORPUS_PORTS_H_
