/*
 * plural.h - words that go with a number: {ports: one port | other ports}.
 *
 * Before the colon stands the number, with "as FORMAT" where it prints in another
 * than its own; behind it the forms, each led by its category of CLDR's plural
 * rules (UTS #35, part 3, "Language Plural Rules"). The number itself is not
 * printed. `other` is always there.
 */
#ifndef TS_SPEC_PLURAL_H
#define TS_SPEC_PLURAL_H

#include "base/arena.h"

enum { TS_PLURAL_FORMS = 6 };

typedef struct ts_plural_form {
    const char *category, *words; /* words without spaces around them */
    size_t from, to;              /* bytes of the form in the text that was split */
} ts_plural_form;

typedef struct ts_plural {
    const char *name, *format; /* format NULL: the number's own */
    ts_plural_form forms[TS_PLURAL_FORMS];
    size_t count;
    bool crowded; /* more forms than categories */
} ts_plural;

/* What stands between the braces. False: it has no colon, so that it is a value and no plural, or memory is out. */
bool ts_plural_split(ts_arena *arena, const char *inside, ts_plural *plural);

bool ts_plural_category(const char *name); /* zero, one, two, few, many, other */

/* The words of a category, else those of `other`, else NULL. */
const char *ts_plural_words(const ts_plural *plural, const char *category);

#endif
