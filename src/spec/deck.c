#include "spec/deck.h"

#include "spec/value.h"

#include <string.h>

/* ---- number words */

static const char *const powers[] = {"1e3", "1e6", "1e9", "1e12"};
static const char *const plurals[] = {"one", "few", "many", "other"};
enum { OTHER = 3 };

static int index_of(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static bool unknown(ts_reader *reader, const ts_json *item, const char *const *names, size_t count,
                    const char *what)
{
    ts_error_near(reader->diags, item->key_span, "member", ts_nearest(names, count, item->key),
                  "unknown member \"%s\" in %s", ts_value_excerpt(reader->arena, item->key), what);
    return false;
}

static bool read_plurals(ts_reader *reader, const ts_json *json, const char *forms[4])
{
    ts_word word;
    if (json->kind != TS_JSON_OBJECT) {
        if (!ts_read_text(reader, json, TS_P_WITH_N, &word))
            return false;
        forms[OTHER] = word.text;
        return true;
    }
    for (const ts_json *item = json->child; item; item = item->next) {
        int plural = index_of(plurals, 4, item->key);
        if (plural < 0)
            (void)unknown(reader, item, plurals, 4, "a magnitude");
        else if (ts_read_text(reader, item, TS_P_WITH_N, &word))
            forms[plural] = word.text;
    }
    if (!ts_json_member(json, "other"))
        ts_error(reader->diags, json->key_span, "required", "a form by plural needs \"other\"");
    return true;
}

bool ts_deck_read_units(ts_reader *reader, const ts_json *json, void *object)
{
    ts_number_words *numbers = object;
    if (!ts_read_is_map(reader, json, TS_P_UNIT, 0))
        return false;
    numbers->units = TS_ARRAY(reader->arena, struct ts_unit_in_text, json->count);
    for (const ts_json *item = json->child; item && numbers->units; item = item->next) {
        struct ts_unit_in_text *unit = &numbers->units[numbers->unit_count];
        unit->unit = item->key;
        if (read_plurals(reader, item, unit->forms) && unit->forms[OTHER])
            numbers->unit_count++;
    }
    return numbers->units != NULL;
}

static bool read_magnitudes(ts_reader *reader, const ts_json *json, const char *scale[4][4])
{
    if (json->kind != TS_JSON_OBJECT)
        return ts_read_refuse(reader, json, "magnitudes by power");
    for (const ts_json *item = json->child; item; item = item->next) {
        int power = index_of(powers, 4, item->key);
        if (power < 0)
            (void)unknown(reader, item, powers, 4, "the magnitudes");
        else
            (void)read_plurals(reader, item, scale[power]);
    }
    return true;
}

bool ts_deck_read_scales(ts_reader *reader, const ts_json *json, void *field)
{
    static const char *const lengths[] = {"short", "long"};
    const char *(*scales)[4][4] = field;
    if (json->kind != TS_JSON_OBJECT)
        return ts_read_refuse(reader, json, "\"short\" and \"long\"");
    for (const ts_json *item = json->child; item; item = item->next) {
        int length = index_of(lengths, 2, item->key);
        if (length < 0)
            (void)unknown(reader, item, lengths, 2, "the scales");
        else
            (void)read_magnitudes(reader, item, scales[length]);
    }
    return true;
}

/* ---- texts */

static bool read_wording(ts_reader *reader, const ts_json *json, ts_wording *wording)
{
    static const char *const names[] = {"when", "say"};
    if (json->kind != TS_JSON_OBJECT)
        return ts_read_refuse(reader, json, "wordings with \"when\" and \"say\"");
    for (const ts_json *item = json->child; item; item = item->next) {
        if (strcmp(item->key, "when") == 0) {
            (void)ts_read_text(reader, item, TS_P_CONDITION, &wording->when);
        } else if (strcmp(item->key, "say") != 0) {
            (void)unknown(reader, item, names, 2, "a wording");
        } else if (item->kind != TS_JSON_STRING) {
            (void)ts_read_refuse(reader, item, "a text");
        } else {
            wording->say = (ts_word){item->string, item->span};
            wording->json = item;
        }
    }
    if (!ts_json_member(json, "say"))
        ts_error(reader->diags, json->span, "required", "a wording needs \"say\"");
    return wording->json != NULL;
}

static void check_order(ts_reader *reader, const ts_json *list)
{
    for (const ts_json *item = list->child; item; item = item->next) {
        const ts_json *when = ts_json_member(item, "when");
        if (item->next && !when)
            ts_error(reader->diags, item->span, "wording", "only the last wording has no \"when\"");
        if (!item->next && when)
            ts_error(reader->diags, when->key_span, "wording",
                     "the last wording has no \"when\": it is taken when no other holds");
    }
}

static bool read_wordings(ts_reader *reader, const ts_json *json, ts_copy_entry *entry)
{
    if (!ts_read_is_list(reader, json, 2))
        return false;
    entry->wordings = TS_ARRAY(reader->arena, ts_wording, json->count);
    for (const ts_json *item = json->child; item && entry->wordings; item = item->next)
        if (read_wording(reader, item, &entry->wordings[entry->count]))
            entry->count++;
    check_order(reader, json);
    return entry->count > 0;
}

static bool read_text(ts_reader *reader, const ts_json *json, ts_copy_entry *entry)
{
    entry->wordings = TS_NEW(reader->arena, ts_wording);
    if (!entry->wordings)
        return false;
    entry->wordings[0].say = (ts_word){json->string, json->span};
    entry->wordings[0].json = json;
    entry->count = 1;
    return true;
}

static bool read_group(ts_reader *reader, const ts_json *group, const char *prefix, ts_deck *deck);

static bool read_entry(ts_reader *reader, const ts_json *json, const char *prefix, ts_deck *deck)
{
    const char *key = ts_arena_print(reader->arena, "%s%s%s", prefix, *prefix ? "." : "", json->key);
    if (!key)
        return false;
    if (json->kind == TS_JSON_OBJECT)
        return read_group(reader, json, key, deck);
    if (json->kind != TS_JSON_STRING && json->kind != TS_JSON_ARRAY)
        return ts_read_refuse(reader, json, "a text, wordings or a group");
    if (deck->copy.count >= TS_LIMIT_NAMES) {
        ts_error(reader->diags, json->key_span, "bounds", "a deck has at most %d texts", TS_LIMIT_NAMES);
        return false;
    }
    ts_copy_entry *entry = TS_NEW(reader->arena, ts_copy_entry);
    if (!entry)
        return false;
    bool told = ts_json_member(json->parent, json->key) != json; /* as a double key of the JSON */
    if (!told && ts_map_find(&deck->copy, key))
        ts_error(reader->diags, json->key_span, "double", "\"%s\" stands in the deck twice", key);
    entry->key = key;
    entry->span = json->key_span;
    bool right =
        json->kind == TS_JSON_STRING ? read_text(reader, json, entry) : read_wordings(reader, json, entry);
    return right && ts_map_put(reader->arena, &deck->copy, key, entry);
}

static bool read_group(ts_reader *reader, const ts_json *group, const char *prefix, ts_deck *deck)
{
    if (!ts_read_is_map(reader, group, TS_P_COPY_NAME, 0))
        return false;
    for (const ts_json *item = group->child; item; item = item->next)
        (void)read_entry(reader, item, prefix, deck);
    return true;
}

static void number_wordings(ts_deck *deck)
{
    for (size_t i = 0; i < deck->copy.count; i++) {
        ts_copy_entry *entry = deck->copy.items[i].value;
        for (size_t w = 0; w < entry->count; w++)
            entry->wordings[w].number = ++deck->wording_count;
    }
}

/* False: memory is out. */
static bool find_short_forms(ts_reader *reader, ts_deck *deck)
{
    static const char SHORT[] = ".short";
    for (size_t i = 0; i < deck->copy.count; i++) {
        const char *key = deck->copy.items[i].name;
        size_t length = strlen(key), tail = sizeof SHORT - 1;
        if (length <= tail || strcmp(key + length - tail, SHORT) != 0)
            continue;
        const char *of = ts_arena_copy(reader->arena, key, length - tail);
        ts_copy_entry *entry = of ? ts_map_find(&deck->copy, of) : NULL;
        if (!of)
            return false;
        if (entry)
            entry->brief = key;
    }
    return true;
}

bool ts_deck_read_copy(ts_reader *reader, const ts_json *copy, ts_deck *deck)
{
    bool read = read_group(reader, copy, "", deck);
    number_wordings(deck);
    return find_short_forms(reader, deck) && read;
}
