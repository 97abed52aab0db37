/*
 * The signs inside a text of the deck: **strong**, *emphasis*, {values},
 * [^marks], [words](link), [words]{language}, | and blank lines. What is
 * opened is closed in the same paragraph, and in the same brackets. They are
 * read into steps, which wording.c takes in each edition anew.
 */
#include "bind/bind.h"

#include <string.h>

enum { BRACKETS = 4, TAG_BYTES = 35 };

typedef struct reader {
    ts_arena *arena;
    ts_reading *reading;
    const ts_wording *wording;
    const char *text;
    size_t at, end;
    ts_style_state state;
    size_t strong_at, emphasis_at; /* where they were opened */
    char *run;                     /* letters not yet written */
    size_t run_length, run_begin;
    int depth;
    ts_json_reach reach; /* of the last span */
    bool failed;         /* memory is out */
} reader;

static ts_span span_of(reader *r, size_t from, size_t to)
{
    return r->wording->json ? ts_json_within_on(r->wording->json, &r->reach, from, to) : r->wording->say.span;
}

static bool add_step(reader *r, ts_text_step step)
{
    step.state = r->state;
    if (TS_PUSH(r->arena, r->reading, step))
        return true;
    r->failed = true;
    return false;
}

static void fault(reader *r, size_t from, size_t to, const char *message)
{
    (void)add_step(r, (ts_text_step){.kind = TS_STEP_FAULT, .text = message, .span = span_of(r, from, to)});
}

static bool flush(reader *r)
{
    if (!r->run_length)
        return true;
    const char *text = ts_arena_copy(r->arena, r->run, r->run_length);
    ts_text_step step = {.kind = TS_STEP_WORDS, .text = text, .length = r->run_length, .span = span_of(r, r->run_begin, r->at)};
    r->run_length = 0;
    return text && add_step(r, step);
}

static void append(reader *r, const char *bytes, size_t length)
{
    if (!r->run_length)
        r->run_begin = r->at;
    memcpy(r->run + r->run_length, bytes, length);
    r->run_length += length;
}

static void trim_run(reader *r)
{
    while (r->run_length && r->run[r->run_length - 1] == ' ')
        r->run_length--;
}

/* Spaces and newlines; gives how many newlines. A tab that begins a line is a word of it. */
static size_t skip_blanks(reader *r)
{
    size_t lines = 0;
    for (size_t at = r->at; at < r->end && strchr(" \t\n\r", r->text[at]); at++)
        if (r->text[at] == '\n') {
            lines++;
            r->at = at + 1;
        }
    while (r->at < r->end && (r->text[r->at] == ' ' || r->text[r->at] == '\r'))
        r->at++;
    return lines;
}

/* ---- one sign each */

static bool read_escape(reader *r)
{
    if (r->at + 1 >= r->end) {
        fault(r, r->at, r->at + 1, "a \\ at the end of a text escapes nothing");
        r->at = r->end;
        return true;
    }
    r->at++;
    append(r, r->text + r->at, 1); /* the rest of a longer character follows by itself */
    r->at++;
    return true;
}

static bool read_star(reader *r)
{
    bool strong = r->at + 1 < r->end && r->text[r->at + 1] == '*';
    if (!flush(r))
        return false;
    if (strong) {
        r->state.strong = !r->state.strong;
        r->strong_at = r->at;
    } else {
        r->state.emphasis = !r->state.emphasis;
        r->emphasis_at = r->at;
    }
    r->at += strong ? 2 : 1;
    return true;
}

static bool read_line(reader *r)
{
    trim_run(r);
    append(r, "\xE2\x80\xA8", 3);
    r->at++;
    (void)skip_blanks(r);
    return true;
}

static void close_styles(reader *r, const ts_style_state *before)
{
    if (r->state.strong && !before->strong)
        fault(r, r->strong_at, r->strong_at + 2, "** is not closed in its paragraph");
    if (r->state.emphasis && !before->emphasis)
        fault(r, r->emphasis_at, r->emphasis_at + 1, "* is not closed in its paragraph");
    r->state.strong = before->strong;
    r->state.emphasis = before->emphasis;
}

/* A single newline is a space, a blank line ends the paragraph. */
static bool read_newline(reader *r)
{
    size_t begin = r->at;
    trim_run(r);
    size_t lines = skip_blanks(r);
    if (lines < 2) {
        if (r->at < r->end)
            append(r, " ", 1);
        return true;
    }
    if (r->depth) {
        fault(r, begin, r->at, "brackets are not closed in their paragraph");
        append(r, " ", 1);
        return true;
    }
    static const ts_style_state plain = {0};
    if (!flush(r))
        return false;
    close_styles(r, &plain);
    return r->at >= r->end || add_step(r, (ts_text_step){.kind = TS_STEP_PARAGRAPH});
}

static bool read_braces(reader *r)
{
    const char *open = r->text + r->at;
    size_t length = strcspn(open + 1, "{}");
    size_t close = r->at + 1 + length;
    if (close >= r->end || r->text[close] != '}') {
        fault(r, r->at, r->at + 1, "{ is not closed: write {name}, or \\{ for the sign");
        r->at++;
        return true;
    }
    const char *inside = ts_arena_copy(r->arena, open + 1, length);
    ts_sign *sign = TS_NEW(r->arena, ts_sign);
    if (!inside || !sign || !flush(r) || !ts_read_sign(r->arena, inside, sign))
        return false;
    ts_span span = span_of(r, r->at, close + 1);
    r->at = close + 1;
    return add_step(r, (ts_text_step){.kind = TS_STEP_VALUE, .sign = sign, .span = span});
}

