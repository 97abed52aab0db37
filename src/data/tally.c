#include "data/tally.h"

#include "data/exact.h"
#include "data/store.h"

#include <math.h>

static const double EXACT = 9007199254740992; /* 2^53 */

typedef struct taken {
    uint64_t group; /* code of time * number of categories + code of category */
    uint32_t row;
} taken;

typedef struct tally {
    ts_database *database;
    ts_arena *arena;
    const ts_series_request *request;
    const ts_series_plan *plan;
    const ts_series_heads *heads;
    const ts_key *over, *by;
    ts_condition *conditions;
    const ts_condition *met; /* by all rows that are looked at: a stretch of codes; NULL: none is */
    taken *rows, *spare;
    size_t count, looked;
    double *values; /* of the rows of one group */
    ts_rows *answer;
    ts_columns_result result;
} tally;

static void leave(tally *t)
{
    t->result = t->result == TS_COLUMNS_DONE ? TS_COLUMNS_LEFT : t->result;
}

static void fail(tally *t)
{
    t->result = TS_COLUMNS_FAILED;
}

/* ---- rows */

static void make_conditions(tally *t)
{
    const ts_series_request *r = t->request;
    t->conditions = TS_ARRAY_ROOM(t->arena, ts_condition, r->where_count);
    if (!t->conditions)
        fail(t);
    for (size_t i = 0; i < r->where_count && t->result == TS_COLUMNS_DONE; i++) {
        t->conditions[i] = t->plan->conditions[i];
        if (r->where[i].open)
            t->result = ts_condition_make(t->arena, &r->where[i], &t->conditions[i]);
    }
}

/* The condition that leaves the fewest rows to look at. NULL: there is none. */
static const ts_condition *narrowest(const tally *t, size_t *rows)
{
    const ts_condition *best = NULL;
    *rows = t->plan->row_count;
    for (size_t i = 0; i < t->request->where_count; i++) {
        size_t count = ts_condition_rows(&t->conditions[i]);
        if (count < *rows) {
            best = &t->conditions[i];
            *rows = count;
        }
    }
    return best;
}

static void take(tally *t, uint32_t row)
{
    for (size_t i = 0; i < t->request->where_count; i++)
        if (&t->conditions[i] != t->met && !ts_condition_lets(&t->conditions[i], t->conditions[i].key->codes[row]))
            return;
    uint64_t group = t->over ? t->over->codes[row] : 0;
    if (t->by)
        group = group * t->by->count + t->by->codes[row];
    t->rows[t->count++] = (taken){group, row};
}

static void take_codes(tally *t, const ts_key *key, uint32_t first, uint32_t end)
{
    for (uint32_t i = key->starts[first]; i < key->starts[end]; i++)
        take(t, key->rows[i]);
}

static void take_rows(tally *t)
{
    size_t most;
    const ts_condition *best = narrowest(t, &most);
    size_t each = 2 * sizeof *t->rows + sizeof *t->values;
    if (most >= TS_TALLY_BYTES / each) {
        leave(t);
        return;
    }
    t->rows = ts_store_scratch(t->database, (most + 1) * each);
    if (!t->rows) {
        fail(t);
        return;
    }
    t->looked = most;
    t->met = best && !best->any && best->not == TS_NO_CODE ? best : NULL;
    t->spare = t->rows + most + 1;
    t->values = (double *)(t->spare + most + 1);
    for (size_t row = 0; !best && row < most; row++)
        take(t, (uint32_t)row);
    if (best && !best->any && best->first < best->end)
        take_codes(t, best->key, best->first, best->end);
    for (size_t i = 0; best && i < best->any_count; i++)
        take_codes(t, best->key, best->any[i], best->any[i] + 1);
}

static bool in_order(const tally *t)
{
    for (size_t i = 1; i < t->count; i++)
        if (t->rows[i - 1].group > t->rows[i].group)
            return false;
    return true;
}

