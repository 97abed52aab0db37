/*
 * Numbers that the finished pages print as nought and that are none. A statistics
 * office marks them ("less than half of the unit shown"): a reader takes "0%" for
 * nothing at all. Looked for in what is printed, over the finished tree, so that
 * numbers which only others are computed from keep silent, as ticks of axes do.
 *
 * Charts leave out values that they have no room for, and a ladder prints a text or
 * its short form, or hides it: what is found there is left to the layout, which tells of what it
 * has printed (figure_noughts.c, compose.c); where no pages are made, nobody does. What the
 * alternative sentence or table of a chart says counts, too, in files that have them
 * (profiles with tags), if the chart does not print it: whoever listens hears nothing
 * else. Words that the deck has for an alternative are its own.
 */
#include "bind/bind.h"

#include "spec/shape.h"

#include <math.h>
#include <string.h>

typedef struct noughts {
    ts_binder *binder;
    ts_map told; /* name and print */
    bool hides;  /* a ladder may take a frame off its page */
} noughts;

static void look_at_frames(noughts *n, const ts_bound *frames, size_t count);

/* ---- what is said of one */

/* Its print with the fewest decimals that show something; NULL: a dozen do not. */
static const char *first_seen(ts_arena *arena, const ts_formatter *formatter, const ts_nought *s, ts_format format, int *decimals)
{
    enum { MOST = 12 };
    ts_value value = {.kind = TS_VALUE_NUMBER, .number = s->number, .unit = s->unit};
    const ts_format plain = {.style = format.style > TS_FORMAT_PERCENT_WORDS ? TS_FORMAT_FULL : format.style, .digits = -1};
    for (*decimals = format.decimals > 0 ? format.decimals + 1 : 1; *decimals <= MOST; ++*decimals) {
        format = plain;
        format.decimals = *decimals;
        const char *text = ts_format_value(formatter, arena, &value, &format, TS_QUALIFIER_NONE).text;
        if (!text || !ts_format_says_nought(formatter, arena, &(ts_print_seen){text, strlen(text), s->unit, &format}))
            return text;
    }
    return NULL;
}

/* "": none is known. */
static const char *advice(ts_arena *arena, const ts_formatter *formatter, const ts_nought *s)
{
    int decimals;
    const ts_format format = s->format ? *s->format : ts_format_default(s->unit);
    if (s->part || s->unknown_format || format.style == TS_FORMAT_SKELETON)
        return "";
    if (format.nearest > 0)
        return ": \"nearest\" rounds it away";
    const char *seen = first_seen(arena, formatter, s, format, &decimals);
    return seen ? ts_arena_print(arena, ": %d decimal%s would print %s", decimals, decimals == 1 ? "" : "s", seen) : "";
}

const char *ts_nought_says(ts_arena *arena, const ts_formatter *formatter, const ts_nought *s)
{
    const char *way_out = advice(arena, formatter, s);
    return !way_out ? NULL
                    : ts_arena_print(arena, "\"%s\" is %.4g%s and %s as nought (\"%.*s\")%s", s->name, s->number, s->part ? " of the whole" : "",
                                     s->heard ? "is read aloud" : "prints", (int)s->length, s->text, way_out);
}

/* "series/category/moment" */
static const ts_series_spec *series_of(ts_binder *b, const char *name)
{
    return ts_map_find(&b->sheet->series, ts_arena_copy(b->arena, name, strcspn(name, "/")));
}

static const char *reason_of(ts_binder *b, const ts_result *result, const char *name)
{
    const ts_fact_spec *fact = result && result->quoted ? ts_map_find(&b->sheet->facts, name) : NULL;
    const ts_series_spec *series = result ? NULL : series_of(b, name);
    const ts_map *allow = fact ? &fact->allow : result && result->stat ? &result->stat->allow : series ? &series->allow : NULL;
    const ts_word *reason = allow ? ts_map_find(allow, ts_doubt_words[TS_DOUBT_NOUGHT]) : NULL;
    return reason ? reason->text : NULL;
}

static bool is_own_print(const ts_result *result, const ts_nought *s)
{
    return result->printed && strncmp(result->printed, s->text, s->length) == 0 &&
           (s->length == result->magnitude_at || !result->printed[s->length]); /* "0" is not "0%" */
}

static const char *key_of(ts_binder *b, const ts_nought *s)
{
    const char *key = ts_arena_print(b->arena, "%s\n%.*s", s->name, (int)s->length, s->text);
    b->machine = b->machine || !key;
    return key;
}

