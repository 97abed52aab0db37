/* Styles, art, languages, parameters and editions. */
#include "spec/check.h"
#include "spec/value.h"

#include <string.h>

/* ---- styles */

/* False when the style is among its own parents. */
static bool ends(const ts_map *styles, const char *name, size_t based_on)
{
    size_t steps = 0;
    while (name && steps++ <= styles->count) {
        const char *style = ts_map_find(styles, name);
        name = style ? ((const ts_word *)(const void *)(style + based_on))->text : NULL;
    }
    return name == NULL;
}

enum { PARENTS = 60 };

static size_t parents(const ts_map *styles, const char *name, size_t based_on)
{
    size_t count = 0;
    for (const char *style = ts_map_find(styles, name); style && count <= PARENTS; count++) {
        const char *parent = ((const ts_word *)(const void *)(style + based_on))->text;
        style = parent ? ts_map_find(styles, parent) : NULL;
    }
    return count;
}

static void check_parent(ts_checker *checker, const ts_map *styles, ts_word parent, size_t based_on,
                         const char *what)
{
    if (!parent.text || !ts_check_name(checker, parent, styles, what, "style"))
        return;
    if (!ends(styles, parent.text, based_on))
        ts_error(checker->diags, parent.span, "style", "\"%s\" is based on itself, by way of its parents",
                 parent.text);
    else if (parents(styles, parent.text, based_on) > PARENTS)
        ts_error(checker->diags, parent.span, "bounds", "a style has at most %d parents", PARENTS);
}

/* A swatch for type: it must not be one that forbids it. */
static void check_type_swatch(ts_checker *checker, ts_word word)
{
    const char *name;
    double tint;
    ts_check_swatch(checker, word);
    if (!word.text || !ts_spec_swatch(checker->arena, word.text, &name, &tint))
        return;
    const ts_swatch_spec *swatch = ts_map_find(&checker->sheet->swatches, name);
    if (swatch && swatch->text.given && !swatch->text.value)
        ts_error(checker->diags, word.span, "swatch", "\"%s\" is not for type (\"text\": false)",
                 swatch->name);
}

static void check_tabs(ts_checker *checker, const ts_text_style *style)
{
    for (size_t i = 1; i < style->tabs.count; i++) {
        const ts_length *at = &style->tabs.items[i]->at, *before = &style->tabs.items[i - 1]->at;
        const char *printed = ts_value_print(checker->arena, before->pt);
        if (at->given && before->given && at->pt <= before->pt)
            ts_error(checker->diags, at->span, "tabs", "tabs stand in a row from the left: this is not after %s",
                     printed ? printed : "");
    }
}

/* "{n}." and "({a})" count; no other name stands in a marker. */
static void check_marker(ts_checker *checker, ts_word marker)
{
    for (const char *open = marker.text ? strchr(marker.text, '{') : NULL; open; open = strchr(open + 1, '{'))
        if (strncmp(open, "{n}", 3) != 0 && strncmp(open, "{a}", 3) != 0)
            ts_error(checker->diags, marker.span, "marker", "a marker counts with {n} or {a}, not with \"%.*s\"",
                     (int)(strcspn(open, "}") + (strchr(open, '}') != NULL)), open);
}

static void check_paragraph(ts_checker *checker, const ts_text_style *style)
{
    const ts_map *characters = &checker->sheet->character_styles;
    check_tabs(checker, style);
    if (style->drop_cap)
        (void)ts_check_name(checker, style->drop_cap->style, characters, "character style", "style");
    if (!style->list)
        return;
    (void)ts_check_name(checker, style->list->style, characters, "character style", "style");
    check_marker(checker, style->list->marker);
}

