#include "base/lack.h"

#include <stddef.h>
#include <stdlib.h>

/* In bytes. The small ones make the heap grow by brk, the large one is always a mapping: above glibc's DEFAULT_MMAP_THRESHOLD_MAX. */
static const size_t SMALL = (size_t)64 << 10, LARGE = (size_t)33 << 20;
enum { MANY = 256, LARGE_AT = 1 };

bool ts_lack_is_sure(void)
{
    void *volatile blocks[MANY]; /* none is left out as unused */
    size_t count = 0;
    bool given = true, said = false;
    while (given && !said && count < MANY) {
        const bool large = count == LARGE_AT;
        errno = 0;
        void *block = malloc(large ? LARGE : SMALL);
        said = block && errno == ENOMEM;
        given = block || large; /* there may be no room for that one alone */
        blocks[count++] = block;
    }
    while (count > 0)
        free(blocks[--count]);
    errno = said ? 0 : ENOMEM;
    return !said;
}
