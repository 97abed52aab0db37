/*
 * batch_manifest.c - what was done: NDJSON, a head and then a line a row.
 *
 * Lines are appended as rows are done, whole or not at all; a later line of a
 * row is what holds. A run that died leaves at most a torn last line. When all
 * rows have theirs, the file is written anew in the order of the rows.
 */
#include "app/batch.h"

#include <cjson/cJSON.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const batch_state_names[BATCH_STATES] = {
    [BATCH_WAITING] = "waiting", [BATCH_DONE] = "done",       [BATCH_UNCHANGED] = "unchanged", [BATCH_FAULT] = "fault",
    [BATCH_MACHINE] = "machine", [BATCH_CRASHED] = "crashed", [BATCH_TIMEOUT] = "timeout",     [BATCH_ELSEWHERE] = "elsewhere"};

static int tell(const batch *b, const char *what)
{
    fprintf(stderr, "tearsheet: cannot %s %s: %s\n", what, b->manifest.path, strerror(errno));
    return TEARSHEET_MACHINE;
}

/* ---- writing */

/* All of the text or none of it: what a full disk took of a line is cut off again. */
static bool append(batch *b, const char *text, size_t length)
{
    batch_manifest *m = &b->manifest;
    size_t written = 0;
    while (written < length) {
        ssize_t count = pwrite(m->fd, text + written, length - written, m->end + (off_t)written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            int error = count < 0 ? errno : EIO;
            int cut = ftruncate(m->fd, m->end);
            errno = cut == 0 ? error : errno;
            tell(b, "write");
            return false;
        }
        written += (size_t)count;
    }
    m->end += (off_t)length;
    m->unsynced = true;
    return true;
}

static bool append_line(batch *b, const char *line, size_t length)
{
    char *whole = malloc(length + 1);
    if (!whole) {
        tell(b, "write");
        return false;
    }
    memcpy(whole, line, length);
    whole[length] = '\n';
    bool good = append(b, whole, length + 1);
    free(whole);
    return good;
}

bool batch_manifest_add(batch *b, batch_row *row, const char *line, size_t length)
{
    off_t at = b->manifest.end;
    if (!append_line(b, line, length))
        return false;
    row->line_at = at;
    row->line_length = length;
    return true;
}

bool batch_manifest_sync(batch *b)
{
    if (!b->manifest.unsynced)
        return true;
    b->manifest.unsynced = false;
    bool good = fdatasync(b->manifest.fd) == 0 || errno == EINVAL; /* a pipe has no disk behind it */
    if (!good)
        tell(b, "write");
    return good;
}

static cJSON *parameters_of(const ts_variant *variant)
{
    cJSON *all = cJSON_CreateObject();
    for (size_t i = 0; all && i < variant->parameter_count; i++)
        cJSON_AddStringToObject(all, variant->parameters[i].name, variant->parameters[i].value);
    return all;
}

cJSON *batch_manifest_record(const batch *b, const batch_record *record)
{
    const batch_row *row = record->row;
    cJSON *line = cJSON_CreateObject();
    cJSON_AddStringToObject(line, "id", row->variant->id);
    cJSON_AddNumberToObject(line, "row", (double)row->number);
    cJSON_AddStringToObject(line, "language", row->variant->language);
    cJSON_AddItemToObject(line, "parameters", parameters_of(row->variant));
    cJSON_AddStringToObject(line, "inputs", row->inputs);
    cJSON_AddStringToObject(line, "status", batch_state_names[record->state]);
    if (record->why)
        cJSON_AddStringToObject(line, "why", record->why);
    if (record->state != BATCH_DONE)
        batch_earlier_record(b, row, line);
    return line;
}

bool batch_manifest_give_up(batch *b, batch_row *row, const char *why)
{
    cJSON *line = batch_manifest_record(b, &(batch_record){row, row->state, why});
    char *text = cJSON_PrintUnformatted(line);
    bool good = text && batch_manifest_add(b, row, text, strlen(text));
    cJSON_Delete(line);
    free(text);
    return good;
}

