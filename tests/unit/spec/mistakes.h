/*
 * A sheet with room for a mistake of any part, and what is told of one: its
 * message and its place, which is where a ~ stands in its text.
 */
#ifndef MISTAKES_H
#define MISTAKES_H

#include "sheet_text.h"

static const char brand[] =
    "{ \"tearsheet-brand\": 1,\n"
    "  \"swatches\": { \"Midnight\": { \"ink\": \"C100 K44\", \"dark\": true }, \"Sand\": { \"ink\": "
    "\"Y13\", \"srgb\": \"#F9F0DF\" },\n"
    "    \"Poppy\": { \"ink\": \"M58\", \"text\": false } },\n"
    "  \"fonts\": { \"Inter\": { \"file\": \"Inter.otf\" } },\n"
    "  \"text-styles\": { \"body\": { \"font\": \"Inter\", \"set\": \"8.75/12\" }, \"body-small\": { "
    "\"based-on\": \"body\", \"set\": \"8/11\" },\n"
    "    \"vanishing\": { \"based-on\": \"body\", \"ladder\": \"gone\" } },\n"
    "  \"ladders\": { \"gone\": { \"steps\": [{ \"hide\": \"frame\" }] },\n"
    "    \"wide\": { \"steps\": [{ \"across\": 2 }] }, \"label\": { \"steps\": [{ \"move\": \"outside\" }] } },\n"
    "  \"box-styles\": { \"panel\": { \"ground\": \"Sand\" } },\n"
    "  \"art\": { \"hero\": { \"file\": \"hero.svg\" } },\n"
    "  \"components\": {\n"
    "    \"callout\": { \"slots\": { \"value\": { \"type\": \"number\" }, \"caption\": { \"type\": \"copy\", "
    "\"default\": \"callouts.{value}\" } },\n"
    "      \"frame\": { \"stack\": [{ \"value\": \"{value}\" },\n"
    "        { \"text\": \"{caption}\", \"name\": \"inner\" }] } },\n"
    "    \"quote\": { \"slots\": { \"who\": { \"type\": \"word\" }, \"style\": { \"type\": \"style\", "
    "\"default\": \"body\" },\n"
    "      \"eyebrow\": { \"type\": \"copy\", \"optional\": true } },\n"
    "      \"frame\": { \"stack\": [{ \"text\": \"{eyebrow}\" }, { \"text\": \"quotes.{who}\", \"style\": "
    "\"{style}\" }] } }\n"
    "  } }\n";

static const char template[] =
    "{\n"
    "  \"tearsheet\": 1, \"use\": [\"a.brand.json\"],\n"
    "  \"copy\": { \"title\": \"T\", \"deck\": \"We win when we make things.\", \"noted\": \"n[^bts]\",\n"
    "    \"callouts\": { \"trade\": "
    "\"c\" }, \"quotes\": { \"orth\": \"q\" }\n"
    "    <COPY> },\n"
    "  \"params\": { \"year\": { \"type\": \"integer\", \"default\": 2024 } <PARAMS> },\n"
    "  \"sources\": { \"bts\": { \"publisher\": \"P\", \"title\": \"T\" } <SOURCES> },\n"
    "  \"tables\": { \"us_trade\": { \"file\": \"t.csv\", \"source\": \"bts\" } <TABLES> },\n"
    "  \"shapes\": { \"states\": { \"file\": \"s.geojson\", \"name\": \"n\" } },\n"
    "  \"series\": { \"goods\": { \"table\": \"us_trade\", \"sum\": \"v\", \"over\": \"year\", \"unit\": "
    "\"USD\" },\n"
    "    \"by-mode\": { \"table\": \"us_trade\", \"sum\": \"v\", \"by\": \"mode\", \"unit\": \"USD\" } "
    "<SERIES> },\n"
    "  \"facts\": { \"firms\": { \"value\": 475, \"unit\": \"count\", \"source\": \"bts\" } <FACTS> },\n"
    "  \"stats\": { \"trade\": { \"total\": \"goods\", \"at\": \"{year}\" } <STATS> },\n"
    "  <TOP>\n"
    "  \"pages\": [{ \"body\": [{ \"text\": \"title\" } <BODY>] } <PAGES>]\n"
    "}\n";

typedef struct mistake {
    const char *slot, *text, *rule, *message;
} mistake;

/* The template with one slot taken and the others empty; the ~ is taken out,
 * and its place given. */
static inline void compose(const mistake *m, char *out, size_t size, ts_place *place)
{
    size_t at = 0;
    *place = (ts_place){0, 0};
    size_t line = 1, column = 1;
    for (const char *from = template; *from;) {
        const char *close = *from == '<' ? strchr(from, '>') : NULL;
        bool ours = close && strncmp(from + 1, m->slot, (size_t)(close - from - 1)) == 0 &&
                    strlen(m->slot) == (size_t)(close - from - 1);
        const char *piece = ours ? m->text : from;
        size_t length = ours ? strlen(m->text) : close ? 0 : 1;
        for (size_t i = 0; i < length && at + 1 < size; i++) {
            if (piece[i] == '~') {
                *place = (ts_place){line, column};
                continue;
            }
            out[at++] = piece[i];
            line += piece[i] == '\n';
            column = piece[i] == '\n' ? 1 : column + 1;
        }
        from = close ? close + 1 : from + 1;
    }
    out[at] = '\0';
}

static inline bool is_told(const loaded *l, const mistake *m, ts_place place)
{
    for (size_t i = 0; i < l->diags.count; i++) {
        const ts_diag *d = &l->diags.items[i];
        ts_place at = d->span.source ? ts_source_place(d->span.source, d->span.begin) : (ts_place){0, 0};
        if (strcmp(d->rule, m->rule) == 0 && (!m->message || strcmp(d->message, m->message) == 0) &&
            (!place.line || (at.line == place.line && at.column == place.column)))
            return true;
    }
    return false;
}

static inline void load_mistake(loaded *l, const mistake *m, ts_place *place)
{
    char text[8192];
    compose(m, text, sizeof text, place);
    open_folder(l);
    write_file(l->folder, "a.brand.json", brand);
    write_file(l->folder, "t.json", text);
    load(l);
}

static inline void assert_all_told(const mistake *mistakes, size_t count)
{
    size_t missed = 0;
    for (size_t i = 0; i < count; i++) {
        const mistake *m = &mistakes[i];
        loaded l;
        ts_place place;
        load_mistake(&l, m, &place);
        bool told = l.status == TS_FAULT && (!m->rule || is_told(&l, m, place));
        if (!told) {
            fprintf(stderr, "case %zu: %s\n  wanted %zu:%zu %s [%s], status %d\n", i, m->text, place.line,
                    place.column, m->message ? m->message : "", m->rule ? m->rule : "", l.status);
            print_diags(&l);
        }
        missed += !told;
        close_folder(&l);
    }
    assert_int_equal(missed, 0);
}

/* One slip, one message: what follows from a mistake is not told as well. */
static inline void assert_told_once(const mistake *mistakes, size_t count, size_t but)
{
    size_t more = 0;
    for (size_t i = 0; i < count; i++) {
        loaded l;
        ts_place place;
        load_mistake(&l, &mistakes[i], &place);
        if (l.diags.count > 1) {
            more++;
            if (getenv("SHOW_MORE"))
                print_diags(&l);
        }
        close_folder(&l);
    }
    assert_in_range(more, 0, but);
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

#endif
