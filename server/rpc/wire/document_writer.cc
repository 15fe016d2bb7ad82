#include "server/rpc/wire/document_writer.h"

#include "nlohmann/json.hpp"
#include "server/rpc/wire/grpc_status.h"
#include "server/text/offsets.h"

namespace parallax::rpc {
namespace {

void WriteOffsets(const text::OffsetMap& offsets, absl::string_view text, text::Span span,
                  bool utf16, types::v1::Span* out) {
  const auto begin = offsets.At(text, span.begin);
  const auto end = offsets.At(text, span.end);
  out->set_start_byte(static_cast<int32_t>(span.begin));
  out->set_end_byte(static_cast<int32_t>(span.end));
  out->set_start_char(static_cast<int32_t>(begin.code_point));
  out->set_end_char(static_cast<int32_t>(end.code_point));
  if (!utf16) return;
  out->set_start_utf16(static_cast<int32_t>(begin.utf16));
  out->set_end_utf16(static_cast<int32_t>(end.utf16));
}

}  // namespace

void WriteTime(absl::Time time, google::protobuf::Timestamp* out) {
  const int64_t nanos = absl::ToUnixNanos(time);
  out->set_seconds(nanos / 1'000'000'000);
  out->set_nanos(static_cast<int32_t>(nanos % 1'000'000'000));
}

void WriteStatedTime(const StatedTime& time, types::v1::StatedTime* out) {
  out->set_iso(time.iso);
  out->set_precision(static_cast<types::v1::StatedTime::Precision>(time.precision));
}

void WriteCorpus(const corpus::Corpus& corpus, corpus::v1::Corpus* out) {
  out->set_name(corpus.name);
  out->set_uid(corpus.uid);
  out->set_etag(corpus.etag);
  out->set_display_name(corpus.display_name);
  out->set_description(corpus.description);
  WriteTime(corpus.create_time, out->mutable_create_time());
  WriteTime(corpus.update_time, out->mutable_update_time());
  out->set_document_count(corpus.document_count);
}

void WriteDocument(const corpus::StoredDocument& document, types::v1::Document* out) {
  const DocumentContent& content = document.content;
  out->set_name(document.name);
  out->set_uid(document.uid);
  out->set_etag(document.etag);
  out->set_revision_id(document.text_digest);
  out->set_revision_number(static_cast<int32_t>(document.revision));
  out->set_title(content.title);
  out->set_source(document.source);
  out->set_source_name(content.source_name);
  out->set_feed(content.feed);
  out->set_url(content.url);
  out->set_external_id(document.external_id);
  WriteStatedTime(content.published, out->mutable_published());
  out->set_language_code(content.language);
  for (const auto& [key, value] : document.labels) (*out->mutable_labels())[key] = value;
  out->set_byte_size(static_cast<int32_t>(document.text_bytes));
  WriteTime(document.ingest_time, out->mutable_create_time());
  WriteTime(document.revision_time, out->mutable_update_time());
  if (document.deleted) WriteTime(document.revision_time, out->mutable_delete_time());
  out->set_text_group(document.text_group);
  if (content.text.empty()) return;
  out->set_text(content.text);
  const text::OffsetMap offsets(content.text);
  out->set_char_count(static_cast<int32_t>(offsets.code_points()));
  for (const Block& block : content.blocks) {
    types::v1::Block* wire = out->add_blocks();
    WriteOffsets(offsets, content.text, block.span, false, wire->mutable_span());
    wire->set_kind(static_cast<types::v1::Block::Kind>(block.kind));
    wire->set_language_code(block.language);
  }
}

std::string WriteJsonLine(const corpus::StoredDocument& document) {
  nlohmann::ordered_json line;
  const auto add = [&line](const char* key, const std::string& value) {
    if (!value.empty()) line[key] = value;
  };
  const DocumentContent& content = document.content;
  add("id", document.external_id);
  add("title", content.title);
  add("source", content.source_name);
  add("feed", content.feed);
  add("published", content.published.iso);
  add("url", content.url);
  add("language", content.language);
  if (document.source_version > 0) line["source_version"] = document.source_version;
  if (!document.labels.empty()) line["labels"] = document.labels;
  line["text"] = content.text;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

namespace {

template <typename Wire>
void WriteOriginFields(const corpus::Origin& origin, Wire* out) {
  out->set_name(origin.name);
  out->set_display_name(origin.display_name);
  for (const std::string& name : origin.other_names) out->add_other_names(name);
  out->set_document_count(origin.document_count);
}

}  // namespace

void WriteOrigin(const corpus::Origin& origin, corpus::v1::Source* out) {
  WriteOriginFields(origin, out);
}

void WriteOrigin(const corpus::Origin& origin, corpus::v1::Feed* out) {
  WriteOriginFields(origin, out);
}

void WriteTextGroup(const corpus::StoredTextGroup& group, types::v1::TextGroup* out) {
  out->set_name(group.name);
  out->set_member_count(group.member_count);
  for (const corpus::StoredTextGroup::Member& member : group.members) {
    types::v1::TextGroup::Member* wire = out->add_members();
    wire->set_document(member.document);
    wire->set_source(member.source);
    wire->set_overlap(static_cast<float>(member.overlap));
    wire->set_excerpt(member.excerpt);
  }
}

void WriteStatistics(const corpus::Statistics& statistics, corpus::v1::CorpusStatistics* out) {
  out->set_documents(statistics.documents);
  out->set_deleted_documents(statistics.deleted_documents);
  out->set_revisions(statistics.revisions);
  out->set_bytes(statistics.text_bytes);
  out->set_distinct_texts(statistics.distinct_texts);
  out->mutable_by_source()->insert(statistics.by_source.begin(), statistics.by_source.end());
  out->mutable_by_language()->insert(statistics.by_language.begin(), statistics.by_language.end());
  out->mutable_by_day()->insert(statistics.by_day.begin(), statistics.by_day.end());
}

void WriteOutcome(const corpus::ItemOutcome& outcome, corpus::v1::ImportOutcome* out) {
  out->set_sequence(outcome.sequence);
  out->set_part(static_cast<int32_t>(outcome.part));
  out->set_state(static_cast<corpus::v1::ImportOutcome::State>(outcome.result.outcome));
  out->set_document(outcome.result.name);
  if (!outcome.result.status.ok()) *out->mutable_error() = ToRpcStatus(outcome.result.status);
  for (const std::string& warning : outcome.warnings) out->add_warnings(warning);
}

void WriteCounts(const corpus::ImportTotals& totals, corpus::v1::ImportCounts* out) {
  out->set_items(totals.items);
  out->set_created(totals.created);
  out->set_updated(totals.updated);
  out->set_unchanged(totals.unchanged);
  out->set_duplicates(totals.duplicates);
  out->set_rejected(totals.rejected);
  out->set_skipped(totals.skipped);
  out->set_stale(totals.stale);
}

void WriteFacets(const corpus::SearchFacets& facets,
                 corpus::v1::SearchDocumentsResponse::Facets* out) {
  out->mutable_by_source()->insert(facets.by_source.begin(), facets.by_source.end());
  out->mutable_by_language()->insert(facets.by_language.begin(), facets.by_language.end());
  out->mutable_by_day()->insert(facets.by_day.begin(), facets.by_day.end());
}

void WriteHit(const corpus::SearchHit& hit, absl::string_view text, bool utf16,
              corpus::v1::SearchDocumentsResponse::Hit* out) {
  WriteDocument(hit.document, out->mutable_document());
  out->set_score(hit.score);
  const text::OffsetMap offsets(text);
  for (const corpus::Snippet& snippet : hit.snippets) {
    corpus::v1::SearchDocumentsResponse::Snippet* wire = out->add_snippets();
    WriteOffsets(offsets, text, snippet.span, utf16, wire->mutable_span());
    wire->mutable_span()->set_quote(snippet.text);
    for (const text::Span highlight : snippet.highlights) {
      types::v1::Span* mark = wire->add_highlights();
      WriteOffsets(offsets, text, highlight, utf16, mark);
      const absl::string_view quote = highlight.In(text);
      mark->set_quote(quote.data(), quote.size());
    }
  }
}

}  // namespace parallax::rpc
