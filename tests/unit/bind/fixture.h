/*
 * fixture.h - a small sheet with one table, written to a folder of its own,
 * and the edition that is made of it.
 *
 * The table, flows.csv, in dollars:
 *
 *             2019   2020   2024
 *     Aria      40     50    120
 *     Bela      60     50     80
 *     Cora       -      -      - (no value)
 */
#ifndef TS_TEST_BIND_FIXTURE_H
#define TS_TEST_BIND_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bind/edition.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char FLOWS[] = "year,partner,value\n"
                            "2019,Aria,40\n2019,Bela,60\n"
                            "2020,Aria,50\n2020,Bela,50\n"
                            "2024,Aria,120\n2024,Bela,80\n2024,Cora,\n";

/* What a test says of its sheet; each is the inside of the member's braces. */
typedef struct parts {
    const char *copy, *params, *editions, *caveats, *series, *facts, *stats, *components, *masters, *body;
    const char *sources; /* beside the three that are there */
    const char *page;    /* further members of the page, with a comma before each */
    const char *more;    /* further members of the sheet, with a comma behind each */
    const char *flows;   /* the table, instead of the one above */
    const char *decks;   /* instead of `copy`: the second language's copy */
} parts;

typedef struct fixture {
    char folder[64];
    ts_arena *arena;
    ts_diags diags;
    ts_sheet *sheet;
    ts_database *database;
    ts_edition_request request;
    ts_edition *edition;
    ts_status status;
} fixture;

