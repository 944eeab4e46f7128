# SPDX-License-Identifier: Apache-2.0
# Runs one program in an empty folder and looks at what it printed and what it left behind.
#
#   cmake -DPROGRAM=<file> -DFOLDER=<folder> [-DEXPECTED=<file> | -DPATTERNS=<file>] [-DWRAPPER=<list>]
#         -P run_program.cmake
#
# The program must exit with 0 and leave no file in its folder. EXPECTED: what it prints is that file,
# byte for byte. PATTERNS: it prints as many lines as the file has, and each matches its expression.
cmake_minimum_required(VERSION 3.22)

foreach(stored IN ITEMS "${EXPECTED}" "${PATTERNS}")
  if(stored AND NOT EXISTS "${stored}")
    message(FATAL_ERROR "the stored output is missing: ${stored}")
  endif()
endforeach()

file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
set(printed "${FOLDER}.stdout")
execute_process(COMMAND ${WRAPPER} "${PROGRAM}"
  WORKING_DIRECTORY "${FOLDER}" OUTPUT_FILE "${printed}" RESULT_VARIABLE result)
file(READ "${printed}" printed_text)
if(NOT result STREQUAL "0")
  message(FATAL_ERROR "${PROGRAM} ended with ${result} and printed:\n${printed_text}")
endif()

if(EXPECTED)
  execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${EXPECTED}" "${printed}"
    RESULT_VARIABLE differs OUTPUT_QUIET ERROR_QUIET)
  if(differs)
    file(READ "${EXPECTED}" expected_text)
    message(FATAL_ERROR "expected (${EXPECTED}):\n${expected_text}\nprinted:\n${printed_text}")
  endif()
endif()

if(PATTERNS)
  file(STRINGS "${PATTERNS}" patterns)
  file(STRINGS "${printed}" lines)
  list(LENGTH patterns pattern_count)
  list(LENGTH lines line_count)
  if(NOT pattern_count EQUAL line_count)
    message(FATAL_ERROR "${line_count} lines instead of ${pattern_count}:\n${printed_text}")
  endif()
  foreach(pattern line IN ZIP_LISTS patterns lines)
    if(NOT line MATCHES "^${pattern}$")
      message(FATAL_ERROR "`${line}` does not match `${pattern}` of ${PATTERNS}")
    endif()
  endforeach()
endif()

file(GLOB left_behind RELATIVE "${FOLDER}" "${FOLDER}/*" "${FOLDER}/.*")
list(REMOVE_ITEM left_behind "." "..")
if(left_behind)
  message(FATAL_ERROR "${PROGRAM} left behind: ${left_behind}")
endif()
