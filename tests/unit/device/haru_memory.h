/* A file in memory, that bytes are written to until there is no room. */
#ifndef HARU_MEMORY_H
#define HARU_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define SPARE __attribute__((unused)) /* not all tests use all of it */

typedef struct file {
    unsigned char *data;
    size_t size, room; /* room: bytes that may still be written */
} file;

SPARE static bool keep(void *user, const void *bytes, size_t count)
{
    file *f = user;

    if (count > f->room)
        return false;
    unsigned char *data = realloc(f->data, f->size + count + 1);
    if (!data)
        return false;
    memcpy(data + f->size, bytes, count);
    f->data = data;
    f->size += count;
    f->room -= count;
    return true;
}

#endif
