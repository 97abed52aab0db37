/*
 * account.h - a ledger that is read back: from a PDF, a file, or the edition
 * that has just been made. Trace, comparison and fact-check page all live on
 * it, so that a file alone answers as its sheet does.
 *
 * A ledger is untrusted like any input: a member of another kind than expected
 * is as if it were not there.
 */
#ifndef TS_ANSWER_ACCOUNT_H
#define TS_ANSWER_ACCOUNT_H

#include "base/json.h"
#include "base/map.h"

typedef struct ts_account {
    const ts_json *root;
    const char *title, *language, *profile, *date; /* NULL: not said */
    ts_map numbers;       /* name -> ts_json, in the sheet's order */
    ts_map series;        /* name -> ts_json */
    ts_map points;        /* what a point of a series is called -> ts_json, or a mark that several are */
    ts_map sources;       /* name -> ts_json: those cited, by number */
    const ts_json *texts; /* the first, in the order of reading; NULL: no pages */
    const ts_json *charts; /* the first; NULL: none, or they are not told */
} ts_account;

/* TS_FAULT: it is no JSON, or no ledger (rule "ledger"). */
ts_status ts_account_read(ts_arena *arena, const ts_source *source, ts_diags *diags, ts_account **account);

bool ts_account_is_ledger(const ts_json *root);

/* Members of one kind; NULL: none. */
const char *ts_account_text(const ts_json *object, const char *member);
const ts_json *ts_account_list(const ts_json *object, const char *member); /* its first element */
const ts_json *ts_account_number(const ts_json *object, const char *member);

/* A value in full, as text: "0.31", "Ohio"; "" when there is none. */
const char *ts_account_value(ts_arena *arena, const ts_json *object, const char *member);

/* The same as a person reads it, amount.h: "30.53%", "839,891,957,628 USD"; unit NULL: none. */
const char *ts_account_amount(ts_arena *arena, const ts_json *object, const char *member, const char *unit);

/* With all its figures, five whole digits and more in groups: "839,891,957,628". */
const char *ts_account_shown(ts_arena *arena, const ts_json *object, const char *member);

/* "Publisher, Title (edition, year). address": what is known of a source, as a line. */
const char *ts_account_source(ts_arena *arena, const ts_json *source);

/* What a chart's own value "SERIES/CATEGORY", "SERIES/MOMENT" or "SERIES/CATEGORY/MOMENT" is of: the series,
 * and whether a point of it is meant (a category may hold a slash itself). */
const ts_json *ts_account_series(ts_arena *arena, const ts_account *account, const char *name, const char **rest);
bool ts_account_is_point(const ts_json *point, const char *rest);
/* The only point of that name; NULL: none, or several. */
const ts_json *ts_account_point(const ts_account *account, const char *name);

/* A place where a number is printed, or a source mark. */
typedef struct ts_account_place {
    const char *name;            /* of the number; NULL: a mark */
    int source;                  /* of a mark: its number */
    const ts_json *text, *value; /* entries of "texts" and of its "values" */
    const char *words;           /* the whole text */
    size_t from, to;             /* the number in it, within its bounds */
    int page;                    /* from 1 */
} ts_account_place;

typedef struct ts_account_places {
    ts_account_place *items;
    size_t count, capacity;
} ts_account_places;

/* The cited source of a number, or NULL. */
const ts_json *ts_account_cited(const ts_account *account, int number);

/* All places of a number, in the order of reading. False: memory is out. */
bool ts_account_find(ts_arena *arena, const ts_account *account, const char *name, ts_account_places *places);
/* Whether a chart is drawn from the series or number. */
bool ts_account_is_of(const ts_json *chart, const char *name);
/* All numbers and marks of one text; an entry with bounds outside of its text is left out. */
bool ts_account_values(ts_arena *arena, const ts_json *text, ts_account_places *places);

#endif
