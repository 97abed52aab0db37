/* sheets.c - commands about one sheet: render, package, check, stats. */
#include "app/commands.h"
#include "app/file.h"

#include <stdlib.h>
#include <string.h>

/* "layouts/brochure.json" -> "brochure" and the ending; of a named edition "brochure-NAME". */
static char *default_output(const command_line *line, const char *ending)
{
    const char *slash = strrchr(line->sheet, '/'), *name = slash ? slash + 1 : line->sheet;
    const char *edition = line->options.edition ? line->options.edition : "";
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".json") == 0)
        length -= 5;
    size_t room = length + 1 + strlen(edition) + strlen(ending) + 1;
    char *output = malloc(room);
    if (output)
        snprintf(output, room, "%.*s%s%s%s", (int)length, name, *edition ? "-" : "", edition, ending);
    return output;
}

/* A name that is made of an edition's says nothing before there is that edition. */
static int tell_idle_resolution(const command_line *line, ts_work *work, const char *output)
{
    bool made = !line->output && line->options.edition;
    int status = made ? app_report(line, work, ts_work_check(work, &line->options)) : TEARSHEET_OK;
    return status == TEARSHEET_OK ? app_resolution_is_idle(output) : status;
}

static int render_to(const command_line *line, ts_work *work, const char *output)
{
    if (line->options.dpi > 0 && ts_file_kind_of(output) != TS_FILE_PNG)
        return tell_idle_resolution(line, work, output);
    if (line->depfile && (strstr(output, "{page}") || strcmp(output, "-") == 0))
        return app_wrong("--depfile is for one file, not for ", output);
    if (line->depfile && strcmp(line->depfile, output) == 0)
        return app_wrong("the rule would overwrite the output ", output);
    if (line->depfile && !app_spares_inputs(line->depfile, work))
        return TEARSHEET_USAGE;
    int status = app_report(line, work, ts_work_render_file(work, &line->options, output));
    if (status != TEARSHEET_OK || !line->depfile)
        return status;
    return app_file_spares(line->depfile, &output, 1) ? app_depfile(line->depfile, output, work) : TEARSHEET_USAGE;
}

int app_render(const command_line *line, ts_work *work)
{
    const char *output = line->output ? line->output : ts_work_edition_output(work, &line->options);
    char *named = output ? NULL : default_output(line, ".pdf");
    int status = output || named ? render_to(line, work, output ? output : named) : TEARSHEET_MACHINE;
    free(named);
    return status;
}

int app_package(const command_line *line, ts_work *work)
{
    char *named = line->output ? NULL : default_output(line, "-package");
    const char *target = line->output ? line->output : named;
    int status = app_report(line, work, target ? ts_work_package(work, &line->options, target) : TEARSHEET_MACHINE);
    if (status == TEARSHEET_OK)
        fprintf(stderr, "tearsheet: packed as %s\n", target);
    free(named);
    return status;
}

int app_check(const command_line *line, ts_work *work)
{
    if (!line->format && !line->output)
        return app_report(line, work, ts_work_check(work, &line->options));
    if (!app_spares_inputs(line->output, work))
        return TEARSHEET_USAGE;
    app_file file;
    if (!app_file_open(&file, line->output))
        return TEARSHEET_MACHINE;
    int status = app_report(line, work, ts_work_report(work, &line->options, app_output_format(line), file.out));
    bool reported = status == TEARSHEET_OK || status == TEARSHEET_FAULT;
    return app_file_close(&file, reported) ? status : TEARSHEET_MACHINE;
}

int app_stats(const command_line *line, ts_work *work)
{
    int status = ts_work_stats(work, &line->options, line->format ? line->format : "table", stdout);
    app_report(line, work, status);
    int flushed = app_flush();
    return flushed == TEARSHEET_OK ? status : flushed;
}
