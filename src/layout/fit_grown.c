/*
 * fit_grown.c - where a page or a frame is too full: the text that has likely grown.
 *
 * What lies beyond the end is as a rule another one, that gave way. Likely is the text that is highest above the height that its frame
 * was given, or above what its translation lets expect: where the texts of a sheet are shorter or longer than those of
 * another deck by some part, that one is by much more.
 */
#include "layout/fitting.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_PAIRS = 4, LISTED = 5 };

/* ---- a text and its translation */

static const ts_deck *other_deck(const ts_edition *edition)
{
    const ts_map *decks = &edition->sheet->decks;
    for (size_t i = 0; i < decks->count; i++) {
        const ts_deck *deck = decks->items[i].value;
        if (strcmp(deck->language, edition->language) != 0)
            return deck;
    }
    return NULL;
}

/* Of its longest wording, in bytes; 0: the deck has it not. */
static double length_in(const ts_deck *deck, const char *key)
{
    const ts_copy_entry *entry = deck && key ? ts_map_find(&deck->copy, key) : NULL;
    size_t longest = 0;
    for (size_t i = 0; entry && i < entry->count; i++) {
        const size_t length = entry->wordings[i].say.text ? strlen(entry->wordings[i].say.text) : 0;
        longest = length > longest ? length : longest;
    }
    return (double)longest;
}

/* Its length against the other deck's; 0: there is none. */
static double ratio_of(const ts_fitting *fitting, const ts_fit_text *text)
{
    const ts_edition *edition = fitting->kit->edition;
    const char *key = ts_fit_key(text);
    const double other = length_in(other_deck(edition), key);
    return other > 0 ? length_in(edition->deck, key) / other : 0;
}

