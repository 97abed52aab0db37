/* One file's bytes, rendered. */
#ifndef BOOK_H
#define BOOK_H

#include "tearsheet.h"

#include <stdlib.h>
#include <string.h>

typedef struct book {
    unsigned char *bytes;
    size_t size;
    int status;
} book;

typedef struct title { /* what is rendered */
    const char *profile, *setting; /* setting: NULL: none */
    ts_file_kind kind;
} title;

static bool append(void *user, const void *bytes, size_t count)
{
    book *b = user;
    unsigned char *wider = realloc(b->bytes, b->size + count);
    if (!wider)
        return false;
    memcpy(wider + b->size, bytes, count);
    b->bytes = wider;
    b->size += count;
    return true;
}

static ts_options options_of(const title *t)
{
    return (ts_options){.size = sizeof(ts_options), .profile = t->profile, .settings = &t->setting, .setting_count = t->setting ? 1 : 0,
                        .dpi = 50, .epoch = 1767225600};
}

static book render(ts_work *work, const title *t)
{
    book b = {0};
    ts_options options = options_of(t);
    b.status = ts_work_render(work, &options, t->kind, append, &b);
    return b;
}

__attribute__((unused)) static bool same_book(const book *a, const book *b)
{
    return a->status == b->status && a->size == b->size && (!a->size || memcmp(a->bytes, b->bytes, a->size) == 0);
}

#endif
