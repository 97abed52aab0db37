/* Where a line may end: the Unicode Consortium's own samples, and ICU over ordinary texts. */
#include "cuts.h"

/* Lines of LineBreakTest.txt (Unicode 15.0) in which this house differs, by the reason. */
enum { SAMPLE = 128 };

typedef struct sample {
    uint32_t points[SAMPLE];
    bool may[SAMPLE + 1]; /* end a line before this one */
    size_t count;
    int number;
} sample;

/* No line begins with a dash. */
static const int DASHES[] = {
    33, 34, 35, 36, 377, 378, 379, 380, 550, 552, 722, 723, 724, 893, 894, 895, 896, 1065, 1066, 1067, 1068,
    1238, 1239, 1240, 1409, 1410, 1411, 1412, 1582, 1584, 1753, 1754, 1755, 1756, 1925, 1926, 1927, 1928, 2097,
    2098, 2099, 2100, 2269, 2270, 2271, 2272, 2441, 2442, 2443, 2444, 2613, 2614, 2615, 2616, 2785, 2786, 2787,
    2788, 2957, 2958, 2959, 2960, 3129, 3130, 3131, 3132, 3301, 3302, 3303, 3304, 3474, 3475, 3476, 3646, 3647,
    3648, 3817, 3818, 3819, 3820, 3989, 3990, 3991, 3992, 4333, 4334, 4335, 4336, 4505, 4506, 4507, 4508, 4678,
    4680, 4849, 4850, 4851, 4852, 5021, 5022, 5023, 5024, 5194, 5196, 5365, 5366, 5367, 5368, 5537, 5538, 5539,
    5540, 5709, 5710, 5711, 5712, 5881, 5882, 5883, 5884, 6053, 6054, 6055, 6056, 6397, 6398, 6399, 6400, 6570,
    6571, 6572, 6741, 6742, 6743, 6744, 6913, 6914, 6915, 6916, 7085, 7086, 7087, 7088, 7257, 7258, 7259, 7260
};

/* A hyphen without two letters on each side: not a compound that is divided. */
static const int HYPHENS[] = {
    2265, 2267, 2277, 2285, 2301, 2305, 2309, 2313, 2321, 2333, 2337, 2341, 2361, 2365, 2369, 2393, 2397, 2401,
    2409, 2421, 2423, 2425, 2427, 2429, 2431, 7473, 7500, 7506, 7544, 7545
};

/* A figure and its sign, with a space between. */
static const int SIGNS[] = {
    4086, 4090, 4594, 6830
};

/* ICU's own tailoring (its line.txt): a figure goes with the comma or the stop before it, and
 * leaves the space before those behind, as in ".35". */
static const int ICU_NUMBERS[] = {
    2873, 2875, 7477, 7576, 7577, 7578, 7579, 7580, 7581, 7583, 7584, 7585, 7586, 7587
};

/* Spaces within quotation marks (LB 15a and 15b of Unicode 15.1). */
static const int QUOTES[] = {7514, 7519};

static bool by_quote(const sample *s, size_t at)
{
    bool opened = at > 1 && s->points[at - 1] == ' ' && (s->points[at - 2] == 0xAB || s->points[at - 2] == 0x201C);
    return s->may[at] && (opened || s->points[at] == 0xBB || s->points[at] == 0x201D);
}

static bool before_dash(const sample *s, size_t at)
{
    return s->points[at] == 0x2014 && s->may[at];
}

static bool after_hyphen(const sample *s, size_t at)
{
    uint32_t before = s->points[at - 1] == 0x308 ? s->points[at - 2] : s->points[at - 1];
    return before == '-' && s->may[at];
}

static bool at_sign(const sample *s, size_t at)
{
    return s->points[at - 1] == ' ' && (s->points[at] == '0' || s->points[at - 2] == '0') && s->may[at];
}

static bool at_number(const sample *s, size_t at)
{
    uint32_t before = s->points[at - 1] == 0x308 ? s->points[at - 2] : s->points[at - 1];
    bool glued = s->may[at] && (before == '.' || before == ',') && s->points[at] >= '0' && s->points[at] <= '9';
    return glued || (!s->may[at] && before == ' ' && s->points[at] == '.');
}

typedef struct exception {
    const char *reason;
    const int *lines;
    size_t count, seen;
    bool (*holds)(const sample *s, size_t at);
} exception;

#define LINES(list) list, sizeof list / sizeof *list, 0

static exception exceptions[] = {
    {"no line begins with a dash", LINES(DASHES), before_dash},
    {"short compounds stay whole", LINES(HYPHENS), after_hyphen},
    {"a figure and its sign stay together", LINES(SIGNS), at_sign},
    {"no line ends at a space within quotation marks", LINES(QUOTES), by_quote},
    {"numbers as ICU has them", LINES(ICU_NUMBERS), at_number},
};
enum { EXCEPTIONS = sizeof exceptions / sizeof *exceptions };

