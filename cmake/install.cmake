# SPDX-License-Identifier: Apache-2.0
# Install rules. Nothing installed names a folder outside its own prefix, so the prefix may be moved.

include(CMakePackageConfigHelpers)

set(softadastra_generated "${CMAKE_CURRENT_BINARY_DIR}/package")
set(softadastra_package_root "${CMAKE_INSTALL_LIBDIR}/cmake")

install(DIRECTORY include/ DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
install(FILES "${softadastra_static_file}" DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(PROGRAMS "${softadastra_shared_file}" DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(FILES
  "${softadastra_library_dir}/${softadastra_soname}" "${softadastra_library_dir}/libsoftadastra.so"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}")

# softadastra: all targets.
configure_package_config_file(cmake/softadastraConfig.cmake.in
  "${softadastra_generated}/softadastraConfig.cmake"
  INSTALL_DESTINATION "${softadastra_package_root}/softadastra"
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file("${softadastra_generated}/softadastraConfigVersion.cmake"
  VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMajorVersion)
install(FILES
  "${softadastra_generated}/softadastraConfig.cmake"
  "${softadastra_generated}/softadastraConfigVersion.cmake"
  DESTINATION "${softadastra_package_root}/softadastra")
install(FILES cmake/targets.cmake DESTINATION "${softadastra_package_root}/softadastra"
  RENAME softadastraTargets.cmake)

# One package per documented layer, under the names that existing programs look for.
foreach(layer IN ITEMS Core Fs Wal Store Sync Sdk)
  string(TOLOWER "${layer}" layer_target)
  set(package "softadastra_${layer_target}")
  set(package_targets "softadastra${layer}Targets.cmake")
  configure_file(cmake/forward.cmake.in "${softadastra_generated}/${package}Config.cmake" @ONLY)
  configure_file(cmake/forwardTargets.cmake.in "${softadastra_generated}/${package_targets}" @ONLY)
  write_basic_package_version_file("${softadastra_generated}/${package}ConfigVersion.cmake"
    VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMajorVersion)
  install(FILES
    "${softadastra_generated}/${package}Config.cmake"
    "${softadastra_generated}/${package}ConfigVersion.cmake"
    "${softadastra_generated}/${package_targets}"
    DESTINATION "${softadastra_package_root}/${package}")
endforeach()

# The SDK under its documented package name.
if(SDK_CPP_INSTALL)
  set(package "sdk-cpp")
  set(layer_target "sdk, also as sdk-cpp::sdk-cpp")
  set(package_targets "sdk-cppTargets.cmake")
  configure_file(cmake/forward.cmake.in "${softadastra_generated}/sdk-cppConfig.cmake" @ONLY)
  configure_file(cmake/forwardTargets.cmake.in "${softadastra_generated}/${package_targets}" @ONLY)
  write_basic_package_version_file("${softadastra_generated}/sdk-cppConfigVersion.cmake"
    VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMajorVersion)
  install(FILES
    "${softadastra_generated}/sdk-cppConfig.cmake"
    "${softadastra_generated}/sdk-cppConfigVersion.cmake"
    "${softadastra_generated}/${package_targets}"
    DESTINATION "${softadastra_package_root}/sdk-cpp")
endif()

# pkg-config. The way from the .pc file to the prefix is worked out here: it is longer where the
# library folder has two parts, and an absolute folder given by a packager stays as it is.
set(pc_dir "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig")
file(RELATIVE_PATH pc_to_prefix "${pc_dir}" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
set(pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  set(pc_libdir "${CMAKE_INSTALL_LIBDIR}")
endif()
set(pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
if(IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(pc_includedir "${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file(cmake/softadastra.pc.in "${softadastra_generated}/softadastra.pc" @ONLY)
install(FILES "${softadastra_generated}/softadastra.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
