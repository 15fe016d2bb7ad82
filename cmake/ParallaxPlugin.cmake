# plx_add_plugin(NAME SOURCES a.cc ... [VERSION x.y.z] [VENDOR v] [LICENCE spdx] [ID id]
#                [DATA file ...] [LINKS static-libraries ...] [OUTPUT_DIRECTORY folder]
#                [VALIDATE_WITH plugin-targets ...] [VALIDATE_TEXTS file ...] [WAIVERS file]
#                [NO_VALIDATION])
#
# Builds NAME.so, a Parallax analyzer: identity note, hidden symbols, one export, no undefined symbol,
# own statics per generation (-fno-gnu-unique). DATA files are copied to NAME.data/ beside it. The
# same line works in this tree and out of it, with find_package(ParallaxSDK).
#
# Adds the test NAME_validation, plx-validate over the plugin (where tests are enabled):
# VALIDATE_WITH names plugins whose findings it consumes, in order; VALIDATE_TEXTS files with text of
# its kind; WAIVERS a file of checks that may fail, each with its reason; NO_VALIDATION leaves the test
# out. PLX_VALIDATION_LEVEL: 1 to 10.
set(PLX_VALIDATION_LEVEL 2 CACHE STRING "How hard the tests of plx_add_plugin() try, 1 to 10")

# plx_add_validation(NAME FILE plugin-file [VALIDATE_WITH ...] [VALIDATE_TEXTS ...] [WAIVERS file]) -
# the same test for a plugin that another build system makes.
function(plx_add_validation name)
  if(PARALLAX_SANITIZE)  # several times slower, and malloc does not say what it has lent
    return()
  endif()
  cmake_parse_arguments(ARG "" "FILE;WAIVERS" "VALIDATE_WITH;VALIDATE_TEXTS" ${ARGN})
  set(arguments ${ARG_FILE} --level ${PLX_VALIDATION_LEVEL} --jobs 2 --timeout 120
    --junit ${CMAKE_CURRENT_BINARY_DIR}/${name}_validation.xml)
  foreach(provider IN LISTS ARG_VALIDATE_WITH)
    list(APPEND arguments --with $<TARGET_FILE:${provider}>)
  endforeach()
  foreach(text IN LISTS ARG_VALIDATE_TEXTS)
    get_filename_component(path ${text} ABSOLUTE)
    list(APPEND arguments --text ${path})
  endforeach()
  if(ARG_WAIVERS)
    get_filename_component(path ${ARG_WAIVERS} ABSOLUTE)
    list(APPEND arguments --waivers ${path})
  endif()
  add_test(NAME ${name}_validation COMMAND plx::validate ${arguments})
  set_tests_properties(${name}_validation PROPERTIES TIMEOUT 600 PROCESSORS 2)
endfunction()

# plx_add_plugin_test(NAME PLUGIN plugin SOURCES a_test.cc ...) - a test program on the host of
# plx/testing.hpp. PLX_PLUGIN_FILE is the plugin's path.
function(plx_add_plugin_test name)
  cmake_parse_arguments(ARG "" "PLUGIN" "SOURCES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_compile_definitions(${name} PRIVATE PLX_PLUGIN_FILE="$<TARGET_FILE:${ARG_PLUGIN}>")
  target_link_libraries(${name} PRIVATE plx::sdk_testing)
  add_dependencies(${name} ${ARG_PLUGIN})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 60)
endfunction()

function(plx_add_plugin name)
  if(NOT DEFINED PLX_PLUGIN_OUTPUT_DIRECTORY)
    set(PLX_PLUGIN_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins)
  endif()
  cmake_parse_arguments(ARG "NO_VALIDATION" "VERSION;VENDOR;LICENCE;ID;OUTPUT_DIRECTORY;WAIVERS"
    "SOURCES;DATA;LINKS;VALIDATE_WITH;VALIDATE_TEXTS" ${ARGN})
  foreach(default "VERSION=${PROJECT_VERSION}" "VENDOR=unknown" "LICENCE=NONE" "ID=${name}"
          "OUTPUT_DIRECTORY=${PLX_PLUGIN_OUTPUT_DIRECTORY}")
    string(REGEX MATCH "^([A-Z_]+)=(.*)$" _ "${default}")
    if(NOT ARG_${CMAKE_MATCH_1})
      set(ARG_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
    endif()
  endforeach()

  if(NOT ARG_VERSION)
    set(ARG_VERSION 0.0.0)
  endif()
  foreach(text "${ARG_VENDOR}" "${ARG_LICENCE}" "${ARG_VERSION}" "${ARG_ID}")
    if(text MATCHES "[\"\\\n]")
      message(FATAL_ERROR "plx_add_plugin(${name}): no quotes, backslashes or line ends in: ${text}")
    endif()
  endforeach()

  set(note_file ${CMAKE_CURRENT_BINARY_DIR}/${name}_note.c)
  file(CONFIGURE OUTPUT ${note_file} @ONLY CONTENT [[
#include "plx/note.h"
#include "plx/plugin.h"
#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)
#ifndef PLX_REQUIRES_MINOR
#define PLX_REQUIRES_MINOR 0
#endif
PLX_DEFINE_NOTE("abi=1\nbuilt_minor=" TEXT(PLX_ABI_MINOR) "\nrequires_minor=" TEXT(PLX_REQUIRES_MINOR)
                "\nid=@ARG_ID@\nversion=@ARG_VERSION@\nvendor=@ARG_VENDOR@\nlicence=@ARG_LICENCE@\n");
]])
  add_library(${name} MODULE ${ARG_SOURCES} ${note_file})
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX ".so"
    LIBRARY_OUTPUT_DIRECTORY ${ARG_OUTPUT_DIRECTORY}
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_compile_definitions(${name} PRIVATE PLX_PLUGIN_ID="${ARG_ID}" PLX_PLUGIN_VERSION="${ARG_VERSION}")
  target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  target_link_options(${name} PRIVATE -Wl,--version-script=${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map
    -Wl,--exclude-libs,ALL -Wl,-z,now)
  if(NOT PARALLAX_SANITIZE)  # the sanitizers' run time is in the host
    target_link_options(${name} PRIVATE -Wl,-z,defs)
  endif()
  target_link_libraries(${name} PRIVATE plx::sdk_cpp ${ARG_LINKS})
  if(ARG_DATA)
    set(data_dir ${ARG_OUTPUT_DIRECTORY}/${name}.data)
    set(copies)
    foreach(file IN LISTS ARG_DATA)
      get_filename_component(base ${file} NAME)
      get_filename_component(path ${file} ABSOLUTE)
      add_custom_command(OUTPUT ${data_dir}/${base}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${data_dir}
        COMMAND ${CMAKE_COMMAND} -E copy ${path} ${data_dir}/${base} DEPENDS ${path})
      list(APPEND copies ${data_dir}/${base})
    endforeach()
    add_custom_target(${name}_data DEPENDS ${copies})
    add_dependencies(${name} ${name}_data)
  endif()
  if(TARGET plx::validate AND NOT ARG_NO_VALIDATION AND NOT PLX_NO_VALIDATION)
    plx_add_validation(${name} FILE $<TARGET_FILE:${name}> VALIDATE_WITH ${ARG_VALIDATE_WITH}
      VALIDATE_TEXTS ${ARG_VALIDATE_TEXTS} WAIVERS ${ARG_WAIVERS})
  endif()
endfunction()
