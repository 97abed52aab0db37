#include "text/setting.h"

#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

/* One upper-cased code point becomes three at most; one byte that is none of UTF-8, the
 * three bytes of U+FFFD. */
enum { WIDEST = 3, NO_BREAK = 0x00A0 };

typedef struct builder {
    ts_strip *strip;
    ts_arena *scratch;
    char *set, *original;
    uint32_t set_length, original_length;
    uint32_t piece;
} builder;

static bool ends_line(UChar32 c)
{
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool chooses_glyphs(UChar32 c)
{
    return c == 0x200C || c == 0x200D || u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR);
}

bool ts_unit_dropped(UChar32 c)
{
    if (c < 0x80)
        return ends_line(c);
    return ends_line(c) ||
           (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && !chooses_glyphs(c));
}

UChar32 ts_unit_next(const UChar *units, int32_t *at, int32_t end)
{
    UChar first = units[(*at)++];
    if (!U16_IS_LEAD(first) || *at >= end || !U16_IS_TRAIL(units[*at]))
        return first;
    return U16_GET_SUPPLEMENTARY(first, units[(*at)++]);
}

UChar32 ts_unit_before(const UChar *units, int32_t *at)
{
    UChar last = units[--*at];
    if (!U16_IS_TRAIL(last) || *at == 0 || !U16_IS_LEAD(units[*at - 1]))
        return last;
    return U16_GET_SUPPLEMENTARY(units[--*at], last);
}

static size_t count_bytes(const ts_text_paragraph *paragraph)
{
    size_t total = 0;
    for (size_t i = 0; i < paragraph->count && total <= TS_PARAGRAPH_LIMIT; i++)
        total += paragraph->pieces[i].length;
    return total;
}

/* A byte gives one unit at most, and more only in capitals. */
static size_t count_units(const ts_text_paragraph *paragraph)
{
    size_t total = 0;
    for (size_t i = 0; i < paragraph->count; i++)
        total += paragraph->pieces[i].length * (paragraph->pieces[i].type->capitals ? WIDEST : 1);
    return total;
}

static bool open_builder(ts_setting *setting, builder *b, size_t bytes)
{
    ts_strip *strip = &setting->strip;
    size_t units = count_units(setting->paragraph) + 1;
    strip->units = TS_ARRAY_ROOM(setting->scratch, UChar, units);
    strip->piece = TS_ARRAY_ROOM(setting->scratch, uint32_t, units);
    strip->set_at = TS_ARRAY_ROOM(setting->scratch, uint32_t, units);
    strip->from_at = TS_ARRAY_ROOM(setting->scratch, uint32_t, units);
    *b = (builder){.strip = strip, .scratch = setting->scratch};
    b->set = ts_arena_room(setting->scratch, units * WIDEST);
    b->original = ts_arena_room(setting->scratch, bytes * WIDEST + 1);
    return !ts_arena_failed(setting->scratch);
}

/* To who reads it, a tab is a space. */
static uint32_t letter(UChar32 c)
{
    return c == '\t' ? ' ' : (uint32_t)c;
}

static void put_original(builder *b, UChar32 c)
{
    if (!ts_unit_dropped(c))
        b->original_length += (uint32_t)ts_utf8_put(letter(c), b->original + b->original_length);
}

/* from: where the original of this character begins. */
static void put_set(builder *b, UChar32 c, uint32_t from)
{
    ts_strip *strip = b->strip;
    int32_t before = strip->count;
    U16_APPEND_UNSAFE(strip->units, strip->count, c);
    for (int32_t i = before; i < strip->count; i++) {
        strip->piece[i] = b->piece;
        strip->set_at[i] = b->set_length;
        strip->from_at[i] = from;
    }
    if (!ts_unit_dropped(c))
        b->set_length += (uint32_t)ts_utf8_put(letter(c), b->set + b->set_length);
    if (strip->count - before == 2)
        strip->set_at[before + 1] = b->set_length;
}

/* A byte that is not UTF-8, and NUL, which no text can carry, show as U+FFFD. */
static UChar32 next_character(const char *text, size_t length, size_t *at)
{
    uint32_t code = ts_utf8_next(text, length, at);
    return code == TS_UTF8_BAD || code == 0 ? 0xFFFD : (UChar32)code;
}

