# The sample document of these tests is written out once, for the checks in Python.
set(HARU_FILES ${CMAKE_BINARY_DIR}/haru)
file(MAKE_DIRECTORY ${HARU_FILES})
add_library(haru_sample STATIC unit/device/haru_sample.c)
target_link_libraries(haru_sample PUBLIC ts_flags ts_device)

ts_unit(device haru_bytes)
ts_unit(device shrink)
ts_unit(device kept LIBRARIES deflate)
ts_unit(device codes)
ts_unit(device content)
ts_unit(device sequences)
ts_unit(device pen ROOMS text base)
ts_unit(device complete ROOMS text base)
ts_unit(device haru LIBRARIES haru_sample)
ts_unit(device haru_refuses LIBRARIES haru_sample)
ts_unit(device haru_again LIBRARIES haru_sample)
ts_unit(device elements LIBRARIES haru_sample)
target_compile_definitions(unit_device_haru PRIVATE HARU_FILES="${HARU_FILES}")
set_tests_properties(device.haru PROPERTIES FIXTURES_SETUP haru_files)

function(ts_pdf_check name)
  add_test(NAME pdf.${name} COMMAND /usr/bin/python3 -B ${ARGN}
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/pdf)
  set_tests_properties(pdf.${name} PROPERTIES FIXTURES_REQUIRED haru_files)
endfunction()

ts_pdf_check(print check_print.py ${HARU_FILES}/print.pdf ${HARU_FILES}/marks.pdf ${HARU_FILES}/process.pdf)
ts_pdf_check(marks check_marks.py ${HARU_FILES}/marks.pdf ${HARU_FILES}/sheets.pdf)
ts_pdf_check(screen check_screen.py ${HARU_FILES}/screen.pdf)
ts_pdf_check(text check_text.py ${HARU_FILES}/print.pdf ${HARU_FILES}/screen.pdf)
ts_pdf_check(mutations check_mutations.py ${HARU_FILES}/print.pdf ${HARU_FILES}/screen.pdf ${HARU_FILES}/archive.pdf
             ${HARU_FILES}/sheets.pdf)
ts_unit(device tail LIBRARIES deflate)
ts_pdf_check(standards check_standards.py ${HARU_FILES}/print.pdf ${HARU_FILES}/sheets.pdf ${HARU_FILES}/screen.pdf ${HARU_FILES}/archive.pdf
             ${HARU_FILES}/wide.pdf)
