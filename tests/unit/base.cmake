ts_unit(base json)
