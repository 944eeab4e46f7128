# SPDX-License-Identifier: Apache-2.0
# The targets of Softadastra Sync. The build tree and the installed package include this same file, so
# that a program finds the same names and the same requirements in both.
#
# Needs Threads::Threads, and these variables:
#   _softadastra_scope              GLOBAL, or empty for the folder that asked
#   _softadastra_include_dir        holds softadastra.h and softadastra/
#   _softadastra_static_file        libsoftadastra.a
#   _softadastra_shared_file        libsoftadastra.so.<version>
#   _softadastra_soname             what the shared library calls itself
#   _softadastra_shared_is_default  whether softadastra::softadastra is the shared library

# The C library, once per form. The static one names what Rust's standard library asks of the system.
add_library(softadastra::softadastra_static STATIC IMPORTED ${_softadastra_scope})
set_target_properties(softadastra::softadastra_static PROPERTIES
  IMPORTED_LOCATION "${_softadastra_static_file}"
  INTERFACE_INCLUDE_DIRECTORIES "${_softadastra_include_dir}"
  INTERFACE_LINK_LIBRARIES "Threads::Threads;${CMAKE_DL_LIBS};m")

add_library(softadastra::softadastra_shared SHARED IMPORTED ${_softadastra_scope})
set_target_properties(softadastra::softadastra_shared PROPERTIES
  IMPORTED_LOCATION "${_softadastra_shared_file}"
  IMPORTED_SONAME "${_softadastra_soname}"
  INTERFACE_INCLUDE_DIRECTORIES "${_softadastra_include_dir}")

add_library(softadastra::softadastra INTERFACE IMPORTED ${_softadastra_scope})
if(_softadastra_shared_is_default)
  set_property(TARGET softadastra::softadastra PROPERTY
    INTERFACE_LINK_LIBRARIES softadastra::softadastra_shared)
else()
  set_property(TARGET softadastra::softadastra PROPERTY
    INTERFACE_LINK_LIBRARIES softadastra::softadastra_static)
endif()

# The C++ layers, left to right: each links the one before it. core and fs are headers alone; from wal
# on, the classes that touch a file call the library.
add_library(softadastra::core INTERFACE IMPORTED ${_softadastra_scope})
add_library(softadastra::fs INTERFACE IMPORTED ${_softadastra_scope})
add_library(softadastra::wal INTERFACE IMPORTED ${_softadastra_scope})
add_library(softadastra::store INTERFACE IMPORTED ${_softadastra_scope})
add_library(softadastra::sync INTERFACE IMPORTED ${_softadastra_scope})
add_library(softadastra::sdk INTERFACE IMPORTED ${_softadastra_scope})

target_include_directories(softadastra::core INTERFACE "${_softadastra_include_dir}")
target_compile_features(softadastra::core INTERFACE cxx_std_20)
target_link_libraries(softadastra::fs INTERFACE softadastra::core)
target_link_libraries(softadastra::wal INTERFACE
  softadastra::fs softadastra::softadastra Threads::Threads ${CMAKE_DL_LIBS} m)
target_link_libraries(softadastra::store INTERFACE softadastra::wal)
target_link_libraries(softadastra::sync INTERFACE softadastra::store)
target_link_libraries(softadastra::sdk INTERFACE softadastra::sync)

# The SDK under its documented name.
add_library(sdk-cpp::sdk-cpp INTERFACE IMPORTED ${_softadastra_scope})
target_link_libraries(sdk-cpp::sdk-cpp INTERFACE softadastra::sdk)
