/* Settings become typed parameters: --set over the row over the named edition over the default. */
#include "bind/bind.h"

#include "base/utf8.h"

#include "base/expression.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT, INTEGER, NUMBER, BOOLEAN };
enum { PATTERN_BYTES = 200, PATTERN_REPEATS = 1000, VALUE_BYTES = 1000, CHOICES_TOLD = 8 };

static const char *const type_names[] = {"a text", "a whole number", "a number", "true or false"};

static const char *behind(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 ? name + length : NULL;
}

const char *ts_setting_stat(const char *name)
{
    return behind(name, "expect:");
}

const char *ts_setting_copy(const char *name)
{
    return behind(name, "copy:");
}

static bool read_number(const char *text, double *number)
{
    if (!text[0] || !strchr("-0123456789.", text[0]) || text[strspn(text, "-+.eE0123456789")])
        return false;
    char *end;
    *number = strtod(text, &end);
    return !*end && isfinite(*number);
}

/* Whole numbers are exact up to 2^53. */
static bool is_whole(double number)
{
    return number == floor(number) && fabs(number) <= 9007199254740992.0;
}

/* As it is printed: what is set is found among texts of tables by its digits. */
static bool is_plainly_whole(const char *text, double number)
{
    char plain[32];
    snprintf(plain, sizeof plain, "%.0f", number + 0.0 /* no -0 */);
    return is_whole(number) && strcmp(plain, text) == 0;
}

/* A typed value from a text that was typed in a shell or a cell. */
static bool type_text(const ts_param *spec, const char *text, ts_scalar *value)
{
    *value = (ts_scalar){.kind = TS_SCALAR_TEXT, .text = text, .span = spec->span};
    switch (spec->type.value) {
    case INTEGER:
    case NUMBER:
        value->kind = TS_SCALAR_NUMBER;
        return read_number(text, &value->number) && (spec->type.value == NUMBER || is_plainly_whole(text, value->number));
    case BOOLEAN:
        value->kind = TS_SCALAR_BOOL;
        value->boolean = strcmp(text, "true") == 0;
        return value->boolean || strcmp(text, "false") == 0;
    default:
        return strlen(text) <= VALUE_BYTES;
    }
}

static bool is_of_type(const ts_param *spec, const ts_scalar *value)
{
    static const int kinds[] = {TS_SCALAR_TEXT, TS_SCALAR_NUMBER, TS_SCALAR_NUMBER, TS_SCALAR_BOOL};
    int type = spec->type.given ? spec->type.value : TEXT;
    return (int)value->kind == kinds[type] && (type != INTEGER || is_whole(value->number));
}

static void tell_type(ts_binder *b, const ts_param *spec, const char *text, ts_span span)
{
    double number;
    span = span.source ? span : spec->span; /* what is set at a command line has no place of its own */
    if (spec->type.value == INTEGER && text && read_number(text, &number) && is_whole(number))
        ts_error(b->diags, span, "param", "\"%s\" takes a whole number without more than its digits: %.0f, not \"%s\"", spec->name, number, text);
    else if (text && strlen(text) > VALUE_BYTES)
        ts_error(b->diags, span, "param", "\"%s\" takes a value of %d bytes at most, not %zu", spec->name, VALUE_BYTES, strlen(text));
    else
        ts_error(b->diags, span, "param", "\"%s\" takes %s, not \"%s\"", spec->name,
                 type_names[spec->type.given ? spec->type.value : TEXT], text ? text : "");
}

/* "; known: en-US, es-MX", for who asked for something that is like none of them */
static const char *known_names(ts_binder *b, const ts_map *map)
{
    const char *told = "";
    for (size_t i = 0; i < map->count && i < CHOICES_TOLD && told; i++)
        told = ts_arena_print(b->arena, "%s%s%s", told, i ? ", " : "; known: ", map->items[i].name);
    if (told && map->count > CHOICES_TOLD)
        told = ts_arena_print(b->arena, "%s, ...", told);
    return told ? told : "";
}

static void tell_unknown_param(ts_binder *b, ts_span span, const char *name)
{
    const ts_map *params = &b->sheet->params;
    const char *near = ts_map_nearest(params, name), *known = params->count ? known_names(b, params) : "; the sheet has none";
    ts_error_near(b->diags, span, "param", near, "unknown parameter \"%s\"%s", name, near ? "" : known);
}

