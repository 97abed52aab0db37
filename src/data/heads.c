/* The heads of a file become names that SQL sees, and the sheet's rules find their columns. */
#include "data/loader.h"

#include "base/utf8.h"

#include <string.h>

/* ---- names */

/* U+00C0 to U+00FF without their accents. */
static const char *const bare[64] = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o",
    "o", NULL, "o", "u", "u", "u", "u", "y", "th", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e",
    "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", NULL, "o", "u", "u", "u", "u", "y", "th", "y"};

/* The small letters that stand for a character; NULL: none do. */
static const char *letters_of(uint32_t code, char one[2])
{
    if (code >= 0xC0 && code <= 0xFF)
        return bare[code - 0xC0];
    one[0] = code >= 'A' && code <= 'Z' ? (char)(code - 'A' + 'a') : (char)code;
    one[1] = '\0';
    bool fits = (one[0] >= 'a' && one[0] <= 'z') || (one[0] >= '0' && one[0] <= '9');
    return code < 0x80 && fits ? one : NULL;
}

/* "Port Name" -> port_name, "2024" -> c_2024; "" when nothing is left. */
static char *name_of(ts_arena *arena, const char *head)
{
    enum { LONGEST = 60 };
    size_t length = strlen(head), at = 0, used = 2;
    char *name = ts_arena_text(arena, "c_"), one[2];
    char *room = name ? ts_arena_alloc(arena, LONGEST + 8) : NULL;
    if (!room)
        return NULL;
    memcpy(room, "c_", 2);
    while (at < length && used < LONGEST) {
        const char *letters = letters_of(ts_utf8_next(head, length, &at), one);
        if (!letters && room[used - 1] != '_')
            room[used++] = '_';
        for (; letters && *letters; letters++)
            room[used++] = *letters;
    }
    while (used > 2 && room[used - 1] == '_')
        used--;
    room[used] = '\0';
    return used == 2 || (room[2] >= 'a' && room[2] <= 'z') ? room + 2 : room;
}

static const char *renamed(const ts_loader *l, const char *head)
{
    for (size_t i = 0; i < l->request->rename_count; i++)
        if (strcmp(l->request->renames[i].head, head) == 0)
            return l->request->renames[i].name;
    return NULL;
}

static const char *name_column(const ts_loader *l, const char *head)
{
    const char *name = renamed(l, head);
    if (name)
        return name;
    bool made = l->request->heads_as_names && !ts_sql_name(head);
    name = made ? name_of(l->database->arena, head) : head;
    return name && *name ? name : head;
}

/* ---- mistakes */

static void say_twice(ts_loader *l, size_t first, size_t column)
{
    const ts_field *fields = l->records->fields;
    const char *name = l->columns[column].name;
    const char *message =
        strcmp(fields[first].text, fields[column].text) == 0 || !l->request->heads_as_names
            ? ts_arena_print(l->diags->arena, "two columns are called \"%s\"", name)
            : ts_arena_print(l->diags->arena, "the heads %s and %s are both \"%s\": put one into \"rename\"",
                             ts_loader_quote(l, &fields[first]), ts_loader_quote(l, &fields[column]), name);
    ts_loader_say(l, fields[column].place, message);
}

/* One head that holds another separator was not taken apart. */
static const char *other_separator(const ts_loader *l, const char *head)
{
    static const char *const signs[] = {";", "\t", "|", ","}, *const names[] = {";", "\\t", "|", ","};
    for (size_t i = 0; l->records->count == 1 && l->table->kind == TS_TABLE_CSV && !renamed(l, head) && i < 4; i++)
        if (strstr(head, signs[i]) && l->request->separator != signs[i][0])
            return names[i];
    return NULL;
}

static void say_no_name(ts_loader *l, size_t column)
{
    const ts_field *field = &l->records->fields[column];
    ts_arena *arena = l->diags->arena;
    const char *separator = other_separator(l, field->text), *hint = separator ? NULL : name_of(arena, field->text);
    const char *fault =
        separator ? ts_arena_print(arena, "the only one; is the separator of this file \"%s\"? (Else put the head into \"rename\")", separator)
        : field->length == 0
            ? "no SQL name: a column without a head"
            : "no SQL name (small letters, digits, underscores): put it into \"rename\", or say \"heads\": \"as-names\"";
    ts_error_near(l->diags, ts_loader_span(l, field->place), "table", hint && *hint ? hint : NULL,
                  "the head %s is %s", ts_loader_quote(l, field), fault ? fault : "none");
    l->faults++;
}

