/* An analyzer that finds nothing: the smallest whole plugin in C, and the floor that benchmarks
 * measure the host by. */
#include "plx/plugin.h"

/* It has no state, but the host must be given something that is not NULL. */
static char model;
static char instance;

static plx_model_t* create_model(const plx_host_t* host, plx_str_t config) {
  (void)host, (void)config;
  return (plx_model_t*)&model;
}

static void destroy_model(plx_model_t* unused) { (void)unused; }

static plx_instance_t* create_instance(plx_model_t* unused) {
  (void)unused;
  return (plx_instance_t*)&instance;
}

static void destroy_instance(plx_instance_t* unused) { (void)unused; }

static plx_status_t analyze(plx_instance_t* unused, const plx_document_t* const* documents,
                            uint32_t count, const plx_call_t* call, const plx_sink_t* sink) {
  (void)unused, (void)documents, (void)count, (void)call, (void)sink;
  return PLX_OK;
}

PLX_EXPORT plx_status_t plx_plugin_entry_v1(const plx_host_t* host, plx_plugin_info_t* info) {
  (void)host;
  info->built_minor = PLX_ABI_MINOR;
  info->id = PLX_PLUGIN_ID;
  info->version = PLX_PLUGIN_VERSION;
  info->display_name = "Null";
  info->description = "Finds nothing; measures what the host costs.";
  info->languages = "*";
  info->create_model = create_model;
  info->destroy_model = destroy_model;
  info->create_instance = create_instance;
  info->destroy_instance = destroy_instance;
  info->analyze = analyze;
  return PLX_OK;
}
