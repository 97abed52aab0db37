/* Text is set: each chunk, which begins where x or y is given, is a line of the text room (SVG 1.1, 10.5 to 10.9). */
#include "art/svg.h"
#include "text/paragraph.h"

#include <math.h>
#include <string.h>

typedef struct chunk {
    ts_svg *svg;
    ts_svg_letters *letters; /* its first */
    size_t count;
    ts_point *shifts;    /* of each of them: the sum of dx and dy since the first */
    const ts_line *line;
    ts_point pen;        /* where its first letter stands */
    bool leftward;
} chunk;

static const double WIDE = 1e18; /* a measure that no text fills */

/* ---- outlines: em to user units, y down */

typedef struct stylus {
    ts_path *path;
    double x, y, size;
} stylus;

static ts_point in_place(const stylus *s, ts_point p)
{
    return (ts_point){s->x + p.x * s->size, s->y - p.y * s->size};
}

static void move(void *user, ts_point to)
{
    const stylus *s = user;
    ts_point p = in_place(s, to);
    ts_path_move(s->path, p.x, p.y);
}

static void line(void *user, ts_point to)
{
    const stylus *s = user;
    ts_point p = in_place(s, to);
    ts_path_line(s->path, p.x, p.y);
}

static void curve(void *user, ts_point c1, ts_point c2, ts_point to)
{
    const stylus *s = user;
    ts_point a = in_place(s, c1), b = in_place(s, c2), p = in_place(s, to);
    ts_path_curve(s->path, a.x, a.y, b.x, b.y, p.x, p.y);
}

static void finish(void *user)
{
    const stylus *s = user;
    ts_path_close(s->path);
}

/* ---- setting */

/* The direction that is written rules, not the first letter: a mark that is never drawn says so (UAX #9, P2). */
static const char *first_text(ts_svg *svg, const ts_svg_letters *letters, bool leftward, size_t *length)
{
    static const char rightward_mark[] = "\xE2\x80\x8E", leftward_mark[] = "\xE2\x80\x8F";
    *length = letters->text.count + sizeof leftward_mark - 1;
    return ts_arena_print(svg->scratch, "%s%.*s", leftward ? leftward_mark : rightward_mark, (int)letters->text.count,
                          letters->text.items);
}

static bool order_pieces(const chunk *c, ts_text_piece *pieces, ts_type *types)
{
    for (size_t i = 0; i < c->count; i++) {
        const ts_svg_letters *l = &c->letters[i];
        types[i] = (ts_type){.font = l->font, .size = l->size, .leading = l->size, .tracking = l->spacing / l->size * 1000};
        pieces[i] = (ts_text_piece){.text = l->text.items, .length = l->text.count, .type = &types[i], .user = (uint32_t)i};
    }
    pieces[0].text = first_text(c->svg, c->letters, c->leftward, &pieces[0].length);
    return pieces[0].text != NULL;
}

static bool refuse(const chunk *c, const char *why)
{
    TS_SVG_REFUSE(c->svg, ts_svg_span(c->svg, c->letters[0].node), "%s", why);
    return false;
}

static bool refuse_lost(const chunk *c, const ts_block *block)
{
    for (size_t i = 0; i < block->lost_count; i++) {
        const ts_lost_glyph *lost = &block->lost[i];
        TS_SVG_REFUSE(c->svg, ts_svg_span(c->svg, c->letters[lost->user].node), "the face \"%s\" has no character U+%04X",
                      lost->font, (unsigned)lost->code_point);
    }
    return false;
}

/* What a sheet falls back to in its copy is no part of a logo. */
static bool keeps_faces(const chunk *c)
{
    for (size_t i = 0; i < c->line->count; i++) {
        const ts_run *run = &c->line->runs[i];
        if (run->font == run->type->font || run->count == 0)
            continue;
        TS_SVG_REFUSE(c->svg, ts_svg_span(c->svg, c->letters[run->user].node), "the face \"%s\" has not all of \"%.*s\"",
                      ts_font_name(run->type->font), (int)run->length, run->text);
        return false;
    }
    return true;
}

static bool set_line(chunk *c)
{
    ts_svg *svg = c->svg;
    ts_text_piece *pieces = TS_ARRAY(svg->scratch, ts_text_piece, c->count);
    ts_type *types = TS_ARRAY(svg->scratch, ts_type, c->count);
    if (!svg->setter)
        svg->setter = ts_typesetter_new(0);
    if (!pieces || !types || !svg->setter || !order_pieces(c, pieces, types))
        return refuse(c, "memory is out");
    ts_text_paragraph paragraph = {.pieces = pieces, .count = c->count, .type = &types[0], .rules.measure = WIDE};
    const ts_block *block = ts_text_set(svg->setter, svg->scratch, &paragraph, 1);
    if (!block)
        return refuse(c, "the text is longer than a million bytes, or memory is out");
    if (block->lost_count)
        return refuse_lost(c, block);
    if (block->count > 1)
        return refuse(c, "a text of a drawing is one line: it may not hold U+2028 or another line's end");
    static const ts_line nothing = {0};
    c->line = block->count ? block->lines : &nothing;
    return keeps_faces(c);
}

/* ---- placing */

static void add_up_shifts(chunk *c)
{
    for (size_t i = 1; i < c->count; i++) {
        const ts_svg_letters *l = &c->letters[i];
        c->shifts[i] = (ts_point){c->shifts[i - 1].x + l->dx, c->shifts[i - 1].y + l->dy};
    }
}

/* The line's last letter was set without the space behind it, which counts here as any other. */
static double last_spacing(const chunk *c)
{
    return c->line->count ? c->letters[c->line->runs[c->line->count - 1].user].spacing : 0;
}

