# SPDX-License-Identifier: Apache-2.0
# Examples are tests: each is run in an empty folder and compared with its stored output.

file(GLOB examples CONFIGURE_DEPENDS cpp-examples/store/*.cpp cpp-examples/sync/*.cpp)
if(SDK_CPP_BUILD_EXAMPLES)
  file(GLOB sdk_examples CONFIGURE_DEPENDS cpp-examples/sdk/*.cpp)
  list(APPEND examples ${sdk_examples})
endif()
set(sdk_warnings -Wall -Wextra -Wpedantic)
if(SDK_CPP_WARNINGS_AS_ERRORS)
  list(APPEND sdk_warnings -Werror)
endif()
foreach(source IN LISTS examples)
  cmake_path(GET source STEM name)
  cmake_path(REPLACE_EXTENSION source LAST_ONLY expected OUTPUT_VARIABLE stored_output)
  add_executable(softadastra_example_${name} "${source}")
  if(source MATCHES "/cpp-examples/sdk/")
    target_compile_options(softadastra_example_${name} PRIVATE ${sdk_warnings})
    target_link_libraries(softadastra_example_${name} PRIVATE sdk-cpp::sdk-cpp)
  else()
    target_compile_options(softadastra_example_${name} PRIVATE ${warnings})
    target_link_libraries(softadastra_example_${name} PRIVATE softadastra::sync)
  endif()
  softadastra_add_run(example.${name} example softadastra_example_${name}
    "-DEXPECTED=${stored_output}")
endforeach()

if(SDK_CPP_BUILD_EXAMPLES)
  # A transport of one's own in C, compared as the others.
  add_executable(softadastra_example_own_transport cpp-examples/sdk/own_transport.c)
  target_compile_options(softadastra_example_own_transport PRIVATE ${warnings})
  target_link_libraries(softadastra_example_own_transport PRIVATE softadastra::softadastra)
  softadastra_add_run(example.own_transport example softadastra_example_own_transport
    "-DEXPECTED=${CMAKE_CURRENT_SOURCE_DIR}/cpp-examples/sdk/own_transport.expected")

  # The notebook, typed into by a script.
  find_package(Python3 COMPONENTS Interpreter REQUIRED)
  add_executable(softadastra_field_notes cpp-examples/field_notes/field_notes.cpp)
  target_compile_options(softadastra_field_notes PRIVATE ${strict_warnings})
  target_link_libraries(softadastra_field_notes PRIVATE sdk-cpp::sdk-cpp)
  add_test(NAME example.field_notes COMMAND "${Python3_EXECUTABLE}"
    "${CMAKE_CURRENT_SOURCE_DIR}/cpp-examples/field_notes/drive.py"
    "$<TARGET_FILE:softadastra_field_notes>" "${test_root}/example/field_notes")
  set_tests_properties(example.field_notes PROPERTIES LABELS example TIMEOUT 300)
endif()

# The documented programs, which are not ours to change: they compile as they are, warnings and all,
# and print the lines that their documentation promises. They are no part of this repository.
set(seeds ack_tracker basic_sync conflict_policy manual_queue remote_apply retry scheduler_tick)
if(EXISTS "${SOFTADASTRA_SEED_EXAMPLES}")
  foreach(name IN LISTS seeds)
    add_executable(softadastra_seed_${name} "${SOFTADASTRA_SEED_EXAMPLES}/${name}.cpp")
    target_compile_options(softadastra_seed_${name} PRIVATE ${warnings})
    target_link_libraries(softadastra_seed_${name} PRIVATE softadastra::sync)
    softadastra_add_run(seed.${name} seed softadastra_seed_${name}
      "-DPATTERNS=${CMAKE_CURRENT_SOURCE_DIR}/tests/seed/${name}.expected")
  endforeach()
else()
  softadastra_add_skipped(seed seed "no documented programs in SOFTADASTRA_SEED_EXAMPLES")
endif()
