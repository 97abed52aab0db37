#include "answer/factcheck.h"

#include "answer/amount.h"
#include "base/html.h"
#include "text/sentences.h"

#include <stdint.h>
#include <string.h>

typedef struct lines {
    const char **items;
    size_t count, capacity;
} lines;

typedef struct checker {
    FILE *out;
    ts_arena *arena;
    const ts_account *account;
    size_t number;   /* of the claim, from 1 */
    ts_map queries;  /* name of a number -> size_t *, its place in the list at the end, from 1 */
    lines typed;    /* sentences with figures that are no number's */
    bool failed;
} checker;

/* ---- what stands behind one number */

static const char *text_or(const char *text)
{
    return text ? text : "";
}

static const char *joined(const checker *c, const ts_json *first)
{
    const char *list = "";
    for (const ts_json *item = first; item && list; item = item->next)
        if (item->kind == TS_JSON_STRING)
            list = ts_arena_print(c->arena, "%s%s%s", list, *list ? ", " : "", item->string);
    return text_or(list);
}

/* Queries stand at the end, where a printed page has them too. 0: memory is out. */
static size_t query_place(checker *c, const char *name)
{
    const size_t *known = name ? ts_map_find(&c->queries, name) : NULL;
    size_t *place = known || !name ? NULL : TS_NEW(c->arena, size_t);
    if (known || !name)
        return known ? *known : 0;
    c->failed |= !place || !ts_map_put(c->arena, &c->queries, name, place);
    if (c->failed)
        return 0;
    *place = c->queries.count;
    return *place;
}

static void put_computation(checker *c, const ts_json *number, const ts_account_place *place)
{
    const char *method = ts_account_text(number, "method"), *uses = joined(c, ts_account_list(number, "uses"));
    const char *period = ts_account_text(number, "period"), *only = ts_account_text(number, "only");
    const char *here = ts_account_text(place->value, "rounding"), *query = ts_account_text(number, "query");
    const char *rounding = here ? here : ts_account_text(number, "rounding");
    ts_html_text(c->out, ts_arena_print(c->arena, "Computed: %s%s%s%s%s%s%s. ", text_or(method), *uses ? " of " : "", uses,
                                        only ? ", " : "", text_or(only), period ? ", " : "", text_or(period)));
    if (rounding)
        ts_html_text(c->out, ts_arena_print(c->arena, "Printed %s. ", rounding));
    size_t at = query ? query_place(c, ts_account_text(number, "name")) : 0;
    if (at)
        fprintf(c->out, "<a href=\"#query-%zu\">Query %zu</a>", at, at);
}

static void put_quotation(const checker *c, const ts_json *number)
{
    const char *says = ts_account_text(number, "says"), *read = ts_account_text(number, "read");
    ts_html_text(c->out, "Quoted");
    ts_html_text(c->out, read ? ts_arena_print(c->arena, ", read %s", read) : "");
    ts_html_text(c->out, says ? ts_arena_print(c->arena, ": \xE2\x80\x9C%s\xE2\x80\x9D", says) : ".");
}

/* What may mislead although it is right, and why the author lets it stand. */
static void put_doubts(const checker *c, const ts_json *number)
{
    for (const ts_json *doubt = ts_account_list(number, "doubts"); doubt; doubt = doubt->next) {
        const char *says = ts_account_text(doubt, "says"), *allowed = ts_account_text(doubt, "allowed");
        ts_html_element(c->out, "div", "doubt", ts_arena_print(c->arena, "Doubt: %s%s%s", text_or(says), allowed ? ". Allowed: " : "",
                                                               text_or(allowed)));
    }
}

static void put_lines(const checker *c, const ts_json *number)
{
    put_doubts(c, number);
    for (const ts_json *caveat = ts_account_list(number, "caveats"); caveat; caveat = caveat->next)
        ts_html_element(c->out, "div", "quiet", ts_account_text(caveat, "says"));
    ts_html_element(c->out, "div", "quiet", ts_account_text(number, "note"));
}

