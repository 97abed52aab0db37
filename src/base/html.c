#include "base/html.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const char style[] =
    "body{font:15px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:64rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}"
    "p{margin:.4rem 0}.quiet{color:#595959}table{border-collapse:collapse;width:100%;margin:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d0d0d0}"
    "th{font-weight:600;border-bottom:2px solid #1b1b1b}td.number{text-align:right;font-variant-numeric:tabular-nums}"
    "del{background:#fbe3e0;color:#7a1208;text-decoration:line-through}ins{background:#e0f3e3;color:#0b5a1e;text-decoration:none}"
    "mark{background:#fff3c4;padding:0 .15em}blockquote{margin:1rem 0 .3rem;font-size:1.1rem;border-left:3px solid #1b1b1b;padding-left:.8rem}"
    "h3{font-size:1rem;margin:1rem 0 .2rem}.claimed{font-size:1rem;font-weight:400;color:#595959;margin:1.6rem 0 .2rem}"
    "th[scope=row]{font-weight:400;border-bottom:1px solid #d0d0d0}.doubt{color:#7a1208}.sign{margin:2rem 0}"
    "td.initials{border:1px solid #8a8a8a}pre{font:13px/1.4 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0}"
    "code{font:13px/1.4 ui-monospace,monospace;white-space:pre-wrap}table.claim{table-layout:fixed}.claim td,.claim th[scope=row]{overflow-wrap:anywhere}tr,blockquote,figure{break-inside:avoid}blockquote,thead,.claimed{break-after:avoid}"
    "figure.page{margin:1rem 0}figure.page svg{width:100%;height:auto;border:1px solid #767676}figcaption{font-size:.9rem}"
    "svg a rect{fill:none;stroke-width:1.5}svg a circle{stroke:#fff;stroke-width:.75}svg a text{font:700 7px system-ui,sans-serif;fill:#fff;text-anchor:middle}"
    "svg .error rect{stroke:#b3180b}svg .error circle{fill:#b3180b}svg .warning rect{stroke:#7a4d00}svg .warning circle{fill:#7a4d00}"
    "svg .note rect{stroke:#3d4a57}svg .note circle{fill:#3d4a57}svg a:focus rect,svg a:hover rect{stroke-width:3}svg rect.trim{fill:none;stroke:#595959;stroke-width:.5;stroke-dasharray:4 3}"
    ".verdict{font-size:1.1rem;font-weight:600}.clean{color:#0b5a1e}td.error,.verdict.error{color:#b3180b}td.warning,.verdict.warning{color:#7a4d00}"
    "table:target,tr:target{background:#fff3c4}"
    "@media print{body{margin:0;max-width:none;font-size:9pt;padding:0}a{color:inherit}th,td{padding:.2rem .4rem}}";

void ts_html_part(FILE *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        switch (text[i]) {
        case '&': fputs("&amp;", out); break;
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '"': fputs("&quot;", out); break;
        default: fputc(text[i], out);
        }
    }
}

void ts_html_text(FILE *out, const char *text)
{
    if (text)
        ts_html_part(out, text, strlen(text));
}

void ts_html_begin(FILE *out, const char *language, const char *title)
{
    fputs("<!DOCTYPE html>\n<html lang=\"", out);
    ts_html_text(out, language ? language : "en");
    fputs("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n<title>",
          out);
    ts_html_text(out, title ? title : "tearsheet");
    fprintf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
}

void ts_html_end(FILE *out)
{
    fputs("</body>\n</html>\n", out);
}

void ts_html_element(FILE *out, const char *tag, const char *class, const char *text)
{
    if (!text)
        return;
    if (class)
        fprintf(out, "<%s class=\"%s\">", tag, class);
    else
        fprintf(out, "<%s>", tag);
    ts_html_text(out, text);
    fprintf(out, "</%s>", tag);
}

void ts_html_address(FILE *out, const char *address)
{
    bool web = address && (strncmp(address, "https://", 8) == 0 || strncmp(address, "http://", 7) == 0);
    if (web) {
        fputs("<a href=\"", out);
        ts_html_text(out, address);
        fputs("\">", out);
    }
    ts_html_text(out, address);
    fputs(web ? "</a>" : "", out);
}

