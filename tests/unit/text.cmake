ts_unit(text font ROOMS base)
ts_unit(text subset ROOMS base LIBRARIES PkgConfig::TS_PKG_harfbuzz PkgConfig::TS_PKG_freetype2)
ts_unit(text runs ROOMS base)
ts_unit(text lines ROOMS base)
