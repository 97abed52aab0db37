/*
 * bind.h - what the pieces of this room share while one edition is made.
 *
 * The order is fixed: settings, numbers, then the pages with their texts and
 * charts, then the numbering of the sources over the finished tree. Nothing
 * flows back. A mistake is told once: a number that could not be computed is
 * `broken`, and the texts that print it keep silent about it.
 */
#ifndef TS_BIND_BIND_H
#define TS_BIND_BIND_H

#include "bind/edition.h"
#include "data/level.h"
#include "spec/plural.h"
#include "spec/sql_uses.h"

enum {
    TS_BIND_DEPTH = 24,     /* components inside components, defaults naming slots */
    TS_BIND_NESTING = 200,  /* frames inside frames, components drawn */
    TS_BIND_FRAMES = 20000, /* frames of an edition */
    TS_BIND_TEXT = 1 << 20, /* bytes of text of an edition */
    TS_BIND_CHAIN = 256     /* numbers that stand on one another */
};

typedef struct ts_latest { /* a moment at which a chart shows a series */
    const ts_series *series;
    const char *time;
    const ts_chart *chart;
    ts_span used; /* where the component around it is asked for */
    bool said;    /* by an "at"; else it is the newest */
} ts_latest;

typedef struct ts_reason ts_reason; /* why values are missing: reasons.c */

typedef struct ts_lack { /* something has no value at a place that asks for it */
    ts_reason *reason;
    const char *subject; /* "\"trade\"", "the chart at sheet.json:12" */
    const char *advice;  /* begins with "; ", or is "" */
    ts_severity severity;
    ts_span place, used; /* used: where the component around it is asked for */
} ts_lack;

typedef struct ts_binder {
    ts_arena *arena;
    const ts_sheet *sheet;
    const ts_deck *deck;
    ts_deck *overridden; /* the same, when settings say some of its texts in other words */
    ts_database *database;
    const ts_edition_request *request;
    ts_diags *diags;
    ts_edition *edition;
    ts_language_kept *language; /* of the editions before, or new */
    ts_map params;   /* name -> ts_scalar of this edition */
    ts_map expects;  /* stat -> ts_setting: what its row of variants expects */
    ts_map origins;  /* series -> ts_roots */
    ts_map grounds;  /* number -> ts_grounds */
    ts_map doubted;  /* series -> ts_doubts */
    ts_names saying; /* numbers whose `instead` is being written */
    ts_map reasons;  /* what is missing -> ts_reason */
    ts_map reasoned; /* number without a value -> ts_reason */
    struct { ts_lack *items; size_t count, capacity; } lacks; /* to be told at the end */
    ts_map told_wholes; /* columns and rows that wholes.c has told, so that each is told once */
    ts_map broken;   /* numbers and series whose mistake has been told */
    struct { ts_latest *items; size_t count, capacity; } latest; /* on the page at hand, of what stays on it */
    bool in_label;   /* the name of a parameter's value is being written: parameters in it print as they are */
    bool conditional; /* something is left out, by a condition or for want of a value, or said in one of several wordings */
    bool as_written; /* first language, every parameter at its default: `expect` holds */
    size_t frame_count, text_bytes;
    bool machine; /* a library or memory has failed */
} ts_binder;

/* What the templates of a frame mean: the slots of the component it is drawn for. */
typedef struct ts_scope ts_scope;
struct ts_scope {
    const ts_scope *outer;         /* where the component is used */
    const ts_component *component; /* NULL: the page itself */
    const ts_map *given;           /* slot -> ts_scalar, final */
    bool lasts;                    /* what is given is the same in all editions, at its address */
    int depth;
};

/* ---- settings, templates */

/* Settles language, profile and parameters into the edition. */
bool ts_bind_params(ts_binder *binder);

