/* Values and how they are to be printed, a line each. A no-break space is written _ in the tables. */
#ifndef TS_TEST_LINES_H
#define TS_TEST_LINES_H

#include "desk.h"

#include "data/format.h"

static inline const char *shown(ts_arena *arena, const char *text)
{
    char *out = ts_arena_text(arena, text);
    size_t used = 0;
    for (const char *from = text; *from; from++) {
        bool space = strncmp(from, "\u00A0", 2) == 0;
        out[used++] = space ? '_' : *from;
        from += space;
    }
    out[used] = '\0';
    return out;
}

typedef struct line {
    double number;
    const char *unit;
    ts_format format;
    ts_qualifier qualifier;
    const char *printed;
} line;

#define NONE TS_QUALIFIER_NONE
#define AS(kind)                                                                                             \
    {                                                                                                        \
        .style = TS_FORMAT_##kind, .digits = -1, .decimals = -1                                              \
    }
#define WITH(kind, ...)                                                                                      \
    {                                                                                                        \
        .style = TS_FORMAT_##kind, .digits = -1, .decimals = -1, __VA_ARGS__                                 \
    }
#define DEC(n) .decimals = (n)
#define DIG(n) .digits = (n)

static inline void check(const char *language, const ts_language_words *words, const line *lines, size_t count)
{
    ts_arena *arena = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(arena, language, words);
    assert_non_null(formatter);
    for (size_t i = 0; i < count; i++) {
        ts_value value = {.kind = TS_VALUE_NUMBER, .number = lines[i].number, .unit = lines[i].unit};
        ts_printed printed = ts_format_value(formatter, arena, &value, &lines[i].format, lines[i].qualifier);
        assert_non_null(printed.text);
        if (strcmp(shown(arena, printed.text), lines[i].printed) != 0)
            fail_msg("%s, line %zu: \"%s\" is not \"%s\"", language, i, shown(arena, printed.text),
                     lines[i].printed);
    }
    ts_arena_drop(arena);
}

#define CHECK(language, words, lines) check(language, words, lines, sizeof(lines) / sizeof *(lines))
#pragma GCC diagnostic ignored "-Woverride-init"

#define SAYS(q) .qualifier = 1 + TS_QUALIFIER_##q

#endif
