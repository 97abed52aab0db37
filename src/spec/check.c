#include "spec/check.h"

#include "spec/condition.h"
#include "spec/value.h"

#include <string.h>

bool ts_check_is_open(const char *text)
{
    return strchr(text, '{') != NULL;
}

static bool skip(ts_word word)
{
    return !word.text || ts_check_is_open(word.text);
}

/* ---- names */

bool ts_check_is_lost(const ts_checker *checker, const ts_map *map)
{
    const ts_sheet *s = checker->sheet;
    const ts_map *const brands[] = {&s->swatches, &s->fonts,   &s->text_styles, &s->character_styles, &s->box_styles, &s->art,
                                    &s->formats,  &s->ladders, &s->components,  &s->masters,          &s->profiles,   &checker->frame_names};
    bool lost = false;
    for (size_t i = 0; i < TS_COUNT(brands) && checker->brand_lost; i++)
        lost |= brands[i] == map;
    return lost;
}

/* What is called so, of whatever kind: "a series"; NULL: nothing is that numbers and texts may take by name. */
static const char *find_other(const ts_checker *checker, const char *name)
{
    const ts_sheet *sheet = checker->sheet;
    const struct {
        const ts_map *map;
        const char *noun;
    } kinds[] = {{&sheet->series, "a series"}, {&sheet->stats, "a statistic"}, {&sheet->facts, "a fact"}, {&sheet->params, "a parameter"},
                 {&sheet->tables, "a table"}, {&sheet->shapes, "shapes of a map"}, {&sheet->sources, "a source"}, {&sheet->text_styles, "a text style"},
                 {&sheet->box_styles, "a box style"}, {&sheet->character_styles, "a character style"}};
    for (size_t i = 0; i < TS_COUNT(kinds); i++)
        if (ts_map_find(kinds[i].map, name))
            return kinds[i].noun;
    return NULL;
}

void ts_check_lost(ts_checker *checker, ts_word word, const char *rule, const char *near, const char *message)
{
    const char *whole = message && near ? ts_arena_print(checker->arena, "%s (did you mean \"%s\"?)", message, near) : message;
    if (whole)
        ts_diag_add(checker->diags, (ts_diag){.severity = TS_ERROR, .span = word.span, .rule = rule, .message = whole, .hint = near, .subject = word.text});
}

bool ts_check_name(ts_checker *checker, ts_word word, const ts_map *map, const char *what, const char *rule)
{
    if (skip(word) || ts_map_find(map, word.text))
        return true;
    if (ts_check_is_lost(checker, map))
        return false;
    const char *other = find_other(checker, word.text);
    const char *name = ts_value_excerpt(checker->arena, word.text);
    if (other)
        ts_error(checker->diags, word.span, rule, "unknown %s \"%s\": it is %s", what, name, other);
    else
        ts_check_lost(checker, word, rule, ts_map_nearest(map, word.text), ts_arena_print(checker->arena, "unknown %s \"%s\"", what, name));
    return false;
}

void ts_check_names(ts_checker *checker, const ts_words *words, const ts_map *map, const char *what,
                    const char *rule)
{
    for (size_t i = 0; i < words->count; i++)
        (void)ts_check_name(checker, words->items[i], map, what, rule);
}

void ts_check_art(ts_checker *checker, ts_word word)
{
    const ts_map *art = &checker->sheet->art;
    const bool open = word.text && ts_check_is_open(word.text);
    for (size_t i = 0; word.text && !checker->apart && i < art->count; i++)
        if (open || strcmp(art->items[i].name, word.text) == 0)
            ((ts_art_spec *)art->items[i].value)->named = true;
    (void)ts_check_name(checker, word, art, "art", "art");
}

void ts_check_tell_number(ts_checker *checker, ts_word word, bool param)
{
    const char *name = ts_value_excerpt(checker->arena, word.text), *other = find_other(checker, word.text);
    const char *near = ts_map_nearest(&checker->numbers, word.text);
    if (ts_map_find(&checker->sheet->series, word.text))
        ts_error(checker->diags, word.span, "value", "no number \"%s\": it is a series, and a statistic takes a number of it: {\"latest\": \"%s\"}", name, name);
    else if (other)
        ts_error(checker->diags, word.span, "value", "no number \"%s\": it is %s", name, other);
    else
        ts_check_lost(checker, word, "value", near ? near : param ? ts_map_nearest(&checker->sheet->params, word.text) : NULL,
                      ts_arena_print(checker->arena, "no number \"%s\"", name));
}