/* A ts_fill_value over a ts_slot_user. */
typedef struct ts_slot_user {
    ts_binder *binder;
    const ts_scope *scope; /* NULL: parameters only */
    ts_arena *arena;       /* of texts that are filled */
    int depth;
    bool varies; /* a parameter was asked for: another edition may fill it otherwise */
} ts_slot_user;
const char *ts_bind_slot(void *filler, const char *name, ts_span span);

/* A text with its templates filled; NULL when one has no value (told, or an
 * optional slot). A text without braces comes back as it is. */
const char *ts_bind_fill(ts_binder *binder, const ts_scope *scope, const char *text, ts_span span);
/* A scalar; a text that is only "{parameter}" takes the parameter's type. */
bool ts_bind_scalar(ts_slot_user *user, const ts_scalar *from, ts_scalar *to);
ts_cell ts_bind_cell(const ts_scalar *scalar);

typedef struct ts_use { /* of a component */
    const ts_component *component;
    const ts_map *with, *entry; /* slot -> ts_scalar; entry: what one of several is given besides; "" is the first slot. Or NULL */
    bool lasts;          /* these two are the sheet's; then, whether what is given lasts as a scope's */
    const ts_map *given; /* as a scope has it */
} ts_use;

/* filled.c. Fills what is given, and finds again what another edition filled likewise. False: a value is left out, or wrong (told). */
bool ts_bind_give(ts_binder *binder, const ts_scope *scope, ts_use *use);
/* The frame with its templates filled, likewise; one that is the same in all editions, at its address, is plain. NULL: memory is
 * out. left_out: a value has none. */
const ts_frame *ts_bind_filled(ts_binder *binder, const ts_scope *scope, const ts_frame *spec, bool *left_out);

/* The filters of a where; false when a template has no value. */
bool ts_bind_where(ts_binder *binder, const ts_map *where, ts_filter **filters, size_t *count);
/* One of them. Its texts are the arena's. */
bool ts_bind_filter(ts_binder *binder, ts_arena *arena, const ts_where *where, ts_filter *filter);

/* ---- numbers */

/* indexes.c: the columns of a table that its series use, and whether anything else asks for it, into the request. */
bool ts_bind_uses(ts_arena *arena, const ts_sheet *sheet, const ts_table_spec *spec, ts_table_request *request);

/* tables.c: what a table of the sheet asks of data/. False: memory is out. */
bool ts_bind_table_request(ts_arena *arena, const ts_sheet *sheet, const ts_table_spec *spec, ts_table_request *request);

bool ts_bind_numbers(ts_binder *binder);
typedef struct ts_series_ready { /* what editions ask of a series */
    const ts_roots *roots;
    ts_series_request request; /* without a plan until it was right in an edition, and values in what is open of its `where` */
    bool open;                 /* some of its `where` has templates */
    const ts_diags *leads;     /* of its `where`; NULL: not looked for yet */
} ts_series_ready;
bool ts_bind_series(ts_binder *binder, size_t place); /* in the sheet */

typedef struct ts_stat_ready { /* what editions ask of a statistic */
    ts_stat_request request; /* without operands, and without words that have templates */
    unsigned open;           /* these words, a bit each */
    ts_sql_uses uses;
    ts_result result;        /* without what is computed */
    bool formatted;          /* its format is one of the sheet's; else the unit's own */
} ts_stat_ready;
bool ts_bind_stat(ts_binder *binder, const ts_stat_spec *spec);
bool ts_bind_fact(ts_binder *binder, const ts_fact_spec *spec);
void ts_bind_break(ts_binder *binder, const char *name);
bool ts_bind_is_broken(const ts_binder *binder, const char *name);

/* Tells of formats that the language's library cannot read. False: memory is out. */
bool ts_bind_formats(ts_binder *binder);
/* A format by name; false when there is none of the name. */
bool ts_bind_find_format(const ts_binder *binder, const char *name, ts_format *format);
/* Whether a format prints numbers of the unit; if not, the diagnostics say why. */
bool ts_bind_suits(ts_binder *binder, const char *name, const ts_format *format, const char *unit, ts_span span);
ts_printed ts_bind_print(ts_binder *binder, const ts_result *result, const ts_format *format);
/* How it is rounded in a format that is not its own, in words; NULL: as in its own, or memory is out. */
const char *ts_bind_rounding(const ts_binder *binder, const ts_result *result, const ts_format *format);
/* format NULL: the unit's own. */
ts_printed ts_bind_print_value(ts_binder *binder, double number, const char *unit, const ts_format *format);
const char *ts_bind_print_number(ts_binder *binder, double number, const char *unit, const ts_format *format);

