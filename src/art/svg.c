/* An SVG file becomes art: read, take apart, draw, measure. */
#include "art/svg.h"

#include "art/kept.h"
#include "art/look.h"

#include <string.h>

/* "x y width height"; without it the size of the drawing in user units. */
static bool read_view_box(ts_svg *svg, const char *text)
{
    double v[4];
    ts_svg_skip_space(&text);
    for (int i = 0; i < 4; i++) {
        if (!ts_svg_number(&text, &v[i]))
            return false;
        ts_svg_skip_comma(&text);
    }
    svg->box = (ts_rect){v[0], v[1], v[2], v[3]};
    return !*text && v[2] > 0 && v[3] > 0;
}

static bool plain_length(const ts_svg_node *node, const char *name, double *value)
{
    const char *text = ts_svg_find(node, name);
    return text && !strchr(text, '%') && ts_svg_length(text, 0, value) && *value > 0;
}

static void find_box(ts_svg *svg)
{
    const char *text = ts_svg_find(svg->root, "viewBox");
    double width, height;
    if (text) {
        if (!read_view_box(svg, text))
            TS_SVG_REFUSE(svg, ts_svg_value_span(svg, svg->root, "viewBox"),
                          "\"viewBox\" is four numbers, the last two above 0");
    } else if (plain_length(svg->root, "width", &width) && plain_length(svg->root, "height", &height)) {
        svg->box = (ts_rect){0, 0, width, height};
    } else {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, svg->root), "the drawing has no size: give it a viewBox");
    }
}

/* Art is placed by its viewBox, so that only "none", which would stretch it, makes a difference. */
static void check_aspect(ts_svg *svg)
{
    const char *text = ts_svg_find(svg->root, "preserveAspectRatio");
    if (text && strncmp(text, "none", 4) == 0)
        TS_SVG_REFUSE(svg, ts_svg_value_span(svg, svg->root, "preserveAspectRatio"),
                      "a drawing that is to be stretched cannot be carried");
}

static bool read_style_sheets(ts_svg *svg, const ts_svg_node *node)
{
    for (const ts_svg_node *child = node->first; child; child = child->next)
        if (child->kind == TS_SVG_STYLE ? !ts_svg_style_sheet(svg, child) : !read_style_sheets(svg, child))
            return false;
    return true;
}

static void interpret(ts_svg *svg)
{
    if (!ts_svg_parse(svg))
        return;
    find_box(svg);
    check_aspect(svg);
    if (!read_style_sheets(svg, svg->root) && !svg->failed)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, svg->root), "memory is out");
    ts_svg_sort_rules(svg);
    ts_svg_draw(svg);
}

static ts_art *finish(ts_svg *svg)
{
    ts_art *art = TS_NEW(svg->arena, ts_art);
    if (!art)
        return NULL;
    art->box = svg->box;
    art->items = svg->items;
    art->one_colour = svg->coloured && !svg->many_colours;
    ts_art_measure(svg->scratch, art);
    return art;
}

/* What is told of it is told each time: such a drawing is not kept; nor is one with text, which the faces change. */
static ts_art *draw(ts_svg *svg, const char *path, ts_span span)
{
    ts_art_asked asked = {.means = svg->means, .arena = svg->scratch};
    const ts_art_means means = {ts_art_ask, &asked, NULL, svg->means->faces};
    ts_cache *cache = svg->means->cache;
    size_t told = svg->diags->count;
    svg->means = &means;
    interpret(svg);
    ts_typesetter_drop(svg->setter);
    ts_art *art = svg->failed ? NULL : finish(svg);
    if (!art && !svg->failed)
        ts_error(svg->diags, span, "art", "cannot read \"%s\": memory is out", path);
    if (art && svg->diags->count == told && !svg->lettered)
        ts_art_keep(cache, svg->scratch, svg->source, art, &asked);
    return art;
}

const ts_art *ts_svg_load(ts_arena *arena, const char *name, const char *path, const ts_art_means *means,
                          ts_span span, ts_diags *diags)
{
    const char *why;
    const ts_source *source = ts_source_read(arena, path, &why);
    if (source)
        why = ts_art_other(arena, true, source->text, source->length);
    if (!source || why) {
        ts_error(diags, span, "art", "cannot read \"%s\": %s", path, why);
        return NULL;
    }
    ts_arena *scratch = ts_arena_new(0);
    if (!scratch) {
        ts_error(diags, span, "art", "cannot read \"%s\": memory is out", path);
        return NULL;
    }
    ts_svg svg = {.arena = arena, .scratch = scratch, .source = source, .diags = diags, .means = means};
    ts_art *art = ts_art_recall(means->cache, arena, source, means);
    if (!art)
        art = draw(&svg, path, span);
    if (art) {
        art->name = ts_arena_text(arena, name);
        art->lasting = true; /* it lives in the arena of a stock */
    }
    ts_arena_drop(scratch);
    return art;
}
