#include "plugins/sdk/validator/subject/lent_host.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace parallax::validator {
namespace {

constexpr int kNoiseByte = 0xA5;

}  // namespace

plx_plugin_entry_fn OpenEntry(const std::string& path) {
  void* const library = dlopen(std::filesystem::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return nullptr;
  return reinterpret_cast<plx_plugin_entry_fn>(dlsym(library, PLX_ENTRY_SYMBOL));
}

RoomyInfo::RoomyInfo(uint32_t known, uint32_t size) {
  std::memset(bytes_, kNoiseByte, sizeof(bytes_));
  std::memset(bytes_, 0, known);
  info()->struct_size = size;
}

bool RoomyInfo::Intact(uint32_t known) const {
  return std::all_of(bytes_ + known, bytes_ + sizeof(bytes_),
                     [](unsigned char byte) { return byte == kNoiseByte; });
}

LentHost::LentHost(uint32_t minor, const std::string& path)
    : data_dir_(std::filesystem::absolute(path).replace_extension(".data").string()) {
  std::memset(&grown_, kNoiseByte, sizeof(grown_));
  plx_host_t& raw = grown_.known;
  raw = {};
  raw.struct_size = minor > PLX_ABI_MINOR ? sizeof(grown_) : sizeof(raw);
  raw.abi_minor = minor;
  raw.abi_min_minor = 0;
  raw.log = [](const plx_host_t*, uint32_t, plx_str_t) {};
  raw.fail = [](const plx_host_t*, plx_status_t, plx_str_t) {};
  raw.get_extension = [](const plx_host_t*, const char*) -> const void* { return nullptr; };
  raw.data_dir = {data_dir_.data(), data_dir_.size()};
}

}  // namespace parallax::validator
