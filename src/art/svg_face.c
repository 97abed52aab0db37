/* The face of a text: by family, weight and slant among those that came along, or by the face's own name. */
#include "art/svg.h"
#include "base/utf8.h"
#include "text/font.h"

#include <string.h>

enum { MOST_FAMILIES = 32, TOLD_FACES = 8 };

typedef struct wanted {
    const char *families[MOST_FAMILIES];
    size_t count;
    int weight;
    bool slanted;
} wanted;

void ts_svg_refuse_letter(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style, ts_svg_letter letter)
{
    const char *name = ts_svg_letter_name(letter);
    ts_span span = ts_svg_find(node, name) ? ts_svg_value_span(svg, node, name) : ts_svg_span(svg, node);
    TS_SVG_REFUSE(svg, span, "\"%s\" of text cannot be \"%s\" here", name, style->letters[letter]);
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* One name of a list (CSS 2.1, 15.3), quoted or not; *at moves behind its comma. */
static char *take_family(ts_svg *svg, const char **at)
{
    while (blank(**at))
        ++*at;
    char quote = **at == '"' || **at == '\'' ? *(*at)++ : '\0';
    const char *begin = *at, *end = quote ? strchr(begin, quote) : begin + strcspn(begin, ",");
    if (!end)
        return NULL;
    const char *behind = end + (quote ? 1 : 0);
    while (blank(*behind))
        behind++;
    if (*behind && *behind != ',')
        return NULL;
    *at = behind + (*behind == ',');
    while (!quote && end > begin && blank(end[-1]))
        end--;
    return end > begin ? ts_arena_copy(svg->scratch, begin, (size_t)(end - begin)) : NULL;
}

static bool read_families(ts_svg *svg, const char *text, wanted *w)
{
    do {
        char *family = w->count < MOST_FAMILIES ? take_family(svg, &text) : NULL;
        if (!family)
            return false;
        w->families[w->count++] = family;
    } while (*text);
    return true;
}

static bool read_weight(const char *text, int *weight)
{
    double number;
    *weight = text && strcmp(text, "bold") == 0 ? 700 : 400;
    if (!text || *weight == 700 || strcmp(text, "normal") == 0)
        return true;
    bool whole = ts_svg_number(&text, &number) && !*text && number >= 1 && number <= 1000;
    *weight = whole ? (int)number : 0;
    return whole;
}

static bool read_slant(const char *text, bool *slanted)
{
    *slanted = text && (strcmp(text, "italic") == 0 || strcmp(text, "oblique") == 0);
    return *slanted || !text || strcmp(text, "normal") == 0;
}

static bool read_wanted(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style, wanted *w)
{
    if (!style->letters[TS_SVG_FAMILY]) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "the text names no face: it has no \"font-family\"");
        return false;
    }
    const struct { ts_svg_letter letter; bool read; } parts[] = {
        {TS_SVG_FAMILY, read_families(svg, style->letters[TS_SVG_FAMILY], w)},
        {TS_SVG_WEIGHT, read_weight(style->letters[TS_SVG_WEIGHT], &w->weight)},
        {TS_SVG_SLANT, read_slant(style->letters[TS_SVG_SLANT], &w->slanted)},
    };
    bool good = true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].read)
            ts_svg_refuse_letter(svg, node, style, parts[i].letter);
        good = good && parts[i].read;
    }
    return good;
}

/* Families are matched without regard to the case of ASCII letters (CSS Fonts 3, 5.1). */
static bool same_name(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a + 32) : *a, y = *b >= 'A' && *b <= 'Z' ? (char)(*b + 32) : *b;
        if (x != y)
            return false;
    }
    return *a == *b;
}

static bool is_slanted(const ts_font *font)
{
    return ts_font_metrics_of(font)->italic_angle != 0;
}

static const ts_font *face_at(const ts_svg *svg, size_t i)
{
    return svg->means->faces->items[i].value;
}

/* A face's own name is the sheet's for it, or its file's PostScript name. */
static bool is_named(const ts_font *font, const char *name)
{
    return same_name(ts_font_name(font), name) || same_name(ts_font_postscript_name(font), name);
}

typedef struct choice { /* of the faces for one name */
    const ts_font *font, *other; /* other: fits as well */
    size_t known;                /* have the name, whether they fit or not */
} choice;

static void consider(choice *c, const ts_font *font, bool fits)
{
    c->known++;
    if (!fits)
        return;
    if (!c->font)
        c->font = font;
    else if (strcmp(ts_font_postscript_name(c->font), ts_font_postscript_name(font)) != 0)
        c->other = font;
}

