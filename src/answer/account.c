#include "answer/account.h"

#include "answer/amount.h"
#include "answer/unfold.h"
#include "base/json_out.h"

#include <string.h>

static const ts_json *member_of(const ts_json *object, const char *member, ts_json_kind kind)
{
    const ts_json *found = object && object->kind == TS_JSON_OBJECT ? ts_json_member(object, member) : NULL;
    return found && found->kind == kind ? found : NULL;
}

const char *ts_account_text(const ts_json *object, const char *member)
{
    const ts_json *found = member_of(object, member, TS_JSON_STRING);
    return found ? found->string : NULL;
}

const ts_json *ts_account_list(const ts_json *object, const char *member)
{
    const ts_json *found = member_of(object, member, TS_JSON_ARRAY);
    return found ? found->child : NULL;
}

const ts_json *ts_account_number(const ts_json *object, const char *member)
{
    return member_of(object, member, TS_JSON_NUMBER);
}

const char *ts_account_value(ts_arena *arena, const ts_json *object, const char *member)
{
    char text[TS_JSON_NUMBER_ROOM];
    const ts_json *number = ts_account_number(object, member);
    const char *words = ts_account_text(object, member);
    if (number)
        words = ts_arena_text(arena, ts_json_number_text(number->number, text));
    return words ? words : "";
}

const char *ts_account_amount(ts_arena *arena, const ts_json *object, const char *member, const char *unit)
{
    const ts_json *number = ts_account_number(object, member);
    return number ? ts_amount(arena, number->number, unit) : ts_account_value(arena, object, member);
}

