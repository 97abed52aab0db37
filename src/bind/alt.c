/* The automatic alternative text of a chart: one sentence of its own labels and
 * numbers, in the edition's language: "Bar chart: Mexico $839.9 billion, Canada
 * no value." Numbers stand as the chart rounds them, magnitudes in words. A
 * language that said.c does not know gets the numbers without the words around them. */
#include "bind/bind.h"

#include <stdlib.h>
#include <string.h>

enum { TOLD = 40, TOLD_ON_MAP = 6, TOLD_BREAKS = 6, GAPS = 3 };

typedef struct sentence {
    ts_charting *c;
    ts_growing_text text;
    bool failed;      /* memory is out */
    bool cut;         /* more was there than is told */
    size_t told;
} sentence;

/* Blanks do not meet. */
static void say(sentence *s, const char *words)
{
    size_t length = s->text.count;
    if (words && *words == ' ' && length && s->text.items[length - 1] == ' ')
        words++;
    s->failed |= !words || !ts_arena_append(s->c->binder->arena, &s->text, words, strlen(words));
}

static void say_copy(sentence *s, const ts_copy *copy)
{
    if (copy)
        say(s, ts_copy_plain(s->c->binder->arena, copy));
}

/* False: enough has been told. */
static bool next_after(sentence *s, size_t most, const char *between)
{
    s->cut = s->told == most;
    if (s->told || s->cut)
        say(s, s->cut ? ", \xE2\x80\xA6" : between);
    return s->told++ < most;
}

static bool next(sentence *s, size_t most)
{
    return next_after(s, most, ", ");
}

/* A word with blanks around it; false: the language has none here. */
static bool say_said(sentence *s, ts_said said)
{
    const char *word = ts_bind_said(s->c->binder, said);
    if (!word)
        return false;
    say(s, " ");
    say(s, word);
    return true;
}

static void say_value(sentence *s, const char *printed)
{
    if (!printed || !*printed)
        return;
    say(s, " ");
    say(s, printed);
}

static void say_number(sentence *s, const ts_word *name)
{
    const ts_result *result = ts_bind_find_result(s->c->binder, name->text);
    say_value(s, result ? ts_bind_result_aloud(s->c, result) : NULL);
}

static void say_end(sentence *s, const ts_number_bound *end, const ts_word *name)
{
    if (end->known)
        say_number(s, name);
    else
        (void)say_said(s, TS_SAID_NO_VALUE);
}

static void say_range(sentence *s, const ts_mark_bound *mark)
{
    say_end(s, &mark->low, &mark->item->low);
    if (!say_said(s, TS_SAID_TO))
        say(s, " \xE2\x80\x93");
    say_end(s, &mark->high, &mark->item->high);
}

/* "(of $50 billion; Target $45 billion)" */
static void say_measures(sentence *s, const ts_mark_bound *mark)
{
    const struct {
        const ts_number_bound *number;
        ts_said said;
        const ts_word *name;
    } all[] = {{&mark->of, TS_SAID_OF, mark->item ? &mark->item->of : NULL},
               {&mark->target, TS_SAID_TARGET, mark->item ? &mark->item->target : NULL}};
    bool any = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i].number->known)
            continue;
        const char *word = ts_bind_said(s->c->binder, all[i].said);
        say(s, any ? "; " : " (");
        say(s, word ? word : "");
        say_number(s, all[i].name);
        any = true;
    }
    say(s, any ? ")" : "");
}

/* What stands in the middle of a ring. */
static void say_center(sentence *s)
{
    const char *word = ts_bind_said(s->c->binder, TS_SAID_CENTER);
    if (!s->c->out->center)
        return;
    say(s, "; ");
    say(s, word ? word : "");
    say_number(s, &s->c->chart->center);
}

