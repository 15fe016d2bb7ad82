// Documents as messages of the worker protocol and back.
#ifndef PARALLAX_SERVER_WORKER_WIRE_DOCUMENT_CODEC_H_
#define PARALLAX_SERVER_WORKER_WIRE_DOCUMENT_CODEC_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "parallax/worker/v1/analyzer_worker.pb.h"
#include "server/analyzer/analyzer.h"

namespace parallax::worker {

// What goes along with a document.
struct DocumentParts {
  std::vector<std::string> layers;  // of findings
  bool segmentation = false;        // tokens, sentences, references

  // What analyze is lent: the layers of `info.consumes`.
  static DocumentParts OfAnalyze(const AnalyzerInfo& info);
  // What extract is lent: its own layers as well.
  static DocumentParts OfExtract(const AnalyzerInfo& info);
};

// Everything but `index`. Returns which of the input's findings were written, in order.
std::vector<uint32_t> WriteDocument(const AnalyzerInput& input, const DocumentParts& parts,
                                    v1::Document* out);

// Takes the strings out of `in`. The document has no offset map: analyzers see bytes only.
// INVALID_ARGUMENT: a list is cut, or points outside the text or another list; the message names it.
absl::StatusOr<AnalyzerInput> ReadDocument(v1::Document& in);

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_WIRE_DOCUMENT_CODEC_H_
