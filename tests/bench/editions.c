/* Whole editions by stage, from what is loaded to the last byte.
 *
 *   editions PROGRAM SHEET.json REGIONAL.json FOLDER [EDITIONS] [GROWTH]
 *
 * cold     the program from the outside, once for a PDF: wall, processor, memory; with what earlier runs
 *          left in the cache, and with none
 * warm     EDITIONS of the regional sheet (editions.py) with one ts_work: another region, other
 *          places and people each time, so that nothing may be found again but what is the same; the heap is
 *          the one that a batch gives its workers
 * growth   resident memory of this process after the first editions, after a fifth of GROWTH and after all
 */
#define _GNU_SOURCE

#include "bench.h"

#include "app/commands.h"
#include "work/work.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { EDITIONS = 200, GROWTH = 5000, FIRST = 50, RUNS = 30, REGIONS = 200, NAMES = 6 };

static const char *const STAGES[TS_STAGES] = {"else",  "load",   "compute", "bind",     "typeset", "compose",
                                              "check", "ledger", "paint",   "compress", "write"};

typedef struct watch { /* processor time by stage, microseconds */
    ts_stages stages;
    ts_stage stage;
    double since, spent[TS_STAGES];
} watch;

static void enter(void *user, ts_stage stage)
{
    watch *w = user;
    double now = bench_now();
    w->spent[w->stage] += now - w->since;
    w->since = now;
    w->stage = stage;
}

static void begin(watch *w)
{
    *w = (watch){.stages = {enter, w, TS_STAGE_ELSE}, .since = bench_now()};
}

/* ---- settings: each edition's region, places and people */

typedef struct settings {
    char texts[NAMES + 1][64];
    const char *list[NAMES + 1];
} settings;

/* A name of two words, another for each number, as long as those it stands for. */
static void name_of(char *text, size_t size, const char *key, unsigned number)
{
    static const char *const ENDS[] = {"ora", "ino", "esta", "anda", "ario", "ela", "una", "ido"};
    unsigned n = number * 2654435761u;
    snprintf(text, size, "%s=%c%c%s %c%c%c", key, 'A' + n / 7 % 26, "aeiou"[n / 5 % 5], ENDS[n / 11 % 8], 'A' + number % 26,
             'a' + number / 26 % 26, 'a' + number / 676 % 26);
}

static void set(settings *s, unsigned edition)
{
    static const char *const KEYS[NAMES] = {"place_a", "place_b", "place_c", "place_d", "person_a", "person_b"};
    snprintf(s->texts[0], sizeof s->texts[0], "region=r%u", edition % REGIONS + 1);
    for (unsigned i = 0; i < NAMES; i++)
        name_of(s->texts[i + 1], sizeof s->texts[i + 1], KEYS[i], edition * NAMES + i);
    for (size_t i = 0; i <= NAMES; i++)
        s->list[i] = s->texts[i];
}

/* ---- one edition */

static bool count_bytes(void *user, const void *bytes, size_t count)
{
    (void)bytes;
    *(size_t *)user += count;
    return true;
}

static bool render(ts_work *work, const char *profile, unsigned edition, size_t *bytes)
{
    settings s;
    set(&s, edition);
    ts_options options = {.size = sizeof options, .profile = profile, .settings = s.list, .setting_count = NAMES + 1, .epoch = -1};
    int status = ts_work_render(work, &options, TS_FILE_PDF, count_bytes, bytes);
    if (status != TEARSHEET_OK)
        ts_work_print_diagnostics(work, false, stderr);
    return status == TEARSHEET_OK;
}

static ts_work *load(const char *sheet, const char *cache, watch *w)
{
    ts_work *work = ts_work_new();
    if (!work || (cache && ts_work_cache(work, cache, 0) != TEARSHEET_OK))
        return NULL;
    begin(w);
    work->stages = &w->stages;
    if (ts_work_load(work, sheet) == TEARSHEET_OK)
        return work;
    ts_work_print_diagnostics(work, false, stderr);
    ts_work_drop(work);
    return NULL;
}

