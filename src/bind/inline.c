/*
 * The signs inside a text of the deck: **strong**, *emphasis*, {values},
 * [^marks], [words](link), [words]{language}, | and blank lines. What is
 * opened is closed in the same paragraph, and in the same brackets.
 */
#include "bind/bind.h"

#include <string.h>

enum { BRACKETS = 4, TAG_BYTES = 35 };

typedef struct reader {
    ts_writer *writer;
    const ts_wording *wording;
    const char *text;
    size_t at, end;
    ts_style_state state;
    size_t strong_at, emphasis_at; /* where they were opened */
    char *run;                     /* letters not yet written */
    size_t run_length, run_begin;
    int depth;
} reader;

static ts_span span_of(const reader *r, size_t from, size_t to)
{
    return r->wording->json ? ts_json_within(r->wording->json, from, to) : r->wording->say.span;
}

static void fault(const reader *r, size_t from, size_t to, const char *message)
{
    ts_error(r->writer->binder->diags, span_of(r, from, to), "copy", "%s", message);
}

static bool flush(reader *r)
{
    if (!r->run_length)
        return true;
    const char *text = ts_arena_copy(r->writer->binder->arena, r->run, r->run_length);
    ts_piece piece = {.text = text,
                      .length = r->run_length,
                      .strong = r->state.strong,
                      .emphasis = r->state.emphasis,
                      .link = r->state.link,
                      .language = r->state.language,
                      .span = span_of(r, r->run_begin, r->at)};
    r->run_length = 0;
    return text && ts_write_piece(r->writer, piece);
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

/* ------------------------------------------------------------ one sign each */

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
    return r->at >= r->end || !r->writer->copy->count || ts_write_paragraph(r->writer);
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
    const char *inside = ts_arena_copy(r->writer->binder->arena, open + 1, length);
    if (!inside || !flush(r))
        return false;
    ts_span span = span_of(r, r->at, close + 1);
    r->at = close + 1;
    return ts_write_value(r->writer, inside, &r->state, span);
}

/* ------------------------------------------------------------ brackets */

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
    const char *name = ts_arena_copy(r->writer->binder->arena, r->text + r->at + 2, close - r->at - 2);
    if (!name || !flush(r))
        return false;
    ts_span span = span_of(r, r->at, close + 1);
    r->at = close + 1;
    return ts_write_mark(r->writer, name, &r->state, span);
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
    const char *tail = ts_arena_copy(r->writer->binder->arena, from, (size_t)(end - from));
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

bool ts_write_wording(ts_writer *w, const ts_wording *wording)
{
    static const ts_style_state plain = {0};
    size_t length = wording->say.text ? strlen(wording->say.text) : 0;
    if (length > TS_BIND_TEXT) {
        ts_error(w->binder->diags, wording->say.span, "copy", "a text is over %d bytes", TS_BIND_TEXT);
        return true;
    }
    reader r = {.writer = w, .wording = wording, .text = wording->say.text, .end = length};
    r.run = ts_arena_alloc(w->binder->arena, 3 * length + 1); /* | becomes three bytes */
    if (!r.run || !read_signs(&r) || !flush(&r))
        return false;
    close_styles(&r, &plain);
    return true;
}