static bool has_doubt(const ts_result *result, const char *message)
{
    for (size_t i = 0; i < result->doubts.count; i++)
        if (result->doubts.items[i].rule == TS_DOUBT_NOUGHT && (!message || strcmp(result->doubts.items[i].message, message) == 0))
            return true;
    return false;
}

/* A doubt stays with a statistic. In its own format it is its own affair, else that of the place. True: it is to be told. */
static bool doubt(ts_binder *b, ts_nought *s)
{
    ts_result *result = ts_map_find(&b->edition->results, s->name);
    const char *reason = reason_of(b, result, s->name);
    if (!result)
        return !reason;
    ts_doubt doubt = {.rule = TS_DOUBT_NOUGHT, .reason = reason, .message = ts_nought_says(b->arena, b->edition->formatter, s)};
    if (!doubt.message || (!has_doubt(result, doubt.message) && !TS_PUSH(b->arena, &result->doubts, doubt)))
        b->machine = true;
    s->span = is_own_print(result, s) ? result->span : s->span;
    return !reason && !b->machine;
}

static void tell(ts_binder *b, ts_nought *s)
{
    const char *message = doubt(b, s) ? ts_nought_says(b->arena, b->edition->formatter, s) : NULL;
    if (message)
        ts_warn(b->diags, s->span, ts_doubt_words[TS_DOUBT_NOUGHT], "%s", message);
}

/* "~0%" says that it is not just that. */
static bool is_qualified(const ts_binder *b, const ts_nought *s)
{
    if (!s->format || !s->format->qualifier)
        return false;
    ts_format bare = *s->format;
    bare.qualifier = 0;
    const ts_value value = {.kind = TS_VALUE_NUMBER, .number = s->number, .unit = s->unit};
    const char *text = ts_format_value(b->edition->formatter, b->arena, &value, &bare, TS_QUALIFIER_NONE).text;
    return text && strncmp(text, s->text, s->length) != 0;
}

static bool is_nought(const ts_binder *b, const ts_nought *s)
{
    return s->name && s->text && s->number != 0 && isfinite(s->number) &&
           ts_format_says_nought(b->edition->formatter, b->arena, &(ts_print_seen){s->text, s->length, s->unit, s->format}) && !is_qualified(b, s);
}

/* What may yet be left out waits for the pages. */
static void look(noughts *n, ts_nought *s)
{
    ts_binder *b = n->binder;
    const char *key = is_nought(b, s) ? key_of(b, s) : NULL;
    if (key && (s->chart || s->key))
        b->machine = !TS_PUSH(b->arena, &b->edition->noughts, *s) || b->machine;
    else if (key && !ts_map_find(&n->told, key) && ts_map_put(b->arena, &n->told, key, n))
        tell(b, s);
}

/* A statistic or fact; of other names nothing is known here. Its own qualifier is said with it. */
static void look_at_result(noughts *n, const char *name, ts_nought s)
{
    const ts_result *result = name ? ts_bind_find_result(n->binder, name) : NULL;
    if (!result || result->value.kind != TS_VALUE_NUMBER || result->qualifier != TS_QUALIFIER_NONE || !s.text)
        return;
    s.name = name;
    s.number = result->value.number;
    s.unit = result->value.unit;
    s.format = s.format ? s.format : &result->format;
    look(n, &s);
}

/* key: of a text that may not be printed, or NULL. */
static void look_at_pieces(noughts *n, const ts_copy *copy, ts_span span, const char *key)
{
    for (size_t p = 0; copy && p < copy->count; p++)
        for (size_t i = 0; i < copy->paragraphs[p].count; i++) {
            const ts_piece *piece = &copy->paragraphs[p].pieces[i];
            if (piece->value && !piece->magnitude && !piece->tbc)
                look_at_result(n, piece->value, (ts_nought){.text = piece->text, .length = piece->length, .format = piece->format,
                                                            .unknown_format = piece->rounding && !piece->format, .key = key, .place = piece->span,
                                                            .span = piece->span.source ? piece->span : span});
        }
}

static void look_at_copy(noughts *n, const ts_copy *copy, ts_span span)
{
    look_at_pieces(n, copy, span, NULL);
}

/* ---- charts */

typedef struct charted {
    const ts_chart_bound *chart;
    const ts_format *format; /* NULL: none for all of it */
} charted;

