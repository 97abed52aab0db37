/* records.c - commands about records: of a sheet, a PDF or a ledger. */
#include "app/commands.h"
#include "app/file.h"

#include <stdlib.h>
#include <string.h>

static int report_record(const command_line *line, ts_record *record, int status)
{
    ts_record_print_diagnostics(record, line->diagnostics, stderr);
    if ((status == TEARSHEET_USAGE || status == TEARSHEET_MACHINE) && ts_record_why(record))
        fprintf(stderr, "tearsheet: %s\n", ts_record_why(record));
    return status;
}

static bool is_record(const char *path)
{
    size_t length = strlen(path);
    return (length > 4 && strcmp(path + length - 4, ".pdf") == 0) || ts_record_is_ledger(path);
}

/* A sheet at fault still answers as far as its pages could be made. */
static int make_record(const command_line *line, const char *sheet, const ts_options *options, ts_record *record)
{
    ts_work *work = app_new_work(line);
    if (!work)
        return TEARSHEET_MACHINE;
    int status = ts_work_load(work, sheet);
    if (status == TEARSHEET_OK && !app_spares_inputs(line->output, work))
        status = TEARSHEET_USAGE;
    if (status == TEARSHEET_OK)
        status = ts_record_make(record, work, options);
    ts_work_print_diagnostics(work, line->diagnostics, stderr);
    if (ts_work_why(work))
        fprintf(stderr, "tearsheet: %s\n", ts_work_why(work));
    ts_work_drop(work);
    return ts_record_is_made(record) ? TEARSHEET_OK : status;
}

/* asked: whether the line asks for an edition of it, as it can of a sheet. */
static int open_record(const command_line *line, const char *path, const ts_options *options, bool asked, ts_record *record)
{
    if (!is_record(path))
        return make_record(line, path, options, record);
    if (asked)
        return app_wrong("parameters and languages are asked of sheets; a PDF and a ledger hold one edition: ", path);
    return report_record(line, record, ts_record_read(record, path));
}

int app_trace(const command_line *line)
{
    if (!line->sheet || !line->other)
        return app_wrong("trace wants a sheet, a PDF or a ledger, and the name of a number", "");
    ts_record *record = ts_record_new();
    if (!record)
        return TEARSHEET_MACHINE;
    int status = open_record(line, line->sheet, &line->options, false, record);
    if (status == TEARSHEET_OK)
        status = report_record(line, record,
                               ts_record_trace(record, line->other, line->format ? line->format : "text", stdout));
    ts_record_drop(record);
    int flushed = app_flush();
    return flushed == TEARSHEET_OK ? status : flushed;
}

/* The options of one side: the common ones, then its own. */
static int open_side(const command_line *line, int side, ts_record *record)
{
    ts_options options = line->options;
    const app_side *own = &line->sides[side];
    const char **all = calloc(options.setting_count + own->count + 1, sizeof *all);
    if (!all)
        return TEARSHEET_MACHINE;
    memcpy(all, options.settings, options.setting_count * sizeof *all);
    memcpy(all + options.setting_count, own->settings, own->count * sizeof *all);
    options.settings = all;
    options.setting_count += own->count;
    options.language = own->language ? own->language : options.language;
    int status = open_record(line, side == 0 ? line->sheet : line->other, &options, own->count || own->language, record);
    free((void *)all);
    return status;
}

static int print_diff(const command_line *line, ts_record *before, ts_record *after)
{
    size_t changes;
    app_file file;
    const char *const read[] = {line->sheet, line->other};
    if (!app_file_spares(line->output, read, 2))
        return TEARSHEET_USAGE;
    if (!app_file_open(&file, line->output))
        return TEARSHEET_MACHINE;
    int status = report_record(line, after, ts_record_diff(before, after, app_output_format(line), file.out, &changes));
    bool written = app_file_close(&file, status == TEARSHEET_OK);
    if (status == TEARSHEET_OK && line->exit_code && changes)
        status = TEARSHEET_FAULT;
    return written ? status : TEARSHEET_MACHINE;
}

int app_diff(const command_line *line)
{
    if (!line->sheet || !line->other)
        return app_wrong("diff wants two editions: sheets, PDFs or ledgers", "");
    ts_record *before = ts_record_new(), *after = ts_record_new();
    int status = before && after ? open_side(line, 0, before) : TEARSHEET_MACHINE;
    if (status == TEARSHEET_OK)
        status = open_side(line, 1, after);
    if (status == TEARSHEET_OK)
        status = print_diff(line, before, after);
    ts_record_drop(before);
    ts_record_drop(after);
    return status;
}
