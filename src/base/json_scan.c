#include "base/json_scan.h"

#include "base/json.h"
#include "base/utf8.h"

#include <string.h>

enum { NUMBER_LENGTH = 60 /* cJSON copies a number into 64 bytes */ };

typedef struct scanner {
    ts_arena *arena;
    const ts_source *source;
    ts_diags *diags;
    ts_json_spots *spots;
    size_t at;
    size_t depth;
} scanner;

static bool fail(scanner *s, size_t begin, size_t end, const char *message)
{
    if (end > s->source->length)
        end = s->source->length;
    ts_span span = {s->source, (uint32_t)begin, (uint32_t)end};
    ts_error(s->diags, span, "json", "%s", message);
    return false;
}

static bool fail_here(scanner *s, const char *message)
{
    return fail(s, s->at, s->at + 1, s->at < s->source->length ? message : "the text ends too early");
}

static int peek(const scanner *s)
{
    return s->at < s->source->length ? (unsigned char)s->source->text[s->at] : -1;
}

static void skip_space(scanner *s)
{
    for (int c = peek(s); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = peek(s))
        s->at++;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool scan_digits(scanner *s)
{
    if (!is_digit(peek(s)))
        return fail_here(s, "a digit is missing in a number");
    while (is_digit(peek(s)))
        s->at++;
    return true;
}

static bool scan_whole_part(scanner *s, size_t begin)
{
    if (peek(s) != '0')
        return scan_digits(s);
    s->at++;
    return is_digit(peek(s)) ? fail(s, begin, s->at + 1, "a number has no leading zeros") : true;
}

static bool scan_exponent(scanner *s)
{
    if (peek(s) != 'e' && peek(s) != 'E')
        return true;
    s->at++;
    if (peek(s) == '+' || peek(s) == '-')
        s->at++;
    return scan_digits(s);
}

static bool scan_number(scanner *s)
{
    size_t begin = s->at;
    if (peek(s) == '-')
        s->at++;
    if (!scan_whole_part(s, begin))
        return false;
    if (peek(s) == '.') {
        s->at++;
        if (!scan_digits(s))
            return false;
    }
    if (!scan_exponent(s))
        return false;
    return s->at - begin <= NUMBER_LENGTH ? true
                                          : fail(s, begin, s->at, "a number has at most 60 characters");
}

static int hex_value(int c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hexadecimal digits at the cursor, or -1. */
static long scan_hex(scanner *s)
{
    long code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(peek(s));
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
        s->at++;
    }
    return code;
}

static bool scan_unicode(scanner *s, size_t begin)
{
    long code = scan_hex(s);
    if (code < 0)
        return fail(s, begin, s->at + 1, "\\u takes four hexadecimal digits");
    if (code == 0)
        return fail(s, begin, s->at, "a text cannot hold NUL");
    if (code >= 0xDC00 && code <= 0xDFFF)
        return fail(s, begin, s->at, "a low surrogate stands alone");
    if (code < 0xD800 || code > 0xDBFF)
        return true;
    if (s->at + 1 >= s->source->length || memcmp(s->source->text + s->at, "\\u", 2) != 0)
        return fail(s, begin, s->at, "a high surrogate stands alone");
    s->at += 2;
    long low = scan_hex(s);
    return low >= 0xDC00 && low <= 0xDFFF ? true : fail(s, begin, s->at, "a high surrogate stands alone");
}

static bool scan_escape(scanner *s)
{
    size_t begin = s->at++;
    int c = peek(s);
    if (c < 0)
        return fail_here(s, "");
    s->at++;
    if (c == 'u')
        return scan_unicode(s, begin);
    return c && strchr("\"\\/bfnrt", c) ? true : fail(s, begin, s->at, "there is no such escape");
}

static bool scan_string(scanner *s)
{
    size_t begin = s->at++;
    for (;;) {
        int c = peek(s);
        if (c < 0)
            return fail(s, begin, begin + 1, "a text is not closed");
        if (c < 0x20)
            return fail_here(s, "a control character in a text is written as an escape (a new line: \\n)");
        if (c == '\\') {
            if (!scan_escape(s))
                return false;
            continue;
        }
        s->at++;
        if (c == '"')
            return true;
    }
}

static bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* As other languages have words. */
static bool fail_word(scanner *s)
{
    static const struct {
        const char *word, *message;
    } words[] = {{"True", "it is written true"}, {"False", "it is written false"}, {"None", "it is written null"}, {"NULL", "it is written null"}};
    size_t end = s->at;
    while (end < s->source->length && (is_letter((unsigned char)s->source->text[end]) || is_digit(s->source->text[end])))
        end++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].word) == end - s->at && memcmp(words[i].word, s->source->text + s->at, end - s->at) == 0)
            return fail(s, s->at, end, words[i].message);
    return fail(s, s->at, end, "a text stands in quotes");
}

/* What a value, a name or a comma should be. */
static bool fail_sign(scanner *s, const char *wanted)
{
    int c = peek(s);
    if (c == '/' || c == '#')
        return fail_here(s, "JSON has no comments: take it out");
    return fail_here(s, c == '\'' ? "quotes are double ones, \"" : wanted);
}

