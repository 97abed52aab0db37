/*
 * sum, total and avg in place of SQLite's, and weighted_mean(x, w) = sum(x w) / sum(w): without an error of rounding
 * before the end, so that they are the same in whatever order an index or the file gives the rows; a text that is no
 * number is an error. Otherwise as
 * SQLite has them: of nothing null (total: 0.0), of whole numbers a whole number or an overflow.
 */
#include "data/exact.h"

#include "base/utf8.h"
#include "data/store.h"

typedef struct sum {
    ts_exact exact;
    int64_t count, reals; /* values; those that are no whole numbers */
} sum;

/* SQLite takes a text for nought: "n.a." would be a value, and a mean too low. */
static void refuse(sqlite3_context *context, sqlite3_value *value)
{
    const char *text = sqlite3_value_type(value) == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : "a blob";
    char *message = text ? sqlite3_mprintf("only numbers add up, and \"%.*s\" is none", ts_utf8_fit(text, 40), text) : NULL;
    sqlite3_result_error(context, message ? message : "only numbers add up", -1);
    sqlite3_free(message);
}

static void add(sqlite3_context *context, sqlite3_value *value, int times)
{
    int type = sqlite3_value_numeric_type(value);
    sum *s = sqlite3_aggregate_context(context, sizeof *s);
    if (!s) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (type == SQLITE_NULL)
        return;
    if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
        refuse(context, value);
        return;
    }
    s->count += times;
    if (type == SQLITE_INTEGER) {
        ts_exact_add_whole(&s->exact, sqlite3_value_int64(value), times);
        return;
    }
    s->reals += times;
    ts_exact_add(&s->exact, sqlite3_value_double(value), times);
}

static void step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    add(context, values[0], 1);
}

/* A window moves on. */
static void inverse(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    add(context, values[0], -1);
}

static void give_sum(sqlite3_context *context)
{
    const sum *s = sqlite3_aggregate_context(context, 0);
    int64_t whole;
    if (!s || s->count == 0)
        return;
    if (s->reals)
        sqlite3_result_double(context, ts_exact_value(&s->exact));
    else if (ts_exact_whole(&s->exact, &whole))
        sqlite3_result_int64(context, whole);
    else
        sqlite3_result_error(context, "integer overflow", -1);
}

static void give_total(sqlite3_context *context)
{
    const sum *s = sqlite3_aggregate_context(context, 0);
    sqlite3_result_double(context, s && s->count ? ts_exact_value(&s->exact) : 0);
}

static void give_mean(sqlite3_context *context)
{
    const sum *s = sqlite3_aggregate_context(context, 0);
    if (s && s->count)
        sqlite3_result_double(context, ts_exact_value(&s->exact) / (double)s->count);
}

typedef struct weighted {
    ts_exact products, weights;
} weighted;

static bool is_number(sqlite3_context *context, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT && type != SQLITE_NULL)
        sqlite3_result_error(context, "weighted_mean takes numbers only", -1);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

static void weighted_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    if (!is_number(context, values[0]) || !is_number(context, values[1]))
        return;
    weighted *w = sqlite3_aggregate_context(context, sizeof *w);
    double weight = sqlite3_value_double(values[1]);
    if (!w) {
        sqlite3_result_error_nomem(context);
    } else if (weight < 0) {
        sqlite3_result_error(context, "a weight is negative", -1);
    } else {
        ts_exact_add(&w->products, sqlite3_value_double(values[0]) * weight, 1);
        ts_exact_add(&w->weights, weight, 1);
    }
}

static void weighted_end(sqlite3_context *context)
{
    const weighted *w = sqlite3_aggregate_context(context, 0);
    double weight = w ? ts_exact_value(&w->weights) : 0;
    if (weight > 0)
        sqlite3_result_double(context, ts_exact_value(&w->products) / weight);
}

bool ts_store_sums(sqlite3 *handle)
{
    static const struct { const char *name; void (*give)(sqlite3_context *context); } sums[] = {
        {"sum", give_sum}, {"total", give_total}, {"avg", give_mean}};
    enum { FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS };
    bool fine = sqlite3_create_function(handle, "weighted_mean", 2, FLAGS, NULL, NULL, weighted_step, weighted_end) == SQLITE_OK;
    for (size_t i = 0; fine && i < sizeof sums / sizeof *sums; i++)
        fine = sqlite3_create_window_function(handle, sums[i].name, 1, FLAGS, NULL, step, sums[i].give, sums[i].give, inverse,
                                              NULL) == SQLITE_OK;
    return fine;
}
