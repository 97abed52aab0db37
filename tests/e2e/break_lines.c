/* Laid under a program (LD_PRELOAD): of the lines that it reads the TS_GOOD_LINES first come, and then the disk fails. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ssize_t read_line(char **text, size_t *room, int end, FILE *file)
{
    static int lines;
    ssize_t (*next)(char **, size_t *, int, FILE *);
    void *found = dlsym(RTLD_NEXT, "__getdelim");
    const char *good = getenv("TS_GOOD_LINES");
    memcpy(&next, &found, sizeof next); /* ISO C knows no way from an object's address to a function's */
    if (good && ++lines > atoi(good)) {
        errno = EIO;
        return -1;
    }
    return next(text, room, end, file);
}

/* As the GNU C library's headers have it where they are compiled in, and where they are not. */
ssize_t __getdelim(char **text, size_t *room, int end, FILE *file)
{
    return read_line(text, room, end, file);
}

ssize_t getline(char **text, size_t *room, FILE *file)
{
    return read_line(text, room, '\n', file);
}
