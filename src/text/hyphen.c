/* The pattern file is read here, line by line, and only lines of the right shape go on to
 * libhyphen, in UTF-8: it trusts what it is given. A pattern that changes the spelling of
 * what it divides ("f1f/ff=f,1,2") becomes one that forbids the point, so such points are
 * left out. Neither English (US) nor Spanish has any. */
#include "text/hyphen.h"

#include "text/setting.h"

#include "base/files.h"
#include "base/map.h"
#include "base/utf8.h"

#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { FILE_LIMIT = 4 << 20, LINE_LIMIT = 1024, PATTERN_LIMIT = MAX_CHARS - 10, SIDE_LIMIT = 9 };

struct ts_hyphens {
    HyphenDict *dict;
    int before, after; /* letters at least on each side, as the file says; 0: it says nothing */
};

typedef struct reader {
    ts_arena *arena, *scratch; /* of the document; of the file's bytes */
    const char *path;
    const char *at, *end;
    bool latin; /* ISO 8859-1, else UTF-8 */
    char *clean;
    size_t length, lines;
    ts_map patterns; /* by their letters */
    ts_hyphens *hyphens;
} reader;

static const char *refuse(const reader *r, const char *fault)
{
    const char *text = fault ? ts_arena_print(r->arena, "the hyphenation patterns \"%s\" %s", r->path, fault) : NULL;
    return text ? text : "memory is out";
}

static bool read_all(reader *r, FILE *file, size_t size)
{
    char *bytes = ts_arena_alloc(r->scratch, size);
    r->at = bytes;
    r->end = bytes ? bytes + size : NULL;
    return bytes && fread(bytes, 1, size, file) == size;
}

static const char *read_file(reader *r)
{
    ts_file file;
    const char *fault = NULL;
    if (!ts_file_open(r->arena, r->path, &file, &fault))
        return refuse(r, "are not there, or no file");
    if (file.size == 0 || file.size > FILE_LIMIT)
        fault = "are empty or larger than 4 MB";
    else if (!read_all(r, file.stream, (size_t)file.size))
        fault = "cannot be read";
    ts_file_close(&file);
    return fault ? refuse(r, fault) : NULL;
}

/* The next line in UTF-8, without what ends it, cut where it is over-long. False: no more. */
static bool next_line(reader *r, char line[LINE_LIMIT])
{
    size_t length = 0;
    if (r->at == r->end)
        return false;
    for (; r->at < r->end && *r->at != '\n'; r->at++) {
        unsigned char c = (unsigned char)*r->at;
        if (length + 3 > LINE_LIMIT || c == '\r')
            continue;
        if (r->latin && c >= 0x80)
            length += ts_utf8_put(c, line + length);
        else
            line[length++] = *r->at;
    }
    r->at += r->at < r->end;
    r->lines++;
    line[length] = '\0';
    return true;
}

static const char *take_charset(reader *r)
{
    static const char *const LATIN[] = {"ISO8859-1", "ISO-8859-1", "ISO_8859-1"};
    char line[LINE_LIMIT] = "";
    next_line(r, line);
    for (size_t i = 0; i < sizeof LATIN / sizeof *LATIN; i++)
        r->latin = r->latin || strcmp(line, LATIN[i]) == 0;
    if (r->latin || strcmp(line, "UTF-8") == 0)
        return NULL;
    return refuse(r, "do not say in their first line that they are UTF-8 or ISO8859-1");
}

static bool begins_with(const char *line, const char *word)
{
    return strncmp(line, word, strlen(word)) == 0;
}

static int side_of(const char *line)
{
    long n = strtol(line + strcspn(line, " \t"), NULL, 10);
    return n < 0 ? 0 : n > SIDE_LIMIT ? SIDE_LIMIT : (int)n;
}

/* Of the keywords only the two sides matter to words of letters that are no compounds. */
static bool take_keyword(reader *r, const char *line)
{
    if (begins_with(line, "LEFTHYPHENMIN"))
        r->hyphens->before = side_of(line);
    else if (begins_with(line, "RIGHTHYPHENMIN"))
        r->hyphens->after = side_of(line);
    else
        return begins_with(line, "COMPOUNDLEFTHYPHENMIN") || begins_with(line, "COMPOUNDRIGHTHYPHENMIN") ||
               begins_with(line, "NOHYPHEN");
    return true;
}

/* A pattern (Liang 1983): letters, a digit between two of them, a stop for the word's edge. */
typedef struct pattern {
    char text[PATTERN_LIMIT];
    size_t length, letters;
    bool edge;    /* the word has ended */
    bool digit;   /* the last one is a digit */
} pattern;

static bool put(pattern *p, uint32_t c)
{
    if (p->length + 5 > sizeof p->text)
        return false;
    p->length += ts_utf8_put(c, p->text + p->length);
    return true;
}

static bool put_stop(pattern *p)
{
    if (p->letters == 0) {
        p->length = 0;
    } else {
        p->edge = true;
    }
    p->digit = false;
    return put(p, '.');
}

