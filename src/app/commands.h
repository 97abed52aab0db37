/*
 * commands.h - what `tearsheet WORD` does. Each command returns the exit status:
 * 0 done; 1 the sheet, its data or a rule is at fault; 2 wrong usage; 3 the
 * machine (files, memory). What it has to say of that it has said on stderr.
 */
#ifndef TS_APP_COMMANDS_H
#define TS_APP_COMMANDS_H

#include "app/options.h"

/* sheets.c: the sheet is loaded. */
int app_render(const command_line *line, ts_work *work);
int app_package(const command_line *line, ts_work *work);
int app_check(const command_line *line, ts_work *work);
int app_stats(const command_line *line, ts_work *work);

/* accept.c: the sheet is loaded. */
int app_accept(const command_line *line, ts_work *work);

/* again.c: render, and again whenever something changes that the sheet is made of, until a signal ends it. */
int app_render_again(const command_line *line);

/* depfile.c: writes a rule of make for a target that the work has rendered. */
int app_depfile(const char *file, const char *target, ts_work *work);

/* records.c: sheets, PDFs or ledgers. */
int app_trace(const command_line *line);
int app_diff(const command_line *line);

/* cache.c: a work that keeps what takes long to make where the line says. NULL: memory is out. */
ts_work *app_new_work(const command_line *line);

/* heap.c: for a run that makes one thing and ends. Its memory in large pages: the kernel clears a few of them sooner than
 * thousands of small ones. */
void app_heap_prepare(void);
/* What is written is written: the process ends here, and its memory with it. Comes back, the work dropped, where a
 * sanitizer counts what was not freed. */
void app_leave(ts_work *work, int status);

/* stdin.c: what is read from standard input is lent to the work, whose loading asks for "-". TEARSHEET_USAGE: not with
 * this command or these options; TEARSHEET_MACHINE: it cannot be read. Both are told. The bytes, in any case, are the
 * caller's to free when the work is dropped. */
typedef struct app_stdin {
    char *bytes;
    size_t size;
} app_stdin;
extern const char app_no_stdin[]; /* why another command cannot; its name comes behind */
int app_lend_stdin(const command_line *line, ts_work *work, app_stdin *sheet);

/* batch.c, batch_merge.c */
int app_run_batch(const command_line *line, ts_work *work);
int app_expect_batch(const command_line *line, ts_work *work); /* before the sheet is loaded; several jobs begin with the loading */
int app_merge(const command_line *line);

/* Whether a file of the program's own may be written: it is none that the sheet is made of. False: told. */
bool app_spares_inputs(const char *target, ts_work *work);

/* Prints the diagnostics of the last call, and why it failed; gives the status back. */
int app_report(const command_line *line, ts_work *work, int status);

/* judge.c. TEARSHEET_USAGE, told: what cannot be whatever the sheet is. */
int app_judge(const command_line *line);
int app_resolution_is_idle(const char *output); /* TEARSHEET_USAGE, told: it is asked of what has none */
const char *const *app_formats(app_command command); /* that --format takes there; NULL ends them */
/* --format, else by the ending of --output: "html", "json"; else "text". */
const char *app_output_format(const command_line *line);

/* Standard output to its end: TEARSHEET_OK, or TEARSHEET_MACHINE, told. */
int app_flush(void);

#endif
