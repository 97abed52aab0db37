/* A comparison as text for a terminal, JSON for a program, HTML for a reviewer. */
#include "answer/diff.h"

#include "answer/amount.h"
#include "base/html.h"
#include "base/json_out.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define ARROW " \xE2\x86\x92 "

static const char *const kinds[] = {"changed", "added", "removed", "moved", "same"};
static const char signs[] = "~+-==";

static const char *or_gap(const char *text, const char *gap)
{
    return text && *text ? text : gap;
}

/* "+6.2%", of shares "+1.8 points", of ranks "−1"; "" when there is nothing to compare. */
static const char *difference(ts_arena *arena, const ts_value_change *change)
{
    return change->compares ? ts_amount_change(arena, change->by, change->base, change->unit) : "";
}

const char *ts_diff_name(ts_arena *arena, const ts_value_change *change)
{
    const char *moment = strrchr(change->name, '/');
    const char *name = change->was && moment ? ts_arena_print(arena, "%s" ARROW "%s", change->was, moment + 1) : change->name;
    return name ? name : change->name;
}

static size_t count_of(const ts_diff *diff, ts_change kind)
{
    size_t count = 0;
    for (size_t i = 0; i < diff->values.count; i++)
        count += diff->values.items[i].kind == kind;
    return count;
}

static const char *edition_of(ts_arena *arena, const ts_account *account)
{
    const char *title = account->title && *account->title ? account->title : "(no title)";
    return ts_arena_print(arena, "%s, %s, %s%s%s", title, or_gap(account->language, "no language"), or_gap(account->date, "no date"),
                          account->profile ? ", " : "", or_gap(account->profile, ""));
}

static const char *summary(ts_arena *arena, const ts_diff *diff)
{
    size_t moved = count_of(diff, TS_MOVED);
    return ts_arena_print(arena, "%zu printed value%s changed, %zu moved behind the same print; %zu source%s; %zu text%s",
                          diff->printed, diff->printed == 1 ? "" : "s", moved, diff->sources.count,
                          diff->sources.count == 1 ? "" : "s", diff->texts.count, diff->texts.count == 1 ? "" : "s");
}

/* ---- text */

static void text_value(FILE *out, ts_arena *arena, const ts_value_change *change)
{
    const char *by = difference(arena, change);
    if (change->kind == TS_SAME)
        return;
    fprintf(out, "  %c %s  ", signs[change->kind], ts_diff_name(arena, change));
    if (change->kind == TS_MOVED && strcmp(or_gap(change->before_value, ""), or_gap(change->after_value, "")) == 0)
        fprintf(out, "prints %s, as before", or_gap(change->after, "nothing"));
    else if (change->kind == TS_MOVED)
        fprintf(out, "prints %s, is %s" ARROW "%s", or_gap(change->after, "nothing"), or_gap(change->before_amount, "none"),
                or_gap(change->after_amount, "none"));
    else if (change->kind == TS_CHANGED)
        fprintf(out, "%s" ARROW "%s", or_gap(change->before, "nothing"), or_gap(change->after, "nothing"));
    else
        fputs(or_gap(change->kind == TS_ADDED ? change->after : change->before, "nothing"), out);
    fprintf(out, "%s%s%s%s%s%s%s%s\n", *by ? "  (" : "", by, *by ? ")" : "", *change->pages ? "  page " : "", change->pages,
            *change->says ? "\n      " : "", change->says, "");
}

static void text_pair(FILE *out, const char *before, const char *after)
{
    if (before)
        fprintf(out, "      - %s\n", before);
    if (after)
        fprintf(out, "      + %s\n", after);
}

