/*
 * An aggregate that SQLite lacks: median(x), the mean of the two middle values
 * when their count is even. Nulls are left out; of nothing it is null.
 */
#include "data/store.h"

#include <math.h>
#include <stdlib.h>

typedef struct numbers {
    double *items;
    size_t count, capacity;
} numbers;

static bool is_number(sqlite3_context *context, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT && type != SQLITE_NULL)
        sqlite3_result_error(context, "median takes numbers only", -1);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

static void median_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    if (!is_number(context, values[0]))
        return;
    numbers *n = sqlite3_aggregate_context(context, sizeof *n);
    if (n && n->count == n->capacity) {
        size_t capacity = n->capacity ? n->capacity * 2 : 64;
        double *items = sqlite3_realloc64(n->items, capacity * sizeof *items);
        if (items) {
            n->items = items;
            n->capacity = capacity;
        }
    }
    if (!n || n->count == n->capacity)
        sqlite3_result_error_nomem(context);
    else
        n->items[n->count++] = sqlite3_value_double(values[0]);
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double middle(double a, double b, double c)
{
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/* Puts the k-th smallest where it would stand in order, none larger before it (Hoare's FIND,
 * 1961): a million numbers are not sorted for the sake of one. Should a sequence be made to
 * slow it down, it is sorted after all. */
static void select_kth(double *items, size_t count, size_t k)
{
    size_t low = 0, high = count - 1;
    for (int rounds = 0; low < high; rounds++) {
        if (rounds == 100) {
            qsort(items + low, high - low + 1, sizeof *items, by_size);
            return;
        }
        double pivot = middle(items[low], items[low + (high - low) / 2], items[high]);
        size_t i = low, j = high;
        while (i <= j) {
            while (items[i] < pivot)
                i++;
            while (items[j] > pivot)
                j--;
            if (i > j)
                break;
            double item = items[i];
            items[i++] = items[j];
            items[j] = item;
            if (j == 0)
                break;
            j--;
        }
        if (k <= j)
            high = j;
        else if (k >= i)
            low = i;
        else
            return;
    }
}

static double median_of(double *items, size_t count)
{
    size_t half = count / 2;
    select_kth(items, count, half);
    if (count % 2)
        return items[half];
    double low = items[0];
    for (size_t i = 1; i < half; i++)
        low = fmax(low, items[i]);
    return low + (items[half] - low) / 2;
}

static void median_end(sqlite3_context *context)
{
    numbers *n = sqlite3_aggregate_context(context, 0);
    if (!n || n->count == 0)
        return;
    sqlite3_result_double(context, median_of(n->items, n->count));
    sqlite3_free(n->items);
    n->items = NULL;
    n->count = 0;
}

bool ts_store_median(sqlite3 *handle)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    return sqlite3_create_function(handle, "median", 1, flags, NULL, NULL, median_step, median_end) == SQLITE_OK;
}
