# find_package(ParallaxSDK) gives plx::sdk (C), plx::sdk_cpp (C++), plx::sdk_testing (a host for unit
# tests), plx::validate (the conformance program), plx_add_plugin() and plx_add_plugin_test().
include(${CMAKE_CURRENT_LIST_DIR}/ParallaxSDKTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/ParallaxPlugin.cmake)