static bool check_head(ts_loader *l, size_t column)
{
    const char *name = l->columns[column].name;
    size_t first = 0;
    while (strcmp(l->columns[first].name, name) != 0)
        first++;
    if (first < column) {
        say_twice(l, first, column);
        return false;
    }
    const bool good = ts_sql_name(name) && !other_separator(l, l->records->fields[column].text);
    if (!good)
        say_no_name(l, column);
    return good;
}

/* ---- lines before the heads */

static size_t empty_heads(const ts_records *records, size_t *first)
{
    size_t count = 0;
    for (size_t i = records->count; i-- > 0;)
        if (records->fields[i].length == 0) {
            count++;
            *first = i;
        }
    return count;
}

/* The next record all of whose cells are full, of at least so many; among those that are near. */
static bool find_heads(ts_loader *l, size_t cells, size_t *line)
{
    enum { NEAR = 100 };
    for (size_t i = 0, first; i < NEAR && ts_records_next(l->records, cells) == TS_RECORD_READ; i++)
        if (l->records->count >= cells && empty_heads(l->records, &first) == 0) {
            *line = l->records->fields[0].place.line;
            return true;
        }
    return false;
}

/* A title and notes stand there, with the separators of an export behind them. */
static bool tell_lines_before(ts_loader *l)
{
    size_t first = 0, line, heads = l->records->count, empty = empty_heads(l->records, &first);
    if (empty < 2)
        return false;
    const ts_record_place place = l->records->fields[first].place;
    const char *advice = l->table->kind == TS_TABLE_CSV && find_heads(l, heads, &line)
                             ? ts_arena_print(l->diags->arena, ": those in line %zu are not; do the heads stand there? (\"skip\": %zu)", line + 1, line)
                             : ": each column has one";
    ts_loader_say(l, place, ts_arena_print(l->diags->arena, "%zu of %zu heads are empty%s", empty, heads, advice ? advice : ""));
    return true;
}

/* ---- rules */

static bool has_head(const ts_loader *l, const char *head)
{
    for (size_t i = 0; i < l->records->count; i++)
        if (strcmp(l->records->fields[i].text, head) == 0)
            return true;
    return false;
}

static void check_renames(ts_loader *l)
{
    const char *heads[TS_RECORD_COLUMNS];
    for (size_t i = 0; i < l->records->count; i++)
        heads[i] = l->records->fields[i].text;
    for (size_t i = 0; i < l->request->rename_count; i++) {
        const ts_rename_rule *rule = &l->request->renames[i];
        if (has_head(l, rule->head))
            continue;
        l->faults++;
        ts_error_near(l->diags, rule->span, "column", ts_nearest(heads, l->records->count, rule->head),
                      "the file has no head \"%s\"", rule->head);
    }
}

/* The column's number, or SIZE_MAX. */
static size_t find(ts_loader *l, const char *name, ts_span span)
{
    for (size_t i = 0; i < l->table->column_count; i++)
        if (strcmp(l->columns[i].name, name) == 0)
            return i;
    l->faults++;
    ts_table_tell_no_column(l->table, name, span, l->diags);
    return SIZE_MAX;
}

static bool is_column(const ts_loader *l, const char *name)
{
    for (size_t i = 0; i < l->table->column_count; i++)
        if (strcmp(l->columns[i].name, name) == 0)
            return true;
    return false;
}

/* Neither there nor like one that is, whose name may be misspelt. */
static bool is_lacking(const ts_loader *l, const char *name)
{
    const char *names[TS_RECORD_COLUMNS];
    for (size_t i = 0; i < l->table->column_count; i++)
        names[i] = l->columns[i].name;
    return !is_column(l, name) && !ts_nearest(names, l->table->column_count, name);
}

/* A column that the sheet asks for; NULL: all are there, or nearly so. */
static const char *lacking(const ts_loader *l)
{
    const ts_table_request *r = l->request;
    for (size_t i = 0; i < r->column_count; i++)
        if (is_lacking(l, r->columns[i].name))
            return r->columns[i].name;
    for (size_t i = 0; i < r->unique_count; i++)
        if (is_lacking(l, r->unique[i]))
            return r->unique[i];
    for (size_t i = 0; i < r->use_count; i++)
        if (is_lacking(l, r->uses[i].column))
            return r->uses[i].column;
    return NULL;
}

