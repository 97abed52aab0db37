#include "layout/box.h"

#include "base/utf8.h"
#include "spec/value.h"

#include <string.h>

static const ts_font *any_font(const ts_kit *kit)
{
    return kit->stock->fonts.count ? kit->stock->fonts.items[0].value : NULL;
}

static const ts_font *find_font(const ts_kit *kit, const char *name, const ts_font *otherwise)
{
    const ts_font *font = name ? ts_map_find(&kit->stock->fonts, name) : NULL;
    return font ? font : otherwise;
}

static const ts_feature *features(ts_kit *kit, const ts_words *words, size_t *count)
{
    ts_feature *list = TS_ARRAY(kit->arena, ts_feature, words->count);
    *count = list ? words->count : 0;
    for (size_t i = 0; i < *count; i++) {
        const char *tag = words->items[i].text;
        list[i].on = tag[0] != '-';
        memcpy(list[i].tag, tag + !list[i].on, 4);
    }
    return list;
}

static ts_type base_type(ts_kit *kit, const ts_text_style *spec)
{
    ts_type type = {.font = find_font(kit, spec->font.text, any_font(kit)), .size = 8, .leading = 10,
                    .tracking = spec->tracking.value, .capitals = spec->capitals.value,
                    .language = kit->edition->language};
    if (spec->set.given) {
        type.size = spec->set.size;
        type.leading = spec->set.leading;
    }
    type.features = features(kit, &spec->features, &type.feature_count);
    ts_kit_check_features(kit, &spec->features, type.font);
    return type;
}

/* The host's type with what the character style changes. */
static ts_type character_type(ts_kit *kit, const ts_type *host, const ts_character_style *spec)
{
    ts_type type = *host;
    if (!spec)
        return type;
    type.font = find_font(kit, spec->font.text, host->font);
    if (spec->set.given)
        type.size = spec->set.size;
    if (spec->tracking.given)
        type.tracking = spec->tracking.value;
    if (spec->capitals.given)
        type.capitals = spec->capitals.value;
    if (spec->features.count)
        type.features = features(kit, &spec->features, &type.feature_count);
    ts_kit_check_features(kit, &spec->features, type.font);
    return type;
}

static bool is_called(const char *name, const char *family, const char *kind)
{
    size_t length = strlen(family);
    return strncmp(name, family, length) == 0 && name[length] == ' ' && strcmp(name + length + 1, kind) == 0;
}

/* "Inter Regular" -> the sheet's "Inter Bold" or "Inter SemiBold", when it has one. */
static const ts_font *relative(const ts_kit *kit, const ts_font *host, const char *const *wanted)
{
    const char *family = host ? ts_font_family(host) : NULL;
    const ts_map *fonts = &kit->stock->fonts;
    for (size_t i = 0; family && wanted[i]; i++)
        for (size_t k = 0; k < fonts->count; k++)
            if (is_called(fonts->items[k].name, family, wanted[i]))
                return fonts->items[k].value;
    return host;
}

static const ts_character_style *character(ts_kit *kit, const ts_word *name)
{
    return name->text ? ts_sheet_character_style(kit->arena, kit->stock->sheet, name->text) : NULL;
}

static const ts_feature superiors[] = {{"sups", true}};

/* Asked for, and there: what a face lacks leaves its figures on the baseline. */
static bool has_superiors(const ts_type *type)
{
    bool on = false;
    for (size_t i = 0; i < type->feature_count; i++)
        if (memcmp(type->features[i].tag, superiors[0].tag, sizeof superiors[0].tag) == 0)
            on = type->features[i].on;
    return on && type->font && ts_font_has_feature(type->font, superiors[0].tag);
}

/* Superior figures end where capitals do, and are three fifths as high; faces have none for the comma. */
void ts_kit_raise(ts_style *style)
{
    static const double FOOT = 0.4; /* of the capitals' height */
    style->between = style->mark;
    if (has_superiors(&style->mark))
        style->between.rise += FOOT * ts_font_metrics_of(style->mark.font)->cap_height * style->mark.size;
}

