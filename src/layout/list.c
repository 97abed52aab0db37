#include "layout/list.h"

#include <string.h>

static const char BULLET[] = "\xE2\x80\xA2"; /* U+2022 */

enum { ALPHABET = 26, LETTERS = 16 }; /* 26^14 is beyond a long of 64 bits */

/* Like figures to the base 26, of which none is a nought. */
static const char *letters(ts_arena *arena, long number)
{
    char text[LETTERS];
    size_t at = LETTERS;
    if (number < 1)
        return ts_arena_print(arena, "%ld", number);
    for (long rest = number; rest > 0; rest = (rest - 1) / ALPHABET)
        text[--at] = (char)('a' + (rest - 1) % ALPHABET);
    return ts_arena_copy(arena, text + at, LETTERS - at);
}

static const char *marker_of(const ts_list_spec *list)
{
    return list->marker.text ? list->marker.text : BULLET;
}

static const char *find_count(const char *text)
{
    const char *figures = strstr(text, "{n}"), *letter = strstr(text, "{a}");
    return !figures || (letter && letter < figures) ? letter : figures;
}

bool ts_list_counts(const ts_list_spec *list)
{
    return find_count(marker_of(list));
}

const char *ts_list_marker(ts_arena *arena, const ts_list_spec *list, long number)
{
    const char *text = marker_of(list), *made = "", *open;
    for (; made && (open = find_count(text)); text = open + 3) {
        const char *count = open[1] == 'a' ? letters(arena, number) : ts_arena_print(arena, "%ld", number);
        made = count ? ts_arena_print(arena, "%s%.*s%s", made, (int)(open - text), text, count) : NULL;
    }
    return made ? ts_arena_print(arena, "%s%s", made, text) : NULL;
}

static bool has_text(const ts_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->count; i++)
        if (paragraph->pieces[i].length)
            return true;
    return false;
}

static const ts_piece *make_piece(ts_kit *kit, const ts_paragraph *item, const ts_list_spec *list, long number)
{
    ts_piece *piece = TS_NEW(kit->arena, ts_piece);
    const char *text = has_text(item) ? ts_list_marker(kit->arena, list, number) : "";
    if (!piece || !text)
        return NULL;
    *piece = (ts_piece){.text = text, .length = strlen(text)};
    piece->span = item->count ? item->pieces[0].span : list->span;
    return piece;
}

bool ts_list_mark(ts_kit *kit, ts_set_text *out, ts_text_paragraph *paragraphs)
{
    const ts_list_spec *list = out->style->spec->list;
    ts_text_piece *markers = TS_ARRAY(kit->arena, ts_text_piece, out->copy->count);
    long number = list->start.value;
    for (size_t i = 0; markers && i < out->copy->count; i++) {
        const ts_piece *piece = make_piece(kit, &out->copy->paragraphs[i], list, number);
        if (!piece)
            return false;
        uint32_t user = (uint32_t)out->piece_count;
        markers[i] = (ts_text_piece){piece->text, piece->length, &out->style->marker, user, false};
        out->pieces[out->piece_count++] = piece;
        if (!piece->length)
            continue;
        paragraphs[i].marker = &markers[i];
        paragraphs[i].marker_right = ts_list_counts(list);
        number++;
    }
    return markers != NULL;
}
