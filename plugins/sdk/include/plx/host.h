/* What a host offers a plugin for as long as it is loaded. */
#ifndef PLX_HOST_H_
#define PLX_HOST_H_

#include "plx/status.h"
#include "plx/text.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { PLX_LOG_DEBUG = 1, PLX_LOG_INFO = 2, PLX_LOG_WARNING = 3, PLX_LOG_ERROR = 4 };

/* Valid from the entry call until the process ends. */
typedef struct plx_host {
  uint32_t struct_size;
  uint32_t abi_minor;     /* newest minor this host speaks */
  uint32_t abi_min_minor; /* oldest minor this host still serves */
  uint32_t reserved;
  void *host;
  /* One line, without a newline, without document text. Rate-limited. [any-thread] */
  void (*log)(const struct plx_host *host, uint32_t level, plx_str_t message);
  /* Says why create_model or create_instance is about to return NULL. [the calling thread] */
  void (*fail)(const struct plx_host *host, plx_status_t code, plx_str_t message);
  /* An extension of the host by id ("plx.name/1"); NULL if it has none. [any-thread] */
  const void *(*get_extension)(const struct plx_host *host, const char *id);
  /* Absolute path of the folder with the plugin's data files (<file without .so>.data beside the
   * plugin file, whether or not it exists). UTF-8. */
  plx_str_t data_dir;
} plx_host_t;

#ifdef __cplusplus
}
#endif
#endif /* PLX_HOST_H_ */