static void say_mark(sentence *s, const ts_mark_bound *mark)
{
    const char *alone = s->c->chart->kind == TS_CHART_PICTOGRAM && mark->known ? ts_bind_mark_aloud(s->c, mark) : NULL;
    if (alone) { /* its number's name is the sheet's, not the reader's */
        say(s, alone);
        return;
    }
    say_copy(s, mark->label);
    if (mark->item && mark->item->low.text) /* what is drawn, whatever else the item has */
        say_range(s, mark);
    else if (mark->known)
        say_value(s, ts_bind_mark_aloud(s->c, mark));
    else if (s->c->chart->kind != TS_CHART_FLOW || (mark->item && mark->item->value.text))
        (void)say_said(s, TS_SAID_NO_VALUE);
    say_measures(s, mark);
    if (!mark->has_growth)
        return;
    const char *grown = ts_bind_said(s->c->binder, TS_SAID_GROWN);
    say(s, " (");
    say(s, grown ? grown : "");
    say(s, grown ? " " : "");
    say(s, mark->growth_printed);
    say(s, ")");
}

static void say_marks(sentence *s)
{
    for (size_t i = 0; i < s->c->marks.count && next(s, TOLD); i++)
        say_mark(s, &s->c->marks.items[i]);
    if (!s->cut)
        say_center(s);
}

/* ---- lines */

static const char *moment_of(const sentence *s, const char *time)
{
    const char *shown = ts_bind_chart_moment(s->c, time);
    return shown ? ts_format_moment(s->c->binder->edition->formatter, s->c->binder->arena, shown) : NULL;
}

static void say_point(sentence *s, const ts_line_bound *line, const ts_datapoint *point)
{
    const char *name = ts_bound_point_name(s->c->binder->arena, s->c->chart, line, point);
    const char *time =
        point->time ? moment_of(s, point->time) : "";
    say_value(s, ts_bind_number_aloud(s->c, name, point->value, s->c->out->unit));
    say(s, " (");
    say(s, time);
    say(s, ")");
}

/* Where a line goes in between, when that is beyond its ends. */
static void say_extreme(sentence *s, const ts_line_bound *line, size_t first, size_t last, bool high)
{
    bool rises = line->points[last].value > line->points[first].value;
    size_t most = rises == high ? last : first;
    size_t found = most;
    for (size_t i = first; i <= last; i++) {
        const ts_datapoint *point = &line->points[i];
        if (point->known && (high ? point->value > line->points[found].value : point->value < line->points[found].value))
            found = i;
    }
    const char *word = ts_bind_said(s->c->binder, high ? TS_SAID_HIGHEST : TS_SAID_LOWEST);
    if (found == most || !word)
        return;
    say(s, "; ");
    say(s, word);
    say_point(s, line, &line->points[found]);
}

/* Moments between its ends that have no value. */
static void say_gaps(sentence *s, const ts_line_bound *line, size_t first, size_t last)
{
    const char *word = ts_bind_said(s->c->binder, TS_SAID_NO_VALUE);
    size_t told = 0;
    for (size_t i = first; i <= last && word && told <= GAPS; i++) {
        if (line->points[i].known)
            continue;
        if (!told)
            say(s, "; ");
        say(s, told ? ", " : word);
        say(s, told ? "" : " (");
        say(s, told++ == GAPS ? "\xE2\x80\xA6" : line->points[i].time);
    }
    say(s, told ? ")" : "");
}

/* One series alone whose name nobody sees is named by the sheet, not for readers. */
static bool is_named(const sentence *s, const ts_line_bound *line)
{
    enum { NO_ENDS = 2 };
    const ts_chart *chart = s->c->chart;
    bool shown = chart->kind != TS_CHART_SPARK && !(chart->ends.given && chart->ends.value == NO_ENDS);
    return shown || chart->labels.text || s->c->lines.count > 1 || !ts_map_find(&s->c->binder->sheet->series, line->id);
}

