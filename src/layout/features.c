/* Features that a style asks for, and that its face has not. */
#include "layout/kit.h"

#include <string.h>

/* What a face does by itself where it can: nobody misses it. */
static bool is_usual(const char *tag)
{
    static const char *const usual[] = {"kern", "liga", "clig", "calt"};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (strcmp(tag, usual[i]) == 0)
            return true;
    return false;
}

static bool is_missed(const ts_font *font, const char *tag)
{
    return *tag != '-' && !is_usual(tag) && !ts_font_has_feature(font, tag);
}

void ts_kit_check_features(ts_kit *kit, const ts_words *features, const ts_font *font)
{
    const char *missed = "";
    const ts_word *first = NULL;
    for (size_t i = 0; font && missed && i < features->count; i++) {
        const ts_word *tag = &features->items[i];
        if (!is_missed(font, tag->text))
            continue;
        missed = ts_arena_print(kit->arena, "%s%s\"%s\"", missed, first ? ", " : "", tag->text);
        first = first ? first : tag;
    }
    if (first && missed)
        ts_warn(kit->diags, first->span, "feature", "the face \"%s\" has no feature %s", ts_font_name(font), missed);
}
