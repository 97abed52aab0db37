/* batch_worker.c - inside of a worker: a row number comes, its files are made, an answer goes. */
#include "app/batch.h"

#include <cjson/cJSON.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

typedef struct job { /* a row in the making */
    batch *b;
    const batch_row *row;
    cJSON *renderings, *outputs; /* outputs: of the rendering at hand */
    FILE *text;                  /* diagnostics for people */
    size_t warnings;
    char why[512];
} job;

static double milliseconds(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const char *profile_of(const job *j, size_t output)
{
    const char *own = j->b->outputs[output].profile;
    return own ? own : j->row->variant->profile;
}

static void file_written(void *user, const char *file, unsigned long long bytes, const char *sha256)
{
    job *j = user;
    cJSON *output = cJSON_CreateObject();
    cJSON_AddStringToObject(output, "file", file);
    cJSON_AddNumberToObject(output, "bytes", (double)bytes);
    cJSON_AddStringToObject(output, "sha256", sha256);
    cJSON_AddItemToArray(j->outputs, output);
}

/* What the library found stands in the rendering as it prints it. */
static void add_findings(job *j, cJSON *rendering)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return;
    int status = ts_work_print_findings(j->b->work, memory);
    if (fclose(memory) == 0 && status == TEARSHEET_OK)
        cJSON_AddRawToObject(rendering, "findings", text);
    free(text);
}

/* All outputs of one profile, of which this is the first: the pages are made once. */
static int render(job *j, size_t first)
{
    batch *b = j->b;
    size_t count = 0;
    const char *profile = profile_of(j, first);
    ts_output *files = calloc(b->output_count, sizeof *files);
    cJSON *rendering = cJSON_CreateObject();
    if (!files || !rendering) {
        free(files);
        return TEARSHEET_MACHINE;
    }
    for (size_t i = first; i < b->output_count; i++)
        if (strcmp(profile_of(j, i), profile) == 0)
            files[count++] = (ts_output){j->row->files[i], b->outputs[i].page, b->outputs[i].dpi};
    cJSON_AddStringToObject(rendering, "profile", profile);
    j->outputs = cJSON_AddArrayToObject(rendering, "outputs");
    cJSON_AddItemToArray(j->renderings, rendering);
    ts_options options = b->line->options;
    options.variant = j->row->variant;
    options.profile = profile;
    int status = ts_work_render_files(b->work, &options, files, count, file_written, j);
    ts_work_print_diagnostics(b->work, b->line->diagnostics, j->text);
    j->warnings += ts_work_warnings(b->work);
    if (status >= TEARSHEET_USAGE) {
        snprintf(j->why, sizeof j->why, "%s", ts_work_why(b->work) ? ts_work_why(b->work) : "memory is out");
        fprintf(j->text, "tearsheet: %s\n", j->why);
    }
    add_findings(j, rendering);
    free(files);
    return status;
}

static bool is_first_of_profile(const job *j, size_t output)
{
    for (size_t i = 0; i < output; i++)
        if (strcmp(profile_of(j, i), profile_of(j, output)) == 0)
            return false;
    return true;
}

static batch_state render_all(job *j)
{
    int status = TEARSHEET_OK;
    for (size_t i = 0; i < j->b->output_count && status == TEARSHEET_OK; i++)
        if (is_first_of_profile(j, i))
            status = render(j, i);
    if (status == TEARSHEET_MACHINE)
        return BATCH_MACHINE;
    return status == TEARSHEET_OK ? BATCH_DONE : BATCH_FAULT;
}

/* With what was made and how long it took, which no other run repeats. */
static char *line_of(job *j, batch_state state, double wall, double cpu)
{
    cJSON *line = batch_manifest_record(j->b, &(batch_record){j->row, state, *j->why ? j->why : NULL});
    cJSON_AddItemToObject(line, "renderings", j->renderings);
    j->renderings = line ? NULL : j->renderings;
    cJSON *timings = cJSON_AddObjectToObject(line, "timings");
    cJSON_AddNumberToObject(timings, "wall-ms", (double)(long long)(wall * 1000) / 1000);
    cJSON_AddNumberToObject(timings, "cpu-ms", (double)(long long)(cpu * 1000) / 1000);
    char *text = cJSON_PrintUnformatted(line);
    cJSON_Delete(line);
    return text;
}

/* What is left of the parts once so many bytes of them have gone. */
static void skip(struct iovec *parts, size_t count, size_t sent)
{
    for (size_t i = 0; i < count && sent > 0; i++) {
        size_t gone = sent < parts[i].iov_len ? sent : parts[i].iov_len;
        parts[i].iov_base = (char *)parts[i].iov_base + gone;
        parts[i].iov_len -= gone;
        sent -= gone;
    }
}

/* At once, so that the parent wakes once for a row. */
static bool answer(int socket, batch_answer *head, char *line, char *text)
{
    struct iovec parts[] = {{head, sizeof *head}, {line, head->line_length}, {text, head->text_length}};
    enum { PARTS = sizeof parts / sizeof *parts };
    for (size_t left = sizeof *head + head->line_length + head->text_length; left > 0;) {
        ssize_t sent = writev(socket, parts, PARTS);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        skip(parts, PARTS, (size_t)sent);
        left -= (size_t)sent;
    }
    return true;
}

static bool do_row(batch *b, int socket, uint32_t number)
{
    double wall = milliseconds(CLOCK_MONOTONIC), cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    char *text = NULL;
    size_t size = 0;
    job j = {.b = b, .row = &b->rows[number], .renderings = cJSON_CreateArray(), .text = open_memstream(&text, &size)};
    if (!j.renderings || !j.text)
        return false;
    batch_state state = render_all(&j);
    bool closed = fclose(j.text) == 0;
    char *line = line_of(&j, state, milliseconds(CLOCK_MONOTONIC) - wall, milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    bool good = closed && line;
    if (good) {
        batch_answer head = {number, state, (uint32_t)strlen(line), (uint32_t)size, (uint32_t)j.warnings};
        good = answer(socket, &head, line, text);
    }
    cJSON_Delete(j.renderings);
    free(line);
    free(text);
    return good;
}

ts_work *batch_worker_open(const batch *b)
{
    return ts_work_share(b->work);
}

void batch_worker_run(batch *b, int socket)
{
    uint32_t number;
    for (;;) {
        ssize_t got = read(socket, &number, sizeof number);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != (ssize_t)sizeof number || number >= b->row_count || !do_row(b, socket, number))
            return;
    }
}
