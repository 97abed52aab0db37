/*
 * batch_pool.c - worker processes. Each has a socket to the parent and two rows
 * at most: the one it is at and, while there are enough for all, the next, so
 * that it never waits. They come from a share of rows that follow each other,
 * fewer towards the end: so a worker finds again what neighbours have in common,
 * the numbers of a region above all, which another language's row has too. Who
 * has done his share helps with another's. A worker that dies costs the row it
 * was at; its other rows go back, and another takes its place. One that was ended
 * for its slowness costs the row that was slow, unless that row's answer was
 * under way.
 *
 * SIGINT, SIGTERM and SIGHUP end the batch: no row is handed out any more, rows
 * under way are finished (workers do not hear these signals). A second one ends
 * those, too: they are as if they had not begun.
 */
#include "app/batch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { AHEAD = 2, MOST_SHARE = 8, SHARES = 4, MOST_WORKERS = 256, USUAL_TIMEOUT = 120, ANSWER_LIMIT = 64 << 20, SYNC_MS = 500 };

typedef struct worker {
    pid_t pid;  /* 0: there is none */
    int socket;
    uint32_t rows[AHEAD]; /* the first is the one it is at */
    size_t count;
    uint32_t share[MOST_SHARE]; /* kept for it, from begin to end */
    size_t begin, end;
    long long since; /* when it began that one or was last heard of, milliseconds */
    enum { WELL, SLOW, UNWANTED } ended; /* by us, and why */
    uint32_t slow_row;
    char *answer; /* as far as it has come */
    size_t have, room;
} worker;

typedef struct batch_pool {
    batch *b;
    worker workers[MOST_WORKERS];
    size_t worker_count;
    size_t next;               /* row to look at */
    size_t waiting, unshared;  /* how many are not handed out; of them in no share */
    uint32_t *returned;        /* rows of the dead */
    size_t returned_count;
    long long timeout, synced; /* milliseconds */
    bool stopping, failed;
} pool;

/* ---- signals become bytes of a pipe, for poll */

static int signal_pipe[2] = {-1, -1};

static void on_signal(int number)
{
    int error = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t ignored = write(signal_pipe[1], &byte, 1);
    (void)ignored;
    errno = error;
}

static const int heard[] = {SIGINT, SIGTERM, SIGHUP};

static void hear(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof heard / sizeof *heard; i++)
        sigaction(heard[i], &action, NULL);
}

/* From fork until a worker ignores them they wait: its copy of the handler would tell the parent a second time, which
 * ends the rows under way. */
static void hold_signals(sigset_t *before)
{
    sigset_t all;
    sigemptyset(&all);
    for (size_t i = 0; i < sizeof heard / sizeof *heard; i++)
        sigaddset(&all, heard[i]);
    sigprocmask(SIG_BLOCK, &all, before);
}

static bool open_signals(void)
{
    if (pipe(signal_pipe) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
        fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
    }
    signal(SIGPIPE, SIG_IGN);
    hear(on_signal);
    return true;
}

static long long now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- workers */

static void be_worker(pool *p, int socket)
{
    close(signal_pipe[0]);
    close(signal_pipe[1]);
    for (size_t i = 0; i < p->worker_count; i++)
        if (p->workers[i].pid)
            close(p->workers[i].socket);
    batch_manifest_close(p->b);
    app_heap_prepare(); /* of its own: what the parent has is shared, and stays so */
    p->b->work = batch_worker_open(p->b);
    if (p->b->work)
        batch_worker_run(p->b, socket);
    _exit(TEARSHEET_MACHINE); /* the parent's buffers are not ours to flush */
}

static bool start(pool *p, worker *w)
{
    int pair[2];
    sigset_t before;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
        return false;
    hold_signals(&before);
    pid_t pid = fork();
    if (pid == 0) {
        hear(SIG_IGN);
        sigprocmask(SIG_SETMASK, &before, NULL);
        close(pair[0]);
        be_worker(p, pair[1]);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return false;
    }
    *w = (worker){.pid = pid, .socket = pair[0]};
    return true;
}

