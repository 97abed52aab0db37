/* The XML of a drawing as a small tree, with what cannot be carried refused. */
#include "art/svg.h"

#include <expat.h>
#include <string.h>

#define SVG_SPACE "http://www.w3.org/2000/svg"
#define XLINK_SPACE "http://www.w3.org/1999/xlink"
#define XML_SPACE "http://www.w3.org/XML/1998/namespace"

typedef struct known_element {
    const char *name;
    ts_svg_kind kind;
} known_element;

static const known_element known_elements[] = {
    {"svg", TS_SVG_ROOT},           {"g", TS_SVG_GROUP},          {"defs", TS_SVG_DEFS},
    {"use", TS_SVG_USE},            {"path", TS_SVG_PATH},        {"rect", TS_SVG_RECT},
    {"circle", TS_SVG_CIRCLE},      {"ellipse", TS_SVG_ELLIPSE},  {"line", TS_SVG_LINE},
    {"polyline", TS_SVG_POLYLINE},  {"polygon", TS_SVG_POLYGON},  {"linearGradient", TS_SVG_LINEAR},
    {"radialGradient", TS_SVG_RADIAL}, {"stop", TS_SVG_STOP},     {"clipPath", TS_SVG_CLIP},
    {"style", TS_SVG_STYLE},          {"text", TS_SVG_TEXT},        {"tspan", TS_SVG_TSPAN},
};

static const char *const silent_elements[] = {"title", "desc", "metadata"};

typedef struct advice {
    const char *name, *text;
} advice;

static const advice advices[] = {
    {"text", "turn it into paths, or give the art \"outline-text\": true"},
    {"textPath", "turn it into paths"},
    {"tref", "write the text out"},
    {"altGlyph", "turn it into paths"},
    {"image", "place the picture in a frame of its own"},
    {"symbol", "not yet; make it a group in defs"},
    {"filter", "flatten the effect"},
    {"mask", "use a clipPath"},
    {"pattern", "draw the pattern out"},
    {"marker", "draw the mark out"},
    {"foreignObject", "draw its content"},
    {"script", "art does nothing"},
    {"style", "it stands where no style may stand"},
    {"animate", "art stands still"},
    {"animateTransform", "art stands still"},
    {"animateMotion", "art stands still"},
    {"set", "art stands still"},
};

typedef struct parse {
    ts_svg *svg;
    XML_Parser parser;
    ts_svg_node *open;
    size_t depth, count;
    bool stopped;  /* expat may call on for the element at hand */
    size_t silent; /* depth inside an element whose content is no part of the picture */
    struct { char *items; size_t count, capacity; } text;
    uint32_t text_begin;
} parse;

static ts_span here(const parse *p)
{
    XML_Index at = XML_GetCurrentByteIndex(p->parser);
    uint32_t begin = at < 0 ? 0 : (uint32_t)at;
    return (ts_span){p->svg->source, begin, begin + 1};
}

static void stop(parse *p, const char *why)
{
    TS_SVG_REFUSE(p->svg, here(p), "%s", why);
    XML_StopParser(p->parser, XML_FALSE);
    p->stopped = true;
}

static void out_of_memory(parse *p)
{
    stop(p, "memory is out");
}

static const char *local_name(const char *name, const char *space)
{
    size_t length = strlen(space);
    return strncmp(name, space, length) == 0 && name[length] == ' ' ? name + length + 1 : NULL;
}

static bool is_silent(const char *name)
{
    for (size_t i = 0; i < sizeof silent_elements / sizeof *silent_elements; i++)
        if (strcmp(silent_elements[i], name) == 0)
            return true;
    return false;
}

static const known_element *find_element(const char *name)
{
    for (size_t i = 0; i < sizeof known_elements / sizeof *known_elements; i++)
        if (strcmp(known_elements[i].name, name) == 0)
            return &known_elements[i];
    return NULL;
}

