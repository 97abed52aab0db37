/*
 * main.c - the command line. It sees tearsheet.h only, like any embedder.
 *
 * Exit status: 0 done; 1 the sheet, its data or a rule is at fault; 2 wrong
 * usage; 3 the machine (files, memory).
 */
#include "app/commands.h"
#include "app/completion.h"
#include "app/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int app_report(const command_line *line, ts_work *work, int status)
{
    ts_work_print_diagnostics(work, line->diagnostics, stderr);
    const char *why = ts_work_why(work);
    if ((status == TEARSHEET_USAGE || status == TEARSHEET_MACHINE) && why)
        fprintf(stderr, "tearsheet: %s\n", why);
    if (status == TEARSHEET_FAULT && line->diagnostics == TS_DIAGNOSTICS_TEXT)
        fprintf(stderr, "tearsheet: %zu error%s, %zu warning%s%s\n", ts_work_errors(work), ts_work_errors(work) == 1 ? "" : "s",
                ts_work_warnings(work), ts_work_warnings(work) == 1 ? "" : "s",
                line->command == APP_CHECK ? "" : "; nothing was written");
    return status;
}

bool app_spares_inputs(const char *target, ts_work *work)
{
    const char *const *inputs;
    size_t count;
    return ts_work_inputs(work, &inputs, &count) != TEARSHEET_OK || app_file_spares(target, inputs, count);
}

int app_flush(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return TEARSHEET_OK;
    fprintf(stderr, "tearsheet: cannot write to standard output: %s\n", strerror(errno));
    return TEARSHEET_MACHINE;
}

static int run_schema(const command_line *line)
{
    if (line->sheet)
        return app_wrong("schema takes no file; what is ", line->sheet);
    ts_print_schema(stdout);
    return app_flush();
}

typedef struct runner {
    int (*with_sheet)(const command_line *line, ts_work *work);
    int (*alone)(const command_line *line);
    int (*expect)(const command_line *line, ts_work *work); /* before the sheet is loaded, or NULL */
} runner;

static const runner runners[APP_COMMANDS] = {
    [APP_RENDER] = {app_render, NULL}, [APP_PACKAGE] = {app_package, NULL}, [APP_CHECK] = {app_check, NULL},  [APP_STATS] = {app_stats, NULL},
    [APP_ACCEPT] = {app_accept, NULL}, [APP_TRACE] = {NULL, app_trace},  [APP_DIFF] = {NULL, app_diff},
    [APP_SCHEMA] = {NULL, run_schema}, [APP_COMPLETION] = {NULL, app_completion},
    [APP_BATCH] = {app_run_batch, NULL, app_expect_batch}, [APP_MERGE] = {NULL, app_merge},
};

static int load_and_run(const runner *chosen, const command_line *line, ts_work *work)
{
    int expected = chosen->expect ? chosen->expect(line, work) : TEARSHEET_OK;
    int loaded = expected == TEARSHEET_OK ? ts_work_load(work, line->sheet) : expected;
    return loaded == TEARSHEET_OK ? chosen->with_sheet(line, work) : app_report(line, work, loaded);
}

static int run_with_sheet(const runner *chosen, const command_line *line)
{
    if (!line->sheet)
        return app_wrong("no sheet is named after ", app_command_name(line->command));
    if (line->other)
        return app_wrong("one sheet at a time; what is ", line->other);
    bool given = strcmp(line->sheet, "-") == 0;
    if (line->watch && !given)
        return app_render_again(line);
    app_heap_prepare();
    ts_work *work = app_new_work(line);
    if (!work)
        return TEARSHEET_MACHINE;
    app_stdin sheet = {0};
    int status = given ? app_lend_stdin(line, work, &sheet) : TEARSHEET_OK;
    if (status == TEARSHEET_OK)
        status = load_and_run(chosen, line, work);
    app_leave(work, status);
    free(sheet.bytes);
    return status;
}

static int run(const command_line *line)
{
    if (line->options.epoch == -2)
        return app_wrong("SOURCE_DATE_EPOCH is a number of seconds, not ", getenv("SOURCE_DATE_EPOCH"));
    if (line->version) {
        printf("tearsheet %s\n", ts_version());
        return app_flush();
    }
    if (line->help || line->command == APP_NONE) {
        app_options_help(line->help ? stdout : stderr);
        return line->help ? app_flush() : TEARSHEET_USAGE;
    }
    const runner *chosen = &runners[line->command];
    int status = app_judge(line);
    if (status != TEARSHEET_OK)
        return status;
    return chosen->alone ? chosen->alone(line) : run_with_sheet(chosen, line);
}

/* SOURCE_DATE_EPOCH (reproducible-builds.org): -1 when it is not set, -2 when it is
 * not a plain number of seconds before the year 10000. */
static long long epoch(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (!text || !*text)
        return -1;
    char *end;
    errno = 0;
    long long seconds = strtoll(text, &end, 10);
    return *end || errno || seconds < 0 || seconds > 253402300799 ? -2 : seconds;
}

/* A standard stream that is closed stays one that cannot be used: the next file to be opened shall not take its place, and
 * with it what is meant for the stream. */
static void hold_standard_streams(void)
{
    int fd;
    while ((fd = open("/dev/null", O_RDONLY)) >= 0 && fd <= STDERR_FILENO)
        continue;
    if (fd > STDERR_FILENO)
        close(fd);
}

/* Each as one write: runs beside each other tell the same terminal or log. */
static void tell_whole_lines(void)
{
    static char line[1 << 14];
    setvbuf(stderr, line, _IOLBF, sizeof line);
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    tell_whole_lines();
    command_line line = {.options = {.size = sizeof(ts_options), .epoch = epoch()}};
    int status = app_options_read(&line, argc, argv);
    if (status == TEARSHEET_OK)
        status = run(&line);
    app_options_drop(&line);
    return status;
}