static void character_styles(ts_kit *kit, ts_style *style)
{
    const ts_text_style *spec = style->spec;
    style->strong_spec = character(kit, &spec->strong);
    style->emphasis_spec = character(kit, &spec->emphasis);
    style->mark_spec = character(kit, &spec->mark);
    style->magnitude_spec = character(kit, &spec->magnitude);
    style->strong = character_type(kit, &style->type, style->strong_spec);
    style->emphasis = character_type(kit, &style->type, style->emphasis_spec);
    style->mark = character_type(kit, &style->type, style->mark_spec);
    style->magnitude = character_type(kit, &style->type, style->magnitude_spec);
    style->marker_spec = spec->list ? character(kit, &spec->list->style) : NULL;
    style->marker = character_type(kit, &style->type, style->marker_spec);
    style->initial_spec = spec->drop_cap ? character(kit, &spec->drop_cap->style) : NULL;
    style->initial = character_type(kit, &style->type, style->initial_spec);
    static const char *const bold[] = {"Bold", "SemiBold", NULL}, *const italic[] = {"Italic", "Medium Italic", NULL};
    if (!style->strong_spec)
        style->strong.font = relative(kit, style->type.font, bold);
    if (!style->emphasis_spec)
        style->emphasis.font = relative(kit, style->type.font, italic);
    if (!style->mark_spec) {
        style->mark.features = superiors;
        style->mark.feature_count = 1;
    }
    ts_kit_raise(style);
}

static const ts_text_style *resolved(ts_kit *kit, const char *name)
{
    const ts_sheet *sheet = kit->stock->sheet;
    if (!ts_map_find(&sheet->text_styles, name))
        name = sheet->text_styles.count ? sheet->text_styles.items[0].name : NULL;
    static const ts_text_style plainest;
    return name ? ts_sheet_text_style(kit->arena, sheet, name, kit->edition->language) : &plainest;
}

ts_ink ts_kit_ink(ts_kit *kit, const char *use)
{
    const char *name;
    double tint;
    if (!use || !ts_spec_swatch(kit->arena, use, &name, &tint))
        return (ts_ink){NULL, 0};
    return (ts_ink){ts_map_find(&kit->stock->swatches, name), tint};
}

/* A sheet without swatches still prints: in black. */
static ts_ink plain_ink(const ts_kit *kit, bool reversed)
{
    static const ts_swatch black = {.name = "Black", .cmyk = {0, 0, 0, 1}, .rgb = {0.114, 0.11, 0.11},
                                    .overprint = true, .type = true};
    static const ts_swatch paper = {.name = "Paper", .rgb = {1, 1, 1}, .paper = true, .type = true};
    const ts_swatch *own = ts_map_find(&kit->stock->swatches, reversed ? "Paper" : "Black");
    return (ts_ink){own ? own : reversed ? &paper : &black, 1};
}

static ts_ink type_ink(ts_kit *kit, const char *use, bool reversed)
{
    ts_ink ink = ts_kit_ink(kit, use);
    return ink.swatch ? ink : plain_ink(kit, reversed);
}

static const ts_style *make_style(ts_kit *kit, const char *name)
{
    ts_style *style = TS_NEW(kit->arena, ts_style);
    const ts_text_style *spec = style ? resolved(kit, name) : NULL;
    if (!spec)
        return NULL;
    style->spec = spec;
    style->type = base_type(kit, spec);
    style->size = style->type.size;
    style->leading = style->type.leading;
    character_styles(kit, style);
    style->rules = ts_kit_rules(kit, style);
    style->ink = type_ink(kit, spec->color.text, false);
    style->reversed = type_ink(kit, spec->reversed.text, true);
    return style;
}

/* ---- styles that last: they follow from the sheet and the language alone */

static const ts_style faulty; /* stands for one of which each edition has to tell */

static const ts_style *find_lasting(const ts_stock *stock, const char *language, const char *name)
{
    const ts_style *found = NULL;
    for (; stock && !found; stock = stock->base) {
        const ts_map *styles = ts_map_find(&stock->loaded[TS_STOCK_STYLES], language);
        found = styles ? ts_map_find(styles, name) : NULL;
    }
    return found;
}