/* ---- what went and what came */

typedef struct words {
    const char **at; /* where each begins; one more: the end */
    size_t count;
} words;

enum { MOST_WORDS = 1500 };

/* A word has the spaces behind it. False: too many, or memory is out. */
static bool split(ts_arena *arena, const char *text, words *out)
{
    size_t count = 0;
    for (const char *c = text; *c; c++)
        count += c == text || (c[-1] == ' ' && *c != ' ');
    out->at = count <= MOST_WORDS ? TS_ARRAY(arena, const char *, count + 1) : NULL;
    if (!out->at)
        return false;
    for (const char *c = text; *c; c++)
        if (c == text || (c[-1] == ' ' && *c != ' '))
            out->at[out->count++] = c;
    out->at[out->count] = text + strlen(text);
    return true;
}

static size_t length_of(const words *w, size_t i)
{
    size_t length = (size_t)(w->at[i + 1] - w->at[i]);
    while (length && w->at[i][length - 1] == ' ')
        length--;
    return length;
}

static bool equal(const words *a, size_t i, const words *b, size_t j)
{
    size_t length = length_of(a, i);
    return length == length_of(b, j) && memcmp(a->at[i], b->at[j], length) == 0;
}

/* Lengths of the longest common subsequences of the rests, (a + 1) x (b + 1). */
static uint16_t *common(ts_arena *arena, const words *a, const words *b)
{
    size_t across = b->count + 1;
    uint16_t *length = TS_ARRAY(arena, uint16_t, (a->count + 1) * across);
    for (size_t i = a->count; length && i-- > 0;)
        for (size_t j = b->count; j-- > 0;) {
            uint16_t down = length[(i + 1) * across + j], right = length[i * across + j + 1];
            uint16_t both = (uint16_t)(length[(i + 1) * across + j + 1] + 1);
            length[i * across + j] = equal(a, i, b, j) ? both : down > right ? down : right;
        }
    return length;
}

static void run_of(FILE *out, const char *tag, const words *w, size_t from, size_t to)
{
    if (from == to)
        return;
    size_t length = (size_t)(w->at[to - 1] - w->at[from]) + length_of(w, to - 1);
    fprintf(out, "%s%s%s", *tag ? "<" : "", tag, *tag ? ">" : "");
    ts_html_part(out, w->at[from], length);
    fprintf(out, "%s%s%s ", *tag ? "</" : "", tag, *tag ? ">" : "");
}

static void merge(FILE *out, const words *a, const words *b, const uint16_t *length)
{
    size_t i = 0, j = 0, across = b->count + 1;
    while (i < a->count || j < b->count) {
        size_t from_i = i, from_j = j;
        while (i < a->count && j < b->count && equal(a, i, b, j))
            i++, j++;
        run_of(out, "", a, from_i, i);
        from_i = i;
        from_j = j;
        while (i < a->count && (j == b->count || (!equal(a, i, b, j) && length[(i + 1) * across + j] >= length[i * across + j + 1])))
            i++;
        while (j < b->count && (i == a->count || (!equal(a, i, b, j) && length[i * across + j + 1] > length[(i + 1) * across + j])))
            j++;
        run_of(out, "del", a, from_i, i);
        run_of(out, "ins", b, from_j, j);
    }
}

/* False: too many words, or memory is out. */
static bool try_words(FILE *out, ts_arena *arena, const char *before, const char *after)
{
    words a = {0}, b = {0};
    uint16_t *length = arena && split(arena, before, &a) && split(arena, after, &b) ? common(arena, &a, &b) : NULL;
    if (length)
        merge(out, &a, &b, length);
    return length;
}

void ts_html_words(FILE *out, const char *before, const char *after)
{
    ts_arena *scratch = ts_arena_new(0);
    bool done = try_words(out, scratch, before, after);
    ts_arena_drop(scratch);
    if (done)
        return;
    ts_html_element(out, "del", NULL, before);
    fputc(' ', out);
    ts_html_element(out, "ins", NULL, after);
}
