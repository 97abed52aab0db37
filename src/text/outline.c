#include "text/face.h"

#include FT_OUTLINE_H

typedef struct pen {
    const ts_outline_sink *sink;
    double em;
    ts_point at; /* where the last segment ended */
    bool open;
} pen;

static ts_point in_em(const pen *p, const FT_Vector *v)
{
    return (ts_point){(double)v->x / p->em, (double)v->y / p->em};
}

static void close_contour(pen *p)
{
    if (p->open)
        p->sink->close(p->sink->user);
    p->open = false;
}

static int move_to(const FT_Vector *to, void *user)
{
    pen *p = user;
    close_contour(p);
    p->at = in_em(p, to);
    p->open = true;
    p->sink->move(p->sink->user, p->at);
    return 0;
}

static int line_to(const FT_Vector *to, void *user)
{
    pen *p = user;
    p->at = in_em(p, to);
    p->sink->line(p->sink->user, p->at);
    return 0;
}

static ts_point two_thirds(ts_point from, ts_point to)
{
    return (ts_point){from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3};
}

static int conic_to(const FT_Vector *control, const FT_Vector *to, void *user)
{
    pen *p = user;
    ts_point c = in_em(p, control), end = in_em(p, to);
    p->sink->curve(p->sink->user, two_thirds(p->at, c), two_thirds(end, c), end);
    p->at = end;
    return 0;
}

static int cubic_to(const FT_Vector *c1, const FT_Vector *c2, const FT_Vector *to, void *user)
{
    pen *p = user;
    p->at = in_em(p, to);
    p->sink->curve(p->sink->user, in_em(p, c1), in_em(p, c2), p->at);
    return 0;
}

static bool draw(const ts_font *font, uint32_t glyph, const ts_outline_sink *sink)
{
    static const FT_Outline_Funcs calls = {move_to, line_to, conic_to, cubic_to, 0, 0};
    if (FT_Load_Glyph(font->outlines, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP))
        return false;
    FT_GlyphSlot slot = font->outlines->glyph;
    pen p = {.sink = sink, .em = font->metrics.units_per_em};
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE || FT_Outline_Decompose(&slot->outline, &calls, &p))
        return false;
    close_contour(&p);
    return true;
}

bool ts_font_outline(const ts_font *font, uint32_t glyph, const ts_outline_sink *sink)
{
    pthread_mutex_lock(font->lock);
    ts_face_begin();
    bool drawn = draw(font, glyph, sink);
    drawn = ts_face_end(font) && drawn;
    pthread_mutex_unlock(font->lock);
    return drawn;
}

static ts_glyph_box measure(const ts_font *font, uint32_t glyph)
{
    hb_glyph_extents_t e;
    double em = font->metrics.units_per_em;
    ts_face_begin();
    ts_glyph_box made = {.after = glyph + 1, .there = hb_font_get_glyph_extents(font->font, glyph, &e)};
    (void)ts_face_end(font);
    if (made.there) /* height goes down from the top */
        made.box = (ts_rect){e.x_bearing / em, (e.y_bearing + e.height) / em, e.width / em, -e.height / em};
    return made;
}

bool ts_font_glyph_box(const ts_font *font, uint32_t glyph, ts_rect *box)
{
    pthread_mutex_lock(font->lock);
    ts_glyph_box *known = &font->boxes[glyph % TS_GLYPH_BOXES];
    if (known->after != glyph + 1)
        *known = measure(font, glyph);
    *box = known->box;
    bool there = known->there;
    pthread_mutex_unlock(font->lock);
    return there;
}
