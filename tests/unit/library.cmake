find_package(Threads REQUIRED)

# What an embedder calls: the library as it stands in its header.
foreach(subject share embed)
  add_executable(unit_library_${subject} unit/library/${subject}.c)
  target_link_libraries(unit_library_${subject} PRIVATE ts_flags PkgConfig::CMOCKA tearsheet Threads::Threads)
  add_test(NAME library.${subject} COMMAND unit_library_${subject} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endforeach()
