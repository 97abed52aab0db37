#include "device/plates.h"

#include "device/raster.h"

#include <math.h>
#include <string.h>

enum { MEMORY = 256 << 20 };

/* ---- which plates there are */

static bool add(ts_arena *arena, ts_plates *plates, const char *name, const double cmyk[4])
{
    ts_plate plate = {name, {cmyk[0], cmyk[1], cmyk[2], cmyk[3]}, NULL};
    return TS_PUSH(arena, &plates->inks, plate);
}

ts_plate *ts_plates_find(const ts_plates *plates, const char *name)
{
    for (size_t i = 0; i < plates->inks.count; i++)
        if (strcmp(plates->inks.items[i].name, name) == 0)
            return &plates->inks.items[i];
    return NULL;
}

typedef struct census {
    ts_arena *arena;
    ts_plates *plates;
    bool failed;
} census;

static void count_ink(census *c, ts_ink ink)
{
    const ts_swatch *swatch = ink.swatch;
    if (swatch && swatch->spot && !ts_plates_find(c->plates, swatch->spot))
        c->failed = c->failed || !add(c->arena, c->plates, swatch->spot, swatch->cmyk);
}

static void count_paint(census *c, const ts_paint *paint)
{
    if (!paint->gradient)
        count_ink(c, paint->ink);
    for (size_t i = 0; paint->gradient && i < paint->gradient->count; i++)
        count_ink(c, paint->gradient->stops[i].ink);
}

static void count_fill(void *self, const ts_item *item)
{
    count_paint(self, &item->u.fill.paint);
}

static void count_stroke(void *self, const ts_item *item)
{
    count_paint(self, &item->u.stroke.paint);
}

static void count_run(void *self, const ts_item *item)
{
    count_ink(self, item->u.run.ink);
}

bool ts_plates_name(ts_arena *arena, const ts_plates_order *order, ts_plates *plates)
{
    static const char *const names[] = {"Cyan", "Magenta", "Yellow", "Black"};
    static const double full[4][4] = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    census c = {.arena = arena, .plates = plates};
    *plates = (ts_plates){0};
    for (int i = 0; i < 4; i++)
        c.failed = c.failed || !add(arena, plates, names[i], full[i]);
    const ts_device device = {.self = &c, .fill = count_fill, .stroke = count_stroke, .run = count_run};
    if (!order->spots_to_process)
        ts_device_play(&device, order->document);
    return !c.failed;
}

/* ---- one plate: every ink becomes its coverage there */

typedef struct view {
    const char *name;
    int process; /* 0..3, or -1: a spot */
    const ts_plates_order *order;
} view;

static double coverage(const view *v, ts_ink ink)
{
    double cmyk[4];
    if (!ink.swatch || ink.swatch->paper)
        return 0;
    if (ink.swatch->spot && !v->order->spots_to_process)
        return strcmp(ink.swatch->spot, v->name) == 0 ? fmin(1, fmax(0, ink.tint)) : 0;
    ts_ink_cmyk(ink, cmyk);
    return v->process >= 0 ? cmyk[v->process] : 0;
}

static bool plate_ink(const void *self, ts_ink ink, bool type, double rgb[3])
{
    double share = coverage(self, ink);
    rgb[0] = rgb[1] = rgb[2] = share;
    return share > 0 || !type || !ts_ink_overprints(ink);
}

static ts_screen_stop *plate_stops(const void *self, ts_arena *arena, const ts_gradient *gradient, size_t *count)
{
    ts_screen_stop *stops = TS_ARRAY(arena, ts_screen_stop, gradient->count + 1);
    *count = gradient->count;
    for (size_t i = 0; stops && i < gradient->count; i++) {
        double share = coverage(self, gradient->stops[i].ink);
        stops[i] = (ts_screen_stop){fmin(1, fmax(0, gradient->stops[i].offset)), {share, share, share}};
    }
    return stops;
}

static void spread(const unsigned char *from, size_t step, size_t count, unsigned char *rgb)
{
    for (size_t i = 0; i < count; i++)
        memset(rgb + 3 * i, from[i * step], 3);
}

static void grey_row(const unsigned char *grey, size_t count, unsigned char *rgb)
{
    for (size_t i = 0; i < count; i++)
        memset(rgb + 3 * i, 255 - grey[i], 3);
}

enum { AT_ONCE = 1024 };