static void print_plain(FILE *out, ts_arena *arena, const ts_diff *diff)
{
    fprintf(out, "old  %s\nnew  %s\n", edition_of(arena, diff->old), edition_of(arena, diff->new));
    if (*diff->settings)
        fprintf(out, "     %s\n", diff->settings);
    if (diff->values.count > count_of(diff, TS_SAME))
        fputs("\nvalues\n", out);
    for (size_t i = 0; i < diff->values.count; i++)
        text_value(out, arena, &diff->values.items[i]);
    if (diff->sources.count)
        fputs("\nsources\n", out);
    for (size_t i = 0; i < diff->sources.count; i++) {
        const ts_source_change *change = &diff->sources.items[i];
        fprintf(out, "  %c %s\n", signs[change->kind], change->name);
        text_pair(out, change->before, change->after);
    }
    if (diff->texts.count)
        fputs("\nwords\n", out);
    for (size_t i = 0; i < diff->texts.count; i++) {
        const ts_text_change *change = &diff->texts.items[i];
        fprintf(out, "  %c %s  page %d\n", signs[change->kind], change->where, change->page);
        text_pair(out, change->before, change->after);
    }
    fprintf(out, "\n%s\n", summary(arena, diff));
}

/* A ledger of unknown origin must not reach a terminal as it is. */
static void print_text(FILE *out, ts_arena *arena, const ts_diff *diff)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (!memory)
        return;
    print_plain(memory, arena, diff);
    if (fclose(memory) == 0)
        ts_utf8_print_lines(text, length, out);
    free(text);
}

/* ---- JSON */

static void json_value(ts_json_out *out, const ts_value_change *change)
{
    ts_json_line(out, NULL, '{');
    ts_json_text(out, "name", change->name);
    ts_json_text(out, "was", change->was);
    ts_json_text(out, "change", kinds[change->kind]);
    ts_json_text(out, "before", change->before);
    ts_json_text(out, "after", change->after);
    ts_json_text(out, "before-value", change->before_value);
    ts_json_text(out, "after-value", change->after_value);
    if (change->compares) {
        ts_json_number(out, "by", change->by);
        ts_json_text(out, "unit", change->unit);
        if (change->share != 0)
            ts_json_number(out, "share", change->share);
    }
    ts_json_text(out, "pages", *change->pages ? change->pages : NULL);
    ts_json_text(out, "says", *change->says ? change->says : NULL);
    ts_json_close(out, '}');
}

static void json_pair(ts_json_out *out, const char *name, const char *kind, const char *before, const char *after, int page)
{
    ts_json_line(out, NULL, '{');
    ts_json_text(out, page ? "where" : "name", name);
    ts_json_text(out, "change", kind);
    if (page)
        ts_json_whole(out, "page", (size_t)page);
    ts_json_text(out, "before", before);
    ts_json_text(out, "after", after);
    ts_json_close(out, '}');
}

static void print_json(FILE *file, ts_arena *arena, const ts_diff *diff)
{
    ts_json_out out = {.arena = arena};
    ts_json_open(&out, NULL, '{');
    ts_json_text(&out, "old", edition_of(arena, diff->old));
    ts_json_text(&out, "new", edition_of(arena, diff->new));
    ts_json_text(&out, "settings", *diff->settings ? diff->settings : NULL);
    ts_json_whole(&out, "printed-changed", diff->printed);
    ts_json_open(&out, "values", '[');
    for (size_t i = 0; i < diff->values.count; i++)
        json_value(&out, &diff->values.items[i]);
    ts_json_close(&out, ']');
    ts_json_open(&out, "sources", '[');
    for (size_t i = 0; i < diff->sources.count; i++) {
        const ts_source_change *c = &diff->sources.items[i];
        json_pair(&out, c->name, kinds[c->kind], c->before, c->after, 0);
    }
    ts_json_close(&out, ']');
    ts_json_open(&out, "texts", '[');
    for (size_t i = 0; i < diff->texts.count; i++) {
        const ts_text_change *c = &diff->texts.items[i];
        json_pair(&out, c->where, kinds[c->kind], c->before, c->after, c->page > 0 ? c->page : 1);
    }
    ts_json_close(&out, ']');
    ts_json_close(&out, '}');
    ts_json_whole_text(&out);
    ts_json_pour(&out, file);
}

/* ---- HTML */

