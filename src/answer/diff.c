#include "answer/diff.h"

#include "answer/amount.h"
#include "answer/diff_moments.h"
#include "answer/numerals.h"

#include <stdlib.h>
#include <string.h>

typedef struct said { /* a value as one edition prints it */
    const char *name;
    const ts_json *number;       /* of "numbers", or the point of a series; NULL: not known */
    const char *unit;
    ts_map prints;               /* the forms that it is printed in */
    const char *pages;
    int last_page;
} said;

enum { LONGEST_PAGES = 200 }; /* bytes of a list of them */

typedef struct differ {
    ts_arena *arena;
    ts_diff *diff;
    const ts_account *reading; /* whose texts are read */
    ts_map told;               /* names of the values whose print changed */
    bool failed;
} differ;

static const char *text_or(const char *text)
{
    return text ? text : "";
}

static bool same(const char *a, const char *b)
{
    return strcmp(text_or(a), text_or(b)) == 0;
}

static const char *keep(differ *d, const char *text)
{
    d->failed |= !text;
    return text_or(text);
}

/* ---- values as they are printed */

static said *said_of(differ *d, ts_map *all, const char *name)
{
    said *found = ts_map_find(all, name);
    if (found)
        return found;
    found = TS_NEW(d->arena, said);
    if (found)
        *found = (said){.name = name, .pages = ""};
    if (!found || !ts_map_put(d->arena, all, name, found))
        d->failed = true;
    return d->failed ? NULL : found;
}

static void note_place(differ *d, ts_map *all, const ts_account_place *place)
{
    said *one = place->name ? said_of(d, all, place->name) : NULL;
    const char *print = keep(d, ts_arena_copy(d->arena, place->words + place->from, place->to - place->from));
    if (!one)
        return;
    if (!one->number) {
        const char *rest;
        one->number = ts_account_point(d->reading, place->name);
        one->unit = ts_account_text(ts_account_series(d->arena, d->reading, place->name, &rest), "unit");
    }
    d->failed |= !ts_map_put(d->arena, &one->prints, print, one);
    if (one->last_page != place->page && strlen(one->pages) < LONGEST_PAGES)
        one->pages = keep(d, ts_arena_print(d->arena, "%s%s%d", one->pages, *one->pages ? ", " : "", place->page));
    one->last_page = place->page;
}

static void note_texts(differ *d, const ts_account *account, ts_map *all)
{
    d->reading = account;
    for (const ts_json *text = account->texts; text && !d->failed; text = text->next) {
        ts_account_places places = {0};
        d->failed |= !ts_account_values(d->arena, text, &places);
        for (size_t i = 0; i < places.count; i++)
            note_place(d, all, &places.items[i]);
    }
}

/* Those of the ledger's own numbers come first, in its order. */
static void note_values(differ *d, const ts_account *account, ts_map *all)
{
    for (size_t i = 0; i < account->numbers.count && !d->failed; i++) {
        said *one = said_of(d, all, account->numbers.items[i].name);
        const ts_json *number = account->numbers.items[i].value;
        const char *print = ts_account_text(number, "printed");
        if (!one)
            return;
        one->number = number;
        one->unit = ts_account_text(number, "unit");
        if (!account->texts && print && *print)
            d->failed |= !ts_map_put(d->arena, &one->prints, print, one);
    }
    note_texts(d, account, all);
}

static const char *forms(differ *d, const said *one)
{
    enum { MOST = 50 };
    const char *list = "";
    for (size_t i = 0; one && i < one->prints.count && i < MOST; i++)
        list = keep(d, ts_arena_print(d->arena, "%s%s%s", list, i ? " | " : "", one->prints.items[i].name));
    return one && one->prints.count > MOST ? keep(d, ts_arena_print(d->arena, "%s | \xE2\x80\xA6", list)) : list;
}

/* ---- values compared */

static const char *full_value(differ *d, const said *one)
{
    if (!one || !one->number)
        return one ? "" : NULL;
    const char *value = ts_account_shown(d->arena, one->number, "value");
    bool counts = one->unit && strcmp(one->unit, "text") != 0 && strcmp(one->unit, "date") != 0;
    return *value ? keep(d, ts_arena_print(d->arena, "%s%s%s", value, counts ? " " : "", counts ? one->unit : "")) : "";
}

