# find_package(ParallaxSDK) gives plx::sdk (C), plx::sdk_cpp (C++) and plx_add_plugin().
include(${CMAKE_CURRENT_LIST_DIR}/ParallaxSDKTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/ParallaxPlugin.cmake)
