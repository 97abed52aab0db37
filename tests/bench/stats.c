/*
 * The statistics of whole editions, once the tables are loaded: series, statistics, facts, what
 * they print. The sheets lose their pages first, so that nothing else is bound.
 *
 * first      a database that has answered nothing yet, in a language whose formatter is not open
 * new        the same, and the formatter is open: what is left once all is loaded
 * answered   a database that has: its statements are prepared
 */
#include "bench.h"

#include "bind/edition.h"

#include <stdio.h>

typedef struct sums {
    ts_arena *arena;
    ts_diags diags;
    ts_sheet *sheet;
    ts_lasting lasting;
} sums;

typedef struct choices { /* values of the parameter that a sheet is made for */
    const char *name, *table, *column;
    ts_rows *rows;
} choices;

static bool load(sums *s, const char *path)
{
    s->arena = ts_arena_new(0);
    if (!s->arena)
        return false;
    s->diags = ts_diags_new(s->arena);
    if (ts_sheet_load(s->arena, path, &s->diags, &s->sheet) != TS_OK)
        return false;
    s->sheet->pages.count = 0;
    s->lasting.arena = s->arena;
    return true;
}

static bool make(sums *s, ts_database *database, const ts_setting *setting)
{
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    ts_edition_request request = {.settings = setting, .setting_count = setting ? 1 : 0, .lasting = &s->lasting};
    ts_edition *edition;
    bool good = arena && ts_edition_make(arena, s->sheet, database, &request, &diags, &edition) == TS_OK;
    if (!good && arena)
        ts_diags_print(&diags, stderr);
    ts_arena_drop(arena);
    return good;
}

typedef enum keeping { NOTHING, LANGUAGES, ANSWERS } keeping; /* from one round to the next */

static bool one_sheet(const char *path, const char *what, int rounds, keeping kept)
{
    sums s = {0};
    bench_times times = bench_times_new(rounds);
    ts_database *database = NULL;
    bool good = load(&s, path) && times.items;
    for (int i = 0; good && i <= rounds; i++) {
        if (kept == NOTHING)
            s.lasting.languages = (ts_map){0};
        if (kept != ANSWERS || !database)
            good = ts_edition_tables(s.arena, &(ts_tables_order){.sheet = s.sheet}, &s.diags, &database) == TS_OK;
        double begun = bench_now();
        good = good && make(&s, database, NULL);
        if (i > 0)
            bench_add(&times, begun);
    }
    bench_tell(&times, what);
    ts_arena_drop(s.arena);
    return good;
}

static bool every(const char *path, const char *what, choices c)
{
    sums s = {0};
    ts_database *database;
    bool good = load(&s, path) && ts_edition_tables(s.arena, &(ts_tables_order){.sheet = s.sheet}, &s.diags, &database) == TS_OK &&
                ts_database_distinct(database, s.arena, c.table, c.column, (ts_span){0}, &s.diags, &c.rows) == TS_OK;
    bench_times times = bench_times_new(good ? (int)c.rows->row_count : 1);
    double all = bench_now();
    for (size_t i = 0; good && i < c.rows->row_count; i++) {
        ts_setting setting = {c.name, c.rows->cells[i].text};
        double begun = bench_now();
        good = make(&s, database, &setting);
        bench_add(&times, begun);
    }
    if (good)
        printf("  %-26s %zu editions in %.1f ms\n", what, c.rows->row_count, (bench_now() - all) / 1e3);
    bench_tell(&times, "of each");
    ts_arena_drop(s.arena);
    return good;
}

bool bench_stats(int rounds)
{
    static const char BROCHURE[] = "layouts/cross-border-brochure.json";
    printf("statistics\n");
    int few = rounds < 20 ? rounds : 20;
    return one_sheet(BROCHURE, "of the brochure, first", few, NOTHING) &&
           one_sheet(BROCHURE, "of the brochure, new", few, LANGUAGES) &&
           one_sheet(BROCHURE, "of the brochure, answered", rounds, ANSWERS) &&
           every("layouts/state-trade.json", "of 51 states", (choices){"state", "states", "postal", NULL}) &&
           every("layouts/port-of-entry.json", "of 117 ports", (choices){"port", "ports", "port_code", NULL});
}