/* By their groups, a byte at a time from the last. */
static void sort_rows(tally *t)
{
    for (unsigned shift = 0; shift < 64 && !in_order(t); shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < t->count; i++)
            starts[(t->rows[i].group >> shift & 255) + 1]++;
        for (size_t i = 0; i < 255; i++)
            starts[i + 1] += starts[i];
        for (size_t i = 0; i < t->count; i++)
            t->spare[starts[t->rows[i].group >> shift & 255]++] = t->rows[i];
        taken *sorted = t->spare;
        t->spare = t->rows;
        t->rows = sorted;
    }
}

/* ---- values */

/* The sums of a group's rows over so many columns, where every one has a number. */
static size_t gather(tally *t, const double *const *numbers, size_t columns, size_t from, size_t to)
{
    size_t count = 0;
    bool far = false;
    for (size_t i = from; i < to; i++) {
        double value = numbers[0][t->rows[i].row];
        for (size_t c = 1; c < columns; c++) {
            value += numbers[c][t->rows[i].row];
            far |= fabs(value) >= EXACT;
        }
        t->values[count] = value;
        count += isnan(value) ? 0 : 1;
    }
    if (t->plan->whole && far)
        leave(t);
    return count;
}

static double sum_of_columns(tally *t, size_t from, size_t to)
{
    double sum = 0;
    for (size_t c = 0; c < t->request->column_count; c++) {
        size_t count = gather(t, &t->plan->numbers[c], 1, from, to);
        sum += count ? ts_exact_sum(t->values, count) : (double)NAN;
        if (t->plan->whole && fabs(sum) >= EXACT)
            leave(t);
    }
    return sum;
}

static double extreme(const double *values, size_t count, bool most)
{
    double best = values[0];
    for (size_t i = 1; i < count; i++)
        if (most ? values[i] > best : values[i] < best)
            best = values[i];
    return best;
}

static double value_of(tally *t, size_t from, size_t to)
{
    ts_series_aggregate aggregate = t->request->aggregate;
    if (aggregate == TS_SERIES_COUNT)
        return (double)(to - from);
    if (aggregate == TS_SERIES_SUM)
        return sum_of_columns(t, from, to);
    size_t count = gather(t, t->plan->numbers, t->request->column_count, from, to);
    if (count == 0)
        return (double)NAN;
    return aggregate == TS_SERIES_MEAN ? ts_exact_sum(t->values, count) / (double)count
                                       : extreme(t->values, count, aggregate == TS_SERIES_MAXIMUM);
}

static size_t empty_cells(const tally *t, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t c = 0; c < t->request->column_count; c++)
        for (size_t i = from; i < to; i++)
            count += isnan(t->plan->numbers[c][t->rows[i].row]) ? 1 : 0;
    return count;
}

/* ---- the answer */

static ts_cell number(double value)
{
    return isfinite(value) ? (ts_cell){TS_CELL_NUMBER, value, NULL} : (ts_cell){0};
}

static ts_cell label(const ts_key *key, uint64_t code)
{
    return key->labels[code] ? (ts_cell){TS_CELL_TEXT, 0, key->labels[code]} : (ts_cell){0};
}

/* Of the rows from .. to; of a moment without any, nothing is known. */
static void put_row(tally *t, uint64_t group, size_t from, size_t to)
{
    const ts_series_heads *h = t->heads;
    ts_cell *row = t->answer->cells + t->answer->row_count++ * t->answer->column_count;
    uint64_t categories = t->by ? t->by->count : 1;
    if (t->over)
        row[h->time] = label(t->over, group / categories);
    if (t->by)
        row[h->category] = label(t->by, group % categories);
    if (from == to && (t->over || t->by))
        return;
    double times = t->request->times == 0 ? 1 : t->request->times;
    row[h->value] = number(value_of(t, from, to) * times);
    if (h->rows >= 0)
        row[h->rows] = number((double)(to - from));
    if (h->empty >= 0)
        row[h->empty] = number((double)empty_cells(t, from, to));
}

static size_t end_of_group(const tally *t, size_t from)
{
    size_t to = from + 1;
    while (to < t->count && t->rows[to].group == t->rows[from].group)
        to++;
    return to;
}

