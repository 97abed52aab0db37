/*
 * roles.h - the text styles that charts and tables take by name, each role by the first of its names that there is.
 */
#ifndef TS_SPEC_ROLES_H
#define TS_SPEC_ROLES_H

#include "spec/sheet.h"

typedef enum ts_role {
    TS_ROLE_NAME,     /* of lines, parts, nodes; heads of tables; the face of rows that are stressed */
    TS_ROLE_TEXT,     /* cells, names of bars, words of events */
    TS_ROLE_VALUE,    /* numbers at marks */
    TS_ROLE_NUMERAL,  /* in the middle of a ring, at paired bars */
    TS_ROLE_CAPITALS, /* of nodes and captions on maps */
    TS_ROLE_PLACE,    /* under and beside axes, in keys, at points of maps */
    TS_ROLES
} ts_role;

/* NULL: the sheet has none of the role's names. Charts then take its first style. */
const char *ts_role_style(const ts_sheet *sheet, ts_role role);

#endif
