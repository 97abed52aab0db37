#include "layout/kit.h"

#include "spec/value.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool load_font(ts_stock *stock, const ts_font_spec *spec, ts_diags *diags)
{
    const char *why = NULL;
    const char *path = ts_sheet_path(stock->arena, spec->folder, spec->file.text);
    ts_font *font = path ? ts_font_load(stock->arena, spec->name, path, &why) : NULL;
    if (!font) {
        ts_error(diags, spec->file.span, ts_font_is_forbidden(why) ? "font-embed" : "font", "cannot use the face \"%s\" (%s): %s", spec->name,
                 path ? path : spec->file.text, why ? why : "memory is out");
        return true;
    }
    return ts_map_put(stock->arena, &stock->fonts, spec->name, font);
}

static bool load_fonts(ts_stock *stock, ts_diags *diags)
{
    const ts_map *specs = &stock->sheet->fonts;
    for (size_t i = 0; i < specs->count; i++)
        if (!load_font(stock, specs->items[i].value, diags))
            return false;
    for (size_t i = 0; i < specs->count; i++) {
        const ts_font_spec *spec = specs->items[i].value;
        ts_font *font = ts_map_find(&stock->fonts, spec->name);
        ts_font *fallback = spec->fallback.text ? ts_map_find(&stock->fonts, spec->fallback.text) : NULL;
        if (font && fallback)
            ts_font_set_fallback(font, fallback);
    }
    return true;
}

static void hex_to_rgb(const char *hex, double rgb[3])
{
    unsigned r = 0, g = 0, b = 0;
    sscanf(hex, "#%2x%2x%2x", &r, &g, &b);
    rgb[0] = r / 255.0;
    rgb[1] = g / 255.0;
    rgb[2] = b / 255.0;
}

/* Black type in one plate overprints unless the sheet says else: a knocked-out
 * letter shows paper wherever the plates do not meet. */
static bool overprints(const ts_swatch_spec *spec, const ts_swatch *swatch)
{
    if (spec->overprint.given)
        return spec->overprint.value;
    return ts_ink_is_k((ts_ink){swatch, 1}) && swatch->cmyk[3] >= 1;
}

static ts_swatch *make_swatch(ts_stock *stock, const ts_swatch_spec *spec)
{
    ts_swatch *swatch = TS_NEW(stock->arena, ts_swatch);
    if (!swatch)
        return NULL;
    *swatch = (ts_swatch){.name = spec->name, .spot = spec->spot.text, .dark = spec->dark.value,
                          .type = !spec->text.given || spec->text.value, .colour = stock->colour};
    if (spec->srgb.text)
        hex_to_rgb(spec->srgb.text, swatch->rgb);
    if (spec->ink.text)
        memcpy(swatch->cmyk, spec->cmyk, sizeof swatch->cmyk);
    else
        ts_colour_to_cmyk(stock->colour, swatch->rgb, swatch->cmyk);
    ts_swatch_build(swatch);
    if (!spec->srgb.text || stock->press)
        memcpy(swatch->rgb, swatch->built, sizeof swatch->rgb);
    const double *c = swatch->cmyk;
    swatch->paper = !swatch->spot && c[0] + c[1] + c[2] + c[3] <= 0;
    swatch->overprint = overprints(spec, swatch);
    return swatch;
}

static bool load_swatches(ts_stock *stock)
{
    const ts_map *specs = &stock->sheet->swatches;
    for (size_t i = 0; i < specs->count; i++) {
        ts_swatch *swatch = make_swatch(stock, specs->items[i].value);
        if (!swatch || !ts_map_put(stock->arena, &stock->swatches, swatch->name, swatch))
            return false;
    }
    return true;
}

static const char *why_lost(ts_arena *arena, const ts_art_spec *spec, const char **path)
{
    *path = ts_sheet_path(arena, spec->folder, spec->file.text);
    return *path ? ts_art_look(arena, *path) : NULL;
}

/* What is there and begins as art does is read when it is asked for. */
static bool look_at_art(ts_stock *stock)
{
    const ts_map *art = &stock->sheet->art;
    for (size_t i = 0; i < art->count; i++) {
        const ts_art_spec *spec = art->items[i].value;
        const char *path;
        if (why_lost(stock->arena, spec, &path) && !TS_PUSH(stock->arena, &stock->lost, spec))
            return false;
    }
    return !ts_arena_failed(stock->arena);
}