static char *head_line(const batch *b)
{
    const app_batch *asked = &b->line->batch;
    cJSON *head = cJSON_CreateObject();
    cJSON_AddNumberToObject(head, "tearsheet-batch", 1);
    cJSON_AddStringToObject(head, "version", ts_version());
    cJSON_AddStringToObject(head, "sheet", b->line->sheet);
    cJSON_AddStringToObject(head, "variants", asked->variants);
    cJSON_AddStringToObject(head, "run", b->run);
    cJSON_AddNumberToObject(head, "rows", (double)b->row_count);
    cJSON_AddNumberToObject(head, "shard", asked->shards ? asked->shard : 1);
    cJSON_AddNumberToObject(head, "shards", asked->shards ? asked->shards : 1);
    char *text = cJSON_PrintUnformatted(head);
    cJSON_Delete(head);
    return text;
}

/* ---- an earlier run's */

const char *batch_text_in(const cJSON *object, const char *name)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, name);
    return cJSON_IsString(member) ? member->valuestring : "";
}

static bool is_there(const cJSON *output)
{
    char hex[TEARSHEET_SHA256];
    unsigned long long bytes;
    const char *why;
    const cJSON *size = cJSON_GetObjectItemCaseSensitive(output, "bytes");
    const char *file = batch_text_in(output, "file");
    struct stat info;
    if (!*file || stat(file, &info) != 0 || !S_ISREG(info.st_mode) || !cJSON_IsNumber(size) || (double)info.st_size != size->valuedouble)
        return false;
    return ts_digest_of_file(file, hex, &bytes, &why) == TEARSHEET_OK && strcmp(hex, batch_text_in(output, "sha256")) == 0;
}

/* All files of the row are as they were recorded. */
static bool are_there(const cJSON *line)
{
    const cJSON *rendering, *output;
    size_t count = 0;
    cJSON_ArrayForEach(rendering, cJSON_GetObjectItemCaseSensitive(line, "renderings"))
        cJSON_ArrayForEach(output, cJSON_GetObjectItemCaseSensitive(rendering, "outputs"))
        {
            count++;
            if (!is_there(output))
                return false;
        }
    return count > 0;
}

static int by_id(const void *left, const void *right)
{
    const batch_row *const *a = left, *const *b = right;
    return strcmp((*a)->variant->id, (*b)->variant->id);
}

typedef struct old_lines { /* of a manifest that is gone on from */
    batch *b;
    batch_row **by_id;
    size_t damaged;
    bool headed;
} old_lines;

static batch_row *find_row(const old_lines *old, const char *id)
{
    ts_variant variant = {.id = id};
    batch_row key = {.variant = &variant}, *wanted = &key;
    batch_row **found = bsearch(&wanted, old->by_id, old->b->row_count, sizeof *old->by_id, by_id);
    return found ? *found : NULL;
}

/* The last line of a row says how it stands; whether its files are there is looked at afterwards. */
static void take_line(old_lines *old, const char *text, size_t length, off_t at)
{
    cJSON *line = cJSON_ParseWithLength(text, length);
    if (cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(line, "tearsheet-batch")))
        old->headed = true;
    else if (!cJSON_IsObject(line))
        old->damaged++;
    batch_row *row = cJSON_IsObject(line) ? find_row(old, batch_text_in(line, "id")) : NULL;
    if (row && row->state != BATCH_ELSEWHERE) {
        bool fresh = strcmp(batch_text_in(line, "status"), batch_state_names[BATCH_DONE]) == 0 && strcmp(batch_text_in(line, "inputs"), row->inputs) == 0;
        row->state = fresh ? BATCH_UNCHANGED : BATCH_WAITING;
        row->line_at = at;
        row->line_length = length;
    }
    cJSON_Delete(line);
}