static const char *amount(differ *d, const said *one)
{
    return one && one->number ? keep(d, ts_account_amount(d->arena, one->number, "value", one->unit)) : one ? "" : NULL;
}

/* A chart may print the share of a point that is an amount: what moved is then not what is printed. */
static bool prints_its_unit(const ts_value_change *change)
{
    bool percent = change->after && strchr(change->after, '%') != NULL;
    return !percent || (change->unit && (strcmp(change->unit, "share") == 0 || strcmp(change->unit, "points") == 0));
}

static void measure(const said *old, const said *new, ts_value_change *change)
{
    const ts_json *a = ts_account_number(old->number, "value"), *b = ts_account_number(new->number, "value");
    change->unit = new->unit;
    if (!a || !b || !same(old->unit, new->unit) || !prints_its_unit(change))
        return;
    change->compares = true;
    change->base = a->number;
    change->by = b->number - a->number;
    change->share = ts_amount_share(change->by, change->base);
}

static void say_member(differ *d, ts_value_change *change, const char *member, const said *old, const said *new)
{
    const char *a = text_or(ts_account_text(old->number, member)), *b = text_or(ts_account_text(new->number, member));
    if (!same(a, b))
        change->says = keep(d, ts_arena_print(d->arena, "%s%s%s %s \xE2\x86\x92 %s", change->says, *change->says ? ", " : "",
                                              member, *a ? a : "none", *b ? b : "none"));
}

static const char *source_names(differ *d, const said *one)
{
    const char *list = "";
    for (const ts_json *s = ts_account_list(one->number, "sources"); s; s = s->next)
        list = keep(d, ts_arena_print(d->arena, "%s%s%s", list, *list ? "+" : "", text_or(ts_account_text(s, "name"))));
    return list;
}

/* Whether more than its period changed. */
static bool say_what_else(differ *d, ts_value_change *change, const said *old, const said *new)
{
    static const char *const members[] = {"kind", "method", "unit", "rounding", "only"};
    say_member(d, change, "period", old, new);
    size_t period = strlen(change->says);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        say_member(d, change, members[i], old, new);
    const char *a = source_names(d, old), *b = source_names(d, new);
    if (!same(a, b))
        change->says = keep(d, ts_arena_print(d->arena, "%s%ssources %s \xE2\x86\x92 %s", change->says,
                                              *change->says ? ", " : "", *a ? a : "none", *b ? b : "none"));
    return strlen(change->says) > period;
}

static void compare_value(differ *d, const said *old, const said *new)
{
    ts_value_change change = {.name = new ? new->name : old->name, .says = ""};
    const char *a = forms(d, old), *b = forms(d, new);
    bool was = old && *a, is = new && *b;
    change.before = was ? a : NULL;
    change.after = is ? b : NULL;
    change.before_value = full_value(d, old);
    change.after_value = full_value(d, new);
    change.before_amount = amount(d, old);
    change.after_amount = amount(d, new);
    if (same(change.before_amount, change.after_amount)) {
        change.before_amount = change.before_value;
        change.after_amount = change.after_value;
    }
    change.pages = is ? new->pages : was ? old->pages : "";
    bool moved = old && new && !same(change.before_value, change.after_value);
    if (old && new) {
        change.was = same(old->name, new->name) ? NULL : old->name;
        measure(old, new, &change);
        moved |= say_what_else(d, &change, old, new);
    }
    bool period = *change.says || change.was;
    if (old && new && was == is && same(a, b) && !moved && !period)
        return;
    change.kind = !old || (!was && is) ? TS_ADDED : !new || (was && !is) ? TS_REMOVED : !same(a, b) ? TS_CHANGED : moved ? TS_MOVED : TS_SAME;
    if (!was && !is && (!old || !new))
        return; /* a number that no reader sees came or went */
    bool told = change.kind != TS_MOVED && change.kind != TS_SAME;
    d->diff->printed += told;
    d->failed |= told && !ts_map_put(d->arena, &d->told, change.name, d);
    d->failed |= !TS_PUSH(d->arena, &d->diff->values, change);
}