ts_status ts_stock_load(ts_arena *arena, const ts_sheet *sheet, const ts_shown *shown, ts_diags *diags,
                        ts_stock **stock)
{
    ts_stock *made = TS_NEW(arena, ts_stock);
    *stock = NULL;
    if (!made)
        return TS_MACHINE;
    *made = (ts_stock){.arena = arena, .sheet = sheet, .colour = shown->colour, .press = shown->press};
    if (!load_swatches(made) || !load_fonts(made, diags) || !look_at_art(made))
        return TS_MACHINE;
    if (made->fonts.count < sheet->fonts.count)
        return TS_FAULT;
    *stock = made;
    return TS_OK;
}

static bool is_told(const ts_diags *lost, ts_span span)
{
    size_t i = 0;
    while (i < lost->count && (lost->items[i].span.source != span.source || lost->items[i].span.begin != span.begin))
        i++;
    return i < lost->count;
}

bool ts_stock_may_load(ts_arena *scratch, const ts_sheet *sheet, const ts_diags *lost)
{
    ts_stock trial = {.arena = scratch, .sheet = sheet};
    ts_diags unheard = ts_diags_new(scratch);
    for (size_t i = 0; i < sheet->fonts.count; i++) {
        const ts_font_spec *spec = sheet->fonts.items[i].value;
        if (is_told(lost, spec->file.span) && (!load_font(&trial, spec, &unheard) || unheard.errors))
            return false;
    }
    return true;
}

/* ---- art: the file's colours become inks, the brand map first */

typedef struct ink_search {
    ts_stock *stock;
    const ts_art_spec *spec;
} ink_search;

static bool same_colour(const double a[3], const double b[3])
{
    for (int k = 0; k < 3; k++)
        if (fabs(a[k] - b[k]) > 1.0 / 512)
            return false;
    return true;
}

/* The swatch whose screen colour the sheet gives as this one. */
static const ts_swatch *same_screen_colour(const ts_stock *stock, const double rgb[3])
{
    for (size_t i = 0; i < stock->swatches.count; i++) {
        const ts_swatch *swatch = stock->swatches.items[i].value;
        const ts_swatch_spec *spec = ts_map_find(&stock->sheet->swatches, swatch->name);
        double own[3] = {swatch->rgb[0], swatch->rgb[1], swatch->rgb[2]};
        if (spec && spec->srgb.text)
            hex_to_rgb(spec->srgb.text, own);
        if (same_colour(own, rgb))
            return swatch;
    }
    return NULL;
}

static const ts_swatch *converted(ts_stock *stock, const char *hex, const double rgb[3])
{
    ts_swatch *swatch = TS_NEW(stock->arena, ts_swatch);
    if (!swatch)
        return NULL;
    *swatch = (ts_swatch){.name = hex, .type = true, .colour = stock->colour};
    memcpy(swatch->rgb, rgb, sizeof swatch->rgb);
    bool white = rgb[0] + rgb[1] + rgb[2] >= 3 - 1e-6;
    if (!white)
        ts_colour_to_cmyk(stock->colour, rgb, swatch->cmyk);
    ts_swatch_build(swatch);
    if (!white && stock->press)
        memcpy(swatch->rgb, swatch->built, sizeof swatch->rgb);
    swatch->paper = white;
    return swatch;
}

/* A use such as "Pacific 20%" of the art's own map: a tint, which a spot is printed as, too. */
static ts_ink mapped(const ts_stock *stock, const ts_word *use)
{
    const char *name;
    double tint;
    if (!ts_spec_swatch(stock->arena, use->text, &name, &tint))
        return (ts_ink){NULL, 0};
    return (ts_ink){ts_map_find(&stock->swatches, name), tint};
}

static ts_ink art_ink(void *user, const double rgb[3])
{
    ink_search *search = user;
    ts_stock *stock = search->stock;
    char hex[8];
    snprintf(hex, sizeof hex, "#%02X%02X%02X", (unsigned)(rgb[0] * 255 + 0.5) & 255u,
             (unsigned)(rgb[1] * 255 + 0.5) & 255u, (unsigned)(rgb[2] * 255 + 0.5) & 255u);
    const ts_word *use = search->spec ? ts_map_find(&search->spec->swatches, hex) : NULL;
    if (use)
        return mapped(stock, use);
    const ts_swatch *found = same_screen_colour(stock, rgb);
    if (!found)
        found = ts_stock_find(stock, TS_STOCK_INKS, hex);
    if (found)
        return (ts_ink){found, 1};
    const char *name = ts_arena_text(stock->arena, hex);
    found = name ? converted(stock, name, rgb) : NULL;
    if (found && !ts_stock_keep(stock, TS_STOCK_INKS, name, found))
        found = NULL;
    return (ts_ink){found, 1};
}

