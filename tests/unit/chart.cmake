ts_unit(chart gallery ROOMS art device canvas text base)