static void check_text_style(ts_checker *checker, const ts_text_style *style)
{
    const ts_sheet *sheet = checker->sheet;
    check_parent(checker, &sheet->text_styles, style->based_on, offsetof(ts_text_style, based_on),
                 "text style");
    (void)ts_check_name(checker, style->font, &sheet->fonts, "face", "font");
    check_type_swatch(checker, style->color);
    check_type_swatch(checker, style->reversed);
    (void)ts_check_name(checker, style->ladder, &sheet->ladders, "ladder", "ladder");
    const ts_word characters[] = {style->strong, style->emphasis, style->mark, style->magnitude};
    for (size_t i = 0; i < TS_COUNT(characters); i++)
        (void)ts_check_name(checker, characters[i], &sheet->character_styles, "character style", "style");
    check_paragraph(checker, style);
}

static void check_character_style(ts_checker *checker, const ts_character_style *style)
{
    check_parent(checker, &checker->sheet->character_styles, style->based_on,
                 offsetof(ts_character_style, based_on), "character style");
    (void)ts_check_name(checker, style->font, &checker->sheet->fonts, "face", "font");
    check_type_swatch(checker, style->color);
    check_type_swatch(checker, style->reversed);
}

static void check_box_style(ts_checker *checker, const ts_box_style *style)
{
    check_parent(checker, &checker->sheet->box_styles, style->based_on, offsetof(ts_box_style, based_on),
                 "box style");
    ts_check_swatch(checker, style->ground);
    ts_check_rules(checker, &style->rules);
    ts_check_rule(checker, style->outline);
}

/* It and its parents are all there as they were written: what they lack is lacking. */
static bool is_all_there(const ts_checker *checker, const ts_text_style *style)
{
    const ts_map *styles = &checker->sheet->text_styles;
    if (checker->brand_lost || !ends(styles, style->name, offsetof(ts_text_style, based_on)))
        return false;
    while (style && !ts_read_is_refused(checker->reader, style) && style->based_on.text)
        style = ts_map_find(styles, style->based_on.text);
    return style && !ts_read_is_refused(checker->reader, style);
}

/* A whole chain of parents gives font and setting; one without them cannot be set. */
static void check_whole(ts_checker *checker, const ts_text_style *style)
{
    const ts_text_style *whole = ts_sheet_text_style(checker->arena, checker->sheet, style->name, NULL);
    if (whole && (!whole->font.text || !whole->set.given) && is_all_there(checker, style))
        ts_error(checker->diags, style->span, "style", "\"%s\" and its parents say no \"%s\"", style->name,
                 whole->font.text ? "set" : "font");
}

static void check_styles(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t i = 0; i < sheet->text_styles.count; i++) {
        check_text_style(checker, sheet->text_styles.items[i].value);
        check_whole(checker, sheet->text_styles.items[i].value);
    }
    for (size_t i = 0; i < sheet->character_styles.count; i++)
        check_character_style(checker, sheet->character_styles.items[i].value);
    for (size_t i = 0; i < sheet->box_styles.count; i++)
        check_box_style(checker, sheet->box_styles.items[i].value);
}

/* ---- languages, faces, art */

static void check_language(ts_checker *checker, const ts_per_language *language)
{
    for (size_t i = 0; i < language->text_styles.count; i++) {
        const ts_text_style *style = language->text_styles.items[i].value;
        ts_word name = {style->name, style->span};
        (void)ts_check_name(checker, name, &checker->sheet->text_styles, "text style", "style");
        if (style->based_on.text)
            ts_error(checker->diags, style->based_on.span, "option",
                     "a language changes members of a style, not its parent");
        ts_text_style others = *style;
        others.based_on = (ts_word){0};
        check_text_style(checker, &others);
    }
}

static void check_faces(ts_checker *checker)
{
    const ts_map *fonts = &checker->sheet->fonts;
    for (size_t i = 0; i < fonts->count; i++) {
        const ts_font_spec *font = fonts->items[i].value;
        (void)ts_check_name(checker, font->fallback, fonts, "face", "font");
    }
}

static void check_art(ts_checker *checker)
{
    const ts_map *art = &checker->sheet->art;
    for (size_t i = 0; i < art->count; i++) {
        const ts_art_spec *spec = art->items[i].value;
        ts_check_params(checker, spec->file);
        for (size_t s = 0; s < spec->swatches.count; s++)
            ts_check_swatch(checker, *(const ts_word *)spec->swatches.items[s].value);
    }
}

