/*
 * batch_progress.c - what a person sees meanwhile: on a terminal one line that
 * is drawn again and again, with rate and remaining time; elsewhere a line a
 * row, without a clock. What is wrong with a row is shown either way.
 */
#include "app/batch.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 28, REDRAW_MS = 100 };

typedef struct batch_progress {
    bool terminal, drawn;
    double begun, redrawn; /* milliseconds */
    size_t over, total;    /* rows */
} batch_progress;

static double now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

bool batch_progress_begin(batch *b)
{
    const char *term = getenv("TERM");
    batch_progress *p = b->progress = calloc(1, sizeof *p);
    if (!p)
        return false;
    p->terminal = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0 && b->line->diagnostics == TS_DIAGNOSTICS_TEXT;
    p->begun = now_ms();
    p->total = b->mine;
    for (size_t i = 0; i < b->row_count; i++)
        if (b->rows[i].state == BATCH_UNCHANGED)
            batch_progress_row(b, &b->rows[i], NULL);
    return true;
}

size_t batch_failures(const batch *b)
{
    return b->counts[BATCH_FAULT] + b->counts[BATCH_MACHINE] + b->counts[BATCH_CRASHED] + b->counts[BATCH_TIMEOUT];
}

static void erase(batch_progress *p)
{
    if (p->drawn)
        fputs("\r\033[K", stderr);
    p->drawn = false;
}

static void draw(const batch *b, batch_progress *p)
{
    double seconds = (now_ms() - p->begun) / 1e3;
    size_t made = p->over - b->counts[BATCH_UNCHANGED], full = p->total ? p->over * BAR / p->total : BAR;
    double rate = seconds > 0 ? (double)made / seconds : 0;
    char bar[BAR + 1];
    for (size_t i = 0; i < BAR; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR] = '\0';
    erase(p);
    fprintf(stderr, "[%s] %zu of %zu, %.1f a second", bar, p->over, p->total, rate);
    if (rate > 0)
        fprintf(stderr, ", %.0f s left", (double)(p->total - p->over) / rate);
    if (batch_failures(b))
        fprintf(stderr, ", %zu failed", batch_failures(b));
    fflush(stderr);
    p->drawn = true;
}

static bool is_failure(const batch_row *row)
{
    return row->state != BATCH_DONE && row->state != BATCH_UNCHANGED;
}

/* The index's own pictures are left out: nobody sends them on. */
static void print_earlier(const batch *b, const batch_row *row)
{
    for (size_t i = 0; i < b->output_count; i++) {
        char *name = b->outputs[i].pattern != b->thumbnail ? batch_earlier_name(b, row, i) : NULL;
        if (name)
            fprintf(stderr, "; an earlier %s is still there", name);
        free(name);
    }
}

static void print_row(const batch *b, const batch_progress *p, const batch_row *row)
{
    static const char *const words[BATCH_STATES] = {
        [BATCH_DONE] = "", [BATCH_UNCHANGED] = ": unchanged", [BATCH_FAULT] = ": FAILED", [BATCH_MACHINE] = ": FAILED",
        [BATCH_CRASHED] = ": CRASHED", [BATCH_TIMEOUT] = ": TOO SLOW"};
    const char *word = words[row->state] ? words[row->state] : "";
    fprintf(stderr, "%zu/%zu %s: %s%s", p->over, p->total, row->variant->id, b->output_count ? row->files[0] : "", word);
    if (is_failure(row))
        print_earlier(b, row);
    fputc('\n', stderr);
}

void batch_progress_row(batch *b, const batch_row *row, const char *text)
{
    batch_progress *p = b->progress;
    bool failed = is_failure(row);
    p->over++;
    if (failed)
        erase(p);
    if ((failed || !p->terminal) && b->line->diagnostics == TS_DIAGNOSTICS_TEXT)
        print_row(b, p, row);
    if (text)
        fputs(text, stderr);
    if (p->terminal && (now_ms() - p->redrawn > REDRAW_MS || p->over == p->total)) {
        p->redrawn = now_ms();
        draw(b, p);
    }
}

static void say(size_t count, const char *words, bool *more)
{
    if (count)
        fprintf(stderr, "%s%zu %s", *more ? ", " : "", count, words);
    *more |= count > 0;
}

void batch_progress_end(batch *b)
{
    batch_progress *p = b->progress;
    bool more = false;
    size_t left = p->total - p->over;
    erase(p);
    if (b->line->diagnostics == TS_DIAGNOSTICS_TEXT) {
        fprintf(stderr, "tearsheet: of %zu edition%s ", p->total, p->total == 1 ? "" : "s");
        say(b->counts[BATCH_DONE], "written", &more);
        say(b->counts[BATCH_UNCHANGED], "unchanged", &more);
        say(batch_failures(b), "failed", &more);
        say(left, "not begun", &more);
        fputs(more ? "; " : "none is to be made; ", stderr);
        if (b->warned)
            fprintf(stderr, "warnings in %zu; ", b->warned);
        fprintf(stderr, "see %s\n", b->manifest.path);
    }
    free(p);
    b->progress = NULL;
}
