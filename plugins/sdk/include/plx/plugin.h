/* The plugin ABI, version 1: one exported function, tables of function pointers, plain C.
 *
 * A plugin is one shared library that exports exactly one symbol, plx_plugin_entry_v1, has no
 * undefined symbol of the host, and carries an identity note (plx/note.h). It may link anything
 * that does not reach across this line; libprotobuf and libgrpc are refused by the loader,
 * because two copies of a descriptor pool abort the process.
 *
 * Growth: released things never change in place. Structs grow at their end and carry their size;
 * a reader uses a field only if struct_size covers it (>=, never ==). New abilities come as
 * extensions ("plx.name/1"). Enums that the host passes to plugins gain no values within a major;
 * those that plugins pass to the host may.
 *
 * Threads: [load-thread] one call at a time per plugin, never on a request's thread;
 * [instance-serial] one call at a time per instance, any thread; [any-thread] at any time.
 *
 * Forbidden to a plugin: exit, abort, fork, signal handlers, setlocale, chdir, umask, changing the
 * environment, threads that outlive destroy_instance, and exceptions that leave a function of
 * these tables. The C++ face (plx/analyzer.hpp) keeps the last rule for its users. */
#ifndef PLX_PLUGIN_H_
#define PLX_PLUGIN_H_

#include "plx/call.h"
#include "plx/document.h"
#include "plx/finding.h"
#include "plx/host.h"
#include "plx/status.h"
#include "plx/text.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PLX_ABI_MAJOR 1
#define PLX_ABI_MINOR 0

typedef struct plx_model plx_model_t;       /* opaque, the plugin's */
typedef struct plx_instance plx_instance_t; /* opaque, the plugin's */

/* What a plugin says of itself and what it can do. The host zeroes it and sets struct_size to
 * the bytes it knows; the plugin writes nothing past them. Strings are static, NUL-terminated
 * UTF-8, owned by the plugin. */
typedef struct plx_plugin_info {
  uint32_t struct_size;
  uint32_t built_minor;    /* PLX_ABI_MINOR of the headers it was compiled with */
  uint32_t requires_minor; /* oldest host minor it can work with */
  uint32_t preferred_batch; /* documents per call it likes best; 0: no preference */
  const char *id;      /* the analyzer's id, equal to the note's: "entities", "org.example.x" */
  const char *version; /* semantic version, equal to the note's */
  const char *display_name;
  const char *description; /* one sentence */
  /* Layers read and layers written: comma-separated names of plx/finding.h or the type of a custom
   * finding ("mentions,claims"). What the host makes of the text is asked for by "tokens" (tokens,
   * sentences and references come together; "sentences" means the same). Empty consumes: text
   * and blocks are promised, segmentation may be left out. */
  const char *consumes;
  const char *produces;
  const char *languages;      /* comma-separated BCP-47 ("en,zh"); "*": any */
  const char *labels;         /* comma-separated labels it may emit as mention types; may be "" */
  const char *config_schema;  /* JSON Schema of create_model's config; NULL: takes none */
  const char *options_schema; /* JSON Schema of plx_call.options_json; NULL: takes none */

  /* Loads what is heavy; the result is shared by all instances and constant afterwards. `config`
   * is canonical JSON, valid against config_schema. NULL after host->fail(). [load-thread] */
  plx_model_t *(*create_model)(const plx_host_t *host, plx_str_t config);
  void (*destroy_model)(plx_model_t *model); /* after its last instance [load-thread] */

  /* The state of one line of execution. NULL after host->fail(). [any-thread] */
  plx_instance_t *(*create_instance)(plx_model_t *model);
  void (*destroy_instance)(plx_instance_t *instance); /* [instance-serial] */

  /* Analyzes documents[0, count) and emits findings into `sink`, per document ordered by
   * span.begin. Everything lent is borrowed until return. A failure of one document is
   * sink->fail(); any code but PLX_OK fails the whole batch and drops its findings. Must not
   * depend on batch size, order, threads, locale or clock. NULL if the plugin has only
   * extensions. [instance-serial] */
  plx_status_t (*analyze)(plx_instance_t *instance, const plx_document_t *const *documents,
                          uint32_t count, const plx_call_t *call, const plx_sink_t *sink);

  /* An extension of the plugin by id (plx/phases.h); NULL for ids it does not know. The whole
   * pointer may be NULL. [any-thread] */
  const void *(*get_extension)(const char *id);
} plx_plugin_info_t;

#define PLX_ENTRY_SYMBOL "plx_plugin_entry_v1"

#if defined(__GNUC__)
#define PLX_EXPORT __attribute__((visibility("default")))
#else
#define PLX_EXPORT
#endif

/* The one exported symbol. Fills `info`; no I/O, under 100 ms, the same answer each time.
 * PLX_OK, or PLX_FAILED_PRECONDITION if the host is too old. [load-thread] */
typedef plx_status_t (*plx_plugin_entry_fn)(const plx_host_t *host, plx_plugin_info_t *info);
PLX_EXPORT plx_status_t plx_plugin_entry_v1(const plx_host_t *host, plx_plugin_info_t *info);

#ifdef __cplusplus
}
#endif
#endif /* PLX_PLUGIN_H_ */
