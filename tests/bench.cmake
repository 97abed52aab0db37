# Not a test, and not built unless asked for: cmake --build build --target bench
add_executable(bench EXCLUDE_FROM_ALL bench/typeset.c)
target_link_libraries(bench PRIVATE ts_flags ts_text ts_base)
