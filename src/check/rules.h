/*
 * rules.h - what a sheet is held to, in one list: those of preflight, and those
 * that an earlier step tells (copy fitting, honesty of charts, missing values),
 * so that a report can say of each whether it is kept.
 */
#ifndef TS_CHECK_RULES_H
#define TS_CHECK_RULES_H

#include "spec/profile.h"

typedef enum ts_rule_id {
    TS_RULE_TYPE_SIZE, TS_RULE_TYPE_REVERSED, TS_RULE_REVERSED_WEIGHT, TS_RULE_TYPE_PLATES, TS_RULE_TYPE_SCREENED,
    TS_RULE_LINE_WEIGHT, TS_RULE_IMAGE_PPI, TS_RULE_CONDITION, TS_RULE_RGB, TS_RULE_TRANSPARENCY, TS_RULE_TOTAL_INK, TS_RULE_SPOTS,
    TS_RULE_SPOT_TWICE, TS_RULE_SAFE, TS_RULE_BLEED, TS_RULE_CONTRAST, TS_RULE_CONTRAST_LARGE, TS_RULE_CONTRAST_MARKS,
    TS_RULE_HEADING_ORDER, TS_RULE_TITLE, TS_RULE_LINK_TARGET, TS_RULE_LINK_PRESS, TS_RULE_SOURCE_LIST,
    TS_RULE_OWN, /* how many preflight has; those behind are told by earlier steps */
    TS_RULE_ALT = TS_RULE_OWN, TS_RULE_LANGUAGE, TS_RULE_FONT_EMBED, TS_RULE_OVERSET, TS_RULE_VALUE, TS_RULE_LINK, TS_RULE_QR_MODULE, TS_RULE_LABEL_DISTANCE,
    TS_RULE_PLOT_SHARE, TS_RULE_GLYPH,
    TS_RULE_EXPECT,
    TS_RULE_COUNT
} ts_rule_id;

typedef enum ts_rule_reach { TS_REACH_ALL, TS_REACH_PRESS, TS_REACH_TAGGED } ts_rule_reach; /* profiles: all, of inks, with tags */

typedef struct ts_preflight_rule {
    const char *id;
    const char *what;     /* it asks for, as a sentence says it */
    const char *source;   /* clause or custom that it stands on */
    const char *unit;     /* of limit and measure; NULL: nothing is measured */
    size_t threshold;     /* its place in a ts_preflight; SIZE_MAX: it cannot be changed */
    ts_rule_reach reach;
} ts_preflight_rule;

extern const ts_preflight_rule ts_preflight_rules[TS_RULE_COUNT];

/* NULL: it has none, and is an error. */
const ts_threshold *ts_rule_threshold(const ts_preflight *limits, ts_rule_id id);

/* Whether a profile is looked at for it. */
bool ts_rule_holds(const ts_profile *profile, ts_rule_id id);

/* TS_RULE_COUNT: none of the list. */
ts_rule_id ts_rule_find(const char *id);

#endif
