/*
 * factcheck.h - the page for the person who signs off: each printed sentence
 * that holds a number or a source mark, how the number came about or who is
 * quoted, where to look it up, and room for initials.
 */
#ifndef TS_ANSWER_FACTCHECK_H
#define TS_ANSWER_FACTCHECK_H

#include "answer/account.h"

#include <stdio.h>

/* HTML. False: memory is out. The caller looks at ferror(out). */
bool ts_factcheck_print(FILE *out, ts_arena *arena, const ts_account *account);

#endif
