/*
 * What a query of a sheet may do: read our tables with functions that are
 * deterministic and cheap for their size. Everything else is refused by name
 * when the statement is prepared; what only shows while it runs (steps,
 * memory) is counted.
 */
#include "data/store.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    LENGTH = 1 << 20,
    SQL_LENGTH = 100000
};

/* Steps count alike on every machine, so they come first. They cannot see how long one step
 * is; processor time does, and a text of a sheet's query is short, so that no single step of
 * it takes longer than some milliseconds. Two million rows can be summed, filtered or ranked
 * within these bounds (some 0.1 to 0.6 s); a series that this room compiles may also group
 * and sort them. */
static const struct {
    size_t steps;
    sqlite3_int64 memory; /* bytes of what it sorts and collects, spill.h, and of its rows */
    double time; /* seconds */
    int length; /* bytes of a text */
    int tick;   /* machine steps between two looks: one of a compiled query is short */
    const char *too_many, *too_much, *too_long;
} bounds[] = {[TS_QUERY_OF_SHEET] = {TS_STEPS_LIMIT, 128 << 20, 0.8, 100000, 100,
                                     "it takes more than 40 million steps",
                                     "it takes more than 128 MiB of memory",
                                     "it takes more than 0.8 seconds"},
              [TS_QUERY_OF_HOUSE] = {SIZE_MAX, 512 << 20, 60, LENGTH, 10000, NULL,
                                     "it takes more than 512 MiB of memory", "it takes more than a minute"}};

/* Sorted. Left out on purpose: the clock (date, strftime, current_date), random,
 * files and extensions, and what is quadratic or swells in one call (instr,
 * replace, hex, zeroblob, group_concat, json). */
static const char *const functions[] = {
    "abs",          "avg",       "ceil",        "ceiling",    "coalesce",     "count",  "cume_dist",
    "dense_rank",   "exp",       "first_value", "floor",      "format",       "glob",   "ifnull",
    "iif",          "lag",       "last_value",  "lead",       "length",       "like",   "ln",
    "log",          "log10",     "log2",        "lower",      "max",          "median", "min",
    "mod",          "nth_value", "ntile",       "nullif",     "percent_rank", "pow",    "power",
    "printf",       "rank",      "round",       "row_number", "sign",         "sqrt",   "substr",
    "substring",    "sum",       "total",       "trim",       "trunc",        "typeof", "upper",
    "weighted_mean"};

static bool allowed_function(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (sqlite3_stricmp(functions[i], name) == 0)
            return true;
    return false;
}

/* "" stands for a subquery's own columns; a WITH that is only counted goes by its name, without
 * column and schema. */
static bool may_read(const ts_database *database, const char *table, const char *column, const char *schema)
{
    if (!*table || strcmp(table, "fact") == 0 || ts_map_find(&database->tables, table))
        return true;
    bool counted = !*column && !schema;
    return counted && sqlite3_strnicmp(table, "sqlite_", 7) != 0 && sqlite3_strnicmp(table, "pragma_", 7) != 0 &&
           sqlite3_strnicmp(table, "json_", 5) != 0;
}

static bool allows(const ts_database *database, int action, const char *first, const char *second, const char *schema)
{
    switch (action) {
    case SQLITE_SELECT:
        return true;
    case SQLITE_READ:
        return may_read(database, first, second, schema);
    case SQLITE_FUNCTION:
        return allowed_function(second);
    default:
        return false;
    }
}

static int authorize(void *user, int action, const char *first, const char *second, const char *schema,
                     const char *trigger)
{
    ts_database *database = user;
    (void)trigger;
    if (database->own_work || allows(database, action, first, second, schema))
        return SQLITE_OK;
    database->refused = action;
    snprintf(database->refused_name, sizeof database->refused_name, "%s", first ? first : "");
    return SQLITE_DENY;
}

