/*
 * aside.h - what a second thread does while this one does something else.
 *
 * Between begin and end neither looks at what the other writes.
 */
#ifndef TS_BASE_ASIDE_H
#define TS_BASE_ASIDE_H

#include <pthread.h>
#include <stdbool.h>

typedef struct ts_aside {
    void (*run)(void *user);
    void *user;
    pthread_t thread;
    bool begun; /* else no thread could be had */
} ts_aside;

/* It stays where it is until the end. The thread hears no signals: those are for the threads that the program began. */
void ts_aside_begin(ts_aside *aside, void (*run)(void *user), void *user);

/* Waits for it; what found no thread is done now. */
void ts_aside_end(ts_aside *aside);

#endif
