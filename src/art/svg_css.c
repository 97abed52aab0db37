/* The style sheet of a drawing: rules whose selector is one element, class or
 * id, or these written together ("path.rule"). Combinators and @-rules are refused. */
#include "art/svg.h"

#include <stdlib.h>
#include <string.h>

typedef struct cursor {
    ts_svg *svg;
    const char *text;    /* comments blanked out, so that places stay */
    uint32_t begin;      /* of the text in the source */
    size_t at, length;
} cursor;

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool name_part(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || (unsigned char)c >= 0x80;
}

static ts_span place(const cursor *c, size_t from, size_t to)
{
    size_t limit = c->svg->source->length;
    size_t begin = c->begin + from < limit ? c->begin + from : limit;
    size_t end = c->begin + to < limit ? c->begin + to : limit;
    return (ts_span){c->svg->source, (uint32_t)begin, (uint32_t)end};
}

static char *without_comments(ts_svg *svg, const char *text, size_t length)
{
    char *copy = ts_arena_copy(svg->scratch, text, length);
    for (char *open = copy ? strstr(copy, "/*") : NULL; open; open = strstr(open, "/*")) {
        char *close = strstr(open + 2, "*/");
        char *end = close ? close + 2 : copy + length;
        memset(open, ' ', (size_t)(end - open));
    }
    return copy;
}

static void trim(const cursor *c, size_t *from, size_t *to)
{
    while (*from < *to && blank(c->text[*from]))
        ++*from;
    while (*to > *from && blank(c->text[*to - 1]))
        --*to;
}

/* The next ch outside of parentheses, or the end. */
static size_t find_outside(const cursor *c, size_t from, size_t to, char ch)
{
    int depth = 0;
    for (size_t i = from; i < to; i++) {
        if (c->text[i] == ch && depth == 0)
            return i;
        depth += c->text[i] == '(' ? 1 : c->text[i] == ')' ? -1 : 0;
    }
    return to;
}

/* False only when memory is out: a fault is reported and the rest goes on. */
static bool declare_one(cursor *c, size_t from, size_t to, ts_svg_declarations *list)
{
    trim(c, &from, &to);
    if (from == to)
        return true;
    ts_span span = place(c, from, to);
    size_t colon = find_outside(c, from, to, ':'), name_end = colon, value_from = colon + 1;
    if (colon == to) {
        TS_SVG_REFUSE(c->svg, span, "this is no \"property: value\"");
        return true;
    }
    trim(c, &from, &name_end);
    trim(c, &value_from, &to);
    const char *name = ts_arena_copy(c->svg->scratch, c->text + from, name_end - from);
    const char *value = ts_arena_copy(c->svg->scratch, c->text + value_from, to - value_from);
    if (!name || !value)
        return false;
    bool harmless;
    const ts_svg_property *property = ts_svg_property_find(name, &harmless);
    if (!property && harmless)
        return true;
    if (!property)
        TS_SVG_REFUSE(c->svg, span, "property \"%s\" cannot be carried", name);
    else if (!harmless && strchr(value, '!'))
        TS_SVG_REFUSE(c->svg, span, "\"!\" in a style cannot be carried");
    else
        return TS_PUSH(c->svg->scratch, list, ((ts_svg_declaration){property, value, span}));
    return true;
}

static ts_svg_declarations *declare(cursor *c, size_t from, size_t to)
{
    ts_svg_declarations *list = TS_NEW(c->svg->scratch, ts_svg_declarations);
    while (list && from < to) {
        size_t end = find_outside(c, from, to, ';');
        if (!declare_one(c, from, end, list))
            return NULL;
        from = end + 1;
    }
    return list;
}

ts_svg_declarations *ts_svg_declare(ts_svg *svg, const char *text, size_t length, uint32_t begin)
{
    cursor c = {svg, without_comments(svg, text, length), begin, 0, length};
    return c.text ? declare(&c, 0, length) : NULL;
}

static const char *take_name(cursor *c, size_t to)
{
    size_t from = c->at;
    while (c->at < to && name_part(c->text[c->at]))
        c->at++;
    return c->at > from ? ts_arena_copy(c->svg->scratch, c->text + from, c->at - from) : NULL;
}

