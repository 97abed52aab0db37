/* What needed its ladder, for people and for programs. */
#include "layout/fit.h"

#include "base/utf8.h"

#include <string.h>

typedef struct print_column {
    const char *head;
    size_t width;
} print_column;

enum { PAGE, FRAME, GROUP, LADDER, RUNGS, LINES, STEPS, COLUMNS };

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

/* Names may be long; the counts never are. */
static const char *cell(const ts_fit_record *record, int column, char count[64])
{
    switch (column) {
    case PAGE: return record->page;
    case FRAME: return record->frame;
    case GROUP: return or_dash(record->group);
    case LADDER: return or_dash(record->ladder);
    case RUNGS: snprintf(count, 64, "%zu of %zu", record->rungs, record->of); return count;
    case LINES: snprintf(count, 64, "%zu -> %zu", record->lines_before, record->lines); return count;
    default: return *record->steps ? record->steps : "-";
    }
}

static void widen(print_column *columns, const ts_fit_record *record)
{
    char count[64];
    for (int i = 0; i < COLUMNS; i++) {
        const char *text = cell(record, i, count);
        size_t width = ts_utf8_count(text, strlen(text));
        columns[i].width = width > columns[i].width ? width : columns[i].width;
    }
}

static void print_cell(FILE *out, const char *text, size_t width)
{
    fputs(text, out);
    for (size_t i = ts_utf8_count(text, strlen(text)); i < width + 2; i++)
        fputc(' ', out);
}

static void print_text(FILE *out, const ts_fit_report *report, const char *language)
{
    print_column columns[COLUMNS] = {{"page", 4}, {"frame", 5}, {"group", 5}, {"ladder", 6},
                               {"rungs", 5}, {"lines", 5}, {"steps", 5}};
    char count[64];
    fprintf(out, "%zu of %zu texts in %s needed their ladders%s\n", report->count, report->frames, language,
            report->count ? "" : ": nothing is tight");
    if (!report->count)
        return;
    for (size_t i = 0; i < report->count; i++)
        widen(columns, &report->items[i]);
    for (int i = 0; i < COLUMNS; i++)
        print_cell(out, columns[i].head, columns[i].width);
    fputs("fits\n", out);
    for (size_t i = 0; i < report->count; i++) {
        for (int k = 0; k < COLUMNS; k++)
            print_cell(out, cell(&report->items[i], k, count), columns[k].width);
        fputs(report->items[i].fits ? "yes\n" : "NO\n", out);
    }
}

static void print_member(FILE *out, const char *name, const char *text)
{
    fprintf(out, "\"%s\": ", name);
    if (text)
        ts_utf8_print_json(text, out);
    else
        fputs("null", out);
    fputs(", ", out);
}

static void print_json(FILE *out, const ts_fit_report *report, const char *language)
{
    print_member(out, "language", language);
    fprintf(out, "\"frames\": %zu,\n  \"needed\": [", report->frames);
    for (size_t i = 0; i < report->count; i++) {
        const ts_fit_record *record = &report->items[i];
        fputs(i ? ",\n    {" : "\n    {", out);
        print_member(out, "page", record->page);
        print_member(out, "frame", record->frame);
        print_member(out, "key", record->key);
        print_member(out, "group", record->group);
        print_member(out, "ladder", record->ladder);
        print_member(out, "steps", record->steps);
        fprintf(out, "\"rungs\": %zu, \"of\": %zu, \"lines-before\": %zu, \"lines\": %zu, \"fits\": %s}",
                record->rungs, record->of, record->lines_before, record->lines, record->fits ? "true" : "false");
    }
    fputs(report->count ? "\n  ]" : "]", out);
}

void ts_fit_print(FILE *out, const ts_fit_report *report, const char *language, ts_fit_format format)
{
    if (format == TS_FIT_JSON)
        print_json(out, report, language);
    else
        print_text(out, report, language);
}
