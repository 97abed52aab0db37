/*
 * kept.h - set texts, found again by their content; of this room only.
 *
 * A key is all that a text's lines depend on, field by field, so that bytes
 * between the fields say nothing: a new field of paragraph.h belongs in key.c.
 * Fonts and patterns count by their place in memory.
 */
#ifndef TS_TEXT_KEPT_H
#define TS_TEXT_KEPT_H

#include "text/setting.h"

typedef struct ts_key {
    const unsigned char *bytes;
    size_t length; /* a multiple of 8 */
    uint64_t hash;
} ts_key;

uint64_t ts_hash(const unsigned char *bytes, size_t length); /* a multiple of 8 */
bool ts_key_make(ts_arena *arena, const ts_order *order, ts_key *key); /* false: memory is out */

/* Types that stand in an arena: texts of one type share it. */
typedef struct ts_type_row {
    const ts_type **items;
    size_t count, capacity;
} ts_type_row;

/* kept_copy.c: the block with all that its lines point to, fonts excepted. `types` are those of the arena, which gain what is
 * new. NULL: memory is out. */
const ts_block *ts_block_copy(ts_arena *arena, ts_type_row *types, const ts_block *block);
/* Copies the types that its runs point to. False: memory is out. */
bool ts_block_own_types(ts_arena *arena, ts_type_row *types, ts_block *block);

#endif