/* One of them is a number or a day, of which there is none among heads as they are wanted, but for renamed ones. */
static const ts_field *value_among(const ts_loader *l)
{
    for (size_t i = 0; i < l->records->count; i++) {
        const ts_field *field = &l->records->fields[i];
        ts_period date;
        if (renamed(l, field->text))
            continue;
        if (ts_number_look(&l->request->style, field->text, field->length).number || ts_period_read_loose(field->text, TS_DATES_MONTH_FIRST, &date) ||
            ts_period_read_loose(field->text, TS_DATES_DAY_FIRST, &date))
            return field;
    }
    return NULL;
}

/* Rows stand where the heads are to be. */
static bool tell_heads_skipped(ts_loader *l)
{
    const char *name = l->request->skip > 0 ? lacking(l) : NULL;
    const ts_field *value = name ? value_among(l) : NULL;
    if (!value)
        return false;
    ts_loader_say(l, value->place, ts_arena_print(l->diags->arena, "%s is a head here, and there is no \"%s\": are the heads among the lines that \"skip\": %zu leaves out?",
                                                  ts_loader_quote(l, value), name, l->request->skip));
    return true;
}

static void apply_rules(ts_loader *l)
{
    for (size_t i = 0; i < l->request->column_count; i++) {
        const ts_column_rule *rule = &l->request->columns[i];
        size_t column = find(l, rule->name, rule->span);
        if (column != SIZE_MAX) {
            l->columns[column].type = rule->type;
            l->columns[column].declared = true;
        }
    }
    l->keyed = l->request->unique_count > 0;
    for (size_t i = 0; i < l->request->unique_count; i++) {
        size_t column = find(l, l->request->unique[i], l->request->unique_spans ? l->request->unique_spans[i] : l->request->span);
        l->keyed &= column != SIZE_MAX;
        if (column != SIZE_MAX)
            l->loading[column].key = true;
    }
    for (size_t i = 0; i < l->request->ignore_count; i++) {
        const ts_ignore_rule *rule = &l->request->ignore[i];
        bool column = rule->kind == TS_IGNORE_COLUMN;
        l->ignoring[i].column = column ? find(l, rule->column, rule->span) : 0;
    }
}

/* A line of one cell stands before them, where a column is looked for in vain. */
static bool tell_one_head(ts_loader *l)
{
    size_t line;
    if (l->records->count > 1 || l->table->kind != TS_TABLE_CSV || other_separator(l, l->records->fields[0].text) || !lacking(l))
        return false;
    const ts_record_place place = l->records->fields[0].place;
    if (find_heads(l, 2, &line) && !value_among(l)) {
        ts_loader_say(l, place, ts_arena_print(l->diags->arena, "one head, \"%s\", and line %zu has %zu cells: do the heads stand there? (\"skip\": %zu)",
                                               l->columns[0].name, line + 1, l->records->count, line));
        return true;
    }
    return !ts_records_rewind(l->records) || ts_records_next(l->records, 2) != TS_RECORD_READ;
}

ts_status ts_loader_heads(ts_loader *l)
{
    ts_arena *arena = l->database->arena;
    size_t count = l->records->count;
    l->table->column_count = count;
    l->table->columns = l->columns = TS_ARRAY(arena, ts_column, count);
    l->loading = TS_ARRAY(l->scratch, ts_loading, count);
    l->ignoring = TS_ARRAY(l->scratch, ts_ignoring, l->request->ignore_count);
    if (!l->columns || !l->loading || !l->ignoring)
        return TS_MACHINE;
    for (size_t i = 0; i < count; i++) {
        l->columns[i].name = ts_arena_text(arena, name_column(l, l->records->fields[i].text));
        if (!l->columns[i].name)
            return TS_MACHINE;
    }
    if (tell_heads_skipped(l) || tell_lines_before(l) || tell_one_head(l))
        return TS_FAULT;
    bool fine = true;
    for (size_t i = 0; i < count; i++)
        fine &= check_head(l, i);
    if (!fine)
        return TS_FAULT;
    check_renames(l);
    apply_rules(l);
    return TS_OK;
}