/* units.c. time: the last moment that is counted in it, or NULL. */
void ts_bind_check_unit(ts_binder *binder, const ts_word *unit, const char *time);

/* doubts.c: what may be wrong with a right number. A warning each, unless it is allowed for a
 * reason; either way it stays with the result. False: memory is out. */
typedef struct ts_ground { /* a moment of a series that a number stands on */
    const char *series, *moment;
} ts_ground;

typedef struct ts_grounds {
    ts_ground *items;
    size_t count, capacity;
} ts_grounds;

bool ts_doubt_stat(ts_binder *binder, const ts_stat_spec *spec, const ts_stat_request *request, ts_result *result);
bool ts_doubt_fact(ts_binder *binder, const ts_fact_spec *spec, ts_result *result);
/* wholes.c: of its shares, and of a row of totals. False: memory is out. */
bool ts_doubt_wholes(ts_binder *binder, const ts_series_spec *spec, const ts_series *series, ts_doubts *doubts);
bool ts_doubt_series(ts_binder *binder, const ts_series_spec *spec, const ts_series *series);
void ts_doubt_sources(ts_binder *binder);
/* noughts.c: numbers that the finished pages print as nought and that are none. */
void ts_doubt_noughts(ts_binder *binder);

const ts_result *ts_bind_find_result(const ts_binder *binder, const char *name);
/* The name of a number, parameter or series most like this one. */
const char *ts_bind_nearest(ts_binder *binder, const char *name);

/* One that is there is not added again. */
bool ts_names_add(ts_arena *arena, ts_names *names, const char *name);
bool ts_names_have(const ts_names *names, const char *name);
/* Those of what they stand on are found before. NULL: memory is out. */
const ts_roots *ts_roots_of_series(ts_binder *binder, ts_arena *arena, const ts_series_spec *spec);
const ts_roots *ts_roots_of_stat(ts_binder *binder, ts_arena *arena, const ts_stat_spec *spec);
/* Sources of a number, a series, or the one source of the name; false when nothing has the name. */
bool ts_bind_sources_of(ts_binder *binder, const char *name, ts_names *sources);

/* ---- conditions, words */

bool ts_bind_when(ts_binder *binder, const char *text, ts_span span);

bool ts_bind_has_copy(const ts_binder *binder, const char *key);
/* NULL: no such key (told at the span) or memory is out. missing: enum ts_missing or -1. */
const ts_copy *ts_bind_copy(ts_binder *binder, const char *key, ts_span span, int missing);
/* Its short form, KEY.short; NULL: the deck has none. */
const ts_copy *ts_bind_short(ts_binder *binder, const ts_word *key, int missing);
/* Each as by itself; the short form of a text that is there. False: it is not. */
bool ts_bind_both(ts_binder *binder, const ts_word *key, int missing, const ts_copy **text, const ts_copy **brief);
/* A copy of one paragraph with plain words. */
const ts_copy *ts_bind_words(ts_binder *binder, const char *key, const char *words, ts_span span);
/* KEY.slug when the deck has it, else the words themselves; labels may be NULL. */
const ts_copy *ts_bind_label(ts_binder *binder, const char *labels, const char *words, ts_span span,
                             int missing);
/* Small letters, everything else to single hyphens: "Mail (U.S. Postal Service)" to
 * "mail-u-s-postal-service". */
const char *ts_bind_slug(ts_arena *arena, const char *text);

