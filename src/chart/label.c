#include "chart/chart.h"

static const double AS_WIDE_AS_IT_IS = 100000; /* points: no label is wider */

static const ts_block *set(ts_plot *plot, const ts_label *label, double measure, ts_text_align align)
{
    ts_text_paragraph paragraph = {.pieces = label->pieces,
                                   .count = label->count,
                                   .type = label->type,
                                   .rules = {.measure = measure, .align = align, .balance = measure < AS_WIDE_AS_IT_IS}};
    const ts_block *block = ts_text_set(plot->setter, plot->arena, &paragraph, 1);
    if (!block)
        plot->failed = true;
    return block;
}

const ts_block *ts_label_set(ts_plot *plot, const ts_label *label, double measure, ts_text_align align)
{
    if (!label->count || plot->failed)
        return NULL;
    if (measure > 0)
        return set(plot, label, measure, align);
    const ts_block *natural = set(plot, label, AS_WIDE_AS_IT_IS, TS_TEXT_LEFT);
    if (!natural || align == TS_TEXT_LEFT || natural->count < 2)
        return natural;
    return set(plot, label, natural->width + 0.01, align); /* lines align among themselves */
}

typedef struct colours {
    const ts_plot *plot;
    const ts_label *label;
    ts_ink ink;
} colours;

static ts_run_look look_up(void *user, const ts_run *run)
{
    (void)run;
    const colours *with = user;
    return (ts_run_look){.ink = with->ink, .tag = with->plot->tag, .origin = with->label->origin};
}

static void tell_places(ts_plot *plot, const ts_label *label, const ts_block *block, ts_point at)
{
    double cap = 2 * ts_label_drop(label);
    size_t number = plot->witness->label_count++;
    for (size_t i = 0; i < block->count && !plot->failed; i++) {
        const ts_line *line = &block->lines[i];
        ts_rect box = {at.x + line->x, at.y + line->baseline - cap, line->width, cap};
        ts_words_seen seen = {box, label->pieces->text, label->pieces->length, number};
        plot->failed = line->count && !ts_witness_line(plot->witness, plot->arena, seen);
    }
}

void ts_label_put(ts_plot *plot, const ts_label *label, const ts_block *block, ts_point at, ts_ink ground)
{
    if (!block || plot->failed)
        return;
    colours with = {plot, label, ts_plot_dark(ground) ? label->reversed : label->ink};
    if (plot->witness) {
        ts_witness_words(plot->witness, with.ink, ground, label->pieces->text, label->pieces->length);
        tell_places(plot, label, block, at);
    }
    if (plot->failed)
        return;
    plot->failed = !ts_items_add_block(plot->arena, plot->items, block, at.x, at.y, look_up, &with);
}

double ts_label_put_line(ts_plot *plot, const ts_label *label, ts_point at, ts_text_align align,
                         ts_ink ground)
{
    const ts_block *block = ts_label_set(plot, label, 0, TS_TEXT_LEFT);
    if (!block)
        return 0;
    double share = align == TS_TEXT_LEFT ? 0 : align == TS_TEXT_CENTER ? 0.5 : 1;
    ts_label_put(plot, label, block, (ts_point){at.x - share * block->width, at.y - block->first_baseline},
                 ground);
    return block->width;
}

double ts_label_width(ts_plot *plot, const ts_label *label)
{
    const ts_block *block = ts_label_set(plot, label, 0, TS_TEXT_LEFT);
    return block ? block->width : 0;
}

const char *ts_words_quote(ts_arena *arena, const char *words, size_t length)
{
    enum { SHOWN = 40 };
    size_t shown = length;
    while (shown > SHOWN || (shown < length && ((unsigned char)words[shown] & 0xC0) == 0x80))
        shown--; /* between letters */
    const char *quoted = ts_arena_print(arena, "\"%.*s%s\"", (int)shown, words, shown < length ? "..." : "");
    return quoted ? quoted : "";
}

const char *ts_label_quote(ts_plot *plot, const ts_label *label)
{
    return label->count ? ts_words_quote(plot->arena, label->pieces[0].text, label->pieces[0].length) : "\"\"";
}

void ts_label_tell(ts_plot *plot, const ts_label *label, double width, double room, const char *where)
{
    ts_plot_warn(plot, "%s is %.0f points wide and has %.0f %s", ts_label_quote(plot, label), width, room, where);
}

double ts_label_leading(const ts_label *label)
{
    return label->count ? label->type->leading : 0;
}

static const double OVER_GAP = 4, OVER_RISE = 2; /* from its descenders to what stands under it; its baseline from the foot of its line */

double ts_label_over_height(const ts_label *label)
{
    return label->count ? label->type->leading + OVER_GAP : 0;
}

double ts_label_over_baseline(const ts_label *label)
{
    return ts_label_leading(label) - OVER_RISE;
}

void ts_label_put_over(ts_plot *plot, const ts_label *label, ts_point at)
{
    at.y += ts_label_over_baseline(label);
    ts_label_put_line(plot, label, at, TS_TEXT_LEFT, plot->ground);
}

double ts_label_drop(const ts_label *label)
{
    return label->type ? ts_font_metrics_of(label->type->font)->cap_height * label->type->size / 2 : 0;
}

static const ts_type *tighter(ts_plot *plot, const ts_type *type, double by)
{
    ts_type *made = TS_NEW(plot->arena, ts_type);
    if (made) {
        *made = *type;
        made->tracking -= by;
    }
    return made;
}

ts_label ts_label_tight(ts_plot *plot, const ts_label *label, double by)
{
    ts_label tight = *label;
    ts_text_piece *pieces = TS_ARRAY(plot->arena, ts_text_piece, label->count);
    for (size_t i = 0; pieces && i < label->count; i++) {
        pieces[i] = label->pieces[i];
        pieces[i].type = tighter(plot, label->pieces[i].type, by);
        plot->failed = plot->failed || !pieces[i].type;
    }
    plot->failed = plot->failed || !pieces;
    tight.pieces = pieces;
    tight.count = plot->failed ? 0 : label->count;
    return tight;
}
