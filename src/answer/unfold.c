#include "answer/unfold.h"

#include "answer/account.h"
#include "answer/ledger.h"
#include "base/json_out.h"

#include <string.h>

typedef struct entry { /* of a number or a series: what the sheet declares, and what the edition found */
    const ts_json *declared, *found;
} entry;

typedef struct known_series {
    entry is;
    const ts_json *unit, *query, *heads; /* its members, found once: numbers ask for them */
    const ts_json **rows; /* its points */
    size_t count;
} known_series;

typedef struct unfolding {
    ts_arena *arena;
    ts_json_out out;
    const ts_json *root, *sheet;
    ts_map sources, caveats; /* name -> ts_json */
    ts_map series;           /* name -> known_series */
    const ts_json **roundings; /* of values in texts */
    size_t rounding_count;
} unfolding;

/* ---- looking */

static const ts_json *member_of(const ts_json *object, const char *name)
{
    return object && object->kind == TS_JSON_OBJECT ? ts_json_member(object, name) : NULL;
}

static const ts_json *find(entry e, const char *name)
{
    const ts_json *found = member_of(e.found, name);
    return found ? found : member_of(e.declared, name);
}

static const ts_json *find_list(entry e, const char *name)
{
    const ts_json *list = find(e, name);
    return list && list->kind == TS_JSON_ARRAY ? list->child : NULL;
}

static const known_series *series_named(const unfolding *u, const ts_json *name)
{
    return name && name->kind == TS_JSON_STRING ? ts_map_find(&u->series, name->string) : NULL;
}

/* ---- writing */

static bool is_ample(const unfolding *u)
{
    return u->out.text.count < TS_UNFOLD_BYTES;
}

static void put_raw(unfolding *u, const char *key, const ts_json *value)
{
    if (value && is_ample(u))
        ts_json_raw(&u->out, key, value->span.source->text + value->span.begin, value->span.end - value->span.begin);
}

static void put_members(unfolding *u, entry e, const char *const *names)
{
    for (; *names; names++)
        put_raw(u, *names, find(e, *names));
}

/* Things by their names: as they stand in full, or what is known without that. */
static void put_named(unfolding *u, entry e, const char *key, const ts_map *known)
{
    if (!find(e, key))
        return;
    ts_json_open(&u->out, key, '[');
    for (const ts_json *name = find_list(e, key); name && is_ample(u); name = name->next) {
        const ts_json *whole = name->kind == TS_JSON_STRING ? ts_map_find(known, name->string) : NULL;
        if (whole) {
            put_raw(u, NULL, whole);
            continue;
        }
        ts_json_line(&u->out, NULL, '{');
        put_raw(u, "name", name);
        if (known == &u->caveats)
            put_raw(u, "says", name);
        ts_json_close(&u->out, '}');
    }
    ts_json_close(&u->out, ']');
}

static void put_roots(unfolding *u, entry e)
{
    put_named(u, e, "sources", &u->sources);
    put_named(u, e, "caveats", &u->caveats);
}

/* ---- points */

enum { CELLS = 3 }; /* of a point: time, category, value; what stands behind them is not looked at, or many points would take for ever */

static void put_point(unfolding *u, const known_series *series, const ts_json *row)
{
    static const char *const heads[] = {"time", "category", "value"};
    const ts_json *cell = row->kind == TS_JSON_ARRAY ? row->child : NULL, *head = series->heads;
    ts_json_line(&u->out, NULL, '{');
    for (int column = 0; column < CELLS && cell && head; column++, cell = cell->next, head = head->next)
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
            if (head->kind == TS_JSON_STRING && strcmp(head->string, heads[i]) == 0 && (i == 2 || cell->kind != TS_JSON_NULL))
                put_raw(u, heads[i], cell);
    ts_json_close(&u->out, '}');
}

static void put_count(unfolding *u, const ts_json *said, size_t counted)
{
    if (said)
        put_raw(u, "point-count", said);
    else
        ts_json_whole(&u->out, "point-count", counted);
}

static size_t length_of(const ts_json *list)
{
    return list && list->kind == TS_JSON_ARRAY ? list->count : 0;
}

static void put_taken(unfolding *u, const ts_json *input)
{
    const known_series *series = series_named(u, member_of(input, "series"));
    const ts_json *points = member_of(input, "points");
    ts_json_open(&u->out, NULL, '{');
    put_raw(u, "series", member_of(input, "series"));
    put_raw(u, "unit", series ? series->unit : NULL);
    put_count(u, member_of(input, "point-count"), length_of(points));
    ts_json_open(&u->out, "points", '[');
    for (const ts_json *place = length_of(points) ? points->child : NULL; series && place && is_ample(u); place = place->next)
        if (place->kind == TS_JSON_NUMBER && place->number >= 0 && place->number < (double)series->count)
            put_point(u, series, series->rows[(size_t)place->number]);
    ts_json_close(&u->out, ']');
    ts_json_close(&u->out, '}');
}

static void put_input(unfolding *u, entry e)
{
    const ts_json *input = find_list(e, "input");
    if (!input)
        return;
    ts_json_open(&u->out, "input", '[');
    for (; input && is_ample(u); input = input->next)
        put_taken(u, input);
    ts_json_close(&u->out, ']');
}

