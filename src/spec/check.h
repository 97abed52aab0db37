/*
 * check.h - what can be known of a sheet without its data: that every name
 * stands for something, that texts, numbers and conditions agree with each
 * other in every language, that nothing leaves the grid.
 */
#ifndef TS_SPEC_CHECK_H
#define TS_SPEC_CHECK_H

#include "spec/read.h"

typedef struct ts_checker {
    ts_arena *arena; /* dropped after the check */
    ts_diags *diags;
    ts_matcher *matcher;
    const ts_reader *reader;
    const ts_sheet *sheet;
    const ts_deck *deck; /* of the first language that could be read, or NULL */
    ts_map numbers;      /* stats and facts -> themselves */
    ts_map frame_names;  /* name -> ts_frame */
    ts_map asked;        /* copy keys that the first deck has not; groups of which it has none */
    size_t frames;       /* once components are built */
    bool told_frames;
    bool told_roles;     /* that charts have no style of their own */
    bool apart;          /* a component is looked at by itself: what it names stands nowhere yet */
    bool brand_lost;     /* what a brand file may have defined is not missed */
} ts_checker;

bool ts_check_sheet(ts_reader *reader, ts_sheet_file *file);

void ts_check_brand(ts_checker *checker);
void ts_check_numbers(ts_checker *checker);
void ts_check_circles(ts_checker *checker);
void ts_check_pages(ts_checker *checker);
void ts_check_threads(ts_checker *checker); /* when the names of frames are known */
void ts_check_decks(ts_checker *checker);
void ts_check_pairs(ts_checker *checker); /* decks against each other */
void ts_check_later(ts_checker *checker, const ts_reader *reader);

/* Each is quiet about a word that was not given or still holds a template. */
bool ts_check_name(ts_checker *checker, ts_word word, const ts_map *map, const char *what, const char *rule);
bool ts_check_is_lost(const ts_checker *checker, const ts_map *map); /* what is not in it may be in a brand file that could not be read */
void ts_check_names(ts_checker *checker, const ts_words *words, const ts_map *map, const char *what,
                    const char *rule);
void ts_check_art(ts_checker *checker, ts_word word); /* and notes that it is named: all art, by a template */
bool ts_check_number(ts_checker *checker, ts_word word); /* a stat or a fact */
/* That it is none, and what it is, or what is meant. param: that may be a parameter. */
void ts_check_tell_number(ts_checker *checker, ts_word word, bool param);
/* A name that stands for nothing. All that ask for it are one mistake, told at the first of them. message: NULL where memory is out. */
void ts_check_lost(ts_checker *checker, ts_word word, const char *rule, const char *near, const char *message);
void ts_check_swatch(ts_checker *checker, ts_word word);
void ts_check_rule(ts_checker *checker, const ts_rule *rule);
void ts_check_rules(ts_checker *checker, const ts_rules *rules);
void ts_check_copy(ts_checker *checker, ts_word word);
/* What a key that the deck has not is there, misspelt: a key like it that the other deck has not; NULL: there is none. */
const char *ts_deck_twin(const ts_deck *deck, const ts_deck *other, const char *key);
/* Some key begins with the word and a dot: names of a series' categories, or its own. series: its name, or NULL. False: there is none (told). */
bool ts_check_labels(ts_checker *checker, ts_word word, const char *series);
void ts_check_roles(ts_checker *checker, const ts_chart *chart); /* roles.c: the styles that a chart takes by name */
void ts_check_params(ts_checker *checker, ts_word word);     /* every {name} is a parameter */
/* literal: no slot was filled in, so an unknown name is a slip. */
void ts_check_condition(ts_checker *checker, ts_word word, bool literal);
bool ts_check_is_open(const char *text); /* holds a template */

void ts_check_ladder(ts_checker *checker, const ts_ladder *ladder);

typedef struct ts_fitting { /* a frame of type that may take a ladder */
    const ts_frame *frame;  /* filled */
    bool master;
    ts_word text;           /* its copy key, with the place where it was written */
    ts_span place;          /* what names the ladder: `ladder`, else `style` */
} ts_fitting;
void ts_check_fitting(ts_checker *checker, const ts_fitting *fitting);

/* The chart of a frame whose templates are filled. */
void ts_check_chart(ts_checker *checker, const ts_frame *frame);

#endif