static bool make_room(tally *t, size_t rows)
{
    static const char *const names[] = {"time", "category", "value", "n", "empty"};
    const int places[] = {t->heads->time, t->heads->category, t->heads->value, t->heads->rows, t->heads->empty};
    enum { HEADS = 5 };
    ts_rows *answer = t->answer;
    *answer = (ts_rows){.heads = TS_ARRAY(t->arena, const char *, HEADS)};
    for (size_t i = 0; answer->heads && i < HEADS; i++)
        if (places[i] >= 0)
            answer->heads[answer->column_count++] = names[i];
    if (rows > TS_ROWS_LIMIT) {
        leave(t);
        return false;
    }
    answer->cells = TS_ARRAY(t->arena, ts_cell, rows * answer->column_count);
    if (!answer->heads || !answer->cells)
        fail(t);
    return t->result == TS_COLUMNS_DONE;
}

static void answer_groups(tally *t)
{
    size_t groups = 0;
    for (size_t from = 0; from < t->count; from = end_of_group(t, from))
        groups++;
    bool grouped = t->over || t->by;
    if (!make_room(t, grouped ? groups : 1))
        return;
    if (!grouped)
        put_row(t, 0, 0, t->count);
    for (size_t from = 0, to; grouped && from < t->count; from = to) {
        to = end_of_group(t, from);
        put_row(t, t->rows[from].group, from, to);
    }
}

/* ---- every moment */

typedef struct codes {
    uint32_t *items;
    size_t count;
} codes;

/* All times of the table that the conditions on their own column let through. */
static codes every_time(tally *t)
{
    codes times = {TS_ARRAY(t->arena, uint32_t, t->over->count), 0};
    for (uint32_t code = 0; times.items && code < t->over->count; code++) {
        bool let = true;
        for (size_t i = 0; i < t->request->where_count; i++)
            let &= t->conditions[i].key != t->over || ts_condition_lets(&t->conditions[i], code);
        if (let)
            times.items[times.count++] = code;
    }
    return times;
}

static codes found_categories(tally *t)
{
    size_t all = t->by ? t->by->count : 1;
    codes found = {TS_ARRAY(t->arena, uint32_t, all), 0};
    bool *seen = TS_ARRAY(t->arena, bool, all);
    for (size_t i = 0; seen && i < t->count; i++)
        seen[t->rows[i].group % all] = true;
    for (uint32_t code = 0; found.items && seen && code < all; code++)
        if (seen[code] || !t->by)
            found.items[found.count++] = code;
    return found;
}

static void answer_moments(tally *t)
{
    codes times = every_time(t), categories = found_categories(t);
    size_t from = 0, all = t->by ? t->by->count : 1;
    if (ts_arena_failed(t->arena)) {
        fail(t);
        return;
    }
    if (!make_room(t, times.count * categories.count))
        return;
    for (size_t i = 0; i < times.count; i++) {
        for (size_t c = 0; c < categories.count; c++) {
            uint64_t group = (uint64_t)times.items[i] * all + categories.items[c];
            bool here = from < t->count && t->rows[from].group == group;
            size_t to = here ? end_of_group(t, from) : from;
            put_row(t, group, from, to);
            from = to;
        }
    }
}

ts_columns_result ts_tally(ts_database *database, ts_arena *arena, const ts_series_request *request, ts_rows *rows, size_t *looked)
{
    const ts_series_plan *plan = request->plan;
    *looked = 0;
    tally t = {.database = database, .arena = arena, .request = request, .plan = plan, .heads = &plan->heads,
               .over = plan->over, .by = plan->by, .answer = rows};
    if (!plan->kept)
        return TS_COLUMNS_LEFT;
    make_conditions(&t);
    if (t.result == TS_COLUMNS_DONE)
        take_rows(&t);
    if (t.result == TS_COLUMNS_DONE) {
        sort_rows(&t);
        request->gaps ? answer_moments(&t) : answer_groups(&t);
    }
    *looked = t.result == TS_COLUMNS_DONE ? t.looked : 0;
    return t.result;
}
