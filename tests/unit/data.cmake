ts_unit(data csv)
ts_unit(data database)