/* Shapes are leaves, stops belong to gradients, and there is one root. */
static bool may_hold(const ts_svg_node *parent, ts_svg_kind child)
{
    if (!parent || child == TS_SVG_ROOT)
        return !parent && child == TS_SVG_ROOT;
    switch (parent->kind) {
    case TS_SVG_ROOT: case TS_SVG_GROUP: case TS_SVG_DEFS:
        return child != TS_SVG_STOP && child != TS_SVG_TSPAN;
    case TS_SVG_TEXT: case TS_SVG_TSPAN:
        return child == TS_SVG_TSPAN;
    case TS_SVG_CLIP:
        return ts_svg_is_shape(child) || child == TS_SVG_USE;
    case TS_SVG_LINEAR: case TS_SVG_RADIAL:
        return child == TS_SVG_STOP;
    default:
        return false;
    }
}

static bool may_hold_text(const parse *p)
{
    return p->svg->means->faces != NULL;
}

static const char *advice_on(const parse *p, const char *name)
{
    if (may_hold_text(p) && strcmp(name, "text") == 0)
        return NULL;
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        if (strcmp(advices[i].name, name) == 0)
            return advices[i].text;
    return NULL;
}

static void refuse_element(parse *p, const char *name)
{
    ts_span span = here(p);
    span.end = span.begin + 1 + (uint32_t)strlen(name);
    const char *advised = advice_on(p, name);
    if (advised)
        TS_SVG_REFUSE(p->svg, span, "element \"%s\" cannot be carried: %s", name, advised);
    else if (find_element(name) && p->open)
        TS_SVG_REFUSE(p->svg, span, "element \"%s\" cannot stand inside \"%s\"", name, p->open->name);
    else
        TS_SVG_REFUSE(p->svg, span, "element \"%s\" cannot be carried", name);
}

/* Attributes of other vocabularies are an editor's notes; only the old spelling of href counts. */
static const char *attribute_name(const char *name)
{
    const char *linked = local_name(name, XLINK_SPACE);
    if (linked)
        return strcmp(linked, "href") == 0 ? "href" : NULL;
    const char *general = local_name(name, XML_SPACE);
    if (general)
        return strcmp(general, "space") == 0 ? "xml:space" : NULL;
    return strchr(name, ' ') ? NULL : name;
}

static bool copy_attributes(parse *p, ts_svg_node *node, const char **list)
{
    size_t count = 0;
    while (list[2 * count])
        count++;
    if (count > TS_SVG_ATTRIBUTES) {
        stop(p, "an element has more than 64 attributes");
        return true;
    }
    node->attributes = TS_ARRAY(p->svg->scratch, ts_svg_attribute, count);
    if (!node->attributes)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *name = attribute_name(list[2 * i]);
        if (!name || (strcmp(name, "href") == 0 && ts_svg_find(node, "href")))
            continue;
        ts_svg_attribute *slot = &node->attributes[node->attribute_count];
        slot->name = ts_arena_text(p->svg->scratch, name);
        slot->value = ts_arena_text(p->svg->scratch, list[2 * i + 1]);
        if (!slot->name || !slot->value)
            return false;
        node->attribute_count++;
    }
    return true;
}

static void check_attributes(parse *p, const ts_svg_node *node)
{
    for (size_t i = 0; i < node->attribute_count; i++) {
        const char *name = node->attributes[i].name;
        if (!ts_svg_attribute_known(name))
            TS_SVG_REFUSE(p->svg, ts_svg_value_span(p->svg, node, name),
                          "attribute \"%s\" of \"%s\" cannot be carried", name, node->name);
    }
}

static bool remember_id(parse *p, ts_svg_node *node)
{
    const char *id = ts_svg_find(node, "id");
    if (!id || ts_map_find(&p->svg->ids, id))
        return true;
    return ts_map_put(p->svg->scratch, &p->svg->ids, id, node);
}

