ts_unit(answer stats)
