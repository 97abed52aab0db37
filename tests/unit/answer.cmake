ts_unit(answer stats)
ts_unit(answer amount)
ts_unit(answer diff)