static double advance_of(const ts_run *run)
{
    double advance = 0;
    for (size_t i = 0; i < run->count; i++)
        advance += run->glyphs[i].advance;
    return advance;
}

typedef struct reach { /* of a chunk, from its first letter's place */
    double low, high, advance;
} reach;

static reach reach_of(const chunk *c)
{
    reach r = {0};
    for (size_t i = 0; i < c->line->count; i++) {
        const ts_run *run = &c->line->runs[i];
        double shift = c->shifts[run->user].x, begin = r.advance + shift;
        r.advance += advance_of(run) + (i + 1 == c->line->count ? last_spacing(c) : 0);
        r.low = fmin(r.low, begin);
        r.high = fmax(r.high, r.advance + shift);
    }
    return r;
}

/* SVG 1.1, 10.9.1: the start of leftward text is its right edge. */
static bool anchor(const chunk *c, const reach *r, double *by)
{
    const char *text = c->letters[0].style->letters[TS_SVG_ANCHOR];
    bool start = !text || strcmp(text, "start") == 0, end = text && strcmp(text, "end") == 0;
    *by = start == c->leftward ? -r->high : 0;
    if (start || end)
        return true;
    *by = -(r->low + r->high) / 2;
    if (strcmp(text, "middle") == 0)
        return true;
    ts_svg_refuse_letter(c->svg, c->letters[0].node, c->letters[0].style, TS_SVG_ANCHOR);
    return false;
}

static bool draw_glyph(const chunk *c, const ts_svg_letters *l, const ts_glyph *glyph, ts_point pen)
{
    stylus s = {l->path, pen.x + glyph->dx, pen.y + glyph->dy, l->size};
    ts_outline_sink sink = {move, line, curve, finish, &s};
    size_t before = l->path->verbs.count;
    if (!ts_font_outline(l->font, glyph->id, &sink))
        return refuse(c, "a glyph of the text is a picture, not an outline");
    c->svg->segments += l->path->verbs.count - before;
    return !ts_svg_out_of_segments(c->svg, l->node);
}

static bool draw_run(const chunk *c, const ts_run *run, ts_point from, ts_rect *box)
{
    const ts_svg_letters *l = &c->letters[run->user];
    const ts_font_metrics *m = ts_font_metrics_of(l->font);
    double x = from.x;
    for (size_t i = 0; i < run->count; i++) {
        if (!draw_glyph(c, l, &run->glyphs[i], (ts_point){x, from.y}))
            return false;
        x += run->glyphs[i].advance;
    }
    *box = ts_rect_join(*box, (ts_rect){from.x, from.y - m->ascent * l->size, x - from.x, (m->ascent + m->descent) * l->size});
    return true;
}

static bool draw_chunk(chunk *c, ts_rect *box)
{
    reach r = reach_of(c);
    double by, advance = 0;
    if (!anchor(c, &r, &by))
        return false;
    for (size_t i = 0; i < c->line->count; i++) {
        const ts_run *run = &c->line->runs[i];
        ts_point shift = c->shifts[run->user];
        if (!draw_run(c, run, (ts_point){c->pen.x + by + advance + shift.x, c->pen.y + shift.y}, box))
            return false;
        advance += advance_of(run);
    }
    const ts_point *last = &c->shifts[c->count - 1];
    c->pen.x += by + last->x + (c->leftward ? 0 : r.advance);
    c->pen.y += last->y;
    return true;
}

static bool read_direction(chunk *c)
{
    const ts_svg_letters *first = &c->letters[0];
    const char *text = first->style->letters[TS_SVG_DIRECTION];
    c->leftward = text && strcmp(text, "rtl") == 0;
    if (!text || c->leftward || strcmp(text, "ltr") == 0)
        return true;
    ts_svg_refuse_letter(c->svg, first->node, first->style, TS_SVG_DIRECTION);
    return false;
}

static void place_first(chunk *c)
{
    const ts_svg_letters *first = &c->letters[0];
    if (first->x_given)
        c->pen.x = first->x;
    if (first->y_given)
        c->pen.y = first->y;
    c->pen.x += first->dx;
    c->pen.y += first->dy;
}

static bool make_chunk(chunk *c, ts_rect *box)
{
    c->shifts = TS_ARRAY(c->svg->scratch, ts_point, c->count);
    if (!c->shifts)
        return refuse(c, "memory is out");
    place_first(c);
    add_up_shifts(c);
    return read_direction(c) && set_line(c) && draw_chunk(c, box);
}

static bool open_paths(ts_svg *svg, ts_svg_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        ts_svg_letters *letters = &text->items[i];
        letters->path = ts_path_new(svg->scratch);
        if (letters->path)
            continue;
        TS_SVG_REFUSE(svg, ts_svg_span(svg, letters->node), "memory is out");
        return false;
    }
    return true;
}

/* Numbers that are no longer finite leave a path that is not whole, as in shapes. */
static bool paths_are_whole(ts_svg *svg, const ts_svg_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        if (!text->items[i].path->failed)
            continue;
        TS_SVG_REFUSE(svg, ts_svg_span(svg, text->items[i].node), "memory is out");
        return false;
    }
    return true;
}

bool ts_svg_set_text(ts_svg *svg, ts_svg_text *text)
{
    chunk c = {.svg = svg};
    if (!open_paths(svg, text))
        return false;
    for (size_t from = 0, to; from < text->count; from = to) {
        for (to = from + 1; to < text->count && !text->items[to].x_given && !text->items[to].y_given; to++)
            continue;
        c.letters = &text->items[from];
        c.count = to - from;
        if (!make_chunk(&c, &text->box))
            return false;
    }
    return paths_are_whole(svg, text);
}
