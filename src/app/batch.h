/*
 * batch.h - each row of a CSV file is an edition: what the files of the command
 * `batch` share.
 *
 *     batch.c           the steps, in order
 *     batch_outputs.c   which files a row becomes, and what they may not be called
 *     batch_claims.c    one row for one file, and no file that is read
 *     batch_earlier.c   what earlier runs left under the names of rows that fail
 *     batch_manifest.c  what was done, a line a row: written, read back, put in order
 *     batch_pool.c      worker processes: work handed out, deaths noticed
 *     batch_worker.c    inside of one
 *     batch_progress.c  what a person sees meanwhile
 *     batch_index.c     the page for reviewers
 *     batch_merge.c     the command `merge`
 *
 * All rows of the file are looked at, so that shards agree; those of other
 * shards are then left alone. Workers are forked when all is loaded and nothing is written yet. Only the
 * parent writes the manifest. A row's files are whole or not there.
 */
#ifndef TS_APP_BATCH_H
#define TS_APP_BATCH_H

#include "app/commands.h"
#include "app/file.h"

#include <stdint.h>
#include <sys/types.h>

struct cJSON;

typedef struct batch_output { /* an -o: [PROFILE][@DPI][:PAGE]=FILE */
    const char *profile; /* NULL: the row's */
    const char *pattern; /* FILE */
    double dpi;          /* 0: the batch's */
    int page;            /* 0: the batch's */
} batch_output;

typedef enum batch_state {
    BATCH_WAITING,
    BATCH_DONE,
    BATCH_UNCHANGED, /* done by an earlier run */
    BATCH_FAULT,     /* the sheet, its data or a rule; text too long; a value that is not known */
    BATCH_MACHINE,   /* a file or memory */
    BATCH_CRASHED,   /* its worker died */
    BATCH_TIMEOUT,
    BATCH_ELSEWHERE, /* of another shard */
    BATCH_STATES
} batch_state;

extern const char *const batch_state_names[BATCH_STATES]; /* as the manifest has them */

typedef struct batch_row {
    const ts_variant *variant;
    size_t number;  /* in the file, from 1 */
    char **files;   /* one for each output; {page} may still be in it */
    ino_t *earlier; /* one for each output: of the file that stood there before the run; 0: none. NULL: not looked at */
    char inputs[TEARSHEET_SHA256];
    batch_state state;
    off_t line_at;  /* in the manifest; -1: no line yet */
    size_t line_length;
} batch_row;

typedef struct batch_manifest {
    const char *path;
    char *named; /* the path, when it is not the command line's */
    int fd;      /* -1: closed */
    off_t end;   /* of the last whole line */
    bool unsynced;
} batch_manifest;

typedef struct batch {
    const command_line *line;
    ts_work *work;
    batch_output *outputs;
    size_t output_count;
    char *thumbnail; /* the pattern of the index's own output, or NULL */
    batch_row *rows; /* all of the file, in its order */
    size_t row_count, mine; /* mine: of this shard */
    struct batch_claim *claims; /* of the rows on files */
    size_t claim_count;
    char run[TEARSHEET_SHA256]; /* the same for all shards of one batch */
    batch_manifest manifest;
    size_t counts[BATCH_STATES], warned; /* rows; with warnings */
    struct batch_progress *progress;
    struct batch_pool *pool; /* NULL: nobody works */
} batch;

/* ---- batch_outputs.c */

/* Reads the -o's, fills in each row's names and makes their folders. All that is wrong is told through the work, with
 * the row's place: TEARSHEET_FAULT. */
int batch_outputs_read(batch *b);
int batch_outputs_name(batch *b);
int batch_outputs_make_folders(batch *b);
bool batch_make_folders(const char *file); /* those on the way to a file; false: errno says why */
int batch_cut(const char *text, int most); /* the bytes of UTF-8 that a message shows: so many at most, and no letter cut in two */

/* ---- batch_claims.c */

