# What the release is hardened with, and what the sanitized build looks for.
add_library(vha_build INTERFACE)
target_compile_definitions(vha_build INTERFACE _GNU_SOURCE)
target_compile_options(vha_build INTERFACE -fno-common -fstack-protector-strong -fPIE)
if(VHA_SANITIZE)
  target_compile_options(vha_build INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(vha_build INTERFACE -fsanitize=address,undefined)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(vha_build INTERFACE
    -fstack-clash-protection -fcf-protection=full -ftrivial-auto-var-init=zero
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
  target_link_options(vha_build INTERFACE
    -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed)
  set(CMAKE_C_FLAGS_RELEASE "-O2")
endif()
