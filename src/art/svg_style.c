/* How an element is painted: the cascade of its parent, its attributes, the
 * rules of the style sheet and its style attribute (SVG 1.1, 6). */
#include "art/svg.h"

#include <stddef.h>
#include <string.h>

typedef struct word {
    const char *text;
    int value;
} word;

static bool find_word(const word *words, size_t count, const char *text, int *value)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i].text, text) == 0) {
            *value = words[i].value;
            return true;
        }
    return false;
}

#define WORD(list, text, value) find_word((list), sizeof (list) / sizeof *(list), (text), (value))

static bool read_cap(ts_svg *svg, const char *value, void *field)
{
    static const word words[] = {{"butt", TS_CAP_BUTT}, {"round", TS_CAP_ROUND}, {"square", TS_CAP_SQUARE}};
    (void)svg;
    int found;
    if (!WORD(words, value, &found))
        return false;
    *(ts_cap *)field = (ts_cap)found;
    return true;
}

static bool read_join(ts_svg *svg, const char *value, void *field)
{
    static const word words[] = {
        {"miter", TS_JOIN_MITER}, {"round", TS_JOIN_ROUND}, {"bevel", TS_JOIN_BEVEL}};
    (void)svg;
    int found;
    if (!WORD(words, value, &found))
        return false;
    *(ts_join *)field = (ts_join)found;
    return true;
}

static bool read_rule(ts_svg *svg, const char *value, void *field)
{
    static const word words[] = {{"nonzero", false}, {"evenodd", true}};
    (void)svg;
    int found;
    if (!WORD(words, value, &found))
        return false;
    *(bool *)field = found;
    return true;
}

static bool read_visibility(ts_svg *svg, const char *value, void *field)
{
    static const word words[] = {{"visible", false}, {"hidden", true}, {"collapse", true}};
    (void)svg;
    int found;
    if (!WORD(words, value, &found))
        return false;
    *(bool *)field = found;
    return true;
}

static bool read_display(ts_svg *svg, const char *value, void *field)
{
    (void)svg;
    *(bool *)field = strcmp(value, "none") == 0;
    return *value != '\0';
}

static bool read_fraction(ts_svg *svg, const char *value, void *field)
{
    (void)svg;
    double number;
    if (!ts_svg_fraction(value, &number))
        return false;
    *(double *)field = number < 0 ? 0 : number > 1 ? 1 : number;
    return true;
}

static bool read_length(ts_svg *svg, const char *value, void *field)
{
    return ts_svg_length(value, ts_svg_whole(svg, TS_SVG_DIAGONAL), field);
}

static bool read_width(ts_svg *svg, const char *value, void *field)
{
    double number;
    if (!read_length(svg, value, &number) || number < 0)
        return false;
    *(double *)field = number;
    return true;
}

static bool read_miter(ts_svg *svg, const char *value, void *field)
{
    (void)svg;
    double number;
    if (!ts_svg_number(&value, &number) || *value || number < 1)
        return false;
    *(double *)field = number;
    return true;
}

static bool read_colour(ts_svg *svg, const char *value, void *field)
{
    (void)svg;
    ts_svg_paint *paint = field;
    paint->kind = TS_SVG_COLOUR;
    if (strcmp(value, "currentColor") != 0)
        return ts_svg_colour(value, paint->rgb);
    paint->kind = TS_SVG_CURRENT;
    return true;
}

static bool take_reference(ts_svg *svg, const char **at, const char **id)
{
    if (strncmp(*at, "url(", 4) != 0)
        return false;
    const char *begin = *at + 4, *end = strchr(begin, ')');
    if (!end)
        return false;
    *at = end + 1;
    while (*begin == ' ' || *begin == '"' || *begin == '\'')
        begin++;
    while (end > begin && (end[-1] == ' ' || end[-1] == '"' || end[-1] == '\''))
        end--;
    if (*begin != '#')
        return false;
    *id = ts_arena_copy(svg->scratch, begin + 1, (size_t)(end - begin - 1));
    return *id && **id;
}

/* What follows url(#id) is painted where there is no such element; here that is an error. */
static bool read_paint(ts_svg *svg, const char *value, void *field)
{
    ts_svg_paint *paint = field;
    *paint = (ts_svg_paint){.kind = TS_SVG_NONE};
    if (strcmp(value, "none") == 0 || strcmp(value, "transparent") == 0)
        return true;
    if (strncmp(value, "url(", 4) != 0)
        return read_colour(svg, value, field);
    if (!take_reference(svg, &value, &paint->server))
        return false;
    paint->kind = TS_SVG_SERVER;
    ts_svg_skip_space(&value);
    ts_svg_paint spare = {0};
    return !*value || (strncmp(value, "url(", 4) != 0 && read_paint(svg, value, &spare));
}

