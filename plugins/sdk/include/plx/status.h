/* Status codes. The numbers are those of gRPC and absl::StatusCode, so one code travels from a
 * plugin to a remote caller without translation. */
#ifndef PLX_STATUS_H_
#define PLX_STATUS_H_

#include <stdint.h>

typedef int32_t plx_status_t;

enum {
  PLX_OK = 0,
  PLX_CANCELLED = 1,           /* the call was cancelled and the plugin stopped early */
  PLX_UNKNOWN = 2,             /* no better code */
  PLX_INVALID_ARGUMENT = 3,    /* the document or the options can never work */
  PLX_DEADLINE_EXCEEDED = 4,   /* the deadline passed and the plugin stopped early */
  PLX_NOT_FOUND = 5,           /* a named resource (a model file, say) is missing */
  PLX_RESOURCE_EXHAUSTED = 8,  /* out of memory, or over a stated limit */
  PLX_FAILED_PRECONDITION = 9, /* needs something that is not there (a layer, a language) */
  PLX_ABORTED = 10,            /* the sink said stop */
  PLX_OUT_OF_RANGE = 11,       /* a span outside the text */
  PLX_UNIMPLEMENTED = 12,      /* an optional ability this plugin lacks */
  PLX_INTERNAL = 13            /* a defect of the plugin */
};

#endif /* PLX_STATUS_H_ */
