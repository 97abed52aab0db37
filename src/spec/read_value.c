#include "spec/read.h"

#include "spec/value.h"

#include <math.h>
#include <string.h>

/* The name of the member that holds a value, or of the list that holds it. */
static const char *holder(const ts_json *json)
{
    while (json && !json->key)
        json = json->parent;
    return json ? json->key : "the file";
}

bool ts_read_refuse(ts_reader *reader, const ts_json *json, const char *noun)
{
    double number;
    const bool quoted = json->kind == TS_JSON_STRING && strstr(noun, "number") && ts_value_in_quotes(json->string, &number);
    if (quoted && (!strstr(noun, "whole") || number == floor(number))) {
        const char *plain = ts_value_print(reader->arena, number);
        ts_error(reader->diags, json->span, "type", "\"%s\" takes %s, not a text: write %s, without quotes", ts_value_excerpt(reader->arena, holder(json)), noun,
                 plain ? plain : "");
        return false;
    }
    ts_error(reader->diags, json->span, "type", "\"%s\" takes %s, not %s",
             ts_value_excerpt(reader->arena, holder(json)), noun, ts_json_kind_name(json->kind));
    return false;
}

void ts_read_later(ts_reader *reader, ts_later_kind kind, const char *text, const char *what, ts_span span)
{
    ts_later later = {kind, text, what, span};
    (void)TS_PUSH(reader->arena, &reader->later, later);
}

static bool over_hundred(ts_reader *reader, const ts_json *json)
{
    const char *text = json->string;
    for (const char *at = text; *at; at++) {
        double amount;
        const char *end = at + 1;
        if (!strchr("CMYK", *at) || !ts_value_decimal(&end, &amount) || amount <= 100)
            continue;
        ts_span span = ts_json_within(json, (size_t)(at - text), (size_t)(end - text));
        ts_error(reader->diags, span, "ink", "%.*s is over 100", (int)(end - at), at);
        return true;
    }
    return false;
}

/* "a"/"an" is left off a noun: "is no length". */
static const char *bare(const char *noun)
{
    const char *space = strchr(noun, ' ');
    return space ? space + 1 : noun;
}

static const char *shape_of(const ts_json *json)
{
    const ts_json *object = json->parent;
    static const struct {
        const char *key, *what;
    } kinds[] = {{"text-styles", "a text style"},
                 {"character-styles", "a character style"},
                 {"chart", "a chart"},
                 {"box-styles", "a box style"},
                 {"caveats", "a caveat"},
                 {"stats", "a stat"}};
    for (; object; object = object->parent)
        for (size_t i = 0; object->key && i < TS_COUNT(kinds); i++)
            if (strcmp(object->key, kinds[i].key) == 0)
                return kinds[i].what;
    return "a frame";
}

/* Of a name all that take it are one mistake, told at the first of them. */
static void tell_form(ts_reader *reader, const char *text, ts_span span, ts_pattern_id id, const char *near)
{
    const ts_pattern *pattern = ts_pattern_find(id);
    const size_t before = reader->diags->count;
    ts_error_near(reader->diags, span, pattern->rule, near, "\"%s\" is no %s%s%s", ts_value_excerpt(reader->arena, text), bare(pattern->noun),
                  pattern->advice ? ": " : "", pattern->advice ? pattern->advice : "");
    if ((id == TS_P_SQL_NAME || id == TS_P_NAME) && reader->diags->count > before)
        reader->diags->items[before].subject = reader->diags->items[before].message;
}

static bool complain(ts_reader *reader, const ts_json *json, ts_pattern_id id)
{
    const char *text = json->string;
    bool colour = id == TS_P_SWATCH && ts_matcher_test(reader->matcher, TS_P_SRGB, text);
    if (colour) {
        ts_read_later(reader, TS_LATER_COLOUR, text, shape_of(json), json->span);
    } else if (id == TS_P_COPY_KEY) {
        ts_read_later(reader, TS_LATER_WORDS, text, shape_of(json), json->span);
    } else if (id == TS_P_SIZE && ts_matcher_test(reader->matcher, TS_P_LENGTH, text)) {
        ts_error(reader->diags, json->span, "length", "\"%s\" cannot be negative", holder(json));
    } else if (id != TS_P_INK || !over_hundred(reader, json)) {
        tell_form(reader, text, json->span, id, ts_pattern_near(id, text));
    }
    return false;
}

