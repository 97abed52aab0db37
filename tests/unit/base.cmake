ts_unit(base json)
ts_unit(base base)
ts_unit(base digest)
