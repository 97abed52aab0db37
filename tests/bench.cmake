# Not a test, and not built unless asked for: cmake --build build --target bench
add_library(bench_times STATIC EXCLUDE_FROM_ALL bench/times.c)
target_link_libraries(bench_times PRIVATE ts_flags)
add_executable(bench_rooms EXCLUDE_FROM_ALL bench/bench.c bench/load.c bench/typeset.c bench/pages.c bench/batch.c bench/stats.c)
target_link_libraries(bench_rooms PRIVATE bench_times ts_flags ts_layout ts_bind ts_spec ts_data ts_canvas ts_art ts_chart ts_text ts_base)
add_executable(bench_editions EXCLUDE_FROM_ALL bench/editions.c ../src/app/heap.c)
target_compile_definitions(bench_editions PRIVATE _POSIX_C_SOURCE=200809L APP_TIDY=$<BOOL:${TS_SANITIZE}>)
target_link_libraries(bench_editions PRIVATE bench_times ts_flags tearsheet)

set(TS_BENCH ${CMAKE_BINARY_DIR}/bench)
add_custom_target(bench
  COMMAND ${TS_PYTHON} tests/bench/editions.py layouts/cross-border-brochure.json ${TS_BENCH} 200
  COMMAND bench_editions $<TARGET_FILE:tearsheet_app> layouts/cross-border-brochure.json ${TS_BENCH}/sheet.json ${TS_BENCH}
  DEPENDS bench_editions tearsheet_app
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} USES_TERMINAL)
add_custom_target(bench-batch
  COMMAND ${TS_PYTHON} tests/bench/editions.py layouts/cross-border-brochure.json ${TS_BENCH} 200
  COMMAND ${TS_PYTHON} tests/bench/batch.py $<TARGET_FILE:tearsheet_app> ${TS_BENCH}/sheet.json ${TS_BENCH}/batch
  DEPENDS tearsheet_app
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} USES_TERMINAL)
