#include "text/sentences.h"

#include "base/lack.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

typedef struct ends {
    size_t *items;
    size_t count, capacity;
} ends;

static UBreakIterator *open_iterator(ts_arena *arena, const char *language, UText *text)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *locale = ts_arena_print(arena, "%.60s@ss=standard", language ? language : "");
    UBreakIterator *iterator = locale ? ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &status) : NULL;
    if (iterator && U_SUCCESS(status))
        ubrk_setUText(iterator, text, &status);
    if (iterator && U_SUCCESS(status))
        return iterator;
    ubrk_close(iterator);
    return NULL;
}

static bool read_ends(ts_arena *arena, UBreakIterator *iterator, ends *out)
{
    ubrk_first(iterator);
    for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
        if (!TS_PUSH(arena, out, (size_t)at))
            return false;
    return true;
}

const size_t *ts_text_sentences(ts_arena *arena, const char *language, const char *text, size_t *count)
{
    UErrorCode status = U_ZERO_ERROR;
    ends found = {0};
    size_t length = strlen(text);
    *count = 0;
    ts_lack_begin();
    UText *utf8 = utext_openUTF8(NULL, text, (int64_t)length, &status);
    UBreakIterator *iterator = U_SUCCESS(status) ? open_iterator(arena, language, utf8) : NULL;
    bool good = iterator && ts_arena_grow(arena, (void **)&found.items, &found.capacity, 0, sizeof *found.items) &&
                read_ends(arena, iterator, &found);
    ubrk_close(iterator);
    utext_close(utf8);
    if (ts_lack_was()) { /* it would go on with no more sentences */
        ts_arena_fail(arena, NULL);
        return NULL;
    }
    *count = found.count;
    return good ? found.items : NULL;
}
