# Headers that most files include are parsed once instead of once a file: a third of a build's time.
#
# A compiler takes a precompiled header only where no macro is defined on its command line that was not
# when it was made, and code is as position-independent. Targets with definitions of their own do without
# (NO_PRECOMPILED_HEADERS).

# parallax_precompiled_headers(NAME [FOR_PROGRAMS] [LINKS libraries] HEADERS <header>...) - for libraries
# to reuse, or for programs.
function(parallax_precompiled_headers name)
  cmake_parse_arguments(ARG "FOR_PROGRAMS" "" "LINKS;HEADERS" ${ARGN})
  set(nothing ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  file(CONFIGURE OUTPUT ${nothing} CONTENT "")
  add_library(${name} OBJECT ${nothing})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} parallax_warnings)
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
  if(ARG_FOR_PROGRAMS)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${name} PRIVATE -fPIE)
  endif()
endfunction()

# What needs no library: for the analyzers.
set(PARALLAX_STANDARD_HEADERS <algorithm> <array> <cstdint> <cstring> <functional> <map> <memory>
  <optional> <set> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
# And for the server.
set(PARALLAX_SERVER_HEADERS ${PARALLAX_STANDARD_HEADERS} <atomic> <deque> <filesystem> <fstream> <thread>
  <absl/container/flat_hash_map.h> <absl/functional/any_invocable.h> <absl/status/statusor.h>
  <absl/strings/str_cat.h> <absl/strings/str_format.h> <absl/strings/str_join.h>
  <absl/strings/str_split.h> <absl/synchronization/mutex.h> <absl/time/clock.h> <absl/types/span.h>)

parallax_precompiled_headers(parallax_standard_headers HEADERS ${PARALLAX_STANDARD_HEADERS})
parallax_precompiled_headers(parallax_server_headers LINKS absl::status HEADERS ${PARALLAX_SERVER_HEADERS})