static const ts_art_spec *art_spec(ts_kit *kit, const char *name, ts_span span)
{
    const ts_art_spec *spec = ts_map_find(&kit->stock->sheet->art, name);
    if (!spec)
        ts_error_near(kit->diags, span, "art", ts_map_nearest(&kit->stock->sheet->art, name),
                      "unknown art \"%s\"", name);
    return spec;
}

/* What has something to tell tells it to who asks for it: it is not kept while nobody listens. */
static bool keep(ts_stock *stock, ts_stock_kind kind, const char *name, const void *value, bool told)
{
    return (stock->unheard && told) || ts_stock_keep(stock, kind, name, value);
}

static void tell_unseen(ts_rect ink, const char *path, const ts_art_spec *spec, ts_diags *diags)
{
    if (ink.w <= 0 && ink.h <= 0)
        ts_warn(diags, spec->file.span, "art", "\"%s\" shows nothing: %s", path,
                ts_art_is_drawing(path) ? "no shape in it has a fill or a stroke" : "all its pixels are transparent");
}

static const ts_art *load_art(ts_stock *stock, const char *name, const ts_art_spec *spec, ts_diags *diags)
{
    ink_search search = {stock, spec};
    ts_art_means means = {art_ink, &search, stock->cache, spec->outline_text.value ? &stock->fonts : NULL};
    const char *path = ts_sheet_path(stock->arena, spec->folder, spec->file.text);
    size_t told = diags->count;
    const ts_art *art = path ? ts_svg_load(stock->arena, name, path, &means, spec->file.span, diags) : NULL;
    if (art)
        tell_unseen(art->ink_box, path, spec, diags);
    return art && keep(stock, TS_STOCK_ART, name, art, diags->count > told) ? art : NULL;
}

static const ts_image *suit_image(ts_stock *stock, const ts_image *image, const char *path, const ts_art_spec *spec, ts_diags *diags)
{
    const char *warning = NULL;
    const ts_image *suited = stock->press ? ts_image_for_press(stock->arena, image, stock->colour, &warning)
                                          : ts_image_for_screen(stock->arena, image, stock->colour, &warning);
    if (warning)
        ts_warn(diags, spec->file.span, "art", "\"%s\": %s", path, warning);
    return suited;
}

static const ts_image *load_image(ts_stock *stock, const char *name, const ts_art_spec *spec, ts_diags *diags)
{
    const char *path = ts_sheet_path(stock->arena, spec->folder, spec->file.text);
    size_t told = diags->count;
    const ts_image *image = path ? ts_image_load(stock->arena, name, path, spec->file.span, diags) : NULL;
    if (image)
        tell_unseen(image->ink_box, path, spec, diags);
    if (image)
        image = suit_image(stock, image, path, spec, diags);
    return image && keep(stock, TS_STOCK_IMAGES, name, image, diags->count > told) ? image : NULL;
}

const ts_art *ts_kit_art(ts_kit *kit, const char *name, ts_span span)
{
    const ts_art *found = ts_stock_find(kit->stock, TS_STOCK_ART, name);
    const ts_art_spec *spec = found ? NULL : art_spec(kit, name, span);
    return spec && ts_art_is_drawing(spec->file.text) ? load_art(kit->stock, name, spec, kit->diags) : found;
}

const ts_image *ts_kit_image(ts_kit *kit, const char *name, ts_span span)
{
    const ts_image *found = ts_stock_find(kit->stock, TS_STOCK_IMAGES, name);
    const ts_art_spec *spec = found ? NULL : art_spec(kit, name, span);
    return spec && !ts_art_is_drawing(spec->file.text) ? load_image(kit->stock, name, spec, kit->diags) : found;
}

const ts_art *ts_kit_drawing(ts_kit *kit, const ts_word *name, const char *member)
{
    const ts_art *art = ts_kit_art(kit, name->text, name->span);
    if (!art && ts_kit_image(kit, name->text, name->span))
        ts_error(kit->diags, name->span, "art", "\"%s\" is no drawing: \"%s\" takes SVG only", name->text, member);
    return art;
}

void ts_kit_tell_lost_art(ts_kit *kit)
{
    for (const ts_stock *stock = kit->stock; stock; stock = stock->base)
        for (size_t i = 0; i < stock->lost.count; i++) {
            const ts_art_spec *spec = stock->lost.items[i];
            const char *path, *why = why_lost(kit->scratch, spec, &path);
            if (why)
                ts_warn(kit->diags, spec->file.span, "art", "cannot read \"%s\": %s", path, why);
        }
}