bool ts_check_number(ts_checker *checker, ts_word word)
{
    if (skip(word) || ts_map_find(&checker->numbers, word.text))
        return true;
    ts_check_tell_number(checker, word, false);
    return false;
}

void ts_check_swatch(ts_checker *checker, ts_word word)
{
    double tint;
    if (skip(word))
        return;
    ts_word name = word;
    if (ts_spec_swatch(checker->arena, word.text, &name.text, &tint))
        (void)ts_check_name(checker, name, &checker->sheet->swatches, "swatch", "swatch");
    else if (!ts_arena_failed(checker->arena))
        ts_error(checker->diags, word.span, "swatch", "\"%s\" is no swatch",
                 ts_value_excerpt(checker->arena, word.text));
}

void ts_check_rule(ts_checker *checker, const ts_rule *rule)
{
    if (!rule)
        return;
    ts_check_swatch(checker, rule->swatch);
    ts_check_swatch(checker, rule->reversed);
}

void ts_check_rules(ts_checker *checker, const ts_rules *rules)
{
    ts_check_rule(checker, rules->above);
    ts_check_rule(checker, rules->below);
    ts_check_rule(checker, rules->left);
    ts_check_rule(checker, rules->right);
}

/* ---- copy */

static const char *last_part(const char *key)
{
    const char *dot = strrchr(key, '.');
    return dot ? dot + 1 : key;
}

/* Keys of one group look alike by their group: the last parts must be near too. */
static const char *near_key(const ts_map *copy, const char *key)
{
    const char *near = ts_map_nearest(copy, key);
    if (!near)
        return NULL;
    const char *part = last_part(near);
    bool alike = strcmp(part, last_part(key)) == 0 || ts_nearest(&part, 1, last_part(key));
    return alike ? near : NULL;
}

const char *ts_deck_twin(const ts_deck *deck, const ts_deck *other, const char *key)
{
    const char *near = strlen(key) > 2 ? near_key(&deck->copy, key) : NULL;
    return near && !ts_map_find(&other->copy, near) ? near : NULL;
}

/* Another deck has it, where this one has something like it that no other has: the decks are at odds, and told so. */
static bool is_misspelt(const ts_checker *checker, const char *key)
{
    const ts_map *decks = &checker->sheet->decks;
    for (size_t i = 0; i < decks->count; i++) {
        const ts_deck *deck = decks->items[i].value;
        if (deck != checker->deck && ts_map_find(&deck->copy, key) && ts_deck_twin(checker->deck, deck, key))
            return true;
    }
    return false;
}

static bool has_group(const ts_map *copy, const char *group)
{
    size_t length = strlen(group);
    for (size_t i = 0; i < copy->count; i++)
        if (strncmp(copy->items[i].name, group, length) == 0 && copy->items[i].name[length] == '.')
            return true;
    return false;
}

/* What stands before the last dot, when the deck has nothing there; else NULL. */
static const char *lost_group(const ts_checker *checker, const char *key)
{
    const char *dot = strrchr(key, '.'), *group = dot ? ts_arena_copy(checker->arena, key, (size_t)(dot - key)) : NULL;
    return group && !has_group(&checker->deck->copy, group) ? group : NULL;
}

static const char *near_group(const ts_checker *checker, const char *group)
{
    ts_near near = ts_near_to(group);
    for (size_t i = 0; i < checker->deck->copy.count; i++) {
        const char *key = checker->deck->copy.items[i].name, *dot = strrchr(key, '.');
        const char *name = dot ? ts_arena_copy(checker->arena, key, (size_t)(dot - key)) : NULL;
        if (name)
            ts_near_look(&near, name);
    }
    return near.best;
}

static void tell_no_copy(ts_checker *checker, ts_word word)
{
    const char *key = ts_value_excerpt(checker->arena, word.text), *language = checker->deck->language;
    const char *near = near_key(&checker->deck->copy, word.text), *group = lost_group(checker, word.text), *meant = group ? near_group(checker, group) : NULL;
    if (!meant)
        ts_check_lost(checker, word, "copy", near, ts_arena_print(checker->arena, "no copy \"%s\" in %s", key, language));
    else if (!ts_map_find(&checker->asked, group)) /* of all that is asked for there, the first */
        ts_error_near(checker->diags, word.span, "copy", meant, "no copy \"%s\" in %s, nor anything else under \"%s\"", key, language, group);
    if (meant)
        (void)ts_map_put(checker->arena, &checker->asked, group, checker);
}

