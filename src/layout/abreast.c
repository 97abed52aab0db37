/*
 * abreast.c - charts that stand side by side: plots begin on one level though only
 * one has a unit over its axis, keys stand on one though one has larger samples.
 */
#include "layout/box.h"
#include "layout/figure.h"

#include <math.h>

static const double LEVEL = 0.01; /* points */

ts_rect ts_box_chart(const ts_box *box)
{
    ts_rect content = ts_box_content(box);
    if (ts_box_has_note(box))
        content.h -= box->plot->note.block->height + TS_NOTE_GAP;
    return content;
}

/* The row, or the cells, that a chart stands in, alone or in a stack; NULL: none. */
static ts_box *row_of(ts_box *box)
{
    for (ts_box *at = box->parent; at; at = at->parent) {
        int content = at->bound->content;
        if (content == TS_CONTENT_ROW || content == TS_CONTENT_REPEAT)
            return at;
        if (content != TS_CONTENT_STACK && content != TS_CONTENT_COMPONENT)
            return NULL;
    }
    return NULL;
}

static bool same(double a, double b)
{
    return fabs(a - b) < LEVEL;
}

typedef struct company { /* of a chart */
    ts_composer *composer;
    const ts_box *of;
    size_t count;
    ts_box_rooms rooms;
} company;

typedef enum family { ALONE, LINES, COLUMNS, MAPS } family;

/* Kinds that have anything over their plots or under them. */
static family family_of(const ts_box *box)
{
    if (box->bound->chart->waits)
        return ALONE;
    switch (box->bound->chart->chart->kind) {
    case TS_CHART_LINE:
    case TS_CHART_AREA: return LINES;
    case TS_CHART_COLUMNS: return COLUMNS;
    case TS_CHART_MAP: return MAPS;
    default: return ALONE;
    }
}

/* Every chart of the family that begins or ends with it. */
static void visit(company *c, ts_box *box, void (*each)(company *c, ts_box *box, bool begins, bool ends))
{
    if (ts_box_hidden(box))
        return;
    for (size_t i = 0; i < box->count; i++)
        visit(c, &box->children[i], each);
    if (box->bound->content != TS_CONTENT_CHART || family_of(box) != family_of(c->of))
        return;
    ts_rect own = ts_box_chart(c->of), other = ts_box_chart(box);
    bool begins = same(own.y, other.y), ends = same(ts_rect_bottom(own), ts_rect_bottom(other));
    if (begins || ends)
        each(c, box, begins, ends);
}

static void tally(company *c, ts_box *box, bool begins, bool ends)
{
    (void)box;
    c->count += begins || ends;
}

static void widen(company *c, ts_box *box, bool begins, bool ends)
{
    ts_rect area = ts_box_chart(box);
    if (begins)
        c->rooms.head = fmax(c->rooms.head, ts_figure_head(c->composer->kit, box->bound, area));
    if (ends)
        c->rooms.foot = fmax(c->rooms.foot, ts_figure_foot(c->composer->kit, box->bound, area));
}

static void keep(company *c, ts_box *box, bool begins, bool ends)
{
    if (begins && ends)
        box->plot->rooms = c->rooms;
}

ts_box_rooms ts_box_abreast(ts_composer *composer, ts_box *box)
{
    company c = {.composer = composer, .of = box, .rooms = {.known = true}};
    ts_box *row = box->plot->rooms.known || family_of(box) == ALONE ? NULL : row_of(box);
    if (row)
        visit(&c, row, tally);
    if (c.count < 2)
        return box->plot->rooms;
    visit(&c, row, widen);
    visit(&c, row, keep);
    return box->plot->rooms;
}