bool ts_copy_add(ts_arena *arena, ts_copy *copy); /* an empty paragraph */
bool ts_paragraph_add(ts_arena *arena, ts_paragraph *paragraph, ts_piece piece);

typedef struct ts_style_state { /* what a run of text stands in */
    bool strong, emphasis;
    const char *link, *language;
} ts_style_state;

typedef struct ts_writer { /* a text in the making */
    ts_binder *binder;
    ts_copy *copy;
    int missing; /* enum ts_missing of the frame, or -1 */
} ts_writer;

typedef struct ts_sign { /* what stands in braces: {name}, {name as format}, {name.member} */
    const char *name, *as, *member;
    const ts_plural *plural; /* {name: one word | other words}; NULL: none of these */
} ts_sign;

typedef enum ts_text_step_kind { TS_STEP_WORDS, TS_STEP_PARAGRAPH, TS_STEP_VALUE, TS_STEP_MARK, TS_STEP_FAULT } ts_text_step_kind;

typedef struct ts_text_step { /* one after the other they write a wording */
    ts_text_step_kind kind;
    ts_style_state state;
    const char *text; /* words; the name in a mark; what is wrong. NULL else */
    size_t length;    /* of words */
    const ts_sign *sign;
    ts_span span;
} ts_text_step;

typedef struct ts_reading { /* a wording as it is read, the same in all editions */
    ts_text_step *items;
    size_t count, capacity;
    const ts_copy *whole; /* what it says in any edition; NULL: it prints values or marks, or something is wrong with it */
    size_t bytes;         /* of the whole */
} ts_reading;

bool ts_write_paragraph(ts_writer *writer);
bool ts_write_piece(ts_writer *writer, ts_piece piece);
/* inline.c. NULL, false: memory is out. */
ts_reading *ts_read_wording(ts_arena *arena, const ts_wording *wording);
bool ts_read_sign(ts_arena *arena, const char *inside, ts_sign *sign);
/* "{...}" and "[^...]", without their signs. */
bool ts_write_value(ts_writer *writer, const ts_sign *sign, const ts_style_state *state, ts_span span);
bool ts_write_mark(ts_writer *writer, const char *name, const ts_style_state *state, ts_span span);
bool ts_write_printed(ts_writer *writer, ts_printed printed, const char *name, const ts_style_state *state,
                      ts_span span);
bool ts_write_gap(ts_writer *writer, const char *name, const ts_style_state *state, ts_span span);
/* What is said in place of a value: instead.c. */
bool ts_write_instead(ts_writer *writer, const ts_result *result, const ts_style_state *state, ts_span span);
/* wording.c: what an entry of the deck says, of which editions share what is the same in all of them. NULL: memory is out. */
const ts_copy *ts_bind_said_by(ts_binder *binder, const ts_copy_entry *entry, const ts_wording *wording, int missing);

/* leads_tables.c. A warning where the `where` of a series names a value that no row has: that follows from the sheet and its tables alone. */
void ts_lead_series(ts_binder *binder, const ts_series_spec *spec, const ts_series *series);
/* Notes: which condition of a series without values leaves nothing of its table; why the SELECT of a series or number finds nothing,
 * as far as its parameters tell. */
void ts_lead_where(ts_binder *binder, const ts_series_spec *spec);
void ts_lead_select(ts_binder *binder, const char *name, const ts_word *sql);
bool ts_lead_has_value(const ts_series *series);
/* The nearest name, else one that begins so; NULL. A list of a few names, behind what
 * lacks one. */
const char *ts_lead_nearest(const ts_names *names, const char *wanted);
const char *ts_lead_list(ts_binder *binder, const ts_names *names);
/* Without a message, for want of memory, nothing; a hint is said behind it. */
void ts_lead_tell(ts_binder *binder, ts_diag diag);
/* leads.c. What explains a number, or a chart, without a value: at the condition, moment or category in the sheet that
 * leaves nothing, with what there is. `cause` is the parameter that is why. */
