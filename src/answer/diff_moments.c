#include "answer/diff_moments.h"

#include <stdlib.h>
#include <string.h>

typedef struct printed { /* "use/Kent/2024": place "use/Kent", moment "2024" */
    const char *name, *place, *moment;
} printed;

typedef struct row {
    printed *items;
    size_t count, capacity;
} row;

static int by_place(const void *left, const void *right)
{
    const printed *a = left, *b = right;
    int order = strcmp(a->place, b->place);
    return order ? order : strcmp(a->moment, b->moment);
}

/* Whether the name's last part is a moment: a point without one, or one of several, has none to compare. */
static bool ends_with_moment(const ts_account *account, const char *name, const char *slash)
{
    const ts_json *point = ts_account_point(account, name);
    const char *time = ts_account_text(point, "time"), *category = ts_account_text(point, "category");
    const char *series_end = strchr(name, '/');
    size_t length = strlen(slash + 1);
    return time && strncmp(time, slash + 1, length) == 0 && (!time[length] || time[length] == '-') &&
           !(category && strcmp(series_end + 1, category) == 0);
}

static bool collect(ts_arena *arena, ts_moments of, row *to)
{
    for (size_t i = 0; i < of.names->count; i++) {
        const char *name = of.names->items[i].name, *slash = strrchr(name, '/');
        if (!slash || !ends_with_moment(of.account, name, slash))
            continue;
        printed one = {name, ts_arena_copy(arena, name, (size_t)(slash - name)), slash + 1};
        if (!one.place || !TS_PUSH(arena, to, one))
            return false;
    }
    if (to->count)
        qsort(to->items, to->count, sizeof *to->items, by_place);
    return true;
}

static size_t place_end(const row *all, size_t from)
{
    size_t end = from;
    while (end < all->count && strcmp(all->items[end].place, all->items[from].place) == 0)
        end++;
    return end;
}

typedef struct pairing {
    ts_arena *arena;
    ts_moments old, new;
    ts_map *after, *before;
} pairing;

/* Of one place: the moments of each edition, in order. */
static bool pair_place(pairing *p, const printed *old, size_t old_count, const printed *new, size_t new_count)
{
    for (size_t i = 0; i < old_count && i < new_count; i++)
        if (!ts_map_find(p->new.names, old[i].name) && !ts_map_find(p->old.names, new[i].name) &&
            (!ts_map_put(p->arena, p->after, old[i].name, (void *)new[i].name) ||
             !ts_map_put(p->arena, p->before, new[i].name, (void *)old[i].name)))
            return false;
    return true;
}

bool ts_moments_pair(ts_arena *arena, ts_moments old, ts_moments new, ts_map *after, ts_map *before)
{
    row a = {0}, b = {0};
    pairing p = {arena, old, new, after, before};
    if (!collect(arena, old, &a) || !collect(arena, new, &b))
        return false;
    for (size_t i = 0, j = 0; i < a.count && j < b.count;) {
        int order = strcmp(a.items[i].place, b.items[j].place);
        size_t i_end = order <= 0 ? place_end(&a, i) : i, j_end = order >= 0 ? place_end(&b, j) : j;
        if (order == 0 && !pair_place(&p, a.items + i, i_end - i, b.items + j, j_end - j))
            return false;
        i = i_end;
        j = j_end;
    }
    return true;
}