static bool read_clip(ts_svg *svg, const char *value, void *field)
{
    const char **id = field;
    *id = NULL;
    return strcmp(value, "none") == 0 || (take_reference(svg, &value, id) && *value == '\0');
}

/* Lengths apart by comma or space; an odd list is repeated (SVG 1.1, 11.4). */
static bool read_dashes(ts_svg *svg, const char *value, void *field)
{
    ts_svg_dashes *dashes = field;
    *dashes = (ts_svg_dashes){0};
    if (strcmp(value, "none") == 0)
        return true;
    double list[2 * TS_SVG_DASHES], sum = 0;
    size_t count = 0;
    for (ts_svg_skip_space(&value); *value; ts_svg_skip_comma(&value)) {
        char part[32];
        size_t length = strcspn(value, ", \t\r\n");
        if (length == 0 || length >= sizeof part || count == TS_SVG_DASHES)
            return false;
        memcpy(part, value, length);
        part[length] = '\0';
        if (!read_width(svg, part, &list[count]))
            return false;
        sum += list[count++];
        value += length;
    }
    if (sum <= 0)
        return true;
    if (count % 2)
        memcpy(list + count, list, count * sizeof *list);
    count += count % 2 * count;
    double *kept = TS_ARRAY(svg->scratch, double, count);
    if (kept)
        memcpy(kept, list, count * sizeof *kept);
    *dashes = (ts_svg_dashes){kept, kept ? count : 0};
    return kept != NULL;
}

/* Properties that change the picture in ways not carried, unless they are off. */
static bool read_off(ts_svg *svg, const char *value, void *field)
{
    static const word words[] = {{"none", 0}, {"normal", 0}, {"auto", 0}, {"sRGB", 0}};
    (void)svg, (void)field;
    int found;
    return WORD(words, value, &found);
}

static bool keep_as_is(ts_svg *svg, const char *value, void *field)
{
    (void)svg;
    *(const char **)field = value;
    return true;
}

#define FIELD(name) offsetof(ts_svg_style, name), sizeof ((ts_svg_style *)0)->name
#define LETTER(letter) offsetof(ts_svg_style, letters) + (letter) * sizeof(const char *), sizeof(const char *)

