/* The numbers in the cells of a table: each a text of its own. */
#include "bind/bind.h"

bool ts_bind_cell_number(ts_charting *c, ts_printed printed, const char *name, ts_cell_bound *cell)
{
    static const ts_style_state plain = {0};
    ts_binder *b = c->binder;
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    if (!printed.text || !copy)
        return false;
    *copy = (ts_copy){.key = name, .span = c->chart->span};
    *cell = (ts_cell_bound){copy, ts_printed_whole(b->edition->formatter, printed.text), true};
    ts_writer writer = {b, copy, -1};
    return ts_write_printed(&writer, printed, name, &plain, c->chart->span);
}