const char *ts_store_refused(const ts_database *database, ts_arena *arena)
{
    switch (database->refused) {
    case 0:
    case SQLITE_FUNCTION:
        return NULL;
    case SQLITE_RECURSIVE:
        return "a query may not read itself: WITH RECURSIVE is refused";
    case SQLITE_READ:
        return ts_arena_print(arena, "\"%s\" is refused: a query reads the tables of the sheet, and \"fact\"", database->refused_name);
    default:
        return "a query reads the tables of the sheet, and \"fact\": changes, pragmas and functions that give tables are refused";
    }
}

/* What other threads take is not the query's. */
static double thread_seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int look(void *user)
{
    ts_database *database = user;
    const size_t whose = database->whose;
    database->steps += (size_t)bounds[whose].tick;
    if (database->steps > bounds[whose].steps)
        database->stopped = bounds[whose].too_many;
    else if (thread_seconds() - database->began >= bounds[whose].time)
        database->stopped = bounds[whose].too_long;
    else if (ts_arena_stopped(database->asked_in))
        database->stopped = "it was cancelled";
    return database->stopped != NULL;
}

void ts_store_begin_query(ts_database *database, ts_query_of whose, const ts_arena *asked_in)
{
    database->asked_in = asked_in;
    database->whose = whose;
    database->steps = 0;
    database->stopped = NULL;
    database->refused = 0;
    database->answered = 0;
    database->spill.full = false;
    database->spill.most = database->spill.taken + bounds[whose].memory;
    database->began = thread_seconds();
    sqlite3_limit(database->handle, SQLITE_LIMIT_LENGTH, bounds[whose].length);
    sqlite3_progress_handler(database->handle, bounds[whose].tick, look, database);
}

bool ts_store_take(ts_database *database, size_t bytes)
{
    if (!ts_spill_take(&database->spill, (sqlite3_int64)bytes))
        return false;
    database->answered += (sqlite3_int64)bytes;
    return true;
}

const char *ts_store_stopped(const ts_database *database)
{
    return database->spill.full ? bounds[database->whose].too_much : database->stopped;
}

void ts_store_end_query(ts_database *database)
{
    database->spill.taken -= database->answered;
    database->spill.most = TS_SPILL_BYTES;
    sqlite3_limit(database->handle, SQLITE_LIMIT_LENGTH, LENGTH);
    sqlite3_progress_handler(database->handle, 0, NULL, NULL);
}

static void refuse(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    sqlite3_result_error(context, "trim takes one argument here", -1);
}

/* With two arguments these compare every character with every other. */
static bool narrow_trim(sqlite3 *handle)
{
    return sqlite3_create_function(handle, "trim", 2, SQLITE_UTF8, NULL, refuse, NULL, NULL) == SQLITE_OK;
}

static void set_limits(sqlite3 *handle)
{
    static const struct {
        int id, value;
    } limits[] = {{SQLITE_LIMIT_LENGTH, LENGTH},
                  {SQLITE_LIMIT_SQL_LENGTH, SQL_LENGTH},
                  {SQLITE_LIMIT_COLUMN, 500},
                  {SQLITE_LIMIT_EXPR_DEPTH, 200},
                  {SQLITE_LIMIT_COMPOUND_SELECT, 100},
                  {SQLITE_LIMIT_VDBE_OP, 100000},
                  {SQLITE_LIMIT_FUNCTION_ARG, 20},
                  {SQLITE_LIMIT_ATTACHED, 0},
                  {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
                  {SQLITE_LIMIT_VARIABLE_NUMBER, 500},
                  {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
                  {SQLITE_LIMIT_WORKER_THREADS, 0}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(handle, limits[i].id, limits[i].value);
}

static bool configure(sqlite3 *handle)
{
    static const struct {
        int id, on;
    } settings[] = {{SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_DQS_DDL, 0},
                    {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                    {SQLITE_DBCONFIG_ENABLE_VIEW, 0}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (sqlite3_db_config(handle, settings[i].id, settings[i].on, NULL) != SQLITE_OK)
            return false;
    return true;
}

bool ts_store_guard(ts_database *database)
{
    set_limits(database->handle);
    return configure(database->handle) && narrow_trim(database->handle) &&
           sqlite3_set_authorizer(database->handle, authorize, database) == SQLITE_OK;
}