int batch_claims_make(batch *b); /* once the rows have their names */
void batch_claims_drop(batch *b);
/* Two rows for one file; told as above. By their names alone, and by where these lead once the folders are there. */
int batch_claims_check_names(batch *b);
int batch_claims_check_places(batch *b);
int batch_claims_spare_inputs(batch *b); /* files that are read; those that cannot be reached yet are not seen */

/* ---- batch_earlier.c */

int batch_earlier_note(batch *b); /* of the rows that wait, before any is drawn; TEARSHEET_MACHINE: memory is out */
/* The output's file when it is still an earlier run's, the caller's; else NULL. */
char *batch_earlier_name(const batch *b, const batch_row *row, size_t output);
void batch_earlier_record(const batch *b, const batch_row *row, struct cJSON *line); /* "earlier": the names, if any */

/* ---- batch_manifest.c */

typedef struct batch_record { /* of one row: becomes a line */
    const batch_row *row;
    batch_state state;
    const char *why; /* or NULL */
} batch_record;

#define BATCH_MANIFEST_BEGIN "{\"tearsheet-batch\":"
/* "out/{state}.pdf", "layouts/trade.json" -> "out/trade.ndjson", of a shard "out/trade.2-of-8.ndjson": the caller's; NULL: memory
 * is out. */
char *batch_manifest_name(const command_line *line, const char *pattern);
/* By its lines alone every row is done, as a run that came to its end leaves it. */
bool batch_manifest_looks_done(const char *path);
/* Opens it for this run: a new one, or with --resume the old one, whose finished rows are then BATCH_UNCHANGED. */
int batch_manifest_open(batch *b);
/* A line for a row that is done or given up, without its newline. False: it cannot be written, which is told. */
bool batch_manifest_add(batch *b, batch_row *row, const char *line, size_t length);
bool batch_manifest_sync(batch *b); /* to the disk; false: told */
/* A line for a row that no worker answered for. */
bool batch_manifest_give_up(batch *b, batch_row *row, const char *why);
/* What each line begins with; the caller's. NULL: memory is out. */
struct cJSON *batch_manifest_record(const batch *b, const batch_record *record);
const char *batch_text_in(const struct cJSON *object, const char *name); /* of a line; "": there is none */
/* When every row has its line: one line a row, in the file's order. */
int batch_manifest_finish(batch *b);
void batch_manifest_close(batch *b);
/* The row's line; the caller frees it. NULL: it cannot be read. */
char *batch_manifest_read(const batch *b, const batch_row *row);

/* ---- batch_pool.c */

size_t batch_jobs(const command_line *line); /* workers, if there are rows for so many */

/* Has the waiting rows done. TEARSHEET_OK although rows fail; TEARSHEET_MACHINE, told, when it cannot go on.
 * *stopped: the signal that ended it early, or 0. */
int batch_pool_run(batch *b, int *stopped);
void batch_pool_end(batch *b); /* waits for the workers, which are told to go: the manifest is put in order meanwhile */

/* ---- batch_worker.c */

typedef struct batch_answer { /* of a worker: then the line, then the diagnostics for people */
    uint32_t row, state, line_length, text_length, warnings;
} batch_answer;

/* A worker's own way into what its parent has loaded; NULL: memory is out. */
ts_work *batch_worker_open(const batch *b);

/* Answers one row number after another until the socket ends. */
void batch_worker_run(batch *b, int socket);

/* ---- batch_progress.c */

size_t batch_failures(const batch *b); /* rows, of any kind of failure */
bool batch_progress_begin(batch *b); /* false: memory is out */
/* text: diagnostics to show, or NULL. */
void batch_progress_row(batch *b, const batch_row *row, const char *text);
void batch_progress_end(batch *b);

/* ---- batch_index.c */

typedef struct batch_index {
    const char *path, *title;
    char *(*line)(void *user, size_t row); /* of a manifest, freed by the index; NULL: there is none */
    void *user;
    size_t count;
} batch_index;

/* False, told: something stands there that is no such page. */
bool batch_index_may_replace(const char *path);

/* TEARSHEET_OK; TEARSHEET_USAGE where it may not replace what is there, or TEARSHEET_MACHINE, both told. */
int batch_index_write(const batch_index *index);

#endif
