/*
 * watch.h - waits until a file changes that a sheet is made of.
 *
 * Folders are watched, not files (inotify(7)): editors write another file and
 * rename it over the old one; and the folders above these, for a folder may be
 * replaced, too. What happens while nobody waits is not lost.
 */
#ifndef TS_APP_WATCH_H
#define TS_APP_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct app_watch app_watch;

/* NULL: the system gives no watch, or memory is out (errno tells). */
app_watch *app_watch_new(void);
void app_watch_drop(app_watch *watch); /* NULL is fine */

/* Watches these files from now on, besides those it knows. A file or folder that is not there is noticed when it comes.
 * False: errno tells. */
bool app_watch_add(app_watch *watch, const char *const *files, size_t count);

/* True when one of the files has changed and no other did for a tenth of a second; false when a signal came or the
 * watch failed (errno: EINTR, or another). blocked: the signals that stay blocked while it waits; others that were
 * blocked before are delivered then, and only then. */
bool app_watch_wait(app_watch *watch, const sigset_t *blocked);

#endif
