/* The letters of a text element, gathered in order: space collapsed, places and styles known (SVG 1.1, 10). */
#include "art/svg.h"

#include <string.h>

typedef struct places { /* for the next character */
    bool x_given, y_given;
    double x, y, dx, dy;
    bool any;
} places;

typedef struct gather {
    ts_svg *svg;
    ts_svg_text *text;
    places next;
    bool spaced;   /* a space would collapse: one has come, or nothing has */
    bool trailing; /* the last one was a space that collapses */
    size_t characters;
    bool failed;
} gather;

static void give_up(gather *g, const ts_svg_node *node)
{
    TS_SVG_REFUSE(g->svg, ts_svg_span(g->svg, node), "memory is out");
    g->failed = true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What text cannot carry may be written where it says that nothing is changed. */
static bool is_off(const char *value)
{
    static const char *const words[] = {"normal", "none", "auto", "baseline", "horizontal-tb", "lr", "lr-tb", "nowrap",
                                        "medium", "100%", "alphabetic"};
    double length;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], value) == 0)
            return true;
    return ts_svg_length(value, 0, &length) && length == 0;
}

static bool check_plain(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style)
{
    bool plain = true;
    for (int i = TS_SVG_PLAIN; i < TS_SVG_LETTERS; i++)
        if (style->letters[i] && !is_off(style->letters[i])) {
            ts_svg_refuse_letter(svg, node, style, (ts_svg_letter)i);
            plain = false;
        }
    return plain;
}

/* A size that a percentage or an em would be of is not kept: such are refused. */
static bool read_size(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style, double *size)
{
    const char *text = style->letters[TS_SVG_SIZE];
    if (!text) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "the text has no \"font-size\"");
        return false;
    }
    bool good = !strchr(text, '%') && ts_svg_length(text, 0, size) && *size > 0;
    if (!good)
        ts_svg_refuse_letter(svg, node, style, TS_SVG_SIZE);
    return good;
}

static bool read_spacing(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style, double *spacing)
{
    const char *text = style->letters[TS_SVG_SPACING];
    *spacing = 0;
    if (!text || strcmp(text, "normal") == 0 || (!strchr(text, '%') && ts_svg_length(text, 0, spacing)))
        return true;
    ts_svg_refuse_letter(svg, node, style, TS_SVG_SPACING);
    return false;
}

static bool start_letters(gather *g, ts_svg_node *node, const ts_svg_style *style)
{
    ts_svg *svg = g->svg;
    ts_svg_letters letters = {.node = node, .style = style, .x_given = g->next.x_given, .y_given = g->next.y_given,
                              .x = g->next.x, .y = g->next.y, .dx = g->next.dx, .dy = g->next.dy};
    g->next = (places){0};
    bool read = check_plain(svg, node, style) && read_size(svg, node, style, &letters.size) &&
                read_spacing(svg, node, style, &letters.spacing) && (letters.font = ts_svg_find_face(svg, node, style));
    if (!read)
        g->failed = true;
    else if (!TS_PUSH(svg->scratch, g->text, letters))
        give_up(g, node);
    return !g->failed;
}

static ts_svg_letters *open_letters(gather *g, ts_svg_node *node, const ts_svg_style *style)
{
    ts_svg_text *text = g->text;
    bool goes_on = text->count > 0 && text->items[text->count - 1].style == style && !g->next.any;
    if (!goes_on && !start_letters(g, node, style))
        return NULL;
    return &text->items[text->count - 1];
}

static bool keeps_space(const ts_svg_node *node)
{
    for (; node; node = node->parent) {
        const char *space = ts_svg_find(node, "xml:space");
        if (space)
            return strcmp(space, "preserve") == 0;
    }
    return false;
}

