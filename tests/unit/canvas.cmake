ts_unit(canvas path ROOMS base)
ts_unit(canvas ink ROOMS base)
ts_unit(canvas page ROOMS base text)
ts_unit(canvas vision ROOMS base)
