#include "base/lack.h"

#include <stddef.h>
#include <stdlib.h>

/* In bytes: one of the first, each of the larger ones, and then many of the first, until the heap must grow. From 33 MiB on
 * glibc always makes a mapping; below that its threshold moves (DEFAULT_MMAP_THRESHOLD_MAX). */
static const size_t SMALL = (size_t)64 << 10;
static const size_t LARGE[] = {(size_t)33 << 20, (size_t)16 << 20, (size_t)8 << 20,   (size_t)4 << 20,
                               (size_t)2 << 20,  (size_t)1 << 20,  (size_t)512 << 10, (size_t)256 << 10};
enum { LARGE_ONES = sizeof LARGE / sizeof *LARGE, MANY = 256 };

bool ts_lack_is_sure(void)
{
    void *(*volatile ask)(size_t) = malloc; /* which LLVM takes to leave errno alone */
    void *volatile blocks[MANY]; /* none is left out as unused */
    size_t count = 0;
    bool given = true, said = false;
    while (given && !said && count < MANY) {
        const bool large = count > 0 && count <= LARGE_ONES;
        errno = 0;
        void *block = ask(large ? LARGE[count - 1] : SMALL);
        said = block && errno == ENOMEM;
        given = block || large; /* there may be no room for that one alone */
        blocks[count++] = block;
    }
    while (count > 0)
        free(blocks[--count]);
    errno = said ? 0 : ENOMEM;
    return !said;
}
