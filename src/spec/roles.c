#include "spec/roles.h"

#include "spec/check.h"

#include <string.h>

enum { NAMES = 5 };

static const char *const STYLES[TS_ROLES][NAMES] = {
    [TS_ROLE_NAME] = {"chart-label", "label", "caption", "body"},
    [TS_ROLE_TEXT] = {"chart-text", "caption-node", "caption", "place", "body"},
    [TS_ROLE_VALUE] = {"chart-value", "chart-label", "label", "caption", "body"},
    [TS_ROLE_NUMERAL] = {"chart-numeral", "numeral-node", "numeral"},
    [TS_ROLE_CAPITALS] = {"map-label", "chart-label", "label"},
    [TS_ROLE_PLACE] = {"place", "chart-text", "caption"},
};

const char *ts_role_style(const ts_sheet *sheet, ts_role role)
{
    for (size_t i = 0; i < NAMES && STYLES[role][i]; i++)
        if (ts_map_find(&sheet->text_styles, STYLES[role][i]))
            return STYLES[role][i];
    return NULL;
}

/* The first chart says for all of them in what they are set. */
static void check_text(ts_checker *checker, const ts_chart *chart)
{
    const ts_map *styles = &checker->sheet->text_styles;
    if (checker->told_roles || !styles->count || ts_check_is_lost(checker, styles) || ts_role_style(checker->sheet, TS_ROLE_TEXT))
        return;
    checker->told_roles = true;
    ts_warn(checker->diags, chart->head_span, "style", "charts are set in the text style \"chart-text\", or \"caption\" or \"body\": none is there, so that they take \"%s\"",
            styles->items[0].name);
}

static const char *font_of(ts_checker *checker, const char *style)
{
    const ts_text_style *whole = style ? ts_sheet_text_style(checker->arena, checker->sheet, style, NULL) : NULL;
    return whole && whole->font.text ? whole->font.text : "";
}

/* A row is stressed by the bold of its cells' style, or by the face of the heads: which is another, or it shows nothing. */
static void check_stress(ts_checker *checker, const ts_chart *chart)
{
    const ts_sheet *sheet = checker->sheet;
    bool total = chart->last.given && chart->last.value == 1;
    const char *text = ts_role_style(sheet, TS_ROLE_TEXT), *name = ts_role_style(sheet, TS_ROLE_NAME);
    if (chart->kind != TS_CHART_TABLE || (!total && !chart->highlight.text) || !text || !name || ts_check_is_lost(checker, &sheet->text_styles))
        return;
    const ts_text_style *cells = ts_sheet_text_style(checker->arena, sheet, text, NULL);
    if (cells && !cells->strong.text && strcmp(font_of(checker, text), font_of(checker, name)) == 0)
        ts_warn(checker->diags, chart->highlight.text ? chart->highlight.span : chart->head_span, "style",
                "a row is stressed in the face of the text style \"label\"%s: here it looks as the others",
                strcmp(name, "label") == 0 || strcmp(name, "chart-label") == 0 ? ", which is that of the cells" : ", which is not there");
}

void ts_check_roles(ts_checker *checker, const ts_chart *chart)
{
    check_text(checker, chart);
    check_stress(checker, chart);
}
