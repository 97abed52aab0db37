/* What a style asks for and its face has not: features, and relatives to stress words with. */
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

/* Of one family with the text, which is no bolder or more slanted by itself. */
static bool is_unstressed(const ts_style *style, const ts_piece *piece)
{
    enum { BOLD_ENOUGH = 600 };
    const ts_font *font = style->type.font;
    if (!font || piece->mark || (piece->magnitude && style->magnitude_spec))
        return false;
    if (piece->strong)
        return !style->strong_spec && style->strong.font == font && ts_font_weight(font) < BOLD_ENOUGH;
    return piece->emphasis && !style->emphasis_spec && style->emphasis.font == font && ts_font_metrics_of(font)->italic_angle == 0;
}

void ts_kit_check_stress(ts_kit *kit, const ts_style *style, const ts_piece *piece)
{
    if (!is_unstressed(style, piece))
        return;
    const char *name = style->spec->name ? style->spec->name : "", *family = ts_font_family(style->type.font);
    const char *key = ts_arena_print(kit->arena, "%d %s", piece->strong, name);
    if (!key || ts_map_find(&kit->unstressed, key) || !ts_map_put(kit->arena, &kit->unstressed, key, kit))
        return;
    if (piece->strong)
        ts_warn(kit->diags, piece->span, "font",
                "**strong** is set as the rest of \"%s\": \"fonts\" has neither \"%s Bold\" nor \"%s SemiBold\", and the style no \"strong\"", name,
                family, family);
    else
        ts_warn(kit->diags, piece->span, "font", "*emphasis* is set as the rest of \"%s\": \"fonts\" has no \"%s Italic\", and the style no \"emphasis\"",
                name, family);
}