static bool set_param(ts_binder *b, const ts_param *spec, const ts_scalar *value)
{
    ts_scalar *kept = TS_NEW(b->arena, ts_scalar);
    if (!kept)
        return false;
    *kept = *value;
    kept->text = value->text ? value->text : "";
    return ts_map_put(b->arena, &b->params, spec->name, kept);
}

static bool set_defaults(ts_binder *b)
{
    for (size_t i = 0; i < b->sheet->params.count; i++) {
        const ts_param *spec = b->sheet->params.items[i].value;
        if (!is_of_type(spec, &spec->initial))
            tell_type(b, spec, spec->initial.text, spec->initial.span);
        if (!set_param(b, spec, &spec->initial))
            return false;
    }
    return true;
}

static bool set_named(ts_binder *b, const ts_named_edition *named)
{
    for (size_t i = 0; named && i < named->set.count; i++) {
        const char *name = named->set.items[i].name;
        const ts_scalar *value = named->set.items[i].value;
        const ts_param *spec = ts_map_find(&b->sheet->params, name);
        if (!spec)
            tell_unknown_param(b, value->span, name);
        else if (!is_of_type(spec, value))
            tell_type(b, spec, value->text, value->span);
        else if (!set_param(b, spec, value))
            return false;
    }
    return true;
}

static bool set_expect(ts_binder *b, const char *stat, const ts_setting *setting)
{
    if (!ts_map_find(&b->sheet->stats, stat))
        ts_error_near(b->diags, setting->span, "param", ts_map_nearest(&b->sheet->stats, stat),
                      "\"%s\" expects of an unknown statistic", setting->name);
    return ts_map_put(b->arena, &b->expects, stat, (void *)(uintptr_t)setting);
}

/* The edition's deck is the sheet's, its entries in a map of their own. */
static ts_deck *own_deck(ts_binder *b)
{
    ts_deck *own = TS_NEW(b->arena, ts_deck);
    if (!own)
        return NULL;
    *own = *b->deck;
    own->copy = (ts_map){0};
    for (size_t i = 0; i < b->deck->copy.count; i++)
        if (!ts_map_put(b->arena, &own->copy, b->deck->copy.items[i].name, b->deck->copy.items[i].value))
            return NULL;
    return own;
}

/* One text of the deck, said in other words by this edition. */
static bool set_copy(ts_binder *b, const char *key, const ts_setting *setting)
{
    const ts_copy_entry *found = b->deck ? ts_map_find(&b->deck->copy, key) : NULL;
    if (b->deck && !found)
        ts_error_near(b->diags, setting->span, "copy", ts_map_nearest(&b->deck->copy, key),
                      "the deck in %s has no \"%s\"", b->edition->language, key);
    if (!found)
        return true;
    ts_copy_entry *entry = TS_NEW(b->arena, ts_copy_entry);
    ts_wording *wording = TS_NEW(b->arena, ts_wording);
    ts_deck *own = b->overridden ? b->overridden : own_deck(b);
    if (!entry || !wording || !own)
        return false;
    *wording = (ts_wording){.say = {.text = ts_arena_text(b->arena, setting->value), .span = setting->span}};
    *entry = (ts_copy_entry){.key = found->key, .brief = found->brief, .wordings = wording, .count = 1, .span = setting->span};
    b->deck = b->edition->deck = b->overridden = own;
    return wording->say.text && ts_map_put(b->arena, &own->copy, found->key, entry);
}

/* A setting of a command line has no place: what is wrong with its value is told at the parameter. */
static bool set_typed(ts_binder *b, const ts_setting *setting)
{
    const ts_param *spec = ts_map_find(&b->sheet->params, setting->name);
    if (!spec) {
        tell_unknown_param(b, setting->span, setting->name);
        return true;
    }
    ts_scalar value;
    if (!type_text(spec, setting->value, &value)) {
        tell_type(b, spec, setting->value, setting->span);
        return true;
    }
    value.text = ts_arena_text(b->arena, setting->value);
    value.span = setting->span.source ? setting->span : spec->span;
    return value.text && set_param(b, spec, &value);
}

static bool set_one(ts_binder *b, const ts_setting *setting)
{
    const char *stat = ts_setting_stat(setting->name), *key = ts_setting_copy(setting->name);
    if (stat)
        return set_expect(b, stat, setting);
    return key ? set_copy(b, key, setting) : set_typed(b, setting);
}

/* ---- choices and patterns */