/* False, with errno: it was not read to its end, and what was not read is not to be cut off. */
static bool read_lines(old_lines *old, FILE *in)
{
    char *text = NULL;
    size_t room = 0;
    ssize_t length;
    off_t at = 0;
    while ((length = getline(&text, &room, in)) > 0 && text[length - 1] == '\n') {
        take_line(old, text, (size_t)length - 1, at);
        at += length;
    }
    old->b->manifest.end = at; /* what is torn behind it goes */
    int error = errno;
    free(text);
    errno = error;
    return !ferror(in) && feof(in);
}

static void look_at_files(batch *b)
{
    for (size_t i = 0; i < b->row_count; i++) {
        batch_row *row = &b->rows[i];
        if (row->state != BATCH_UNCHANGED)
            continue;
        char *text = batch_manifest_read(b, row);
        cJSON *line = text ? cJSON_Parse(text) : NULL;
        if (!are_there(line)) {
            row->state = BATCH_WAITING;
            row->line_at = -1;
        }
        cJSON_Delete(line);
        free(text);
    }
}

static int read_old(batch *b)
{
    old_lines old = {.b = b, .by_id = calloc(b->row_count, sizeof(batch_row *))};
    int copy = old.by_id ? dup(b->manifest.fd) : -1;
    FILE *in = copy >= 0 ? fdopen(copy, "r") : NULL;
    if (!in) {
        int told = tell(b, "read");
        if (copy >= 0)
            close(copy);
        free(old.by_id);
        return told;
    }
    for (size_t i = 0; i < b->row_count; i++)
        old.by_id[i] = &b->rows[i];
    qsort(old.by_id, b->row_count, sizeof *old.by_id, by_id);
    int status = read_lines(&old, in) ? TEARSHEET_OK : tell(b, "read");
    fclose(in);
    free(old.by_id);
    if (status != TEARSHEET_OK)
        return status;
    if (old.damaged)
        fprintf(stderr, "tearsheet: %zu line(s) of %s are damaged: their rows are done again\n", old.damaged, b->manifest.path);
    look_at_files(b);
    return ftruncate(b->manifest.fd, b->manifest.end) == 0 ? TEARSHEET_OK : tell(b, "write");
}

/* ---- before anything is read but the command line */

char *batch_manifest_name(const command_line *line, const char *pattern)
{
    const char *slash = strrchr(line->sheet, '/');
    const char *name = slash ? slash + 1 : line->sheet, *dot = strrchr(name, '.');
    size_t folder = strcspn(pattern, "{"), length = dot ? (size_t)(dot - name) : strlen(name);
    while (folder > 0 && pattern[folder - 1] != '/')
        folder--;
    char part[48] = "";
    if (line->batch.shards)
        snprintf(part, sizeof part, ".%d-of-%d", line->batch.shard, line->batch.shards);
    size_t room = folder + length + strlen(part) + sizeof ".ndjson";
    char *path = malloc(room);
    if (path)
        snprintf(path, room, "%.*s%.*s%s.ndjson", (int)folder, pattern, (int)length, name, part);
    return path;
}

/* A quote inside of a text has a backslash before it. */
static bool says_done(const char *line)
{
    return strstr(line, "\"status\":\"done\"") != NULL;
}

/* Of a shard the head does not say how many rows are its own. */
static double rows_in_head(const char *line)
{
    cJSON *head = cJSON_Parse(line);
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(head, "rows"), *shards = cJSON_GetObjectItemCaseSensitive(head, "shards");
    double count = cJSON_IsNumber(rows) && cJSON_IsNumber(shards) && shards->valuedouble == 1 ? rows->valuedouble : -1;
    cJSON_Delete(head);
    return count;
}

