# vha_embed(TARGET FILE): makes FILE (a text of the calling folder) available to TARGET as
# `static const char <name>[]` in the header <file>.h, the name being the file's with '_' for '.' (and `number_` before a digit).
function(vha_embed target file)
  get_filename_component(base ${file} NAME)
  string(MAKE_C_IDENTIFIER ${base} identifier)
  string(REGEX REPLACE "^_" "number_" identifier ${identifier}) # of a name that begins with a digit
  set(header ${CMAKE_CURRENT_BINARY_DIR}/embedded/${base}.h)
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND}
      -DINPUT=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUTPUT=${header} -DNAME=${identifier}
      -P ${PROJECT_SOURCE_DIR}/cmake/embed-file.cmake
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${PROJECT_SOURCE_DIR}/cmake/embed-file.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${header})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embedded)
endfunction()
