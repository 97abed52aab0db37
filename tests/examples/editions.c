/*
 * editions.c - an edition a value of one parameter, several at a time, into memory.
 *
 *     editions SHEET PARAMETER VALUE...
 *     editions layouts/state-trade.json state TX WY NY
 *
 * One work loads the sheet and prepares what editions share; each thread has its
 * own over it. Status 0: all were rendered; 1: some could not be; 2: wrong usage.
 */
#include <tearsheet.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 4 };

typedef struct buffer {
    unsigned char *bytes;
    size_t size, room;
} buffer;

typedef struct edition {
    const char *value;
    buffer pdf;
    char *told; /* its diagnostics, a line each */
    size_t told_size;
    int status;
} edition;

typedef struct job { /* what the threads share */
    const ts_work *prepared;
    const char *parameter;
    edition *editions;
    size_t count;
    atomic_size_t next;
} job;

/* ts_write_bytes: grows by doubling. */
static bool keep(void *user, const void *bytes, size_t count)
{
    buffer *to = user;
    if (to->room - to->size < count) {
        size_t room = (to->size + count) * 2;
        unsigned char *wider = realloc(to->bytes, room);
        if (!wider)
            return false;
        to->bytes = wider;
        to->room = room;
    }
    memcpy(to->bytes + to->size, bytes, count);
    to->size += count;
    return true;
}

/* ts_hear_diagnostic: the structure is the library's and goes when this returns. */
static bool tell(void *user, const ts_diagnostic *d)
{
    static const char *const severities[] = {"note", "warning", "error"};
    fprintf(user, "  %s:%zu:%zu: %s: %s [%s]\n", d->file ? d->file : "-", d->line, d->column,
            d->severity <= TEARSHEET_ERROR ? severities[d->severity] : "error", d->message, d->rule);
    return true;
}

static void render(ts_work *work, const char *parameter, edition *to)
{
    char setting[256];
    const char *const settings[] = {setting};
    ts_options options;
    ts_options_init(&options, sizeof options);
    snprintf(setting, sizeof setting, "%s=%s", parameter, to->value);
    options.profile = "screen";
    options.settings = settings;
    options.setting_count = 1;
    to->status = ts_work_render(work, &options, TS_FILE_PDF, keep, &to->pdf);
    FILE *told = open_memstream(&to->told, &to->told_size);
    if (!told)
        return;
    ts_work_each_diagnostic(work, tell, told);
    if (ts_work_why(work))
        fprintf(told, "  %s\n", ts_work_why(work));
    fclose(told);
}

static void *work_on(void *user)
{
    job *j = user;
    ts_work *own = ts_work_share(j->prepared);
    for (size_t at; own && (at = atomic_fetch_add(&j->next, 1)) < j->count;)
        render(own, j->parameter, &j->editions[at]);
    ts_work_drop(own);
    return NULL;
}

static void run(job *j)
{
    pthread_t threads[THREADS];
    size_t started = 0;
    while (started < THREADS && pthread_create(&threads[started], NULL, work_on, j) == 0)
        started++;
    if (started == 0)
        work_on(j);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

/* In the order asked for, whoever rendered them. */
static int report(const job *j)
{
    int worst = 0;
    for (size_t i = 0; i < j->count; i++) {
        const edition *e = &j->editions[i];
        bool done = e->status == TEARSHEET_OK && e->pdf.size > 0;
        printf("%s: %s, %zu bytes\n%s", e->value, done ? "rendered" : "not rendered", e->pdf.size, e->told ? e->told : "");
        worst = done ? worst : 1;
    }
    return worst;
}

static void drop_editions(edition *editions, size_t count)
{
    for (size_t i = 0; editions && i < count; i++) {
        free(editions[i].pdf.bytes);
        free(editions[i].told);
    }
    free(editions);
}

static int fail(ts_work *work)
{
    ts_work_each_diagnostic(work, tell, stderr);
    if (ts_work_why(work))
        fprintf(stderr, "%s\n", ts_work_why(work));
    ts_work_drop(work);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: editions SHEET PARAMETER VALUE...\n");
        return 2;
    }
    ts_work *work = ts_work_new();
    ts_options options;
    ts_options_init(&options, sizeof options);
    options.profile = "screen";
    if (!work || ts_work_load(work, argv[1]) != TEARSHEET_OK || ts_work_prepare(work, &options) != TEARSHEET_OK)
        return work ? fail(work) : 1;
    job j = {.prepared = work, .parameter = argv[2], .count = (size_t)argc - 3};
    j.editions = calloc(j.count, sizeof *j.editions);
    for (size_t i = 0; j.editions && i < j.count; i++)
        j.editions[i].value = argv[i + 3];
    if (j.editions)
        run(&j);
    int status = j.editions ? report(&j) : 1;
    drop_editions(j.editions, j.count);
    ts_work_drop(work);
    return status;
}
