add_test(NAME house.layers COMMAND ${TS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/house/layers.py)