/* SVG 1.1, 10.15; but a line's end is a space as others are, as in SVG 2 and in every browser. */
static void add_words(gather *g, ts_svg_node *node, const ts_svg_node *words, const ts_svg_style *style)
{
    bool keeps = keeps_space(node);
    for (const char *c = words->text; *c && !g->failed; c++) {
        bool space = is_space(*c);
        if (space && !keeps && g->spaced)
            continue;
        ts_svg_letters *letters = open_letters(g, node, style);
        if (letters && !TS_PUSH(g->svg->scratch, &letters->text, space ? ' ' : *c))
            give_up(g, node);
        g->spaced = g->trailing = space && !keeps;
        g->characters++;
    }
}

static bool is_list(const char *text)
{
    while (is_space(*text))
        text++;
    text += strcspn(text, " \t\n\r,");
    while (is_space(*text))
        text++;
    return *text != '\0';
}

static bool take_place(gather *g, const ts_svg_node *node, const char *name, ts_svg_axis axis, double *value)
{
    const char *text = ts_svg_find(node, name);
    if (!text)
        return false;
    if (is_list(text)) {
        TS_SVG_REFUSE(g->svg, ts_svg_value_span(g->svg, node, name),
                      "not yet: \"%s\" with a place for each letter (give each a tspan)", name);
        g->failed = true;
        return false;
    }
    *value = ts_svg_attribute_length(g->svg, node, name, axis, 0);
    return true;
}

static void take_places(gather *g, const ts_svg_node *node)
{
    places *next = &g->next;
    bool x = take_place(g, node, "x", TS_SVG_X, &next->x), y = take_place(g, node, "y", TS_SVG_Y, &next->y);
    bool dx = take_place(g, node, "dx", TS_SVG_X, &next->dx), dy = take_place(g, node, "dy", TS_SVG_Y, &next->dy);
    next->x_given |= x;
    next->y_given |= y;
    next->any |= x || y || dx || dy;
}

static void refuse_on_tspan(gather *g, const ts_svg_node *node, const char *name)
{
    TS_SVG_REFUSE(g->svg, ts_svg_span(g->svg, node), "\"%s\" cannot be of a tspan: give it to a text of its own", name);
    g->failed = true;
}

static void add_children(gather *g, ts_svg_node *node, const ts_svg_style *style);

/* Where it has no letter of its own, its places are nobody's. */
static void add_tspan(gather *g, ts_svg_node *node, const ts_svg_style *parent)
{
    if (!ts_svg_visit(g->svg, node)) {
        g->failed = true;
        return;
    }
    ts_svg_style *style = TS_NEW(g->svg->scratch, ts_svg_style);
    if (!style) {
        give_up(g, node);
        return;
    }
    *style = ts_svg_style_of(g->svg, node, parent);
    if (style->gone)
        return;
    if (style->opacity < 1)
        refuse_on_tspan(g, node, "opacity");
    if (style->clip)
        refuse_on_tspan(g, node, "clip-path");
    if (ts_svg_find(node, "transform"))
        refuse_on_tspan(g, node, "transform");
    places before = g->next;
    size_t characters = g->characters;
    take_places(g, node);
    add_children(g, node, style);
    if (g->characters == characters)
        g->next = before;
}

static void add_children(gather *g, ts_svg_node *node, const ts_svg_style *style)
{
    for (ts_svg_node *child = node->first; child && !g->failed; child = child->next) {
        if (child->kind == TS_SVG_WORDS)
            add_words(g, node, child, style);
        else
            add_tspan(g, child, style);
    }
}

bool ts_svg_make_text(ts_svg *svg, ts_svg_node *node, const ts_svg_style *style, ts_svg_text *text)
{
    gather g = {.svg = svg, .text = text, .spaced = true};
    /* it begins where nothing says else: at 0, 0 */
    g.next = (places){.x_given = true, .y_given = true, .any = true};
    take_places(&g, node);
    add_children(&g, node, style);
    if (g.trailing && !g.failed) {
        ts_svg_letters *last = &text->items[text->count - 1];
        if (--last->text.count == 0)
            text->count--;
    }
    svg->segments += g.characters;
    bool room = !ts_svg_out_of_segments(svg, node);
    return room && !g.failed && text->count > 0 && ts_svg_set_text(svg, text);
}
