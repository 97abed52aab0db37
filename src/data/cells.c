/* Cells: which are missing, which rows are no data, which columns are numbers, and what is stored. */
#include "data/loader.h"

#include <string.h>

/* ---- rows that are left out */

bool ts_loader_missing(const ts_loader *l, const ts_field *field)
{
    if (field->length == 0 || field->kind == TS_FIELD_MISSING)
        return true;
    for (size_t i = 0; i < l->request->empty_count; i++)
        if (strcmp(field->text, l->request->empty[i]) == 0)
            return true;
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The whole text; a star is any run of bytes, so that the text is gone over once a star. */
static bool matches(const char *pattern, const char *text, const char *end)
{
    const char *star = NULL, *from = text;
    while (text < end) {
        if (*pattern == '*') {
            star = pattern++;
            from = text;
        } else if (*pattern && *pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++from;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

static bool cell_matches(const ts_field *field, const char *pattern)
{
    const char *text = field->text, *end = field->text + field->length;
    while (text < end && is_blank(*text))
        text++;
    while (end > text && is_blank(end[-1]))
        end--;
    return matches(pattern, text, end);
}

static bool all_blank(const ts_records *records)
{
    for (size_t i = 0; i < records->count; i++)
        if (!cell_matches(&records->fields[i], ""))
            return false;
    return true;
}

bool ts_loader_ignores(ts_loader *l, bool count)
{
    bool ignored = false;
    for (size_t i = 0; i < l->request->ignore_count; i++) {
        const ts_ignore_rule *rule = &l->request->ignore[i];
        size_t column = l->ignoring[i].column;
        bool fits = rule->kind == TS_IGNORE_BLANK
                        ? all_blank(l->records)
                        : column < l->records->count &&
                              cell_matches(&l->records->fields[column], rule->pattern);
        l->ignoring[i].rows += count && fits;
        ignored |= fits;
    }
    l->table->ignored_count += count && ignored;
    return ignored;
}

void ts_loader_tell_ignored(ts_loader *l)
{
    for (size_t i = 0; i < l->request->ignore_count; i++) {
        const ts_ignore_rule *rule = &l->request->ignore[i];
        if (l->ignoring[i].rows > 0 || l->ignoring[i].column == SIZE_MAX)
            continue;
        if (rule->kind == TS_IGNORE_BLANK)
            ts_warn(l->diags, rule->span, "ignore", "table \"%s\" has no blank row", l->request->name);
        else
            ts_warn(l->diags, rule->span, "ignore", "table \"%s\" has no row that \"%s\" leaves out",
                    l->request->name, rule->pattern);
    }
}

/* ---- what a column is */

static ts_number_seen number_in(const ts_loader *l, const ts_field *field)
{
    if (field->kind != TS_FIELD_NUMBER)
        return ts_number_look(&l->request->style, field->text, field->length);
    return (ts_number_seen){
        .number = true, .whole = ts_number_whole(field->text, field->length), .value = field->number};
}

/* A cell that may be a number after all says nothing of its column yet. */
static bool is_nearly(ts_loader *l, size_t at, const ts_field *field)
{
    ts_loading *column = &l->loading[at];
    const char *wanted = field->kind == TS_FIELD_TEXT ? ts_loader_wanted(l, field) : NULL;
    if (!wanted || column->nearly)
        return wanted;
    column->nearly = ts_arena_text(l->database->arena, ts_loader_quote(l, field));
    column->wanted = wanted;
    column->nearly_at = field->place;
    return column->nearly;
}

void ts_loader_look(ts_loader *l)
{
    for (size_t i = 0; i < l->records->count; i++) {
        const ts_field *field = &l->records->fields[i];
        ts_loading *column = &l->loading[i];
        bool wanted = l->columns[i].declared ? l->columns[i].type == TS_COLUMN_NUMBER && l->request->style.percent
                                             : !column->text;
        if (!wanted || ts_loader_missing(l, field))
            continue;
        ts_number_seen seen = number_in(l, field);
        column->numbers += seen.number;
        column->percents += seen.percent;
        column->odd += seen.odd;
        if (seen.number || seen.odd || l->columns[i].declared || is_nearly(l, i, field))
            continue;
        column->text = true;
        column->reason_at = field->place;
        l->columns[i].reason = ts_arena_text(l->database->arena, ts_loader_quote(l, field));
        l->columns[i].why = ts_arena_text(l->database->arena, ts_loader_why(l, field));
    }
}

/* All other cells are numbers: a sum over texts is refused, and arithmetic takes them for nought. */
static void take_for_text(ts_loader *l, size_t at)
{
    ts_loading *column = &l->loading[at];
    column->text = true;
    l->columns[at].reason = column->nearly;
    l->columns[at].wanted = ts_arena_text(l->database->arena, column->wanted);
    column->reason_at = column->nearly_at;
    if (column->numbers > 0)
        ts_warn(l->diags, ts_loader_span(l, column->nearly_at), "table",
                "column \"%s\" is taken for text because of %s (does the table want %s? Else declare the column)", l->columns[at].name,
                column->nearly, column->wanted);
}

/* As a message would name it, for one that comes when the file is closed. */
static void place_reason(ts_loader *l, size_t at)
{
    ts_column *column = &l->columns[at];
    ts_span span = ts_records_span(l->records, l->scratch, l->loading[at].reason_at);
    ts_place place = span.source ? ts_source_place(span.source, span.begin) : (ts_place){0};
    column->reason_line = span.source ? place.line : l->loading[at].reason_at.line;
    column->reason_place = place.column;
}

/* A column all of whose cells but some are numbers, and these have a sign at the
 * wrong place, holds numbers: the odd ones are mistakes, not texts. */
void ts_loader_infer(ts_loader *l)
{
    for (size_t i = 0; i < l->table->column_count; i++) {
        ts_loading *column = &l->loading[i];
        if (column->nearly && !column->text && !l->columns[i].declared)
            take_for_text(l, i);
        if (l->columns[i].reason)
            place_reason(l, i);
        bool text = column->text || (column->numbers == 0 && column->odd > 0);
        if (!l->columns[i].declared)
            l->columns[i].type = text ? TS_COLUMN_TEXT : TS_COLUMN_NUMBER;
    }
}

/* ---- what is stored */

/* Its sign is set behind it where it has none, so that it is read, as one with a sign is, to the last digit. */
static ts_number_seen percent_in(const ts_loader *l, const ts_field *field)
{
    enum { LONGEST = 64 };
    char text[LONGEST + 2];
    ts_number_style style = l->request->style;
    style.percent = true;
    ts_number_seen seen = field->kind == TS_FIELD_NUMBER ? number_in(l, field) : ts_number_look(&style, field->text, field->length);
    if (!seen.number || seen.percent)
        return seen;
    seen.value /= 100;
    if (field->length <= LONGEST) {
        memcpy(text, field->text, field->length);
        memcpy(text + field->length, "%", 2);
        ts_number_seen with_sign = ts_number_look(&style, text, field->length + 1);
        seen.value = with_sign.number ? with_sign.value : seen.value;
    }
    return seen;
}

static const ts_cell missing = {TS_CELL_MISSING, 0, NULL};

static ts_cell take_number(ts_loader *l, size_t at, const ts_field *field, bool whole)
{
    ts_number_seen seen = number_in(l, field);
    const ts_loading *column = &l->loading[at];
    bool bare = seen.number && column->percents > 0 && !seen.percent && seen.value != 0;
    if (bare)
        ts_loader_say_cell(l, at, "has no percent sign, and other cells of the column have one");
    else if (!seen.number || (whole && !seen.whole))
        ts_loader_say_no_number(l, at, seen);
    if (bare || !seen.number || (whole && !seen.whole))
        return missing;
    return (ts_cell){TS_CELL_NUMBER, seen.value + 0.0, NULL}; /* SQLite has no -0 either */
}

static ts_cell take_percent(ts_loader *l, size_t at, const ts_field *field)
{
    ts_number_seen seen = percent_in(l, field);
    if (!seen.number)
        ts_loader_say_no_number(l, at, seen);
    return seen.number ? (ts_cell){TS_CELL_NUMBER, seen.value + 0.0, NULL} : missing;
}

static ts_cell take_date(ts_loader *l, size_t at, const ts_field *field)
{
    ts_period date;
    if (!ts_period_read_loose(field->text, l->request->dates, &date)) {
        ts_loader_say_no_date(l, at);
        return missing;
    }
    ts_period_print(date, l->loading[at].iso);
    return (ts_cell){TS_CELL_TEXT, 0, l->loading[at].iso};
}

ts_cell ts_loader_take(ts_loader *l, size_t column)
{
    const ts_field *field = &l->records->fields[column];
    if (ts_loader_missing(l, field)) {
        if (l->loading[column].key)
            ts_loader_say_cell(l, column, "is no value, and names the row");
        l->columns[column].missing++;
        return missing;
    }
    switch (l->columns[column].type) {
    case TS_COLUMN_NUMBER:
    case TS_COLUMN_INTEGER:
        return take_number(l, column, field, l->columns[column].type == TS_COLUMN_INTEGER);
    case TS_COLUMN_PERCENT:
        return take_percent(l, column, field);
    case TS_COLUMN_DATE:
        return take_date(l, column, field);
    default:
        return (ts_cell){TS_CELL_TEXT, 0, field->text};
    }
}
