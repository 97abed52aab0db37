/*
 * The choice of line ends over a whole paragraph (Knuth & Plass 1981).
 *
 * First fit, with every freedom, gives the fewest lines there can be and the latest
 * end of each; filling the lines from the last one upwards gives the earliest ends.
 * Between these two the least sum of demerits is sought line by line.
 */
#include "text/choice.h"
#include "text/hang.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { IN_A_ROW = 2, IN_A_ROW_AT_MOST = 8 };
/* Stations to the end of a text that is tried whole first: with tabs, or leftward, a width takes time as its text is long. */
enum { NEAR = 24 };

/* Of a word space's width: what filling a justified line out may add to it, at most. */
static const double WIDEST = 3;

typedef struct node { /* a line that ends at this station */
    double cost;      /* sum of demerits up to here */
    size_t station;
    size_t back;      /* the node before */
    unsigned hyphens; /* lines in a row up to this one that end with one */
} node;

typedef struct best { /* of the lines that end alike */
    double cost;
    size_t back;
} best;

typedef struct chooser {
    ts_setting *setting;
    const ts_cut *cuts;
    const ts_setting_rules *rules;
    ts_widths *widths;
    ts_rooms *rooms;
    size_t *weighed;
    bool justified, tabs;
    unsigned in_a_row;
    /* the stretch that is being chosen, between forced line ends */
    size_t from, to;  /* stations */
    size_t line;      /* its first line's number */
    bool divides;     /* words of it may be divided */
    bool natural;     /* spaces as they are */
    bool failed;
    size_t *strict;   /* line ends of first fit, hyphens in a row counted */
    size_t strict_count;
    size_t *latest, *earliest; /* for each number of lines: where it may end */
    size_t fewest;
    struct { node *items; size_t count, capacity; } nodes;
    size_t layer;     /* first node of the last layer */
    best *ends;       /* of the next layer: for each station and number of hyphens */
    size_t end_room;
    unsigned *met;    /* times that each station was weighed in this round */
    double *costs;    /* room to sort them */
    size_t cost_room;
    size_t *path;     /* line ends of the best choice so far */
    size_t path_count;
    double path_cost;
} chooser;

static bool is_hyphen(const chooser *c, size_t station)
{
    return c->cuts[station - 1].kind == TS_CUT_HYPHEN;
}

static ts_stretch stretch_between(const chooser *c, size_t from, size_t to)
{
    return (ts_stretch){c->widths->edges[from].at, c->widths->edges[to].at};
}

static double need(chooser *c, size_t from, size_t to, const ts_slot *slot)
{
    if (c->tabs)
        return ts_tabbed_between(c->widths, from, to, slot->left);
    return ts_width_between(c->widths, from, to) - ts_hang_between(c->widths, from, to);
}

/* line: of the stretch. */
static ts_weighing weigh(chooser *c, size_t from, size_t to, size_t line)
{
    ts_slot slot = ts_room_at(c->rooms, c->line + line);
    ts_weighing w = {.room = slot.width, .slack = slot.width - need(c, from, to, &slot)};
    if (c->justified && to != c->to)
        w.spaces = ts_spaces_between(c->widths, from, to);
    w.fits = w.slack + (c->natural ? 0 : w.spaces * TS_SHRINK) + TS_HAIR >= 0;
    *c->weighed += 1;
    return w;
}

/* A line that does not fit may do so one station later, where the hyphen is not drawn. */
static bool may_fit_later(const chooser *c, size_t to, const ts_weighing *w)
{
    return is_hyphen(c, to) && w->slack + w->spaces * TS_SHRINK + c->widths->edges[to].hyphen + TS_HAIR >= 0;
}

/* The last station where a line fits; `from` where none does. */
static size_t last_fitting(chooser *c, size_t from, size_t line, bool hyphens)
{
    size_t last = from;
    if (c->to - from <= NEAR && weigh(c, from, c->to, line).fits)
        return c->to;
    for (size_t to = from + 1; to <= c->to; to++) {
        if (is_hyphen(c, to) && !hyphens)
            continue;
        ts_weighing w = weigh(c, from, to, line);
        if (w.fits)
            last = to;
        else if (!may_fit_later(c, to, &w))
            break;
    }
    return last;
}

/* Where a hyphen is forbidden it is still better than a line that is too wide. */
static size_t fill_line(chooser *c, size_t from, size_t line, bool hyphens)
{
    size_t last = last_fitting(c, from, line, hyphens);
    if (last == from && !hyphens)
        last = last_fitting(c, from, line, true);
    return last == from ? from + 1 : last;
}

static size_t fill_freely(chooser *c)
{
    size_t lines = 0, at = c->from;
    while (at < c->to) {
        at = fill_line(c, at, lines, !c->rules->balance);
        c->latest[++lines] = at;
    }
    return lines;
}