static ts_nought in_chart(const charted *c, const char *printed)
{
    return (ts_nought){.text = printed, .length = printed ? strlen(printed) : 0, .unit = c->chart->unit ? c->chart->unit : "number",
                       .format = c->format, .chart = c->chart, .span = c->chart->chart->span};
}

/* The print of a mark, which in a chart of parts may be its share of them. */
static void look_at_value(noughts *n, const charted *c, const ts_mark_bound *mark)
{
    ts_nought s = in_chart(c, mark->printed);
    bool part = ts_bind_chart_is_parts(c->chart->chart);
    bool percent = c->format && (c->format->style == TS_FORMAT_PERCENT || c->format->style == TS_FORMAT_PERCENT_WORDS);
    s.name = mark->number;
    s.number = mark->value;
    s.part = part && c->format && !percent;
    if (!ts_bind_find_result(n->binder, s.name) || (part && percent))
        look(n, &s);
    else
        look_at_result(n, s.name, s);
}

static void look_at_item(noughts *n, const charted *c, const ts_mark_bound *mark)
{
    const ts_item_spec *item = mark->item;
    ts_nought growth = in_chart(c, mark->growth_printed);
    growth.format = NULL;
    look_at_result(n, item->growth.text, growth);
    look_at_result(n, item->target.text, in_chart(c, mark->target.printed));
    look_at_result(n, item->of.text, in_chart(c, mark->of.printed));
    look_at_result(n, item->low.text, in_chart(c, mark->low.printed));
    look_at_result(n, item->high.text, in_chart(c, mark->high.printed));
}

/* Of lines the ends alone are printed, if any are, of a slope both. */
static bool prints_point(const ts_chart *chart, const ts_line_bound *line, size_t i)
{
    enum { NAME_AND_VALUE = 1 }; /* of "ends" */
    bool slope = chart->kind == TS_CHART_SLOPE, line_alone = chart->kind == TS_CHART_LINE || chart->kind == TS_CHART_AREA;
    size_t last = line->count;
    while (last > 0 && !line->points[last - 1].known)
        last--;
    if (chart->kind == TS_CHART_SPARK || ((slope || line_alone) && chart->ends.given && chart->ends.value != NAME_AND_VALUE))
        return false;
    return line_alone ? i + 1 == last : line->points[i].known;
}

static void look_at_line(noughts *n, const charted *c, const ts_line_bound *line)
{
    for (size_t i = 0; line->printed && i < line->count; i++) {
        ts_nought s = in_chart(c, line->printed[i]);
        s.number = line->points[i].value;
        s.unit = line->unit ? line->unit : s.unit;
        s.format = line->format ? line->format : s.format;
        s.name = line->id;
        if (!prints_point(c->chart->chart, line, i) || !is_nought(n->binder, &s))
            continue;
        s.name = ts_bound_point_name(n->binder->arena, c->chart->chart, line, &line->points[i]);
        look(n, &s);
    }
}

static void look_at_words(noughts *n, const ts_chart_bound *chart)
{
    const ts_copy *const words[] = {chart->corner, chart->origin, chart->destination, chart->head, chart->note};
    const ts_span span = chart->chart->span;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        look_at_copy(n, words[i], span);
    for (size_t i = 0; i < chart->chart->texts.count && chart->map_texts; i++)
        look_at_copy(n, chart->map_texts[i], span);
    for (size_t i = 0; i < chart->mark_count; i++)
        look_at_copy(n, chart->marks[i].label, span);
    for (size_t i = 0; i < chart->line_count; i++)
        for (size_t r = 0; chart->lines[i].cells && r < chart->lines[i].count; r++)
            look_at_copy(n, chart->lines[i].cells[r].copy, span);
}

/* A node whose ribbon is its only one prints that one's value. */
static bool is_alone(const ts_chart_bound *chart, size_t node)
{
    size_t links = 0;
    for (size_t i = 0; i < chart->link_count; i++)
        links += chart->links[i].from == node || chart->links[i].to == node;
    return links == 1;
}

static void look_at_links(noughts *n, const charted *c)
{
    for (size_t i = 0; i < c->chart->link_count; i++) {
        const ts_link_bound *link = &c->chart->links[i];
        ts_nought s = in_chart(c, link->printed);
        s.chart = NULL;
        if (is_alone(c->chart, link->from) || is_alone(c->chart, link->to))
            look_at_result(n, link->number, s);
    }
}