static void forget(worker *w)
{
    close(w->socket);
    free(w->answer);
    *w = (worker){0};
}

/* ---- handing out */

static uint32_t take_row(pool *p)
{
    p->unshared--;
    if (p->returned_count)
        return p->returned[--p->returned_count];
    while (p->b->rows[p->next].state != BATCH_WAITING)
        p->next++;
    return (uint32_t)p->next++;
}

static void give_back(pool *p, uint32_t row)
{
    p->returned[p->returned_count++] = row;
    p->unshared++;
}

/* Each worker comes several times for its part of what is left, so that all are done at nearly the same time. */
static void fill_share(pool *p, worker *w)
{
    const size_t part = p->unshared / (p->worker_count * SHARES), fair = part > MOST_SHARE ? MOST_SHARE : part;
    w->begin = w->end = 0;
    while (p->unshared && (w->end == 0 || w->end < fair))
        w->share[w->end++] = take_row(p);
}

/* The last of the longest share: its worker would come to it last. */
static worker *busiest(pool *p)
{
    worker *most = &p->workers[0];
    for (size_t i = 1; i < p->worker_count; i++)
        if (p->workers[i].end - p->workers[i].begin > most->end - most->begin)
            most = &p->workers[i];
    return most;
}

/* One waits. */
static uint32_t next_row(pool *p, worker *w)
{
    p->waiting--;
    if (w->begin == w->end)
        fill_share(p, w);
    if (w->begin < w->end)
        return w->share[w->begin++];
    w = busiest(p);
    return w->share[--w->end];
}

/* Of the last rows none waits behind another while a worker has nothing to do. */
static bool may_take(const pool *p, const worker *w)
{
    return w->count ? w->count < AHEAD && p->waiting > p->worker_count : p->waiting > 0;
}

/* A worker that has just died does not read it: the row is its own all the same, and comes back with it. */
static void hand_out(pool *p, worker *w)
{
    while (!p->stopping && w->ended == WELL && may_take(p, w)) {
        const uint32_t row = w->rows[w->count++] = next_row(p, w);
        bool sent = send(w->socket, &row, sizeof row, MSG_NOSIGNAL) == (ssize_t)sizeof row;
        if (w->count == 1)
            w->since = now_ms(); /* from when it has the row: this process may have been held up before */
        if (!sent)
            return;
    }
}

static void row_is_over(pool *p, worker *w)
{
    memmove(w->rows, w->rows + 1, (AHEAD - 1) * sizeof *w->rows);
    w->count--;
    w->since = now_ms();
    if (p->b->line->batch.strict && batch_failures(p->b))
        p->stopping = true;
}

static void give_up(pool *p, worker *w, batch_state state, const char *why)
{
    batch_row *row = &p->b->rows[w->rows[0]];
    char text[300];
    row->state = state;
    p->b->counts[state]++;
    p->failed |= !batch_manifest_give_up(p->b, row, why);
    snprintf(text, sizeof text, "tearsheet: %s\n", why);
    batch_progress_row(p->b, row, text);
    row_is_over(p, w);
}

/* ---- deaths */

static void tell_death(pool *p, worker *w, int status)
{
    char why[120];
    if (w->ended == SLOW)
        snprintf(why, sizeof why, "not done in %lld seconds", p->timeout / 1000);
    else if (WIFSIGNALED(status))
        snprintf(why, sizeof why, "its worker died of signal %d", WTERMSIG(status));
    else
        snprintf(why, sizeof why, "its worker ended with status %d", WEXITSTATUS(status));
    give_up(p, w, w->ended == SLOW ? BATCH_TIMEOUT : BATCH_CRASHED, why);
}