static size_t fill_strictly(chooser *c)
{
    size_t lines = 0, at = c->from;
    unsigned hyphens = 0;
    while (at < c->to) {
        at = fill_line(c, at, lines, !c->rules->balance && hyphens < c->in_a_row);
        hyphens = is_hyphen(c, at) ? hyphens + 1 : 0;
        c->strict[++lines] = at;
    }
    return lines;
}

/* Where spaces keep their width and no word is divided, strictness makes no difference. */
static size_t fill_as_strictly(chooser *c)
{
    if (c->justified || c->divides)
        return fill_freely(c);
    memcpy(c->latest + 1, c->strict + 1, c->strict_count * sizeof *c->latest);
    return c->strict_count;
}

/* The earliest stations where lines may end if there are `lines` of them. */
static void fill_upwards(chooser *c, size_t lines)
{
    c->earliest[lines] = c->to;
    for (size_t line = lines - 1; line > 0; line--) {
        size_t at = c->earliest[line + 1] - 1, latest = c->latest[line];
        while (at > c->from + line && weigh(c, at - 1, c->earliest[line + 1], line).fits)
            at--;
        c->earliest[line] = at < latest ? at : latest;
    }
}

static double line_demerits(const chooser *c, size_t from, size_t to, const ts_weighing *w)
{
    if (to != c->to)
        return ts_line_demerits(w, c->justified, c->widths->edges[to].ending);
    bool last = to == c->setting->cuts.count; /* of the paragraph */
    return (last ? ts_last_line_demerits(c->setting, stretch_between(c, from, to), w) : 0) +
           (c->rules->balance ? ts_line_demerits(w, false, TS_ENDS_WELL) : 0);
}

typedef struct layer { /* the lines that end with number `line` */
    size_t line, first, last; /* stations */
    size_t kept_start, kept;  /* stations of first fit: the line before, and this one */
} layer;

static best *end_at(const chooser *c, const layer *l, size_t station, unsigned hyphens)
{
    return &c->ends[(station - l->first) * (c->in_a_row + 1) + hyphens];
}

static bool open_layer(chooser *c, const layer *l)
{
    size_t wanted = (l->last - l->first + 1) * (c->in_a_row + 1);
    if (wanted > c->end_room) {
        c->end_room = wanted * 2;
        c->ends = TS_ARRAY(c->setting->scratch, best, c->end_room);
        if (!c->ends)
            return false;
    }
    for (size_t i = 0; i < wanted; i++)
        c->ends[i].cost = INFINITY;
    return true;
}

static void offer(chooser *c, const layer *l, size_t at, size_t to, double cost)
{
    const node *from = &c->nodes.items[at];
    unsigned hyphens = 0;
    if (is_hyphen(c, to)) {
        cost += ts_hyphen_demerits(c->justified, from->hyphens > 0);
        hyphens = from->hyphens < c->in_a_row ? from->hyphens + 1 : c->in_a_row;
    }
    best *end = end_at(c, l, to, hyphens);
    if (from->cost + cost < end->cost)
        *end = (best){from->cost + cost, at};
}

/* Nodes [first, last) end at one station: the lines from there. */
typedef struct start {
    size_t first, last, station;
    bool asked, plain; /* a line without a hyphen fits */
} start;

static bool plain_fits(chooser *c, start *s, size_t line)
{
    if (s->asked)
        return s->plain;
    size_t to = s->station + 1;
    while (to < c->to && is_hyphen(c, to))
        to++;
    s->asked = true;
    s->plain = weigh(c, s->station, to, line).fits;
    return s->plain;
}

static bool may_end(chooser *c, start *s, size_t at, size_t to, size_t line)
{
    bool free = !is_hyphen(c, to) || (!c->rules->balance && c->nodes.items[at].hyphens < c->in_a_row);
    return free || !plain_fits(c, s, line);
}

static void offer_all(chooser *c, const layer *l, start *s, size_t to, double cost)
{
    for (size_t at = s->first; at < s->last; at++)
        if (may_end(c, s, at, to, l->line - 1))
            offer(c, l, at, to, cost);
}

/* Where lines of many numbers can end at a station, it is weighed so often and no more;
 * but the lines of first fit always are. */
static bool is_worn(chooser *c, const layer *l, const start *s, size_t to)
{
    return s->station != l->kept_start && c->met[to]++ >= TS_MEETINGS;
}

