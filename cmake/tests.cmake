# SPDX-License-Identifier: Apache-2.0
# What ctest runs. Labels: cpp, c, valgrind, headers, example, seed, package.
#
# Files are found by pattern, with CONFIGURE_DEPENDS: a test that somebody adds and forgets to list
# would otherwise never run, and nobody would see it.

find_package(GTest)
if(NOT GTest_FOUND)
  message(FATAL_ERROR "GoogleTest was not found (Debian: libgtest-dev). "
    "Install it, or configure with -DSOFTADASTRA_BUILD_TESTS=OFF")
endif()
find_program(SOFTADASTRA_VALGRIND valgrind)
include(GoogleTest)

set(CMAKE_C_STANDARD 11)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_EXTENSIONS OFF)
# Our own headers are under test, so they must not count as system headers, where warnings are silent.
set(CMAKE_NO_SYSTEM_FROM_IMPORTED ON)

set(warnings -Wall -Wextra -Wpedantic -Werror)
set(strict_warnings ${warnings} -Wconversion -Wshadow -Wsign-conversion)
set(SOFTADASTRA_SEED_EXAMPLES "${CMAKE_SOURCE_DIR}/../shared/seed-examples" CACHE PATH
  "Folder of the documented programs")
set(test_root "${CMAKE_CURRENT_BINARY_DIR}/tests")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${test_root}/bin")

if(SOFTADASTRA_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# A program as a test: in an empty folder, exit code 0, nothing left behind. More arguments go to
# run_program.cmake.
function(softadastra_add_run name label program)
  string(REPLACE "." "/" folder "${name}")
  add_test(NAME "${name}" COMMAND "${CMAKE_COMMAND}"
    "-DPROGRAM=$<TARGET_FILE:${program}>" "-DFOLDER=${test_root}/${folder}" ${ARGN}
    -P "${CMAKE_CURRENT_SOURCE_DIR}/cmake/run_program.cmake")
  set_tests_properties("${name}" PROPERTIES LABELS "${label}" TIMEOUT 300)
endfunction()

# A test that cannot run here: said when configuring, and shown by ctest as skipped.
function(softadastra_add_skipped name label why)
  message(WARNING "test ${name} will be SKIPPED: ${why}")
  add_test(NAME "${name}" COMMAND "${CMAKE_COMMAND}" -E echo "SKIPPED: ${why}")
  set_tests_properties("${name}" PROPERTIES LABELS "${label}" SKIP_REGULAR_EXPRESSION "^SKIPPED")
endfunction()

# Where the sanitized build has run them already, these would only take time.
string(COMPARE NOTEQUAL "${SOFTADASTRA_TESTS}" "unsanitized" tests_are_all)

# C++: one binary of all files, each case a test of its own.
if(tests_are_all)
  file(GLOB cpp_tests CONFIGURE_DEPENDS tests/cpp/*.cpp)
  add_executable(softadastra_tests ${cpp_tests})
  target_compile_options(softadastra_tests PRIVATE ${strict_warnings})
  target_link_libraries(softadastra_tests PRIVATE softadastra::sdk GTest::gtest_main)
  file(MAKE_DIRECTORY "${test_root}/cpp")
  gtest_discover_tests(softadastra_tests TEST_PREFIX cpp. DISCOVERY_MODE PRE_TEST
    WORKING_DIRECTORY "${test_root}/cpp" PROPERTIES LABELS cpp TIMEOUT 300)
endif()

# C: each file is a program. As C11 with the static library, as C++20 with the shared one, so that
# both languages and both forms of the library see every call; the C11 programs under valgrind too.
if(NOT SOFTADASTRA_SANITIZE AND NOT SOFTADASTRA_VALGRIND)
  softadastra_add_skipped(valgrind valgrind "valgrind was not found")
endif()
file(GLOB c_tests CONFIGURE_DEPENDS tests/c/*.c)
foreach(source IN LISTS c_tests)
  cmake_path(GET source STEM name)
  add_executable(softadastra_c11_${name} "${source}")
  target_compile_options(softadastra_c11_${name} PRIVATE ${warnings})
  target_link_libraries(softadastra_c11_${name} PRIVATE softadastra::softadastra_static)
  if(tests_are_all)
    softadastra_add_run(c11.${name} c softadastra_c11_${name})
  endif()
  if(NOT SOFTADASTRA_SANITIZE AND SOFTADASTRA_VALGRIND)
    softadastra_add_run(valgrind.${name} valgrind softadastra_c11_${name}
      "-DWRAPPER=${SOFTADASTRA_VALGRIND};--quiet;--leak-check=full;--error-exitcode=99")
  endif()

  if(NOT tests_are_all)
    continue()
  endif()
  set(as_cpp "${test_root}/generated/c_as_cpp/${name}.cpp")
  file(CONFIGURE OUTPUT "${as_cpp}" CONTENT "#include \"${source}\"\n")
  add_executable(softadastra_cxx20_${name} "${as_cpp}")
  target_compile_options(softadastra_cxx20_${name} PRIVATE ${warnings})
  target_compile_features(softadastra_cxx20_${name} PRIVATE cxx_std_20)
  target_link_libraries(softadastra_cxx20_${name} PRIVATE softadastra::softadastra_shared)
  softadastra_add_run(cxx20.${name} c softadastra_cxx20_${name})
endforeach()

if(tests_are_all)
  include("${CMAKE_CURRENT_LIST_DIR}/example_tests.cmake")
endif()

# Headers, and an outside project against the installed package: a sanitizer would change nothing there.
if(NOT SOFTADASTRA_SANITIZE)
  include("${CMAKE_CURRENT_LIST_DIR}/header_tests.cmake")
endif()
if(NOT SOFTADASTRA_SANITIZE AND SOFTADASTRA_INSTALL)
  add_test(NAME package COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/tests/package/run.sh"
    "${CMAKE_CURRENT_BINARY_DIR}")
  set_tests_properties(package PROPERTIES LABELS package TIMEOUT 1500
    ENVIRONMENT "SEED_EXAMPLES=${SOFTADASTRA_SEED_EXAMPLES};CMAKE=${CMAKE_COMMAND}")
endif()