static void compare_values(differ *d)
{
    ts_map old = {0}, new = {0};
    note_values(d, d->diff->old, &old);
    note_values(d, d->diff->new, &new);
    ts_map after = {0}, before = {0};
    d->failed |= !ts_moments_pair(d->arena, (ts_moments){d->diff->old, &old}, (ts_moments){d->diff->new, &new}, &after, &before);
    for (size_t i = 0; i < old.count && !d->failed; i++) {
        const char *name = ts_map_find(&after, old.items[i].name);
        compare_value(d, old.items[i].value, ts_map_find(&new, name ? name : old.items[i].name));
    }
    for (size_t i = 0; i < new.count && !d->failed; i++)
        if (!ts_map_find(&old, new.items[i].name) && !ts_map_find(&before, new.items[i].name))
            compare_value(d, NULL, new.items[i].value);
}

/* ---- sources */

static const char *source_line(differ *d, const ts_json *source)
{
    const char *number = ts_account_value(d->arena, source, "number");
    return keep(d, ts_arena_print(d->arena, "%s. %s", *number ? number : "-", ts_account_source(d->arena, source)));
}

static void compare_source(differ *d, const char *name, const ts_json *old, const ts_json *new)
{
    ts_source_change change = {.name = name};
    change.before = old ? source_line(d, old) : NULL;
    change.after = new ? source_line(d, new) : NULL;
    if (old && new && same(change.before, change.after))
        return;
    change.kind = !old ? TS_ADDED : !new ? TS_REMOVED : TS_CHANGED;
    d->failed |= !TS_PUSH(d->arena, &d->diff->sources, change);
}

static void compare_sources(differ *d)
{
    const ts_map *old = &d->diff->old->sources, *new = &d->diff->new->sources;
    for (size_t i = 0; i < old->count; i++)
        compare_source(d, old->items[i].name, old->items[i].value, ts_map_find(new, old->items[i].name));
    for (size_t i = 0; i < new->count; i++)
        if (!ts_map_find(old, new->items[i].name))
            compare_source(d, new->items[i].name, NULL, new->items[i].value);
}

/* ---- words */

typedef struct wording { /* a text of one edition */
    const char *where, *text, *masked, *shown; /* masked: its numbers are their names, its marks their sources; shown: marks only */
    int page;
    const ts_json *json;
    bool matched; /* it stands in the other edition, too */
} wording;

typedef struct wordings {
    wording **items;
    size_t count, capacity;
} wordings;

/* A mark is its source, whatever number that has. */
static const char *source_of(const differ *d, int number)
{
    return text_or(ts_account_text(ts_account_cited(d->reading, number), "name"));
}

static const char *name_at(const differ *d, const ts_account_place *place)
{
    return place->name ? place->name : source_of(d, place->source);
}

/* "a 31 percent increase" -> "a {growth} increase"; a text that is all number has no words. Without numbers only marks give
 * way to their sources. */
static const char *mask(differ *d, const ts_json *text, bool numbers)
{
    ts_account_places places = {0};
    const char *words = text_or(ts_account_text(text, "text"));
    size_t room = strlen(words) + 1, used = 0, at = 0;
    d->failed |= !ts_account_values(d->arena, text, &places);
    for (size_t i = 0; i < places.count; i++)
        room += strlen(name_at(d, &places.items[i])) + 2;
    char *masked = d->failed ? NULL : ts_arena_alloc(d->arena, room);
    for (size_t i = 0; i < places.count && masked; i++) {
        const ts_account_place *place = &places.items[i];
        if (place->name && !numbers)
            continue;
        used += (size_t)sprintf(masked + used, "%.*s{%s}", (int)(place->from - at), words + at, name_at(d, place));
        at = place->to;
    }
    if (masked)
        strcpy(masked + used, words + at);
    return keep(d, masked);
}

static bool is_alt(const ts_json *text)
{
    const ts_json *alt = ts_json_member(text, "alt");
    return alt && alt->kind == TS_JSON_BOOL && alt->boolean;
}

