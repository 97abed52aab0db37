#include "bind/stats_print.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static const char *const method_names[] = {"sql",   "total",   "latest", "share", "growth", "cagr",
                                           "index", "per-day", "rank",   "top",   "ratio",  "difference"};

static const char *method_of(const ts_edition *edition, const ts_result *result)
{
    const ts_stat_spec *spec = ts_map_find(&edition->sheet->stats, result->name);
    return spec && !result->quoted ? method_names[spec->method] : NULL;
}

static const char *kind_of(const ts_result *result)
{
    return result->quoted ? "quoted" : "computed";
}

/* The shortest decimal that reads back as the same number. */
static const char *number_text(double number, char text[32])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, 32, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    return text;
}

static const char *value_text(const ts_value *value, char text[32])
{
    switch (value->kind) {
    case TS_VALUE_NUMBER:
        return number_text(value->number, text);
    case TS_VALUE_TEXT:
        return value->text;
    default:
        return "";
    }
}

static const char *caveat_text(const ts_edition *edition, const char *name)
{
    const ts_copy *copy = ts_map_find(&edition->caveat_copies, name);
    const char *text = copy ? ts_copy_plain(edition->arena, copy) : NULL;
    return text ? text : name;
}

static const char *source_text(const ts_edition *edition, const char *name, const char *between)
{
    const ts_source_spec *source = ts_map_find(&edition->sheet->sources, name);
    if (!source)
        return name;
    const char *publisher = source->publisher.text, *title = source->title.text;
    const char *text =
        publisher && title ? ts_arena_print(edition->arena, "%s%s%s", publisher, between, title) : NULL;
    return text ? text : publisher ? publisher : title ? title : name;
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
    const char *method = method_of(edition, result);
    bool missing = result->value.kind == TS_VALUE_MISSING;
    fprintf(out, "%s  %s\n", result->name, missing ? "(no value)" : result->printed);
    fprintf(out, "    %-9s %s%s%s%s%s\n", kind_of(result), method ? method : "", method ? "  " : "",
            value_text(&result->value, number), *value_text(&result->value, number) ? "  " : "",
            result->value.unit ? result->value.unit : "");
    print_line(out, "period", result->value.period);
    print_line(out, "unknown", result->unknown);
    for (size_t i = 0; i < result->sources.count; i++)
        print_line(out, "source", source_text(edition, result->sources.items[i], ", "));
    for (size_t i = 0; i < result->caveats.count; i++)
        print_line(out, "caveat", caveat_text(edition, result->caveats.items[i]));
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

/* ------------------------------------------------------------ JSON */

static void json_member(FILE *out, const char *name, const char *text)
{
    fprintf(out, ",\n      \"%s\": ", name);
    if (text)
        ts_utf8_print_json(text, out);
    else
        fputs("null", out);
}

static void json_given(FILE *out, const char *name, const char *text)
{
    if (text)
        json_member(out, name, text);
}

static void json_value(FILE *out, const ts_value *value)
{
    char number[32];
    fputs(",\n      \"value\": ", out);
    if (value->kind == TS_VALUE_NUMBER)
        fputs(number_text(value->number, number), out);
    else if (value->kind == TS_VALUE_TEXT)
        ts_utf8_print_json(value->text, out);
    else
        fputs("null", out);
}

static void json_pair(FILE *out, const char *name, const char *text, bool first)
{
    if (!text)
        return;
    fprintf(out, "%s\"%s\": ", first ? "" : ", ", name);
    ts_utf8_print_json(text, out);
}

static void json_sources(FILE *out, const ts_edition *edition, const ts_names *names)
{
    fputs(",\n      \"sources\": [", out);
    for (size_t i = 0; i < names->count; i++) {
        const ts_source_spec *source = ts_map_find(&edition->sheet->sources, names->items[i]);
        fputs(i ? ",\n        {" : "\n        {", out);
        json_pair(out, "name", names->items[i], true);
        json_pair(out, "publisher", source ? source->publisher.text : NULL, false);
        json_pair(out, "title", source ? source->title.text : NULL, false);
        json_pair(out, "edition", source ? source->edition.text : NULL, false);
        json_pair(out, "url", source ? source->url.text : NULL, false);
        json_pair(out, "read", source ? source->read.text : NULL, false);
        fputc('}', out);
    }
    fputs("]", out);
}

static void json_caveats(FILE *out, const ts_edition *edition, const ts_names *names)
{
    fputs(",\n      \"caveats\": [", out);
    for (size_t i = 0; i < names->count; i++) {
        fputs(i ? ",\n        {" : "\n        {", out);
        json_pair(out, "name", names->items[i], true);
        json_pair(out, "says", caveat_text(edition, names->items[i]), false);
        fputc('}', out);
    }
    fputs("]", out);
}

static void json_number(FILE *out, const ts_edition *edition, const ts_result *result)
{
    fputs("    {\n      \"name\": ", out);
    ts_utf8_print_json(result->name, out);
    json_member(out, "kind", kind_of(result));
    json_given(out, "method", method_of(edition, result));
    json_value(out, &result->value);
    json_member(out, "unit", result->value.unit);
    json_member(out, "printed", result->value.kind == TS_VALUE_MISSING ? NULL : result->printed);
    json_given(out, "from", result->value.from);
    json_given(out, "to", result->value.to);
    json_given(out, "period", result->value.period);
    json_given(out, "unknown", result->unknown);
    json_sources(out, edition, &result->sources);
    json_caveats(out, edition, &result->caveats);
    json_given(out, "expect", result->expect);
    if (result->expect)
        fprintf(out, ",\n      \"expect-met\": %s", result->expect_met ? "true" : "false");
    json_given(out, "says", result->says);
    json_given(out, "read", result->read);
    json_given(out, "means", result->means);
    json_given(out, "note", result->note);
    json_given(out, "query", result->value.query);
    fputs("\n    }", out);
}

static void json_params(FILE *out, const ts_edition *edition)
{
    char number[32];
    fputs(",\n  \"params\": {", out);
    for (size_t i = 0; i < edition->param_count; i++) {
        const ts_binding *param = &edition->params[i];
        fputs(i ? ", " : "", out);
        ts_utf8_print_json(param->name, out);
        fputs(": ", out);
        if (param->value.kind == TS_CELL_NUMBER)
            fputs(number_text(param->value.number, number), out);
        else
            ts_utf8_print_json(param->value.text ? param->value.text : "", out);
    }
    fputs("}", out);
}

static void print_json(FILE *out, const ts_edition *edition)
{
    fputs("{\n  \"language\": ", out);
    ts_utf8_print_json(edition->language, out);
    json_params(out, edition);
    fputs(",\n  \"numbers\": [", out);
    for (size_t i = 0; i < edition->results.count; i++) {
        fputs(i ? ",\n" : "\n", out);
        json_number(out, edition, edition->results.items[i].value);
    }
    fputs("\n  ]\n}\n", out);
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
    return source_text(edition, name, ": ");
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
    const char *method = method_of(edition, result);
    const char *const cells[] = {result->name,
                                 value_text(&result->value, number),
                                 result->value.unit,
                                 result->printed,
                                 kind_of(result),
                                 method,
                                 result->value.period,
                                 joined(edition, &result->sources, source_cell),
                                 joined(edition, &result->caveats, caveat_text),
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
    static void (*const printers[])(FILE *, const ts_edition *) = {print_table, print_json, print_csv};
    printers[format](out, edition);
}
