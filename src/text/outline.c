#include "text/face.h"

typedef struct pen {
    const ts_outline_sink *sink;
    double em;
    ts_point at; /* where the last segment ended */
} pen;

static ts_point in_em(const pen *p, float x, float y)
{
    return (ts_point){(double)x / p->em, (double)y / p->em};
}

static void move_to(hb_draw_funcs_t *calls, void *user, hb_draw_state_t *state, float x, float y, void *none)
{
    (void)calls, (void)state, (void)none;
    pen *p = user;
    p->at = in_em(p, x, y);
    p->sink->move(p->sink->user, p->at);
}

static void line_to(hb_draw_funcs_t *calls, void *user, hb_draw_state_t *state, float x, float y, void *none)
{
    (void)calls, (void)state, (void)none;
    pen *p = user;
    p->at = in_em(p, x, y);
    p->sink->line(p->sink->user, p->at);
}

static ts_point two_thirds(ts_point from, ts_point to)
{
    return (ts_point){from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3};
}

static void quadratic_to(hb_draw_funcs_t *calls, void *user, hb_draw_state_t *state, float cx, float cy, float x, float y,
                         void *none)
{
    (void)calls, (void)state, (void)none;
    pen *p = user;
    ts_point c = in_em(p, cx, cy), end = in_em(p, x, y);
    p->sink->curve(p->sink->user, two_thirds(p->at, c), two_thirds(end, c), end);
    p->at = end;
}

static void cubic_to(hb_draw_funcs_t *calls, void *user, hb_draw_state_t *state, float x1, float y1, float x2, float y2,
                     float x, float y, void *none)
{
    (void)calls, (void)state, (void)none;
    pen *p = user;
    p->at = in_em(p, x, y);
    p->sink->curve(p->sink->user, in_em(p, x1, y1), in_em(p, x2, y2), p->at);
}

static void close_path(hb_draw_funcs_t *calls, void *user, hb_draw_state_t *state, void *none)
{
    (void)calls, (void)state, (void)none;
    pen *p = user;
    p->sink->close(p->sink->user);
}

hb_draw_funcs_t *ts_face_draw_calls(void)
{
    hb_draw_funcs_t *calls = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(calls, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(calls, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(calls, quadratic_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(calls, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(calls, close_path, NULL, NULL);
    hb_draw_funcs_make_immutable(calls);
    return calls;
}

bool ts_font_outline(const ts_font *font, uint32_t glyph, const ts_outline_sink *sink)
{
    if (glyph >= hb_face_get_glyph_count(font->face))
        return false;
    pen p = {.sink = sink, .em = font->metrics.units_per_em};
    hb_font_get_glyph_shape(font->font, glyph, font->draw, &p);
    return true;
}