static choice choose_of_family(const ts_svg *svg, const wanted *w, const char *family)
{
    choice c = {0};
    for (size_t i = 0; i < svg->means->faces->count; i++) {
        const ts_font *font = face_at(svg, i);
        if (same_name(ts_font_family(font), family))
            consider(&c, font, ts_font_weight(font) == w->weight && is_slanted(font) == w->slanted);
    }
    return c;
}

/* A face's own name says its weight and slant: these need not be written, but may not differ. */
static choice choose_named(const ts_svg *svg, const wanted *w, const char *name)
{
    choice c = {0};
    for (size_t i = 0; i < svg->means->faces->count; i++) {
        const ts_font *font = face_at(svg, i);
        if (is_named(font, name))
            consider(&c, font, (w->weight == 400 || w->weight == ts_font_weight(font)) && (!w->slanted || is_slanted(font)));
    }
    return c;
}

static choice choose(const ts_svg *svg, const wanted *w, const char *name)
{
    choice family = choose_of_family(svg, w, name);
    if (family.font)
        return family;
    choice named = choose_named(svg, w, name);
    return named.known ? named : family;
}

/* "Inter Bold" (Inter 700), "Noto Serif Italic" (Noto Serif 400 italic); family NULL: all there are. */
static const char *list_faces(ts_svg *svg, const char *family)
{
    const char *list = "";
    size_t told = 0;
    for (size_t i = 0; list && i < svg->means->faces->count; i++) {
        const ts_font *font = face_at(svg, i);
        if (family && !same_name(ts_font_family(font), family) && !is_named(font, family))
            continue;
        if (told++ == TOLD_FACES)
            return ts_arena_print(svg->scratch, "%s, and others", list);
        list = ts_arena_print(svg->scratch, "%s%s\"%s\" (%s %d%s)", list, *list ? ", " : "", ts_font_name(font),
                              ts_font_family(font), ts_font_weight(font), is_slanted(font) ? " italic" : "");
    }
    return list && *list ? list : "none";
}

static ts_span place_of(const ts_svg *svg, const ts_svg_node *node)
{
    return ts_svg_find(node, "font-family") ? ts_svg_value_span(svg, node, "font-family") : ts_svg_span(svg, node);
}

/* The file names what it may be set in one after the other; that a later one is taken is told. */
static const ts_font *take(ts_svg *svg, const ts_svg_node *node, const wanted *w, size_t i, const choice *c)
{
    const char *name = w->families[i];
    if (!c->font)
        TS_SVG_REFUSE(svg, place_of(svg, node), "no face of \"%s\" has weight %d%s: there are %s", name, w->weight,
                      w->slanted ? " and is italic" : " and is upright", list_faces(svg, name));
    else if (c->other)
        TS_SVG_REFUSE(svg, place_of(svg, node), "\"%s\" may be \"%s\" or \"%s\": write one of these names", name,
                      ts_font_name(c->font), ts_font_name(c->other));
    else if (i > 0)
        ts_warn(svg->diags, place_of(svg, node), "art", "\"%s\" is no face here: the text is set in \"%s\"", w->families[0],
                ts_font_name(c->font));
    return c->other ? NULL : c->font;
}

static const ts_font *look_for(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style)
{
    wanted w = {0};
    if (!read_wanted(svg, node, style, &w))
        return NULL;
    for (size_t i = 0; i < w.count; i++) {
        choice c = choose(svg, &w, w.families[i]);
        if (c.known)
            return take(svg, node, &w, i, &c);
    }
    TS_SVG_REFUSE(svg, place_of(svg, node), "no face here is of the family \"%s\": there are %s", w.families[0],
                  list_faces(svg, NULL));
    return NULL;
}

const ts_font *ts_svg_find_face(ts_svg *svg, const ts_svg_node *node, const ts_svg_style *style)
{
    const char *const *l = style->letters;
    for (size_t i = 0; i < svg->face_count; i++) {
        const ts_svg_face *face = &svg->faces[i];
        if (ts_same_text(face->family, l[TS_SVG_FAMILY]) && ts_same_text(face->weight, l[TS_SVG_WEIGHT]) &&
            ts_same_text(face->slant, l[TS_SVG_SLANT]))
            return face->font;
    }
    const ts_font *font = look_for(svg, node, style);
    if (svg->face_count < TS_SVG_FACES)
        svg->faces[svg->face_count++] = (ts_svg_face){l[TS_SVG_FAMILY], l[TS_SVG_WEIGHT], l[TS_SVG_SLANT], font};
    return font;
}
