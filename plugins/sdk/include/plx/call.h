/* What the host lends for the length of one call: a deadline, a cancellation flag and a sink. */
#ifndef PLX_CALL_H_
#define PLX_CALL_H_

#include "plx/finding.h"
#include "plx/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The limits of one call. Borrowed until the call returns. */
typedef struct plx_call {
  uint32_t struct_size;
  uint32_t reserved;
  void *host; /* the host's; pass it back */
  /* 1 once the caller has gone or the deadline has passed: return PLX_CANCELLED within 50 ms.
   * One relaxed atomic load and a clock read; poll at least every 50 ms. [any-thread] */
  uint32_t (*cancelled)(const struct plx_call *call);
  /* Nanoseconds to the deadline, INT64_MAX without one, 0 when it has passed. [any-thread] */
  int64_t (*remaining_ns)(const struct plx_call *call);
  /* The caller's options for this analyzer as canonical JSON, checked against
   * plx_plugin_info.options_schema with defaults applied; "{}" without a schema. */
  plx_str_t options_json;
} plx_call_t;

/* Where findings go. The host owns it, copies what it is given, checks spans and text, bounds
 * numbers and bytes, and adds the analyzer's name and generation.
 * [the thread that the call runs on, until the call returns] */
typedef struct plx_sink {
  uint32_t struct_size;
  uint32_t reserved;
  void *host;
  /* Copies `finding` into the result of documents[document].
   * PLX_OK: taken. PLX_OUT_OF_RANGE / PLX_INVALID_ARGUMENT: a span or field is wrong; the
   * finding was not taken, the document's outcome becomes FAILED and names the field.
   * PLX_ABORTED: enough (a limit); the host marks the document TRUNCATED: stop emitting for it.
   */
  plx_status_t (*emit)(const struct plx_sink *sink, uint32_t document,
                       const plx_finding_t *finding);
  /* Marks documents[document] as failed with `code` and drops its findings; the others of the
   * batch stand. `message`: what is wrong and what to do, at most 1 KiB. */
  void (*fail)(const struct plx_sink *sink, uint32_t document, plx_status_t code,
               plx_str_t message);
} plx_sink_t;

#ifdef __cplusplus
}
#endif
#endif /* PLX_CALL_H_ */
