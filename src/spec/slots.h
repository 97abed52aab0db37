/*
 * slots.h - one use of a component: what its slots hold, and where that was written.
 */
#ifndef TS_SPEC_SLOTS_H
#define TS_SPEC_SLOTS_H

#include "spec/check.h"

typedef struct ts_slots ts_slots;
struct ts_slots {
    ts_checker *checker;
    const ts_slots *outer; /* the use around this one */
    const ts_component *component;
    const ts_map *with, *entry; /* slot -> ts_scalar; entry: "" is the first slot; NULL: none */
    bool open;                  /* no use: every slot stays "{slot}" */
    ts_span use;
};

/* Unknown slots, missing ones, values that are not of the slot's type. False
 * when the component cannot be built with them. */
bool ts_slots_check(const ts_slots *slots);
void ts_slots_check_defaults(const ts_slots *slots);

/* Filled scalars with the places where their values were written. */
const ts_map *ts_slots_place(ts_arena *arena, const ts_slots *outer, const ts_map *original,
                             const ts_map *filled);
/* The place of the value of the first slot in a text. */
ts_span ts_slots_span(const ts_slots *slots, const char *text, ts_span otherwise);

/* A copy with slots filled and parameters left as they are; NULL: memory is out. */
const ts_frame *ts_slots_fill(ts_checker *checker, const ts_slots *slots, const ts_frame *frame,
                              bool *left_out);

#endif
