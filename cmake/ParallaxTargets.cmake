# parallax_library(NAME SOURCES a.cc a.h LINKS public-dependencies [NO_PRECOMPILED_HEADERS]) - a static
# library of ours. Its link list is its permission: tests/layers checks #include lines against the same
# table.
function(parallax_library name)
  cmake_parse_arguments(ARG "NO_PRECOMPILED_HEADERS" "" "SOURCES;LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE parallax_warnings)
  if(NOT ARG_NO_PRECOMPILED_HEADERS)
    target_precompile_headers(${name} REUSE_FROM parallax_server_headers)
  endif()
endfunction()

# parallax_quickly_built(NAME) - for programs and libraries that read flags, wire things up and print:
# CLI11's templates take the optimiser minutes in which nothing is won.
function(parallax_quickly_built name)
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:-O1>)
endfunction()

# parallax_compiled_together(NAME) - for what speaks gRPC: templates of the generated code cost more than
# what is written with them, and files that are compiled together pay for them once.
function(parallax_compiled_together name)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 5)
endfunction()

# parallax_test(NAME SOURCES a_test.cc LINKS libraries) - a GoogleTest program, one ctest entry per
# program, 60 seconds at most. PARALLAX_TEST_DATA names tests/ and PARALLAX_BUILD_DIR the build
# folder.
function(parallax_test name)
  cmake_parse_arguments(ARG "NO_PRECOMPILED_HEADERS" "TIMEOUT" "SOURCES;LINKS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} GTest::gtest GTest::gmock GTest::gtest_main
    parallax_warnings)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  if(NOT ARG_NO_PRECOMPILED_HEADERS)
    target_precompile_headers(${name} REUSE_FROM parallax_test_headers)
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT})
endfunction()
