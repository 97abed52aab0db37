/*
 * Texts whose lines end at spaces and at hyphens between letters, and nowhere else:
 * words of Latin letters, figures and the few signs that go with them, as most texts
 * of a page are. There UAX #14 needs no more than this file, a third of what ICU takes
 * for it.
 */
#include "text/setting.h"

typedef enum sign { OTHER, LETTER, FIGURE, SPACE, STOP, QUOTE, HYPHEN, GLUE, BEFORE_FIGURE, BEHIND_FIGURE } sign;

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
    case '$': return BEFORE_FIGURE;
    case '%': return BEHIND_FIGURE;
    default: return OTHER;
    }
}

#define WORD (1 << LETTER | 1 << FIGURE | 1 << SPACE | 1 << QUOTE | 1 << GLUE)

/* Whether no line ends between the two unless the first is a space or a hyphen: then one
 * may (LB 18, LB 21). Left to ICU is what its own rules for figures have: a stop behind a
 * space, signs of money at other places. */
static bool are_sure(sign first, sign next)
{
    static const uint16_t BEHIND[] = {
        [LETTER] = WORD | 1 << STOP | 1 << HYPHEN,
        [FIGURE] = WORD | 1 << STOP | 1 << BEHIND_FIGURE,
        [SPACE] = WORD | 1 << BEFORE_FIGURE,
        [STOP] = WORD | 1 << STOP,
        [QUOTE] = WORD | 1 << STOP | 1 << BEFORE_FIGURE,
        [HYPHEN] = 1 << LETTER,
        [GLUE] = WORD | 1 << BEFORE_FIGURE,
        [BEFORE_FIGURE] = 1 << FIGURE,
        [BEHIND_FIGURE] = 1 << SPACE | 1 << STOP | 1 << QUOTE | 1 << GLUE,
    };
    return BEHIND[first] >> next & 1;
}

bool ts_plain_breaks(const ts_strip *strip)
{
    sign last = SPACE;
    for (int32_t i = 0; i < strip->count; i++) {
        sign next = sign_of(strip->units[i]);
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