/* ---- parameters and editions */

static bool fits(const ts_param *param, const ts_scalar *scalar)
{
    switch (param->type.value) {
    case 0:
        return scalar->kind == TS_SCALAR_TEXT;
    case 1:
        return scalar->kind == TS_SCALAR_NUMBER && scalar->number == (double)(long)scalar->number;
    case 2:
        return scalar->kind == TS_SCALAR_NUMBER;
    case 3:
        return scalar->kind == TS_SCALAR_BOOL;
    default:
        return true;
    }
}

static void check_scalar(ts_checker *checker, const ts_param *param, const ts_scalar *scalar)
{
    static const char *const nouns[] = {"a text", "a whole number", "a number", "true or false"};
    if (scalar->kind != TS_SCALAR_NONE && param->type.given && !fits(param, scalar))
        ts_error(checker->diags, scalar->span, "param", "\"%s\" takes %s, not %s", param->name, nouns[param->type.value],
                 scalar->kind == TS_SCALAR_TEXT ? "a text" : scalar->kind == TS_SCALAR_BOOL ? "true or false" : ts_value_excerpt(checker->arena, scalar->text));
}

static bool is_choice(const ts_param *param, const ts_scalar *scalar)
{
    for (size_t i = 0; i < param->choices.count; i++)
        if (strcmp(param->choices.items[i].text, scalar->text) == 0)
            return true;
    return param->choices.count == 0;
}

static void check_setting(ts_checker *checker, const ts_param *param, const ts_scalar *scalar)
{
    check_scalar(checker, param, scalar);
    if (scalar->kind != TS_SCALAR_NONE && !is_choice(param, scalar))
        ts_error(checker->diags, scalar->span, "param", "\"%s\" is none of the choices of \"%s\"",
                 ts_value_excerpt(checker->arena, scalar->text), param->name);
}

static void check_param(ts_checker *checker, const ts_param *param)
{
    for (size_t i = 0; i < param->choices.count; i++)
        check_scalar(checker, param, &param->choices.items[i]);
    check_setting(checker, param, &param->initial);
    (void)ts_check_name(checker, param->choices_table, &checker->sheet->tables, "table", "table");
}

static void check_edition(ts_checker *checker, const ts_named_edition *edition)
{
    const ts_sheet *sheet = checker->sheet;
    (void)ts_check_name(checker, edition->profile, &sheet->profiles, "profile", "profile");
    ts_check_params(checker, edition->output);
    for (size_t i = 0; i < edition->set.count; i++) {
        const ts_scalar *scalar = edition->set.items[i].value;
        const ts_param *param = ts_map_find(&sheet->params, edition->set.items[i].name);
        if (param)
            check_setting(checker, param, scalar);
        else
            ts_error_near(checker->diags, scalar->span, "param",
                          ts_map_nearest(&sheet->params, edition->set.items[i].name), "no parameter \"%s\"",
                          edition->set.items[i].name);
    }
    if (!edition->language.text)
        return;
    for (size_t i = 0; i < sheet->languages.count; i++)
        if (strcmp(sheet->languages.items[i].text, edition->language.text) == 0)
            return;
    ts_error(checker->diags, edition->language.span, "language", "the sheet has no language \"%s\"",
             edition->language.text);
}

void ts_check_brand(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    check_styles(checker);
    check_faces(checker);
    check_art(checker);
    for (size_t i = 0; i < sheet->ladders.count; i++)
        ts_check_ladder(checker, sheet->ladders.items[i].value);
    for (size_t i = 0; i < sheet->per_language.count; i++)
        check_language(checker, sheet->per_language.items[i].value);
    for (size_t i = 0; i < sheet->params.count; i++)
        check_param(checker, sheet->params.items[i].value);
    for (size_t i = 0; i < sheet->editions.count; i++)
        check_edition(checker, sheet->editions.items[i].value);
}
