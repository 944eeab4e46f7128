# SPDX-License-Identifier: Apache-2.0
# Builds the Rust library with cargo and lays both forms of it into lib/ of the build folder.
#
# Defines softadastra_static_file, softadastra_shared_file, softadastra_soname and the target
# softadastra_cargo. The shared library is copied next to its links, because what cargo leaves behind
# is named libsoftadastra.so only: a program would link with it and then not find its soname.

set(softadastra_rust_minimum "1.95")

if(APPLE OR WIN32)
  message(FATAL_ERROR "These CMake files name libraries as Linux does and were tested there alone. "
    "Here, link the library that `cargo build --release` makes")
endif()

find_program(SOFTADASTRA_CARGO cargo HINTS "$ENV{CARGO_HOME}/bin" "$ENV{HOME}/.cargo/bin")
if(NOT SOFTADASTRA_CARGO)
  message(FATAL_ERROR "cargo was not found: install Rust ${softadastra_rust_minimum} or newer")
endif()
execute_process(COMMAND "${SOFTADASTRA_CARGO}" --version
  WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
  OUTPUT_VARIABLE cargo_version RESULT_VARIABLE cargo_failed)
if(cargo_failed OR NOT cargo_version MATCHES "cargo ([0-9]+\\.[0-9]+)")
  message(FATAL_ERROR "`${SOFTADASTRA_CARGO} --version` does not answer as cargo does")
elseif(CMAKE_MATCH_1 VERSION_LESS softadastra_rust_minimum)
  message(FATAL_ERROR "cargo ${CMAKE_MATCH_1} is too old: Rust ${softadastra_rust_minimum} or newer is needed")
endif()

# Cargo names the folder after the profile, but for the one called dev.
if(SOFTADASTRA_CARGO_PROFILE STREQUAL "dev")
  set(cargo_out "${SOFTADASTRA_CARGO_TARGET_DIR}/debug")
else()
  set(cargo_out "${SOFTADASTRA_CARGO_TARGET_DIR}/${SOFTADASTRA_CARGO_PROFILE}")
endif()

set(cargo_arguments build --lib --profile "${SOFTADASTRA_CARGO_PROFILE}"
  --target-dir "${SOFTADASTRA_CARGO_TARGET_DIR}")
if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/Cargo.lock")
  list(APPEND cargo_arguments --locked)
endif()
list(APPEND cargo_arguments ${SOFTADASTRA_CARGO_ARGS})

set(softadastra_library_dir "${CMAKE_CURRENT_BINARY_DIR}/lib")
set(softadastra_soname "libsoftadastra.so.${softadastra_soversion}")
set(softadastra_static_file "${softadastra_library_dir}/libsoftadastra.a")
set(softadastra_shared_file "${softadastra_library_dir}/libsoftadastra.so.${PROJECT_VERSION}")

# Listed again before each build, so that a new Rust file is noticed without a new configure.
file(GLOB_RECURSE rust_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/src/*.rs")
set(cargo_inputs ${rust_sources}
  "${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml" "${CMAKE_CURRENT_SOURCE_DIR}/build.rs")
if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/Cargo.lock")
  list(APPEND cargo_inputs "${CMAKE_CURRENT_SOURCE_DIR}/Cargo.lock")
endif()

add_custom_command(
  OUTPUT
    "${softadastra_static_file}"
    "${softadastra_shared_file}"
    "${softadastra_library_dir}/${softadastra_soname}"
    "${softadastra_library_dir}/libsoftadastra.so"
  COMMAND "${SOFTADASTRA_CARGO}" ${cargo_arguments}
  COMMAND "${CMAKE_COMMAND}" -E make_directory "${softadastra_library_dir}"
  COMMAND "${CMAKE_COMMAND}" -E copy "${cargo_out}/libsoftadastra.a" "${softadastra_static_file}"
  COMMAND "${CMAKE_COMMAND}" -E copy "${cargo_out}/libsoftadastra.so" "${softadastra_shared_file}"
  COMMAND "${CMAKE_COMMAND}" -E create_symlink
    "libsoftadastra.so.${PROJECT_VERSION}" "${softadastra_library_dir}/${softadastra_soname}"
  COMMAND "${CMAKE_COMMAND}" -E create_symlink
    "${softadastra_soname}" "${softadastra_library_dir}/libsoftadastra.so"
  DEPENDS ${cargo_inputs}
  WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
  COMMENT "Building the Softadastra library with cargo (${SOFTADASTRA_CARGO_PROFILE})"
  VERBATIM COMMAND_EXPAND_LISTS USES_TERMINAL)

add_custom_target(softadastra_cargo ALL DEPENDS "${softadastra_static_file}" "${softadastra_shared_file}")
