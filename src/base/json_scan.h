/*
 * json_scan.h - the strict first look at a JSON text.
 *
 * Recognises exactly RFC 8259, within bounds, and notes the place of every
 * value (and of its key) in document order, which is a pre-order walk of the
 * tree.
 */
#ifndef TS_BASE_JSON_SCAN_H
#define TS_BASE_JSON_SCAN_H

#include "base/diag.h"

typedef struct ts_json_spot {
    uint32_t begin, end;         /* of the value */
    uint32_t key_begin, key_end; /* equal: no key */
} ts_json_spot;

typedef struct ts_json_spots {
    ts_json_spot *items;
    size_t count, capacity;
} ts_json_spots;

/* False with one diagnostic (rule "json") when the text is not JSON, or when memory is out. */
bool ts_json_scan(ts_arena *arena, const ts_source *source, ts_diags *diags, ts_json_spots *spots);

#endif
