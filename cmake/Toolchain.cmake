# Compiler settings that hold for every target: ccache and lld where they are, warnings as errors in
# our own code, sanitizers on request.
option(PARALLAX_WITH_RPC "Build what needs gRPC: protos, services, command line" ON)
option(PARALLAX_WITH_BENCH "Build the benchmarks" ON)
set(PARALLAX_SANITIZE "" CACHE STRING "Sanitizers to build with: empty, address, or thread")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  # Without these two it keeps nothing that was compiled with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
endif()
find_program(LLD_PROGRAM ld.lld)
if(LLD_PROGRAM)
  add_link_options(-fuse-ld=lld)
endif()

add_compile_options(-pthread)  # for all, because it defines a macro: see PrecompiledHeaders
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
add_compile_definitions(PARALLAX_VERSION="${PROJECT_VERSION}")
if(PARALLAX_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined
    -fno-omit-frame-pointer -O1 -g1)
  add_link_options(-fsanitize=address,undefined)
elseif(PARALLAX_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer -O1 -g1)
  add_link_options(-fsanitize=thread)
  # Every program is linked with what tells the sanitizer of Abseil's locks, for every function there.
  add_library(tsan_abseil_locks STATIC ${CMAKE_SOURCE_DIR}/cmake/tsan/abseil_locks.cc)
  file(STRINGS ${CMAKE_SOURCE_DIR}/cmake/tsan/abseil_locks.cc symbols REGEX "\"_ZNK?4absl")
  foreach(line IN LISTS symbols)
    string(REGEX MATCH "_ZNK?4absl[A-Za-z0-9_]+" symbol "${line}")
    add_link_options(-Wl,--wrap=${symbol})
  endforeach()
  link_libraries(tsan_abseil_locks)
endif()

# Linked (PRIVATE) by every target of ours that is not generated code.
add_library(parallax_warnings INTERFACE)
target_compile_options(parallax_warnings INTERFACE -Wall -Wextra -Werror -Wno-missing-field-initializers
  -Wno-sign-compare
  # g++ 12 sees overlapping and overlong copies in std::string where there are none (its bugs 105651,
  # 105329).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overflow
  -Wno-stringop-overread -Wno-array-bounds>
  # And takes every file of a unity build but the first for a header.
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>)
