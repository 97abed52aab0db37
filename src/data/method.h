/*
 * method.h - what the methods of stats.c, stats_order.c and stats_mean.c share.
 * Each takes what the request says from its operands and leaves a number, or a
 * reason why there is none.
 */
#ifndef TS_DATA_METHOD_H
#define TS_DATA_METHOD_H

#include "data/level.h"
#include "data/stats.h"

typedef struct ts_stat {
    ts_database *database;
    const ts_stat_request *request;
    ts_reader reader;
    ts_value *value;
} ts_stat;

void ts_stat_give(ts_stat *stat, double number); /* one that is not finite is missing */
void ts_stat_miss(ts_stat *stat, const char *why);
void ts_stat_lack(ts_stat *stat, const char *why, const char *lacks); /* as ts_value has it; NULL: of another reason */
void ts_stat_fault(ts_stat *stat, const char *rule, const char *message);
const char *ts_stat_keep(ts_stat *stat, const char *text); /* NULL: the memory is out */
void ts_stat_moment(ts_stat *stat, const ts_moment_range *range);
const ts_series *ts_stat_series(const ts_stat *stat); /* the operand */

/* Whether values of a series may be added up; told when not. */
bool ts_stat_adds(ts_stat *stat, const ts_series *series, const char *method);

/* stats_order.c */
void ts_stat_rank(ts_stat *stat);
void ts_stat_top(ts_stat *stat);
void ts_stat_others(ts_stat *stat);

/* stats_mean.c */
void ts_stat_mean(ts_stat *stat);
void ts_stat_median(ts_stat *stat);
void ts_stat_weighted_mean(ts_stat *stat);

#endif