static bool scan_literal(scanner *s, const char *word)
{
    size_t length = strlen(word);
    bool there = s->source->length - s->at >= length && memcmp(s->source->text + s->at, word, length) == 0 &&
                 (s->at + length == s->source->length || !is_letter((unsigned char)s->source->text[s->at + length]));
    if (!there && is_letter(peek(s)))
        return fail_word(s);
    if (!there)
        return fail_sign(s, "a value is missing here: a text, a number, a list, an object, true, false or null");
    s->at += length;
    return true;
}

static bool scan_value(scanner *s, uint32_t key_begin, uint32_t key_end);

/* What should part the value that ends there from the one that stands here. */
static bool fail_parted(scanner *s, size_t end, const char *message)
{
    const bool another = peek(s) > 0 && (strchr("\"{[-", peek(s)) || is_digit(peek(s)));
    return another ? fail(s, end, end + 1, "a comma is missing behind this value") : fail_sign(s, message);
}

/* As other languages let one stand. False: a comma was the last thing before the end. */
static bool goes_on(scanner *s, char end, const char *message)
{
    size_t comma = s->at++;
    skip_space(s);
    return peek(s) != end || fail(s, comma, comma + 1, message);
}

static bool scan_list(scanner *s)
{
    s->at++;
    skip_space(s);
    if (peek(s) == ']') {
        s->at++;
        return true;
    }
    for (;;) {
        if (!scan_value(s, 0, 0))
            return false;
        size_t end = s->at;
        skip_space(s);
        int c = peek(s);
        if (c != ',' && c != ']')
            return fail_parted(s, end, "a comma or ] is missing");
        if (c == ',' && !goes_on(s, ']', "a comma behind the last value of a list: take it out"))
            return false;
        if (c == ']') {
            s->at++;
            return true;
        }
    }
}

static bool scan_member(scanner *s)
{
    skip_space(s);
    if (peek(s) != '"')
        return fail_sign(s, "a member begins with its name in quotes");
    size_t begin = s->at;
    if (!scan_string(s))
        return false;
    size_t end = s->at;
    skip_space(s);
    if (peek(s) != ':')
        return fail_here(s, "a colon is missing after a member's name");
    s->at++;
    return scan_value(s, (uint32_t)begin, (uint32_t)end);
}

static bool scan_object(scanner *s)
{
    s->at++;
    skip_space(s);
    if (peek(s) == '}') {
        s->at++;
        return true;
    }
    for (;;) {
        if (!scan_member(s))
            return false;
        size_t end = s->at;
        skip_space(s);
        int c = peek(s);
        if (c != ',' && c != '}')
            return fail_parted(s, end, "a comma or } is missing");
        if (c == ',' && is_digit(s->source->text[end - 1]) && end + 1 < s->source->length && is_digit(s->source->text[end + 1]))
            return fail(s, end, end + 1, "a number has nothing between its digits: 27000, not 27,000");
        if (c == ',' && !goes_on(s, '}', "a comma behind the last member of an object: take it out"))
            return false;
        if (c == '}') {
            s->at++;
            return true;
        }
    }
}

static bool scan_kind(scanner *s)
{
    switch (peek(s)) {
    case '{':
        return scan_object(s);
    case '[':
        return scan_list(s);
    case '"':
        return scan_string(s);
    case 't':
        return scan_literal(s, "true");
    case 'f':
        return scan_literal(s, "false");
    case 'n':
        return scan_literal(s, "null");
    default:
        break;
    }
    return peek(s) == '-' || is_digit(peek(s)) ? scan_number(s) : scan_literal(s, "null");
}

static bool scan_value(scanner *s, uint32_t key_begin, uint32_t key_end)
{
    skip_space(s);
    if (s->spots->count >= TS_JSON_VALUES)
        return fail_here(s, "there are more than 1,000,000 values");
    if (s->depth >= TS_JSON_DEPTH)
        return fail_here(s, "lists and objects are nested deeper than 64");
    size_t position = s->spots->count;
    ts_json_spot spot = {(uint32_t)s->at, 0, key_begin, key_end};
    if (!TS_PUSH(s->arena, s->spots, spot))
        return false;
    s->depth++;
    bool whole = scan_kind(s);
    s->depth--;
    s->spots->items[position].end = (uint32_t)s->at;
    return whole;
}

static bool is_utf16(const ts_source *source)
{
    return source->length >= 2 && (memcmp(source->text, "\xFF\xFE", 2) == 0 || memcmp(source->text, "\xFE\xFF", 2) == 0);
}

bool ts_json_scan(ts_arena *arena, const ts_source *source, ts_diags *diags, ts_json_spots *spots)
{
    scanner s = {arena, source, diags, spots, 0, 0};
    size_t bad = ts_utf8_check(source->text, source->length);
    if (is_utf16(source))
        return fail(&s, 0, 2, "the file is UTF-16: save it as UTF-8");
    if (bad < source->length)
        return fail(&s, bad, bad + 1, "this byte is not UTF-8");
    if (source->length >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0)
        return fail(&s, 0, 3, "the file begins with a byte order mark; save it without");
    if (!scan_value(&s, 0, 0))
        return false;
    skip_space(&s);
    return s.at == source->length ? true : fail_here(&s, "something follows the value");
}
