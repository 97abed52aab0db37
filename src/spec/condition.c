#include "spec/condition.h"

#include "spec/value.h"

#include <string.h>

enum { DEEPEST = 32 };

typedef struct token {
    size_t begin, end;
    bool quoted; /* 'New Mexico': begin and end leave the quotes out */
} token;

typedef struct parser {
    ts_arena *arena;
    ts_diags *diags;
    const char *text;
    size_t length;
    ts_span span;
    token next;
    int depth;
} parser;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_sign(char c)
{
    return c == '<' || c == '>' || c == '=';
}

static bool ends_word(char c)
{
    return c == '\0' || is_space(c) || is_sign(c) || c == '(' || c == ')';
}

static void advance(parser *p)
{
    const char *text = p->text;
    size_t at = p->next.end + p->next.quoted;
    while (is_space(text[at]))
        at++;
    p->next = (token){at, at, false};
    const char *close = text[at] == '\'' ? strchr(text + at + 1, '\'') : NULL;
    if (close) {
        p->next = (token){at + 1, (size_t)(close - text), true};
    } else if (text[at] == '(' || text[at] == ')') {
        p->next.end = at + 1;
    } else if (is_sign(text[at])) {
        while (is_sign(text[p->next.end]))
            p->next.end++;
    } else {
        while (!ends_word(text[p->next.end]))
            p->next.end++;
    }
}

static bool at_end(const parser *p)
{
    return p->next.begin == p->length && !p->next.quoted;
}

static bool next_is(const parser *p, const char *word)
{
    size_t length = strlen(word);
    return !p->next.quoted && p->next.end - p->next.begin == length &&
           memcmp(p->text + p->next.begin, word, length) == 0;
}

/* The place of the next token in the source; 1 for the quote of the text. */
static ts_span here(const parser *p)
{
    ts_span span = p->span;
    uint32_t last = span.end > span.begin ? span.end - 1 : span.begin;
    uint32_t begin = span.begin + 1 + (uint32_t)p->next.begin, end = span.begin + 1 + (uint32_t)p->next.end;
    if (begin > last)
        begin = last;
    span.begin = begin;
    span.end = end > last ? last : end;
    return span;
}

static ts_condition *fail(parser *p, const char *wanted)
{
    ts_span span = p->span.source ? here(p) : p->span;
    if (at_end(p))
        ts_error(p->diags, span, "when", "the condition ends where %s is missing", wanted);
    else
        ts_error(p->diags, span, "when", "%s is missing before \"%s\"", wanted,
                 ts_value_excerpt(p->arena, p->text + p->next.begin));
    return NULL;
}

static ts_condition *make(parser *p, ts_condition_op op)
{
    ts_condition *condition = TS_NEW(p->arena, ts_condition);
    if (condition) {
        condition->op = op;
        condition->span = p->span;
    }
    return condition;
}

static const char *take_word(parser *p)
{
    const char *word = ts_arena_copy(p->arena, p->text + p->next.begin, p->next.end - p->next.begin);
    advance(p);
    return word;
}

static bool is_name(const parser *p)
{
    char c = p->text[p->next.begin];
    static const char *const reserved[] = {"and", "or", "not", "is", "has"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (next_is(p, reserved[i]))
            return false;
    return !at_end(p) && !p->next.quoted && ((c >= 'a' && c <= 'z') || c == '{');
}

static bool is_value(const parser *p)
{
    return p->next.quoted || (!at_end(p) && !ends_word(p->text[p->next.begin]));
}

static const struct {
    const char *sign;
    ts_condition_op op;
} signs[] = {{"<", TS_WHEN_LESS},
             {"<=", TS_WHEN_LESS_EQUAL},
             {"=", TS_WHEN_EQUAL},
             {">=", TS_WHEN_MORE_EQUAL},
             {">", TS_WHEN_MORE}};

static ts_condition *parse_number(parser *p, ts_condition *condition)
{
    const char *word =
        is_value(p) ? ts_arena_copy(p->arena, p->text + p->next.begin, p->next.end - p->next.begin) : NULL;
    if (!word || !ts_value_number(word, &condition->number))
        return fail(p, "a number");
    advance(p);
    return condition;
}

static ts_condition *parse_comparison(parser *p)
{
    ts_condition *condition = make(p, TS_WHEN_IS);
    if (!condition)
        return NULL;
    condition->span = here(p);
    condition->name = take_word(p);
    if (next_is(p, "is")) {
        advance(p);
        if (!is_value(p))
            return fail(p, "a value");
        condition->value = take_word(p);
        return condition->value ? condition : NULL;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (next_is(p, signs[i].sign)) {
            condition->op = signs[i].op;
            advance(p);
            return parse_number(p, condition);
        }
    return fail(p, "is, <, <=, =, >= or >");
}

static ts_condition *parse_has(parser *p)
{
    ts_condition *condition = make(p, TS_WHEN_HAS);
    advance(p);
    if (!condition || !is_name(p))
        return condition ? fail(p, "a name") : NULL;
    condition->span = here(p);
    condition->name = take_word(p);
    return condition->name ? condition : NULL;
}

static ts_condition *parse_any(parser *p);

static ts_condition *parse_group(parser *p)
{
    advance(p);
    ts_condition *inner = parse_any(p);
    if (!inner)
        return NULL;
    if (!next_is(p, ")"))
        return fail(p, ")");
    advance(p);
    return inner;
}

static ts_condition *parse_one(parser *p)
{
    if (p->depth >= DEEPEST)
        return fail(p, "a simpler condition");
    if (next_is(p, "not")) {
        ts_condition *condition = make(p, TS_WHEN_NOT);
        advance(p);
        p->depth++;
        ts_condition *inner = parse_one(p);
        p->depth--;
        if (!condition || !inner)
            return NULL;
        condition->left = inner;
        return condition;
    }
    if (next_is(p, "("))
        return parse_group(p);
    if (next_is(p, "has"))
        return parse_has(p);
    return is_name(p) ? parse_comparison(p) : fail(p, "a name, has or not");
}

/* left (WORD right)*, to the left. */
static ts_condition *parse_chain(parser *p, const char *word, ts_condition_op op,
                                 ts_condition *(*part)(parser *))
{
    ts_condition *left = part(p);
    while (left && next_is(p, word)) {
        ts_condition *both = make(p, op);
        advance(p);
        ts_condition *right = part(p);
        if (!both || !right)
            return NULL;
        both->left = left;
        both->right = right;
        left = both;
    }
    return left;
}

static ts_condition *parse_all(parser *p)
{
    return parse_chain(p, "and", TS_WHEN_AND, parse_one);
}

static ts_condition *parse_any(parser *p)
{
    p->depth++;
    ts_condition *condition =
        p->depth > DEEPEST ? fail(p, "a simpler condition") : parse_chain(p, "or", TS_WHEN_OR, parse_all);
    p->depth--;
    return condition;
}

const ts_condition *ts_condition_parse(ts_arena *arena, const char *text, ts_span span, ts_diags *diags)
{
    parser p = {.arena = arena, .diags = diags, .text = text, .length = strlen(text), .span = span};
    advance(&p);
    ts_condition *condition = parse_any(&p);
    if (condition && !at_end(&p))
        return fail(&p, "and or or");
    return condition;
}
