/*
 * Decks against each other: the same keys, and under each key the same numbers
 * and the same source marks. Their order is the grammar's, their formats the
 * language's.
 */
#include "spec/check.h"
#include "spec/deck_names.h"

#include <string.h>

typedef struct pair {
    ts_checker *checker;
    const ts_deck *first;
    const ts_copy_entry *entry; /* of the later deck */
} pair;

/* ---- the same keys */

static bool is_short_form(const char *key)
{
    size_t length = strlen(key);
    return length > 6 && strcmp(key + length - 6, ".short") == 0;
}

static void tell_key(ts_checker *checker, const ts_copy_entry *entry, const ts_deck *deck, const char *near)
{
    ts_error_near(checker->diags, entry->span, "copy", near, "\"%s\" is not in the deck of %s", entry->key, deck->language);
}

/* A key that one deck misspells is told there: the sheet asks for the other one, or the first deck has it. */
static void check_keys(ts_checker *checker, const ts_deck *deck, const ts_deck *other)
{
    const bool later = other != checker->deck;
    for (size_t i = 0; i < other->copy.count; i++) {
        const ts_copy_entry *entry = other->copy.items[i].value;
        if (is_short_form(entry->key) || ts_map_find(&deck->copy, entry->key))
            continue;
        const char *near = ts_deck_twin(deck, other, entry->key);
        const bool asked = ts_map_find(&checker->asked, later ? entry->key : near ? near : "");
        if (near ? asked != later : !(later && asked))
            tell_key(checker, entry, deck, near);
    }
}

/* ---- the same numbers */

/* A name that stands for nothing was told already. */
static bool is_known(const ts_checker *checker, const ts_printed_name *name)
{
    bool mark = name->text[0] == '^';
    const char *text = name->text + mark;
    const char *own = ts_arena_copy(checker->arena, text, mark ? strlen(text) : strcspn(text, "."));
    if (!own)
        return false;
    return ts_map_find(&checker->numbers, own) ||
           ts_map_find(mark ? &checker->sheet->sources : &checker->sheet->params, own);
}

static const char *as_written(const pair *p, const ts_printed_name *name)
{
    bool mark = name->text[0] == '^';
    const char *text = ts_arena_print(p->checker->arena, "%c%s%c", mark ? '[' : '{', name->text, mark ? ']' : '}');
    return text ? text : "";
}

static const char *times(const pair *p, size_t count)
{
    if (count == 1)
        return "once";
    const char *text = count == 2 ? "twice" : ts_arena_print(p->checker->arena, "%zu times", count);
    return text ? text : "";
}

static void tell(const pair *p, const ts_printed_name *name, size_t wanted, size_t count, ts_span span)
{
    const char *written = as_written(p, name), *key = p->entry->key, *language = p->first->language;
    if (!count)
        ts_error(p->checker->diags, span, "deck", "\"%s\" lacks %s, which the deck of %s has", key, written,
                 language);
    else if (!wanted)
        ts_error(p->checker->diags, span, "deck", "\"%s\" has %s, which the deck of %s has not", key, written,
                 language);
    else
        ts_error(p->checker->diags, span, "deck", "\"%s\" has %s %s, the deck of %s has it %s", key, written,
                 times(p, count), language, times(p, wanted));
}

static void compare(const pair *p, const ts_map *wanted, const ts_map *had)
{
    for (size_t i = 0; i < wanted->count; i++) {
        const ts_printed_name *name = wanted->items[i].value, *same = ts_map_find(had, name->text);
        if (!same || same->count != name->count)
            tell(p, name, name->count, same ? same->count : 0, same ? same->span : p->entry->span);
    }
    for (size_t i = 0; i < had->count; i++) {
        const ts_printed_name *name = had->items[i].value;
        if (!ts_map_find(wanted, name->text))
            tell(p, name, 0, name->count, name->span);
    }
}

/* One that is misspelt, or not closed, is told where it stands: it is no difference. */
static bool knows_all(const ts_checker *checker, const ts_map *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!is_known(checker, names->items[i].value))
            return false;
    return true;
}

static void check_entries(ts_checker *checker, const ts_deck *first, const ts_deck *later)
{
    for (size_t i = 0; i < later->copy.count; i++) {
        pair p = {checker, first, later->copy.items[i].value};
        const ts_copy_entry *same = ts_map_find(&first->copy, p.entry->key);
        ts_map wanted = {0}, had = {0};
        if (same && ts_deck_names(checker->arena, same, &wanted) &&
            ts_deck_names(checker->arena, p.entry, &had) && knows_all(checker, &wanted) && knows_all(checker, &had))
            compare(&p, &wanted, &had);
    }
}

void ts_check_pairs(ts_checker *checker)
{
    const ts_map *decks = &checker->sheet->decks;
    for (size_t i = 0; i < decks->count; i++) {
        const ts_deck *deck = decks->items[i].value;
        if (deck == checker->deck)
            continue;
        check_keys(checker, deck, checker->deck);
        check_keys(checker, checker->deck, deck);
        check_entries(checker, checker->deck, deck);
    }
}
