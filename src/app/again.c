/* again.c - render --watch: once now, and again whenever the sheet or what it is made of changes. */
#include "app/commands.h"
#include "app/watch.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static volatile sig_atomic_t interrupted;

static void interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

/* A signal ends the waiting, never a rendering that is under way. *before: the signals that were blocked. */
static void end_by_signals(sigset_t *before)
{
    struct sigaction action = {.sa_handler = interrupt};
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, before);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static int fails(void)
{
    fprintf(stderr, "tearsheet: cannot watch: %s\n", strerror(errno));
    return TEARSHEET_MACHINE;
}

static bool later(struct timespec a, struct timespec b)
{
    return a.tv_sec > b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec > b.tv_nsec);
}

/* What was written, or came to its name, while it was read, before it was watched. */
static bool changed_since(const char *const *files, size_t count, struct timespec begun)
{
    struct stat known;
    for (size_t i = 0; i < count; i++)
        if (stat(files[i], &known) == 0 && later(known.st_ctim, begun))
            return true;
    return false;
}

/* *stale: render at once again. The sheet's own file is watched even when it cannot be read. */
static bool watch_inputs(app_watch *watch, ts_work *work, struct timespec begun, bool *stale)
{
    const char *const *files;
    size_t count;
    *stale = false;
    if (ts_work_inputs(work, &files, &count) != TEARSHEET_OK)
        return true;
    *stale = changed_since(files, count, begun);
    return app_watch_add(watch, files, count);
}

static int render_once(const command_line *line, app_watch *watch, bool *stale)
{
    struct timespec begun;
    ts_work *work = app_new_work(line);
    if (!work || clock_gettime(CLOCK_REALTIME, &begun) != 0)
        return TEARSHEET_MACHINE;
    int loaded = ts_work_load(work, line->sheet);
    bool watched = watch_inputs(watch, work, begun, stale);
    int status = loaded == TEARSHEET_OK ? app_render(line, work) : app_report(line, work, loaded);
    ts_work_drop(work);
    if (!watched)
        return fails();
    if (status == TEARSHEET_OK)
        fputs("tearsheet: rendered; waiting for changes (ctrl-C ends)\n", stderr);
    return status;
}

/* A sheet at fault is waited for: its author is mending it. */
static int render_again(const command_line *line, app_watch *watch, const sigset_t *blocked)
{
    while (!interrupted) {
        bool stale = false;
        int status = render_once(line, watch, &stale);
        if (status == TEARSHEET_USAGE || status == TEARSHEET_MACHINE)
            return status;
        if (!stale && !app_watch_wait(watch, blocked) && errno != EINTR)
            return fails();
    }
    return TEARSHEET_OK;
}

int app_render_again(const command_line *line)
{
    if (line->output && strcmp(line->output, "-") == 0)
        return app_wrong("--watch writes a file, not standard output", "");
    app_watch *watch = app_watch_new();
    if (!watch)
        return fails();
    sigset_t before;
    end_by_signals(&before);
    bool watched = app_watch_add(watch, &line->sheet, 1);
    int status = watched ? render_again(line, watch, &before) : fails();
    app_watch_drop(watch);
    return status;
}