/* Specificity (CSS 2.1, 6.4.3): ids, then classes, then elements. */
enum { ID_WEIGHT = 10000, CLASS_WEIGHT = 100, ELEMENT_WEIGHT = 1, MOST_CLASSES = 16 };

static bool take_part(cursor *c, size_t to, ts_svg_rule *rule)
{
    char mark = c->text[c->at];
    c->at++;
    if (mark == '*')
        return true;
    if (mark != '.' && mark != '#')
        c->at--;
    const char *name = take_name(c, to);
    if (!name)
        return false;
    if (mark == '.') {
        rule->specificity += CLASS_WEIGHT;
        return rule->classes.count < MOST_CLASSES && TS_PUSH(c->svg->scratch, &rule->classes, name);
    }
    rule->specificity += mark == '#' ? ID_WEIGHT : ELEMENT_WEIGHT;
    const char **slot = mark == '#' ? &rule->id : &rule->element;
    if (*slot)
        return false;
    *slot = name;
    return true;
}

static bool take_selector(cursor *c, size_t from, size_t to, const ts_svg_declarations *declarations)
{
    trim(c, &from, &to);
    ts_svg_rule rule = {.declarations = declarations, .order = c->svg->rules.count};
    bool known = from < to;
    c->at = from;
    while (known && c->at < to)
        known = take_part(c, to, &rule);
    if (!known) {
        TS_SVG_REFUSE(c->svg, place(c, from, to),
                      "this selector cannot be carried: write an element, .class or #id");
        return true;
    }
    if (c->svg->rules.count >= TS_SVG_RULES) {
        TS_SVG_REFUSE(c->svg, place(c, from, to), "the style sheet has more than 1000 rules");
        return false;
    }
    return TS_PUSH(c->svg->scratch, &c->svg->rules, rule);
}

static bool take_rule(cursor *c, size_t from, size_t open, size_t close)
{
    const ts_svg_declarations *list = declare(c, open + 1, close);
    while (list && from <= open) {
        size_t end = find_outside(c, from, open, ',');
        if (!take_selector(c, from, end, list))
            return false;
        from = end + 1;
    }
    return list != NULL;
}

/* An @-rule is refused; nothing behind it is read, as its extent depends on its kind. */
bool ts_svg_style_sheet(ts_svg *svg, const ts_svg_node *style)
{
    size_t length = strlen(style->text);
    cursor c = {svg, without_comments(svg, style->text, length), style->text_begin, 0, length};
    if (!c.text)
        return false;
    for (size_t from = 0, to = length; trim(&c, &from, &to), from < length; to = length) {
        const char *open = strchr(c.text + from, '{'), *close = open ? strchr(open, '}') : NULL;
        if (c.text[from] == '@' || !close) {
            TS_SVG_REFUSE(svg, place(&c, from, from + 1), "%s",
                          close ? "@-rules cannot be carried" : "this rule of the style sheet is not whole");
            return true;
        }
        if (!take_rule(&c, from, (size_t)(open - c.text), (size_t)(close - c.text)))
            return false;
        from = (size_t)(close - c.text) + 1;
    }
    return true;
}

static int by_weight(const void *left, const void *right)
{
    const ts_svg_rule *a = left, *b = right;
    if (a->specificity != b->specificity)
        return a->specificity < b->specificity ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

void ts_svg_sort_rules(ts_svg *svg)
{
    if (svg->rules.count)
        qsort(svg->rules.items, svg->rules.count, sizeof *svg->rules.items, by_weight);
}

static bool has_class(const char *list, const char *name)
{
    size_t length = strlen(name);
    while (list && *list) {
        while (blank(*list))
            list++;
        size_t part = strcspn(list, " \t\r\n\f");
        if (part == length && memcmp(list, name, length) == 0)
            return true;
        list += part;
    }
    return false;
}

bool ts_svg_rule_matches(const ts_svg_rule *rule, const ts_svg_node *node)
{
    if (rule->element && strcmp(rule->element, node->name) != 0)
        return false;
    const char *id = rule->id ? ts_svg_find(node, "id") : NULL;
    if (rule->id && (!id || strcmp(rule->id, id) != 0))
        return false;
    const char *list = rule->classes.count ? ts_svg_find(node, "class") : NULL;
    for (size_t i = 0; i < rule->classes.count; i++)
        if (!has_class(list, rule->classes.items[i]))
            return false;
    return true;
}