void ts_check_copy(ts_checker *checker, ts_word word)
{
    if (skip(word) || !checker->deck || ts_map_find(&checker->deck->copy, word.text))
        return;
    if (!is_misspelt(checker, word.text))
        tell_no_copy(checker, word);
    (void)ts_map_put(checker->arena, &checker->asked, word.text, checker);
}

/* What the deck would have to hold. */
static const char *wanted_labels(const ts_checker *checker, const char *group, const char *series)
{
    const ts_series_spec *spec = series ? ts_map_find(&checker->sheet->series, series) : NULL;
    if (spec && !spec->by.text && !spec->sql.text)
        return ts_arena_print(checker->arena, "its name, \"%s.%s\"", group, series);
    return ts_arena_print(checker->arena, "\"%s.CATEGORY\" for each %s, in small letters with hyphens", group, spec && spec->by.text ? spec->by.text : "category");
}

bool ts_check_labels(ts_checker *checker, ts_word word, const char *series)
{
    if (skip(word) || !checker->deck || has_group(&checker->deck->copy, word.text))
        return true;
    const char *group = ts_value_excerpt(checker->arena, word.text), *wanted = wanted_labels(checker, group, series);
    if (wanted)
        ts_error(checker->diags, word.span, "copy", "no copy under \"%s\" in %s: it has to hold %s", group, checker->deck->language, wanted);
    return false;
}

static void check_param_labels(ts_checker *checker)
{
    const ts_map *params = &checker->sheet->params;
    for (size_t i = 0; checker->deck && i < params->count; i++) {
        const ts_param *param = params->items[i].value;
        const char *group = param->labels.text;
        if (!skip(param->labels) && !has_group(&checker->deck->copy, group))
            ts_error(checker->diags, param->labels.span, "copy",
                     "no copy under \"%s\" in %s: it has to hold \"%s.VALUE\" for the values of \"%s\", in small letters with hyphens",
                     group, checker->deck->language, group, param->name);
    }
}

/* ---- templates of parameters */

void ts_check_params(ts_checker *checker, ts_word word)
{
    const ts_map *params = &checker->sheet->params;
    for (const char *open = word.text ? strchr(word.text, '{') : NULL; open; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (!close)
            return;
        const char *name = ts_arena_copy(checker->arena, open + 1, (size_t)(close - open - 1));
        if (name && !ts_map_find(params, name))
            ts_check_lost(checker, (ts_word){name, word.span}, "param", ts_map_nearest(params, name),
                          ts_arena_print(checker->arena, "no parameter \"%s\"", ts_value_excerpt(checker->arena, name)));
    }
}

/* ---- conditions */

typedef struct question {
    ts_checker *checker;
    bool literal;
} question;

/* A name of the condition with the whole text's place when no finer one is known. */
static ts_word name_in(const ts_condition *condition, const char *text)
{
    return (ts_word){text, condition->span};
}

static void unknown_name(ts_checker *checker, const ts_condition *condition, const char *what)
{
    const char *near = ts_map_nearest(&checker->numbers, condition->name);
    if (!near)
        near = ts_map_nearest(&checker->sheet->params, condition->name);
    ts_check_lost(checker, name_in(condition, condition->name), "when", near,
                  ts_arena_print(checker->arena, "no %s \"%s\"", what, ts_value_excerpt(checker->arena, condition->name)));
}

static bool is_number_or_param(const ts_checker *checker, const char *name)
{
    return ts_map_find(&checker->numbers, name) || ts_map_find(&checker->sheet->params, name);
}

static bool has_language(const ts_sheet *sheet, const char *language)
{
    for (size_t i = 0; i < sheet->languages.count; i++)
        if (strcmp(sheet->languages.items[i].text, language) == 0)
            return true;
    return false;
}

static void check_is(ts_checker *checker, const ts_condition *condition)
{
    const ts_sheet *sheet = checker->sheet;
    if (strcmp(condition->name, "language") == 0) {
        if (!has_language(sheet, condition->value))
            ts_error(checker->diags, condition->span, "when", "the sheet has no language \"%s\"",
                     ts_value_excerpt(checker->arena, condition->value));
    } else if (strcmp(condition->name, "profile") == 0) {
        (void)ts_check_name(checker, name_in(condition, condition->value), &sheet->profiles, "profile",
                            "when");
    } else if (!is_number_or_param(checker, condition->name)) {
        unknown_name(checker, condition, "number or parameter");
    }
}

