/*
 * numbers.h - where a sheet's numbers come from: parameters and editions,
 * tables and shapes with their sources, series, facts and statistics. A part
 * of sheet.h.
 */
#ifndef TS_SPEC_NUMBERS_H
#define TS_SPEC_NUMBERS_H

#include "base/map.h"
#include "spec/member.h"

typedef struct ts_param {
    const char *name;
    ts_choice type; /* 0 text, 1 integer, 2 number, 3 boolean */
    ts_scalar initial; /* "default" */
    ts_scalars choices;
    ts_word choices_table, choices_column;
    ts_word pattern, means;
    ts_word labels; /* where decks have the names of its values */
    ts_span span;
} ts_param;

typedef struct ts_named_edition {
    const char *name;
    ts_word language, profile, output;
    ts_map set; /* parameter -> ts_scalar * */
    ts_span span;
} ts_named_edition;

enum ts_ignore_kind { TS_IGNORE_FIRST, TS_IGNORE_IN_COLUMN, TS_IGNORE_BLANKS };

typedef struct ts_ignore_spec { /* a rule for rows that are no data */
    int kind;                   /* enum ts_ignore_kind */
    const char *column;         /* of TS_IGNORE_IN_COLUMN */
    const char *pattern;        /* NULL of TS_IGNORE_BLANKS */
    ts_span span;
} ts_ignore_spec;

typedef struct ts_table_spec {
    const char *name;
    ts_word file, from, source, vintage;
    ts_map columns; /* column -> ts_choice *: 0 text, 1 number, 2 integer, 3 date */
    ts_map rename;  /* head -> ts_word * */
    ts_words empty, unique;
    ts_words index; /* columns that queries of their own filter by */
    ts_word separator;
    ts_choice encoding; /* 0 utf-8, 1 windows-1252, 2 iso-8859-1, 3 utf-16 */
    ts_whole skip;      /* lines before the heads */
    ts_choice heads;    /* 0 as-written, 1 as-names */
    ts_choice numbers;  /* as ts_table_numbers has them */
    unsigned signs;     /* 1 << 0 brackets, 1 minus-after, 2 plus, 3 percent, 4 exponent */
    ts_words currency;
    ts_choice dates; /* 0 month/day/year, 1 day/month/year */
    struct { ts_ignore_spec *items; size_t count, capacity; } ignore;
    ts_words caveats;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_word note;
    const char *folder;
    bool mapped; /* found while it is checked: points or routes of a map are its rows */
    ts_span span;
} ts_table_spec;

extern const char *const ts_table_numbers[]; /* "1234.5", "1,234.5", ...: NULL ends them */

typedef struct ts_shapes_spec {
    const char *name;
    ts_word file, key /* "name": the property that names a shape */, source;
    ts_flag planar;
    const char *folder;
    ts_span span;
} ts_shapes_spec;

typedef struct ts_source_spec {
    const char *name;
    ts_word publisher, title, edition;
    ts_word language; /* BCP 47, of these three; NULL: the page's */
    ts_whole year;
    ts_word url, read, licence, note;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_span span;
} ts_source_spec;

typedef struct ts_caveat_spec {
    const char *name;
    ts_word say;
    ts_flag print;
    ts_span span;
} ts_caveat_spec;

/* One column of a where: the row's cell is any of `any`; or between from and to; or not `not`. */
typedef struct ts_where {
    const char *column;
    ts_scalars any;
    ts_scalar from, to, not;
    ts_span span;
} ts_where;

typedef struct ts_break_spec { /* from this moment on the numbers are counted another way */
    ts_moment at;
    ts_word note;
    ts_span span;
} ts_break_spec;

enum ts_aggregate { TS_SUM, TS_MEAN, TS_MINIMUM, TS_MAXIMUM, TS_COUNT, TS_SQL };

typedef struct ts_series_spec {
    const char *name;
    int aggregate; /* enum ts_aggregate */
    ts_word table;
    ts_words columns;
    ts_word sql; /* lines joined by newlines */
    ts_map where; /* column -> ts_where */
    ts_word over, by;
    ts_choice gaps; /* 0 leave, 1 keep */
    ts_real times;
    ts_word unit;
    ts_words sources, caveats;
    bool sources_given;
    struct { ts_break_spec **items; size_t count, capacity; } breaks;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_span span;
} ts_series_spec;

enum ts_missing { TS_MISSING_FAIL, TS_MISSING_HIDE, TS_MISSING_TBC, TS_MISSING_SAY };

/* What may be allowed with a reason; ts_doubt_words has their names. */
enum ts_doubt_rule { TS_DOUBT_BREAK, TS_DOUBT_TIE, TS_DOUBT_MIXED_YEARS, TS_DOUBT_STALE, TS_DOUBT_INCOMPLETE, TS_DOUBT_TWICE, TS_DOUBT_NOUGHT, TS_DOUBT_ABOVE_ALL,
                     TS_DOUBT_TOTAL_ROW, TS_DOUBT_RULES };

typedef struct ts_fact_spec {
    const char *name;
    ts_scalar value;
    ts_word unknown, unit, source, read, says;
    ts_choice qualifier; /* 0 or-more, 1 about, 2 nearly, 3 more-than, 4 less-than */
    ts_scalar period;
    ts_word format;
    ts_choice missing; /* enum ts_missing */
    ts_word instead;   /* copy key: what is said then */
    ts_words caveats;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_word note, means;
    ts_span span;
} ts_fact_spec;

enum ts_method {
    TS_M_SQL, TS_M_TOTAL, TS_M_LATEST, TS_M_SHARE, TS_M_GROWTH, TS_M_CAGR, TS_M_INDEX,
    TS_M_PER_DAY, TS_M_RANK, TS_M_TOP, TS_M_RATIO, TS_M_DIFFERENCE, TS_M_MEAN, TS_M_MEDIAN,
    TS_M_WEIGHTED_MEAN, TS_M_OTHERS
};

typedef struct ts_stat_spec {
    const char *name;
    int method;      /* enum ts_method */
    ts_word operand; /* value of the method's member; sql: the joined lines */
    ts_words operands; /* the series and numbers that it stands on; of SQL those that it names with stat('...') */
    size_t number;     /* among the sheet's statistics, from 0 */
    ts_moment at, from, to, base;
    ts_word only, of, over, weights;
    ts_real days;
    ts_word for_; /* "for" */
    ts_choice order; /* 0 largest, 1 smallest */
    ts_whole place;  /* default 1 */
    ts_whole beyond;
    ts_choice show;  /* 0 name, 1 value, 2 share, 3 count */
    ts_word labels, per, minus, unit, format;
    ts_choice missing;
    ts_word instead;
    ts_word expect;
    struct ts_plausible { ts_real from, to; } *plausible;
    ts_words sources, caveats;
    bool sources_given;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_word note, means;
    ts_span span;
} ts_stat_spec;

/* While a sheet is loaded: what each of its statistics stands on, and its number. False: memory is out. */
bool ts_stats_find_operands(ts_arena *arena, const ts_map *stats);

#endif
