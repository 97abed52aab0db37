/*
 * sheet.h - a sheet as it was read: checked, immutable, with places.
 *
 * The structs mirror the format (layouts/FORMAT.md). They are filled by the
 * tables of shape_*.c, which also print the JSON Schema, so that a reader and a
 * schema cannot part. Everything lives in the sheet's arena.
 *
 * A member that was not written is as member.h says; a list or map has count 0
 * then, a pointer is NULL.
 *
 * Templates: a ts_word may still hold "{slot}" or "{parameter}"; a ts_length,
 * ts_real or ts_whole that was written as "{slot}" has `slot` set. bind/ makes
 * copies in which all are filled (ts_spec_fill).
 *
 * Its parts have headers of their own: how it looks (brand.h), where its
 * numbers come from (numbers.h), what stands on its pages (frame.h, chart.h),
 * its words (copy.h), and what it is made for (profile.h).
 */
#ifndef TS_SPEC_SHEET_H
#define TS_SPEC_SHEET_H

#include "base/diag.h"
#include "spec/brand.h"
#include "spec/copy.h"
#include "spec/frame.h"
#include "spec/numbers.h"
#include "spec/profile.h"

typedef struct ts_sheet {
    ts_arena *arena;
    const ts_source *source;
    struct { const ts_source **items; size_t count, capacity; } files; /* the JSON that was read: sheet, brands, decks */
    ts_word title; /* copy key; "title" when not given */
    ts_word date;  /* YYYY-MM-DD or none */
    ts_whole stale; /* months after which data are old, at `date` */
    ts_words languages;
    ts_map decks; /* language -> ts_deck: every language of the sheet */
    ts_map params, editions;
    ts_map tables, shapes, sources, caveats, series, facts, stats;
    /* brand and sheet merged by name, later wins */
    ts_paper paper;
    ts_map swatches, fonts, text_styles, character_styles, box_styles, art, formats, ladders,
        per_language, components, masters, profiles;
    ts_preflight preflight;
    struct { ts_page_spec **items; size_t count, capacity; } pages;
} ts_sheet;

/* Reads a sheet, its brand files and its decks and checks all that can be
 * checked without data: members, types, bounds, names, references, styles,
 * slots, conditions, copy keys, templates. TS_FAULT: see the diagnostics, but
 * *sheet is still given where enough could be read to go on looking for
 * mistakes (NULL otherwise). */
ts_status ts_sheet_load(ts_arena *arena, const char *path, ts_diags *diags, ts_sheet **sheet);

/* A style with parents and the language's changes applied; based_on is empty. */
const ts_text_style *ts_sheet_text_style(ts_arena *arena, const ts_sheet *sheet, const char *name,
                                         const char *language);
const ts_character_style *ts_sheet_character_style(ts_arena *arena, const ts_sheet *sheet, const char *name);
const ts_box_style *ts_sheet_box_style(ts_arena *arena, const ts_sheet *sheet, const char *name);

/* Finds the file of a folder member, e.g. an art file: tries the folder, then
 * the path as it is. Never NULL but when memory is out. */
const char *ts_sheet_path(ts_arena *arena, const char *folder, const char *file);

#endif