static const char *where_of(differ *d, const ts_json *text)
{
    const char *key = ts_account_text(text, "key"), *frame = ts_account_text(text, "frame");
    const char *page = ts_account_value(d->arena, text, "page");
    if (key && frame && !same(key, frame))
        return keep(d, ts_arena_print(d->arena, "%s, frame %s", key, frame));
    if (is_alt(text))
        return keep(d, ts_arena_print(d->arena, "figure of page %s", page));
    return key ? key : frame ? frame : keep(d, ts_arena_print(d->arena, "labels of page %s", page));
}

/* Texts under one name: the first of the old edition belongs to the first of the new one. */
static void note_wordings(differ *d, const ts_account *account, ts_map *all)
{
    d->reading = account;
    for (const ts_json *text = account->texts; text && !d->failed; text = text->next) {
        if (!ts_account_text(text, "text"))
            continue;
        wording *one = TS_NEW(d->arena, wording);
        const ts_json *page = ts_account_number(text, "page");
        const char *where = where_of(d, text);
        if (!one)
            d->failed = true;
        if (d->failed)
            return;
        *one = (wording){where, ts_account_text(text, "text"), mask(d, text, true), mask(d, text, false),
                         page && page->number >= 0 && page->number < 1e6 ? (int)page->number : 0, text, false};
        wordings *list = ts_map_find(all, where);
        if (!list) {
            list = TS_NEW(d->arena, wordings);
            d->failed |= !list || !ts_map_put(d->arena, all, where, list);
        }
        d->failed = d->failed || !TS_PUSH(d->arena, list, one);
    }
}

static void tell_text(differ *d, const wording *old, const wording *new)
{
    ts_text_change change = {.kind = !old ? TS_ADDED : !new ? TS_REMOVED : TS_CHANGED,
                             .where = old ? old->where : new->where,
                             .page = new ? new->page : old->page,
                             .before = old ? old->text : NULL,
                             .after = new ? new->text : NULL};
    d->failed |= !TS_PUSH(d->arena, &d->diff->texts, change);
}

static bool is_only_number(const wording *one)
{
    size_t length = strlen(one->masked);
    return length > 2 && one->masked[0] == '{' && strchr(one->masked, '}') == one->masked + length - 1;
}

static int by_words(const void *left, const void *right)
{
    const wording *a = *(wording *const *)left, *b = *(wording *const *)right;
    int order = strcmp(a->masked, b->masked);
    return order ? order : strcmp(a->shown, b->shown);
}

static wordings in_order(differ *d, const wordings *all)
{
    size_t count = all ? all->count : 0;
    wordings sorted = {TS_ARRAY(d->arena, wording *, count), count, count};
    d->failed |= !sorted.items;
    if (!sorted.items)
        return (wordings){0};
    if (count)
        memcpy(sorted.items, all->items, count * sizeof *sorted.items);
    if (count > 1)
        qsort(sorted.items, count, sizeof *sorted.items, by_words);
    return sorted;
}

/* Whether one of its numbers is told as a value that changed. */
static bool has_told_value(differ *d, const wording *one)
{
    ts_account_places places = {0};
    d->failed |= !ts_account_values(d->arena, one->json, &places);
    for (size_t i = 0; i < places.count; i++)
        if (places.items[i].name && ts_map_find(&d->told, places.items[i].name))
            return true;
    return false;
}

/* What stands on both sides is not told, as often as it stands there and wherever: labels of a chart change places. Where a
 * print changed in one place only, so that its value has the same forms as before, the text is told. */
static void match(differ *d, const wordings *old, const wordings *new)
{
    wordings a = in_order(d, old), b = in_order(d, new);
    for (size_t i = 0, j = 0; i < a.count && j < b.count && !d->failed;) {
        int order = strcmp(a.items[i]->masked, b.items[j]->masked);
        if (order == 0 && !same(a.items[i]->shown, b.items[j]->shown) && !has_told_value(d, b.items[j]))
            tell_text(d, a.items[i], b.items[j]);
        if (order == 0)
            a.items[i]->matched = b.items[j]->matched = true;
        i += order <= 0;
        j += order >= 0;
    }
}

static wordings left_over(differ *d, const wordings *all)
{
    wordings left = {0};
    for (size_t i = 0; all && i < all->count; i++)
        if (!is_only_number(all->items[i]) && !all->items[i]->matched)
            d->failed |= !TS_PUSH(d->arena, &left, all->items[i]);
    return left;
}