void ts_lead_number(ts_binder *binder, const ts_result *result);
void ts_lead_chart(ts_binder *binder, const ts_chart *chart);
/* Of a chart that is drawn: a warning for each series that has nothing at its `at`. */
void ts_lead_absent(ts_binder *binder, const ts_chart *chart);

/* causes.c. A parameter and its value as a cause: "\"year\" is 2031". */
const char *ts_bind_param_is(const ts_binder *binder, const char *name, const char *value);
/* The parameter that a moment is; NULL: it is none of that text. */
const char *ts_bind_cause(const ts_binder *binder, const ts_moment *said, const char *moment);
/* The same of the first of some moments, NULLs among them, that is one: of one that is not as the sheet has it before others. */
const char *ts_bind_cause_of(ts_binder *binder, const ts_moment *const *said, size_t count);
/* The same of a value that is a template as a whole, "{partner}". */
const char *ts_bind_cause_of_value(const ts_binder *binder, const ts_scalar *said);

typedef struct ts_turned { /* why the later of two moments comes first */
    const char *cause;     /* the parameter that moved one of them; NULL: the sheet says both */
    const char *advice;    /* what to do about it */
} ts_turned;
/* now: both as this edition has them. */
ts_turned ts_bind_turned(const ts_binder *binder, const ts_moment *from, const ts_moment *to, const char *const now[2]);

/* What is to be done about a number without a value that a frame would show. */
typedef enum ts_absence { TS_ABSENT_FAIL, TS_ABSENT_HIDE, TS_ABSENT_GAP, TS_ABSENT_SAY } ts_absence;
ts_absence ts_bind_absence(const ts_binder *binder, const ts_result *result, int missing);

/* reasons.c. A number has no value at a place that asks for it; advice begins with "; ", or is "". */
void ts_bind_tell_missing(ts_binder *binder, const ts_result *result, ts_span span, const char *advice);
/* A chart has nothing to show. False: the reason is none of its data. */
bool ts_bind_tell_empty(ts_binder *binder, const ts_chart *chart);
/* Tells of each reason once, with all that followed from it. */
void ts_bind_tell_reasons(ts_binder *binder);

/* ---- the tree */

typedef struct ts_stand { /* where a frame stands */
    const ts_scope *scope;
    const ts_page_spec *page;
    bool master;
    int missing; /* enum ts_missing inherited from the frames around, or -1 */
    int depth;   /* of frames */
    ts_span used; /* where the component that is drawn is asked for */
} ts_stand;

typedef struct ts_bounds {
    ts_bound *items;
    size_t count, capacity;
} ts_bounds;

bool ts_bind_pages(ts_binder *binder);
/* A number alone, as it was printed; NULL: memory. */
const ts_copy *ts_bind_value_copy(ts_binder *binder, const ts_frame *frame, const ts_result *result, ts_printed printed);
/* beside.c: the values of a repeat, each with as many digits as those beside it. False: memory is out. */
bool ts_bind_even_values(ts_binder *binder, ts_bound *frames, size_t count);
/* Binds frames and appends those that stay. False: one that stays out takes the component with it. */
bool ts_bind_frames(ts_binder *binder, const ts_stand *stand, const ts_frames *frames, ts_bounds *out);

/* NULL: the chart cannot be drawn (told), or *hide is set and the frame goes. */
const ts_chart_bound *ts_bind_chart(ts_binder *binder, const ts_stand *stand, const ts_frame *frame,
                                    bool *hide);

/* ---- charts */

enum { TS_BIND_MARKS = 500 };

typedef struct ts_charting { /* a chart in the making */
    const char *moment; /* of the levels that were read last; NULL: their series has no time */
    ts_binder *binder;
    const ts_stand *stand;
    const ts_frame *frame;
    const ts_chart *chart;
    ts_chart_bound *out;
    int missing;             /* enum ts_missing of the frame, or -1 */
    bool hide;               /* nothing to show, and the frame may go */
    bool values_none;        /* "values": "none" */
    bool counted;            /* a series over time has been found for it */
    bool computed;           /* some mark shows a number that is no source's own */
    const ts_format *values; /* NULL: by unit */
    struct {
        ts_mark_bound *items;
        size_t count, capacity;
    } marks;
    struct {
        ts_line_bound *items;
        size_t count, capacity;
    } lines;
} ts_charting;