static const ts_svg_property properties[] = {
    {"fill", read_paint, FIELD(fill)},
    {"stroke", read_paint, FIELD(stroke)},
    {"color", read_colour, FIELD(colour)},
    {"fill-opacity", read_fraction, FIELD(fill_opacity)},
    {"stroke-opacity", read_fraction, FIELD(stroke_opacity)},
    {"stroke-width", read_width, FIELD(width)},
    {"stroke-miterlimit", read_miter, FIELD(miter)},
    {"stroke-linecap", read_cap, FIELD(cap)},
    {"stroke-linejoin", read_join, FIELD(join)},
    {"stroke-dasharray", read_dashes, FIELD(dashes)},
    {"stroke-dashoffset", read_length, FIELD(dash_phase)},
    {"fill-rule", read_rule, FIELD(even_odd)},
    {"clip-rule", read_rule, FIELD(clip_even_odd)},
    {"visibility", read_visibility, FIELD(hidden)},
    {"display", read_display, FIELD(gone)},
    {"opacity", read_fraction, FIELD(opacity)},
    {"stop-color", read_colour, FIELD(stop)},
    {"stop-opacity", read_fraction, FIELD(stop_opacity)},
    {"clip-path", read_clip, FIELD(clip)},
    {"filter", read_off, 0, 0},
    {"mask", read_off, 0, 0},
    {"marker", read_off, 0, 0},
    {"marker-start", read_off, 0, 0},
    {"marker-mid", read_off, 0, 0},
    {"marker-end", read_off, 0, 0},
    {"mix-blend-mode", read_off, 0, 0},
    {"paint-order", read_off, 0, 0},
    {"vector-effect", read_off, 0, 0},
    {"color-interpolation", read_off, 0, 0},
    {"font-family", keep_as_is, LETTER(TS_SVG_FAMILY)},
    {"font-size", keep_as_is, LETTER(TS_SVG_SIZE)},
    {"font-weight", keep_as_is, LETTER(TS_SVG_WEIGHT)},
    {"font-style", keep_as_is, LETTER(TS_SVG_SLANT)},
    {"letter-spacing", keep_as_is, LETTER(TS_SVG_SPACING)},
    {"text-anchor", keep_as_is, LETTER(TS_SVG_ANCHOR)},
    {"direction", keep_as_is, LETTER(TS_SVG_DIRECTION)},
    {"font", keep_as_is, LETTER(TS_SVG_PLAIN + 0)},
    {"font-variant", keep_as_is, LETTER(TS_SVG_PLAIN + 1)},
    {"font-variant-caps", keep_as_is, LETTER(TS_SVG_PLAIN + 2)},
    {"font-variant-ligatures", keep_as_is, LETTER(TS_SVG_PLAIN + 3)},
    {"font-variant-numeric", keep_as_is, LETTER(TS_SVG_PLAIN + 4)},
    {"font-variant-east-asian", keep_as_is, LETTER(TS_SVG_PLAIN + 5)},
    {"font-variant-position", keep_as_is, LETTER(TS_SVG_PLAIN + 6)},
    {"font-stretch", keep_as_is, LETTER(TS_SVG_PLAIN + 7)},
    {"font-size-adjust", keep_as_is, LETTER(TS_SVG_PLAIN + 8)},
    {"font-feature-settings", keep_as_is, LETTER(TS_SVG_PLAIN + 9)},
    {"font-variation-settings", keep_as_is, LETTER(TS_SVG_PLAIN + 10)},
    {"font-kerning", keep_as_is, LETTER(TS_SVG_PLAIN + 11)},
    {"kerning", keep_as_is, LETTER(TS_SVG_PLAIN + 12)},
    {"word-spacing", keep_as_is, LETTER(TS_SVG_PLAIN + 13)},
    {"text-decoration", keep_as_is, LETTER(TS_SVG_PLAIN + 14)},
    {"text-decoration-line", keep_as_is, LETTER(TS_SVG_PLAIN + 15)},
    {"text-transform", keep_as_is, LETTER(TS_SVG_PLAIN + 16)},
    {"baseline-shift", keep_as_is, LETTER(TS_SVG_PLAIN + 17)},
    {"dominant-baseline", keep_as_is, LETTER(TS_SVG_PLAIN + 18)},
    {"alignment-baseline", keep_as_is, LETTER(TS_SVG_PLAIN + 19)},
    {"writing-mode", keep_as_is, LETTER(TS_SVG_PLAIN + 20)},
    {"unicode-bidi", keep_as_is, LETTER(TS_SVG_PLAIN + 21)},
    {"white-space", keep_as_is, LETTER(TS_SVG_PLAIN + 22)},
};

/* Hints to a renderer, and what only text, filters and screens listen to: nothing is at fault with these but in text. */
static const char *const harmless_properties[] = {
    "shape-rendering", "text-rendering", "image-rendering", "color-rendering", "color-profile",
    "color-interpolation-filters", "enable-background", "isolation", "overflow", "pointer-events", "cursor",
    "font", "line-height", "letter-spacing", "word-spacing", "writing-mode", "direction", "unicode-bidi",
    "white-space", "baseline-shift", "dominant-baseline", "alignment-baseline", "kerning", "flood-color",
    "flood-opacity", "lighting-color", "solid-color", "solid-opacity", "will-change", "user-select",
};
static const char *const harmless_beginnings[] = {"-", "font-", "text-", "aria-", "data-"};

static const char *const known_attributes[] = {
    "id", "class", "style", "transform", "href", "d", "points", "x", "y", "width", "height", "rx", "ry",
    "cx", "cy", "r", "dx", "dy", "xml:space", "x1", "y1", "x2", "y2", "fx", "fy", "fr", "offset", "viewBox", "preserveAspectRatio",
    "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "version", "baseProfile",
    "type", "role", "lang", "focusable", "tabindex", "zoomAndPan", "contentScriptType",
    "contentStyleType",
};