static void weigh_from(chooser *c, const layer *l, start *s)
{
    size_t to = s->station + 1 > l->first ? s->station + 1 : l->first;
    bool any = false;
    for (; to <= l->last; to++) {
        if (is_worn(c, l, s, to)) /* not asked is not too wide */
            return;
        ts_weighing w = weigh(c, s->station, to, l->line - 1);
        if (!w.fits && !may_fit_later(c, to, &w))
            break;
        if (!w.fits)
            continue;
        any = true;
        offer_all(c, l, s, to, line_demerits(c, s->station, to, &w));
    }
    if (!any && s->station + 1 >= l->first && s->station + 1 <= l->last)
        for (size_t at = s->first; at < s->last; at++)
            offer(c, l, at, s->station + 1, 0);
}

static int rising(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

/* The dearest that is kept if there are more ends than the beam is wide. */
static double limit_of(chooser *c, const layer *l)
{
    size_t all = (l->last - l->first + 1) * (c->in_a_row + 1), count = 0;
    if (all <= TS_BEAM)
        return INFINITY;
    if (all > c->cost_room) {
        c->cost_room = c->end_room;
        c->costs = TS_ARRAY(c->setting->scratch, double, c->cost_room);
        if (!c->costs) {
            c->failed = true;
            return INFINITY;
        }
    }
    for (size_t i = 0; i < all; i++)
        if (c->ends[i].cost < INFINITY)
            c->costs[count++] = c->ends[i].cost;
    if (count < TS_BEAM)
        return INFINITY;
    qsort(c->costs, count, sizeof *c->costs, rising);
    return c->costs[TS_BEAM - 1];
}

/* The ends become nodes. Those of first fit are never dropped: from them the text comes to its end. */
static bool close_layer(chooser *c, const layer *l)
{
    double limit = limit_of(c, l);
    size_t room = TS_BEAM;
    c->layer = c->nodes.count;
    for (size_t station = l->first; station <= l->last; station++)
        for (unsigned hyphens = 0; hyphens <= c->in_a_row; hyphens++) {
            const best *end = end_at(c, l, station, hyphens);
            if (!(end->cost < INFINITY) || (station != l->kept && (end->cost > limit || room == 0)))
                continue;
            room -= station != l->kept;
            node n = {.cost = end->cost, .station = station, .back = end->back, .hyphens = hyphens};
            if (!TS_PUSH(c->setting->scratch, &c->nodes, n))
                return false;
        }
    return !c->failed;
}

static bool add_layer(chooser *c, const layer *l)
{
    size_t end = c->nodes.count;
    if (!open_layer(c, l))
        return false;
    for (size_t at = c->layer; at < end;) {
        start s = {.first = at, .station = c->nodes.items[at].station};
        while (at < end && c->nodes.items[at].station == s.station)
            at++;
        s.last = at;
        weigh_from(c, l, &s);
    }
    return close_layer(c, l);
}

static void take_path(chooser *c, size_t lines)
{
    size_t cheapest = c->layer;
    for (size_t at = c->layer; at < c->nodes.count; at++)
        if (c->nodes.items[at].cost < c->nodes.items[cheapest].cost)
            cheapest = at;
    if (c->layer == c->nodes.count || c->nodes.items[cheapest].cost >= c->path_cost)
        return;
    c->path_cost = c->nodes.items[cheapest].cost;
    c->path_count = lines;
    for (size_t line = lines, at = cheapest; line > 0; at = c->nodes.items[at].back)
        c->path[line--] = c->nodes.items[at].station;
}

/* Seeks the best choice of so many lines. */
static bool seek(chooser *c, size_t lines)
{
    for (size_t line = c->fewest; line <= lines; line++)
        c->latest[line] = line < lines ? c->to - (lines - line) : c->to;
    fill_upwards(c, lines);
    node origin = {.station = c->from};
    c->nodes.count = 0;
    c->layer = 0;
    if (!TS_PUSH(c->setting->scratch, &c->nodes, origin))
        return false;
    memset(c->met + c->from, 0, (c->to - c->from + 1) * sizeof *c->met);
    for (size_t line = 1, kept = c->from; line <= lines; line++) {
        layer l = {line, c->earliest[line], c->latest[line], .kept_start = kept};
        l.kept = lines == c->strict_count ? c->strict[line] : l.last;
        if (!add_layer(c, &l))
            return false;
        kept = l.kept;
    }
    take_path(c, lines);
    return true;
}

/* Fewest lines: one more, or as many as first fit, only where hyphens in a row stand against them. */
static bool seek_fewest(chooser *c)
{
    for (size_t lines = c->fewest; lines <= c->strict_count && c->path_count == 0;
         lines = lines == c->fewest ? lines + 1 : lines < c->strict_count ? c->strict_count : lines + 1)
        if (!seek(c, lines))
            return false;
    return true;
}

/* A justified paragraph can be pressed into fewer lines than it reads well in: the best
 * of those that first fit would not make longer. */
static bool seek_justified(chooser *c)
{
    size_t least = c->strict_count > c->fewest + 2 ? c->strict_count - 2 : c->fewest;
    for (size_t lines = least; lines <= c->strict_count; lines++)
        if (!seek(c, lines))
            return false;
    return true;
}

/* For too few words in the last line, and for nothing else, one line is added. */
static bool seek_words(chooser *c)
{
    if (c->path_cost < TS_FEW_WORDS || c->rules->balance || c->path_count < 2 || c->path_count >= c->to - c->from)
        return true;
    c->path_cost = TS_FEW_WORDS;
    return seek(c, c->path_count + 1);
}

static void take_first_fit(chooser *c)
{
    for (size_t line = 1; line <= c->strict_count; line++)
        c->path[line] = c->strict[line];
    c->path_count = c->strict_count;
}

static bool choose_stretch(chooser *c)
{
    c->path_count = 0;
    c->path_cost = INFINITY;
    c->natural = true;
    c->strict_count = fill_strictly(c);
    c->natural = false;
    if (c->tabs || c->strict_count == 1) {
        take_first_fit(c);
        return true;
    }
    c->fewest = fill_as_strictly(c);
    if (!(c->justified ? seek_justified(c) : seek_fewest(c)) || !seek_words(c))
        return false;
    if (c->path_count == 0)
        take_first_fit(c);
    return true;
}

static unsigned in_a_row(const ts_setting_rules *rules)
{
    int most = rules->hyphenation.in_a_row;
    return most <= 0 ? IN_A_ROW : most < IN_A_ROW_AT_MOST ? (unsigned)most : IN_A_ROW_AT_MOST;
}

static bool open_chooser(chooser *c)
{
    ts_arena *scratch = c->setting->scratch;
    size_t stations = c->setting->cuts.count + 2;
    c->strict = TS_ARRAY(scratch, size_t, stations);
    c->latest = TS_ARRAY(scratch, size_t, stations);
    c->earliest = TS_ARRAY(scratch, size_t, stations);
    c->path = TS_ARRAY(scratch, size_t, stations);
    c->met = TS_ARRAY(scratch, unsigned, stations);
    return c->strict && c->latest && c->earliest && c->path && c->met;
}

/* What the word spaces of a justified line take up: a short line amid full ones is taken for a mistake sooner than a
 * loose one. Only what would open holes stays where it is. */
static double fill_of(chooser *c, size_t from, size_t to, const ts_slot *slot)
{
    if (!c->justified || c->cuts[to - 1].kind == TS_CUT_MUST)
        return 0;
    double slack = slot->width - need(c, from, to, slot), spaces = ts_spaces_between(c->widths, from, to);
    return slack <= WIDEST * spaces && slack + TS_SHRINK * spaces + TS_HAIR >= 0 ? slack : 0;
}

static void take_stretch(chooser *c, ts_lines *lines)
{
    for (size_t line = 1; line <= c->path_count; line++) {
        size_t from = line > 1 ? c->path[line - 1] : c->from, i = lines->count++;
        lines->ends[i] = c->path[line] - 1;
        lines->slots[i] = ts_room_at(c->rooms, i);
        lines->fill[i] = fill_of(c, from, c->path[line], &lines->slots[i]);
    }
}

static bool choose(chooser *c, size_t from, ts_lines *lines)
{
    size_t cuts = c->setting->cuts.count;
    for (c->from = from; c->from < cuts; c->from = c->to) {
        c->divides = false;
        for (c->to = c->from + 1; c->cuts[c->to - 1].kind != TS_CUT_MUST; c->to++)
            c->divides |= c->cuts[c->to - 1].kind == TS_CUT_HYPHEN;
        c->line = lines->count;
        if (!choose_stretch(c))
            return false;
        take_stretch(c, lines);
    }
    return !c->setting->failed && !c->rooms->failed;
}

bool ts_lines_choose(ts_widths *widths, ts_rooms *rooms, size_t from, ts_lines *lines, size_t *weighed)
{
    ts_setting *setting = widths->setting;
    const ts_setting_rules *rules = &setting->paragraph->rules;
    size_t cuts = setting->cuts.count;
    chooser c = {.setting = setting, .cuts = setting->cuts.items, .rules = rules, .widths = widths,
                 .rooms = rooms, .weighed = weighed, .tabs = ts_has_tabs(setting),
                 .justified = rules->align == TS_TEXT_JUSTIFY && !ts_has_tabs(setting), .in_a_row = in_a_row(rules)};
    *lines = (ts_lines){.begin = widths->edges[from].at};
    lines->ends = TS_ARRAY(setting->scratch, size_t, cuts);
    lines->slots = TS_ARRAY(setting->scratch, ts_slot, cuts);
    lines->fill = TS_ARRAY(setting->scratch, double, cuts);
    return lines->ends && lines->slots && lines->fill && open_chooser(&c) && choose(&c, from, lines);
}
