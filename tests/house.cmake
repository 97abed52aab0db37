add_test(NAME house.layers COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/layers.py)
add_test(NAME house.manual COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/manual.py $<TARGET_FILE:tearsheet_app>)
