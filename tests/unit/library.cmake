find_package(Threads REQUIRED)

# What an embedder calls: the library as it stands in its header.
foreach(subject editions share waiting embed given fingerprint progress memory locale)
  add_executable(unit_library_${subject} unit/library/${subject}.c)
  target_link_libraries(unit_library_${subject} PRIVATE ts_flags PkgConfig::CMOCKA PkgConfig::TS_PKG_sqlite3 tearsheet Threads::Threads)
  add_test(NAME library.${subject} COMMAND unit_library_${subject} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(TS_SANITIZE STREQUAL "THREADS")
    set_tests_properties(library.${subject} PROPERTIES ENVIRONMENT "TSAN_OPTIONS=suppressions=${CMAKE_CURRENT_SOURCE_DIR}/unit/library/threads.supp")
  endif()
endforeach()
target_link_options(unit_library_memory PRIVATE -Wl,--wrap=malloc,--wrap=calloc)

# The example as it stands, also under the sanitizers; a value that cannot be is told and makes its status 1.
add_executable(example_editions examples/editions.c)
target_compile_definitions(example_editions PRIVATE _POSIX_C_SOURCE=200809L)
target_link_libraries(example_editions PRIVATE tearsheet Threads::Threads)
if(TS_SANITIZE)
  target_link_libraries(example_editions PRIVATE ts_flags)
endif()
add_test(NAME library.example COMMAND example_editions layouts/state-trade.json state TX WY NY AK WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME library.example-fault COMMAND example_editions layouts/state-trade.json state TX nowhere WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(library.example-fault PROPERTIES WILL_FAIL TRUE)