static bool put_digit(pattern *p, uint32_t c, bool forbids)
{
    uint32_t value = c - '0';
    if (p->edge)
        return true;
    if (p->digit)
        return false;
    p->digit = true;
    if (forbids && value % 2)
        value = value < 9 ? value + 1 : 8;
    return put(p, '0' + value);
}

static bool put_letter(pattern *p, uint32_t c)
{
    bool fine = u_isalpha((UChar32)c) || (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) || c == '\'' || c == 0x2019 ||
                c == '-';
    p->letters++;
    p->digit = false;
    return fine && !p->edge && put(p, c);
}

/* A digit before the word's beginning or after its end says nothing, and goes. */
static bool take_pattern(const char *line, pattern *p)
{
    size_t length = strcspn(line, "/ \t");
    bool forbids = line[length] == '/';
    *p = (pattern){.length = 0};
    for (size_t at = 0; at < length;) {
        uint32_t c = ts_utf8_next(line, length, &at);
        bool good = c == TS_UTF8_BAD          ? false
                    : c == '.'                ? !p->edge && put_stop(p)
                    : c >= '0' && c <= '9'    ? put_digit(p, c, forbids)
                                              : put_letter(p, c);
        if (!good)
            return false;
    }
    return p->letters > 0;
}

static void keep_line(reader *r, const char *text, size_t length)
{
    memcpy(r->clean + r->length, text, length);
    r->length += length;
    r->clean[r->length++] = '\n';
}

/* Of patterns of the same letters the first one counts: libhyphen would lose it. */
static bool is_new(reader *r, const pattern *p)
{
    char *word = ts_arena_alloc(r->scratch, p->length + 1);
    size_t count = 0;
    for (size_t i = 0; word && i < p->length; i++)
        if (p->text[i] < '0' || p->text[i] > '9')
            word[count++] = p->text[i];
    return word && !ts_map_find(&r->patterns, word) && ts_map_put(r->scratch, &r->patterns, word, word);
}

static const char *take_line(reader *r, const char *line)
{
    pattern p;
    if (!*line || *line == '%' || *line == '#' || take_keyword(r, line))
        return NULL;
    if (begins_with(line, "NEXTLEVEL"))
        return refuse(r, "have two levels (NEXTLEVEL), which is not read yet");
    if (!take_pattern(line, &p))
        return refuse(r, ts_arena_print(r->arena, "have no pattern in line %zu", r->lines));
    if (is_new(r, &p))
        keep_line(r, p.text, p.length);
    return ts_arena_failed(r->scratch) ? refuse(r, NULL) : NULL;
}

/* libhyphen is told of no sides: they are kept here. */
static const char *take_lines(reader *r)
{
    static const char HEAD[] = "UTF-8\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1";
    const char *why = take_charset(r);
    char line[LINE_LIMIT];
    r->clean = ts_arena_alloc(r->scratch, sizeof HEAD + (size_t)(r->end - r->at) * 2 + 1);
    if (why || !r->clean)
        return why ? why : refuse(r, NULL);
    keep_line(r, HEAD, sizeof HEAD - 1);
    while (!why && next_line(r, line))
        why = take_line(r, line);
    return why || r->patterns.count ? why : refuse(r, "have no pattern");
}

static void release(void *dict)
{
    hnj_hyphen_free(dict);
}

static const char *open_dict(reader *r)
{
    FILE *file = fmemopen(r->clean, r->length, "r");
    HyphenDict *dict = file ? hnj_hyphen_load_file(file) : NULL;
    if (file)
        fclose(file);
    r->hyphens->dict = dict;
    return dict && ts_arena_defer(r->arena, release, dict) ? NULL : refuse(r, NULL);
}

ts_hyphens *ts_hyphens_load(ts_arena *arena, const char *path, const char **why)
{
    reader r = {.arena = arena, .scratch = ts_arena_new(0), .path = path, .hyphens = TS_NEW(arena, ts_hyphens)};
    *why = r.scratch && r.hyphens ? read_file(&r) : refuse(&r, NULL);
    if (!*why)
        *why = take_lines(&r);
    if (!*why)
        *why = open_dict(&r);
    ts_arena_drop(r.scratch);
    return *why ? NULL : r.hyphens;
}

bool ts_hyphens_find(const ts_hyphens *hyphens, const UChar32 *letters, size_t count, bool *may)
{
    char word[TS_WORD_LIMIT * 4 + 1], points[TS_WORD_LIMIT * 4 + 5];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += ts_utf8_put((uint32_t)letters[i], word + length);
    word[length] = '\0';
    int failed = hnj_hyphen_hyphenate2(hyphens->dict, word, (int)length, points, NULL, &rep, &pos, &cut);
    for (size_t i = 1; !failed && i < count; i++)
        may[i] = (points[i - 1] & 1) && i >= (size_t)hyphens->before && count - i >= (size_t)hyphens->after;
    free(rep);
    free(pos);
    free(cut);
    return !failed;
}
