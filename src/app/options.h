/*
 * options.h - the words after `tearsheet`: read once, by one table of commands
 * and one of options that knows which commands take which. The help is printed
 * from these tables, so that it cannot lag behind.
 */
#ifndef TS_APP_OPTIONS_H
#define TS_APP_OPTIONS_H

#include "tearsheet.h"

typedef enum app_command {
    APP_RENDER,
    APP_PACKAGE,
    APP_CHECK,
    APP_STATS,
    APP_TRACE,
    APP_DIFF,
    APP_ACCEPT,
    APP_BATCH,
    APP_MERGE,
    APP_SCHEMA,
    APP_COMPLETION,
    APP_COMMANDS,
    APP_NONE = APP_COMMANDS
} app_command;

typedef struct app_side { /* what diff sets for one of its two editions only */
    const char **settings, *language;
    size_t count;
} app_side;

typedef struct app_batch { /* what batch and merge are told beyond the options of an edition */
    const char *variants, *manifest, *index; /* files */
    int jobs;                                /* worker processes; 0: one a core */
    int timeout;                             /* seconds for a row; 0: the usual */
    int shard, shards;                       /* from 1, of so many; 0: all rows */
    bool resume, strict, keep_going;
} app_batch;

typedef struct command_line {
    app_command command;
    const char *sheet, *other; /* the first and the second word behind the command */
    const char **words; /* those two and all behind them */
    size_t word_count;
    const char *output, *format;
    const char **outputs; /* each -o; output is the last */
    size_t output_count;
    const char **settings; /* of options, with room for every argument; then those of the sides, outputs and words */
    app_side sides[2];
    ts_options options;
    app_batch batch;
    ts_diagnostics_form diagnostics;
    const char *cache; /* a folder; NULL: the user's */
    const char *depfile;
    bool watch, no_cache, exit_code, help, version;
} command_line;

/* Fills the line, borrowing from argv. TEARSHEET_OK; TEARSHEET_USAGE, told on stderr: an unknown word, a value
 * that is missing or cannot be, an option that the command does not take; TEARSHEET_MACHINE: memory is out. What it
 * allocated goes with app_options_drop in any case. */
int app_options_read(command_line *line, int argc, char **argv);
void app_options_drop(command_line *line);

const char *app_command_name(app_command command);
const char *app_command_means(app_command command);

typedef struct app_option {
    const char *name, *brief; /* "--output", "-o" or NULL */
    const char *value;        /* what it is called in the help; NULL: a flag */
    const char *means;
    unsigned commands;
} app_option;

/* The options in the order of the help, from 0; false behind the last. */
bool app_option_at(size_t index, app_option *option);
bool app_option_goes_with(const app_option *option, app_command command);

void app_options_help(FILE *out);

/* Says what is wrong with the words, and how to learn more: TEARSHEET_USAGE. */
int app_wrong(const char *what, const char *which);

#endif
