# What is installed where: the program, its configuration and themes beside it under share, the
# manual, and the completions where each shell looks for them.
install(TARGETS vha RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/config ${PROJECT_SOURCE_DIR}/themes
  DESTINATION ${CMAKE_INSTALL_DATADIR}/vha
  FILES_MATCHING PATTERN "*.yaml")

foreach(section IN ITEMS 1 5 8)
  file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.${section})
  if(pages)
    install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
  endif()
endforeach()

set(completions ${PROJECT_BINARY_DIR}/completions)
install(FILES ${completions}/vha.bash RENAME vha
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${completions}/vha.zsh RENAME _vha
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${completions}/vha.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# For the host that users enter over SSH; vha-admin(8) says what goes where.
set(packaging ${PROJECT_SOURCE_DIR}/packaging)
install(FILES ${packaging}/sshd-vha.conf DESTINATION ${CMAKE_INSTALL_DATADIR}/vha/sshd_config.d
  RENAME vha.conf)
install(FILES ${packaging}/vha-daily.service ${packaging}/vha-daily.timer
  ${packaging}/vha-mail.service ${packaging}/vha-mail.timer
  DESTINATION lib/systemd/system)
install(FILES ${packaging}/sysusers-vha.conf DESTINATION lib/sysusers.d RENAME vha.conf)
install(FILES ${packaging}/tmpfiles-vha.conf DESTINATION lib/tmpfiles.d RENAME vha.conf)