static void append(parse *p, ts_svg_node *node)
{
    node->begin = here(p).begin;
    node->parent = p->open;
    if (!p->open)
        p->svg->root = node;
    else if (p->open->last)
        p->open->last->next = node;
    else
        p->open->first = node;
    if (p->open)
        p->open->last = node;
}

static bool in_text(const parse *p)
{
    return p->open && (p->open->kind == TS_SVG_TEXT || p->open->kind == TS_SVG_TSPAN);
}

/* What stood between the last tag of a text and this one. */
static void take_words(parse *p)
{
    if (!in_text(p) || p->text.count == 0)
        return;
    ts_svg_node *node = TS_NEW(p->svg->scratch, ts_svg_node);
    const char *text = ts_arena_copy(p->svg->scratch, p->text.items, p->text.count);
    p->text.count = 0;
    if (!node || !text) {
        out_of_memory(p);
        return;
    }
    node->kind = TS_SVG_WORDS;
    node->name = "";
    node->text = text;
    append(p, node);
}

static void open_element(parse *p, const known_element *known, const char **attributes)
{
    ts_svg_node *node = TS_NEW(p->svg->scratch, ts_svg_node);
    if (!node || !copy_attributes(p, node, attributes)) {
        out_of_memory(p);
        return;
    }
    node->kind = known->kind;
    node->name = known->name;
    append(p, node);
    p->open = node;
    p->svg->lettered |= known->kind == TS_SVG_TEXT;
    check_attributes(p, node);
    if (!remember_id(p, node))
        out_of_memory(p);
    p->text.count = 0;
}

static void on_start(void *user, const char *name, const char **attributes)
{
    parse *p = user;
    if (++p->count > TS_SVG_ELEMENTS) {
        stop(p, "the drawing has more than 100000 elements");
        return;
    }
    if (++p->depth > TS_SVG_DEPTH) {
        stop(p, "elements are nested more than 64 deep");
        return;
    }
    if (p->silent) {
        p->silent++;
        return;
    }
    const char *local = local_name(name, SVG_SPACE);
    if (!p->open && (!local || strcmp(local, "svg") != 0)) {
        stop(p, "this is no SVG: the root is not \"svg\" of " SVG_SPACE);
        return;
    }
    const known_element *known = local ? find_element(local) : NULL;
    bool carried = known && (known->kind != TS_SVG_TEXT || may_hold_text(p));
    if (carried && may_hold(p->open, known->kind)) {
        take_words(p);
        if (!p->stopped)
            open_element(p, known, attributes);
        return;
    }
    if (local && !is_silent(local))
        refuse_element(p, local);
    p->silent = 1;
}

static void on_end(void *user, const char *name)
{
    (void)name;
    parse *p = user;
    if (p->stopped)
        return;
    p->depth--;
    if (p->silent) {
        p->silent--;
        return;
    }
    take_words(p);
    if (p->stopped)
        return;
    if (p->open->kind == TS_SVG_STYLE) {
        p->open->text_begin = p->text_begin;
        p->open->text = ts_arena_copy(p->svg->scratch, p->text.items ? p->text.items : "", p->text.count);
        if (!p->open->text) {
            out_of_memory(p);
            return;
        }
    }
    p->open = p->open->parent;
}

static void on_text(void *user, const char *text, int length)
{
    parse *p = user;
    if (p->stopped || p->silent || !p->open || (p->open->kind != TS_SVG_STYLE && !in_text(p)))
        return;
    if (p->text.count == 0)
        p->text_begin = here(p).begin;
    for (int i = 0; i < length; i++)
        if (!TS_PUSH(p->svg->scratch, &p->text, text[i])) {
            out_of_memory(p);
            return;
        }
}

/* A document type can define entities that multiply or read other files; art needs none. */
static void on_doctype(void *user, const char *name, const char *system, const char *public, int subset)
{
    (void)name, (void)system, (void)public, (void)subset;
    stop(user, "a document type cannot be carried: delete the <!DOCTYPE ...>");
}

