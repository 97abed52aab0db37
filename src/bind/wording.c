/* A wording of the deck is read once and written in each edition. */
#include "bind/bind.h"

/* ---- steps */

static ts_piece words_of(const ts_text_step *step)
{
    return (ts_piece){.text = step->text,
                      .length = step->length,
                      .strong = step->state.strong,
                      .emphasis = step->state.emphasis,
                      .link = step->state.link,
                      .language = step->state.language,
                      .span = step->span};
}

static bool take_step(ts_writer *w, const ts_text_step *step)
{
    switch (step->kind) {
    case TS_STEP_WORDS:
        return ts_write_piece(w, words_of(step));
    case TS_STEP_PARAGRAPH:
        return !w->copy->count || ts_write_paragraph(w);
    case TS_STEP_VALUE:
        return ts_write_value(w, step->sign, &step->state, step->span);
    case TS_STEP_MARK:
        return ts_write_mark(w, step->text, &step->state, step->span);
    default:
        ts_error(w->binder->diags, step->span, "copy", "%s", step->text);
        return true;
    }
}

static const ts_copy *write_reading(ts_binder *b, const ts_reading *reading, ts_copy like, int missing)
{
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    ts_writer writer = {b, copy, missing};
    if (!copy)
        return NULL;
    *copy = like;
    for (size_t i = 0; i < reading->count; i++)
        if (!take_step(&writer, &reading->items[i]))
            return NULL;
    return copy;
}

/* ---- what editions share */

static bool is_whole(const ts_reading *reading)
{
    for (size_t i = 0; i < reading->count; i++)
        if (reading->items[i].kind != TS_STEP_WORDS && reading->items[i].kind != TS_STEP_PARAGRAPH)
            return false;
    return true;
}

/* Words begin a paragraph where there is none; where there is one, a sign begins the next. False: memory is out. */
static bool write_whole(ts_arena *arena, ts_reading *reading, ts_copy like)
{
    ts_copy *copy = TS_NEW(arena, ts_copy);
    if (!copy)
        return false;
    *copy = like;
    for (size_t i = 0; i < reading->count; i++) {
        const ts_text_step *step = &reading->items[i];
        bool words = step->kind == TS_STEP_WORDS, first = copy->count == 0;
        if (first == words && !ts_copy_add(arena, copy))
            return false;
        if (words && !ts_paragraph_add(arena, &copy->paragraphs[copy->count - 1], words_of(step)))
            return false;
        reading->bytes += step->length;
    }
    reading->whole = copy;
    return true;
}

static const ts_reading *keep_reading(ts_binder *b, const ts_wording *wording, ts_copy like)
{
    ts_arena *arena = b->request->lasting ? b->request->lasting->arena : b->arena;
    ts_reading *reading = ts_read_wording(arena, wording);
    bool good = reading && (!is_whole(reading) || write_whole(arena, reading, like));
    b->machine |= !good;
    if (good)
        b->language->readings[wording->number] = reading;
    return good ? reading : NULL;
}

const ts_copy *ts_bind_said_by(ts_binder *b, const ts_copy_entry *entry, const ts_wording *wording, int missing)
{
    ts_copy like = {.key = entry->key, .span = wording->say.span};
    const ts_reading *reading = wording->number ? b->language->readings[wording->number] : ts_read_wording(b->arena, wording);
    if (!reading && wording->number)
        reading = keep_reading(b, wording, like);
    if (!reading)
        return NULL;
    if (!reading->whole || b->text_bytes + reading->bytes > TS_BIND_TEXT)
        return write_reading(b, reading, like, missing);
    b->text_bytes += reading->bytes;
    return reading->whole;
}
