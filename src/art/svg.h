/*
 * svg.h - inside the SVG reader.
 *
 * One file goes through four steps. The tree (svg_tree.c) takes the XML apart
 * with expat and refuses every element that the reader cannot carry. The style
 * sheet (svg_css.c) and the properties (svg_style.c) say how an element is
 * painted. Shapes (svg_shape.c, svg_pathdata.c) become paths in user units, and
 * so does text: its letters are gathered with their places (svg_text.c), set in
 * lines by the text room (svg_line.c) in faces found by family (svg_face.c).
 * The walk (svg_draw.c) bakes the transforms in and adds canvas items.
 *
 * The tree, the styles and the paths in user units live in a scratch arena
 * that is dropped when the file is done; items and their paths live in the
 * caller's. A fault is reported where it stands, sets `failed`, and the walk
 * goes on to find the next one.
 */
#ifndef TS_ART_SVG_H
#define TS_ART_SVG_H

#include "art/art.h"
#include "text/typesetter.h"

/* More than any honest drawing needs; against files that multiply through "use". */
enum { TS_SVG_SEGMENTS = 2000000, TS_SVG_VISITS = TS_SVG_ELEMENTS, TS_SVG_RULES = 1000, TS_SVG_DASHES = 64,
       TS_SVG_ATTRIBUTES = 64 };

typedef enum ts_svg_kind {
    TS_SVG_ROOT, TS_SVG_GROUP, TS_SVG_DEFS, TS_SVG_USE, TS_SVG_PATH, TS_SVG_RECT, TS_SVG_CIRCLE,
    TS_SVG_ELLIPSE, TS_SVG_LINE, TS_SVG_POLYLINE, TS_SVG_POLYGON, TS_SVG_LINEAR, TS_SVG_RADIAL, TS_SVG_STOP,
    TS_SVG_CLIP, TS_SVG_STYLE, TS_SVG_TEXT, TS_SVG_TSPAN, TS_SVG_WORDS /* what stands between the tags of text */
} ts_svg_kind;

typedef struct ts_svg_attribute {
    const char *name, *value;
} ts_svg_attribute;

typedef struct ts_svg ts_svg;

typedef struct ts_svg_property {
    const char *name;
    bool (*read)(ts_svg *svg, const char *value, void *field); /* false: the value makes no sense */
    size_t offset, size; /* of the field in ts_svg_style; size 0: none */
} ts_svg_property;

typedef struct ts_svg_declaration {
    const ts_svg_property *property;
    const char *value;
    ts_span span;
} ts_svg_declaration;

typedef struct ts_svg_declarations {
    ts_svg_declaration *items;
    size_t count, capacity;
} ts_svg_declarations;

typedef struct ts_svg_node ts_svg_node;
struct ts_svg_node {
    ts_svg_kind kind;
    const char *name;
    ts_svg_attribute *attributes;
    size_t attribute_count;
    const char *text;    /* TS_SVG_STYLE, TS_SVG_WORDS */
    uint32_t text_begin; /* where it stands in the source */
    uint32_t begin;      /* of the start tag in the source */
    const ts_svg_declarations *declared; /* of its style attribute, once read */
    ts_svg_node *parent, *first, *last, *next;
    bool busy; /* being drawn: a second visit is a cycle */
};

/* A paint as the file says it; what url(#...) means is found when it is used. */
typedef enum ts_svg_paint_kind {
    TS_SVG_NONE, TS_SVG_COLOUR, TS_SVG_CURRENT, TS_SVG_SERVER
} ts_svg_paint_kind;

typedef struct ts_svg_paint {
    ts_svg_paint_kind kind;
    double rgb[3];
    const char *server; /* id of a gradient */
} ts_svg_paint;

typedef struct ts_svg_dashes {
    const double *items;
    size_t count;
} ts_svg_dashes;