/* Each is false when the chart cannot be drawn: told, hidden, or memory is out. */
/* items.c: marks that the sheet writes out; a number alone; and what their numbers ask of each other. */
bool ts_bind_chart_items(ts_charting *charting);
bool ts_bind_add_number(ts_charting *charting, const ts_word *name);
bool ts_bind_even_marks(ts_charting *charting);
bool ts_bind_add_mark(ts_charting *charting, const ts_mark_bound *mark);
bool ts_bind_chart_marks(ts_charting *charting); /* parts.c: bars, columns, parts, pairs, flows, one number */
bool ts_bind_chart_bars(ts_charting *charting);  /* groups.c: bars of several series; others as marks */
bool ts_bind_chart_lines(ts_charting *charting); /* lines.c: line, slope, area, spark */
bool ts_bind_chart_table(ts_charting *charting);      /* chart_table.c */
/* table_cells.c: a number's text in its cell. table_even.c: the numbers of a column, and then of rows that the sheet
 * writes out, made even. */
bool ts_bind_cell_number(ts_charting *charting, ts_printed printed, const char *name, ts_cell_bound *cell);
bool ts_bind_even_column(ts_charting *charting, ts_line_bound *line, size_t column);
bool ts_bind_even_rows(ts_charting *charting);
bool ts_bind_chart_map(ts_charting *charting);        /* geo.c */
bool ts_bind_chart_breaks(ts_charting *charting);     /* breaks.c: of its series, once its marks and lines are known */
bool ts_bind_chart_links(ts_charting *charting);      /* links.c: of a Sankey diagram */
bool ts_bind_chart_events(ts_charting *charting);     /* links.c: of a timeline */
const char *ts_bind_chart_alt(ts_charting *charting); /* alt.c: a sentence from the marks and lines */
bool ts_bind_chart_as_table(ts_charting *charting);   /* as_table.c: its numbers, row by row; false: memory is out */
/* noughts.c: a number of the chart, as its alternative says it (text, number, unit and format). False: memory is out. */
bool ts_bind_hear(ts_charting *charting, const char *name, ts_nought heard);
bool ts_bind_chart_scale(ts_charting *charting);      /* scale.c: its values in the reach of its scale; false: memory is out */

/* False: what stands there is no moment (told). */
bool ts_bind_check_moment(ts_charting *charting, const ts_moment *moment);
/* A time between two moments, both included; NULL is open. */
bool ts_bind_within(const char *time, const char *from, const char *to);
bool ts_bind_chart_is_parts(const ts_chart *chart); /* parts of 100 percent */
/* The series of a name; NULL when there is none (told unless broken). */
const ts_series *ts_bind_chart_series(ts_charting *charting, const ts_word *name);
/* moments.c: the chart shows it at its moment. False: memory is out. */
bool ts_bind_see_moment(ts_charting *charting, const ts_series *series);
/* "from" and "to" of a chart that is drawn, where they lie beyond all that its series have. */
void ts_bind_tell_ends(const ts_charting *charting);
/* Of the charts that stay on the page: which are of another year than those that they are read against. */
void ts_bind_tell_moments(ts_binder *binder);
/* One value a category at a moment. False: told. */
bool ts_bind_chart_levels(ts_charting *charting, const ts_series *series, const ts_moment *at,
                          ts_levels *levels);
