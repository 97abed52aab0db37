pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)

ts_unit(device play ROOMS canvas text base)
ts_unit(device trace ROOMS canvas text base)
ts_unit(device cairo ROOMS canvas text base LIBRARIES PkgConfig::PNG)
ts_unit(device plates ROOMS canvas text base LIBRARIES PkgConfig::PNG)
ts_unit(device svg ROOMS canvas text base LIBRARIES PkgConfig::EXPAT)

include(unit/haru.cmake OPTIONAL)