/* Printable ASCII: a byte is a character, drawn as it is. */
static size_t add_ascii(builder *b, const char *text, size_t length)
{
    ts_strip *strip = b->strip;
    size_t count = 0;
    for (; count < length && text[count] >= ' ' && text[count] <= '~'; count++, strip->count++) {
        strip->units[strip->count] = (UChar)text[count];
        strip->piece[strip->count] = b->piece;
        strip->set_at[strip->count] = b->set_length + (uint32_t)count;
        strip->from_at[strip->count] = b->original_length + (uint32_t)count;
    }
    memcpy(b->set + b->set_length, text, count);
    memcpy(b->original + b->original_length, text, count);
    b->set_length += (uint32_t)count;
    b->original_length += (uint32_t)count;
    return count;
}

/* ---- guillemets, which French sets with spaces that do not break */

static const char OPENING[][4] = {"\u00AB", "\u2039"}, CLOSING[][4] = {"\u00BB", "\u203A"};

static bool begins_with(const char *text, size_t length, const char *sign)
{
    size_t need = strlen(sign);
    return length >= need && memcmp(text, sign, need) == 0;
}

static bool ends_with(const char *text, size_t length, const char *sign)
{
    size_t need = strlen(sign);
    return length >= need && memcmp(text + length - need, sign, need) == 0;
}

static bool has_guillemets(const ts_text_piece *piece)
{
    const char *language = piece->type->language;
    bool french = language && strncmp(language, "fr", 2) == 0 && (!language[2] || language[2] == '-');
    for (size_t at = 0; french && at < piece->length; at++)
        for (size_t i = 0; i < 2; i++)
            if (begins_with(piece->text + at, piece->length - at, OPENING[i]) ||
                begins_with(piece->text + at, piece->length - at, CLOSING[i]))
                return true;
    return false;
}

/* c: the character that ends at `end` of the piece; a space within guillemets becomes one that does not break. */
static UChar32 tie(const ts_text_piece *piece, size_t end, UChar32 c)
{
    for (size_t i = 0; c == ' ' && i < 2; i++)
        if (ends_with(piece->text, end - 1, OPENING[i]) || begins_with(piece->text + end, piece->length - end, CLOSING[i]))
            return NO_BREAK;
    return c;
}

static void add_plain(builder *b, const ts_text_piece *piece)
{
    bool tied = has_guillemets(piece);
    for (size_t at = 0; at < piece->length;) {
        at += tied ? 0 : add_ascii(b, piece->text + at, piece->length - at);
        if (at == piece->length)
            return;
        UChar32 c = next_character(piece->text, piece->length, &at);
        uint32_t from = b->original_length;
        c = tied ? tie(piece, at, c) : c;
        put_original(b, c);
        put_set(b, c, from);
    }
}

typedef struct word {
    const UChar *units;
    int32_t count;
    const char *language;
    UChar *upper;   /* the word in capitals */
    UChar *single;  /* its characters in capitals, one by one */
    int32_t *origin; /* of each unit of single: the unit that it comes from */
} word;

static int32_t to_upper(const word *w, int32_t begin, int32_t end, UChar *out, int32_t room)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = u_strToUpper(out, room, w->units + begin, end - begin, w->language, &status);
    return U_FAILURE(status) ? -1 : n;
}

static int32_t upper_singly(const word *w)
{
    int32_t length = 0;
    for (int32_t at = 0; at < w->count;) {
        int32_t begin = at;
        U16_FWD_1(w->units, at, w->count);
        int32_t n = to_upper(w, begin, at, w->single + length, w->count * WIDEST - length);
        if (n < 0)
            return -1;
        for (int32_t i = 0; i < n; i++)
            w->origin[length + i] = begin;
        length += n;
    }
    return length;
}

static void put_word(builder *b, const word *w, int32_t length, const uint32_t *from)
{
    for (int32_t at = 0; at < length;) {
        uint32_t origin = from[w->origin[at]];
        put_set(b, ts_unit_next(w->upper, &at, length), origin);
    }
}

/* The context that upper case looks at ends with the word (Unicode, 3.13). Where it
 * matters (Greek accents), no character has an original of its own: the whole word has. */