/* Makes a number of what is left over, under the mark's number or, where that is taken, one like it. False: memory is out. */
bool ts_bind_name_rest(ts_charting *charting, ts_mark_bound *rest, const char *unit);
/* How a share prints in a format. */
ts_share_print ts_bind_share_print(const ts_binder *binder, const ts_format *format, double share);
/* rounded.c: whether rounding keeps its percentages from adding up, and what is said of it, behind the note. False: memory is out. */
bool ts_bind_chart_rounded(ts_charting *charting);
/* One unit for the whole chart. False: told. */
bool ts_bind_chart_unit(ts_charting *charting, const char *unit, ts_span span);
const char *ts_bind_chart_print(ts_charting *charting, double value, const char *unit);
/* Numbers that are read against each other, in the chart's unit. One that is not finite is not known, and prints as "".
 * False: memory. */
bool ts_bind_chart_print_all(ts_charting *charting, const double *values, size_t count, const char **printed);
/* Of a stat, a fact or a rest, printed by the call above: ts_bind_rounding; NULL of others, too. */
const char *ts_bind_chart_rounding(const ts_charting *charting, const char *number, const char *unit);
const ts_copy *ts_bind_chart_copy(ts_charting *charting, const ts_word *key); /* NULL when none is given */
const ts_copy *ts_bind_chart_label(ts_charting *charting, const char *words);
/* A moment's name: the deck's, where it has one, else as the language writes it, in a table in full. False: memory is out. */
const char *ts_bind_chart_moment(const ts_charting *charting, const char *time); /* as the chart calls it: its month where days mean these */
/* center.c: the number inside of a ring is no sum of its parts, none of them, and of other sources. */
bool ts_bind_center_stands_apart(const ts_charting *charting);
bool ts_bind_name_moment(ts_charting *charting, ts_mark_bound *mark);
/* Nothing to draw: the frame is hidden, or the author is told; in a draft its place is marked. Always false. */
bool ts_bind_chart_empty(ts_charting *charting, const char *why);
/* The same for what would be no whole; message NULL: memory is out. */
bool ts_bind_chart_unwhole(ts_charting *charting, ts_span span, const char *message);

/* ---- said.c: what is for the ear */

typedef enum ts_said { /* words that a chart's own texts do not have */
    TS_SAID_NO_VALUE, TS_SAID_FROM, TS_SAID_TO, TS_SAID_TOWARDS, TS_SAID_HIGHEST, TS_SAID_LOWEST, TS_SAID_GROWN, TS_SAID_VALUE,
    TS_SAID_GROWTH, TS_SAID_TARGET, TS_SAID_FULL, TS_SAID_LOW, TS_SAID_HIGH, TS_SAID_ORIGIN, TS_SAID_DESTINATION,
    TS_SAID_NAME, TS_SAID_TIME, TS_SAID_EVENT, TS_SAID_OF, TS_SAID_CENTER, TS_SAID_NOTE, TS_SAID_COLON, TS_SAID_COUNT
} ts_said;

/* In the edition's language; NULL: it has no words here. */
const char *ts_bind_said(const ts_binder *binder, ts_said said);
const char *ts_bind_said_kind(const ts_binder *binder, int kind); /* "Bar chart: " */

/* Numbers with their magnitudes in words, also where the chart hides them; noughts that are none are noted (ts_bind_hear).
 * name: as in ledgers, or NULL. NULL: unknown, or memory is out. */
const char *ts_bind_number_aloud(ts_charting *charting, const char *name, double number, const char *unit);
const char *ts_bind_shape_aloud(ts_charting *charting, const ts_datapoint *shape); /* of a map */
const char *ts_bind_mark_aloud(ts_charting *charting, const ts_mark_bound *mark);
const char *ts_bind_result_aloud(ts_charting *charting, const ts_result *result);

/* ---- sources */

/* cite.c: numbers them by first use, and then the two below. False: memory is out. */
bool ts_bind_citations(ts_binder *binder);
/* source_list.c: how the list prints each that is numbered, and what of it is heard at its mark. False: memory is out. */
bool ts_bind_source_list(ts_binder *binder);
/* Sources that nothing uses, and, of numbers and series that are printed (a set of names), those that no mark leads from. */
void ts_bind_judge_sources(ts_binder *binder, const ts_map *printed);

#endif