/* ---- tables of times */

typedef struct stage_times {
    bench_times by[TS_STAGES], all;
} stage_times;

static void add(stage_times *t, watch *w)
{
    double sum = 0;
    enter(w, TS_STAGE_ELSE);
    for (int i = 0; i < TS_STAGES; i++) {
        t->by[i].items[t->by[i].count++] = w->spent[i];
        sum += w->spent[i];
    }
    t->all.items[t->all.count++] = sum;
}

static void open_times(stage_times *t, int rounds)
{
    for (int i = 0; i < TS_STAGES; i++)
        t->by[i] = bench_times_new(rounds);
    t->all = bench_times_new(rounds);
}

static void tell(stage_times *t, const char *what)
{
    printf("%s\n", what);
    for (int i = 1; i < TS_STAGES; i++)
        bench_tell(&t->by[i], STAGES[i]);
    bench_tell(&t->by[0], STAGES[0]);
    bench_tell(&t->all, "all");
}

/* ---- cold */

static double wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec * 1e6 + (double)t.tv_usec;
}

typedef struct cold {
    const char *program, *sheet, *profile, *output;
    const char *cache; /* NULL: none */
} cold;

static bool run_once(const cold *c, double *took, struct rusage *used)
{
    const char *words[] = {c->program, "render", c->sheet, "--profile", c->profile, "-o", c->output,
                           c->cache ? "--cache" : "--no-cache", c->cache, NULL};
    pid_t child;
    int status;
    double begun = wall();
    if (posix_spawn(&child, c->program, NULL, NULL, (char **)(uintptr_t)words, environ) != 0)
        return false;
    bool good = wait4(child, &status, 0, used) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    *took = wall() - begun;
    return good;
}

static bool bench_cold(const cold *c, const char *what)
{
    bench_times walls = bench_times_new(RUNS), cpus = bench_times_new(RUNS);
    long peak = 0;
    for (int i = 0; i <= RUNS; i++) {
        struct rusage used;
        double took;
        if (!run_once(c, &took, &used)) {
            fprintf(stderr, "%s does not render %s\n", c->program, c->sheet);
            return false;
        }
        peak = used.ru_maxrss > peak ? used.ru_maxrss : peak;
        if (i == 0)
            continue;
        walls.items[walls.count++] = took;
        cpus.items[cpus.count++] = seconds(used.ru_utime) + seconds(used.ru_stime);
    }
    printf("%s, the whole program, %d runs\n", what, RUNS);
    bench_tell(&walls, "wall");
    bench_tell(&cpus, "processor");
    printf("  %-26s %.1f MiB\n", "peak resident", (double)peak / 1024);
    return true;
}

/* The same by stage, in this process, whose libraries are loaded. The first round fills the cache. */
static bool bench_first(const char *sheet, const char *profile, const char *cache)
{
    stage_times times;
    char what[64];
    open_times(&times, RUNS);
    for (int i = 0; i <= RUNS; i++) {
        watch w;
        size_t bytes = 0;
        ts_work *work = load(sheet, cache, &w);
        ts_options options = {.size = sizeof options, .profile = profile, .epoch = -1};
        bool good = work && ts_work_render(work, &options, TS_FILE_PDF, count_bytes, &bytes) == TEARSHEET_OK;
        if (good && i > 0)
            add(&times, &w);
        ts_work_drop(work);
        if (!good)
            return false;
    }
    snprintf(what, sizeof what, "a first edition by stage, %s%s", profile, cache ? "" : ", no cache");
    tell(&times, what);
    return true;
}

/* ---- warm */

enum { FIRSTS = 3 }; /* editions before those that are timed: the third makes the tables' indexes */

