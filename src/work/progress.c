/*
 * progress.c - how far a call has come, told to who wants to hear; and calls that end before their end.
 */
#include "work/work.h"

#include <math.h>

/* What lies behind where a stage of an edition begins, as the bench has them for a brochure; a stage without a name is a
 * part of others. */
static const struct { const char *name; double part; } stages[TS_STAGES] = {
    [TS_STAGE_LOAD] = {"load", 0},         [TS_STAGE_COMPUTE] = {"compute", 0},  [TS_STAGE_BIND] = {"bind", 0.1},
    [TS_STAGE_TYPESET] = {"typeset", 0.2}, [TS_STAGE_COMPOSE] = {"compose", 0.4}, [TS_STAGE_CHECK] = {"check", 0.5},
    [TS_STAGE_LEDGER] = {"ledger", 0.6},   [TS_STAGE_PAINT] = {"write", 0.7},
};
static const double WRITING = 0.7; /* from there on files are painted, compressed and written */

static void tell(ts_work *work, const char *stage, const char *what, double part)
{
    ts_hearing *h = &work->hearing;
    if (!h->hear || ts_work_is_cancelled(work))
        return;
    h->last = (ts_progress){.stage = stage, .what = what, .part = fmax(fmin(part, 1), h->last.part)};
    if (!h->hear(h->user, &h->last))
        ts_work_cancel(work);
}

static void enter(void *user, ts_stage stage)
{
    ts_work *work = user;
    if (stages[stage].name && stages[stage].part < WRITING)
        tell(work, stages[stage].name, NULL, stages[stage].part);
}

static void reach(void *user, const char *what, size_t done, size_t of)
{
    ts_work *work = user;
    const ts_hearing *h = &work->hearing;
    tell(work, h->last.stage, what, h->from + (h->to - h->from) * (double)done / (double)(of ? of : 1));
}

void ts_work_hear_progress(ts_work *work, ts_hear_progress hear, void *user)
{
    work->hearing = (ts_hearing){.hear = hear, .user = user, .stages = {.enter = enter, .user = work, .reach = reach}};
    work->stages = hear ? &work->hearing.stages : NULL;
}

void ts_work_begin_progress(ts_work *work)
{
    work->hearing.last = (ts_progress){0};
    work->hearing.stages.now = TS_STAGE_ELSE;
}

void ts_work_tell_stage(ts_work *work, const char *stage, double from, double to)
{
    work->hearing.from = from;
    work->hearing.to = to;
    tell(work, stage, NULL, from);
}

int ts_work_tell_file(ts_work *work, const char *name, size_t file, size_t files)
{
    tell(work, stages[TS_STAGE_PAINT].name, name, WRITING + (1 - WRITING) * (double)file / (double)(files ? files : 1));
    return ts_work_end(work);
}

/* ---- an end before the end */

void ts_work_cancel(ts_work *work)
{
    atomic_store(&work->stop, true);
}

void ts_work_resume(ts_work *work)
{
    atomic_store(&work->stop, false);
}

int ts_work_end(ts_work *work)
{
    return ts_work_is_cancelled(work) ? ts_work_machine(work, NULL) : TEARSHEET_OK;
}

bool ts_work_is_cancelled(const ts_work *work)
{
    return atomic_load(&work->stop);
}
