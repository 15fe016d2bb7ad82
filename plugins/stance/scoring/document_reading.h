// A document with all that frames and model read of it: the parse, and whom it describes.
#ifndef PLUGINS_STANCE_SCORING_DOCUMENT_READING_H_
#define PLUGINS_STANCE_SCORING_DOCUMENT_READING_H_

#include "plugins/stance/roles/referents.h"
#include "plugins/stance/scoring/frame_model.h"

namespace plx::stance {

class DocumentReading {
 public:
  // `document` and `model` must outlive it. Checks `call` for cancellation between sentences.
  DocumentReading(const Document& document, const Call& call, const FrameModel& model);
  DocumentReading(const DocumentReading&) = delete;

  const Document& document() const { return document_; }
  const FrameModel& model() const { return model_; }
  const ParsedDocument& parsed() const { return parsed_; }

  // Who says the words at `span`: an attribution's holder, or the outlet. False if it is said that
  // nobody says so ("did not say that").
  bool Speaker(plx_span_t span, Party* party) const;
  // The document's own voice.
  Party Outlet() const;

 private:
  // "the federation said": an organisation that the text described, not just a role.
  void Describe(const linguistics::Attribution& said, Party* party) const;

  const Document& document_;
  const FrameModel& model_;
  ParsedDocument parsed_;
  Referents referents_;
};

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_DOCUMENT_READING_H_
