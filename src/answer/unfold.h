/*
 * unfold.h - a folded ledger (ledger.h, versions 2 and 3) as one whose numbers and
 * series stand in one piece each (version 1).
 *
 * A ledger is untrusted: what names nothing is left out, a list that is none is
 * as if it were not there, other members are copied as they stand, and the text
 * and the time that it takes are bounded.
 */
#ifndef TS_ANSWER_UNFOLD_H
#define TS_ANSWER_UNFOLD_H

#include "base/json.h"

enum { TS_UNFOLD_BYTES = 64 << 20 };

bool ts_ledger_is_folded(const ts_json *root);

/* With the name of its source. NULL: memory is out, or it would be longer than TS_UNFOLD_BYTES. */
const ts_source *ts_ledger_unfold(ts_arena *arena, const ts_json *root);

#endif
