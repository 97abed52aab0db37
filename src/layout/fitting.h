/*
 * fitting.h - the pass between measuring and arranging; fit.h says what it does.
 *
 * Boxes are measured without ladders first. Then their texts are listed and put
 * into groups (fit_groups.c), tight texts climb, tight places climb and are taken back
 * (fit_climb.c), and what is still wrong is told (fit_report.c). Only the body
 * frames that a climb touches are measured again.
 */
#ifndef TS_LAYOUT_FITTING_H
#define TS_LAYOUT_FITTING_H

#include "layout/box.h"

typedef struct ts_leaf { /* a page on its way */
    ts_composer composer;
    const ts_page_bound *bound;
    ts_box *master, *body;
    double top, bottom, gap; /* of the body */
    double grid; /* step, where texts lock to it; else 0 */
} ts_leaf;

typedef enum ts_fit_part { TS_FIT_OWN, TS_FIT_NOTE, TS_FIT_SOURCES } ts_fit_part;

typedef struct ts_fit_group ts_fit_group;

typedef struct ts_fit_rung {
    const ts_step *step; /* of the lowest, on which a text stands at first: NULL */
    double size;         /* that a step which shrinks has come to here; 0: the step is whole */
    size_t begun;        /* the last rung before its step */
    const ts_fit *fit;   /* what it adds up to, once it is reached, as are: */
    bool changed;        /* it sets the text in another way than the one below */
    bool idle;           /* it does not, nor does it hide */
} ts_fit_rung;

typedef struct ts_fit_text { /* a text that was set, with or without a ladder */
    ts_leaf *leaf;
    ts_box *root;     /* the frame of the body or of the master that it is in */
    ts_box *box;
    const ts_box *host; /* the flow in whose origin it stands, or NULL */
    ts_fit_part part;
    ts_fit_group *group; /* NULL: no ladder */
    size_t lines_before;
    bool goes_on; /* a later text continues it: its frame is as full as it may be */
    bool cut;     /* the page ends before it does */
} ts_fit_text;

struct ts_fit_group {
    const char *name;   /* of `group`, or NULL */
    const ts_box *scope; /* the repeat or row, or the box itself; NULL: a named group */
    ts_fit *fit;        /* as it stands */
    struct ts_fit_rung *rungs; /* 0 to count: the ladder's steps; one that shrinks is many */
    size_t count, reached;  /* the highest that is added up */
    struct { ts_fit_text **items; size_t count, capacity; } texts;
};

typedef struct ts_fit_place { /* that may be too full */
    ts_leaf *leaf;
    ts_box *box; /* a frame of fixed height, or a flow; NULL: the body */
    bool full;   /* as last looked at: before moves are listed, and before each is made */
} ts_fit_place;

typedef struct ts_fitting {
    ts_kit *kit;
    ts_leaf *leaves;
    size_t leaf_count;
    struct { ts_fit_text **items; size_t count, capacity; } texts;
    struct { ts_fit_group **items; size_t count, capacity; } groups;
    struct { ts_fit_place *items; size_t count, capacity; } places;
    ts_map named;   /* group name, style and ladder -> ts_fit_group */
    ts_map threads; /* name of a text frame -> the last ts_fit_text of its story so far */
    size_t rungs;        /* of all groups; one that hides counts once a text */
    size_t longest;      /* ladder */
    size_t measurements; /* at most ts_fit_most */
} ts_fitting;

/* compose.c: a page's boxes, and their heights without ladders. False: memory is out. */
bool ts_leaf_make(ts_kit *kit, ts_leaf *leaf, const ts_page_bound *bound, int number);
bool ts_leaf_measure(ts_leaf *leaf);

/* Lists the texts of measured boxes, and makes the groups. False: memory is out. */
bool ts_fit_collect(ts_fitting *fitting);
/* Lists the rungs of a group's ladder. False: memory is out. */
bool ts_fit_list_rungs(ts_fitting *fitting, ts_fit_group *group);
/* A rung, with what it and those below it add up to: most groups fit, and are never asked for one. Where memory is out
 * (the kit's arenas say so) it is idle. */
const ts_fit_rung *ts_fit_reach(const ts_fitting *fitting, ts_fit_group *group, size_t rung);
/* What a rung adds up to, in words. NULL: memory is out. */
const char *ts_fit_words(ts_arena *arena, const ts_fit_group *group, size_t rung);
/* Climbs. False: memory is out. */
bool ts_fit_climb(ts_fitting *fitting);
/* In words, once, when all boxes are arranged; then what needed its ladder. */
void ts_fit_tell(ts_fitting *fitting);
bool ts_fit_list(const ts_fitting *fitting, ts_fit_report *report); /* false: memory is out */

/* Each rung is tried once and climbed once, taken back and put again; each level of
 * the ladders has an end of its trials, and is climbed once together and undone; so
 * are all levels. */
static inline size_t ts_fit_most(const ts_fitting *fitting)
{
    return 4 * fitting->rungs + 3 * fitting->longest + 4;
}

/* How far a text is from fitting. */
typedef struct ts_tightness {
    bool tight, wide; /* wide: a word is wider than its measure */
    size_t lines;     /* too many */
    double points;    /* too high */
    double measure, widest;
} ts_tightness;
ts_tightness ts_fit_tightness(const ts_fit_text *text);
bool ts_fit_text_there(const ts_fit_text *text); /* not hidden, and set */
size_t ts_fit_lines(const ts_fit_text *text);    /* as set now */

double ts_fit_over(const ts_fit_place *place); /* points by which it is too full, 0: it is not */
double ts_leaf_height(const ts_leaf *leaf);    /* of the body's frames with their gaps */
/* Points that a frame of the body can lose; where texts lock to the grid: whole steps. */
double ts_leaf_can_give(const ts_leaf *leaf, const ts_box *box);

typedef struct ts_fit_grown { /* a text that has likely grown */
    ts_fit_text *text;  /* NULL: none stands out */
    double points;      /* by which it is higher than its frame was given */
    const char *than;   /* or than its text in this language lets expect; NULL: its frame */
} ts_fit_grown;
ts_fit_grown ts_fit_find_grown(const ts_fitting *fitting, const ts_fit_place *place); /* fit_grown.c */
/* The highest texts of a place, in words. NULL: there is but one. */
const char *ts_fit_highest(const ts_fitting *fitting, const ts_fit_place *place);

/* Stands a group on a rung; what it touches is stale then. */
void ts_fit_stand(const ts_fitting *fitting, ts_fit_group *group, size_t rung);
/* Hides one frame of a group, or shows it again. False: memory is out. */
bool ts_fit_hide(ts_fitting *fitting, ts_fit_text *text, bool hidden);
bool ts_fit_may_hide(const ts_fit_text *text);
bool ts_fit_hides(const ts_fit_group *group, size_t rung); /* this rung hides frames */

const char *ts_fit_key(const ts_fit_text *text); /* of its copy, or NULL */
const char *ts_fit_name(const ts_fit_text *text); /* the frame's own, else the copy key, else its content's */

#endif