/* ---- brackets */

static size_t find_close(const reader *r, size_t at)
{
    int open = 1;
    for (; at < r->end; at++) {
        if (r->text[at] == '\\')
            at++;
        else if (r->text[at] == '[')
            open++;
        else if (r->text[at] == ']' && --open == 0)
            return at;
    }
    return r->end;
}

static bool read_mark(reader *r, size_t close)
{
    trim_run(r); /* a mark glues to the word before */
    const char *name = ts_arena_copy(r->arena, r->text + r->at + 2, close - r->at - 2);
    if (!name || !flush(r))
        return false;
    ts_span span = span_of(r, r->at, close + 1);
    r->at = close + 1;
    return add_step(r, (ts_text_step){.kind = TS_STEP_MARK, .text = name, .span = span});
}

static bool is_address(const char *text)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "#"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t length = strlen(schemes[i]);
        if (strncmp(text, schemes[i], length) == 0 && text[length])
            return strpbrk(text, " \t\n<>\"") == NULL;
    }
    return false;
}

static bool is_tag(const char *text)
{
    size_t length = strlen(text);
    return length >= 2 && length <= TAG_BYTES &&
           strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* What follows the words in brackets: an address or a language; 0 when neither is well formed. */
static size_t read_tail(const reader *r, size_t close, ts_style_state *state)
{
    char open = close + 1 < r->end ? r->text[close + 1] : '\0';
    const char *from = r->text + close + 2;
    const char *end = open == '(' || open == '{' ? strchr(from, open == '(' ? ')' : '}') : NULL;
    if (!end || (size_t)(end - r->text) >= r->end)
        return 0;
    const char *tail = ts_arena_copy(r->arena, from, (size_t)(end - from));
    if (!tail || !(open == '(' ? is_address(tail) : is_tag(tail)))
        return 0;
    if (open == '(')
        state->link = tail;
    else
        state->language = tail;
    return (size_t)(end - r->text) + 1;
}

static bool read_signs(reader *r);

static bool read_words(reader *r, size_t close)
{
    ts_style_state before = r->state;
    size_t end = r->end, begin = r->at, after = read_tail(r, close, &r->state);
    if (!after || r->depth == BRACKETS) {
        fault(r, begin, close + 1,
              after ? "brackets inside brackets inside brackets"
                    : "after [words] comes (https://address) or {language}; write \\[ for the sign");
        r->at++;
        r->state = before;
        return true;
    }
    ts_style_state words = r->state;
    r->state = before;
    if (!flush(r))
        return false;
    r->state = words;
    r->at = begin + 1;
    r->end = close;
    r->depth++;
    bool going = read_signs(r) && flush(r);
    close_styles(r, &before);
    r->depth--;
    r->state = before;
    r->end = end;
    r->at = after;
    return going;
}

static bool read_bracket(reader *r)
{
    size_t close = find_close(r, r->at + 1);
    if (close == r->end) {
        fault(r, r->at, r->at + 1, "[ is not closed: write \\[ for the sign");
        r->at++;
        return true;
    }
    return r->text[r->at + 1] == '^' ? read_mark(r, close) : read_words(r, close);
}

static bool read_stray(reader *r)
{
    fault(r, r->at, r->at + 1,
          r->text[r->at] == '}' ? "} closes nothing: write \\} for the sign"
                                : "] closes nothing: write \\] for the sign");
    r->at++;
    return true;
}

static bool read_letter(reader *r)
{
    append(r, r->text + r->at, 1);
    r->at++;
    return true;
}

static bool read_sign(reader *r)
{
    switch (r->text[r->at]) {
    case '\\':
        return read_escape(r);
    case '*':
        return read_star(r);
    case '|':
        return read_line(r);
    case '\n':
    case '\r':
        return read_newline(r);
    case '{':
        return read_braces(r);
    case '[':
        return read_bracket(r);
    case ']':
    case '}':
        return read_stray(r);
    default:
        return read_letter(r);
    }
}

static bool read_signs(reader *r)
{
    while (r->at < r->end)
        if (!read_sign(r))
            return false;
    return true;
}

ts_reading *ts_read_wording(ts_arena *arena, const ts_wording *wording)
{
    static const ts_style_state plain = {0};
    ts_reading *reading = TS_NEW(arena, ts_reading);
    size_t length = wording->say.text ? strlen(wording->say.text) : 0;
    if (!reading)
        return NULL;
    reader r = {.arena = arena, .reading = reading, .wording = wording, .text = wording->say.text, .end = length};
    if (length > TS_BIND_TEXT) {
        ts_text_step step = {.kind = TS_STEP_FAULT, .span = wording->say.span,
                        .text = ts_arena_print(arena, "a text is over %d bytes", TS_BIND_TEXT)};
        return step.text && add_step(&r, step) ? reading : NULL;
    }
    r.run = ts_arena_room(arena, 3 * length + 1); /* | becomes three bytes */
    if (!r.run || !read_signs(&r) || !flush(&r))
        return NULL;
    close_styles(&r, &plain);
    return r.failed ? NULL : reading;
}