static bool read_sample(char *line, sample *s)
{
    s->count = 0;
    line[strcspn(line, "#\n")] = '\0';
    for (char *word = strtok(line, " \t"); word; word = strtok(NULL, " \t")) {
        if (strcmp(word, "\u00D7") == 0 || strcmp(word, "\u00F7") == 0)
            s->may[s->count] = strcmp(word, "\u00F7") == 0;
        else if (s->count < SAMPLE)
            s->points[s->count++] = (uint32_t)strtoul(word, NULL, 16);
    }
    assert_true(s->count < SAMPLE);
    return s->count > 0;
}

static exception *exception_of(int number)
{
    for (size_t e = 0; e < EXCEPTIONS; e++)
        for (size_t i = 0; i < exceptions[e].count; i++)
            if (exceptions[e].lines[i] == number)
                return &exceptions[e];
    return NULL;
}

static void take_difference(const sample *s, size_t at, const exception *e)
{
    if (!e || !e->holds(s, at))
        fail_msg("line %d, before character %zu: a line %s end there%s%s", s->number, at + 1,
                 s->may[at] ? "may" : "may not", e ? ", and this is not because " : "", e ? e->reason : "");
}

static void check_sample(const sample *s)
{
    char text[SAMPLE * 4];
    size_t length = 0, next = 0, differences = 0;
    exception *e = exception_of(s->number);
    for (size_t i = 0; i < s->count; i++)
        length += ts_utf8_put(s->points[i], text + length);
    ts_text_piece piece = {.text = text, .length = length, .type = &ENGLISH};
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = &ENGLISH};
    ts_setting setting;
    cut(&setting, &paragraph);
    int32_t unit = 0;
    for (size_t i = 0; i < s->count; i++) {
        bool may = unit > 0 && setting.cuts.items[next].at == unit;
        next += may;
        if (may != s->may[i] && ++differences)
            take_difference(s, i, e);
        ts_unit_next(setting.strip.units, &unit, setting.strip.count);
    }
    assert_int_equal(next + 1, setting.cuts.count);
    if (e && differences)
        e->seen++;
}

static void breaks_are_those_of_unicode_but_where_a_rule_says_otherwise(void **state)
{
    (void)state;
    static sample s;
    char line[4096];
    int samples = 0;
    FILE *file = fopen(LINE_BREAK_TEST, "r");
    if (!file)
        fail_msg("%s is not there (Debian's package unicode-data)", LINE_BREAK_TEST);
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "# LineBreakTest-15.0.0.txt\n");
    for (s.number = 2; fgets(line, sizeof line, file); s.number++)
        if (read_sample(line, &s)) {
            check_sample(&s);
            samples++;
        }
    fclose(file);
    assert_int_equal(samples, 7654);
    for (size_t e = 0; e < EXCEPTIONS; e++)
        if (exceptions[e].seen != exceptions[e].count)
            fail_msg("%zu lines are listed because %s, %zu differ", exceptions[e].count, exceptions[e].reason,
                     exceptions[e].seen);
}

/* ---- ordinary texts */

enum { LONGEST = 5, LANGUAGES = 9 };

static bool icu_agrees(UBreakIterator *iterator, const ts_strip *strip)
{
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator, strip->units, strip->count, &status);
    assert_true(U_SUCCESS(status));
    for (int32_t at = 1; at < strip->count; at++)
        if (ubrk_isBoundary(iterator, at) != ts_plain_break(strip, at))
            return false;
    return true;
}

static void plain_texts_end_their_lines_where_icu_ends_them(void **state)
{
    (void)state;
    static const UChar LETTERS[] = {'a', 0xE9, 0x0131, '7', ' ', '.', ',', ':', ';', '\'', '"', 0x2018, 0x2019, 0x201C, 0x201D, '$', '%', '-', '&', '(', ')', '+', 0xA0, 0xD7, 0x0180,
                                    0x2013};
    static const char *const TONGUES[LANGUAGES] = {"en-US", "es-MX", "fr", "de", "ja", "ja-u-lw-phrase", "zh", "zh-Hant-TW", "fi"};
    enum { KINDS = sizeof LETTERS / sizeof *LETTERS };
    size_t taken = 0, all = 0;
    for (int language = 0; language < LANGUAGES; language++) {
        UBreakIterator *iterator = ts_breaker(setter, TONGUES[language]);
        for (int32_t count = 1; count <= (language < 1 ? LONGEST : LONGEST - 1); count++) {
            size_t total = 1;
            for (int32_t i = 0; i < count; i++)
                total *= KINDS;
            for (size_t number = 0; number < total; number++, all++) {
                UChar units[LONGEST];
                size_t rest = number;
                for (int32_t i = 0; i < count; i++, rest /= KINDS)
                    units[i] = LETTERS[rest % KINDS];
                ts_strip strip = {.units = units, .count = count};
                bool sure = ts_plain_breaks(&strip, TONGUES[language]);
                if (sure && !icu_agrees(iterator, &strip))
                    fail_msg("%s: text %zu of %d signs", TONGUES[language], number, (int)count);
                taken += sure;
            }
        }
    }
    assert_in_range(taken, all / 50, all / 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_are_those_of_unicode_but_where_a_rule_says_otherwise),
        cmocka_unit_test(plain_texts_end_their_lines_where_icu_ends_them),
    };
    return cmocka_run_group_tests_name("unicode breaks", tests, open_all, close_all);
}
