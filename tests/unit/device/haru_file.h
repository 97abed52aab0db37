/* The sample document as a file in memory, in the profiles that tests ask for. */
#ifndef HARU_FILE_H
#define HARU_FILE_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "haru_memory.h"
#include "haru_sample.h"

#include <stdlib.h>
#include <string.h>

SPARE static ts_status write_file(file *f, const sample *s, ts_pdf_options options, const char **why)
{
    ts_writer writer = {keep, f};

    *f = (file){NULL, 0, SIZE_MAX};
    options.colour = s->colour;
    return ts_pdf_write(s->arena, &s->document, &options, &writer, why);
}

SPARE static const ts_pdf_options print = {.cmyk = true, .bleed = true, .intent_name = "FOGRA39",
                                     .claims = TS_CLAIM_X4 | TS_CLAIM_A2B};
SPARE static const ts_pdf_options marks = {.cmyk = true, .bleed = true, .marks = 15, .tags = true};
SPARE static const ts_pdf_options sheets = {.cmyk = true, .bleed = true, .marks = 15, .impose = TS_IMPOSE_PAIRS,
                                      .claims = TS_CLAIM_X4 | TS_CLAIM_A2B};
SPARE static const ts_pdf_options process = {.cmyk = true, .bleed = true, .spots_to_process = true};
SPARE static const ts_pdf_options screen = {.tags = true, .links = true, .claims = TS_CLAIM_A2A | TS_CLAIM_UA1};

SPARE static int begin(void **state)
{
    sample *s = malloc(sizeof *s);

    if (!s || !make_sample(ts_arena_new(0), s)) {
        print_error("%s\n", s ? s->why : "out of memory");
        return -1;
    }
    *state = s;
    return 0;
}

SPARE static int end(void **state)
{
    sample *s = *state;

    ts_arena_drop(s->arena);
    free(s);
    return 0;
}

SPARE static bool holds(const file *f, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i + length <= f->size; i++)
        if (!memcmp(f->data + i, text, length))
            return true;
    return false;
}

#endif