/* ---- numbers and series */

static const ts_json *query_of(const unfolding *u, entry e)
{
    const ts_json *own = find(e, "query");
    const known_series *first = own ? NULL : series_named(u, member_of(find_list(e, "input"), "series"));
    const ts_json *query = own ? own : first ? first->query : NULL;
    return query && query->kind == TS_JSON_STRING ? query : NULL;
}

static void put_number(unfolding *u, entry e)
{
    static const char *const is[] = {"name", "kind", "method", "unit", NULL}, *const found[] = {"unknown", "value", "printed", "why", "only", "from", "to", NULL};
    static const char *const judged[] = {"doubts", "expect", "expect-met", NULL}, *const said[] = {"says", "read", "means", "note", NULL};
    const ts_json *value = find(e, "value"), *period = find(e, "period");
    period = period ? period : find(e, "to");
    ts_json_open(&u->out, NULL, '{');
    put_members(u, e, is);
    put_raw(u, "rounding", value && value->kind == TS_JSON_NUMBER ? find(e, "rounding") : NULL);
    put_members(u, e, found);
    put_raw(u, "period", period && period->kind == TS_JSON_STRING ? period : NULL);
    put_members(u, e, judged);
    put_roots(u, e);
    put_members(u, e, said);
    put_raw(u, "query", query_of(u, e));
    put_raw(u, "uses", find(e, "uses"));
    put_input(u, e);
    ts_json_close(&u->out, '}');
}

static void put_numbers(unfolding *u)
{
    const ts_json *declared = ts_account_list(u->sheet, "numbers"), *found = ts_account_list(u->root, "numbers");
    ts_json_open(&u->out, "numbers", '[');
    for (; found && is_ample(u); found = found->next) {
        put_number(u, (entry){declared, found});
        declared = declared ? declared->next : NULL;
    }
    ts_json_close(&u->out, ']');
}

static void put_series(unfolding *u, const known_series *series)
{
    static const char *const is[] = {"name", "unit", "table", NULL};
    ts_json_open(&u->out, NULL, '{');
    put_members(u, series->is, is);
    put_roots(u, series->is);
    put_raw(u, "query", series->query);
    put_count(u, find(series->is, "point-count"), series->count);
    ts_json_open(&u->out, "points", '[');
    for (size_t i = 0; i < series->count && is_ample(u); i++)
        put_point(u, series, series->rows[i]);
    ts_json_close(&u->out, ']');
    ts_json_close(&u->out, '}');
}

static void put_all_series(unfolding *u)
{
    ts_json_open(&u->out, "series", '[');
    for (size_t i = 0; i < u->series.count; i++)
        put_series(u, u->series.items[i].value);
    ts_json_close(&u->out, ']');
}

/* ---- texts */

enum { NAME, FROM, TO, BOX, ROUNDING, PAGE, VALUE_CELLS };

static const ts_json *first_of(const ts_json *list)
{
    return list && list->kind == TS_JSON_ARRAY ? list->child : NULL;
}

static void put_told(unfolding *u, const char *key, const ts_json *value)
{
    if (value && value->kind != TS_JSON_NULL)
        put_raw(u, key, value);
}

static const ts_json *rounding_at(const unfolding *u, const ts_json *place)
{
    bool good = place && place->kind == TS_JSON_NUMBER && place->number >= 0 && place->number < (double)u->rounding_count;
    return good ? u->roundings[(size_t)place->number] : NULL;
}

static void put_value(unfolding *u, const ts_json *row, const ts_json *page)
{
    const ts_json *cells[VALUE_CELLS] = {0}, *cell = first_of(row);
    for (int i = 0; i < VALUE_CELLS && cell; i++, cell = cell->next)
        cells[i] = cell;
    bool mark = cells[NAME] && cells[NAME]->kind == TS_JSON_NUMBER;
    ts_json_line(&u->out, NULL, '{');
    put_told(u, "name", mark ? NULL : cells[NAME]);
    put_told(u, "rounding", rounding_at(u, cells[ROUNDING]));
    put_told(u, "source", mark ? cells[NAME] : NULL);
    put_told(u, "from", cells[FROM]);
    put_told(u, "to", cells[TO]);
    put_told(u, "page", cells[PAGE] ? cells[PAGE] : page);
    put_told(u, "box", cells[BOX]);
    ts_json_close(&u->out, '}');
}

static void put_how(unfolding *u, const ts_json *how)
{
    double sum = how && how->kind == TS_JSON_NUMBER ? how->number : 0;
    unsigned flags = sum > 0 && sum <= (TS_LEDGER_HEARD | TS_LEDGER_ALT) ? (unsigned)sum : 0;
    if (flags & TS_LEDGER_HEARD)
        ts_json_flag(&u->out, "heard", true);
    if (flags & TS_LEDGER_ALT)
        ts_json_flag(&u->out, "alt", true);
}

