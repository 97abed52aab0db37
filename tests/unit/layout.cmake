ts_unit(layout grid)
ts_unit(layout kit)
ts_unit(layout fit)
ts_unit(layout lists)
