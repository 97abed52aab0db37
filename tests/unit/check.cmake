ts_unit(check ink ROOMS device canvas text base)
