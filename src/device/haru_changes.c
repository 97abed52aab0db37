/* What capitals made of a run's words, for the ActualText that says what stood there (14.9.4). */
#include "device/haru_cluster.h"

#include <string.h>

static size_t count_blanks(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += text[i] == ' ';
    return count;
}

/* The words from the first to the last, and the blanks between them. */
static ts_pdf_words words_of(const char *text, size_t length, size_t first, size_t last)
{
    size_t from = 0, to;

    for (size_t i = 0; i < first; i++)
        from = (size_t)((const char *)memchr(text + from, ' ', length - from) - text) + 1;
    to = from;
    for (size_t i = first;; i++) {
        const char *end = memchr(text + to, ' ', length - to);
        to = end ? (size_t)(end - text) : length;
        if (i == last)
            return (ts_pdf_words){text + from, to - from};
        to++;
    }
}

static bool word_changed(const ts_run *run, size_t word)
{
    ts_pdf_words here = words_of(run->text, run->length, word, word);
    ts_pdf_words there = words_of(run->original, run->original_length, word, word);

    return here.length != there.length || memcmp(here.actual, there.actual, here.length) != 0;
}

/* Capitals never change blanks, so words answer to words: the span goes from
 * the first that was changed to the last. Where words do not answer, it is the
 * whole run. */
ts_pdf_changes ts_pdf_changes_of(const ts_run *run)
{
    bool same = !run->original ||
                (run->original_length == run->length && memcmp(run->original, run->text, run->length) == 0);
    if (same)
        return (ts_pdf_changes){0, 0, {NULL, 0}};
    size_t first = 0, last = count_blanks(run->text, run->length);
    if (run->rtl || last != count_blanks(run->original, run->original_length))
        return (ts_pdf_changes){0, run->length, {run->original, run->original_length}};
    while (first < last && !word_changed(run, first))
        first++;
    while (last > first && !word_changed(run, last))
        last--;
    ts_pdf_words here = words_of(run->text, run->length, first, last);
    size_t from = (size_t)(here.actual - run->text);
    return (ts_pdf_changes){from, from + here.length, words_of(run->original, run->original_length, first, last)};
}