static bool is_one_of(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

#define ONE_OF(list, name) is_one_of((list), sizeof (list) / sizeof *(list), (name))

static bool begins_harmless(const char *name)
{
    for (size_t i = 0; i < sizeof harmless_beginnings / sizeof *harmless_beginnings; i++)
        if (strncmp(name, harmless_beginnings[i], strlen(harmless_beginnings[i])) == 0)
            return true;
    return false;
}

const ts_svg_property *ts_svg_property_find(const char *name, bool *harmless)
{
    *harmless = begins_harmless(name) || ONE_OF(harmless_properties, name);
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (strcmp(properties[i].name, name) == 0)
            return &properties[i];
    return NULL;
}

const char *ts_svg_letter_name(ts_svg_letter letter)
{
    size_t offset = offsetof(ts_svg_style, letters) + letter * sizeof(const char *), i = 0;
    while (properties[i].read != keep_as_is || properties[i].offset != offset)
        i++;
    return properties[i].name;
}

bool ts_svg_attribute_known(const char *name)
{
    bool harmless;
    return ONE_OF(known_attributes, name) || ts_svg_property_find(name, &harmless) || harmless;
}

ts_svg_style ts_svg_style_initial(void)
{
    return (ts_svg_style){
        .fill = {.kind = TS_SVG_COLOUR},
        .colour = {.kind = TS_SVG_COLOUR},
        .fill_opacity = 1, .stroke_opacity = 1, .width = 1, .miter = 4,
        .opacity = 1, .stop_opacity = 1,
        .stop = {.kind = TS_SVG_COLOUR},
    };
}

static ts_svg_style inherit(const ts_svg_style *parent)
{
    ts_svg_style style = *parent, first = ts_svg_style_initial();
    style.opacity = first.opacity;
    style.stop_opacity = first.stop_opacity;
    style.stop = first.stop;
    style.clip = NULL;
    style.gone = false;
    return style;
}

static bool apply(ts_svg *svg, const ts_svg_property *property, const char *value, const ts_svg_style *parent,
                  ts_svg_style *style)
{
    char *field = (char *)style + property->offset;
    if (strcmp(value, "inherit") != 0)
        return property->read(svg, value, field);
    memcpy(field, (const char *)parent + property->offset, property->size);
    return true;
}

static void refuse(ts_svg *svg, ts_span span, const ts_svg_property *property, const char *value)
{
    TS_SVG_REFUSE(svg, span, "\"%s\" cannot be \"%s\" here", property->name, value);
}

static void apply_all(ts_svg *svg, const ts_svg_declarations *list, const ts_svg_style *parent,
                      ts_svg_style *style)
{
    for (size_t i = 0; list && i < list->count; i++) {
        const ts_svg_declaration *d = &list->items[i];
        if (!apply(svg, d->property, d->value, parent, style))
            refuse(svg, d->span, d->property, d->value);
    }
}

static void apply_attributes(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *parent,
                             ts_svg_style *style)
{
    for (size_t i = 0; i < node->attribute_count; i++) {
        bool harmless;
        const ts_svg_attribute *attribute = &node->attributes[i];
        const ts_svg_property *property = ts_svg_property_find(attribute->name, &harmless);
        if (property && !apply(svg, property, attribute->value, parent, style))
            refuse(svg, ts_svg_value_span(svg, node, attribute->name), property, attribute->value);
    }
}

/* Read once, however often the element is used. */
static const ts_svg_declarations *own_style(ts_svg *svg, ts_svg_node *node)
{
    const char *text = ts_svg_find(node, "style");
    if (text && !node->declared)
        node->declared = ts_svg_declare(svg, text, strlen(text), ts_svg_value_span(svg, node, "style").begin);
    return node->declared;
}

ts_svg_style ts_svg_style_of(ts_svg *svg, ts_svg_node *node, const ts_svg_style *parent)
{
    ts_svg_style style = inherit(parent);
    apply_attributes(svg, node, parent, &style);
    for (size_t i = 0; i < svg->rules.count; i++)
        if (ts_svg_rule_matches(&svg->rules.items[i], node))
            apply_all(svg, svg->rules.items[i].declarations, parent, &style);
    apply_all(svg, own_style(svg, node), parent, &style);
    /* "color: currentColor" is the parent's colour */
    if (style.colour.kind == TS_SVG_CURRENT)
        style.colour = parent->colour;
    return style;
}

ts_svg_style ts_svg_style_inherited(ts_svg *svg, ts_svg_node *node)
{
    if (!node)
        return ts_svg_style_initial();
    ts_svg_style parent = ts_svg_style_inherited(svg, node->parent);
    return ts_svg_style_of(svg, node, &parent);
}