static void put_source(const checker *c, const ts_json *source)
{
    const char *publisher = ts_account_text(source, "publisher"), *title = ts_account_text(source, "title");
    const char *edition = ts_account_text(source, "edition"), *read = ts_account_text(source, "read");
    const char *year = ts_account_value(c->arena, source, "year"), *name = ts_account_text(source, "name");
    const char *number = ts_account_value(c->arena, name ? ts_map_find(&c->account->sources, name) : NULL, "number");
    if (!source)
        return;
    fputs("<div>", c->out);
    ts_html_text(c->out, ts_arena_print(c->arena, "%s%s%s%s%s%s%s%s%s%s%s ", *number ? "[" : "", number, *number ? "] " : "",
                                        text_or(publisher), publisher && title ? ", " : "", text_or(title), edition ? ", " : "",
                                        text_or(edition), *year ? ", " : "", year, read || ts_account_text(source, "url") ? "." : ""));
    ts_html_address(c->out, ts_account_text(source, "url"));
    ts_html_text(c->out, read ? ts_arena_print(c->arena, " read %s", read) : NULL);
    fputs("</div>", c->out);
}

static void put_sources(const checker *c, const ts_json *first)
{
    for (const ts_json *source = first; source; source = source->next)
        put_source(c, source);
}

/* What the ledger knows of a chart's own value. */
static const ts_json *series_of(const checker *c, const char *name)
{
    const char *rest;
    return ts_account_series(c->arena, c->account, name, &rest);
}

static void put_mark_row(const checker *c, const ts_account_place *place)
{
    const ts_json *source = ts_account_cited(c->account, place->source);
    fputs("<tr><th scope=\"row\">", c->out);
    ts_html_part(c->out, place->words + place->from, place->to - place->from);
    fputs("</th><td></td><td>Cited: what the sentence says.</td><td>", c->out);
    put_source(c, source);
    fputs("</td><td class=\"initials\"></td></tr>\n", c->out);
}

/* As it is read; what was left out of it in small type. */
static void put_value(const checker *c, const ts_json *of, const char *unit)
{
    const ts_json *number = ts_account_number(of, "value");
    ts_html_text(c->out, ts_account_amount(c->arena, of, "value", unit));
    if (number && ts_amount_is_rounded(number->number, unit))
        ts_html_element(c->out, "div", "quiet", ts_amount_in_full(c->arena, number->number, unit));
}

static void put_number_row(checker *c, const ts_account_place *place)
{
    const char *name = place->name;
    const ts_json *number = ts_map_find(&c->account->numbers, name), *series = number ? NULL : series_of(c, name);
    const char *kind = ts_account_text(number, "kind"), *unit = ts_account_text(number ? number : series, "unit");
    fputs("<tr><th scope=\"row\"><strong>", c->out);
    ts_html_part(c->out, place->words + place->from, place->to - place->from);
    fputs("</strong>", c->out);
    ts_html_element(c->out, "div", "quiet", name);
    fputs("</th><td>", c->out);
    put_value(c, number ? number : ts_account_point(c->account, name), unit);
    fputs("</td><td>", c->out);
    if (number && kind && strcmp(kind, "quoted") == 0)
        put_quotation(c, number);
    else if (number)
        put_computation(c, number, place);
    else if (series)
        ts_html_text(c->out, ts_arena_print(c->arena, "A value of series %s.", text_or(ts_account_text(series, "name"))));
    put_lines(c, number ? number : series);
    fputs("</td><td>", c->out);
    put_sources(c, ts_account_list(number ? number : series, "sources"));
    fputs("</td><td class=\"initials\"></td></tr>\n", c->out);
}

static void put_value_row(checker *c, const ts_account_place *place)
{
    if (place->name)
        put_number_row(c, place);
    else
        put_mark_row(c, place);
}

/* ---- sentences */

static bool within(const ts_account_place *place, size_t from, size_t to)
{
    return place->from < to && place->to > from;
}

/* The page is in English, what it quotes in the edition's language. */
static void begin_quote(const checker *c)
{
    fputs("<blockquote lang=\"", c->out);
    ts_html_text(c->out, c->account->language ? c->account->language : "und");
    fputs("\">", c->out);
}

static void put_sentence(const checker *c, const ts_account_places *places, const char *words, size_t from, size_t to)
{
    size_t at = from;
    begin_quote(c);
    for (size_t i = 0; i < places->count; i++) {
        const ts_account_place *place = &places->items[i];
        if (!within(place, from, to) || place->from < at)
            continue;
        ts_html_part(c->out, words + at, place->from - at);
        fputs("<mark>", c->out);
        at = place->to < to ? place->to : to;
        ts_html_part(c->out, words + place->from, at - place->from);
        fputs("</mark>", c->out);
    }
    ts_html_part(c->out, words + at, to - at);
    fputs("</blockquote>\n", c->out);
}