static void check_has(question q, const ts_condition *condition)
{
    const ts_deck *deck = q.checker->deck;
    bool known =
        is_number_or_param(q.checker, condition->name) || (deck && ts_map_find(&deck->copy, condition->name));
    if (!known && q.literal)
        unknown_name(q.checker, condition, "number or copy");
}

static void check_question(question q, const ts_condition *condition)
{
    if (!condition)
        return;
    check_question(q, condition->left);
    check_question(q, condition->right);
    if (!condition->name || ts_check_is_open(condition->name) ||
        (condition->value && ts_check_is_open(condition->value)))
        return;
    if (condition->op == TS_WHEN_HAS)
        check_has(q, condition);
    else if (condition->op == TS_WHEN_IS)
        check_is(q.checker, condition);
    else if (!is_number_or_param(q.checker, condition->name))
        unknown_name(q.checker, condition, "number or parameter");
}

void ts_check_condition(ts_checker *checker, ts_word word, bool literal)
{
    if (!word.text)
        return;
    question q = {checker, literal};
    check_question(q, ts_condition_parse(checker->arena, word.text, word.span, checker->diags));
}

/* ---- one set of names */

static ts_span name_span(const ts_entry *entry, size_t span)
{
    return *(const ts_span *)(const void *)((const char *)entry->value + span);
}

static void add_set(ts_checker *checker, ts_map *seen, const ts_map *map, const char *what, size_t span)
{
    for (size_t i = 0; i < map->count; i++) {
        const char *before = ts_map_find(seen, map->items[i].name);
        if (before)
            ts_error(
                checker->diags, name_span(&map->items[i], span), "double",
                "\"%s\" is %s already; stats, facts, series, parameters and sources share one set of names",
                map->items[i].name, before);
        else if (!ts_map_put(checker->arena, seen, map->items[i].name, (void *)what))
            return;
    }
}

static void check_one_set(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    ts_map seen = {0};
    add_set(checker, &seen, &sheet->params, "a parameter", offsetof(ts_param, span));
    add_set(checker, &seen, &sheet->sources, "a source", offsetof(ts_source_spec, span));
    add_set(checker, &seen, &sheet->series, "a series", offsetof(ts_series_spec, span));
    add_set(checker, &seen, &sheet->facts, "a fact", offsetof(ts_fact_spec, span));
    add_set(checker, &seen, &sheet->stats, "a stat", offsetof(ts_stat_spec, span));
}

static bool collect_numbers(ts_checker *checker)
{
    const ts_map *maps[] = {&checker->sheet->facts, &checker->sheet->stats};
    for (int m = 0; m < 2; m++)
        for (size_t i = 0; i < maps[m]->count; i++)
            if (!ts_map_put(checker->arena, &checker->numbers, maps[m]->items[i].name,
                            maps[m]->items[i].value))
                return false;
    return true;
}

/* ---- all */

static const ts_deck *first_deck(const ts_sheet *sheet)
{
    return sheet->decks.count ? sheet->decks.items[0].value : NULL;
}

/* Where the sheet names no key, nothing in it is the place: it is told at its beginning. */
static void check_title(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    const char *key = sheet->title.text;
    if (sheet->title.span.source)
        ts_check_copy(checker, sheet->title);
    else if (checker->deck && !ts_map_find(&checker->deck->copy, key))
        ts_check_lost(checker, (ts_word){key, {sheet->source, 0, 1}}, "copy", near_key(&checker->deck->copy, key),
                      ts_arena_print(checker->arena, "no copy \"%s\" in %s: it is the document's title, unless the sheet's \"title\" names another", key,
                                     checker->deck->language));
}

static void check_all(ts_checker *checker, const ts_reader *reader)
{
    check_one_set(checker);
    ts_check_brand(checker);
    ts_check_numbers(checker);
    ts_check_pages(checker);
    ts_check_decks(checker);
    check_title(checker);
    check_param_labels(checker);
    ts_check_later(checker, reader);
}

bool ts_check_sheet(ts_reader *reader, ts_sheet_file *file)
{
    ts_arena *scratch = ts_arena_new(0);
    ts_checker checker = {.arena = scratch,
                          .diags = reader->diags,
                          .matcher = reader->matcher,
                          .reader = reader,
                          .sheet = &file->sheet,
                          .deck = first_deck(&file->sheet),
                          .brand_lost = file->brand_lost};
    bool whole = scratch && collect_numbers(&checker);
    if (whole)
        check_all(&checker, reader);
    whole = whole && !ts_arena_failed(scratch);
    ts_arena_drop(scratch);
    return whole;
}
