#include "text/setting.h"

#include "base/lack.h"

#include <stdlib.h>
#include <string.h>

ts_typesetter *ts_typesetter_new(size_t memory)
{
    ts_typesetter *setter = calloc(1, sizeof *setter);
    if (!setter)
        return NULL;
    setter->memory = memory;
    setter->buffer = hb_buffer_create();
    setter->scratch = ts_arena_new(0);
    setter->bidi = ubidi_open();
    setter->shapes = ts_shapes_new();
    setter->compositions = ts_compositions_new();
    setter->words = ts_words_new();
    bool good = setter->scratch && setter->bidi && setter->shapes && setter->compositions && setter->words &&
                hb_buffer_allocation_successful(setter->buffer);
    if (good && (memory == 0 || (setter->kept = ts_kept_new(memory))))
        return setter;
    ts_typesetter_drop(setter);
    return NULL;
}

void ts_typesetter_drop(ts_typesetter *setter)
{
    if (!setter)
        return;
    for (size_t i = 0; i < setter->breaker_count; i++)
        ubrk_close(setter->breakers[i].iterator);
    if (setter->bidi)
        ubidi_close(setter->bidi);
    hb_buffer_destroy(setter->buffer);
    ts_names_drop(setter->names);
    ts_kept_drop(setter->kept);
    ts_shapes_drop(setter->shapes);
    ts_compositions_drop(setter->compositions);
    ts_words_drop(setter->words);
    ts_arena_drop(setter->scratch);
    free(setter);
}

void ts_typesetter_forget(ts_typesetter *setter)
{
    if (setter->kept)
        ts_kept_forget(setter->kept);
    ts_shapes_forget(setter->shapes);
    ts_compositions_forget(setter->compositions);
    ts_words_forget(setter->words);
}

void ts_typesetter_rest(ts_typesetter *setter)
{
    if (setter->kept)
        ts_kept_rest(setter->kept);
}

ts_typesetter_counts ts_typesetter_count(const ts_typesetter *setter)
{
    return setter->counts;
}

static ts_breaker_slot *free_slot(ts_typesetter *setter)
{
    if (setter->breaker_count < TS_BREAKERS)
        return &setter->breakers[setter->breaker_count];
    return &setter->breakers[setter->breaker_next++ % TS_BREAKERS];
}

/* ICU knows no language of this name, or it is too long for one: the root's rules hold. */
static UBreakIterator *open_breaker(const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    ts_lack_begin();
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, language, NULL, 0, &status);
    const bool lacks = ts_lack_was() || status == U_MEMORY_ALLOCATION_ERROR;
    if (U_SUCCESS(status) && !lacks)
        return iterator;
    ubrk_close(iterator);
    if (lacks)
        return NULL;
    status = U_ZERO_ERROR;
    iterator = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
    return U_SUCCESS(status) ? iterator : NULL;
}

UBreakIterator *ts_breaker(ts_typesetter *setter, const char *language)
{
    if (!language || strlen(language) >= TS_LANGUAGE_LIMIT)
        language = "";
    for (size_t i = 0; i < setter->breaker_count; i++)
        if (strcmp(setter->breakers[i].language, language) == 0)
            return setter->breakers[i].iterator;
    UBreakIterator *iterator = open_breaker(language);
    if (!iterator)
        return NULL;
    ts_breaker_slot *slot = free_slot(setter);
    ubrk_close(slot->iterator);
    slot->iterator = iterator;
    strcpy(slot->language, language);
    setter->breaker_count += setter->breaker_count < TS_BREAKERS ? 1 : 0;
    return iterator;
}
