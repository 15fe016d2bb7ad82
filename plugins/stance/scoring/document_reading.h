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
  // nobody says so ("did not say that"), or if they are quoted and nobody is said to have said them.
  bool Speaker(plx_span_t span, Party* party) const;
  // The document's own voice.
  Party Outlet() const;

 private:
  // "the federation said": an organisation that the text described, not just a role.
  void Describe(const linguistics::Attribution& said, Party* party) const;
  // "she said": the person who was the subject of a clause shortly before.
  bool ResolvePronoun(plx_span_t pronoun, Party* party) const;
  // Whose quotation it is: its attribution's holder, or who was the subject of the sentence before.
  bool QuoteSpeaker(plx_span_t quote, Party* party) const;
  bool PartyOf(const linguistics::Attribution& said, Party* party) const;
  bool InQuote(plx_span_t span) const;
  // The named subject of the last clause that ends at most one sentence before `at`.
  bool SubjectBefore(uint32_t at, bool person, Party* party) const;

  const Document& document_;
  const FrameModel& model_;
  ParsedDocument parsed_;
  std::vector<plx_span_t> quotes_;
  Referents referents_;
};

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_DOCUMENT_READING_H_
