#define _XOPEN_SOURCE 700 /* realpath */

#include "app/watch.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/select.h>
#include <unistd.h>

enum { QUIET = 100 /* milliseconds: an editor writes several files at once */ };

static const unsigned NAMES = IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE, EVENTS = IN_CLOSE_WRITE | NAMES;

typedef struct watched {
    int folder; /* inotify's descriptor of it */
    char *name; /* in that folder */
} watched;

struct app_watch {
    int fd;
    watched *files;
    size_t count, capacity;
};

app_watch *app_watch_new(void)
{
    app_watch *watch = calloc(1, sizeof *watch);
    if (!watch)
        return NULL;
    watch->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (watch->fd >= FD_SETSIZE) { /* which pselect cannot wait for */
        close(watch->fd);
        watch->fd = -1;
        errno = EMFILE;
    }
    if (watch->fd < 0) {
        free(watch);
        return NULL;
    }
    return watch;
}

void app_watch_drop(app_watch *watch)
{
    if (!watch)
        return;
    for (size_t i = 0; i < watch->count; i++)
        free(watch->files[i].name);
    free(watch->files);
    close(watch->fd);
    free(watch);
}

static bool knows(const app_watch *watch, int folder, const char *name)
{
    for (size_t i = 0; i < watch->count; i++)
        if (watch->files[i].folder == folder && strcmp(watch->files[i].name, name) == 0)
            return true;
    return false;
}

static bool remember(app_watch *watch, int folder, const char *name)
{
    if (knows(watch, folder, name))
        return true;
    if (watch->count == watch->capacity) {
        size_t capacity = watch->capacity ? 2 * watch->capacity : 64;
        watched *files = realloc(watch->files, capacity * sizeof *files);
        if (!files)
            return false;
        watch->files = files;
        watch->capacity = capacity;
    }
    char *copy = strdup(name);
    if (!copy)
        return false;
    watch->files[watch->count++] = (watched){folder, copy};
    return true;
}

/* A folder that is watched already has the descriptor it had, and its events, too. */
static bool add_name(app_watch *watch, const char *file, unsigned events)
{
    const char *slash = strrchr(file, '/');
    size_t length = slash ? (size_t)(slash - file) : 0;
    char *folder = slash ? strndup(file, length ? length : 1) : strdup(".");
    int descriptor = folder ? inotify_add_watch(watch->fd, folder, events | IN_MASK_ADD) : -1;
    bool absent = folder && descriptor < 0 && (errno == ENOENT || errno == ENOTDIR);
    free(folder);
    if (descriptor < 0)
        return absent;
    return remember(watch, descriptor, slash ? slash + 1 : file);
}

/* The folders on the way to a file, each by its name in the one above, which may be given to another folder. One that
 * may not be watched is left out. */
static void add_folders(app_watch *watch, const char *file)
{
    char *way = strdup(file);
    for (char *slash = way ? strrchr(way, '/') : NULL; slash && slash != way; slash = strrchr(way, '/')) {
        *slash = '\0';
        (void)add_name(watch, way, NAMES);
    }
    free(way);
}

static bool add_way(app_watch *watch, const char *file)
{
    bool good = add_name(watch, file, EVENTS);
    add_folders(watch, file);
    return good;
}

/* Where the link leads that the way begins with, so many bytes of it, and what follows it. malloc'ed. NULL: it is no link. */
static char *follow(const char *way, size_t length)
{
    char target[PATH_MAX], *link = strndup(way, length), *slash = link ? strrchr(link, '/') : NULL;
    ssize_t got = link ? readlink(link, target, sizeof target - 1) : -1;
    size_t beside = slash ? (size_t)(slash + 1 - link) : 0, room = length + sizeof target + strlen(way);
    char *led = got > 0 ? malloc(room) : NULL;
    target[got > 0 ? got : 0] = '\0';
    if (led)
        snprintf(led, room, "%.*s%s%s", target[0] == '/' ? 0 : (int)beside, way, target, way + length);
    free(link);
    return led;
}

/* The same way with its first link followed. malloc'ed. NULL: there is none. */
static char *follow_first(const char *way)
{
    char *led = NULL;
    for (size_t end = strcspn(way, "/"); !led; end += 1 + strcspn(way + end + 1, "/")) {
        if (end > 0)
            led = follow(way, end);
        if (!way[end])
            break;
    }
    return led;
}

/* By its name, which may be given to another file, and by each name that links lead to from there, to the last. */
static bool add_file(app_watch *watch, const char *file)
{
    enum { LINKS = 40 /* more the system does not follow (path_resolution(7)) */ };
    char *real = realpath(file, NULL), *way = strdup(file);
    bool good = way && (!real || add_way(watch, real));
    for (int links = 0; good && way && links <= LINKS; links++) {
        good = add_way(watch, way);
        char *led = follow_first(way);
        free(way);
        way = led;
    }
    free(way);
    free(real);
    return good;
}

bool app_watch_add(app_watch *watch, const char *const *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!add_file(watch, files[i]))
            return false;
    return true;
}

/* A queue that ran over may have lost any event. */
static bool concerns(const app_watch *watch, const struct inotify_event *event)
{
    return (event->mask & IN_Q_OVERFLOW) || (event->len > 0 && knows(watch, event->wd, event->name));
}

/* All that is queued. *changed: one of the files was among it. */
static bool read_events(const app_watch *watch, bool *changed)
{
    _Alignas(struct inotify_event) char buffer[16 * 1024];
    ssize_t got;
    while ((got = read(watch->fd, buffer, sizeof buffer)) > 0) {
        const struct inotify_event *event;
        for (ssize_t at = 0; at < got; at += (ssize_t)(sizeof *event + event->len)) {
            event = (const struct inotify_event *)(const void *)(buffer + at);
            *changed = *changed || concerns(watch, event);
        }
    }
    return got == 0 || errno == EAGAIN;
}

bool app_watch_wait(app_watch *watch, const sigset_t *blocked)
{
    const struct timespec quiet = {0, QUIET * 1000000L};
    bool changed = false;
    for (;;) {
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(watch->fd, &ready);
        int events = pselect(watch->fd + 1, &ready, NULL, NULL, changed ? &quiet : NULL, blocked);
        if (events < 0)
            return false;
        if (events == 0)
            return true;
        if (!read_events(watch, &changed))
            return false;
    }
}
