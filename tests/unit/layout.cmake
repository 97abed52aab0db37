ts_unit(layout grid)
ts_unit(layout kit)
