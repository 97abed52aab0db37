/* The rules that a text style sets for its paragraphs. */
#include "layout/kit.h"

/* ---- names that no line end divides */

static const char *const *together(ts_kit *kit, size_t *count)
{
    const ts_words *words = kit->edition->deck ? &kit->edition->deck->together : NULL;
    *count = 0;
    if (!words || !words->count)
        return NULL;
    if (!kit->together) {
        const char **phrases = TS_ARRAY(kit->arena, const char *, words->count);
        for (size_t i = 0; phrases && i < words->count; i++)
            phrases[i] = words->items[i].text;
        kit->together = phrases;
    }
    *count = kit->together ? words->count : 0;
    return kit->together;
}

/* ---- words that a line end divides */

static bool is_head(const ts_text_style *spec)
{
    return spec->tag.given && spec->tag.value <= TS_TAGNAME_H3;
}

static ts_hyphenation hyphenation(ts_kit *kit, const ts_text_style *spec)
{
    const ts_per_language *own = ts_map_find(&kit->stock->sheet->per_language, kit->edition->language);
    const struct ts_hyphenate *says = own ? own->hyphenate : NULL;
    bool divides = spec->hyphenate.given ? spec->hyphenate.value : says && !is_head(spec);
    if (!divides)
        return (ts_hyphenation){0};
    ts_hyphenation rules = {.patterns = ts_kit_hyphens(kit, says ? own->span : spec->hyphenate.span)};
    if (says) {
        rules.before = (int)says->before.value;
        rules.after = (int)says->after.value;
        rules.in_a_row = (int)says->in_a_row.value;
    }
    return rules;
}

/* ---- tabs, an initial, the rest */

static const ts_tab *tabs(ts_kit *kit, const ts_text_style *spec, size_t *count)
{
    static const ts_tab_align aligns[] = {TS_TAB_LEFT, TS_TAB_CENTER, TS_TAB_RIGHT, TS_TAB_DECIMAL};
    ts_tab *list = spec->tabs.count ? TS_ARRAY(kit->arena, ts_tab, spec->tabs.count) : NULL;
    *count = list ? spec->tabs.count : 0;
    for (size_t i = 0; i < *count; i++) {
        const ts_tab_spec *tab = spec->tabs.items[i];
        list[i] = (ts_tab){tab->at.pt, aligns[tab->align.given ? tab->align.value : 0], tab->leader.text};
    }
    return list;
}

static ts_text_align align_of(const ts_text_style *spec)
{
    static const ts_text_align aligns[] = {TS_TEXT_LEFT, TS_TEXT_CENTER, TS_TEXT_RIGHT, TS_TEXT_JUSTIFY};
    return aligns[spec->align.given ? spec->align.value : 0];
}

ts_setting_rules ts_kit_rules(ts_kit *kit, ts_style *style)
{
    const ts_text_style *spec = style->spec;
    ts_setting_rules rules = {.align = align_of(spec), .balance = spec->balance.value,
                              .optical = spec->optical_margin.value, .indent = spec->indent.pt,
                              .first_indent = spec->first_indent.pt, .space_before = spec->space_before.pt,
                              .space_after = spec->space_after.pt, .hyphenation = hyphenation(kit, spec)};
    if (spec->last_line) {
        rules.last_words = (int)spec->last_line->words.value;
        rules.last_measure = spec->last_line->measure.value;
    }
    if (spec->keep) {
        rules.orphans = (int)spec->keep->first.value;
        rules.widows = (int)spec->keep->last.value;
    }
    if (spec->grid.value)
        rules.grid = kit->stock->sheet->paper.baseline;
    if (spec->list)
        rules.left = spec->list->indent.pt;
    if (spec->drop_cap)
        rules.drop_cap = (ts_drop_cap){&style->initial, (int)spec->drop_cap->lines.value, spec->drop_cap->gap.pt};
    rules.tabs = tabs(kit, spec, &rules.tab_count);
    rules.together = together(kit, &rules.together_count);
    return rules;
}