static bool capitalise(builder *b, word *w)
{
    int32_t room = w->count * WIDEST;
    uint32_t *from = TS_ARRAY(b->scratch, uint32_t, (size_t)w->count);
    w->upper = TS_ARRAY_ROOM(b->scratch, UChar, (size_t)room);
    w->single = TS_ARRAY_ROOM(b->scratch, UChar, (size_t)room);
    w->origin = TS_ARRAY(b->scratch, int32_t, (size_t)room);
    if (ts_arena_failed(b->scratch))
        return false;
    for (int32_t at = 0; at < w->count;) {
        from[at] = b->original_length;
        put_original(b, ts_unit_next(w->units, &at, w->count));
    }
    int32_t length = to_upper(w, 0, w->count, w->upper, room), singly = upper_singly(w);
    if (length < 0 || singly < 0)
        return false;
    if (length != singly || u_memcmp(w->upper, w->single, length) != 0)
        memset(w->origin, 0, (size_t)room * sizeof *w->origin);
    put_word(b, w, length, from);
    return true;
}

static bool add_capitals(builder *b, const ts_text_piece *piece)
{
    UChar *units = TS_ARRAY(b->scratch, UChar, piece->length + 1);
    const char *language = piece->type->language ? piece->type->language : "";
    bool good = units != NULL, tied = has_guillemets(piece);
    for (size_t at = 0; good && at < piece->length;) {
        int32_t count = 0;
        UChar32 c = 0;
        while (at < piece->length && !u_isUWhiteSpace(c)) {
            c = next_character(piece->text, piece->length, &at);
            U16_APPEND_UNSAFE(units, count, tied ? tie(piece, at, c) : c);
        }
        good = capitalise(b, &(word){.units = units, .count = count, .language = language});
    }
    return good;
}

static bool dropped(const ts_strip *strip, int32_t unit)
{
    if (strip->units[unit] >= ' ' && strip->units[unit] < 0x7F)
        return false;
    int32_t first = unit - (U16_IS_TRAIL(strip->units[unit]) ? 1 : 0);
    return strip->set_at[first] == strip->set_at[unit + 1];
}

/* Spaces after which a line may end (UAX #14, classes SP and BA), and what leaves no trace. */
static bool hangs(const ts_strip *strip, int32_t unit)
{
    UChar c = strip->units[unit];
    if (c >= ' ' && c < 0x7F)
        return c == ' ';
    bool glued = c == 0x00A0 || c == 0x2007 || c == 0x202F;
    return dropped(strip, unit) || c == '\t' ||
           (!glued && u_charType(c) == U_SPACE_SEPARATOR);
}

static bool find_edges(ts_setting *setting)
{
    ts_strip *strip = &setting->strip;
    strip->drawn = TS_ARRAY_ROOM(setting->scratch, int32_t, (size_t)strip->count + 1);
    strip->ink_end = TS_ARRAY_ROOM(setting->scratch, int32_t, (size_t)strip->count + 1);
    if (!strip->drawn || !strip->ink_end)
        return false;
    strip->drawn[strip->count] = strip->count;
    strip->ink_end[0] = 0;
    for (int32_t i = strip->count; i-- > 0;)
        strip->drawn[i] = dropped(strip, i) ? strip->drawn[i + 1] : i;
    for (int32_t i = 0; i < strip->count; i++) {
        strip->ink_end[i + 1] = hangs(strip, i) ? strip->ink_end[i] : i + 1;
        setting->tabbed = setting->tabbed || strip->units[i] == '\t';
    }
    return true;
}

bool ts_strip_make(ts_setting *setting)
{
    const ts_text_paragraph *paragraph = setting->paragraph;
    ts_strip *strip = &setting->strip;
    size_t bytes = count_bytes(paragraph);
    builder b;
    if (bytes > TS_PARAGRAPH_LIMIT || !open_builder(setting, &b, bytes))
        return false;
    for (b.piece = 0; b.piece < paragraph->count; b.piece++) {
        const ts_text_piece *piece = &paragraph->pieces[b.piece];
        if (!piece->type->capitals)
            add_plain(&b, piece);
        else if (!add_capitals(&b, piece))
            return false;
    }
    strip->set_at[strip->count] = b.set_length;
    strip->from_at[strip->count] = b.original_length;
    strip->set = ts_arena_copy(setting->arena, b.set, b.set_length);
    strip->original = ts_arena_copy(setting->arena, b.original, b.original_length);
    return strip->set && strip->original && find_edges(setting);
}
