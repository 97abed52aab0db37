/*
 * flight.h - what the rules of preflight share while pages are walked.
 */
#ifndef TS_CHECK_FLIGHT_H
#define TS_CHECK_FLIGHT_H

#include "base/map.h"
#include "check/grounds.h"
#include "check/preflight.h"
#include "check/rules.h"

enum { TS_FLIGHT_SPOTS = 64, TS_FLIGHT_INKS = 32 };

/* Points: less is rounding. */
#define TS_HAIR 0.005

typedef struct ts_pale_marks { /* of one chart, in one ink on one ground */
    const ts_item *first;
    ts_rect box; /* of all */
    const char *ink, *ground;
    double worst;
    ts_map numbers; /* of them, by name */
} ts_pale_marks;

typedef struct ts_flight {
    const ts_preflight_order *order;
    ts_findings *findings;
    ts_diags *diags;
    const ts_page *page;
    size_t number; /* of the page, from 1 */
    ts_grounds grounds;
    double limits[TS_RULE_COUNT]; /* by rule; 0: it has none */
    bool condition; /* the printing condition is known */
    bool failed;    /* memory is out */
    struct {
        const ts_swatch *swatch;
        double tint, rgb[3], luminance;
    } inks[TS_FLIGHT_INKS]; /* that were looked at, newest over oldest */
    size_t ink_count;
    struct {
        double rgb[3], luminance;
    } blend; /* that was looked at last; paper, too */
    const ts_swatch *spots[TS_FLIGHT_SPOTS];
    size_t spot_count;
    struct {
        ts_pale_marks *items;
        size_t count, capacity;
    } pale; /* of the page; in the arena of the diagnostics */
} ts_flight;

typedef struct ts_breach { /* of a rule, somewhere */
    ts_rule_id rule;
    const ts_item *item; /* that breaks it, or NULL */
    ts_span span;        /* without an item */
    ts_rect box;         /* without extent: the item's */
    bool measured;
    double value, limit;
    bool milder; /* no more than a warning */
} ts_breach;

bool ts_flight_minds(const ts_flight *flight, ts_rule_id rule); /* the rule is on, and holds in the profile */

static inline double ts_flight_limit(const ts_flight *flight, ts_rule_id rule)
{
    return flight->limits[rule];
}

static inline bool ts_flight_is_blank(const ts_run *run)
{
    size_t at = 0;
    while (at < run->length && run->text[at] == ' ')
        at++;
    return at == run->length;
}

void ts_flight_tell(ts_flight *flight, const ts_breach *breach, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The ink's screen colour and its relative luminance (WCAG 2.2). */
typedef struct ts_seen_ink {
    const double *rgb;
    double luminance;
} ts_seen_ink;
ts_seen_ink ts_flight_ink(ts_flight *flight, ts_ink ink);
double ts_flight_luminance(ts_flight *flight, const ts_seen *seen);
const char *ts_flight_ink_name(const ts_flight *flight, ts_ink ink); /* "Lagoon 60%" */

bool ts_flight_in_figure(const ts_tag *tag);    /* a figure, a table, or inside of one */

/* The rules, by family; each looks at one item. `box`: of a fill's path. */
void ts_check_type(ts_flight *flight, const ts_item *item);                    /* type.c */
void ts_check_mark(ts_flight *flight, const ts_item *item, ts_rect box);       /* marks.c */
void ts_check_pale_marks(ts_flight *flight);                                    /* marks.c: once, at the end of a page */
void ts_check_line(ts_flight *flight, const ts_item *item, ts_rect box);       /* lines.c */
void ts_check_picture(ts_flight *flight, const ts_item *item);                 /* pictures.c */
void ts_check_edges(ts_flight *flight, const ts_item *item, ts_rect box);      /* edges.c: safe, bleed */
void ts_check_inks(ts_flight *flight, const ts_item *item);                    /* inks.c: spots, blends */
void ts_check_no_condition(ts_flight *flight);                                    /* inks.c: once, at the end */
void ts_check_spots(ts_flight *flight);                                        /* inks.c: once, at the end */
void ts_check_total_ink(ts_flight *flight);                                    /* inks.c: once, at the end */
void ts_check_structure(ts_flight *flight);                                    /* structure.c: once, at the end */

/* contrast.c: the words of a run against what lies under them. True: they are lighter than it. */
bool ts_check_contrast(ts_flight *flight, const ts_item *run);

#endif