static bool refuse_columns(ts_reader *reader, const ts_json *json)
{
    const ts_json *a = json->child, *b = a ? a->next : NULL;
    bool pair = json->kind == TS_JSON_ARRAY && json->count == 2 && a->kind == TS_JSON_NUMBER &&
                b->kind == TS_JSON_NUMBER && fabs(a->number) < 1000 && fabs(b->number) < 1000;
    if (json->kind != TS_JSON_ARRAY && json->kind != TS_JSON_NUMBER)
        return ts_read_refuse(reader, json, ts_pattern_find(TS_P_COLUMNS)->noun);
    ts_error(reader->diags, json->span, "columns", "columns are written \"%.0f-%.0f\"", pair ? a->number : 1,
             pair ? b->number : 6);
    return false;
}

bool ts_read_text(ts_reader *reader, const ts_json *json, ts_pattern_id pattern, ts_word *out)
{
    if (json->kind != TS_JSON_STRING)
        return pattern == TS_P_COLUMNS ? refuse_columns(reader, json)
                                       : ts_read_refuse(reader, json, ts_pattern_find(pattern)->noun);
    if (!*json->string) {
        ts_error(reader->diags, json->span, "type", "\"%s\" is empty", holder(json));
        return false;
    }
    if (!ts_matcher_test(reader->matcher, pattern, json->string))
        return complain(reader, json, pattern);
    *out = (ts_word){json->string, json->span};
    return true;
}

bool ts_read_is_list(ts_reader *reader, const ts_json *json, size_t least)
{
    if (json->kind != TS_JSON_ARRAY)
        return ts_read_refuse(reader, json, "a list");
    if (json->count < least) {
        ts_error(reader->diags, json->span, "bounds", "\"%s\" takes at least %zu, this has %zu", holder(json),
                 least, json->count);
        return false;
    }
    if (json->count > TS_LIMIT_LIST) {
        ts_error(reader->diags, json->span, "bounds", "\"%s\" has %zu items; %d is the most", holder(json),
                 json->count, TS_LIMIT_LIST);
        return false;
    }
    return true;
}

bool ts_read_is_map(ts_reader *reader, const ts_json *json, ts_pattern_id key, size_t least)
{
    if (json->kind != TS_JSON_OBJECT)
        return ts_read_refuse(reader, json, "an object");
    if (json->count < least || json->count > TS_LIMIT_NAMES) {
        ts_error(reader->diags, json->span, "bounds", "\"%s\" takes %zu to %d members, this has %zu",
                 holder(json), least, TS_LIMIT_NAMES, json->count);
        return false;
    }
    for (const ts_json *item = json->child; item; item = item->next)
        if (!ts_matcher_test(reader->matcher, key, item->key))
            tell_form(reader, item->key, item->key_span, key, NULL);
    return true;
}

/* What stands where a list of it is wanted is told, and read, so that what it names is there. */
static bool read_alone(ts_reader *reader, const ts_json *json, ts_pattern_id pattern, ts_words *out)
{
    ts_error(reader->diags, json->span, "type", "\"%s\" takes a list, not a text: [\"%s\"]", holder(json), ts_value_excerpt(reader->arena, json->string));
    *out = (ts_words){TS_ARRAY(reader->arena, ts_word, 1), 0, 1};
    if (out->items && ts_matcher_test(reader->matcher, pattern, json->string))
        out->items[out->count++] = (ts_word){json->string, json->span};
    return false;
}

bool ts_read_texts(ts_reader *reader, const ts_json *json, ts_pattern_id pattern, size_t least, ts_words *out)
{
    if (json->kind == TS_JSON_STRING)
        return read_alone(reader, json, pattern, out);
    if (!ts_read_is_list(reader, json, least))
        return false;
    *out = (ts_words){TS_ARRAY(reader->arena, ts_word, json->count + 1), 0, json->count};
    bool right = out->items != NULL;
    for (const ts_json *item = json->child; item && out->items; item = item->next) {
        if (ts_read_text(reader, item, pattern, &out->items[out->count]))
            out->count++;
        else
            right = false;
    }
    return right;
}

