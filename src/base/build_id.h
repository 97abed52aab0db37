/* build_id.h - what tells one build of this code from another. */
#ifndef TS_BASE_BUILD_ID_H
#define TS_BASE_BUILD_ID_H

#include <stddef.h>

/* The linker's build id of the program or library that this code is in; *count 0: it has none. */
const unsigned char *ts_build_id(size_t *count);

#endif
