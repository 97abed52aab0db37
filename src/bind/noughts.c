/*
 * Numbers that the finished pages print as nought and that are none. A statistics
 * office marks them ("less than half of the unit shown"): a reader takes "0%" for
 * nothing at all. Looked for in what is printed, over the finished tree, so that
 * numbers which only others are computed from keep silent, as ticks of axes do.
 */
#include "bind/bind.h"

#include "spec/shape.h"

#include <math.h>
#include <string.h>

typedef struct shown { /* a number where it is printed */
    const char *name;
    const char *text;
    size_t length;
    double number;
    const char *unit;
    const ts_format *format; /* NULL: its unit's own */
    bool unknown_format;     /* it is of none of them */
    bool part;               /* number is a share of a whole, which the text is not */
    ts_span span;
} shown;

typedef struct noughts {
    ts_binder *binder;
    ts_map told; /* name and print */
} noughts;

static void look_at_frames(noughts *n, const ts_bound *frames, size_t count);

/* ---- what is said of one */

/* Its print with the fewest decimals that show something; NULL: a dozen do not. */
static const char *first_seen(ts_binder *b, const shown *s, ts_format format, int *decimals)
{
    enum { MOST = 12 };
    ts_value value = {.kind = TS_VALUE_NUMBER, .number = s->number, .unit = s->unit};
    const ts_format plain = {.style = format.style > TS_FORMAT_PERCENT_WORDS ? TS_FORMAT_FULL : format.style, .digits = -1};
    for (*decimals = format.decimals > 0 ? format.decimals + 1 : 1; *decimals <= MOST; ++*decimals) {
        format = plain;
        format.decimals = *decimals;
        const char *text = ts_format_value(b->edition->formatter, b->arena, &value, &format, TS_QUALIFIER_NONE).text;
        if (!text || !ts_format_says_nought(b->edition->formatter, b->arena, text, strlen(text)))
            return text;
    }
    return NULL;
}

/* "": none is known. */
static const char *advice(ts_binder *b, const shown *s)
{
    int decimals;
    const ts_format format = s->format ? *s->format : ts_format_default(s->unit);
    if (s->part || s->unknown_format)
        return "";
    if (format.nearest > 0)
        return ": \"nearest\" rounds it away";
    const char *seen = first_seen(b, s, format, &decimals);
    return seen ? ts_arena_print(b->arena, ": %d decimal%s would print %s", decimals, decimals == 1 ? "" : "s", seen) : "";
}

