#include "base/aside.h"

#include "base/plain.h"

#include <signal.h>
#include <stddef.h>

static void *enter(void *begun)
{
    TS_PLAIN_LOCALE;
    const ts_aside *aside = begun;
    aside->run(aside->user);
    return NULL;
}

void ts_aside_begin(ts_aside *aside, void (*run)(void *user), void *user)
{
    sigset_t all, before;
    *aside = (ts_aside){.run = run, .user = user};
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    aside->begun = pthread_create(&aside->thread, NULL, enter, aside) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void ts_aside_end(ts_aside *aside)
{
    if (aside->begun)
        pthread_join(aside->thread, NULL);
    else
        aside->run(aside->user);
}
