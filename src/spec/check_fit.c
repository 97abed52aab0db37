/*
 * Ladders: whether their rungs can help, and whether a frame that takes one
 * has what they ask for, in every language.
 */
#include "spec/check.h"
#include "spec/deck_names.h"

#include <string.h>

static bool is(ts_word word, const char *text)
{
    return word.text && strcmp(word.text, text) == 0;
}

/* ---- a ladder by itself */

static bool is_smaller(const ts_set *set, const ts_set *than)
{
    return set->size < than->size || (set->size <= than->size && set->leading < than->leading);
}

void ts_check_ladder(ts_checker *checker, const ts_ladder *ladder)
{
    const ts_set *before = NULL;
    for (size_t i = 0; i < ladder->steps.count; i++) {
        const ts_set *set = &ladder->steps.items[i]->set;
        if (!set->given)
            continue;
        if (before && !is_smaller(set, before))
            ts_warn(checker->diags, set->span, "ladder",
                    "this is not smaller than the step before: begin with the gentlest");
        before = set;
    }
}

/* ---- a frame on a ladder */

static bool is_page_text(const ts_fitting *fitting)
{
    const ts_word *text = &fitting->frame->text;
    return fitting->master && (is(*text, "running") || is(*text, "folio"));
}

static const ts_copy_entry *copy_in(const ts_deck *deck, const char *key)
{
    return ts_map_find(&deck->copy, key);
}

static const ts_copy_entry *short_in(ts_checker *checker, const ts_deck *deck, const char *key)
{
    const char *brief = ts_arena_print(checker->arena, "%s.short", key);
    return brief ? ts_map_find(&deck->copy, brief) : NULL;
}

/* The key as a deck has it; NULL: the frame has no text, or which is not known yet. */
static const char *key_of(const ts_fitting *fitting)
{
    const char *key = fitting->text.text;
    return fitting->frame->content == TS_CONTENT_TEXT && key && !ts_check_is_open(key) && !is_page_text(fitting)
               ? key
               : NULL;
}

static void check_hide(ts_checker *checker, const ts_fitting *fitting, const ts_ladder *ladder)
{
    const char *key = key_of(fitting);
    if (fitting->frame->content != TS_CONTENT_TEXT) {
        ts_error(checker->diags, fitting->place, "ladder",
                 "the ladder \"%s\" hides the frame; only a frame of text may be hidden", ladder->name);
        return;
    }
    const ts_map *decks = &checker->sheet->decks;
    for (size_t i = 0; key && i < decks->count; i++) {
        const ts_deck *deck = decks->items[i].value;
        const ts_copy_entry *texts[] = {copy_in(deck, key), short_in(checker, deck, key)};
        for (size_t t = 0; t < TS_COUNT(texts); t++)
            if (texts[t] && ts_deck_has_mark(checker->arena, texts[t]))
                ts_error(checker->diags, fitting->place, "ladder",
                         "the ladder \"%s\" hides the frame, but \"%s\" has a source mark in %s", ladder->name,
                         texts[t]->key, deck->language);
    }
}

/* A ladder of a style serves many texts: a short form is missed only where
 * another language has it. */
static bool wants_short(ts_checker *checker, const ts_fitting *fitting, const char *key)
{
    const ts_map *decks = &checker->sheet->decks;
    for (size_t i = 0; i < decks->count; i++)
        if (short_in(checker, decks->items[i].value, key))
            return true;
    return fitting->frame->ladder.text != NULL;
}

static void check_short(ts_checker *checker, const ts_fitting *fitting)
{
    const char *key = key_of(fitting);
    const ts_map *decks = &checker->sheet->decks;
    if (!key || !wants_short(checker, fitting, key))
        return;
    for (size_t i = 0; i < decks->count; i++) {
        const ts_deck *deck = decks->items[i].value;
        if (copy_in(deck, key) && !short_in(checker, deck, key))
            ts_warn(checker->diags, fitting->text.span, "ladder",
                    "the ladder takes the short form, but the deck of %s has no \"%s.short\"", deck->language, key);
    }
}

static void check_step(ts_checker *checker, const ts_fitting *fitting, const ts_ladder *ladder, const ts_step *step)
{
    if (step->across.given && fitting->frame->content == TS_CONTENT_VALUE)
        ts_error(checker->diags, fitting->place, "ladder",
                 "the ladder \"%s\" sets columns (\"across\"); a number has none", ladder->name);
    if (step->move.text || is(step->hide, "least"))
        ts_error(checker->diags, fitting->place, "ladder",
                 "the ladder \"%s\" is for a chart's labels (\"%s\"), not for a text", ladder->name,
                 step->move.text ? "move" : "hide");
    if (is(step->hide, "frame"))
        check_hide(checker, fitting, ladder);
    if (step->use.text)
        check_short(checker, fitting);
}

/* A language may give a style another ladder. */
static const ts_ladder *ladder_in(ts_checker *checker, const ts_fitting *fitting, const char *language)
{
    const ts_sheet *sheet = checker->sheet;
    ts_word name = fitting->frame->ladder;
    const char *style = fitting->frame->style.text;
    if (!name.text && style && !ts_check_is_open(style)) {
        const ts_text_style *whole = ts_sheet_text_style(checker->arena, sheet, style, language);
        name = whole ? whole->ladder : name;
    }
    return name.text ? ts_map_find(&sheet->ladders, name.text) : NULL;
}

void ts_check_fitting(ts_checker *checker, const ts_fitting *fitting)
{
    const ts_sheet *sheet = checker->sheet;
    const ts_ladder *before = NULL;
    for (size_t i = 0; i < sheet->languages.count; i++) {
        const ts_ladder *ladder = ladder_in(checker, fitting, sheet->languages.items[i].text);
        if (!ladder || ladder == before)
            continue;
        for (size_t s = 0; s < ladder->steps.count; s++)
            check_step(checker, fitting, ladder, ladder->steps.items[s]);
        before = ladder;
    }
}
