/*
 * batch_merge.c - the command `merge`: manifests of the shards of one batch
 * become one, in the order of the rows. They must be of the same run, of
 * different shards, and have every row once.
 */
#include "app/batch.h"

#include <cjson/cJSON.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ROWS_LIMIT = 1000000 };

typedef struct merging {
    const char **rows; /* by number, from 0: its line; later lines of one manifest win */
    size_t *from;      /* the manifest, from 1; 0: none */
    size_t row_count, shards, failed;
    char *run;
    cJSON *head;
    size_t *shard_from; /* by shard, from 0: the manifest, from 1 */
    size_t headed;      /* the last manifest whose head was read, from 1 */
    size_t faults;
} merging;

static void fault(merging *m, const char *path, const char *what)
{
    m->faults++;
    fprintf(stderr, "tearsheet: %s: %s\n", path, what);
}

static double number_in(const cJSON *object, const char *name)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, name);
    return cJSON_IsNumber(member) ? member->valuedouble : 0;
}

static void drop(merging *m)
{
    for (size_t i = 0; m->rows && i < m->row_count; i++)
        free((void *)(uintptr_t)m->rows[i]);
    free((void *)m->rows);
    free(m->from);
    free(m->shard_from);
    free(m->run);
    cJSON_Delete(m->head);
}

/* The first head says what the others must be. NULL, or why it says nothing: the next one is the first then. */
static const char *begin(merging *m, const cJSON *head)
{
    double rows = number_in(head, "rows"), shards = number_in(head, "shards");
    if (!(rows >= 1 && rows <= ROWS_LIMIT && shards >= 1 && shards <= ROWS_LIMIT))
        return "its head says neither rows nor shards";
    merging begun = {.row_count = (size_t)rows, .shards = (size_t)shards, .faults = m->faults};
    begun.rows = calloc(begun.row_count, sizeof *begun.rows);
    begun.from = calloc(begun.row_count, sizeof *begun.from);
    begun.shard_from = calloc(begun.shards, sizeof *begun.shard_from);
    begun.head = cJSON_Duplicate(head, true);
    begun.run = strdup(batch_text_in(head, "run"));
    if (!begun.rows || !begun.from || !begun.shard_from || !begun.head || !begun.run) {
        drop(&begun);
        return "memory is out";
    }
    *m = begun;
    return NULL;
}

static void take_head(merging *m, const cJSON *head, const char *path, size_t manifest)
{
    char message[200];
    double shard = number_in(head, "shard");
    const char *why = m->head ? NULL : begin(m, head);
    if (why) {
        fault(m, path, why);
        return;
    }
    if (strcmp(m->run, batch_text_in(head, "run")) != 0 || number_in(head, "rows") != (double)m->row_count ||
        number_in(head, "shards") != (double)m->shards || !(shard >= 1 && shard <= (double)m->shards)) {
        fault(m, path, "it is of another run: the sheet, its data, the rows, the outputs or the number of shards differ");
        return;
    }
    size_t *from = &m->shard_from[(size_t)shard - 1];
    if (*from && *from != manifest) {
        snprintf(message, sizeof message, "shard %zu is there twice", (size_t)shard);
        fault(m, path, message);
    }
    *from = manifest;
    m->headed = manifest;
}

static void take_row(merging *m, const cJSON *row, const char *text, const char *path, size_t manifest)
{
    char message[300];
    double number = number_in(row, "row");
    if (!(number >= 1 && number <= (double)m->row_count)) {
        fault(m, path, "a row that the batch does not have");
        return;
    }
    size_t at = (size_t)number - 1;
    if (m->from[at] && m->from[at] != manifest) {
        snprintf(message, sizeof message, "\"%.*s\" is in another manifest, too", batch_cut(batch_text_in(row, "id"), 100),
                 batch_text_in(row, "id"));
        fault(m, path, message);
        return;
    }
    free((void *)(uintptr_t)m->rows[at]);
    m->rows[at] = strdup(text);
    m->from[at] = manifest;
}

static void take_line(merging *m, char *text, const char *path, size_t manifest)
{
    cJSON *line = cJSON_Parse(text);
    const bool headed = m->headed == manifest;
    if (cJSON_IsObject(line) && cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(line, "tearsheet-batch")))
        take_head(m, line, path, manifest);
    else if (!headed)
        fault(m, path, "no manifest of a batch (NAME.ndjson, which \"tearsheet batch --shard\" leaves), or one without its first line: resume that shard");
    else if (!cJSON_IsObject(line))
        fault(m, path, "a line that is damaged: resume that shard");
    else
        take_row(m, line, text, path, manifest);
    cJSON_Delete(line);
}