/* The row that it was ended for may have been answered in the meantime. */
static bool costs_its_row(const worker *w)
{
    return w->count && w->ended != UNWANTED && (w->ended == WELL || w->rows[0] == w->slow_row);
}

static void bury(pool *p, worker *w)
{
    int status = 0;
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (costs_its_row(w) && !p->failed)
        tell_death(p, w, status);
    while (w->begin < w->end)
        give_back(p, w->share[--w->end]);
    for (; w->count && !p->failed; p->waiting++)
        give_back(p, w->rows[--w->count]);
    forget(w);
}

/* ---- answers */

static bool take_answer(pool *p, worker *w, const batch_answer *head, const char *body)
{
    batch *b = p->b;
    if (!w->count || head->row != w->rows[0] || head->state >= BATCH_STATES)
        return false;
    batch_row *row = &b->rows[head->row];
    row->state = (batch_state)head->state;
    b->counts[row->state]++;
    b->warned += head->warnings > 0;
    p->failed |= !batch_manifest_add(b, row, body, head->line_length);
    char *text = strndup(body + head->line_length, head->text_length);
    batch_progress_row(b, row, row->state == BATCH_DONE ? NULL : text);
    free(text);
    row_is_over(p, w);
    return true;
}

/* True while a whole answer stood at the beginning of what has come. */
static bool take_answers(pool *p, worker *w)
{
    batch_answer head;
    while (w->have >= sizeof head) {
        memcpy(&head, w->answer, sizeof head);
        size_t size = sizeof head + (size_t)head.line_length + head.text_length;
        if (size > ANSWER_LIMIT)
            return false;
        if (w->have < size)
            return true;
        if (!take_answer(p, w, &head, w->answer + sizeof head))
            return false;
        memmove(w->answer, w->answer + size, w->have - size);
        w->have -= size;
    }
    return true;
}

static bool make_room(worker *w)
{
    enum { PIECE = 1 << 16 };
    if (w->room - w->have >= PIECE)
        return true;
    char *bigger = realloc(w->answer, w->room * 2 + PIECE);
    if (!bigger)
        return false;
    w->answer = bigger;
    w->room = w->room * 2 + PIECE;
    return true;
}

/* An answer that makes no sense ends the worker as a crash does. */
static void listen_to(pool *p, worker *w)
{
    ssize_t got = make_room(w) ? read(w->socket, w->answer + w->have, w->room - w->have) : 0;
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got > 0) {
        w->have += (size_t)got;
        w->since = now_ms();
        if (take_answers(p, w)) {
            hand_out(p, w);
            return;
        }
    }
    kill(w->pid, SIGKILL); /* it is dead, or of no use */
    bury(p, w);
}

/* ---- the loop */

static int next_timeout(const pool *p)
{
    long long now = now_ms(), least = p->b->manifest.unsynced ? SYNC_MS : p->timeout;
    for (size_t i = 0; i < p->worker_count; i++)
        if (p->workers[i].count && p->workers[i].since + p->timeout - now < least)
            least = p->workers[i].since + p->timeout - now;
    return least > 0 ? (int)least : 0;
}

static void end_the_slow(pool *p, bool all)
{
    for (size_t i = 0; i < p->worker_count; i++) {
        worker *w = &p->workers[i];
        if (!w->pid || !w->count || w->ended != WELL || (!all && now_ms() - w->since < p->timeout))
            continue;
        w->ended = all ? UNWANTED : SLOW;
        w->slow_row = w->rows[0];
        kill(w->pid, SIGKILL); /* its end is heard at its socket */
    }
}

static void hear_signals(pool *p, int *stopped)
{
    unsigned char byte;
    while (read(signal_pipe[0], &byte, 1) == 1) {
        if (*stopped)
            end_the_slow(p, true);
        *stopped = byte;
        p->stopping = true;
    }
}