const char *ts_account_shown(ts_arena *arena, const ts_json *object, const char *member)
{
    const ts_json *number = ts_account_number(object, member);
    const char *text = ts_account_value(arena, object, member);
    size_t length = strlen(text), used = 0, sign = *text == '-', digits = strspn(text + sign, "0123456789");
    bool plain = number && !strchr(text, 'e');
    char *out = plain && digits > 4 ? ts_arena_alloc(arena, 2 * length + 1) : NULL;
    for (size_t i = 0; out && i < length; i++) {
        if (i > sign && i < sign + digits && (sign + digits - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = text[i];
    }
    return out ? out : text;
}

const char *ts_account_source(ts_arena *arena, const ts_json *source)
{
    const char *publisher = ts_account_text(source, "publisher"), *title = ts_account_text(source, "title");
    const char *edition = ts_account_text(source, "edition"), *url = ts_account_text(source, "url");
    const char *read = ts_account_text(source, "read"), *name = ts_account_text(source, "name");
    const char *year = ts_account_value(arena, source, "year");
    const char *line = publisher && title ? ts_arena_print(arena, "%s, %s", publisher, title)
                       : title ? title : publisher ? publisher : name;
    if (line && (edition || *year))
        line = ts_arena_print(arena, "%s (%s%s%s)", line, edition ? edition : "", edition && *year ? ", " : "", year);
    if (line && url)
        line = ts_arena_print(arena, "%s. %s", line, url);
    if (line && read)
        line = ts_arena_print(arena, "%s, read %s", line, read);
    return line ? line : "";
}

/* ---- points of series */

const ts_json *ts_account_series(ts_arena *arena, const ts_account *account, const char *name, const char **rest)
{
    const char *slash = strchr(name, '/');
    const char *series = slash ? ts_arena_copy(arena, name, (size_t)(slash - name)) : name;
    *rest = slash ? slash + 1 : NULL;
    return series ? ts_map_find(&account->series, series) : NULL;
}

/* 2024 is also all of its months. */
static bool is_in_time(const char *time, const char *moment)
{
    size_t length = strlen(moment);
    return time && strncmp(time, moment, length) == 0 && (!time[length] || time[length] == '-');
}

bool ts_account_is_point(const ts_json *point, const char *rest)
{
    const char *category = ts_account_text(point, "category"), *time = ts_account_text(point, "time");
    size_t length = category ? strlen(category) : 0;
    if (!rest || is_in_time(time, rest) || (category && strcmp(rest, category) == 0))
        return true;
    return category && strncmp(rest, category, length) == 0 && rest[length] == '/' &&
           is_in_time(time, rest + length + 1);
}

static const ts_json several = {.kind = TS_JSON_NULL};

const ts_json *ts_account_point(const ts_account *account, const char *name)
{
    const ts_json *found = ts_map_find(&account->points, name);
    return found == &several ? NULL : found;
}

static bool add_name(ts_arena *arena, ts_map *points, const char *name, const ts_json *point)
{
    const ts_json *known = name ? ts_map_find(points, name) : NULL;
    if (!name || known == point)
        return name;
    return ts_map_put(arena, points, name, (void *)(known ? &several : point));
}

/* "SERIES/2024-03-15" is also "SERIES/2024-03" and "SERIES/2024". */
static bool add_times(ts_arena *arena, ts_map *points, const char *before, const ts_json *point)
{
    const char *time = ts_account_text(point, "time");
    for (const char *end = time; end && *end;) {
        end += 1 + strcspn(end + 1, "-");
        if (!add_name(arena, points, ts_arena_print(arena, "%s/%.*s", before, (int)(end - time), time), point))
            return false;
    }
    return true;
}

static bool index_points(ts_arena *arena, ts_account *account)
{
    for (size_t i = 0; i < account->series.count; i++) {
        const char *series = account->series.items[i].name;
        const ts_json *point = ts_account_list(account->series.items[i].value, "points");
        for (; point; point = point->next) {
            const char *category = ts_account_text(point, "category");
            const char *whole = category ? ts_arena_print(arena, "%s/%s", series, category) : NULL;
            if ((category && (!add_name(arena, &account->points, whole, point) || !add_times(arena, &account->points, whole, point))) ||
                !add_times(arena, &account->points, series, point))
                return false;
        }
    }
    return true;
}

/* ---- places */

static bool whole_member(const ts_json *object, const char *member, size_t most, size_t *out)
{
    const ts_json *number = ts_account_number(object, member);
    if (!number || !(number->number >= 0) || number->number > (double)most)
        return false;
    *out = (size_t)number->number;
    return true;
}

static bool is_boundary(const char *text, size_t at)
{
    return ((unsigned char)text[at] & 0xC0) != 0x80;
}

static bool place_of(const ts_json *text, const ts_json *value, ts_account_place *place)
{
    size_t page = 0;
    *place = (ts_account_place){.name = ts_account_text(value, "name"), .text = text, .value = value,
                                .words = ts_account_text(text, "text")};
    size_t source = 0;
    place->source = !place->name && whole_member(value, "source", 100000, &source) ? (int)source : 0;
    if (!place->words || (!place->name && !place->source))
        return false;
    size_t length = strlen(place->words);
    if (!whole_member(value, "from", length, &place->from) || !whole_member(value, "to", length, &place->to))
        return false;
    place->page = whole_member(value, "page", 100000, &page) ? (int)page : 0;
    return place->from < place->to && is_boundary(place->words, place->from) && is_boundary(place->words, place->to);
}

bool ts_account_values(ts_arena *arena, const ts_json *text, ts_account_places *places)
{
    size_t end = 0; /* those that overlap would be counted twice */
    for (const ts_json *value = ts_account_list(text, "values"); value; value = value->next) {
        ts_account_place place;
        if (!place_of(text, value, &place) || place.from < end)
            continue;
        end = place.to;
        if (!TS_PUSH(arena, places, place))
            return false;
    }
    return true;
}

const ts_json *ts_account_cited(const ts_account *account, int number)
{
    for (size_t i = 0; i < account->sources.count; i++) {
        const ts_json *own = ts_account_number(account->sources.items[i].value, "number");
        if (own && own->number == number)
            return account->sources.items[i].value;
    }
    return NULL;
}

bool ts_account_find(ts_arena *arena, const ts_account *account, const char *name, ts_account_places *places)
{
    for (const ts_json *text = account->texts; text; text = text->next) {
        ts_account_places all = {0};
        if (!ts_account_values(arena, text, &all))
            return false;
        for (size_t i = 0; i < all.count; i++)
            if (all.items[i].name && strcmp(all.items[i].name, name) == 0 && !TS_PUSH(arena, places, all.items[i]))
                return false;
    }
    return true;
}

bool ts_account_is_of(const ts_json *chart, const char *name)
{
    for (const ts_json *of = ts_account_list(chart, "of"); of; of = of->next)
        if (of->kind == TS_JSON_STRING && strcmp(of->string, name) == 0)
            return true;
    return false;
}

/* ---- the whole */

bool ts_account_is_ledger(const ts_json *root)
{
    return ts_account_number(root, "tearsheet-ledger") != NULL;
}

static bool index_by_name(ts_arena *arena, const ts_json *first, ts_map *map)
{
    for (const ts_json *item = first; item; item = item->next) {
        const char *name = ts_account_text(item, "name");
        if (name && !ts_map_find(map, name) && !ts_map_put(arena, map, name, (void *)item))
            return false;
    }
    return true;
}

/* NULL: it is no JSON, or no ledger, or memory is out. */
static const ts_json *read_ledger(ts_arena *arena, const ts_source *source, ts_diags *diags)
{
    const ts_json *root = ts_json_parse(arena, source, diags);
    if (root && !ts_account_is_ledger(root)) {
        ts_error(diags, root->span, "ledger", "this is no ledger: it has no \"tearsheet-ledger\"");
        return NULL;
    }
    if (!root || !ts_ledger_is_folded(root))
        return root;
    const ts_source *whole = ts_ledger_unfold(arena, root);
    if (!whole && !ts_arena_failed(arena))
        ts_error(diags, root->span, "ledger", "this ledger has too much in it");
    return whole ? ts_json_parse(arena, whole, diags) : NULL;
}

ts_status ts_account_read(ts_arena *arena, const ts_source *source, ts_diags *diags, ts_account **account)
{
    *account = NULL;
    const ts_json *root = read_ledger(arena, source, diags);
    if (!root)
        return ts_arena_failed(arena) ? TS_MACHINE : TS_FAULT;
    ts_account *made = TS_NEW(arena, ts_account);
    if (!made)
        return TS_MACHINE;
    *made = (ts_account){.root = root,
                         .title = ts_account_text(root, "title"),
                         .language = ts_account_text(root, "language"),
                         .profile = ts_account_text(root, "profile"),
                         .date = ts_account_text(root, "date"),
                         .texts = ts_account_list(root, "texts"),
                         .charts = ts_account_list(root, "charts")};
    if (!index_by_name(arena, ts_account_list(root, "numbers"), &made->numbers) ||
        !index_by_name(arena, ts_account_list(root, "series"), &made->series) ||
        !index_by_name(arena, ts_account_list(root, "sources"), &made->sources) || !index_points(arena, made))
        return TS_MACHINE;
    *account = made;
    return TS_OK;
}
