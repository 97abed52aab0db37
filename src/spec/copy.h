/*
 * copy.h - the words of one language: a deck's texts by key, their wordings,
 * and how the language prints numbers. A part of sheet.h.
 */
#ifndef TS_SPEC_COPY_H
#define TS_SPEC_COPY_H

#include "base/json.h"
#include "base/map.h"
#include "spec/member.h"

typedef struct ts_wording {
    ts_word when; /* NULL text: always */
    ts_word say;
    const ts_json *json; /* the string, for places inside it (ts_json_within) */
    size_t number;       /* from 1, among the wordings of its deck; 0: it stands in none */
} ts_wording;

typedef struct ts_copy_entry {
    const char *key;   /* "facts.head" */
    const char *brief; /* "facts.head.short", where the deck has it; or NULL */
    ts_wording *wordings; /* at least one */
    size_t count;
    ts_span span;
} ts_copy_entry;

/* How a language prints values where ICU is not to decide; NULL: ICU decides. */
typedef struct ts_number_words {
    const char *decimal, *group, *percent, *percent_words, *or_more, *about, *nearly, *more_than, *less_than;
    struct ts_money_words { const char *currency, *brief /* "short" */, *in_text /* "long" */, *full; } *money;
    size_t money_count;
    struct ts_unit_in_text { const char *unit, *forms[4] /* one, few, many, other */; } *units;
    size_t unit_count;
    /* [0] short, [1] long; by power 3, 6, 9, 12; by plural one, few, many, other */
    const char *scales[2][4][4];
} ts_number_words;

typedef struct ts_deck {
    const char *language; /* BCP 47 */
    ts_choice status; /* 0 draft, 1 reviewed, 2 final */
    ts_number_words numbers;
    ts_words together; /* names that no line end divides */
    ts_words as_typed; /* phrases whose digits are words */
    ts_map copy; /* key -> ts_copy_entry, in order */
    size_t wording_count;
    const ts_source *source;
    ts_span span;
} ts_deck;

#endif