static void cell(FILE *out, const char *class, const char *text)
{
    ts_html_element(out, "td", class, text ? text : "");
}

static void html_values(FILE *out, ts_arena *arena, const ts_diff *diff)
{
    if (diff->values.count == count_of(diff, TS_SAME))
        return;
    fputs("<h2>Values</h2>\n<table><thead><tr><th scope=\"col\">Value</th><th scope=\"col\">Before</th><th scope=\"col\">Now</th>"
          "<th scope=\"col\">Difference</th><th scope=\"col\">Page</th></tr></thead>\n<tbody>\n",
          out);
    for (size_t i = 0; i < diff->values.count; i++) {
        const ts_value_change *c = &diff->values.items[i];
        if (c->kind == TS_SAME)
            continue;
        fputs("<tr><th scope=\"row\">", out);
        ts_html_text(out, ts_diff_name(arena, c));
        fputs("<br><span class=\"quiet\">", out);
        ts_html_text(out, c->kind != TS_MOVED ? kinds[c->kind] : c->after ? "the print is the same" : "not printed");
        ts_html_text(out, *c->says ? "; " : "");
        ts_html_text(out, c->says);
        fputs("</span></th><td>", out);
        ts_html_element(out, "del", NULL, c->kind == TS_MOVED ? NULL : c->before);
        ts_html_text(out, c->kind == TS_MOVED ? c->before : NULL);
        ts_html_element(out, "div", "quiet", c->before_amount);
        fputs("</td><td>", out);
        ts_html_element(out, "ins", NULL, c->kind == TS_MOVED ? NULL : c->after);
        ts_html_text(out, c->kind == TS_MOVED ? c->after : NULL);
        ts_html_element(out, "div", "quiet", c->after_amount);
        fputs("</td>", out);
        cell(out, "number", difference(arena, c));
        cell(out, NULL, c->pages);
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table>\n", out);
}

static void html_pair(FILE *out, const char *before, const char *after)
{
    fputs("<p>", out);
    if (before && after)
        ts_html_words(out, before, after);
    ts_html_element(out, "del", NULL, after ? NULL : before);
    ts_html_element(out, "ins", NULL, before ? NULL : after);
    fputs("</p>\n", out);
}

static void print_html(FILE *out, ts_arena *arena, const ts_diff *diff)
{
    ts_html_begin(out, "en", "What changed");
    ts_html_element(out, "h1", NULL, "What changed");
    ts_html_element(out, "p", "quiet", ts_arena_print(arena, "Old: %s", edition_of(arena, diff->old)));
    ts_html_element(out, "p", "quiet", ts_arena_print(arena, "New: %s", edition_of(arena, diff->new)));
    ts_html_element(out, "p", "quiet", *diff->settings ? diff->settings : NULL);
    ts_html_element(out, "p", NULL, summary(arena, diff));
    fputc('\n', out);
    html_values(out, arena, diff);
    if (diff->sources.count)
        fputs("<h2>Sources</h2>\n", out);
    for (size_t i = 0; i < diff->sources.count; i++) {
        ts_html_element(out, "h3", NULL, diff->sources.items[i].name);
        html_pair(out, diff->sources.items[i].before, diff->sources.items[i].after);
    }
    if (diff->texts.count)
        fputs("<h2>Words</h2>\n", out);
    for (size_t i = 0; i < diff->texts.count; i++) {
        const ts_text_change *c = &diff->texts.items[i];
        fputs("<section>", out);
        ts_html_element(out, "h3", NULL, ts_arena_print(arena, "%s, page %d", c->where, c->page));
        html_pair(out, c->before, c->after);
        fputs("</section>\n", out);
    }
    ts_html_end(out);
}

void ts_diff_print(FILE *out, ts_arena *arena, const ts_diff *diff, ts_diff_format format)
{
    static void (*const printers[])(FILE *, ts_arena *, const ts_diff *) = {print_text, print_json, print_html};
    printers[format](out, arena, diff);
}
