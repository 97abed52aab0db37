# Not a test, and not built unless asked for: cmake --build build --target bench
add_executable(bench EXCLUDE_FROM_ALL bench/bench.c bench/load.c bench/typeset.c bench/pages.c bench/batch.c bench/stats.c)
target_link_libraries(bench PRIVATE ts_flags ts_layout ts_bind ts_spec ts_data ts_canvas ts_art ts_chart ts_text ts_base)
