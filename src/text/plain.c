/*
 * Texts whose lines end at spaces and at hyphens between letters, and nowhere else:
 * words of Latin letters, figures and the few signs that go with them, as most texts
 * of a page are. There UAX #14 needs no more than this file, a third of what ICU takes
 * for it.
 */
#include "text/setting.h"

#include <string.h>

typedef enum sign { OTHER, LETTER, FIGURE, SPACE, STOP, QUOTE, CURLED, QUOTED_SPACE, HYPHEN, GLUE, OPENING, CLOSING, BEFORE_FIGURE, BEHIND_FIGURE } sign;

/* Letters of Latin-1 and Latin Extended-A, without the signs of times and division among them. */
static bool is_letter(UChar c)
{
    UChar small = c | 0x20;
    return (small >= 'a' && small <= 'z') || (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7);
}

static sign sign_of(UChar c)
{
    if (is_letter(c))
        return LETTER;
    if (c >= '0' && c <= '9')
        return FIGURE;
    switch (c) {
    case ' ': return SPACE;
    case '&': return LETTER;
    case ',':
    case '.':
    case ':':
    case ';': return STOP;
    case '-': return HYPHEN;
    case 0xA0: return GLUE;
    case '"':
    case '\'':
    case 0x2019: return QUOTE;
    case 0x2018:
    case 0x201C:
    case 0x201D: return CURLED;
    case '(': return OPENING;
    case ')': return CLOSING;
    case '+':
    case '$': return BEFORE_FIGURE;
    case '%': return BEHIND_FIGURE;
    default: return OTHER;
    }
}

#define WORD (1 << LETTER | 1 << FIGURE | 1 << SPACE | 1 << QUOTE | 1 << GLUE)
#define CLOSED (1 << STOP | 1 << CLOSING)

/* Whether no line ends between the two unless the first is a space or a hyphen: then one
 * may (LB 18, LB 21; what is in brackets and quotes: LB 13, 14, 19, 30). Left to ICU is what its own rules for figures have: a stop behind a
 * space, signs of money at other places. */
static bool are_sure(sign first, sign next)
{
    static const uint16_t BEHIND[] = {
        [LETTER] = WORD | CLOSED | 1 << HYPHEN | 1 << OPENING,
        [FIGURE] = WORD | CLOSED | 1 << BEHIND_FIGURE | 1 << OPENING,
        [SPACE] = WORD | 1 << BEFORE_FIGURE | 1 << OPENING,
        [STOP] = WORD | CLOSED,
        [QUOTE] = WORD | CLOSED | 1 << QUOTED_SPACE | 1 << BEFORE_FIGURE,
        [QUOTED_SPACE] = WORD | 1 << QUOTED_SPACE | 1 << BEFORE_FIGURE, /* behind it nothing opens (LB 15) */
        [HYPHEN] = 1 << LETTER,
        [GLUE] = WORD | 1 << BEFORE_FIGURE | 1 << OPENING,
        [OPENING] = 1 << LETTER | 1 << FIGURE | 1 << QUOTE | 1 << BEFORE_FIGURE,
        [CLOSING] = WORD | CLOSED,
        [BEFORE_FIGURE] = 1 << FIGURE,
        [BEHIND_FIGURE] = 1 << SPACE | CLOSED | 1 << QUOTE | 1 << GLUE,
    };
    return BEHIND[first] >> next & 1;
}

/* Where curled quotes are as wide as their letters, lines may end behind them. */
static bool is_eastern(const char *language)
{
    static const char *const LANGUAGES[] = {"ja", "ko", "zh"};
    for (size_t i = 0; language && i < sizeof LANGUAGES / sizeof *LANGUAGES; i++)
        if (strncmp(language, LANGUAGES[i], 2) == 0)
            return true;
    return false;
}

bool ts_plain_breaks(const ts_strip *strip, const char *language)
{
    sign last = SPACE, curled = is_eastern(language) ? OTHER : QUOTE;
    for (int32_t i = 0; i < strip->count; i++) {
        sign next = sign_of(strip->units[i]);
        if (next == CURLED)
            next = curled;
        if (next == SPACE && (last == QUOTE || last == QUOTED_SPACE))
            next = QUOTED_SPACE;
        if (!are_sure(last, next))
            return false;
        last = next;
    }
    return true;
}

bool ts_plain_break(const ts_strip *strip, int32_t at)
{
    const UChar *units = strip->units;
    return at > 0 && (units[at - 1] == '-' || (units[at - 1] == ' ' && units[at] != ' '));
}
