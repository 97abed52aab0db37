/* What the page is to a reader: the order of its headings, where its links lead, whose numbers it cites. */
#include "check/flight.h"

#include "base/utf8.h"

#include <string.h>

/* ---- places */

/* An item of the tag or of what is below it; the page and its number become the flight's. */
static const ts_item *item_of(ts_flight *flight, const ts_tag *tag)
{
    const ts_document *document = flight->order->document;
    for (size_t p = 0; p < document->page_count; p++)
        for (size_t i = 0; i < document->pages[p]->items.count; i++) {
            const ts_item *item = &document->pages[p]->items.items[i];
            const ts_tag *up = item->tag;
            while (up && up != tag)
                up = up->parent;
            if (!up)
                continue;
            flight->page = document->pages[p];
            flight->number = p + 1;
            return item;
        }
    flight->number = 0;
    return NULL;
}

/* ---- headings */

static int level_of(const ts_tag *tag)
{
    return tag->kind == TS_TAG_H1 ? 1 : tag->kind == TS_TAG_H2 ? 2 : tag->kind == TS_TAG_H3 ? 3 : 0;
}

static void check_heading(ts_flight *flight, const ts_tag *tag, int *last)
{
    int level = level_of(tag);
    bool second = level == 1 && *last > 0, skips = level > *last + 1;
    ts_breach breach = {.rule = TS_RULE_HEADING_ORDER};
    if (second || skips)
        breach.item = item_of(flight, tag);
    if (second)
        ts_flight_tell(flight, &breach, "a second H1: a document has one title, and H2 for its parts");
    else if (skips && *last == 0)
        ts_flight_tell(flight, &breach, "the first heading is an H%d: begin with an H1", level);
    else if (skips)
        ts_flight_tell(flight, &breach, "an H%d after an H%d: no level is skipped", level, *last);
    *last = level;
}

static void check_headings(ts_flight *flight)
{
    const ts_tag *root = flight->order->document->root;
    int level = 0;
    for (const ts_tag *tag = root; tag; tag = ts_tag_next(tag, root))
        if (level_of(tag))
            check_heading(flight, tag, &level);
    flight->number = 0;
}

static void check_title(ts_flight *flight)
{
    const char *title = flight->order->document->title;
    ts_breach breach = {.rule = TS_RULE_TITLE};
    if (!title || !title[strspn(title, " ")])
        ts_flight_tell(flight, &breach, "the document has no title: give the deck a \"title\", or the sheet another key for it");
}

/* ---- links */

/* Behind a scheme stands a host, a mailbox or a number; spaces and control characters stand nowhere. */
static bool is_whole(const char *target)
{
    static const struct { const char *scheme, *needs; } known[] = {{"https://", "."}, {"http://", "."}, {"mailto:", "@"}, {"tel:", "0123456789"}};
    for (const char *c = target; *c; c++)
        if ((unsigned char)*c <= ' ')
            return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t length = strlen(known[i].scheme);
        if (strncmp(target, known[i].scheme, length) == 0)
            return strpbrk(target + length, known[i].needs) && target[length] != '/' && target[length] != '.';
    }
    return false;
}

static ts_breach of_link(ts_rule_id rule, const ts_linkarea *area)
{
    return (ts_breach){.rule = rule, .span = area->span, .box = area->box};
}

static void check_link(ts_flight *flight, const ts_linkarea *area)
{
    size_t page;
    ts_breach target = of_link(TS_RULE_LINK_TARGET, area), unlisted = of_link(TS_RULE_SOURCE_LIST, area);
    if (area->target[0] != '#' && !is_whole(area->target))
        ts_flight_tell(flight, &target, "\"%.*s\" leads nowhere: links are whole addresses of https, http, mailto or tel",
                       ts_utf8_fit(area->target, 80), area->target);
    if (strncmp(area->target, "#source-", 8) == 0 && !ts_document_place(flight->order->document, area->target + 1, &page))
        ts_flight_tell(flight, &unlisted, "source %s is marked here, and no frame of \"sources\" lists it", area->target + 8);
}

static void check_links(ts_flight *flight)
{
    const ts_document *document = flight->order->document;
    for (size_t p = 0; p < document->page_count; p++) {
        flight->page = document->pages[p];
        flight->number = p + 1;
        for (size_t i = 0; i < flight->page->links.count; i++)
            check_link(flight, &flight->page->links.items[i]);
    }
    flight->number = 0;
}

static void check_profile(ts_flight *flight)
{
    const ts_profile *profile = flight->order->profile;
    ts_breach links = {.rule = TS_RULE_LINK_PRESS, .span = profile->span}, rgb = {.rule = TS_RULE_RGB, .span = profile->span};
    if (profile->links)
        ts_flight_tell(flight, &links, "\"links\" belong to the screen: a press file has none inside of its bleed");
    if (!profile->cmyk && (profile->standards & TS_STANDARD_X4))
        ts_flight_tell(flight, &rgb, "a profile of PDF/X-4 in \"srgb\": its colour is \"cmyk\"");
}

void ts_check_structure(ts_flight *flight)
{
    check_profile(flight);
    check_title(flight);
    if (flight->order->document->root)
        check_headings(flight);
    check_links(flight);
}
