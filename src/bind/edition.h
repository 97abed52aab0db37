/*
 * edition.h - a sheet with its parameters bound: every statistic computed,
 * every text final, every component built, every source numbered.
 *
 * Nothing after this step knows templates, conditions or decks. The tree of
 * ts_bound is what the layout measures and places; a frame that a condition,
 * a missing value or an empty optional slot leaves out is not in it.
 */
#ifndef TS_BIND_EDITION_H
#define TS_BIND_EDITION_H

#include "base/memo.h"
#include "base/stage.h"
#include "data/format.h"
#include "data/company.h"
#include "data/magnitude.h"
#include "data/period.h"
#include "data/stats.h"
#include "spec/sheet.h"

typedef struct ts_setting {   /* --set NAME=VALUE, or a cell of variants.csv */
    const char *name, *value; /* "expect:STAT": what the statistic must print; "copy:KEY": a text of the deck */
    ts_span span;             /* of the cell; without a source: it was typed in a command line */
} ts_setting;

const char *ts_setting_stat(const char *name); /* "expect:STAT" -> STAT; NULL: another stands before it */
const char *ts_setting_copy(const char *name); /* "copy:KEY" -> KEY; NULL likewise */

typedef struct ts_language_kept { /* what editions of a language share: opening ICU's formatters costs as much as an edition */
    const ts_formatter *formatter;
    ts_map citations; /* source -> ts_copy, as the list prints it */
    struct ts_reading **readings; /* of the deck's wordings, by their numbers; NULL: not read yet */
} ts_language_kept;

typedef struct ts_lasting { /* what the editions of a sheet have in common */
    ts_arena *arena;  /* outlives them */
    ts_map languages; /* language -> ts_language_kept */
    ts_map shapes;    /* their name -> path of their file, where the sheet names it without a template */
    struct ts_series_ready **series; /* by their places in the sheet; NULL: not asked for yet */
    struct ts_stat_ready **stats;    /* by their numbers, likewise */
} ts_lasting;

typedef struct ts_edition_request {
    const char *language; /* NULL: the named edition's, else the sheet's first */
    const char *profile;  /* NULL: the named edition's, else "print" */
    const char *edition;  /* a named edition of the sheet, or NULL */
    const ts_setting *settings;
    size_t setting_count;
    bool draft; /* unknown values print as TBC frames; a changed expect is a warning */
    ts_stages *stages; /* NULL: nobody measures */
    ts_lasting *lasting; /* NULL: nothing is shared with other editions */
    ts_memo *memo;       /* of editions of the sheet; or NULL */
    ts_span language_span, profile_span; /* where they were asked for, if in a file */
} ts_edition_request;

/* ---- words */

typedef struct ts_piece { /* a run of text of one kind */
    const char *text;     /* UTF-8; U+2028 is a forced line */
    size_t length;
    bool strong, emphasis;
    bool mark;            /* a source mark: text is its number */
    bool between;         /* mark: the comma before the next */
    bool magnitude;       /* the magnitude word of a value */
    bool tbc;             /* stands for an unknown value (draft only): text is "[...]" */
    const char *link;     /* address or NULL */
    const char *language; /* BCP 47 when not the edition's, else NULL */
    const char *value;    /* the number that it prints, or NULL */
    const char *rounding; /* of ts_printed */
    const struct ts_format *format; /* of ts_printed */
    const char *source;   /* mark: name of the source */
    int source_number;    /* mark: from 1 */
    const char *mark_of;  /* mark: the number, series or source that the deck named */
    ts_span span;         /* in the deck */
} ts_piece;

typedef struct ts_paragraph {
    ts_piece *pieces;
    size_t count, capacity;
} ts_paragraph;

typedef struct ts_copy { /* a text, final */
    const char *key;     /* deck key, or the name of a number */
    ts_paragraph *paragraphs;
    size_t count, capacity;
    ts_span span;
} ts_copy;

/* ---- numbers */

typedef struct ts_names {
    const char **items;
    size_t count, capacity;
} ts_names;

typedef struct ts_roots { /* where a number comes from */
    ts_names sources, caveats;
} ts_roots;

typedef struct ts_doubt { /* why a number may mislead although it is right */
    int rule;             /* enum ts_doubt_rule */
    const char *message, *series; /* series: that it is about, or NULL */
    const char *reason; /* why it is allowed here; NULL: the author was warned */
} ts_doubt;

