/*
 * easel.h - for the tests of art: a drawing in, a text of its items out.
 *
 *   fill #FF0000 M 0 0 L 10 0 L 10 10 Z
 *   stroke #000000 width 2 round round M ...
 *   clip ... / unclip
 */
#ifndef TS_TEST_EASEL_H
#define TS_TEST_EASEL_H

#include "art/art.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct easel {
    ts_arena *arena;
    ts_diags diags;
    const ts_art *art;
    char text[8192]; /* the items */
} easel;

static const ts_map *text_faces; /* NULL: text is an error */

static ts_ink plain_ink(void *user, const double rgb[3])
{
    ts_swatch *swatch = TS_NEW(user, ts_swatch);
    memcpy(swatch->rgb, rgb, sizeof swatch->rgb);
    return (ts_ink){swatch, 1};
}

/* Writes bytes to a file of its own; the name is good until the next call. */
static const char *save(const void *bytes, size_t size)
{
    static char name[64];
    snprintf(name, sizeof name, "/tmp/tearsheet-art-XXXXXX");
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), (ssize_t)size);
    close(fd);
    return name;
}

/* "-0" is 0, and no more than three places are told. */
static double tidy(double v)
{
    double r = round(v * 1000) / 1000;
    return r == 0 ? 0 : r;
}

static inline void print_path(FILE *out, const ts_path *path)
{
    static const char letters[] = "MLCZ";
    static const int counts[] = {1, 1, 3, 0};
    const ts_point *p = path->points.items;
    for (size_t i = 0; i < path->verbs.count; i++) {
        int verb = path->verbs.items[i];
        fprintf(out, "%s%c", i ? " " : "", letters[verb]);
        for (int k = 0; k < counts[verb]; k++, p++)
            fprintf(out, " %g %g", tidy(p->x), tidy(p->y));
    }
}

static inline void print_ink(FILE *out, ts_ink ink)
{
    const double *rgb = ink.swatch->rgb;
    fprintf(out, "#%02X%02X%02X", (int)lround(rgb[0] * 255), (int)lround(rgb[1] * 255),
            (int)lround(rgb[2] * 255));
}

static inline void print_paint(FILE *out, const ts_paint *paint)
{
    const ts_gradient *g = paint->gradient;
    if (!g) {
        print_ink(out, paint->ink);
    } else {
        fprintf(out, "%s(%g %g", g->radial ? "radial" : "linear", tidy(g->from.x), tidy(g->from.y));
        if (g->radial)
            fprintf(out, " %g", tidy(g->from_radius));
        fprintf(out, " to %g %g", tidy(g->to.x), tidy(g->to.y));
        if (g->radial)
            fprintf(out, " %g", tidy(g->to_radius));
        for (size_t i = 0; i < g->count; i++) {
            fprintf(out, ", %g ", tidy(g->stops[i].offset));
            print_ink(out, g->stops[i].ink);
        }
        fputs(")", out);
    }
    if (paint->opacity < 1)
        fprintf(out, " opacity %g", tidy(paint->opacity));
}

static inline void print_stroke(FILE *out, const ts_stroke *s)
{
    static const char *const caps[] = {"", " round", " square"}, *const joins[] = {"", " round-join",
                                                                                   " bevel"};
    fprintf(out, " width %g%s%s", tidy(s->width), caps[s->cap], joins[s->join]);
    for (size_t i = 0; i < s->dash_count; i++)
        fprintf(out, "%s%g", i ? "," : " dashes ", tidy(s->dashes[i]));
}

static inline void print_item(FILE *out, const ts_item *item)
{
    switch (item->kind) {
    case TS_ITEM_FILL:
        fputs("fill ", out);
        print_paint(out, &item->u.fill.paint);
        fputs(item->u.fill.even_odd ? " evenodd " : " ", out);
        print_path(out, item->u.fill.path);
        break;
    case TS_ITEM_STROKE:
        fputs("stroke ", out);
        print_paint(out, &item->u.stroke.paint);
        print_stroke(out, &item->u.stroke.stroke);
        fputs(" ", out);
        print_path(out, item->u.stroke.path);
        break;
    case TS_ITEM_CLIP:
        fputs(item->u.clip.even_odd ? "clip evenodd " : "clip ", out);
        print_path(out, item->u.clip.path);
        break;
    default:
        fputs(item->kind == TS_ITEM_UNCLIP ? "unclip" : "?", out);
    }
    fputs("\n", out);
}

static inline void load(easel *e, const char *svg)
{
    e->arena = ts_arena_new(0);
    e->diags = ts_diags_new(e->arena);
    ts_art_means means = {plain_ink, e->arena, NULL, text_faces};
    const char *path = save(svg, strlen(svg));
    e->art = ts_svg_load(e->arena, "test", path, &means, (ts_span){0}, &e->diags);
    unlink(path);
    memset(e->text, 0, sizeof e->text);
    FILE *out = fmemopen(e->text, sizeof e->text - 1, "w");
    for (size_t i = 0; e->art && i < e->art->items.count; i++)
        print_item(out, &e->art->items.items[i]);
    fclose(out);
}

static inline void put_away(easel *e)
{
    ts_arena_drop(e->arena);
}

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">"

/* What stands between the tags of a drawing of 100 by 100 gives these items. */
static inline void draws(const char *body, const char *items)
{
    char svg[8192];
    easel e;
    snprintf(svg, sizeof svg, SVG "%s</svg>", body);
    load(&e, svg);
    if (!e.art)
        ts_diags_print(&e.diags, stderr);
    assert_non_null(e.art);
    assert_string_equal(e.text, items);
    put_away(&e);
}

#endif