static void on_instruction(void *user, const char *target, const char *data)
{
    (void)data;
    if (strcmp(target, "xml-stylesheet") == 0)
        stop(user, "a style sheet outside the file cannot be carried");
}

static void report_xml(parse *p)
{
    enum XML_Error code = XML_GetErrorCode(p->parser);
    if (code != XML_ERROR_ABORTED)
        TS_SVG_REFUSE(p->svg, here(p), "this is no well-formed XML: %s", XML_ErrorString(code));
}

bool ts_svg_parse(ts_svg *svg)
{
    XML_Parser parser = XML_ParserCreateNS("UTF-8", ' ');
    if (!parser) {
        TS_SVG_REFUSE(svg, ((ts_span){svg->source, 0, 0}), "memory is out");
        return false;
    }
    parse p = {.svg = svg, .parser = parser};
    XML_SetUserData(parser, &p);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    XML_SetProcessingInstructionHandler(parser, on_instruction);
    bool whole = XML_Parse(parser, svg->source->text, (int)svg->source->length, XML_TRUE) == XML_STATUS_OK;
    if (!whole)
        report_xml(&p);
    XML_ParserFree(parser);
    return whole;
}

const char *ts_svg_find(const ts_svg_node *node, const char *attribute)
{
    for (size_t i = 0; i < node->attribute_count; i++)
        if (strcmp(node->attributes[i].name, attribute) == 0)
            return node->attributes[i].value;
    return NULL;
}

ts_span ts_svg_span(const ts_svg *svg, const ts_svg_node *node)
{
    return (ts_span){svg->source, node->begin, node->begin + 1 + (uint32_t)strlen(node->name)};
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* "xlink:href" has the name "href" here, as in the tree. */
static bool named(const char *begin, size_t length, const char *name)
{
    size_t want = strlen(name);
    if (length < want || memcmp(begin + length - want, name, want) != 0)
        return false;
    return length == want || (begin[length - want - 1] == ':' && strcmp(name, "href") == 0);
}

/* expat does not say where an attribute stands, so the start tag is read once
 * more; it is known to be well-formed. */
ts_span ts_svg_value_span(const ts_svg *svg, const ts_svg_node *node, const char *attribute)
{
    const char *text = svg->source->text, *at = text + node->begin;
    while (*at && !blank(*at) && *at != '>')
        at++;
    while (*at && *at != '>') {
        while (blank(*at) || *at == '/')
            at++;
        const char *name = at;
        while (*at && *at != '=' && !blank(*at) && *at != '>')
            at++;
        size_t length = (size_t)(at - name);
        while (*at && *at != '"' && *at != '\'' && *at != '>')
            at++;
        if (*at != '"' && *at != '\'')
            break;
        const char *end = strchr(at + 1, *at);
        if (!end)
            break;
        if (named(name, length, attribute))
            return (ts_span){svg->source, (uint32_t)(at + 1 - text), (uint32_t)(end - text)};
        at = end + 1;
    }
    return ts_svg_span(svg, node);
}

ts_svg_node *ts_svg_target(ts_svg *svg, const ts_svg_node *node)
{
    const char *href = ts_svg_find(node, "href");
    ts_span span = ts_svg_value_span(svg, node, "href");
    if (!href) {
        TS_SVG_REFUSE(svg, span, "\"%s\" names nothing: it has no href", node->name);
        return NULL;
    }
    if (href[0] != '#') {
        TS_SVG_REFUSE(svg, span, "a reference outside the file cannot be carried: \"%s\"", href);
        return NULL;
    }
    ts_svg_node *target = ts_map_find(&svg->ids, href + 1);
    if (!target) {
        svg->failed = true;
        ts_error_near(svg->diags, span, "art", ts_map_nearest(&svg->ids, href + 1),
                      "no element has the id \"%s\"", href + 1);
    }
    return target;
}
