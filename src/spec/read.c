#include "spec/read.h"

#include "spec/value.h"

#include <math.h>
#include <string.h>

ts_reader *ts_reader_new(ts_arena *arena, ts_diags *diags)
{
    ts_reader *reader = TS_NEW(arena, ts_reader);
    if (!reader)
        return NULL;
    reader->arena = arena;
    reader->diags = diags;
    reader->matcher = ts_matcher_new(arena);
    return reader->matcher ? reader : NULL;
}

static void *field_of(void *object, const ts_member *member)
{
    return (char *)object + member->offset;
}

const ts_member *ts_shape_member(const ts_shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->count; i++)
        if (strcmp(shape->members[i].name, name) == 0)
            return &shape->members[i];
    return NULL;
}

/* ---- defaults */

static int position(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

static void set_default(const ts_member *member, void *field)
{
    double number = 0;
    if (member->initial)
        (void)ts_value_number(member->initial, &number);
    switch (member->kind) {
    case TS_K_CHOICE:
        ((ts_choice *)field)->value = member->initial ? position(member->words, member->initial) : -1;
        break;
    case TS_K_LENGTH:
    case TS_K_SIZE:
        ((ts_length *)field)->pt = number;
        break;
    case TS_K_REAL:
        ((ts_real *)field)->value = number;
        break;
    case TS_K_WHOLE:
        ((ts_whole *)field)->value = (long)number;
        break;
    case TS_K_FLAG:
        ((ts_flag *)field)->value = member->initial && strcmp(member->initial, "true") == 0;
        break;
    case TS_K_PART:
        ts_read_defaults(member->shape, field);
        break;
    default:
        break;
    }
}

void ts_read_defaults(const ts_shape *shape, void *object)
{
    for (size_t i = 0; i < shape->count; i++)
        if (!(shape->members[i].flags & TS_UNREAD))
            set_default(&shape->members[i], field_of(object, &shape->members[i]));
}

/* ---- one member */

static bool within(ts_reader *reader, const ts_json *json, const ts_member *member, double value)
{
    if (member->low == 0 && member->high == 0 && !(member->flags & TS_ABOVE))
        return true;
    bool below = value < member->low || ((member->flags & TS_ABOVE) && value <= member->low);
    bool above = member->high > member->low && value > member->high;
    if (!below && !above)
        return true;
    ts_arena *arena = reader->arena;
    const char *low = ts_value_print(arena, member->low), *high = ts_value_print(arena, member->high);
    if (!low || !high)
        return false;
    if (member->high > member->low)
        ts_error(reader->diags, json->span, "bounds", "\"%s\" goes from %s to %s", member->name, low, high);
    else
        ts_error(reader->diags, json->span, "bounds", "\"%s\" is %s %s", member->name,
                 member->flags & TS_ABOVE ? "more than" : "at least", low);
    return false;
}

static bool read_real(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    ts_real real;
    if (!ts_read_real(reader, json, &real) || !within(reader, json, member, real.value))
        return false;
    *(ts_real *)field = real;
    return true;
}

static bool read_whole(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    if (json->kind != TS_JSON_NUMBER || floor(json->number) != json->number || fabs(json->number) > 1e9)
        return ts_read_refuse(reader, json, "a whole number");
    if (!within(reader, json, member, json->number))
        return false;
    *(ts_whole *)field = (ts_whole){(long)json->number, NULL, true, json->span};
    return true;
}

static bool read_flag(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    if (json->kind != TS_JSON_BOOL)
        return ts_read_refuse(reader, json, "true or false");
    if (member->kind == TS_K_BOOL)
        *(bool *)field = json->boolean;
    else
        *(ts_flag *)field = (ts_flag){json->boolean, true, json->span};
    return true;
}

static bool read_either(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    ts_choice choice;
    if (!ts_read_choice(reader, json, member->words, &choice))
        return false;
    *(bool *)field = choice.value == 1;
    return true;
}

static bool read_enum(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    ts_choice choice;
    if (!ts_read_choice(reader, json, member->words, &choice))
        return false;
    *(ts_word *)field = (ts_word){json->string, json->span};
    return true;
}

static bool read_bits(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    if (!ts_read_is_list(reader, json, member->least))
        return false;
    unsigned bits = 0;
    for (const ts_json *item = json->child; item; item = item->next) {
        ts_choice choice;
        if (!ts_read_choice(reader, item, member->words, &choice))
            continue;
        if (bits & (1u << choice.value))
            ts_error(reader->diags, item->span, "double", "\"%s\" stands here twice", item->string);
        bits |= 1u << choice.value;
    }
    *(unsigned *)field = bits;
    return true;
}

static bool read_set(ts_reader *reader, const ts_json *json, void *field)
{
    ts_word text;
    ts_set set = {.given = true, .span = json->span};
    if (!ts_read_text(reader, json, TS_P_SET, &text) || !ts_value_set(text.text, &set.size, &set.leading))
        return false;
    if (set.size <= 0 || set.size > 1000 || set.leading > 2000) {
        ts_error(reader->diags, json->span, "bounds",
                 "type goes from above 0 to 1000 points, leading to 2000");
        return false;
    }
    *(ts_set *)field = set;
    return true;
}

static void find_doubles(ts_reader *reader, const ts_words *words)
{
    ts_map seen = {0};
    for (size_t i = 0; i < words->count; i++) {
        if (ts_map_find(&seen, words->items[i].text))
            ts_error(reader->diags, words->items[i].span, "double", "\"%s\" stands here twice",
                     ts_value_excerpt(reader->arena, words->items[i].text));
        else if (!ts_map_put(reader->arena, &seen, words->items[i].text, &words->items[i]))
            return;
    }
}

static bool not_too_many(ts_reader *reader, const ts_json *json, const ts_member *member)
{
    if (member->high == 0 || (double)json->count <= member->high)
        return true;
    const ts_json *item = json->child;
    for (size_t i = 0; i < (size_t)member->high; i++)
        item = item->next;
    ts_error(reader->diags, item->span, "bounds", "\"%s\" takes at most %.0f", member->name, member->high);
    return false;
}

static bool read_words(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    ts_words words = {0};
    bool right = ts_read_texts(reader, json, member->pattern, member->least, &words);
    right = right && not_too_many(reader, json, member);
    if (member->flags & TS_UNIQUE)
        find_doubles(reader, &words);
    *(ts_words *)field = words;
    return right;
}

static bool read_padding(ts_reader *reader, const ts_json *json, ts_padding *padding)
{
    static const char *const sides[] = {"top", "right", "bottom", "left"};
    ts_length *fields[] = {&padding->top, &padding->right, &padding->bottom, &padding->left};
    if (json->kind != TS_JSON_OBJECT) {
        for (int i = 0; i < 4; i++)
            if (!ts_read_length(reader, json, false, fields[i]))
                return false;
        return true;
    }
    for (const ts_json *item = json->child; item; item = item->next) {
        int side = 0;
        while (side < 4 && strcmp(sides[side], item->key) != 0)
            side++;
        if (side < 4)
            (void)ts_read_length(reader, item, false, fields[side]);
        else
            ts_error_near(reader->diags, item->key_span, "member", ts_nearest(sides, 4, item->key),
                          "unknown member \"%s\" in a padding", ts_value_excerpt(reader->arena, item->key));
    }
    if (!json->count)
        ts_error(reader->diags, json->span, "bounds", "a padding has at least one side");
    return true;
}

/* ---- lists and maps */

typedef struct pointers {
    void **items;
    size_t count, capacity;
} pointers;

bool ts_read_list(ts_reader *reader, const ts_json *json, const ts_shape *shape, size_t least, void *list)
{
    if (!ts_read_is_list(reader, json, least))
        return false;
    pointers *to = list;
    *to = (pointers){TS_ARRAY(reader->arena, void *, json->count + 1), 0, json->count};
    for (const ts_json *item = json->child; item && to->items; item = item->next) {
        void *object = ts_read_new(reader, item, shape);
        if (object)
            to->items[to->count++] = object;
    }
    return to->items != NULL;
}

static void *map_value(ts_reader *reader, const ts_json *item, const ts_member *member)
{
    if (member->kind == TS_K_WORD_MAP) {
        ts_word *word = TS_NEW(reader->arena, ts_word);
        return word && ts_read_text(reader, item, member->pattern, word) ? word : NULL;
    }
    if (member->kind == TS_K_CHOICE_MAP) {
        ts_choice *choice = TS_NEW(reader->arena, ts_choice);
        return choice && ts_read_choice(reader, item, member->words, choice) ? choice : NULL;
    }
    return ts_read_new(reader, item, member->shape);
}

static void *merged(ts_reader *reader, const ts_json *item, const ts_member *member, const void *before)
{
    void *object = ts_arena_alloc(reader->arena, member->shape->size);
    if (!object)
        return NULL;
    memcpy(object, before, member->shape->size);
    (void)ts_read_into(reader, item, member->shape, object);
    return object;
}

/* What a map holds knows its name, and its place is that of the name. */
static void name_entry(const ts_member *member, const ts_json *item, void *value)
{
    const ts_shape *shape = member->shape;
    if (!shape || shape->label == TS_NO_FIELD)
        return;
    *(const char **)((char *)value + shape->label) = item->key;
    if (shape->span != TS_NO_FIELD)
        *(ts_span *)((char *)value + shape->span) = item->key_span;
}

static bool read_map(ts_reader *reader, const ts_json *json, const ts_member *member, ts_map *map)
{
    if (!ts_read_is_map(reader, json, member->key, member->least))
        return false;
    for (const ts_json *item = json->child; item; item = item->next) {
        void *before = member->flags & TS_MERGE ? ts_map_find(map, item->key) : NULL;
        void *value = before ? merged(reader, item, member, before) : map_value(reader, item, member);
        if (!value)
            continue;
        name_entry(member, item, value);
        if (!ts_map_put(reader->arena, map, item->key, value))
            return false;
    }
    return true;
}

static bool read_word(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    ts_word word;
    if (!ts_read_text(reader, json, member->pattern, &word))
        return false;
    if (member->kind == TS_K_CHARS)
        *(const char **)field = word.text;
    else
        *(ts_word *)field = word;
    return true;
}

static bool read_version(ts_reader *reader, const ts_json *json)
{
    if (json->kind == TS_JSON_NUMBER && json->number == 1)
        return true;
    const bool text = json->kind == TS_JSON_STRING && strcmp(json->string, "1") == 0;
    ts_error(reader->diags, json->span, "version", text ? "the version is a number: 1, without quotes" : "this program reads version 1 of the format");
    return false;
}

static bool read_shape(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    void *object = ts_read_new(reader, json, member->shape);
    if (object)
        *(void **)field = object;
    return object != NULL;
}

static bool read_own(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    return member->own->read(reader, json, field);
}

static bool check_only(ts_reader *reader, const ts_json *json, const ts_member *member)
{
    ts_word word;
    return member->kind == TS_K_VERSION ? read_version(reader, json)
                                        : ts_read_text(reader, json, member->pattern, &word);
}

static bool read_kind(ts_reader *reader, const ts_json *json, const ts_member *member, void *field)
{
    switch (member->kind) {
    case TS_K_WORD:
    case TS_K_CHARS:
        return read_word(reader, json, member, field);
    case TS_K_ENUM:
        return read_enum(reader, json, member, field);
    case TS_K_VERSION:
        return read_version(reader, json);
    case TS_K_LENGTH:
        return ts_read_length(reader, json, true, field);
    case TS_K_SIZE:
        return ts_read_length(reader, json, false, field);
    case TS_K_REAL:
        return read_real(reader, json, member, field);
    case TS_K_WHOLE:
        return read_whole(reader, json, member, field);
    case TS_K_FLAG:
    case TS_K_BOOL:
        return read_flag(reader, json, member, field);
    case TS_K_CHOICE:
        return ts_read_choice(reader, json, member->words, field);
    case TS_K_EITHER:
        return read_either(reader, json, member, field);
    case TS_K_BITS:
        return read_bits(reader, json, member, field);
    case TS_K_SET:
        return read_set(reader, json, field);
    case TS_K_WORDS:
        return read_words(reader, json, member, field);
    case TS_K_SCALAR:
        return ts_read_scalar(reader, json, (member->flags & TS_BOOLEAN) != 0, field);
    case TS_K_PADDING:
        return read_padding(reader, json, field);
    case TS_K_PART:
        return ts_read_into(reader, json, member->shape, field);
    case TS_K_SHAPE:
        return read_shape(reader, json, member, field);
    case TS_K_LIST:
        return ts_read_list(reader, json, member->shape, member->least, field) &&
               not_too_many(reader, json, member);
    case TS_K_MAP:
    case TS_K_WORD_MAP:
    case TS_K_CHOICE_MAP:
        return read_map(reader, json, member, field);
    case TS_K_SCALAR_MAP:
        return ts_read_scalar_map(reader, json, member->key, field);
    case TS_K_OWN:
        return read_own(reader, json, member, field);
    }
    return false;
}

bool ts_read_member(ts_reader *reader, const ts_json *json, const ts_member *member, void *object)
{
    if (member->flags & TS_UNREAD)
        return check_only(reader, json, member);
    return read_kind(reader, json, member, field_of(object, member));
}
