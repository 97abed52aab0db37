ts_unit(check cover ROOMS device canvas text base)
ts_unit(check ink ROOMS device canvas text base)