static const char *say(ts_binder *b, const shown *s)
{
    const char *way_out = advice(b, s);
    const char *about = ts_arena_print(b->arena, "\"%s\" is %.4g%s and prints as nought (\"%.*s\")", s->name, s->number,
                                       s->part ? " of the whole" : "", (int)s->length, s->text);
    return about && way_out ? ts_arena_print(b->arena, "%s%s", about, way_out) : NULL;
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

static bool is_own_print(const ts_result *result, const shown *s)
{
    return result->printed && strncmp(result->printed, s->text, s->length) == 0 &&
           (s->length == result->magnitude_at || !result->printed[s->length]); /* "0" is not "0%" */
}

static bool is_first(noughts *n, const shown *s)
{
    ts_arena *arena = n->binder->arena;
    const char *key = ts_arena_print(arena, "%s\n%.*s", s->name, (int)s->length, s->text);
    return key && !ts_map_find(&n->told, key) && ts_map_put(arena, &n->told, key, n);
}

/* In its own format it is its own affair, else that of the place. */
static void doubt(noughts *n, const shown *s)
{
    ts_binder *b = n->binder;
    ts_result *result = ts_map_find(&b->edition->results, s->name);
    ts_doubt doubt = {.rule = TS_DOUBT_NOUGHT, .reason = reason_of(b, result, s->name), .message = say(b, s)};
    if (!doubt.message)
        return;
    if (!doubt.reason)
        ts_warn(b->diags, result && is_own_print(result, s) ? result->span : s->span, ts_doubt_words[TS_DOUBT_NOUGHT], "%s", doubt.message);
    if (result && !TS_PUSH(b->arena, &result->doubts, doubt))
        b->machine = true;
}

static bool is_nought(noughts *n, const shown *s)
{
    return s->name && s->text && s->number != 0 && isfinite(s->number) &&
           ts_format_says_nought(n->binder->edition->formatter, n->binder->arena, s->text, s->length);
}

static void look(noughts *n, const shown *s)
{
    if (is_nought(n, s) && is_first(n, s))
        doubt(n, s);
}

/* A statistic or fact; of other names nothing is known here. */
static void look_at_result(noughts *n, const char *name, shown s)
{
    const ts_result *result = name ? ts_bind_find_result(n->binder, name) : NULL;
    if (!result || result->value.kind != TS_VALUE_NUMBER || !s.text)
        return;
    s.name = name;
    s.number = result->value.number;
    s.unit = result->value.unit;
    s.format = s.format ? s.format : &result->format;
    look(n, &s);
}

static void look_at_copy(noughts *n, const ts_copy *copy, ts_span span)
{
    for (size_t p = 0; copy && p < copy->count; p++)
        for (size_t i = 0; i < copy->paragraphs[p].count; i++) {
            const ts_piece *piece = &copy->paragraphs[p].pieces[i];
            if (piece->value && !piece->magnitude && !piece->tbc)
                look_at_result(n, piece->value, (shown){.text = piece->text, .length = piece->length, .format = piece->format, .unknown_format = piece->rounding && !piece->format,
                                                         .span = piece->span.source ? piece->span : span});
        }
}

/* ---- charts */

typedef struct charted { /* numbers of a chart: of those of a series the first is told, with how many more there are */
    const ts_chart_bound *chart;
    ts_format format;
    bool formatted;
    shown first;
    size_t more;
} charted;

static shown in_chart(const charted *c, const char *printed)
{
    return (shown){.text = printed, .length = printed ? strlen(printed) : 0, .unit = c->chart->unit ? c->chart->unit : "number",
                   .format = c->formatted ? &c->format : NULL, .span = c->chart->chart->span};
}

static void tell_series(noughts *n, charted *c)
{
    ts_binder *b = n->binder;
    bool told = c->first.name && is_first(n, &c->first) && !reason_of(b, NULL, c->first.name);
    const char *message = told ? say(b, &c->first) : NULL;
    const char *more = c->more && message ? ts_arena_print(b->arena, "; so %s %zu more of the chart", c->more == 1 ? "is" : "are", c->more) : "";
    if (message && more)
        ts_warn(b->diags, c->first.span, ts_doubt_words[TS_DOUBT_NOUGHT], "%s%s", message, more);
    c->first = (shown){0};
    c->more = 0;
}

static void look_at_point(noughts *n, charted *c, const shown *s)
{
    if (!is_nought(n, s))
        return;
    if (c->first.name && series_of(n->binder, c->first.name) != series_of(n->binder, s->name))
        tell_series(n, c);
    if (c->first.name)
        c->more++;
    else
        c->first = *s;
}

/* The print of a mark, which in a chart of parts may be its share of them. */
static void look_at_value(noughts *n, charted *c, const ts_mark_bound *mark)
{
    shown s = in_chart(c, mark->printed);
    bool part = ts_bind_chart_is_parts(c->chart->chart);
    bool percent = c->formatted && (c->format.style == TS_FORMAT_PERCENT || c->format.style == TS_FORMAT_PERCENT_WORDS);
    s.name = mark->number;
    s.number = mark->value;
    s.part = part && c->formatted && !percent;
    if (!ts_bind_find_result(n->binder, s.name))
        look_at_point(n, c, &s);
    else if (part && percent)
        look(n, &s);
    else
        look_at_result(n, s.name, s);
}

static void look_at_item(noughts *n, const charted *c, const ts_mark_bound *mark)
{
    const ts_item_spec *item = mark->item;
    shown growth = in_chart(c, mark->growth_printed);
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

static void look_at_line(noughts *n, charted *c, const ts_line_bound *line)
{
    for (size_t i = 0; line->printed && i < line->count; i++) {
        shown s = in_chart(c, line->printed[i]);
        s.number = line->points[i].value;
        s.unit = line->unit ? line->unit : s.unit;
        s.format = line->format ? line->format : s.format;
        s.name = line->id;
        if (!prints_point(c->chart->chart, line, i) || !is_nought(n, &s))
            continue;
        s.name = ts_bound_point_name(n->binder->arena, c->chart->chart, line, &line->points[i]);
        look_at_point(n, c, &s);
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

static void look_at_chart(noughts *n, const ts_chart_bound *chart)
{
    charted c = {.chart = chart};
    c.formatted = chart->chart->values.text && ts_bind_find_format(n->binder, chart->chart->values.text, &c.format);
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
    for (size_t i = 0; i < chart->link_count; i++)
        look_at_result(n, chart->links[i].number, in_chart(&c, chart->links[i].printed));
    look_at_result(n, chart->chart->center.text, (shown){.text = chart->center, .length = chart->center ? strlen(chart->center) : 0, .span = chart->chart->span});
    tell_series(n, &c);
}

/* ---- the walk */

static void look_at_frames(noughts *n, const ts_bound *frames, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ts_bound *frame = &frames[i];
        look_at_copy(n, frame->text, frame->frame->span);
        look_at_copy(n, frame->short_text, frame->frame->span);
        if (frame->chart)
            look_at_chart(n, frame->chart);
        look_at_frames(n, frame->children, frame->count);
    }
}

static bool is_doubted(const ts_result *result)
{
    for (size_t i = 0; i < result->doubts.count; i++)
        if (result->doubts.items[i].rule == TS_DOUBT_NOUGHT)
            return true;
    return false;
}

/* As for other doubts: parameters may change what is nought. */
static void tell_idle(ts_binder *b)
{
    for (size_t i = 0; i < b->edition->results.count && !b->sheet->params.count; i++) {
        const ts_result *result = b->edition->results.items[i].value;
        const ts_word *reason = result->stat ? ts_map_find(&result->stat->allow, ts_doubt_words[TS_DOUBT_NOUGHT]) : NULL;
        if (reason && !is_doubted(result))
            ts_warn(b->diags, reason->span, "allow", "\"%s\" is allowed, and nothing breaks it", ts_doubt_words[TS_DOUBT_NOUGHT]);
    }
}

void ts_doubt_noughts(ts_binder *b)
{
    noughts n = {.binder = b};
    for (size_t i = 0; i < b->edition->page_count; i++) {
        const ts_page_bound *page = &b->edition->pages[i];
        look_at_frames(&n, page->master_frames, page->master_count);
        look_at_frames(&n, page->body, page->body_count);
    }
    tell_idle(b);
}
