ts_unit(base json)
ts_unit(base base)
