find_program(TS_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)

# The program as a user runs it, from the project's root.
function(ts_e2e name)
  add_test(NAME e2e.${name} COMMAND ${TS_PYTHON} ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/e2e)
  set_tests_properties(e2e.${name} PROPERTIES ENVIRONMENT "TEARSHEET=$<TARGET_FILE:tearsheet_app>")
endfunction()

ts_e2e(brochure brochure.py)
ts_e2e(agree agree.py layouts/cross-border-brochure.json)
ts_e2e(regions regions.py)
ts_e2e(draft draft.py)
ts_e2e(bad bad.py)
ts_e2e(golden golden.py)
ts_e2e(boxes boxes.py)
ts_e2e(usage usage.py)
ts_e2e(tables tables.py)
ts_e2e(fit fit.py)
ts_e2e(words words.py)
ts_e2e(lists lists.py)
ts_e2e(threads threads.py)
ts_e2e(charts charts.py)
ts_e2e(lists lists.py pictures_stand_beside_words_and_are_not_read what_cannot_be_a_picture_is_told
       languages_are_said words_to_the_left_say_their_language)
