add_test(NAME house.layers COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/layers.py)
add_test(NAME house.manual COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/manual.py $<TARGET_FILE:tearsheet_app>)
if(NOT TS_SANITIZE) # under which some tests are not built, and do not ask
  add_test(NAME house.symbols COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/symbols.py ${CMAKE_NM} ${CMAKE_BINARY_DIR})
endif()

# Who has no Ninja: a room is built by make, too, from a fresh configuration.
find_program(TS_MAKE make)
if(TS_MAKE)
  add_test(NAME house.makefiles
           COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/makefiles
                   --build-generator "Unix Makefiles" --build-makeprogram ${TS_MAKE} --build-target ts_read
                   --build-options -DTS_TESTS=OFF -DCMAKE_BUILD_TYPE=Release)
endif()
