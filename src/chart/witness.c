#include "chart/witness.h"

void ts_witness_fill(ts_witness *witness, ts_ink ink)
{
    for (size_t i = 0; i < witness->ink_count; i++)
        if (witness->inks[i].swatch == ink.swatch)
            return;
    if (witness->ink_count < TS_WITNESS_INKS)
        witness->inks[witness->ink_count++] = ink;
}

static bool same(ts_ink a, ts_ink b)
{
    return a.swatch == b.swatch && a.tint == b.tint;
}

void ts_witness_pair(ts_witness *witness, ts_ink first, ts_ink second, double between)
{
    for (size_t i = 0; i < witness->pair_count; i++) {
        ts_pair_seen *pair = &witness->pairs[i];
        bool known = (same(pair->first, first) && same(pair->second, second)) ||
                     (same(pair->first, second) && same(pair->second, first));
        if (!known)
            continue;
        pair->between = between < pair->between ? between : pair->between;
        return;
    }
    if (witness->pair_count < TS_WITNESS_PAIRS)
        witness->pairs[witness->pair_count++] = (ts_pair_seen){first, second, between};
}

void ts_witness_words(ts_witness *witness, ts_ink type, ts_ink ground, const char *words, size_t length)
{
    double a[3], b[3];
    if (witness->contrast > 0 && same(type, witness->last.type) && same(ground, witness->last.ground))
        return;
    witness->last.type = type;
    witness->last.ground = ground;
    ts_ink_rgb(type, a);
    ts_ink_rgb(ground, b);
    double contrast = ts_contrast(a, b);
    if (witness->contrast > 0 && contrast >= witness->contrast)
        return;
    witness->contrast = contrast;
    witness->type = type;
    witness->ground = ground;
    witness->words = words;
    witness->length = length;
}

bool ts_witness_line(ts_witness *witness, ts_arena *arena, ts_words_seen line)
{
    return TS_PUSH(arena, &witness->lines, line);
}
