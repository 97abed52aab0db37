/*
 * unbuilt.c - members that the format has and the pages do not yet: refused by
 * name, never ignored.
 */
#include "layout/kit.h"

static void refuse(ts_kit *kit, ts_span span, const char *what)
{
    ts_error(kit->diags, span, "not-yet", "not yet: %s", what);
}

void ts_kit_refuse_style(ts_kit *kit, const ts_text_style *spec)
{
    const struct { bool asked; ts_span span; const char *what; } members[] = {
        {spec->grid.value, spec->grid.span, "grid (styles on the baseline grid)"},
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (members[i].asked)
            refuse(kit, members[i].span, members[i].what);
}
