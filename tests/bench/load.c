/* Tables: files of the sheets read, checked and copied into the database. */
#include "bench.h"

#include "data/database.h"

#include <stdio.h>

static const char TABLE[] = "data/border/border_crossings_annual.csv";

static bool load(size_t *rows)
{
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = arena ? ts_diags_new(arena) : (ts_diags){0};
    ts_database *database = arena ? ts_database_new(arena) : NULL;
    static const ts_column_use uses[] = {{"year", TS_USE_KEY}, {"port_code", TS_USE_KEY}, {"measure", TS_USE_KEY}, {"value", TS_USE_NUMBERS}};
    const ts_table_request request = {.name = "crossings", .path = TABLE, .uses = uses, .use_count = sizeof uses / sizeof *uses};
    const ts_table *table = NULL;
    bool good = database && ts_database_load(database, &request, &diags, &table) == TS_OK;
    *rows = good ? table->row_count : 0;
    ts_arena_drop(arena);
    return good;
}

bool bench_load(int rounds)
{
    bench_times times = bench_times_new(rounds);
    size_t rows = 0;
    bool good = times.items && load(&rows);
    for (int i = 0; good && i < rounds; i++) {
        double begun = bench_now();
        good = load(&rows);
        bench_add(&times, begun);
    }
    if (!good) {
        fprintf(stderr, "%s does not load\n", TABLE);
        return false;
    }
    printf("%s, %zu rows\n", TABLE, rows);
    bench_tell(&times, "one load");
    return true;
}