static bool same_value(const ts_scalar *a, const ts_scalar *b)
{
    if (a->kind == TS_SCALAR_NUMBER && b->kind == TS_SCALAR_NUMBER)
        return a->number == b->number;
    return strcmp(a->text ? a->text : "", b->text ? b->text : "") == 0;
}

static bool add_choice_names(ts_binder *b, const ts_param *spec, ts_names *names)
{
    for (size_t i = 0; i < spec->choices.count; i++)
        if (!TS_PUSH(b->arena, names, spec->choices.items[i].text))
            return false;
    return true;
}

static void tell_choice(ts_binder *b, const ts_param *spec, const ts_scalar *value, const ts_names *names)
{
    if (!names->count) {
        ts_error(b->diags, spec->choices_column.span, "param", "\"%s\" has no choices: table \"%s\" has no row", spec->name, spec->choices_table.text);
        return;
    }
    const char *told = "";
    for (size_t i = 0; i < names->count && i < CHOICES_TOLD && told; i++)
        told = ts_arena_print(b->arena, "%s%s%s", told, i ? ", " : "", names->items[i]);
    ts_error_near(b->diags, value->span, "param",
                  ts_nearest((const char *const *)names->items, names->count, value->text), "\"%s\" cannot be \"%s\": its choices are %s%s", spec->name, value->text, told ? told : "",
                  names->count > CHOICES_TOLD ? ", ..." : "");
}

static bool check_list(ts_binder *b, const ts_param *spec, const ts_scalar *value)
{
    if (!spec->choices.count)
        return true;
    for (size_t i = 0; i < spec->choices.count; i++)
        if (same_value(&spec->choices.items[i], value))
            return true;
    ts_names names = {0};
    if (!add_choice_names(b, spec, &names))
        return false;
    tell_choice(b, spec, value, &names);
    return true;
}

static bool check_column(ts_binder *b, const ts_param *spec, const ts_scalar *value)
{
    if (!spec->choices_table.text || !spec->choices_column.text)
        return true;
    ts_rows *rows = NULL;
    ts_status status =
        ts_database_distinct(b->database, b->arena, spec->choices_table.text, spec->choices_column.text,
                             spec->choices_table.span, b->diags, &rows);
    if (status != TS_OK)
        return status == TS_FAULT;
    ts_names names = {0};
    for (size_t i = 0; i < rows->row_count; i++) {
        const ts_cell *cell = &rows->cells[i * rows->column_count];
        const char *text = cell->kind == TS_CELL_TEXT     ? cell->text
                           : cell->kind == TS_CELL_NUMBER ? ts_arena_print(b->arena, "%.15g", cell->number)
                                                          : NULL;
        if (text && strcmp(text, value->text) == 0)
            return true;
        if (text && !TS_PUSH(b->arena, &names, text))
            return false;
    }
    tell_choice(b, spec, value, &names);
    return true;
}

/* Backreferences and nested repeats make POSIX matchers slow or large. */
static bool is_modest(const char *pattern)
{
    double repeats = 1;
    size_t length = strlen(pattern);
    if (length > PATTERN_BYTES)
        return false;
    for (const char *p = pattern; *p; p++) {
        if (*p == '\\') {
            p++;
            if (!*p || (*p >= '1' && *p <= '9'))
                return false;
        } else if (*p == '{') {
            const char *comma = strpbrk(p, ",}");
            double most = strtod(comma && *comma == ',' && comma[1] != '}' ? comma + 1 : p + 1, NULL);
            repeats *= most > 1 ? most : 1;
        }
    }
    return repeats <= PATTERN_REPEATS;
}

static bool check_pattern(ts_binder *b, const ts_param *spec, const ts_scalar *value)
{
    const char *pattern = spec->pattern.text;
    if (!pattern)
        return true;
    if (!is_modest(pattern)) {
        ts_error(b->diags, spec->pattern.span, "param",
                 "the pattern of \"%s\" is too much: at most %d bytes, %d repeats, no backreferences",
                 spec->name, PATTERN_BYTES, PATTERN_REPEATS);
        return true;
    }
    regex_t regex;
    const char *whole = ts_arena_print(b->arena, "^(%s)$", pattern);
    if (!whole)
        return false;
    const int compiled = ts_expression_compile(&regex, whole);
    if (compiled == REG_ESPACE)
        return false;
    if (compiled != 0) {
        ts_error(b->diags, spec->pattern.span, "param", "the pattern of \"%s\" is no regular expression",
                 spec->name);
        return true;
    }
    const int matched = strlen(value->text) > VALUE_BYTES ? REG_NOMATCH : ts_expression_match(&regex, value->text);
    if (matched == REG_NOMATCH)
        ts_error(b->diags, value->span, "param", "\"%s\" cannot be \"%.*s\": it must match %s", spec->name,
                 ts_utf8_fit(value->text, 80), value->text, pattern);
    regfree(&regex);
    return matched == 0 || matched == REG_NOMATCH;
}

