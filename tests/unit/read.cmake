ts_unit(read qpdf)
target_include_directories(unit_read_qpdf PRIVATE ${TS_QPDF_INCLUDE_DIRS})