static bool keep_style(ts_stock *stock, const char *language, const char *name, const ts_style *style)
{
    ts_map *styles = ts_map_find(&stock->loaded[TS_STOCK_STYLES], language);
    if (!styles) {
        styles = TS_NEW(stock->arena, ts_map);
        if (!styles || !ts_stock_keep(stock, TS_STOCK_STYLES, language, styles))
            return false;
    }
    const char *kept = ts_arena_text(stock->arena, name);
    return kept && ts_map_put(stock->arena, styles, kept, (void *)(uintptr_t)style);
}

/* Made by a kit whose arena is the stock's; what it would tell is counted alone. */
static const ts_style *make_lasting(const ts_kit *kit, const char *name)
{
    ts_stock *stock = kit->stock;
    ts_edition edition = *kit->edition;
    ts_diags unheard = ts_diags_new(kit->arena);
    ts_kit lasting = {.arena = stock->arena, .stock = stock, .edition = &edition, .diags = &unheard, .box = kit->box};
    edition.language = ts_arena_text(stock->arena, kit->edition->language);
    const ts_style *style = edition.language ? make_style(&lasting, name) : NULL;
    if (unheard.count)
        style = &faulty;
    return style && keep_style(stock, edition.language, name, style) ? style : NULL;
}

const ts_style *ts_kit_style(ts_kit *kit, const char *name)
{
    const char *asked = name ? name : "";
    const ts_style *style = find_lasting(kit->stock, kit->edition->language, asked);
    if (!style)
        style = make_lasting(kit, asked);
    if (style && style != &faulty)
        return style;
    style = ts_map_find(&kit->styles, asked);
    if (!style)
        style = make_style(kit, asked);
    return style && ts_map_put(kit->arena, &kit->styles, asked, (void *)(uintptr_t)style) ? style : NULL;
}

ts_ink ts_kit_type_ink(ts_kit *kit, const ts_style *style, const ts_character_style *spec, const ts_swatch *ground)
{
    bool reversed = ground && ground->dark;
    const char *own = !spec ? NULL : reversed ? spec->reversed.text : spec->color.text;
    return own ? type_ink(kit, own, reversed) : reversed ? style->reversed : style->ink;
}

const char *ts_kit_source_link(ts_kit *kit, int number)
{
    bool kept = number > 0 && number < TS_KIT_SOURCES;
    const char *link = kept ? kit->source_links[number] : NULL;
    if (!link)
        link = ts_arena_print(kit->arena, "#source-%d", number);
    if (kept)
        kit->source_links[number] = link;
    return link;
}

/* Characters that a message cannot show: controls, what has no glyph of its own,
 * private use. */
static bool is_visible(uint32_t code)
{
    static const uint32_t hidden[][2] = {{0, 0x20},          {0x7F, 0xA0},       {0xAD, 0xAD},       {0x61C, 0x61C},
                                         {0x180E, 0x180E},   {0x2000, 0x200F},   {0x2028, 0x202F},   {0x205F, 0x206F},
                                         {0x3000, 0x3000},   {0xD800, 0xF8FF},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
                                         {0xFFF0, 0xFFFF},   {0xE0000, 0xFFFFFFFF}};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (code >= hidden[i][0] && code <= hidden[i][1])
            return false;
    return true;
}

void ts_kit_tell_lost(ts_kit *kit, const ts_lost_glyph *lost, ts_span span)
{
    char letter[8] = " \"";
    size_t length = is_visible(lost->code_point) ? ts_utf8_put(lost->code_point, letter + 2) : 0;
    memcpy(letter + 2 + length, "\"", 2);
    const char *where = kit->box ? ts_arena_print(kit->arena, " (in \"%s\")", ts_box_name(kit->box)) : "";
    ts_error(kit->diags, span, "glyph", "the face \"%s\" and its fallbacks have no character U+%04X%s%s", lost->font,
             (unsigned)lost->code_point, length ? letter : "", where ? where : "");
}