/* Without a fault there is a head when it is read: that of a manifest is its first line. */
static void read_lines(merging *m, FILE *in, const char *path, size_t manifest)
{
    char *text = NULL;
    size_t room = 0, before = m->faults;
    ssize_t length;
    while (m->faults == before && (length = getline(&text, &room, in)) > 0) {
        if (text[length - 1] != '\n') {
            fault(m, path, m->headed == manifest ? "its last line is torn: resume that shard" : "no manifest of a batch");
            break;
        }
        text[length - 1] = '\0';
        take_line(m, text, path, manifest);
    }
    if (m->faults == before && !feof(in))
        fault(m, path, strerror(errno));
    else if (m->faults == before && m->headed != manifest)
        fault(m, path, "no manifest of a batch: it is empty");
    free(text);
}

static void read_manifest(merging *m, const char *path, size_t manifest)
{
    struct stat about;
    FILE *in = fopen(path, "r");
    if (!in) {
        fault(m, path, strerror(errno));
        return;
    }
    if (fstat(fileno(in), &about) == 0 && S_ISDIR(about.st_mode))
        fault(m, path, "no manifest of a batch: it is a folder");
    else
        read_lines(m, in, path, manifest);
    fclose(in);
}

static void check_whole(merging *m, const char *target)
{
    char message[120];
    size_t missing = 0;
    for (size_t i = 0; m->head && i < m->shards; i++)
        if (!m->shard_from[i]) {
            snprintf(message, sizeof message, "shard %zu of %zu is not there", i + 1, m->shards);
            fault(m, target, message);
        }
    for (size_t i = 0; i < m->row_count; i++)
        missing += !m->rows[i];
    if (missing && !m->faults) {
        snprintf(message, sizeof message, "%zu of %zu rows have not been done: resume their shards", missing, m->row_count);
        fault(m, target, message);
    }
}

static int write_rows(merging *m, const char *target)
{
    app_file file;
    cJSON_ReplaceItemInObjectCaseSensitive(m->head, "shard", cJSON_CreateNumber(1));
    cJSON_ReplaceItemInObjectCaseSensitive(m->head, "shards", cJSON_CreateNumber(1));
    char *head = cJSON_PrintUnformatted(m->head);
    const bool ready = head && batch_make_folders(target);
    if (!ready)
        fprintf(stderr, "tearsheet: cannot write %s: %s\n", target, strerror(errno));
    if (!ready || !app_file_open(&file, target)) {
        free(head);
        return TEARSHEET_MACHINE;
    }
    fprintf(file.out, "%s\n", head);
    free(head);
    for (size_t i = 0; i < m->row_count; i++) {
        cJSON *row = cJSON_Parse(m->rows[i]);
        m->failed += strcmp(batch_text_in(row, "status"), batch_state_names[BATCH_DONE]) != 0;
        cJSON_Delete(row);
        fprintf(file.out, "%s\n", m->rows[i]);
    }
    return app_file_close(&file, true) ? TEARSHEET_OK : TEARSHEET_MACHINE;
}

static char *read_line(void *user, size_t row)
{
    const merging *m = user;
    return strdup(m->rows[row]);
}

static int write_all(merging *m, const command_line *line)
{
    int status = write_rows(m, line->output);
    const char *sheet = batch_text_in(m->head, "sheet"), *slash = strrchr(sheet, '/');
    const batch_index index = {.path = line->batch.index, .title = slash ? slash + 1 : sheet, .line = read_line, .user = m,
                               .count = m->row_count};
    if (status == TEARSHEET_OK && index.path)
        status = batch_index_write(&index);
    if (status == TEARSHEET_OK)
        fprintf(stderr, "tearsheet: %zu editions of %zu shards, %zu failed; see %s\n", m->row_count, m->shards, m->failed, line->output);
    return status == TEARSHEET_OK && m->failed ? TEARSHEET_FAULT : status;
}

/* The parts stay: they are what a shard is resumed from. */
static bool is_a_part(const command_line *line)
{
    struct stat target, part;
    if (stat(line->output, &target) != 0 || !S_ISREG(target.st_mode))
        return false;
    for (size_t i = 0; i < line->word_count; i++)
        if (stat(line->words[i], &part) == 0 && part.st_dev == target.st_dev && part.st_ino == target.st_ino)
            return true;
    return false;
}

static int spare_others(const command_line *line)
{
    if (is_a_part(line))
        return app_wrong("the result would overwrite one of the manifests: ", line->output);
    bool spared = app_file_may_replace(line->output, BATCH_MANIFEST_BEGIN, "manifest of a batch") &&
                  (!line->batch.index || batch_index_may_replace(line->batch.index));
    return spared ? TEARSHEET_OK : TEARSHEET_USAGE;
}

int app_merge(const command_line *line)
{
    merging m = {0};
    if (!line->word_count || !line->output || !*line->output)
        return app_wrong("merge wants manifests, and -o FILE.ndjson", "");
    int spared = spare_others(line);
    if (spared != TEARSHEET_OK)
        return spared;
    for (size_t i = 0; i < line->word_count; i++)
        read_manifest(&m, line->words[i], i + 1);
    check_whole(&m, line->output);
    int status = m.faults ? TEARSHEET_FAULT : write_all(&m, line);
    drop(&m);
    return status;
}
