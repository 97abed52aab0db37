#include "answer/stats_print.h"

#include "answer/json_out.h"
#include "answer/ledger.h"

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

/* ------------------------------------------------------------ table */

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
    const char *method = ts_ledger_method(edition, result);
    bool missing = result->value.kind == TS_VALUE_MISSING;
    fprintf(out, "%s  %s\n", result->name, missing ? "(no value)" : result->printed);
    fprintf(out, "    %-9s %s%s%s%s%s\n", kind_of(result), method ? method : "", method ? "  " : "",
            value_text(&result->value, number), *value_text(&result->value, number) ? "  " : "",
            result->value.unit ? result->value.unit : "");
    print_line(out, "period", result->value.period);
    print_line(out, "unknown", result->unknown);
    for (size_t i = 0; i < result->sources.count; i++)
        print_line(out, "source", ts_ledger_source(edition, result->sources.items[i], ", "));
    for (size_t i = 0; i < result->caveats.count; i++)
        print_line(out, "caveat", ts_ledger_caveat(edition, result->caveats.items[i]));
    if (result->expect)
        fprintf(out, "    %-9s %s (%s)\n", "expected", result->expect, expect_text(result));
    print_line(out, "says", result->says);
    print_line(out, "read", result->read);
    print_line(out, "means", result->means);
    print_line(out, "note", result->note);
    print_line(out, "query", result->value.query);
    fputc('\n', out);
}

static void print_table(FILE *out, const ts_edition *edition)
{
    for (size_t i = 0; i < edition->results.count; i++)
        print_block(out, edition, edition->results.items[i].value);
}

/* ------------------------------------------------------------ CSV (RFC 4180) */

/* A spreadsheet would run it as a formula; "+54%" is only a number. */
static bool is_formula(const char *text)
{
    bool sign = *text == '+' || *text == '-';
    return (*text && strchr("=@\t\r", *text)) || (sign && !(text[1] >= '0' && text[1] <= '9'));
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
    const char *method = ts_ledger_method(edition, result);
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

static void print_csv(FILE *out, const ts_edition *edition)
{
    fputs("name,value,unit,printed,kind,method,period,sources,caveats,expect,expect_result,unknown,note,"
          "query\r\n",
          out);
    for (size_t i = 0; i < edition->results.count; i++)
        print_row(out, edition, edition->results.items[i].value);
}

void ts_stats_print(FILE *out, const ts_edition *edition, ts_stats_format format)
{
    static void (*const printers[])(FILE *, const ts_edition *) = {print_table, print_csv};
    printers[format](out, edition);
}
