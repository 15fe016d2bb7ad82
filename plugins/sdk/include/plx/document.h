/* The document as the host lends it to an analyzer: text, structure, segmentation and the
 * findings of the layers that the analyzer said it consumes.
 *
 * The host makes one text pass per document (UTF-8 check, blocks, language, ICU sentences and
 * words) and every analyzer gets the result. All memory is the host's, constant, and valid until
 * the call returns. Arrays are in text order. Every struct starts with, or is reached through, a
 * size, so fields can be appended: step through an array with its `stride`, never with sizeof. */
#ifndef PLX_DOCUMENT_H_
#define PLX_DOCUMENT_H_

#include "plx/text.h"

#ifdef __cplusplus
extern "C" {
#endif

struct plx_finding; /* plx/finding.h */

/* An array whose elements may be larger than the plugin's idea of them. */
typedef struct plx_array {
  const void *data; /* first element; NULL only if count is 0 */
  uint32_t count;
  uint32_t stride; /* bytes from one element to the next, as the host laid them out */
} plx_array_t;

/* What a block of a document is. Values a plugin does not know: treat as PARAGRAPH. */
enum {
  PLX_BLOCK_PARAGRAPH = 1,
  PLX_BLOCK_TITLE = 2,
  PLX_BLOCK_LEAD = 3,      /* the summary sentence that opens an article or digest */
  PLX_BLOCK_HEADING = 4,   /* a headline inside the body ("Group 2: ...") */
  PLX_BLOCK_KEY_POINT = 5, /* one point of a list */
  PLX_BLOCK_BYLINE = 6     /* outlet, author, time of publication: not content */
};

typedef struct plx_block {
  plx_span_t span;
  uint32_t kind;       /* PLX_BLOCK_* */
  plx_str_t language;  /* BCP-47 ("en", "zh", "zh-Hant"), "und" if not determined */
} plx_block_t;

/* "[5]" in the text: a pointer into the original's paragraphs. Never a quantity. */
typedef struct plx_reference {
  plx_span_t span;   /* with its brackets */
  uint32_t number;   /* as written */
  uint32_t block;    /* index into blocks */
} plx_reference_t;

/* A sentence by ICU's rules, cut at block borders, without white space at its ends. */
typedef struct plx_sentence {
  plx_span_t span;
  uint32_t block;       /* index into blocks */
  uint32_t first_token; /* tokens[first_token, end_token) lie in this sentence */
  uint32_t end_token;
} plx_sentence_t;

enum {
  PLX_TOKEN_WORD = 1,        /* letters */
  PLX_TOKEN_NUMBER = 2,      /* contains a decimal digit */
  PLX_TOKEN_IDEOGRAPHIC = 3, /* Han, Hiragana, Katakana: a word by ICU's dictionary */
  PLX_TOKEN_PUNCTUATION = 4, /* one punctuation mark or symbol; white space is no token */
  PLX_TOKEN_REFERENCE = 5    /* a whole "[5]" */
};

typedef struct plx_token {
  plx_span_t span;
  uint32_t kind;     /* PLX_TOKEN_* */
  uint32_t sentence; /* index into sentences */
} plx_token_t;

/* How much of a time is known. */
enum {
  PLX_PRECISION_UNKNOWN = 0,
  PLX_PRECISION_YEAR = 1,
  PLX_PRECISION_MONTH = 2,
  PLX_PRECISION_DAY = 3,
  PLX_PRECISION_MINUTE = 4,
  PLX_PRECISION_SECOND = 5
};

typedef struct plx_document {
  uint32_t struct_size;
  uint32_t reserved;
  plx_str_t name;         /* resource name or inline id; unique in the call */
  plx_str_t revision;     /* digest of the text, lower-case hex SHA-256 */
  plx_str_t text;         /* UTF-8, checked; at most 2^31-1 bytes */
  plx_str_t language;     /* of most of the text */
  plx_str_t title;        /* empty if unknown; not necessarily a slice of text */
  plx_str_t source;       /* id of the outlet ("sou-hu-cai-jing"); empty if unknown */
  plx_str_t source_name;  /* the outlet as shown ("搜狐财经") */
  plx_str_t feed;         /* who delivered it; empty if the outlet itself */
  plx_str_t published;    /* local time as stated, ISO 8601 cut to its precision
                             ("2026-01-15T11:48"); empty if unknown; no zone is invented */
  uint32_t published_precision; /* PLX_PRECISION_* */
  uint32_t reserved2;
  plx_array_t blocks;     /* of plx_block_t; text outside every block is page furniture */
  plx_array_t references; /* of plx_reference_t */
  plx_array_t sentences;  /* of plx_sentence_t */
  plx_array_t tokens;     /* of plx_token_t */
  /* Findings of consumed layers, ordered by layer, then span.begin, then emission. Pointers
   * because kinds differ in size; read each by its header's kind (plx/finding.h). */
  const struct plx_finding *const *findings;
  uint32_t finding_count;
  uint32_t reserved3;
} plx_document_t;

#ifdef __cplusplus
}
#endif
#endif /* PLX_DOCUMENT_H_ */
