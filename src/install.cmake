# What an embedder gets: all rooms as one shared library and one archive, which show the calls of tearsheet.h and
# nothing else; header, pkg-config file, CMake package; the program and the schema; what there is to read.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
find_package(Threads REQUIRED)

set(TS_PARTS tearsheet)
foreach(room ${TS_ROOMS})
  list(APPEND TS_PARTS ts_${room})
endforeach()
set(TS_OBJECTS)
set(TS_ARCHIVES)
foreach(part ${TS_PARTS})
  list(APPEND TS_OBJECTS $<TARGET_OBJECTS:${part}>)
  list(APPEND TS_ARCHIVES $<TARGET_FILE:${part}>)
endforeach()

# Every package and library that a room links.
set(TS_LINKED)
foreach(room ${TS_ROOMS})
  get_target_property(linked ts_${room} LINK_LIBRARIES)
  list(APPEND TS_LINKED ${linked})
endforeach()
list(REMOVE_DUPLICATES TS_LINKED)
list(FILTER TS_LINKED EXCLUDE REGEX "^ts_")
set(TS_NAMES m)
set(TS_FOLDERS)
foreach(library ${TS_LINKED})
  if(library MATCHES "^PkgConfig::(.*)")
    list(APPEND TS_NAMES ${${CMAKE_MATCH_1}_LIBRARIES})
    list(APPEND TS_FOLDERS ${${CMAKE_MATCH_1}_LIBRARY_DIRS})
  elseif(NOT library MATCHES "::")
    list(APPEND TS_NAMES ${library})
  endif()
endforeach()
list(REMOVE_DUPLICATES TS_NAMES)
list(REMOVE_DUPLICATES TS_FOLDERS)
list(REMOVE_ITEM TS_FOLDERS ${CMAKE_C_IMPLICIT_LINK_DIRECTORIES})

add_library(tearsheet_shared SHARED ${TS_OBJECTS})
set_target_properties(tearsheet_shared PROPERTIES
  LINKER_LANGUAGE C OUTPUT_NAME tearsheet EXPORT_NAME tearsheet LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib
  VERSION ${PROJECT_VERSION} SOVERSION 0
  LINK_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tearsheet.map)
target_link_libraries(tearsheet_shared PRIVATE ts_flags ${TS_LINKED} Threads::Threads)
target_link_options(tearsheet_shared PRIVATE LINKER:--version-script=${CMAKE_CURRENT_SOURCE_DIR}/tearsheet.map)
if(NOT TS_SANITIZE)
  target_link_options(tearsheet_shared PRIVATE LINKER:--no-undefined)
endif()

# An archive hides nothing: its one object is linked from all, and what is not for embedders becomes local. It comes from the
# rooms' archives: make knows of no object of another target.
set(TS_WHOLE ${CMAKE_CURRENT_BINARY_DIR}/tearsheet_whole.o)
add_custom_command(OUTPUT ${TS_WHOLE}
  COMMAND ${CMAKE_LINKER} -r -o ${TS_WHOLE} --whole-archive ${TS_ARCHIVES}
  COMMAND ${TS_HIDE} ${TS_WHOLE}
  DEPENDS ${TS_PARTS} COMMAND_EXPAND_LISTS VERBATIM)
add_library(tearsheet_static STATIC ${TS_WHOLE})
set_target_properties(tearsheet_static PROPERTIES
  LINKER_LANGUAGE C OUTPUT_NAME tearsheet EXPORT_NAME static ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
target_link_libraries(tearsheet_static INTERFACE ${TS_NAMES} Threads::Threads)

foreach(target tearsheet_shared tearsheet_static)
  target_include_directories(${target} INTERFACE $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}>
                                                 $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endforeach()

install(TARGETS tearsheet_shared tearsheet_static EXPORT TearsheetTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS tearsheet_app RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES tearsheet.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/layouts/sheet.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/tearsheet)
# README.md with all that it links to, as they lie in the project: a sheet of one's own begins with a copy of a sample.
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/layouts ${PROJECT_SOURCE_DIR}/data DESTINATION ${CMAKE_INSTALL_DOCDIR} PATTERN "*.accepted" EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/fonts/README.md ${PROJECT_SOURCE_DIR}/fonts/families.txt DESTINATION ${CMAKE_INSTALL_DOCDIR}/fonts)
install(PROGRAMS ${PROJECT_SOURCE_DIR}/fonts/install.sh DESTINATION ${CMAKE_INSTALL_DOCDIR}/fonts)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/tests/examples DESTINATION ${CMAKE_INSTALL_DOCDIR}/tests)
install(FILES ${PROJECT_SOURCE_DIR}/tests/bench/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/tests/bench)

# The shells' words come from the program's own tables; the manual page is held against them by a test.
set(TS_SHELLS)
foreach(shell bash zsh)
  set(script ${CMAKE_CURRENT_BINARY_DIR}/completion.${shell})
  add_custom_command(OUTPUT ${script} COMMAND tearsheet_app completion ${shell} > ${script} DEPENDS tearsheet_app VERBATIM)
  list(APPEND TS_SHELLS ${script})
endforeach()
add_custom_target(tearsheet_completion ALL DEPENDS ${TS_SHELLS})
install(FILES app/tearsheet.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completion.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME tearsheet)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completion.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _tearsheet)

# The pkg-config file finds its prefix from where it is, so that the whole may be moved. It requires no package: for the shared
# library nobody needs those that it is built on, and their headers nobody at all.
file(RELATIVE_PATH TS_UP "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" TS_UP "${TS_UP}")
list(TRANSFORM TS_FOLDERS PREPEND "-L")
list(TRANSFORM TS_NAMES PREPEND "-l" OUTPUT_VARIABLE TS_LIBS)
list(JOIN TS_FOLDERS " " TS_FOLDERS)
list(JOIN TS_LIBS " " TS_LIBS)
string(STRIP "${TS_FOLDERS} ${TS_LIBS}" TS_LIBS)
configure_file(tearsheet.pc.in ${CMAKE_CURRENT_BINARY_DIR}/tearsheet.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tearsheet.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(TS_PACKAGE ${CMAKE_INSTALL_LIBDIR}/cmake/Tearsheet)
configure_package_config_file(TearsheetConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/TearsheetConfig.cmake
                              INSTALL_DESTINATION ${TS_PACKAGE})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/TearsheetConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/TearsheetConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/TearsheetConfigVersion.cmake
        DESTINATION ${TS_PACKAGE})
install(EXPORT TearsheetTargets NAMESPACE tearsheet:: DESTINATION ${TS_PACKAGE})
