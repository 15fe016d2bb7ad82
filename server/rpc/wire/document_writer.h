// Corpora and documents on the wire.
#ifndef PARALLAX_SERVER_RPC_WIRE_DOCUMENT_WRITER_H_
#define PARALLAX_SERVER_RPC_WIRE_DOCUMENT_WRITER_H_

#include <string>

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "parallax/corpus/v1/corpus_service.pb.h"
#include "parallax/corpus/v1/import.pb.h"
#include "parallax/types/v1/document.pb.h"
#include "server/analyzer/document.h"
#include "server/corpus/catalog.h"
#include "server/corpus/importer.h"
#include "server/corpus/records.h"
#include "server/corpus/search_index.h"

namespace parallax::rpc {

void WriteTime(absl::Time time, google::protobuf::Timestamp* out);
void WriteStatedTime(const StatedTime& time, types::v1::StatedTime* out);
void WriteCorpus(const corpus::Corpus& corpus, corpus::v1::Corpus* out);
// Blocks get both byte and code-point offsets if the text is there.
void WriteDocument(const corpus::StoredDocument& document, types::v1::Document* out);
// The document as one line that the JSON Lines reader gives back as it was.
std::string WriteJsonLine(const corpus::StoredDocument& document);
void WriteOrigin(const corpus::Origin& origin, corpus::v1::Source* out);
void WriteOrigin(const corpus::Origin& origin, corpus::v1::Feed* out);
void WriteTextGroup(const corpus::StoredTextGroup& group, types::v1::TextGroup* out);
void WriteStatistics(const corpus::Statistics& statistics, corpus::v1::CorpusStatistics* out);
void WriteOutcome(const corpus::ItemOutcome& outcome, corpus::v1::ImportOutcome* out);
void WriteCounts(const corpus::ImportTotals& totals, corpus::v1::ImportCounts* out);
void WriteFacets(const corpus::SearchFacets& facets,
                 corpus::v1::SearchDocumentsResponse::Facets* out);
// `text`: the document's whole text, which the snippets' spans count in.
void WriteHit(const corpus::SearchHit& hit, absl::string_view text, bool utf16,
              corpus::v1::SearchDocumentsResponse::Hit* out);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_WIRE_DOCUMENT_WRITER_H_
