#include "answer/stats_print.h"

#include "answer/amount.h"
#include "base/json_out.h"
#include "answer/ledger.h"
#include "base/utf8.h"
#include "spec/shape.h"

#include <stdlib.h>
#include <string.h>

static const char *kind_of(const ts_result *result)
{
    return result->quoted ? "quoted" : "computed";
}

static const char *value_text(const ts_value *value, char text[32])
{
    switch (value->kind) {
    case TS_VALUE_NUMBER:
        return ts_json_number_text(value->number, text);
    case TS_VALUE_TEXT:
        return value->text;
    default:
        return "";
    }
}

static const char *expect_text(const ts_result *result)
{
    return !result->expect ? NULL : result->expect_met ? "met" : "changed";
}

/* ---- table */

static void print_line(FILE *out, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    fprintf(out, "    %-9s ", label);
    for (; *text; text++) {
        if (*text == '\n')
            fputs("\n              ", out);
        else
            fputc(*text, out);
    }
    fputc('\n', out);
}

static void print_block(FILE *out, const ts_edition *edition, const ts_result *result)
{
    char number[32];
    const char *method = ts_ledger_method(result);
    bool missing = result->value.kind == TS_VALUE_MISSING;
    fprintf(out, "%s  %s\n", result->name, missing ? "(no value)" : result->printed);
    const char *value = result->value.kind == TS_VALUE_NUMBER ? ts_amount(edition->arena, result->value.number, result->value.unit)
                                                              : value_text(&result->value, number);
    value = missing && result->value.unit ? result->value.unit : value;
    fprintf(out, "    %-9s %s%s%s\n", kind_of(result), method ? method : "", method && *value ? "  " : "", value);
    if (result->value.kind == TS_VALUE_NUMBER && ts_amount_is_rounded(result->value.number, result->value.unit))
        print_line(out, "in full", ts_amount_in_full(edition->arena, result->value.number, result->value.unit));
    if (result->value.kind == TS_VALUE_NUMBER)
        print_line(out, "rounding", ts_format_describe(edition->arena, &result->format, result->value.unit, result->qualifier));
    print_line(out, "period", result->value.period);
    print_line(out, "unknown", result->unknown);
    print_line(out, "why", missing ? result->value.why : NULL);
    for (size_t i = 0; i < result->sources.count; i++)
        print_line(out, "source", ts_ledger_source(edition, result->sources.items[i], ", "));
    for (size_t i = 0; i < result->caveats.count; i++)
        print_line(out, "caveat", ts_ledger_caveat(edition, result->caveats.items[i]));
    for (size_t i = 0; i < result->doubts.count; i++) {
        print_line(out, "doubt", result->doubts.items[i].message);
        print_line(out, "allowed", result->doubts.items[i].reason);
    }
    if (result->expect)
        fprintf(out, "    %-9s %s (%s)\n", "expected", result->expect, expect_text(result));
    print_line(out, "says", result->says);
    print_line(out, "read", result->read);
    print_line(out, "means", result->means);
    print_line(out, "note", result->note);
    print_line(out, "query", result->value.query);
    fputc('\n', out);
}

/* "year number, partner text (\"Mexico\")": what was declared, and what was made of the cells and why. */
static const char *column_list(ts_arena *arena, const ts_table *table)
{
    const char *list = "";
    for (size_t i = 0; i < table->column_count && list; i++) {
        const ts_column *column = &table->columns[i];
        const char *why = column->declared ? " (declared)" : column->reason ? ts_arena_print(arena, " (%s)", column->reason) : "";
        const char *missing = column->missing ? ts_arena_print(arena, ", %zu without a value", column->missing) : "";
        list = ts_arena_print(arena, "%s%s%s %s%s%s", list, i ? "\n" : "", column->name, ts_ledger_column_type(column->type),
                              why ? why : "", missing ? missing : "");
    }
    return list;
}

