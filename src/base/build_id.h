/*
 * build_id.h - what tells one build of this code, and of the libraries that it
 * is linked with, from another.
 *
 * A distribution's upgrade changes what a library does and often not what it
 * calls its version, so nothing is asked for a version: the linker's build ids
 * count. Which other libraries a program has loaded does not show.
 */
#ifndef TS_BASE_BUILD_ID_H
#define TS_BASE_BUILD_ID_H

#include "base/digest.h"

/* Of the program or library that this code is in, and of all that it needs, directly or not, by name and build id. */
void ts_build_digest(unsigned char digest[TS_DIGEST_BYTES]);

#endif
