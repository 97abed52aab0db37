/* What is said in place of a value that nobody knows. The pieces keep the number's name. */
#include "bind/bind.h"

#include <string.h>

static bool write_pieces(ts_writer *w, const ts_copy *copy, const ts_result *result, const ts_style_state *state)
{
    for (size_t p = 0; p < copy->count; p++) {
        if (p && !ts_write_piece(w, (ts_piece){.text = " ", .length = 1, .span = copy->span}))
            return false;
        for (size_t i = 0; i < copy->paragraphs[p].count; i++) {
            ts_piece piece = copy->paragraphs[p].pieces[i];
            piece.strong = piece.strong || state->strong;
            piece.emphasis = piece.emphasis || state->emphasis;
            piece.link = piece.link ? piece.link : state->link;
            piece.language = piece.language ? piece.language : state->language;
            piece.value = piece.value || piece.mark ? piece.value : result->name;
            if (!ts_write_piece(w, piece))
                return false;
        }
    }
    return true;
}

bool ts_write_instead(ts_writer *w, const ts_result *result, const ts_style_state *state, ts_span span)
{
    ts_binder *b = w->binder;
    if (ts_names_have(&b->saying, result->name)) {
        ts_error(b->diags, span, "circle", "\"%s\" is said in the text that stands in its place", result->name);
        return true;
    }
    if (!TS_PUSH(b->arena, &b->saying, result->name))
        return false;
    const ts_copy *copy = ts_bind_copy(b, result->instead, span, -1);
    b->saying.count--;
    return copy ? write_pieces(w, copy, result, state) : !ts_arena_failed(b->arena);
}
