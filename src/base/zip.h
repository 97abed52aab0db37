/*
 * zip.h - a bundle as the bytes of a zip file, through minizip. No date, owner or
 * order but the bundle's, so that the same files give the same bytes. Its
 * comment seals it: whether somebody changed it since can be seen.
 */
#ifndef TS_BASE_ZIP_H
#define TS_BASE_ZIP_H

#include "base/bundle.h"

/* All files lie in a folder named as the zip that path is the name of. False: no memory, no room for a temporary file. */
bool ts_zip_make(ts_arena *arena, const ts_bundle *bundle, const char *path, ts_bundle_file *zip);

/* A zip that was made of such a bundle, as it was made. */
bool ts_zip_is_untouched(ts_arena *arena, const ts_bundle *bundle, const char *path);

#endif
