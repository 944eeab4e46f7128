# SPDX-License-Identifier: Apache-2.0
# Headers as their users meet them: alone, twice, and all together in two units of one program.
# The compiler is the test here; `softadastra_headers` builds all of it.

set(generated "${test_root}/generated/headers")
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}/include"
  "${CMAKE_CURRENT_SOURCE_DIR}/include/*.hpp")
list(SORT headers)

# Each header first and alone in a unit, and once more, which its include guard must bear.
set(alone_units)
foreach(header IN LISTS headers ITEMS softadastra.h)
  string(MAKE_C_IDENTIFIER "${header}" unit)
  file(CONFIGURE OUTPUT "${generated}/${unit}.cpp" CONTENT "#include <${header}>\n#include <${header}>\n")
  list(APPEND alone_units "${generated}/${unit}.cpp")
endforeach()
file(CONFIGURE OUTPUT "${generated}/softadastra_h.c"
  CONTENT "#include <softadastra.h>\n#include <softadastra.h>\ntypedef int a_unit_is_not_empty;\n")
# And every documented symbol with its type: these compile or they do not.
file(GLOB coverage_units CONFIGURE_DEPENDS tests/cpp/coverage/*.cpp)
add_library(softadastra_headers_alone OBJECT
  ${alone_units} "${generated}/softadastra_h.c" ${coverage_units})
# Nobody runs these, so nobody needs to debug them.
target_compile_options(softadastra_headers_alone PRIVATE ${strict_warnings} -g0)
target_link_libraries(softadastra_headers_alone PRIVATE softadastra::sdk)

# Two units with everything, forwards and backwards: a function that is not inline is defined twice,
# and a header that leans on an earlier one has none before it in one of them.
set(forwards "")
set(backwards "")
foreach(header IN LISTS headers)
  string(APPEND forwards "#include <${header}>\n")
  string(PREPEND backwards "#include <${header}>\n")
endforeach()
file(CONFIGURE OUTPUT "${generated}/everything_forwards.cpp" CONTENT "${forwards}")
file(CONFIGURE OUTPUT "${generated}/everything_backwards.cpp"
  CONTENT "${backwards}\nint main() { return 0; }\n")
add_executable(softadastra_headers_twice
  "${generated}/everything_forwards.cpp" "${generated}/everything_backwards.cpp")
target_compile_options(softadastra_headers_twice PRIVATE ${strict_warnings})
target_link_libraries(softadastra_headers_twice PRIVATE softadastra::sdk)
softadastra_add_run(headers.twice headers softadastra_headers_twice)

add_custom_target(softadastra_headers DEPENDS softadastra_headers_twice)
add_dependencies(softadastra_headers softadastra_headers_alone)
