/*
 * typesetter.h - what is kept warm between texts: one for a thread.
 *
 * Opening a break iterator costs more than breaking a paragraph, and the same
 * words are set again and again: by a copy-fitting ladder, and from edition to
 * edition. A typesetter keeps the shaper's buffer, a break iterator for each
 * language, scratch memory, what the shaper made of a text (good for every size
 * and measure) and where words are divided, both bounded to a few megabytes, and
 * the set texts themselves, found again by their content (text, types, rules,
 * measure or areas): those of a document while it is made, and from document to
 * document those that a second one asked for. It gives the same lines with and
 * without what it remembers.
 */
#ifndef TS_TEXT_TYPESETTER_H
#define TS_TEXT_TYPESETTER_H

#include <stddef.h>

typedef struct ts_typesetter ts_typesetter;

/* memory: bytes of set texts kept at most, and half as many more while the second
 * document is made, beside which the first one's stay; what comes later is set, but not
 * kept. 0: none are kept. Fonts and patterns of texts that were set must live as
 * long as the typesetter, or until it forgets. NULL: memory or a library failed. */
ts_typesetter *ts_typesetter_new(size_t memory);
void ts_typesetter_drop(ts_typesetter *setter); /* NULL is fine */
void ts_typesetter_forget(ts_typesetter *setter); /* all set texts: none may be in use */
void ts_typesetter_rest(ts_typesetter *setter);   /* between documents, none of whose texts may be in use; forgets all when it is full */

typedef struct ts_typesetter_counts { /* since it was made */
    size_t texts;       /* asked for */
    size_t found;       /* of these, known already */
    size_t comparisons; /* line ends that were weighed against line starts */
} ts_typesetter_counts;
ts_typesetter_counts ts_typesetter_count(const ts_typesetter *setter);

#endif
