#include "text/choice.h"

#include <string.h>

double ts_type_first_baseline(const ts_type *type)
{
    const ts_font_metrics *m = &type->font->metrics;
    return (type->leading - (m->ascent + m->descent) * type->size) / 2 + m->ascent * type->size;
}

const ts_block *ts_text_set(ts_typesetter *setter, ts_arena *arena, const ts_text_paragraph *paragraphs, size_t count)
{
    ts_order order = {.paragraphs = paragraphs, .count = count};
    return ts_kept_or_made(setter, arena, &order, ts_flow_make);
}

const ts_block *ts_text_flow(ts_typesetter *setter, ts_arena *arena, const ts_text_paragraph *paragraphs,
                             size_t count, const ts_text_areas *areas)
{
    ts_order order = {.paragraphs = paragraphs, .count = count, .areas = areas};
    return ts_kept_or_made(setter, arena, &order, ts_flow_make);
}

const ts_block *ts_text_line(ts_typesetter *setter, ts_arena *arena, const char *text, const ts_type *type,
                             uint32_t user)
{
    ts_text_piece piece = {.text = text, .length = strlen(text), .type = type, .user = user};
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = type};
    ts_order order = {.paragraphs = &paragraph, .count = 1, .one_line = true};
    return ts_kept_or_made(setter, arena, &order, ts_flow_make);
}