/* What only text listens to is kept as it is written, and read where there is text. */
typedef enum ts_svg_letter {
    TS_SVG_FAMILY, TS_SVG_SIZE, TS_SVG_WEIGHT, TS_SVG_SLANT, TS_SVG_SPACING, TS_SVG_ANCHOR, TS_SVG_DIRECTION,
    TS_SVG_PLAIN, /* from here on: what text cannot carry, unless it is off */
    TS_SVG_LETTERS = TS_SVG_PLAIN + 23
} ts_svg_letter;

typedef struct ts_svg_style {
    ts_svg_paint fill, stroke, colour; /* colour: the meaning of currentColor */
    double fill_opacity, stroke_opacity;
    double width, miter, dash_phase;
    ts_cap cap;
    ts_join join;
    ts_svg_dashes dashes;
    bool even_odd, clip_even_odd, hidden;
    const char *letters[TS_SVG_LETTERS]; /* NULL: not given */
    /* from here on not inherited */
    double opacity, stop_opacity;
    ts_svg_paint stop;
    const char *clip; /* id of a clipPath, or NULL */
    bool gone;        /* display: none */
} ts_svg_style;

/* element#id.class.class, each part optional */
typedef struct ts_svg_rule {
    const char *element, *id;
    struct { const char **items; size_t count, capacity; } classes;
    const ts_svg_declarations *declarations;
    size_t specificity, order;
} ts_svg_rule;

/* A face that was looked for, as the file asked for it; NULL: there is none, which has been told. */
typedef struct ts_svg_face {
    const char *family, *weight, *slant;
    const ts_font *font;
} ts_svg_face;
enum { TS_SVG_FACES = 64 }; /* remembered */

struct ts_svg {
    ts_arena *arena, *scratch;
    const ts_source *source;
    ts_diags *diags;
    const ts_art_means *means;
    ts_rect box; /* the viewBox; percentages are of it */
    ts_svg_node *root;
    ts_map ids;
    struct { ts_svg_rule *items; size_t count, capacity; } rules;
    ts_items items;
    size_t visits, segments;
    double colour[3]; /* the first that was painted */
    bool coloured, many_colours;
    ts_typesetter *setter; /* once there is text to set */
    ts_svg_face faces[TS_SVG_FACES];
    size_t face_count;
    bool lettered; /* there is text in it */
    bool failed, exhausted;
};

#define TS_SVG_REFUSE(svg, span, ...)                                                                        \
    ((svg)->failed = true, ts_error((svg)->diags, (span), "art", __VA_ARGS__))

/* svg_tree.c: false when the file is not whole; refused elements only set `failed`. */
bool ts_svg_parse(ts_svg *svg);
const char *ts_svg_find(const ts_svg_node *node, const char *attribute); /* NULL: not there */
ts_span ts_svg_span(const ts_svg *svg, const ts_svg_node *node);         /* "<name" */
ts_span ts_svg_value_span(const ts_svg *svg, const ts_svg_node *node, const char *attribute);
/* The element that href names; NULL with a diagnostic unless it is one of the file. */
ts_svg_node *ts_svg_target(ts_svg *svg, const ts_svg_node *node);

/* svg_scan.c: the small grammars. Each moves *at behind what it read. */
typedef enum ts_svg_axis { TS_SVG_X, TS_SVG_Y, TS_SVG_DIAGONAL } ts_svg_axis;
void ts_svg_skip_space(const char **at);
void ts_svg_skip_comma(const char **at); /* space, at most one comma, space */
bool ts_svg_number(const char **at, double *value);
bool ts_svg_length(const char *text, double whole, double *value); /* units to user units; % is of whole */
bool ts_svg_fraction(const char *text, double *value);             /* "0.5" or "50%" */
double ts_svg_whole(const ts_svg *svg, ts_svg_axis axis);          /* what a percentage is of */
double ts_svg_attribute_length(ts_svg *svg, const ts_svg_node *node, const char *name, ts_svg_axis axis,
                               double fallback);
ts_matrix ts_svg_attribute_transform(ts_svg *svg, const ts_svg_node *node, const char *name);

/* svg_pathdata.c: appends to the path. On a fault false, *why, and *where in the text. */
bool ts_svg_path_data(const char *text, size_t limit, ts_path *path, size_t *where, const char **why);