/* The first and the last value that a line has, and what is beyond them. */
static void say_line(sentence *s, const ts_line_bound *line)
{
    size_t first = 0, last = line->count;
    while (first < line->count && !line->points[first].known)
        first++;
    while (last > first && !line->points[last - 1].known)
        last--;
    if (is_named(s, line))
        say_copy(s, line->label);
    if (first == last) {
        (void)say_said(s, TS_SAID_NO_VALUE);
        return;
    }
    bool worded = last - 1 > first && say_said(s, TS_SAID_FROM);
    say_point(s, line, &line->points[first]);
    if (last - 1 == first)
        return;
    if (!worded || !say_said(s, TS_SAID_TO))
        say(s, " \xE2\x86\x92");
    say_point(s, line, &line->points[last - 1]);
    say_extreme(s, line, first, last - 1, true);
    say_extreme(s, line, first, last - 1, false);
    say_gaps(s, line, first, last - 1);
}

/* "; from 2020 on: counted at the border" has no word for "on" in each language: the moment and its note. */
static void say_break(sentence *s, const ts_break_bound *at)
{
    const char *time = moment_of(s, at->time);
    say(s, "; ");
    say(s, time);
    say(s, ": ");
    say_copy(s, at->note);
}

static void say_lines(sentence *s)
{
    for (size_t i = 0; i < s->c->lines.count && next(s, TOLD); i++)
        say_line(s, &s->c->lines.items[i]);
    for (size_t i = 0; i < s->c->out->break_count && i < TOLD_BREAKS && !s->cut; i++)
        if (!i || s->c->out->breaks[i].note != s->c->out->breaks[i - 1].note || s->c->out->breaks[i].time != s->c->out->breaks[i - 1].time)
            say_break(s, &s->c->out->breaks[i]);
}

/* Bars may hide their values; a table never does. */
static void say_cell(sentence *s, const ts_line_bound *line, size_t row)
{
    bool shares = s->c->out->unit && strcmp(s->c->out->unit, "share") == 0;
    if (!line->points[row].known && !(line->cells && line->cells[row].copy))
        (void)say_said(s, TS_SAID_NO_VALUE);
    else if (s->c->chart->kind == TS_CHART_TABLE)
        say_value(s, line->printed[row]);
    else
        say_value(s, ts_bind_number_aloud(s->c, ts_bound_point_name(s->c->binder->arena, s->c->chart, line, &line->points[row]), line->points[row].value,
                                          shares ? "share" : line->unit));
}

static void say_head(sentence *s, const ts_line_bound *line, const char *before)
{
    if (!line->label)
        return;
    say(s, before);
    say_copy(s, line->label);
}

/* "Aria: Exports $12.5, Imports $9; Bela: ..."; of one column its head once, "Exports: Aria $12.5, Bela ...". */
static void say_rows(sentence *s)
{
    size_t columns = s->c->lines.count;
    if (columns == 1 && s->c->lines.items[0].label) {
        say_head(s, &s->c->lines.items[0], "");
        say(s, ": ");
    }
    for (size_t r = 0; r < s->c->marks.count; r++) {
        for (size_t l = 0; l < columns; l++) {
            if (!next_after(s, TOLD, l || columns == 1 ? ", " : "; "))
                return;
            if (!l)
                say_copy(s, s->c->marks.items[r].label);
            if (columns > 1)
                say_head(s, &s->c->lines.items[l], l ? "" : ": ");
            say_cell(s, &s->c->lines.items[l], r);
        }
    }
}

