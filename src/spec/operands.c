#include "spec/numbers.h"

#include "spec/sql_uses.h"

static bool add_uses(ts_arena *arena, const ts_word *sql, ts_words *operands)
{
    ts_sql_uses uses;
    if (!ts_sql_find_uses(arena, sql->text, &uses))
        return false;
    for (size_t i = 0; i < uses.count; i++)
        if (uses.items[i].name && !TS_PUSH(arena, operands, ((ts_word){uses.items[i].name, sql->span})))
            return false;
    return true;
}

static bool find_operands(ts_arena *arena, ts_stat_spec *stat)
{
    const ts_word words[] = {stat->operand, stat->of, stat->per, stat->minus, stat->over, stat->weights};
    if (stat->method == TS_M_SQL)
        return !stat->operand.text || add_uses(arena, &stat->operand, &stat->operands);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].text && !TS_PUSH(arena, &stat->operands, words[i]))
            return false;
    return true;
}

bool ts_stats_find_operands(ts_arena *arena, const ts_map *stats)
{
    for (size_t i = 0; i < stats->count; i++) {
        ts_stat_spec *stat = stats->items[i].value;
        stat->number = i;
        if (!find_operands(arena, stat))
            return false;
    }
    return true;
}
