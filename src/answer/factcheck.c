#include "answer/factcheck.h"

#include "answer/html.h"
#include "text/sentences.h"

#include <string.h>

typedef struct checker {
    FILE *out;
    ts_arena *arena;
    const ts_account *account;
    size_t number;   /* of the claim, from 1 */
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

static void put_computation(const checker *c, const ts_json *number)
{
    const char *method = ts_account_text(number, "method"), *uses = joined(c, ts_account_list(number, "uses"));
    const char *period = ts_account_text(number, "period"), *only = ts_account_text(number, "only");
    const char *rounding = ts_account_text(number, "rounding"), *query = ts_account_text(number, "query");
    ts_html_text(c->out, ts_arena_print(c->arena, "Computed: %s%s%s%s%s%s%s. ", text_or(method), *uses ? " of " : "", uses,
                                        only ? ", " : "", text_or(only), period ? ", " : "", text_or(period)));
    if (rounding)
        ts_html_text(c->out, ts_arena_print(c->arena, "Printed %s.", rounding));
    if (!query)
        return;
    fputs("<details><summary>query</summary>", c->out);
    ts_html_element(c->out, "code", NULL, query);
    fputs("</details>", c->out);
}

static void put_quotation(const checker *c, const ts_json *number)
{
    const char *says = ts_account_text(number, "says"), *read = ts_account_text(number, "read");
    ts_html_text(c->out, "Quoted");
    ts_html_text(c->out, read ? ts_arena_print(c->arena, ", read %s", read) : "");
    ts_html_text(c->out, says ? ts_arena_print(c->arena, ": \xE2\x80\x9C%s\xE2\x80\x9D", says) : ".");
}

static void put_lines(const checker *c, const ts_json *number)
{
    for (const ts_json *caveat = ts_account_list(number, "caveats"); caveat; caveat = caveat->next)
        ts_html_element(c->out, "div", "quiet", ts_account_text(caveat, "says"));
    ts_html_element(c->out, "div", "quiet", ts_account_text(number, "note"));
}

static void put_source(const checker *c, const ts_json *source)
{
    const char *publisher = ts_account_text(source, "publisher"), *title = ts_account_text(source, "title");
    const char *edition = ts_account_text(source, "edition");
    fputs("<div>", c->out);
    ts_html_text(c->out, ts_arena_print(c->arena, "%s%s%s%s%s ", text_or(publisher), publisher && title ? ", " : "",
                                        text_or(title), edition ? ", " : "", text_or(edition)));
    ts_html_address(c->out, ts_account_text(source, "url"));
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
    fputs("<tr><td>", c->out);
    ts_html_part(c->out, place->words + place->from, place->to - place->from);
    fputs("</td><td></td><td>Cited: what the sentence says.</td><td>", c->out);
    put_source(c, source);
    fputs("</td><td class=\"initials\"></td></tr>\n", c->out);
}

static void put_number_row(const checker *c, const ts_account_place *place)
{
    const char *name = place->name;
    const ts_json *number = ts_map_find(&c->account->numbers, name), *series = number ? NULL : series_of(c, name);
    const char *kind = ts_account_text(number, "kind"), *unit = ts_account_text(number ? number : series, "unit");
    fputs("<tr><td><strong>", c->out);
    ts_html_part(c->out, place->words + place->from, place->to - place->from);
    fputs("</strong>", c->out);
    ts_html_element(c->out, "div", "quiet", name);
    fputs("</td><td>", c->out);
    ts_html_text(c->out, ts_account_shown(c->arena, number ? number : ts_account_point(c->arena, c->account, name), "value"));
    ts_html_text(c->out, unit ? ts_arena_print(c->arena, " %s", unit) : "");
    fputs("</td><td>", c->out);
    if (number && kind && strcmp(kind, "quoted") == 0)
        put_quotation(c, number);
    else if (number)
        put_computation(c, number);
    else if (series)
        ts_html_text(c->out, ts_arena_print(c->arena, "A value of series %s.", text_or(ts_account_text(series, "name"))));
    put_lines(c, number);
    fputs("</td><td>", c->out);
    put_sources(c, ts_account_list(number ? number : series, "sources"));
    fputs("</td><td class=\"initials\"></td></tr>\n", c->out);
}

static void put_value_row(const checker *c, const ts_account_place *place)
{
    (place->name ? put_number_row : put_mark_row)(c, place);
}

/* ---- sentences */

static bool within(const ts_account_place *place, size_t from, size_t to)
{
    return place->from < to && place->to > from;
}

static void put_sentence(const checker *c, const ts_account_places *places, const char *words, size_t from, size_t to)
{
    size_t at = from;
    fputs("<blockquote>", c->out);
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
    fputs("<table class=\"claim\"><colgroup><col style=\"width:16%\"><col style=\"width:16%\"><col style=\"width:30%\">"
          "<col style=\"width:28%\"><col style=\"width:10%\"></colgroup>\n<thead><tr><th scope=\"col\">Printed</th>"
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
    ts_html_element(c->out, "div", "quiet claimed", head);
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
    if (!words || !places.count || c->failed)
        return;
    const size_t *ends = ts_text_sentences(c->arena, c->account->language, words, &count);
    c->failed |= !ends;
    for (size_t i = 0; i < count && !c->failed; i++) {
        check_sentence(c, text, &places, from, ends[i]);
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

/* Gives the text behind the figure. */
static const ts_json *check_figure(checker *c, const ts_json *figure)
{
    const ts_json *text = figure;
    bool begun = false;
    do {
        ts_account_places places = {0};
        c->failed |= !ts_account_values(c->arena, text, &places);
        if (places.count && !begun) {
            begin_claim(c, figure);
            ts_html_element(c->out, "blockquote", NULL, begins_figure(figure) ? ts_account_text(figure, "text") : NULL);
            begin_table(c);
            begun = true;
        }
        for (size_t i = 0; i < places.count; i++)
            put_value_row(c, &places.items[i]);
        text = text->next;
    } while (text && is_label(text) && !begins_figure(text) && !c->failed);
    fputs(begun ? "</tbody></table></section>\n" : "", c->out);
    return text;
}

/* ---- the whole */

static void put_head(const checker *c)
{
    const ts_account *account = c->account;
    ts_html_begin(c->out, account->language, ts_arena_print(c->arena, "Fact check: %s", text_or(account->title)));
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
    ts_html_element(out, "p", NULL, ts_arena_print(arena, "%zu claims. Signed off by: ____________________  Date: __________", c.number));
    ts_html_end(out);
    return !c.failed && !ts_arena_failed(arena);
}