bool batch_manifest_looks_done(const char *path)
{
    char *text = NULL;
    size_t room = 0;
    FILE *in = fopen(path, "r");
    double rows = in && getline(&text, &room, in) > 0 ? rows_in_head(text) : -1, done = 0;
    while (rows > done && getline(&text, &room, in) > 0 && says_done(text))
        done++;
    bool all = done == rows && getline(&text, &room, in) < 0;
    free(text);
    if (in)
        fclose(in);
    return all;
}

/* ---- opening */

/* A run that ends gives its name to another file, and then frees the one that it had locked. */
static bool is_still_named(const batch *b)
{
    struct stat mine, named;
    return fstat(b->manifest.fd, &mine) == 0 && stat(b->manifest.path, &named) == 0 && mine.st_dev == named.st_dev &&
           mine.st_ino == named.st_ino;
}

/* Nothing is written over but a manifest, and not while another run is at it. */
static int check_file(batch *b)
{
    static const char begin[] = BATCH_MANIFEST_BEGIN;
    char bytes[sizeof begin] = "";
    struct stat info;
    if (fstat(b->manifest.fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        fprintf(stderr, "tearsheet: %s is no plain file\n", b->manifest.path);
        return TEARSHEET_USAGE;
    }
    ssize_t count = pread(b->manifest.fd, bytes, sizeof begin - 1, 0);
    if (count > 0 && memcmp(bytes, begin, (size_t)count) != 0) {
        fprintf(stderr, "tearsheet: %s is there, and no manifest of a batch\n", b->manifest.path);
        return TEARSHEET_USAGE;
    }
    const bool locked = flock(b->manifest.fd, LOCK_EX | LOCK_NB) == 0;
    if (!locked && errno != EWOULDBLOCK)
        return tell(b, "lock");
    if (!locked || !is_still_named(b)) {
        fprintf(stderr, "tearsheet: another batch is writing %s\n", b->manifest.path);
        return TEARSHEET_USAGE;
    }
    return TEARSHEET_OK;
}

int batch_manifest_open(batch *b)
{
    batch_manifest *m = &b->manifest;
    m->fd = batch_make_folders(m->path) ? open(m->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666) : -1;
    if (m->fd < 0)
        return tell(b, "write");
    int status = check_file(b);
    if (status == TEARSHEET_OK && b->line->batch.resume)
        status = read_old(b);
    else if (status == TEARSHEET_OK && ftruncate(m->fd, 0) != 0)
        status = tell(b, "write");
    if (status != TEARSHEET_OK)
        return status;
    char *head = head_line(b);
    bool good = head && append_line(b, head, strlen(head));
    free(head);
    return good ? TEARSHEET_OK : TEARSHEET_MACHINE;
}

void batch_manifest_close(batch *b)
{
    if (b->manifest.fd >= 0)
        close(b->manifest.fd);
    b->manifest.fd = -1;
}

char *batch_manifest_read(const batch *b, const batch_row *row)
{
    char *text = row->line_at >= 0 ? malloc(row->line_length + 1) : NULL;
    if (!text || pread(b->manifest.fd, text, row->line_length, row->line_at) != (ssize_t)row->line_length) {
        free(text);
        return NULL;
    }
    text[row->line_length] = '\0';
    return text;
}

/* ---- in order */

static bool print_rows(batch *b, FILE *out)
{
    for (size_t i = 0; i < b->row_count; i++) {
        if (b->rows[i].state == BATCH_ELSEWHERE)
            continue;
        char *line = batch_manifest_read(b, &b->rows[i]);
        bool good = line && fprintf(out, "%s\n", line) > 0;
        free(line);
        if (!good)
            return false;
    }
    return true;
}

int batch_manifest_finish(batch *b)
{
    app_file file;
    if (!app_file_open(&file, b->manifest.path))
        return TEARSHEET_MACHINE;
    char *head = head_line(b);
    bool good = head && fprintf(file.out, "%s\n", head) > 0 && print_rows(b, file.out);
    free(head);
    bool closed = app_file_close(&file, good);
    return good && closed ? TEARSHEET_OK : TEARSHEET_MACHINE;
}