static inline void write_file(const fixture *f, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static inline void remove_file(const fixture *f, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    unlink(path);
}

static inline const char *or_nothing(const char *text)
{
    return text ? text : "";
}

static inline char *print_sheet(fixture *f, const parts *p)
{
    const char *copy = p->decks ? "\"copy.{language}.json\""
                                : ts_arena_print(f->arena, "{ \"title\": \"Title\"%s%s }",
                                                 p->copy ? ", " : "", or_nothing(p->copy));
    return ts_arena_print(
        f->arena,
        "{ \"tearsheet\": 1, \"languages\": [\"en-US\"%s], \"copy\": %s,\n"
        "  \"params\": { %s }, \"editions\": { %s },\n"
        "  \"tables\": { \"flows\": { \"file\": \"flows.csv\", \"source\": \"office\" } },\n"
        "  \"sources\": { \"office\": { \"publisher\": \"Office\", \"title\": \"Flows\" },\n"
        "    \"study\": { \"publisher\": \"Institute\", \"title\": \"Study\", \"url\": "
        "\"https://www.study.org/\" },\n"
        "    \"press\": { \"publisher\": \"Paper\", \"title\": \"Report\" }%s%s },\n"
        "  \"caveats\": { %s },\n"
        "  \"series\": { \"all\": { \"table\": \"flows\", \"sum\": \"value\", \"where\": { \"partner\": "
        "[\"Aria\", "
        "\"Bela\"] }, \"over\": \"year\", \"unit\": \"USD\" },\n"
        "    \"by-partner\": { \"table\": \"flows\", \"sum\": \"value\", \"over\": \"year\", \"by\": "
        "\"partner\", "
        "\"unit\": \"USD\" }%s%s },\n"
        "  \"facts\": { %s }, \"stats\": { %s },\n"
        "  %s \"fonts\": { \"Face\": { \"file\": \"face.otf\", \"licence\": \"OFL-1.1\" } },\n"
        "  \"text-styles\": { \"body\": { \"font\": \"Face\", \"set\": \"9/12\" }, \"note\": { \"based-on\": "
        "\"body\" } },\n"
        "  \"swatches\": { \"Black\": { \"ink\": \"K100\" }, \"Blue\": { \"ink\": \"C100\" } },\n"
        "  \"components\": { %s }, \"masters\": { %s },\n"
        "  \"pages\": [ { \"name\": \"one\"%s, \"body\": [ %s ] } ] }\n",
        p->decks ? ", \"es-MX\"" : "", copy, or_nothing(p->params), or_nothing(p->editions),
        p->sources ? ", " : "", or_nothing(p->sources), or_nothing(p->caveats), p->series ? ", " : "",
        or_nothing(p->series), or_nothing(p->facts), or_nothing(p->stats), or_nothing(p->more),
        or_nothing(p->components), or_nothing(p->masters), or_nothing(p->page), or_nothing(p->body));
}

static inline void write_deck(fixture *f, const char *language, const char *copy)
{
    const char *name = ts_arena_print(f->arena, "copy.%s.json", language);
    write_file(
        f, name,
        ts_arena_print(f->arena,
                       "{ \"tearsheet-copy\": 1, \"language\": \"%s\", \"status\": \"draft\", \"copy\": "
                       "{ \"title\": \"Title\", %s } }",
                       language, copy));
}

/* Loads the sheet; the edition is made by make(). */
static inline fixture open_sheet(const parts *p)
{
    fixture f = {.folder = "/tmp/tearsheet-bind-XXXXXX"};
    assert_non_null(mkdtemp(f.folder));
    f.arena = ts_arena_new(0);
    assert_non_null(f.arena);
    f.diags = ts_diags_new(f.arena);
    write_file(&f, "flows.csv", p->flows ? p->flows : FLOWS);
    write_file(&f, "sheet.json", print_sheet(&f, p));
    if (p->decks) {
        write_deck(&f, "en-US", p->copy);
        write_deck(&f, "es-MX", p->decks);
    }
    const char *path = ts_arena_print(f.arena, "%s/sheet.json", f.folder);
    ts_status loaded = ts_sheet_load(f.arena, path, &f.diags, &f.sheet);
    if (loaded != TS_OK)
        ts_diags_print(&f.diags, stderr);
    assert_int_equal(loaded, TS_OK);
    assert_int_equal(ts_edition_tables(f.arena, &(ts_tables_order){.sheet = f.sheet}, &f.diags, &f.database), TS_OK);
    return f;
}

static inline void make(fixture *f)
{
    f->status = ts_edition_make(f->arena, f->sheet, f->database, &f->request, &f->diags, &f->edition);
}

static inline fixture make_sheet(const parts *p)
{
    fixture f = open_sheet(p);
    make(&f);
    return f;
}

static inline void close_sheet(fixture *f)
{
    ts_arena_drop(f->arena);
    static const char *const names[] = {"flows.csv", "sheet.json", "copy.en-US.json", "copy.es-MX.json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove_file(f, names[i]);
    rmdir(f->folder);
}

static inline const ts_diag *find_diag(const fixture *f, const char *rule, const char *part)
{
    for (size_t i = 0; i < f->diags.count; i++)
        if (strcmp(f->diags.items[i].rule, rule) == 0 && strstr(f->diags.items[i].message, part))
            return &f->diags.items[i];
    return NULL;
}

static inline void assert_error(const fixture *f, const char *rule, const char *part)
{
    const ts_diag *diag = find_diag(f, rule, part);
    if (!diag)
        ts_diags_print(&f->diags, stderr);
    assert_non_null(diag);
    assert_int_equal(diag->severity, TS_ERROR);
    assert_int_equal(f->status, TS_FAULT);
}

static inline void assert_good(const fixture *f)
{
    if (f->status != TS_OK)
        ts_diags_print(&f->diags, stderr);
    assert_int_equal(f->status, TS_OK);
}

static inline const ts_bound *frame_at(const fixture *f, size_t index)
{
    assert_non_null(f->edition);
    assert_true(index < f->edition->pages[0].body_count);
    return &f->edition->pages[0].body[index];
}

static inline const ts_chart_bound *chart_of(const fixture *f)
{
    const ts_chart_bound *bound = frame_at(f, 0)->chart;
    assert_non_null(bound);
    return bound;
}

static inline const ts_result *number(const fixture *f, const char *name)
{
    assert_non_null(f->edition);
    const ts_result *result = ts_map_find(&f->edition->results, name);
    assert_non_null(result);
    return result;
}

/* A text with its styles shown: <b>, <i>, ^ before a mark, ~ before a magnitude
 * word, # before a gap, (address) after a link, / between paragraphs. */
static inline const char *shown(const fixture *f, const ts_copy *copy)
{
    const char *text = "";
    assert_non_null(copy);
    for (size_t p = 0; p < copy->count; p++) {
        text = ts_arena_print(f->arena, "%s%s", text, p ? "/" : "");
        for (size_t i = 0; i < copy->paragraphs[p].count; i++) {
            const ts_piece *piece = &copy->paragraphs[p].pieces[i];
            text = ts_arena_print(f->arena, "%s%s%s%s%s%s%.*s%s%s%s%s", text, piece->strong ? "<b>" : "",
                                  piece->emphasis ? "<i>" : "", piece->mark ? "^" : "",
                                  piece->magnitude ? "~" : "", piece->tbc ? "#" : "", (int)piece->length,
                                  piece->text, piece->link ? "(" : "", piece->link ? piece->link : "",
                                  piece->link ? ")" : "",
                                  piece->strong     ? "</b>"
                                  : piece->emphasis ? "</i>"
                                                    : "");
        }
    }
    return text;
}

#define assert_shown(f, copy, text) assert_string_equal(shown((f), (copy)), (text))

#endif