static void sync_now_and_then(pool *p)
{
    if (now_ms() - p->synced < SYNC_MS)
        return;
    p->failed |= !batch_manifest_sync(p->b);
    p->synced = now_ms();
}

static size_t busy(const pool *p)
{
    size_t count = 0;
    for (size_t i = 0; i < p->worker_count; i++)
        count += p->workers[i].count > 0;
    return count;
}

/* As long as rows wait a worker comes into each empty place, and one without a row has one. */
static void fill_places(pool *p)
{
    for (size_t i = 0; i < p->worker_count && !p->stopping && p->waiting; i++) {
        worker *w = &p->workers[i];
        if (w->pid || start(p, w))
            hand_out(p, w);
    }
    if (!busy(p) && !p->stopping && p->waiting) {
        fprintf(stderr, "tearsheet: cannot start a worker: %s\n", strerror(errno));
        p->failed = true;
    }
}

static void wait_once(pool *p, int *stopped)
{
    struct pollfd fds[MOST_WORKERS + 1] = {{.fd = signal_pipe[0], .events = POLLIN}};
    for (size_t i = 0; i < p->worker_count; i++)
        fds[i + 1] = (struct pollfd){.fd = p->workers[i].pid ? p->workers[i].socket : -1, .events = POLLIN};
    if (poll(fds, (nfds_t)p->worker_count + 1, next_timeout(p)) < 0 && errno != EINTR) {
        fprintf(stderr, "tearsheet: cannot wait for the workers: %s\n", strerror(errno));
        p->failed = true;
    }
    hear_signals(p, stopped);
    for (size_t i = 0; i < p->worker_count && !p->failed; i++)
        if (p->workers[i].pid && fds[i + 1].revents)
            listen_to(p, &p->workers[i]);
    end_the_slow(p, false);
    sync_now_and_then(p);
}

static void dismiss_workers(pool *p)
{
    for (size_t i = 0; i < p->worker_count; i++)
        if (p->workers[i].pid) {
            if (p->failed)
                kill(p->workers[i].pid, SIGKILL);
            shutdown(p->workers[i].socket, SHUT_RDWR); /* it reads the end, and goes */
            p->workers[i].count = 0;
        }
}

void batch_pool_end(batch *b)
{
    pool *p = b->pool;
    for (size_t i = 0; p && i < p->worker_count; i++)
        if (p->workers[i].pid)
            bury(p, &p->workers[i]);
    if (p)
        free(p->returned);
    free(p);
    b->pool = NULL;
}

size_t batch_jobs(const command_line *line)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return line->batch.jobs ? (size_t)line->batch.jobs : cores > 0 ? (size_t)cores : 1;
}

static size_t worker_count(const batch *b, size_t rows)
{
    size_t wanted = batch_jobs(b->line);
    wanted = wanted < rows ? wanted : rows;
    return wanted < MOST_WORKERS ? wanted : MOST_WORKERS;
}

int batch_pool_run(batch *b, int *stopped)
{
    pool *p = calloc(1, sizeof *p);
    *stopped = 0;
    if (!p || !open_signals() || !(p->returned = calloc(b->row_count + 1, sizeof *p->returned))) {
        fprintf(stderr, "tearsheet: cannot begin the work: %s\n", strerror(errno));
        free(p);
        return TEARSHEET_MACHINE;
    }
    b->pool = p;
    p->b = b;
    p->waiting = p->unshared = b->mine - b->counts[BATCH_UNCHANGED];
    p->worker_count = worker_count(b, p->waiting);
    p->timeout = 1000LL * (b->line->batch.timeout ? b->line->batch.timeout : USUAL_TIMEOUT);
    p->synced = now_ms();
    fill_places(p);
    while (!p->failed && busy(p)) {
        wait_once(p, stopped);
        fill_places(p);
    }
    dismiss_workers(p);
    if (!p->failed)
        return TEARSHEET_OK;
    batch_pool_end(b);
    return TEARSHEET_MACHINE;
}