static bool in_points(ts_reader *reader, ts_length *length, const ts_json *json, bool negative)
{
    if (length->pt < 0 && !negative) {
        ts_error(reader->diags, json->span, "length", "\"%s\" cannot be negative", holder(json));
        return false;
    }
    if (fabs(length->pt) > TS_LIMIT_POINTS) {
        ts_error(reader->diags, json->span, "bounds", "\"%s\" is over 14400 points (200 inches)",
                 holder(json));
        return false;
    }
    return length->given = true;
}

bool ts_read_length(ts_reader *reader, const ts_json *json, bool negative, ts_length *out)
{
    ts_length length = {.span = json->span};
    ts_word text;
    if (json->kind == TS_JSON_NUMBER) {
        length.pt = json->number;
    } else if (json->kind != TS_JSON_STRING) {
        return ts_read_refuse(reader, json, "a length");
    } else {
        if (!ts_read_text(reader, json, negative ? TS_P_LENGTH : TS_P_SIZE, &text))
            return false;
        length.slot = ts_value_slot(reader->arena, text.text);
        if (!length.slot && !ts_value_length(text.text, &length.pt))
            return complain(reader, json, TS_P_LENGTH);
    }
    if (!in_points(reader, &length, json, negative))
        return false;
    *out = length;
    return true;
}

bool ts_read_real(ts_reader *reader, const ts_json *json, ts_real *out)
{
    if (json->kind != TS_JSON_NUMBER)
        return ts_read_refuse(reader, json, "a number");
    *out = (ts_real){json->number, NULL, true, json->span};
    return true;
}

bool ts_read_scalar(ts_reader *reader, const ts_json *json, bool boolean, ts_scalar *out)
{
    ts_scalar scalar = {.span = json->span};
    switch (json->kind) {
    case TS_JSON_STRING:
        scalar.kind = TS_SCALAR_TEXT;
        scalar.text = json->string;
        break;
    case TS_JSON_NUMBER:
        scalar.kind = TS_SCALAR_NUMBER;
        scalar.number = json->number;
        scalar.text = ts_value_print(reader->arena, json->number);
        break;
    case TS_JSON_BOOL:
        scalar.kind = TS_SCALAR_BOOL;
        scalar.boolean = json->boolean;
        scalar.text = json->boolean ? "true" : "false";
        break;
    default:
        break;
    }
    if (scalar.kind == TS_SCALAR_NONE || (scalar.kind == TS_SCALAR_BOOL && !boolean))
        return ts_read_refuse(reader, json,
                              boolean ? "a text, a number, true or false" : "a text or a number");
    *out = scalar;
    return scalar.text != NULL;
}

static const char *spell(ts_arena *arena, const char *const *words)
{
    const char *all = "";
    for (size_t i = 0; words[i] && all; i++)
        all = ts_arena_print(arena, "%s%s%s", all, i ? ", " : "", words[i]);
    return all ? all : "";
}

bool ts_read_choice(ts_reader *reader, const ts_json *json, const char *const *words, ts_choice *out)
{
    if (json->kind != TS_JSON_STRING)
        return ts_read_refuse(reader, json, "a word");
    size_t count = 0;
    for (; words[count]; count++)
        if (strcmp(words[count], json->string) == 0) {
            *out = (ts_choice){(int)count, true, json->span};
            return true;
        }
    ts_error_near(reader->diags, json->span, "choice", ts_nearest(words, count, json->string),
                  words[1] ? "\"%s\" is none of %s" : "\"%s\" stands where only %s can", ts_value_excerpt(reader->arena, json->string),
                  spell(reader->arena, words));
    return false;
}

bool ts_read_scalar_map(ts_reader *reader, const ts_json *json, ts_pattern_id key, ts_map *out)
{
    if (!ts_read_is_map(reader, json, key, 0))
        return false;
    bool right = true;
    for (const ts_json *item = json->child; item; item = item->next) {
        ts_scalar *scalar = TS_NEW(reader->arena, ts_scalar);
        if (!scalar || !ts_read_scalar(reader, item, true, scalar) ||
            !ts_map_put(reader->arena, out, item->key, scalar))
            right = false;
    }
    return right;
}
