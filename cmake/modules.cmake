# vha_module(NAME SOURCES file... [LINKS module...] [LIBRARIES library...] [SQL file...])
#
# Declares the static library vha_NAME from a folder of src. LINKS are modules whose headers the
# module's own header shows, LIBRARIES are what only its code uses, SQL files are embedded as
# `const char FILE_sql[]`, declared in FILE.sql.h.
function(vha_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;LIBRARIES;SQL")
  set(target vha_${name})
  add_library(${target} STATIC ${arg_SOURCES})
  foreach(sql IN LISTS arg_SQL)
    vha_embed(${target} ${sql})
  endforeach()
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/include)
  list(TRANSFORM arg_LINKS PREPEND vha_)
  target_link_libraries(${target}
    PUBLIC ${arg_LINKS}
    PRIVATE vha_build vha_warnings ${arg_LIBRARIES})
endfunction()

# vha_test(NAME SOURCES file... [LINKS module...] [LIBRARIES library...])
#
# Declares a cmocka program and its ctest of the same name. LINKS are modules; their folders are
# searched for internal headers too, since a unit test may look inside its unit.
function(vha_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;LIBRARIES")
  add_executable(${name} ${arg_SOURCES})
  foreach(module IN LISTS arg_LINKS)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src/${module})
  endforeach()
  list(TRANSFORM arg_LINKS PREPEND vha_)
  target_compile_definitions(${name} PRIVATE
    VHA_SOURCE_DIR="${PROJECT_SOURCE_DIR}" VHA_BINARY_DIR="${PROJECT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE
    ${arg_LINKS} vha_build vha_warnings PkgConfig::CMOCKA ${arg_LIBRARIES})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "LC_ALL=C.UTF-8;VHA_PROGRAM=$<TARGET_FILE:vha>")
endfunction()
