/* Hello, world in C: finds the word "hello". With CMakeLists.txt a whole analyzer. */
#include <string.h>

#include "plx/plugin.h"

static char state; /* it has none, but must not answer NULL */
static plx_model_t *create_model(const plx_host_t *host, plx_str_t config) {
  (void)host, (void)config;
  return (plx_model_t *)&state;
}
static void destroy_model(plx_model_t *model) { (void)model; }
static plx_instance_t *create_instance(plx_model_t *model) { return (plx_instance_t *)model; }
static void destroy_instance(plx_instance_t *instance) { (void)instance; }

static plx_status_t analyze(plx_instance_t *instance, const plx_document_t *const *documents,
                            uint32_t count, const plx_call_t *call, const plx_sink_t *sink) {
  (void)instance;
  for (uint32_t d = 0; d < count; ++d) {
    const plx_str_t text = documents[d]->text;
    for (uint32_t at = 0; at + 5 <= text.size; ++at) {
      if (at % 65536 == 0 && call->cancelled(call)) return PLX_CANCELLED;
      if (memcmp(text.data + at, "hello", 5) != 0) continue;
      plx_custom_t found = {.base = {sizeof found, PLX_FINDING_CUSTOM, {at, at + 5}, PLX_NO_SCORE},
                            .type = {"hello.greeting", 14}};
      if (sink->emit(sink, d, &found.base) != PLX_OK) break;
    }
  }
  return PLX_OK;
}

PLX_EXPORT plx_status_t plx_plugin_entry_v1(const plx_host_t *host, plx_plugin_info_t *info) {
  (void)host;
  info->built_minor = PLX_ABI_MINOR, info->id = PLX_PLUGIN_ID, info->version = PLX_PLUGIN_VERSION;
  info->description = "Finds greetings.", info->produces = "hello.greeting", info->languages = "*";
  info->create_model = create_model, info->destroy_model = destroy_model;
  info->create_instance = create_instance, info->destroy_instance = destroy_instance;
  return info->analyze = analyze, PLX_OK;
}
