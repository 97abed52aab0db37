ts_unit(layout grid)