typedef struct ts_doubts {
    ts_doubt *items;
    size_t count, capacity;
} ts_doubts;

typedef struct ts_result { /* a statistic or fact of this edition */
    const char *name;
    const ts_stat_spec *stat; /* what it is computed by; NULL: it is a fact, or what a chart leaves over */
    bool quoted;         /* a fact */
    ts_value value;      /* kind missing: unknown or no data */
    const char *unknown; /* why a fact has no value */
    ts_format format;    /* its own */
    ts_qualifier qualifier;
    const char *printed; /* in its own format, "" when missing */
    size_t magnitude_at; /* of a number's print, as ts_printed has them; 0: not noted */
    int magnitude;
    const char *expect;  /* or NULL */
    bool expect_met;     /* true when there is none */
    int missing;         /* enum ts_missing: what the sheet says */
    const char *instead; /* copy key: what is said then, or NULL */
    ts_doubts doubts;
    const char *only;    /* the category that it is about ("only", "for"), or NULL */
    ts_names sources, caveats;
    ts_names rest_of;    /* what a chart leaves to 100 percent: of these parts. Else empty */
    const char *note, *means, *says, *read;
    ts_span span;
} ts_result;

/* ---- charts */

typedef struct ts_reach { /* of the values of all charts that share a scale */
    double low, high;
    bool parted; /* names under some of their columns can stand in two lines */
} ts_reach;

typedef struct ts_number_bound {
    bool known;
    double value;
    const char *printed, *rounding; /* of ts_printed */
} ts_number_bound;

typedef struct ts_share_print { /* a share as its print says it: 0.12 of "12%" */
    double number;
    double step; /* what it is rounded to; 0: not known, or no percentage */
} ts_share_print;

typedef struct ts_mark_bound { /* one mark: an item, or a category of a series */
    const char *id;            /* item: its name's last part; series: the category */
    const ts_copy *label;
    const ts_copy *short_label; /* the deck's KEY.short; of a moment: without its year. Or NULL */
    const ts_copy *head; /* of a table's row: the label, with the magnitude that its cells leave out; NULL: they say theirs */
    bool known;
    double value;        /* parts of 100 percent: the share */
    const char *printed; /* value in the chart's or the number's format */
    const char *rounding; /* of ts_printed */
    ts_share_print share; /* of shares */
    bool has_growth;
    double growth;
    const char *growth_printed;
    ts_number_bound target, of, low, high; /* of an item; of: its full length */
    bool rest;
    const ts_item_spec *item; /* filled; NULL for a category */
    const char *number;       /* id of the value: a stat's or fact's name, or "series/category" */
    ts_span span;
} ts_mark_bound;

typedef struct ts_cell_bound { /* of a table */
    const ts_copy *copy;       /* NULL: no value, which prints as a dash */
    size_t whole;              /* number: bytes of its text before the decimal sign, or through the last digit */
    bool number;               /* else words */
} ts_cell_bound;

typedef struct ts_line_bound { /* one line of a line or slope chart, one column of a table */
    const char *id;            /* series, or category of the series that has `by` */
    const ts_copy *label;
    ts_datapoint *points; /* in order of time */
    const char *moment;   /* that all of them are of, where they do not say it; or NULL */
    const char **printed; /* one a point */
    size_t count;
    /* table */
    ts_cell_bound *cells;         /* one a row */
    const ts_copy *head;          /* the label, with the magnitude that its cells leave out; NULL: they say theirs */
    const ts_column_spec *column; /* NULL: nothing is said of it */
    const ts_format *format;      /* NULL: its numbers' own */
    const char *unit;
    bool words; /* some cells are */
} ts_line_bound;

typedef struct ts_point_bound { /* a dot of a map */
    const char *name;
    const ts_copy *label; /* as the deck prints the name; NULL: as it is */
    double longitude, latitude, size;
    bool labelled;
} ts_point_bound;

typedef struct ts_node_bound { /* of a Sankey diagram */
    const char *key;
    const ts_copy *label, *short_label;
    bool known;
    double value; /* what comes in or goes out, whichever is more */
    const char *printed;
    ts_span span;
} ts_node_bound;

typedef struct ts_link_bound {
    size_t from, to; /* nodes */
    bool known;
    double value;
    const char *printed, *number;
    const ts_link_spec *link;
} ts_link_bound;

typedef struct ts_event_bound { /* of a timeline */
    double at, until; /* years since 2000; equal: a moment */
    const char *date; /* as the language writes it */
    const ts_copy *label;
    const ts_event_spec *event;
} ts_event_bound;