/* Each edition as a whole: two looks at the clock. */
static bool bench_whole(const char *sheet, const char *profile, int editions, size_t *bytes)
{
    bench_times times = bench_times_new(editions);
    watch w;
    ts_work *work = load(sheet, NULL, &w);
    bool good = work != NULL;
    if (work)
        work->stages = NULL;
    for (int i = 0; good && i < editions + FIRSTS; i++) {
        double begun = bench_now();
        good = render(work, profile, (unsigned)i, bytes);
        if (i >= FIRSTS)
            bench_add(&times, begun);
    }
    ts_work_drop(work);
    if (good)
        bench_tell(&times, "an edition");
    return good;
}

/* The same by stage: some forty looks at the clock. */
static bool bench_parts(const char *sheet, const char *profile, int editions)
{
    stage_times times;
    size_t bytes = 0;
    watch w;
    ts_work *work = load(sheet, NULL, &w);
    bool good = work != NULL;
    open_times(&times, editions);
    for (int i = 0; good && i < editions + FIRSTS; i++) {
        begin(&w);
        good = render(work, profile, (unsigned)i, &bytes);
        if (i >= FIRSTS)
            add(&times, &w);
    }
    ts_work_drop(work);
    if (good)
        tell(&times, "by stage");
    return good;
}

static bool bench_warm(const char *sheet, const char *profile, int editions)
{
    size_t bytes = 0;
    printf("%d editions, %s\n", editions, profile);
    bool good = bench_whole(sheet, profile, editions, &bytes) && bench_parts(sheet, profile, editions);
    if (good)
        printf("  %.0f KB each\n", (double)bytes / 1e3 / (editions + FIRSTS));
    return good;
}

static long resident(void)
{
    long all, here = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%ld %ld", &all, &here) != 2)
        here = 0;
    if (file)
        fclose(file);
    return here * (sysconf(_SC_PAGESIZE) / 1024);
}

static bool bench_growth(const char *sheet, const char *profile, int editions)
{
    watch w;
    size_t bytes = 0;
    long after_first = 0, on_the_way = 0;
    ts_work *work = load(sheet, NULL, &w);
    bool good = work != NULL;
    if (good)
        work->stages = NULL;
    for (int i = 0; good && i < editions; i++) {
        good = render(work, profile, (unsigned)i, &bytes);
        if (i + 1 == FIRST)
            after_first = resident();
        if (i + 1 == editions / 5)
            on_the_way = resident();
    }
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    if (good)
        printf("memory, %s: %.1f MiB resident after %d editions, %.1f after %d, %.1f after %d; peak %.1f\n", profile,
               (double)after_first / 1024, FIRST, (double)on_the_way / 1024, editions / 5, (double)resident() / 1024, editions,
               (double)used.ru_maxrss / 1024);
    ts_work_drop(work);
    return good;
}

int main(int count, char **words)
{
    static const char *const PROFILES[] = {"print", "screen"};
    if (count < 5) {
        fprintf(stderr, "usage: editions PROGRAM SHEET.json REGIONAL.json FOLDER [EDITIONS] [GROWTH]\n");
        return 2;
    }
    int editions = count > 5 ? atoi(words[5]) : EDITIONS, growth = count > 6 ? atoi(words[6]) : GROWTH;
    char output[4096], folder[4096];
    snprintf(output, sizeof output, "%s/cold.pdf", words[4]);
    snprintf(folder, sizeof folder, "%s/cache", words[4]);
    bool good = true;
    app_heap_prepare();
    /* Editions first, in a heap as new as a worker's. */
    for (int i = 0; good && i < 2; i++)
        good = bench_warm(words[3], PROFILES[i], editions);
    for (int i = 0; good && growth && i < 2; i++)
        good = bench_growth(words[3], PROFILES[i], growth);
    for (int i = 0; good && i < 4; i++) {
        char what[64];
        cold c = {words[1], words[2], PROFILES[i / 2], output, i % 2 == 0 ? folder : NULL};
        snprintf(what, sizeof what, "cold, %s%s", c.profile, c.cache ? "" : ", no cache");
        good = bench_cold(&c, what) && bench_first(c.sheet, c.profile, c.cache);
    }
    return good ? 0 : 1;
}
