/* Strings and spans, the two ways this ABI speaks of text. */
#ifndef PLX_TEXT_H_
#define PLX_TEXT_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Borrowed bytes, not NUL-terminated. UTF-8 unless the field says otherwise. `data` may be
 * NULL only if `size` is 0. Whoever receives one copies it to keep it: it is valid until the
 * call it was passed to returns. */
typedef struct plx_str {
  const char *data;
  size_t size;
} plx_str_t;

/* A half-open range [begin, end) of the document's text, in UTF-8 bytes (never code points or
 * UTF-16 units). Both ends lie on code-point boundaries. begin == end means "no span" where a
 * field says that a span is optional; a required span is never empty. */
typedef struct plx_span {
  uint32_t begin;
  uint32_t end;
} plx_span_t;

#ifdef __cplusplus
}
#endif
#endif /* PLX_TEXT_H_ */