static void begin_table(const checker *c)
{
    fputs("<table class=\"claim\"><colgroup><col style=\"width:15%\"><col style=\"width:19%\"><col style=\"width:29%\">"
          "<col style=\"width:27%\"><col style=\"width:10%\"></colgroup>\n<thead><tr><th scope=\"col\">Printed</th>"
          "<th scope=\"col\">Value</th><th scope=\"col\">Computed or quoted</th><th scope=\"col\">Source</th>"
          "<th scope=\"col\" class=\"initials\">Initials</th></tr></thead>\n<tbody>\n",
          c->out);
}

static void begin_claim(checker *c, const ts_json *text)
{
    const char *key = ts_account_text(text, "key"), *frame = ts_account_text(text, "frame");
    fputs("<section>", c->out);
    c->number++;
    const char *head = ts_arena_print(c->arena, "%zu \xC2\xB7 page %s%s%s", c->number, ts_account_value(c->arena, text, "page"),
                                      key || frame ? " \xC2\xB7 " : "", key ? key : text_or(frame));
    ts_html_element(c->out, "h2", "claimed", head);
}

static size_t count_within(const ts_account_places *places, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = 0; i < places->count; i++)
        count += within(&places->items[i], from, to);
    return count;
}

static bool has_source(const checker *c, const char *name, const ts_json *cited)
{
    const char *wanted = ts_account_text(cited, "name");
    const ts_json *number = ts_map_find(&c->account->numbers, name);
    const ts_json *first = ts_account_list(number ? number : series_of(c, name), "sources");
    for (const ts_json *source = first; source && wanted; source = source->next)
        if (strcmp(text_or(ts_account_text(source, "name")), wanted) == 0)
            return true;
    return false;
}

/* A mark whose source stands behind a number of the same sentence needs no row of its own. */
static bool is_said(const checker *c, const ts_account_places *places, size_t mark, size_t from, size_t to)
{
    const ts_json *cited = places->items[mark].name ? NULL : ts_account_cited(c->account, places->items[mark].source);
    for (size_t i = 0; cited && i < places->count; i++)
        if (places->items[i].name && within(&places->items[i], from, to) && has_source(c, places->items[i].name, cited))
            return true;
    return false;
}

/* Behind the figures at `at`. Four of them alone are taken for a year. */
static size_t over_figures(const char *words, size_t at, size_t to, bool *typed)
{
    size_t from = at;
    while (at < to && ((words[at] >= '0' && words[at] <= '9') || (strchr(",.", words[at]) && words[at + 1] >= '0' && words[at + 1] <= '9')))
        at++;
    *typed |= !(at - from == 4 && (words[from] == '1' || words[from] == '2'));
    return at;
}

/* Whether a sentence has figures that stand in no number and no mark. */
static bool has_typed(const ts_account_places *places, const char *words, size_t from, size_t to)
{
    bool typed = false;
    size_t next = 0;
    for (size_t at = from; at < to && !typed;) {
        while (next < places->count && places->items[next].to <= at)
            next++;
        bool inside = next < places->count && places->items[next].from <= at;
        if (inside)
            at = places->items[next].to;
        else
            at = words[at] >= '0' && words[at] <= '9' ? over_figures(words, at, to, &typed) : at + 1;
    }
    return typed;
}

static void note_typed(checker *c, const ts_json *text, const ts_account_places *places, size_t from, size_t to)
{
    const char *words = ts_account_text(text, "text"), *tag = ts_account_text(text, "tag");
    bool read = tag && strcmp(tag, "Note") != 0; /* neither the list of sources nor what stands on every page */
    if (!read || !has_typed(places, words, from, to))
        return;
    const char *line = ts_arena_print(c->arena, "Page %s: %.*s", ts_account_value(c->arena, text, "page"), (int)(to - from), words + from);
    c->failed |= !line || !TS_PUSH(c->arena, &c->typed, line);
}

static void check_sentence(checker *c, const ts_json *text, const ts_account_places *places, size_t from, size_t to)
{
    if (!count_within(places, from, to))
        return;
    begin_claim(c, text);
    put_sentence(c, places, ts_account_text(text, "text"), from, to);
    begin_table(c);
    for (size_t i = 0; i < places->count; i++)
        if (within(&places->items[i], from, to) && !is_said(c, places, i, from, to))
            put_value_row(c, &places->items[i]);
    fputs("</tbody></table></section>\n", c->out);
}

static void check_text(checker *c, const ts_json *text)
{
    ts_account_places places = {0};
    const char *words = ts_account_text(text, "text");
    size_t count = 0, from = 0;
    c->failed |= !ts_account_values(c->arena, text, &places);
    if (!words || c->failed)
        return;
    const size_t *ends = ts_text_sentences(c->arena, c->account->language, words, &count);
    c->failed |= !ends;
    for (size_t i = 0; i < count && !c->failed; i++) {
        check_sentence(c, text, &places, from, ends[i]);
        note_typed(c, text, &places, from, ends[i]);
        from = ends[i];
    }
}

