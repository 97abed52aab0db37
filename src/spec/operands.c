#include "spec/sheet.h"

bool ts_stat_operands(ts_arena *arena, const ts_stat_spec *stat, ts_words *operands)
{
    const ts_word words[] = {stat->operand, stat->of, stat->per, stat->minus, stat->over, stat->weights};
    *operands = (ts_words){0};
    for (size_t i = stat->method == TS_M_SQL; i < sizeof words / sizeof *words; i++)
        if (words[i].text && !TS_PUSH(arena, operands, words[i]))
            return false;
    return true;
}
