ts_unit(answer stats)
ts_unit(answer diff)
