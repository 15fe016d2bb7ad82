// A host in plain C structs, for checks that need to be another host than a server is.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_LENT_HOST_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_LENT_HOST_H_

#include <string>

#include "plx/plugin.h"

namespace parallax::validator {

// The entry of a plugin file, opened. The library stays mapped. Null if it cannot be.
plx_plugin_entry_fn OpenEntry(const std::string& path);

// An info as a host of a given minor gives it to the entry, with noise behind what it knows, so that
// whatever the plugin writes there does no harm and is seen.
class RoomyInfo {
 public:
  // `known`: bytes that are zeroed, as plx_plugin_info asks for; `size`: what struct_size says.
  explicit RoomyInfo(uint32_t known = sizeof(plx_plugin_info_t),
                     uint32_t size = sizeof(plx_plugin_info_t));
  plx_plugin_info_t* info() { return reinterpret_cast<plx_plugin_info_t*>(bytes_); }
  // Whether the bytes from `known` on are as they were.
  bool Intact(uint32_t known) const;

 private:
  alignas(16) unsigned char bytes_[sizeof(plx_plugin_info_t) + 256];
};

// The host's table. `host` in it is NULL, as nothing of a server is behind it. Must stay where it
// is while the plugin lives.
class LentHost {
 public:
  // A host of `minor` for the plugin file at `path`.
  LentHost(uint32_t minor, const std::string& path);
  LentHost(const LentHost&) = delete;
  LentHost& operator=(const LentHost&) = delete;

  const plx_host_t* raw() const { return &grown_.known; }

 private:
  // A later host's: longer than the plugin knows.
  struct Grown {
    plx_host_t known;
    unsigned char later[64];
  };
  std::string data_dir_;
  Grown grown_;
};

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_LENT_HOST_H_