static int by_amount(const void *a, const void *b)
{
    const ts_datapoint *x = *(const ts_datapoint *const *)a, *y = *(const ts_datapoint *const *)b;
    if (x->known != y->known)
        return x->known ? -1 : 1;
    if (x->known && x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return strcmp(x->category ? x->category : "", y->category ? y->category : "");
}

/* The largest of the values that colour a map. */
static void say_fills(sentence *s)
{
    const ts_chart_bound *out = s->c->out;
    const ts_datapoint **order = TS_ARRAY(s->c->binder->arena, const ts_datapoint *, out->fill_count);
    for (size_t i = 0; order && i < out->fill_count; i++)
        order[i] = &out->fill_by[i];
    if (order && out->fill_count)
        qsort(order, out->fill_count, sizeof *order, by_amount);
    for (size_t i = 0; order && i < out->fill_count && order[i]->known && next(s, TOLD_ON_MAP); i++) {
        say(s, order[i]->category);
        say_value(s, ts_bind_shape_aloud(s->c, order[i]));
    }
}

static void say_places(sentence *s)
{
    const ts_chart_bound *out = s->c->out;
    for (size_t i = 0; i < s->c->chart->texts.count && next(s, TOLD); i++)
        say_copy(s, out->map_texts[i]);
    for (size_t i = 0; i < out->point_count && next(s, TOLD); i++)
        say(s, out->points[i].name);
}

static void say_map(sentence *s)
{
    if (s->c->out->fill_count)
        say_fills(s);
    else
        say_places(s);
}

static void say_flow(sentence *s)
{
    const ts_chart_bound *out = s->c->out;
    if (out->origin && out->destination && say_said(s, TS_SAID_FROM)) {
        say(s, " ");
        say_copy(s, out->origin);
        (void)say_said(s, TS_SAID_TOWARDS);
        say(s, " ");
        say_copy(s, out->destination);
    }
    say(s, s->text.count ? ": " : "");
    if (out->head) {
        say_copy(s, out->head);
        say(s, ": ");
    }
    say_marks(s);
}

/* "Ports to Texas $12 billion, ..." */
static void say_links(sentence *s)
{
    const ts_chart_bound *out = s->c->out;
    for (size_t i = 0; i < out->link_count && next(s, TOLD); i++) {
        const ts_link_bound *link = &out->links[i];
        const ts_result *result = link->known ? ts_bind_find_result(s->c->binder, link->number) : NULL;
        say_copy(s, out->nodes[link->from].label);
        if (!say_said(s, TS_SAID_TOWARDS))
            say(s, " \xE2\x86\x92");
        say(s, " ");
        say_copy(s, out->nodes[link->to].label);
        if (result)
            say_value(s, ts_bind_result_aloud(s->c, result));
        else
            (void)say_said(s, TS_SAID_NO_VALUE);
    }
}

static void say_events(sentence *s)
{
    const ts_chart_bound *out = s->c->out;
    for (size_t i = 0; i < out->event_count && next_after(s, TOLD, "; "); i++) {
        say(s, out->events[i].date);
        say(s, ": ");
        say_copy(s, out->events[i].label);
    }
}

typedef void (*teller)(sentence *s);

static teller teller_of(const ts_charting *c)
{
    switch (c->chart->kind) {
    case TS_CHART_FLOW:
        return say_flow;
    case TS_CHART_MAP:
        return say_map;
    case TS_CHART_TABLE:
        return say_rows;
    case TS_CHART_SANKEY:
        return say_links;
    case TS_CHART_TIMELINE:
        return say_events;
    default:
        return !c->lines.count ? say_marks : c->marks.count ? say_rows : say_lines;
    }
}

/* A map of shapes and lines alone has no words of its own. */
static void tell_silence(const sentence *s)
{
    const ts_word *alt = &s->c->frame->alt;
    bool automatic = alt->text && strcmp(alt->text, "auto") == 0;
    if (automatic && s->told == 0 && s->c->chart->kind == TS_CHART_MAP)
        ts_warn(s->c->binder->diags, alt->span, "alt", "this map has no names or values to say: give \"alt\" a text of the deck");
}

const char *ts_bind_chart_alt(ts_charting *c)
{
    sentence s = {.c = c};
    const char *kind = ts_bind_said_kind(c->binder, c->chart->kind);
    say(&s, kind ? kind : "");
    teller_of(c)(&s);
    tell_silence(&s);
    say(&s, s.cut ? "" : ".");
    return s.failed ? NULL : s.text.items;
}
