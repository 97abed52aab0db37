add_test(NAME house.layers COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/layers.py)
add_test(NAME house.manual COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/manual.py $<TARGET_FILE:tearsheet_app>)
if(NOT TS_SANITIZE) # under which some tests are not built, and do not ask
  add_test(NAME house.symbols COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/symbols.py ${CMAKE_NM} ${CMAKE_BINARY_DIR})
endif()