/* ---- language, profile */

static void tell_unknown(ts_binder *b, ts_span span, const char *rule, const ts_map *known, const char *name)
{
    const char *near = ts_map_nearest(known, name), *kind = strcmp(rule, "language") == 0 ? "copy deck in" : rule;
    ts_error_near(b->diags, span, rule, near, "the sheet has no %s \"%s\"%s", kind, name, near ? "" : known->count ? known_names(b, known) : "; it names none");
}

static const ts_named_edition *find_named(ts_binder *b)
{
    const char *name = b->request->edition;
    const ts_named_edition *named = name ? ts_map_find(&b->sheet->editions, name) : NULL;
    if (name && !named)
        tell_unknown(b, (ts_span){0}, "edition", &b->sheet->editions, name);
    return named;
}

static const char *first_of(const char *a, const char *b, const char *c)
{
    return a ? a : b ? b : c;
}

static void set_language(ts_binder *b, const ts_named_edition *named)
{
    const ts_words *languages = &b->sheet->languages;
    const char *first = languages->count ? languages->items[0].text : "en-US";
    const char *language = first_of(b->request->language, named ? named->language.text : NULL, first);
    b->deck = ts_map_find(&b->sheet->decks, language);
    if (!b->deck)
        tell_unknown(b, b->request->language || !named ? b->request->language_span : named->language.span, "language",
                     &b->sheet->decks, language);
    b->edition->language = language;
    b->edition->deck = b->deck;
    b->as_written = strcmp(language, first) == 0;
}

static void set_profile(ts_binder *b, const ts_named_edition *named)
{
    const char *name = first_of(b->request->profile, named ? named->profile.text : NULL, "print");
    b->edition->profile = ts_map_find(&b->sheet->profiles, name);
    if (!b->edition->profile)
        tell_unknown(b, b->request->profile || !named ? b->request->profile_span : named->profile.span, "profile",
                     &b->sheet->profiles, name);
}

const ts_profile *ts_edition_profile(const ts_sheet *sheet, const ts_edition_request *request, ts_diags *diags)
{
    ts_edition edition = {0};
    ts_binder b = {.sheet = sheet, .arena = diags->arena, .request = request, .diags = diags, .edition = &edition};
    const ts_named_edition *named = find_named(&b);
    if (request->edition && !named)
        return NULL;
    set_profile(&b, named);
    return edition.profile;
}

ts_cell ts_bind_cell(const ts_scalar *scalar)
{
    switch (scalar->kind) {
    case TS_SCALAR_TEXT:
        return (ts_cell){TS_CELL_TEXT, 0, scalar->text};
    case TS_SCALAR_NUMBER:
        return (ts_cell){TS_CELL_NUMBER, scalar->number, scalar->text};
    case TS_SCALAR_BOOL:
        return (ts_cell){TS_CELL_NUMBER, scalar->boolean ? 1 : 0, scalar->text};
    default:
        return (ts_cell){0};
    }
}

static bool list_params(ts_binder *b)
{
    ts_edition *edition = b->edition;
    edition->params = TS_ARRAY(b->arena, ts_binding, b->params.count);
    if (!edition->params)
        return false;
    for (size_t i = 0; i < b->params.count; i++) {
        const ts_param *spec = b->sheet->params.items[i].value;
        const ts_scalar *value = b->params.items[i].value;
        edition->params[edition->param_count++] = (ts_binding){spec->name, ts_bind_cell(value)};
        b->as_written = b->as_written && same_value(&spec->initial, value);
        if (!check_list(b, spec, value) || !check_column(b, spec, value) || !check_pattern(b, spec, value))
            return false;
    }
    return true;
}

bool ts_bind_params(ts_binder *b)
{
    const ts_named_edition *named = find_named(b);
    set_language(b, named);
    set_profile(b, named);
    if (!set_defaults(b) || !set_named(b, named))
        return false;
    for (size_t i = 0; i < b->request->setting_count; i++)
        if (!set_one(b, &b->request->settings[i]))
            return false;
    return list_params(b);
}