/* svg_colour.c */
bool ts_svg_colour(const char *text, double rgb[3]);

/* svg_css.c */
bool ts_svg_style_sheet(ts_svg *svg, const ts_svg_node *style);
void ts_svg_sort_rules(ts_svg *svg);
bool ts_svg_rule_matches(const ts_svg_rule *rule, const ts_svg_node *node);
/* "name: value; ..." of length bytes; begin: where it stands in the source. */
ts_svg_declarations *ts_svg_declare(ts_svg *svg, const char *text, size_t length, uint32_t begin);

/* svg_style.c */
ts_svg_style ts_svg_style_initial(void);
ts_svg_style ts_svg_style_of(ts_svg *svg, ts_svg_node *node, const ts_svg_style *parent);
/* The style of an element that is used rather than drawn (stops, clips): from
 * where it stands in the file, not from what uses it. */
ts_svg_style ts_svg_style_inherited(ts_svg *svg, ts_svg_node *node);
/* Finds a property that can be carried; *harmless: it has no part in the picture. */
const ts_svg_property *ts_svg_property_find(const char *name, bool *harmless);
bool ts_svg_attribute_known(const char *name);

const char *ts_svg_letter_name(ts_svg_letter letter); /* "font-family" */

/* svg_shape.c: NULL when there is nothing to draw, it is at fault, or memory is out. */
bool ts_svg_is_shape(ts_svg_kind kind);
ts_path *ts_svg_shape(ts_svg *svg, const ts_svg_node *node);
/* True, and reported once, when the drawing has more segments than TS_SVG_SEGMENTS. */
bool ts_svg_out_of_segments(ts_svg *svg, const ts_svg_node *node);

/* svg_gradient.c: false when nothing is to be painted. box is that of the shape
 * in its own units, matrix takes these to the viewBox. */
typedef struct ts_svg_place {
    ts_svg_node *node;
    const ts_svg_style *style;
    ts_rect box;
    ts_matrix matrix;
} ts_svg_place;
bool ts_svg_resolve_paint(ts_svg *svg, const ts_svg_place *place, const ts_svg_paint *asked, double opacity,
                          ts_paint *paint);

/* svg_clip.c: the clip as a path in the viewBox; NULL as for shapes. */
const ts_path *ts_svg_clip(ts_svg *svg, const ts_svg_place *place, bool *even_odd);

/* svg_text.c: a text's letters as they are drawn; in user units and the scratch arena. */
typedef struct ts_svg_letters { /* in one style, all with one place to begin from or none */
    ts_svg_node *node;          /* the text or tspan */
    const ts_svg_style *style;
    struct { char *items; size_t count, capacity; } text; /* UTF-8, space collapsed */
    bool x_given, y_given;
    double x, y, dx, dy;
    const ts_font *font;
    double size, spacing;
    ts_path *path;
} ts_svg_letters;
typedef struct ts_svg_text {
    ts_svg_letters *items;
    size_t count, capacity;
    ts_rect box; /* of the cells of its glyphs (SVG 1.1, 7.11) */
} ts_svg_text;
/* False when there is nothing to draw or it is at fault. */
bool ts_svg_make_text(ts_svg *svg, ts_svg_node *node, const ts_svg_style *style, ts_svg_text *text);

/* svg_line.c: sets the paths and the box; false as above. */
bool ts_svg_set_text(ts_svg *svg, ts_svg_text *text);

/* svg_face.c: the face that a style asks for; NULL with a diagnostic. */
const ts_font *ts_svg_find_face(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style);
void ts_svg_refuse_letter(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style, ts_svg_letter letter);

/* svg_draw.c */
void ts_svg_draw(ts_svg *svg);
/* Counts one more element looked at; false, reported once, when there are too many. */
bool ts_svg_visit(ts_svg *svg, const ts_svg_node *node);

/* extent.c: what an item really covers: caps, joins and mitres of strokes included. */
ts_rect ts_art_extent(ts_arena *scratch, const ts_item *item);
void ts_art_measure(ts_arena *scratch, ts_art *art); /* ink_box and ink_area */

#endif