static void colour_row(const view *v, const unsigned char *from, size_t count, unsigned char *rgb)
{
    unsigned char cmyk[AT_ONCE * 4];
    for (size_t at = 0; at < count; at += AT_ONCE) {
        size_t n = count - at < AT_ONCE ? count - at : AT_ONCE;
        ts_colour_pixels_to_cmyk(v->order->colour, from + at * 3, cmyk, n);
        spread(cmyk + v->process, 4, n, rgb + at * 3);
    }
}

static void plate_row(const void *self, const ts_image *image, int row, unsigned char *rgb)
{
    static const size_t channels[] = {[TS_IMAGE_GREY] = 1, [TS_IMAGE_RGB] = 3, [TS_IMAGE_CMYK] = 4};
    const view *v = self;
    size_t width = (size_t)image->width;
    const unsigned char *from = image->pixels + (size_t)row * width * channels[image->space];
    bool bare = v->process < 0 || (image->space == TS_IMAGE_GREY && v->process != 3);
    if (bare)
        memset(rgb, 0, width * 3);
    else if (image->space == TS_IMAGE_GREY)
        grey_row(from, width, rgb);
    else if (image->space == TS_IMAGE_CMYK)
        spread(from + v->process, 4, width, rgb);
    else
        colour_row(v, from, width, rgb);
}

static void take(const ts_plates *plates, cairo_surface_t *surface, unsigned char *to)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (size_t y = 0; y < plates->height; y++)
        for (size_t x = 0; x < plates->width; x++) {
            uint32_t word;
            memcpy(&word, data + y * stride + 4 * x, sizeof word);
            *to++ = (unsigned char)word;
        }
}

static ts_status make(ts_arena *arena, const ts_plates_order *order, ts_plates *plates, size_t at, const char **why)
{
    ts_plate *plate = &plates->inks.items[at];
    const view v = {plate->name, at < 4 ? (int)at : -1, order};
    const raster_look look = {&v, 0, plate_ink, plate_stops, plate_row};
    cairo_surface_t *surface = raster_draw(&(raster_order){order->document, order->page, order->box, order->dpi, &look, arena}, why);
    if (!surface)
        return TS_MACHINE;
    unsigned char *pixels = ts_arena_array(arena, plates->height, plates->width);
    if (pixels)
        take(plates, surface, pixels);
    else
        *why = "memory is out";
    plate->pixels = pixels;
    cairo_surface_destroy(surface);
    return pixels ? TS_OK : TS_MACHINE;
}

static ts_status begin(ts_arena *arena, const ts_plates_order *order, ts_plates *plates, const char **why)
{
    *why = "memory is out";
    if (!ts_plates_name(arena, order, plates))
        return TS_MACHINE;
    *why = "there is no such page";
    if (order->page >= order->document->page_count)
        return TS_USAGE;
    return raster_measure(order->box, order->dpi, &plates->width, &plates->height, why) ? TS_OK : TS_USAGE;
}

ts_status ts_plates_make(ts_arena *arena, const ts_plates_order *order, ts_plates *plates, const char **why)
{
    ts_status status = begin(arena, order, plates, why);
    if (status == TS_OK && plates->width * plates->height > MEMORY / plates->inks.count) {
        *why = "the plates would need more than 256 megabytes; ask for fewer dpi";
        return TS_USAGE;
    }
    for (size_t i = 0; i < plates->inks.count && status == TS_OK; i++)
        status = make(arena, order, plates, i, why);
    return status;
}

static const char *say_unknown(ts_arena *arena, const ts_plates *plates, const char *name)
{
    const char *text = ts_arena_print(arena, "no plate is named \"%s\"; there are", name);
    for (size_t i = 0; i < plates->inks.count && text; i++)
        text = ts_arena_print(arena, "%s%s %s", text, i ? "," : "", plates->inks.items[i].name);
    return text ? text : "memory is out";
}

ts_status ts_plates_make_one(ts_arena *arena, const ts_plates_order *order, const char *name, ts_plates *plates,
                             const char **why)
{
    ts_status status = begin(arena, order, plates, why);
    if (status != TS_OK)
        return status;
    const ts_plate *plate = ts_plates_find(plates, name);
    if (plate)
        return make(arena, order, plates, (size_t)(plate - plates->inks.items), why);
    *why = say_unknown(arena, plates, name);
    return TS_USAGE;
}