static const ts_format *values_of(ts_binder *b, const ts_chart *chart)
{
    ts_format format, *kept = NULL;
    if (!chart->values.text || !ts_bind_find_format(b, chart->values.text, &format))
        return NULL;
    kept = TS_NEW(b->arena, ts_format);
    b->machine = b->machine || !kept;
    if (kept)
        *kept = format;
    return kept;
}

static void look_at_chart(noughts *n, const ts_chart_bound *chart)
{
    const charted c = {chart, values_of(n->binder, chart->chart)};
    look_at_words(n, chart);
    look_at_frames(n, chart->inside, chart->inside_count);
    for (size_t i = 0; i < chart->mark_count; i++) {
        if (chart->marks[i].known && chart->marks[i].number)
            look_at_value(n, &c, &chart->marks[i]);
        if (chart->marks[i].item)
            look_at_item(n, &c, &chart->marks[i]);
    }
    for (size_t i = 0; i < chart->line_count && !chart->chart->rows.count; i++)
        look_at_line(n, &c, &chart->lines[i]);
    look_at_links(n, &c);
    ts_nought center = in_chart(&c, chart->center);
    center.format = NULL;
    look_at_result(n, chart->chart->center.text, center);
}

/* ---- what waits */

bool ts_bind_hear(ts_charting *c, const char *name, ts_nought s)
{
    ts_binder *b = c->binder;
    const bool automatic = !c->frame->alt.text || strcmp(c->frame->alt.text, "auto") == 0;
    s.name = name;
    s.length = s.text ? strlen(s.text) : 0;
    s.heard = true;
    s.chart = c->out;
    s.span = c->chart->span;
    s.unit = s.unit ? s.unit : "number";
    return !b->edition->profile->tags || !(automatic || c->chart->as_table.value) || !is_nought(b, &s) || TS_PUSH(b->arena, &b->edition->noughts, s);
}

/* What is told already, or allowed, waits for nothing. */
static void settle(noughts *n)
{
    ts_binder *b = n->binder;
    ts_noughts *all = &b->edition->noughts;
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        ts_nought s = all->items[i];
        const char *key = key_of(b, &s);
        if (key && !ts_map_find(&n->told, key) && doubt(b, &s))
            all->items[kept++] = s;
    }
    all->count = kept;
}

/* ---- the walk */

static void look_at_frames(noughts *n, const ts_bound *frames, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ts_bound *frame = &frames[i];
        const char *key = frame->text && (frame->short_text || n->hides) ? frame->text->key : NULL;
        look_at_pieces(n, frame->text, frame->frame->span, key);
        look_at_pieces(n, frame->short_text, frame->frame->span, key);
        if (frame->chart)
            look_at_chart(n, frame->chart);
        look_at_frames(n, frame->children, frame->count);
    }
}

static bool may_hide(const ts_sheet *sheet)
{
    for (size_t i = 0; i < sheet->ladders.count; i++) {
        const ts_ladder *ladder = sheet->ladders.items[i].value;
        for (size_t k = 0; k < ladder->steps.count; k++)
            if (ladder->steps.items[k]->hide.text && strcmp(ladder->steps.items[k]->hide.text, "frame") == 0)
                return true;
    }
    return false;
}

/* As for other doubts: parameters may change what is nought; and so may other words, of another language or where a condition holds. */
static void tell_idle(ts_binder *b)
{
    const bool one = !b->sheet->params.count && b->sheet->decks.count == 1 && !b->conditional;
    for (size_t i = 0; i < b->edition->results.count && one; i++) {
        const ts_result *result = b->edition->results.items[i].value;
        const ts_word *reason = result->stat ? ts_map_find(&result->stat->allow, ts_doubt_words[TS_DOUBT_NOUGHT]) : NULL;
        if (reason && !has_doubt(result, NULL))
            ts_warn(b->diags, reason->span, "allow", "\"%s\" is allowed, and nothing breaks it", ts_doubt_words[TS_DOUBT_NOUGHT]);
    }
}

void ts_doubt_noughts(ts_binder *b)
{
    noughts n = {.binder = b, .hides = may_hide(b->sheet)};
    for (size_t i = 0; i < b->edition->page_count; i++) {
        const ts_page_bound *page = &b->edition->pages[i];
        look_at_frames(&n, page->master_frames, page->master_count);
        look_at_frames(&n, page->body, page->body_count);
    }
    settle(&n);
    tell_idle(b);
}
