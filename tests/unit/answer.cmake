ts_unit(answer stats)
ts_unit(answer amount)
ts_unit(answer page_texts)
ts_unit(answer diff)