/* One gave way to the other as a value did that is told, or its moment, or what was asked for. */
static bool is_told(void *user, ts_numeral old, ts_numeral new)
{
    differ *d = user;
    for (size_t i = 0; i < d->diff->values.count; i++) {
        const ts_value_change *v = &d->diff->values.items[i];
        if (v->kind != TS_SAME && ((ts_numeral_in(old, v->before) && ts_numeral_in(new, v->after)) ||
                                   (ts_numeral_in(old, v->before_amount) && ts_numeral_in(new, v->after_amount)) ||
                                   (ts_numeral_in(old, v->was) && ts_numeral_in(new, v->name))))
            return true;
    }
    const char *asked = ts_arena_print(d->arena, "%.*s \xE2\x86\x92 %.*s", (int)old.length, old.text, (int)new.length, new.text);
    return strstr(d->diff->settings, keep(d, asked)) != NULL;
}

/* Most alternative texts are made of values: what these alone change in one is told with them. */
static void compare_wordings(differ *d, const wordings *old, const wordings *new)
{
    match(d, old, new);
    wordings a = left_over(d, old), b = left_over(d, new);
    size_t most = a.count > b.count ? a.count : b.count;
    for (size_t i = 0; i < most && !d->failed; i++) {
        const wording *one = i < a.count ? a.items[i] : NULL, *other = i < b.count ? b.items[i] : NULL;
        bool alts = one && other && is_alt(one->json) && is_alt(other->json);
        if (!alts || !ts_numerals_apart(one->text, other->text, is_told, d))
            tell_text(d, one, other);
    }
}

static void compare_texts(differ *d)
{
    ts_map old = {0}, new = {0};
    if (!d->diff->old->texts || !d->diff->new->texts)
        return;
    note_wordings(d, d->diff->old, &old);
    note_wordings(d, d->diff->new, &new);
    for (size_t i = 0; i < old.count && !d->failed; i++)
        compare_wordings(d, old.items[i].value, ts_map_find(&new, old.items[i].name));
    for (size_t i = 0; i < new.count && !d->failed; i++)
        if (!ts_map_find(&old, new.items[i].name))
            compare_wordings(d, NULL, new.items[i].value);
}

/* ---- the whole */

static void add_setting(differ *d, const char *name, const char *a, const char *b)
{
    ts_diff *diff = d->diff;
    if (!same(a, b))
        diff->settings = keep(d, ts_arena_print(d->arena, "%s%s%s %s \xE2\x86\x92 %s", diff->settings, *diff->settings ? ", " : "",
                                                name, a && *a ? a : "none", b && *b ? b : "none"));
}

static void compare_settings(differ *d)
{
    const ts_account *old = d->diff->old, *new = d->diff->new;
    const ts_json *before = ts_json_member(old->root, "params"), *after = ts_json_member(new->root, "params");
    add_setting(d, "language", old->language, new->language);
    add_setting(d, "profile", old->profile, new->profile);
    add_setting(d, "date", old->date, new->date);
    for (const ts_json *param = before && before->kind == TS_JSON_OBJECT ? before->child : NULL; param; param = param->next)
        add_setting(d, param->key, ts_account_value(d->arena, before, param->key), ts_account_value(d->arena, after, param->key));
    for (const ts_json *param = after && after->kind == TS_JSON_OBJECT ? after->child : NULL; param; param = param->next)
        if (!before || before->kind != TS_JSON_OBJECT || !ts_json_member(before, param->key))
            add_setting(d, param->key, "", ts_account_value(d->arena, after, param->key));
}

const ts_diff *ts_diff_make(ts_arena *arena, const ts_account *old, const ts_account *new)
{
    differ d = {.arena = arena, .diff = TS_NEW(arena, ts_diff)};
    if (!d.diff)
        return NULL;
    *d.diff = (ts_diff){.old = old, .new = new, .settings = ""};
    compare_settings(&d);
    compare_values(&d);
    compare_sources(&d);
    compare_texts(&d);
    return d.failed || ts_arena_failed(arena) ? NULL : d.diff;
}
