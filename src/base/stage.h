/*
 * stage.h - which part of the work is under way, for one who measures it or
 * shows how far it has come.
 *
 * The library reads no clock. Whoever wants to know how long its parts take
 * gives a ts_stages and reads a clock of his own when `enter` is called.
 */
#ifndef TS_BASE_STAGE_H
#define TS_BASE_STAGE_H

#include <stddef.h>

typedef enum ts_stage {
    TS_STAGE_ELSE,     /* what is none of the others */
    TS_STAGE_LOAD,     /* sheet, decks, brand, tables; profiles, faces */
    TS_STAGE_COMPUTE,  /* series, statistics, facts */
    TS_STAGE_BIND,     /* every text final */
    TS_STAGE_TYPESET,  /* boxes made, texts set, ladders climbed */
    TS_STAGE_COMPOSE,  /* frames placed, tagged, drawn into the display list */
    TS_STAGE_CHECK,    /* preflight */
    TS_STAGE_LEDGER,   /* what the file says of its numbers */
    TS_STAGE_PAINT,    /* the display list into streams and objects */
    TS_STAGE_COMPRESS,
    TS_STAGE_WRITE,    /* the file put together and handed out */
    TS_STAGES
} ts_stage;

typedef struct ts_stages {
    void (*enter)(void *user, ts_stage stage);
    void *user;
    ts_stage now;
    void (*reach)(void *user, const char *what, size_t done, size_t of); /* or NULL */
} ts_stages;

/* Tells the stage that begins; returns the one before, to go back to. stages NULL: nobody looks. */
static inline ts_stage ts_stage_enter(ts_stages *stages, ts_stage stage)
{
    ts_stage before = stages ? stages->now : TS_STAGE_ELSE;
    if (!stages || before == stage)
        return before;
    stages->now = stage;
    stages->enter(stages->user, stage);
    return before;
}

/* Of the things that the stage is made of so many are done, and this one is next. stages NULL: nobody looks. */
static inline void ts_stage_reach(const ts_stages *stages, const char *what, size_t done, size_t of)
{
    if (stages && stages->reach)
        stages->reach(stages->user, what, done, of);
}

#endif
