ts_unit(base json)
ts_unit(base base)
ts_unit(base digest)
ts_unit(base cache)
