/*
 * accept.c - the command `accept`: one edition, or one for each row of a CSV file. Rows whose language and parameters
 * are alike are one edition, whatever their profiles: the first of them is recorded.
 */
#include "app/commands.h"

#include <stdlib.h>
#include <string.h>

static int accept_one(const command_line *line, ts_work *work)
{
    const char *path;
    int status = app_report(line, work, ts_work_accept(work, &line->options, &path));
    if (status == TEARSHEET_OK)
        fprintf(stderr, "tearsheet: accepted as %s\n", path);
    return status;
}

static int compare_editions(const ts_variant *a, const ts_variant *b)
{
    int order = strcmp(a->language, b->language);
    for (size_t i = 0; i < a->parameter_count && i < b->parameter_count && order == 0; i++)
        order = strcmp(a->parameters[i].value, b->parameters[i].value);
    return order;
}

static int by_edition(const void *left, const void *right)
{
    const ts_variant *a = *(const ts_variant *const *)left, *b = *(const ts_variant *const *)right;
    int order = compare_editions(a, b);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* Of each row the first one that is the same edition, in the order of the file. NULL: memory is out. */
static const ts_variant **find_firsts(const ts_variant *rows, size_t count)
{
    const ts_variant **sorted = calloc(count, sizeof *sorted), **firsts = calloc(count, sizeof *firsts);
    for (size_t i = 0; sorted && firsts && i < count; i++)
        sorted[i] = &rows[i];
    if (sorted && firsts)
        qsort(sorted, count, sizeof *sorted, by_edition);
    for (size_t i = 0, first = 0; sorted && firsts && i < count; i++) {
        first = compare_editions(sorted[first], sorted[i]) == 0 ? first : i;
        firsts[sorted[i] - rows] = sorted[first];
    }
    if (!sorted) {
        free(firsts);
        return NULL;
    }
    free(sorted);
    return firsts;
}

/* A row that fails is told and costs only itself. */
static int accept_row(const command_line *line, ts_work *work, const ts_variant *row, const ts_variant *first)
{
    const char *path;
    ts_options options = line->options;
    options.variant = row;
    if (row != first) {
        fprintf(stderr, "tearsheet: %s is the edition of %s\n", row->id, first->id);
        return TEARSHEET_OK;
    }
    int status = ts_work_accept(work, &options, &path);
    app_report(line, work, status);
    if (status == TEARSHEET_OK)
        fprintf(stderr, "tearsheet: %s accepted as %s\n", row->id, path);
    else
        fprintf(stderr, "tearsheet: %s is not accepted\n", row->id);
    return status;
}

static int accept_rows(const command_line *line, ts_work *work)
{
    const ts_variant *rows;
    size_t count;
    int status = ts_work_read_variants(work, &line->options, line->batch.variants, &rows, &count);
    if (status != TEARSHEET_OK)
        return app_report(line, work, status);
    const ts_variant **firsts = find_firsts(rows, count);
    status = firsts ? TEARSHEET_OK : TEARSHEET_MACHINE;
    for (size_t i = 0; firsts && i < count && status <= TEARSHEET_FAULT; i++) {
        int accepted = accept_row(line, work, &rows[i], firsts[i]);
        status = accepted > status ? accepted : status;
    }
    free(firsts);
    return status;
}

int app_accept(const command_line *line, ts_work *work)
{
    return line->batch.variants ? accept_rows(line, work) : accept_one(line, work);
}