/* ---- figures: one claim each, their labels together */

static bool is_label(const ts_json *text)
{
    const char *tag = ts_account_text(text, "tag");
    return tag && strcmp(tag, "Figure") == 0;
}

/* A figure begins with what it says to those who do not see it. */
static bool begins_figure(const ts_json *text)
{
    const ts_json *alt = ts_json_member(text, "alt");
    return is_label(text) && alt && alt->kind == TS_JSON_BOOL && alt->boolean;
}

static void put_figure(const checker *c, const ts_json *figure)
{
    const char *says = begins_figure(figure) ? ts_account_text(figure, "text") : NULL;
    if (!says)
        return;
    begin_quote(c);
    ts_html_text(c->out, says);
    fputs("</blockquote>\n", c->out);
}

/* Gives the text behind the figure. */
static const ts_json *check_figure(checker *c, const ts_json *figure)
{
    const ts_json *text = figure;
    ts_account_places places = {0};
    do {
        c->failed |= !ts_account_values(c->arena, text, &places);
        text = text->next;
    } while (text && is_label(text) && !begins_figure(text) && !c->failed);
    if (!places.count || c->failed)
        return text;
    begin_claim(c, figure);
    put_figure(c, figure);
    begin_table(c);
    for (size_t i = 0; i < places.count; i++)
        if (!is_said(c, &places, i, 0, SIZE_MAX))
            put_value_row(c, &places.items[i]);
    fputs("</tbody></table></section>\n", c->out);
    return text;
}

/* ---- the whole */

static void put_head(const checker *c)
{
    const ts_account *account = c->account;
    ts_html_begin(c->out, "en", ts_arena_print(c->arena, "Fact check: %s", text_or(account->title)));
    ts_html_element(c->out, "h1", NULL, ts_arena_print(c->arena, "Fact check: %s", text_or(account->title)));
    const ts_json *params = ts_json_member(account->root, "params");
    const char *settings = "";
    for (const ts_json *p = params && params->kind == TS_JSON_OBJECT ? params->child : NULL; p && settings; p = p->next)
        settings = ts_arena_print(c->arena, "%s, %s %s", settings, p->key, ts_account_value(c->arena, params, p->key));
    ts_html_element(c->out, "p", "quiet", ts_arena_print(c->arena, "Edition: %s, %s%s", text_or(account->language),
                                                         account->date ? account->date : "no date", text_or(settings)));
    ts_html_element(c->out, "p", NULL,
                    "Each sentence and figure that prints a number. Look at the value, how it came about and its source; "
                    "put your initials where you agree.");
}

static void put_typed(const checker *c)
{
    if (!c->typed.count)
        return;
    ts_html_element(c->out, "h2", NULL, "Figures that were typed");
    ts_html_element(c->out, "p", NULL, "No number of the sheet stands behind them: look at each.");
    fputs("<ul>\n", c->out);
    for (size_t i = 0; i < c->typed.count; i++)
        ts_html_element(c->out, "li", NULL, c->typed.items[i]);
    fputs("</ul>\n", c->out);
}

static void put_queries(const checker *c)
{
    ts_html_element(c->out, "h2", NULL, c->queries.count ? "Queries" : NULL);
    for (size_t i = 0; i < c->queries.count; i++) {
        const char *name = c->queries.items[i].name;
        fprintf(c->out, "<h3 id=\"query-%zu\">", i + 1);
        ts_html_text(c->out, ts_arena_print(c->arena, "%zu \xC2\xB7 %s", i + 1, name));
        fputs("</h3>\n", c->out);
        ts_html_element(c->out, "pre", NULL, ts_account_text(ts_map_find(&c->account->numbers, name), "query"));
    }
}

bool ts_factcheck_print(FILE *out, ts_arena *arena, const ts_account *account)
{
    checker c = {.out = out, .arena = arena, .account = account};
    put_head(&c);
    for (const ts_json *text = account->texts; text && !c.failed;) {
        if (is_label(text)) {
            text = check_figure(&c, text);
            continue;
        }
        check_text(&c, text);
        text = text->next;
    }
    put_typed(&c);
    ts_html_element(out, "p", "sign", ts_arena_print(arena, "%zu claims. Signed off by: ____________________  Date: __________", c.number));
    put_queries(&c);
    ts_html_end(out);
    return !c.failed && !ts_arena_failed(arena);
}