static int by_size(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* The median; 0: too few texts have a translation. */
static double usual_ratio(const ts_fitting *fitting)
{
    double *ratios = TS_ARRAY(fitting->kit->arena, double, fitting->texts.count);
    size_t count = 0;
    for (size_t i = 0; ratios && i < fitting->texts.count; i++) {
        const double ratio = ratio_of(fitting, fitting->texts.items[i]);
        if (ratio > 0)
            ratios[count++] = ratio;
    }
    if (count < LEAST_PAIRS)
        return 0;
    qsort(ratios, count, sizeof *ratios, by_size);
    return ratios[count / 2];
}

/* ---- how much a text has grown */

static const ts_block *block_of(const ts_fit_text *text)
{
    return text->part == TS_FIT_NOTE ? text->box->plot->note.block : text->box->text.block;
}

static double height_of(const ts_fit_text *text)
{
    const ts_block *block = block_of(text);
    return block ? block->height : 0;
}

/* Above the height of its frame, or of one that holds nothing else. */
static double above_frame(const ts_fit_text *text)
{
    const ts_box *box = text->box;
    while (box->parent && box->parent->count == 1 && !box->frame->height.given)
        box = box->parent;
    const ts_frame *frame = box->frame;
    return frame->height.given && !frame->fixed.value && text->part == TS_FIT_OWN ? box->natural - frame->height.pt : 0;
}

static double above_translation(const ts_fitting *fitting, const ts_fit_text *text, double usual)
{
    const double ratio = usual > 0 ? ratio_of(fitting, text) : 0;
    return ratio > usual ? height_of(text) * (1 - usual / ratio) : 0;
}

static ts_fit_grown grown_of(const ts_fitting *fitting, ts_fit_text *text, double usual)
{
    const double frame = above_frame(text), translation = above_translation(fitting, text, usual);
    return translation <= 0 || frame >= translation ? (ts_fit_grown){text, frame, NULL} : (ts_fit_grown){text, translation, other_deck(fitting->kit->edition)->language};
}

/* ---- the texts of a place */

static bool is_under(const ts_box *box, const ts_box *root)
{
    while (box && box != root)
        box = box->parent;
    return box;
}

static bool is_in(const ts_fit_place *place, const ts_fit_text *text)
{
    const ts_leaf *leaf = place->leaf;
    if (text->leaf != leaf || !ts_fit_text_there(text))
        return false;
    if (place->box)
        return text->host == place->box || is_under(text->box, place->box);
    return text->root >= leaf->body && text->root < leaf->body + leaf->bound->body_count;
}

/* A fifth of it, and four points: less is how texts differ. */
static bool counts(const ts_fit_grown *grown)
{
    return grown->points >= 4 && grown->points >= height_of(grown->text) / 5;
}

ts_fit_grown ts_fit_find_grown(const ts_fitting *fitting, const ts_fit_place *place)
{
    const double usual = usual_ratio(fitting);
    ts_fit_grown most = {0};
    for (size_t i = 0; i < fitting->texts.count; i++) {
        if (!is_in(place, fitting->texts.items[i]))
            continue;
        const ts_fit_grown one = grown_of(fitting, fitting->texts.items[i], usual);
        if (one.points > most.points && counts(&one))
            most = one;
    }
    return most;
}

/* ---- where none has */

typedef struct standing { /* a text, or another thing without frames inside */
    const ts_fit_text *text; /* NULL: the box is no text */
    const ts_box *box;
    double height;
} standing;

typedef struct stands {
    ts_arena *arena;
    standing *items;
    size_t count, capacity;
} stands;

static int by_height(const void *left, const void *right)
{
    const standing *a = left, *b = right;
    return a->height > b->height ? -1 : a->height < b->height;
}

static void list_things(stands *s, const ts_box *box)
{
    const bool thing = box->plot || box->image || box->art || box->frame->qr.text || box->frame->logos.count;
    if (ts_box_hidden(box))
        return;
    if (thing && box->rect.h > 0)
        (void)TS_PUSH(s->arena, s, ((standing){NULL, box, box->rect.h}));
    for (size_t i = 0; i < box->count; i++)
        list_things(s, &box->children[i]);
}

static stands list_all(const ts_fitting *fitting, const ts_fit_place *place)
{
    stands s = {.arena = fitting->kit->arena};
    for (size_t i = 0; i < fitting->texts.count; i++) {
        const ts_fit_text *text = fitting->texts.items[i];
        if (is_in(place, text) && height_of(text) > 0)
            (void)TS_PUSH(s.arena, &s, ((standing){text, text->box, height_of(text)}));
    }
    if (place->box)
        list_things(&s, place->box);
    for (size_t i = 0; !place->box && i < place->leaf->bound->body_count; i++)
        list_things(&s, &place->leaf->body[i]);
    return s;
}

static const char *name_standing(ts_arena *arena, const standing *one)
{
    const ts_span *span = &one->box->frame->span;
    const char *name = one->box->frame->name.text ? ts_arena_print(arena, " \"%s\"", one->box->frame->name.text) : "";
    if (!one->text)
        return ts_arena_print(arena, "the %s%s of line %zu (%.1f pt)", ts_box_kind(one->box), name ? name : "",
                              span->source ? ts_source_place(span->source, span->begin).line : 0, one->height);
    const size_t lines = block_of(one->text)->count;
    return ts_arena_print(arena, "\"%s\" (%zu line%s, %.1f pt)", ts_fit_name(one->text), lines, lines == 1 ? "" : "s", one->height);
}

const char *ts_fit_highest(const ts_fitting *fitting, const ts_fit_place *place)
{
    ts_arena *arena = fitting->kit->arena;
    const stands s = list_all(fitting, place);
    if (s.count < 2)
        return NULL;
    qsort(s.items, s.count, sizeof *s.items, by_height);
    const char *names = "";
    for (size_t i = 0; names && i < s.count && i < LISTED; i++) {
        const char *one = name_standing(arena, &s.items[i]);
        names = one ? ts_arena_print(arena, "%s%s%s", names, i ? ", " : "", one) : NULL;
    }
    return names && s.count > LISTED ? ts_arena_print(arena, "%s ...", names) : names;
}