typedef struct ts_break_bound { /* from this moment on a series is counted another way */
    const char *time, *series;
    const ts_copy *note;
} ts_break_bound;

typedef struct ts_route_bound { /* on a map, degrees */
    double from_longitude, from_latitude, to_longitude, to_latitude;
    double value; /* not negative */
    const char *printed; /* NULL: nowhere */
} ts_route_bound;

/* The numbers of a chart for those who do not see it: cells row by row, heads first. Every
 * row begins with its name. */
typedef struct ts_plain_table {
    const char **cells; /* plain text; "": nothing */
    size_t columns, rows; /* rows: the heads too */
} ts_plain_table;

typedef struct ts_chart_bound {
    const ts_chart *chart; /* templates filled */
    const char *unit;
    bool waits; /* draft: nothing is there to be shown, or not all of a whole: its place is marked, and no mark is bound */
    const char *highlight; /* the category or shape to stress; NULL: none */
    ts_mark_bound *marks; /* of a table: its rows; each line's points then stand row by row */
    size_t mark_count;
    bool timed; /* the marks are moments */
    bool monthly; /* the days of all its series mean their months */
    ts_line_bound *lines;
    size_t line_count;
    const ts_column_spec *names; /* table: what is said of the names' column, or NULL */
    const ts_copy *corner;       /* table: its head, or NULL */
    /* map */
    const ts_shapes_spec *shapes;
    const char *shapes_path;
    ts_datapoint *fill_by; /* category = shape key */
    size_t fill_count;
    const ts_format *fill_format; /* NULL: its unit's own */
    bool fill_silent;             /* no values are printed */
    ts_point_bound *points;
    size_t point_count;
    ts_route_bound *routes;
    size_t route_count;
    const ts_copy **map_texts;   /* one for each of chart->texts */
    const ts_copy **mark_labels; /* one for each of chart->marks_at */
    ts_break_bound *breaks; /* inside of what is shown over time */
    size_t break_count;
    /* sankey, timeline */
    ts_node_bound *nodes;
    size_t node_count;
    ts_link_bound *links;
    size_t link_count;
    ts_event_bound *events;
    size_t event_count;
    ts_reach reach; /* of the timeline, years as its events */
    /* flow */
    const ts_copy *origin, *destination, *head;
    struct ts_bound *inside; /* frames in the origin node */
    size_t inside_count;
    const char *center; /* of a donut: the number in its middle, printed; NULL: none */
    bool apart;         /* it has nothing to do with the parts */
    const ts_copy *note;
    double adds_up_to; /* percentages of one whole, as they are printed: where rounding alone keeps them from it; else 0 */
    const double *bars_add_up; /* the same of each bar of 100 percent, one a mark; NULL: there are none */
    const char *alt; /* the automatic sentence, from the numbers, in the edition's language */
    const ts_plain_table *as_table; /* NULL: not asked for */
} ts_chart_bound;

typedef struct ts_nought { /* a number that is none, where it is printed as nought */
    const char *name;
    const char *text;
    size_t length;
    double number;
    const char *unit;
    const ts_format *format; /* NULL: its unit's own */
    bool unknown_format;     /* it is of none of them */
    bool part;               /* number is a share of a whole, which the text is not */
    bool heard;              /* in a chart's alternative, not printed */
    ts_span span;            /* where that is told */
    const ts_chart_bound *chart; /* that has it; NULL: a text, with the two below */
    const char *key;
    ts_span place;           /* of the piece, in the deck */
} ts_nought;

typedef struct ts_noughts {
    ts_nought *items;
    size_t count, capacity;
} ts_noughts;

/* ---- the tree */

typedef struct ts_bound ts_bound;
struct ts_bound {
    const ts_frame *frame;     /* templates filled; never NULL */
    int content;               /* enum ts_content; COMPONENT and REPEAT have children */
    const ts_copy *text;       /* text; value: the printed number as one paragraph; NULL else */
    const ts_copy *short_text; /* text: the deck's KEY.short for a ladder, or NULL */
    const ts_result *result;   /* value */
    bool tbc;                  /* value: unknown, draft: draw the marked gap */
    const ts_chart_bound *chart;
    const char *alt;        /* final words, or NULL */
    const char **logo_alts; /* one for each of frame->logos, or NULL entries */
    bool folio;             /* text "folio": the page number is put in by the layout */
    ts_bound *children;     /* stack, row, place, component (1), repeat */
    size_t count;
    const ts_bound *parent;
    ts_span used; /* where the sheet asks for the outermost component around it; without a source: it is in none */
};