static void print_loaded(FILE *out, const ts_edition *edition, const ts_table_spec *spec, const ts_table *table)
{
    fprintf(out, "table %s  %zu row%s\n", spec->name, table->row_count, table->row_count == 1 ? "" : "s");
    print_line(out, "file", spec->file.text);
    print_line(out, "vintage", spec->vintage.text);
    print_line(out, "source", spec->source.text ? ts_ledger_source(edition, spec->source.text, ", ") : NULL);
    if (table->ignored_count)
        fprintf(out, "    %-9s %zu row%s, as \"ignore\" says\n", "left out", table->ignored_count,
                table->ignored_count == 1 ? "" : "s");
    const ts_word *alike = ts_map_find(&spec->allow, ts_doubt_words[TS_DOUBT_TWICE]);
    if (alike)
        print_line(out, "twice", ts_arena_print(edition->arena, "rows may be alike: %s", alike->text));
    print_line(out, "columns", column_list(edition->arena, table));
    fputc('\n', out);
}

static void print_blocks(FILE *out, const ts_edition *edition, const ts_database *database)
{
    const ts_map *tables = &edition->sheet->tables;
    for (size_t i = 0; i < edition->results.count; i++)
        print_block(out, edition, edition->results.items[i].value);
    for (size_t i = 0; i < tables->count && database; i++) {
        const ts_table *table = ts_database_table(database, tables->items[i].name);
        if (table)
            print_loaded(out, edition, tables->items[i].value, table);
    }
}

/* What cells of a table hold must not reach a terminal as it is. */
static void print_table(FILE *out, const ts_edition *edition, const ts_database *database)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (!memory)
        return;
    print_blocks(memory, edition, database);
    if (fclose(memory) == 0)
        ts_utf8_print_lines(text, length, out);
    free(text);
}

/* ---- CSV (RFC 4180) */

/* A spreadsheet would run it as a formula; "+54%" and "-1.2M" are only numbers, "-2+3" and "-2|x" are more. */
static bool is_formula(const char *text)
{
    bool sign = *text == '+' || *text == '-';
    if (!sign)
        return *text && strchr("=@\t\r", *text);
    return !(text[1] >= '0' && text[1] <= '9') || strpbrk(text + 1, "=+-*/^&|!<>(){}@;:'\"") != NULL;
}

/* A cell that a spreadsheet would run is led by an apostrophe. */
static void csv_cell(FILE *out, const char *text, bool words)
{
    text = text ? text : "";
    bool formula = words && is_formula(text);
    bool quoted = formula || text[strcspn(text, ",\"\r\n")];
    if (quoted)
        fputc('"', out);
    if (formula)
        fputc('\'', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    if (quoted)
        fputc('"', out);
}

typedef const char *(*name_text)(const ts_edition *edition, const char *name);

static const char *source_cell(const ts_edition *edition, const char *name)
{
    return ts_ledger_source(edition, name, ": ");
}

static const char *joined(const ts_edition *edition, const ts_names *names, name_text text)
{
    const char *list = "";
    for (size_t i = 0; i < names->count && list; i++)
        list = ts_arena_print(edition->arena, "%s%s%s", list, i ? "; " : "", text(edition, names->items[i]));
    return list;
}

static void print_row(FILE *out, const ts_edition *edition, const ts_result *result)
{
    char number[32];
    const char *method = ts_ledger_method(result);
    const char *const cells[] = {result->name,
                                 value_text(&result->value, number),
                                 result->value.unit,
                                 result->printed,
                                 kind_of(result),
                                 method,
                                 result->value.period,
                                 joined(edition, &result->sources, source_cell),
                                 joined(edition, &result->caveats, ts_ledger_caveat),
                                 result->expect,
                                 expect_text(result),
                                 result->unknown,
                                 result->note,
                                 result->value.query};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        fputs(i ? "," : "", out);
        csv_cell(out, cells[i], i != 1 || result->value.kind == TS_VALUE_TEXT);
    }
    fputs("\r\n", out);
}

static void print_csv(FILE *out, const ts_edition *edition, const ts_database *database)
{
    (void)database; /* a sheet of numbers only */
    fputs("name,value,unit,printed,kind,method,period,sources,caveats,expect,expect_result,unknown,note,"
          "query\r\n",
          out);
    for (size_t i = 0; i < edition->results.count; i++)
        print_row(out, edition, edition->results.items[i].value);
}

void ts_stats_print(FILE *out, const ts_edition *edition, const ts_database *database, ts_stats_format format)
{
    static void (*const printers[])(FILE *, const ts_edition *, const ts_database *) = {print_table, print_csv};
    printers[format](out, edition, database);
}