static void put_text(unfolding *u, const ts_json *row)
{
    static const char *const heads[] = {"key", "frame", "tag", "page", "box", "how", "text"};
    enum { PAGE_AT = 3, HOW_AT = 5, HEADS = sizeof heads / sizeof *heads };
    const ts_json *cell = first_of(row), *page = NULL;
    ts_json_open(&u->out, NULL, '{');
    for (size_t i = 0; i < HEADS && cell; i++, cell = cell->next) {
        page = i == PAGE_AT ? cell : page;
        if (i == HOW_AT)
            put_how(u, cell);
        else
            put_told(u, heads[i], cell);
    }
    if (cell)
        ts_json_open(&u->out, "values", '[');
    for (const ts_json *value = cell; value && is_ample(u); value = value->next)
        put_value(u, value, page);
    if (cell)
        ts_json_close(&u->out, ']');
    ts_json_close(&u->out, '}');
}

static void put_texts(unfolding *u)
{
    const ts_json *texts = member_of(u->root, "texts");
    if (!texts)
        return;
    ts_json_open(&u->out, "texts", '[');
    for (const ts_json *text = first_of(texts); text && is_ample(u); text = text->next) {
        if (text->kind == TS_JSON_ARRAY)
            put_text(u, text);
        else
            put_raw(u, NULL, text);
    }
    ts_json_close(&u->out, ']');
}

static bool index_roundings(unfolding *u)
{
    const ts_json *list = member_of(u->root, "roundings");
    u->roundings = TS_ARRAY(u->arena, const ts_json *, length_of(list));
    for (const ts_json *one = first_of(list); u->roundings && one; one = one->next)
        u->roundings[u->rounding_count++] = one;
    return u->roundings;
}

/* ---- the whole */

static bool index_named(unfolding *u, const ts_json *object, const char *list, ts_map *map)
{
    for (const ts_json *item = ts_account_list(object, list); item; item = item->next) {
        const char *name = ts_account_text(item, "name");
        if (name && !ts_map_put(u->arena, map, name, (void *)item))
            return false;
    }
    return true;
}

static bool index_series(unfolding *u)
{
    const ts_json *declared = ts_account_list(u->sheet, "series"), *found = ts_account_list(u->root, "series");
    for (; declared && found; declared = declared->next, found = found->next) {
        const ts_json *points = member_of(found, "points");
        const char *name = ts_account_text(declared, "name");
        known_series *one = TS_NEW(u->arena, known_series);
        if (!one || !(one->rows = TS_ARRAY(u->arena, const ts_json *, length_of(points))))
            return false;
        one->is = (entry){declared, found};
        one->unit = find(one->is, "unit");
        one->query = find(one->is, "query");
        one->heads = find_list(one->is, "heads");
        for (const ts_json *row = length_of(points) ? points->child : NULL; row; row = row->next)
            one->rows[one->count++] = row;
        if (name && !ts_map_put(u->arena, &u->series, name, one))
            return false;
    }
    return true;
}

static void put_cited(unfolding *u)
{
    ts_json_open(&u->out, "sources", '[');
    for (const ts_json *cited = ts_account_list(u->root, "sources"); cited && is_ample(u); cited = cited->next) {
        const char *name = ts_account_text(cited, "name");
        const ts_json *source = name ? ts_map_find(&u->sources, name) : NULL;
        ts_json_line(&u->out, NULL, '{');
        put_raw(u, "number", member_of(cited, "number"));
        for (const ts_json *member = source ? source->child : NULL; member; member = member->next) {
            ts_json_name(&u->out, member->key);
            put_raw(u, NULL, member);
        }
        ts_json_close(&u->out, '}');
    }
    ts_json_close(&u->out, ']');
}

static void put_whole(unfolding *u)
{
    static const char *const head[] = {"title", "language", "profile", "date", "draft", "params", NULL};
    ts_json_open(&u->out, NULL, '{');
    ts_json_whole(&u->out, "tearsheet-ledger", TS_LEDGER_WHOLE);
    put_members(u, (entry){NULL, u->root}, head);
    put_numbers(u);
    put_all_series(u);
    put_raw(u, "tables", member_of(u->sheet, "tables"));
    put_cited(u);
    put_raw(u, "charts", member_of(u->root, "charts"));
    put_texts(u);
    ts_json_close(&u->out, '}');
}

bool ts_ledger_is_folded(const ts_json *root)
{
    const ts_json *version = ts_account_number(root, "tearsheet-ledger");
    return version && version->number >= TS_LEDGER_FOLDED && version->number <= TS_LEDGER_FOLDS;
}

const ts_source *ts_ledger_unfold(ts_arena *arena, const ts_json *root)
{
    unfolding u = {.arena = arena, .out = {.arena = arena, .dense = true}, .root = root, .sheet = member_of(root, "sheet")};
    if (!index_named(&u, u.sheet, "sources", &u.sources) || !index_named(&u, root, "caveats", &u.caveats) || !index_series(&u) ||
        !index_roundings(&u))
        return NULL;
    put_whole(&u);
    const char *text = is_ample(&u) ? ts_json_whole_text(&u.out) : NULL;
    return text ? ts_source_wrap(arena, root->span.source->name, text, u.out.text.count) : NULL;
}