typedef struct ts_page_bound {
    const ts_page_spec *spec;
    const char *name;
    const ts_master *master; /* or NULL */
    ts_bound *master_frames;
    size_t master_count;
    ts_bound *body;
    size_t body_count;
} ts_page_bound;

typedef struct ts_source_bound { /* a cited source, in order of number */
    const ts_source_spec *source;
    int number;
    const char *printed; /* the number */
    const ts_copy *citation; /* printed, with its address as a link */
    const char *heard;       /* where a mark leads: "Note 3: publisher, title" */
} ts_source_bound;

typedef struct ts_edition {
    ts_arena *arena;
    const ts_sheet *sheet;
    const ts_deck *deck;
    const char *language;
    const ts_profile *profile;
    bool draft;
    const char *title; /* plain text */
    ts_binding *params;
    size_t param_count;
    ts_map results;       /* name -> ts_result, in the sheet's order: facts, then stats */
    ts_map series;        /* name -> ts_series */
    ts_map series_roots;  /* name -> ts_roots */
    ts_map scales;        /* name of a chart's `scale` -> ts_reach */
    ts_map caveat_copies; /* name -> ts_copy: what the caveats of any number say */
    ts_page_bound *pages;
    size_t page_count;
    ts_source_bound *cited;
    size_t cited_count;
    const ts_copy **caveats; /* those to print after the sources */
    size_t caveat_count;
    ts_noughts noughts; /* that the pages may have no room for: those who make them tell of what they print */
    const ts_formatter *formatter;
} ts_edition;

/* "\"mail\" is 0.0031 and prints as nought (\"0%\"): 1 decimal would print 0.3%". NULL: memory is out. */
const char *ts_nought_says(ts_arena *arena, const ts_formatter *formatter, const ts_nought *nought);

/* What a chart's point is called in ledgers and traces: "series", then its category and its moment as far as
 * it has them, parted by slashes: "exports/2024", "by-partner/North/2024". NULL: memory is out. */
const char *ts_bound_point_name(ts_arena *arena, const ts_chart *chart, const ts_line_bound *line,
                                const ts_datapoint *point);

/* Makes an edition. TS_FAULT: see the diagnostics; *edition is then NULL
 * unless it is still good to look at (stats). database: filled by
 * ts_edition_tables. */
ts_status ts_edition_make(ts_arena *arena, const ts_sheet *sheet, ts_database *database,
                          const ts_edition_request *request, ts_diags *diags, ts_edition **edition);

/* The first step alone: an edition with its language, profile and parameters, and what is wrong with the settings. */
ts_status ts_edition_settle(ts_arena *arena, const ts_sheet *sheet, ts_database *database,
                            const ts_edition_request *request, ts_diags *diags, ts_edition **edition);

/* The profile that a request asks for; NULL with a diagnostic: the sheet has none of the name, or not the edition. */
const ts_profile *ts_edition_profile(const ts_sheet *sheet, const ts_edition_request *request, ts_diags *diags);

/* Tells of columns that a table's "index" names and the table has not. */
ts_status ts_edition_check_indexes(const ts_sheet *sheet, const ts_database *database, ts_diags *diags);
/* Makes the indexes that the sheet's series and tables want. Making one costs about as much as loading the table, or
 * as a dozen queries without it: it is done when a third edition is begun, for then a batch is under way. */
ts_status ts_edition_indexes(const ts_sheet *sheet, ts_database *database);

typedef struct ts_tables_order {
    const ts_sheet *sheet;
    ts_cache *cache;         /* see ts_database_keep_in; or NULL */
    const ts_stages *stages; /* hears of each table; NULL: nobody does */
} ts_tables_order;

/* Loads the sheet's tables and facts into a new database (shared by editions). */
ts_status ts_edition_tables(ts_arena *arena, const ts_tables_order *order, ts_diags *diags, ts_database **database);

/* The whole text without styles and source marks; U+2028 becomes a space, paragraphs a newline. */
const char *ts_copy_plain(ts_arena *arena, const ts_copy *copy);

/* A day's month, "2024-03"; of what is no day itself. NULL: memory is out. */
const char *ts_moment_month(ts_arena *arena, const char *time);

#endif
