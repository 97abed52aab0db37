/*
 * Gradients as shadings: axial or radial (8.7.4.5), their stops as exponential
 * functions (Type 2) stitched together (Type 3). On the press page a gradient
 * between a spot and process inks is a DeviceN of both, so that no ink turns
 * into another on its way.
 */
#include "device/haru_pdf.h"

#include <string.h>

enum { SPOTS = 16, PARTS = 4 + SPOTS, STEPS = 8 };

typedef struct blend {
    ts_pdf *pdf;
    const ts_gradient *gradient;
    bool process;
    int spots[SPOTS];
    size_t spot_count;
} blend;

static size_t part_count(const blend *b)
{
    if (!b->pdf->options->cmyk)
        return 3;
    return (b->process ? 4 : 0) + b->spot_count;
}

static size_t place_of_spot(const blend *b, int spot)
{
    size_t at = 0;

    while (at < b->spot_count && b->spots[at] != spot)
        at++;
    return at;
}

static int spot_of_stop(const blend *b, ts_ink ink)
{
    return ts_pdf_find_spot(b->pdf, ink.swatch->spot, ink.swatch->cmyk, false);
}

static bool is_bare(ts_ink ink)
{
    double c[4];

    ts_ink_cmyk(ink, c);
    return ink.swatch->paper || c[0] + c[1] + c[2] + c[3] <= 0;
}

static void take_stop(blend *b, ts_ink ink)
{
    if (!ts_pdf_keeps_spot(b->pdf, ink.swatch)) {
        b->process = b->process || !is_bare(ink);
        return;
    }
    int spot = spot_of_stop(b, ink);
    size_t at = place_of_spot(b, spot);
    if (at == SPOTS)
        ts_pdf_refuse(b->pdf, "a gradient has more than 16 spot inks");
    else if (at == b->spot_count)
        b->spots[b->spot_count++] = spot;
}

/* False: a stop without an ink, or too few. */
static bool survey(blend *b)
{
    if (b->gradient->count < 2)
        return false;
    for (size_t i = 0; i < b->gradient->count; i++) {
        if (!b->gradient->stops[i].ink.swatch)
            return false;
        take_stop(b, b->gradient->stops[i].ink);
    }
    b->process = b->process || b->spot_count == 0;
    return true;
}

typedef struct stretch { /* a part of the way between two stops */
    ts_ink from, to;
    double begin, end; /* 0..1 */
} stretch;

static void put_parts(const blend *b, ts_pdf_bytes *out, const char *name, const double *parts)
{
    ts_pdf_print(out, "/%s [", name);
    for (size_t i = 0; i < part_count(b); i++)
        ts_pdf_print(out, " %.4f", parts[i]);
    ts_pdf_print(out, " ] ");
}

static void stop_parts(const blend *b, ts_ink ink, double parts[PARTS])
{
    memset(parts, 0, PARTS * sizeof *parts);
    if (ts_pdf_keeps_spot(b->pdf, ink.swatch))
        parts[(b->process ? 4 : 0) + place_of_spot(b, spot_of_stop(b, ink))] = ink.tint;
    else if (b->process)
        ts_ink_cmyk(ink, parts);
}

static void put_segment(const blend *b, ts_pdf_bytes *out, stretch s)
{
    double from[PARTS], to[PARTS];

    if (b->pdf->options->cmyk) {
        stop_parts(b, s.from, from);
        stop_parts(b, s.to, to);
    } else {
        ts_ink_mix_rgb(s.from, s.to, s.begin, from);
        ts_ink_mix_rgb(s.from, s.to, s.end, to);
    }
    ts_pdf_print(out, "<< /FunctionType 2 /Domain [0 1] ");
    put_parts(b, out, "C0", from);
    put_parts(b, out, "C1", to);
    ts_pdf_print(out, "/N 1 >> ");
}

typedef struct stitches {
    ts_pdf_bytes *functions, *bounds;
    size_t count;
    double end; /* where the last segment ended */
} stitches;

/* Segments of no length are left out: bounds must rise (7.10.4). */
static void stitch(const blend *b, stitches *s, double to, stretch part)
{
    if (to - s->end < 1e-5)
        return;
    if (s->count)
        ts_pdf_print(s->bounds, "%.5f ", s->end);
    put_segment(b, s->functions, part);
    s->count++;
    s->end = to;
}

/* Inks mix on the screen as they do on paper, which is no straight line in
 * sRGB: there the way between two stops is walked in steps. */
static void stitch_stops(const blend *b, stitches *s, const ts_stop *stop)
{
    int steps = b->pdf->options->cmyk ? 1 : STEPS;
    double from = stop[0].offset, to = stop[1].offset < 1 ? stop[1].offset : 1;

    for (int i = 0; i < steps; i++) {
        stretch part = {stop[0].ink, stop[1].ink, (double)i / steps, (double)(i + 1) / steps};
        stitch(b, s, from + (to - from) * part.end, part);
    }
}

static void put_function(const blend *b, ts_pdf_bytes *out)
{
    const ts_stop *stops = b->gradient->stops, *last = stops + b->gradient->count - 1;
    stitches s = {ts_pdf_bytes_new(out->arena), ts_pdf_bytes_new(out->arena), 0, 0};

    if (!s.functions || !s.bounds) {
        ts_pdf_no_memory(b->pdf);
        return;
    }
    stitch(b, &s, stops->offset, (stretch){stops->ink, stops->ink, 0, 1});
    for (const ts_stop *stop = stops; stop < last; stop++)
        stitch_stops(b, &s, stop);
    stitch(b, &s, 1, (stretch){last->ink, last->ink, 0, 1});
    ts_pdf_print(out, "/Function << /FunctionType 3 /Domain [0 1] /Functions [ ");
    ts_pdf_put(out, s.functions->items, s.functions->count);
    ts_pdf_print(out, "] /Bounds [ ");
    ts_pdf_put(out, s.bounds->items, s.bounds->count);
    ts_pdf_print(out, "] /Encode [");
    for (size_t i = 0; i < s.count; i++)
        ts_pdf_print(out, " 0 1");
    ts_pdf_print(out, " ] >> ");
}

/* Each process ink plus its share of every spot's equivalent; Range cuts at 1.
 * The stack holds n inks; after each result there is one more, so that the
 * ink asked for lies n - 1 deep and the i-th spot n + j - 4 - i deep. */
static int put_tint_transform(const blend *b)
{
    int n = (int)part_count(b);
    ts_pdf_bytes *code = ts_pdf_bytes_new(b->pdf->arena);

    if (!code) {
        ts_pdf_no_memory(b->pdf);
        return 0;
    }
    ts_pdf_print(code, "{ ");
    for (int j = 0; j < 4; j++) {
        ts_pdf_print(code, "%d index ", n - 1);
        for (int i = 0; i < (int)b->spot_count; i++)
            ts_pdf_print(code, "%d index %.4f mul add ", n + j - 4 - i,
                         b->pdf->spots.items[b->spots[i]].cmyk[j]);
    }
    ts_pdf_print(code, "%d 4 roll ", n + 4);
    for (int i = 0; i < n; i++)
        ts_pdf_print(code, "pop ");
    ts_pdf_print(code, "}");
    int object = ts_pdf_stream_of(b->pdf->sink, code);
    ts_pdf_bytes *entries = ts_pdf_entries(b->pdf->sink, object);
    ts_pdf_print(entries, "/FunctionType 4 /Domain [");
    for (int i = 0; i < n; i++)
        ts_pdf_print(entries, " 0 1");
    ts_pdf_print(entries, " ] /Range [0 1 0 1 0 1 0 1]");
    return object;
}

static void put_device_n(const blend *b, ts_pdf_bytes *out)
{
    int transform = put_tint_transform(b);

    ts_pdf_print(out, "[/DeviceN [/Cyan /Magenta /Yellow /Black");
    for (size_t i = 0; i < b->spot_count; i++)
        ts_pdf_name(out, b->pdf->spots.items[b->spots[i]].name);
    ts_pdf_print(out, "] /DeviceCMYK %d 0 R << /Colorants << ", transform);
    for (size_t i = 0; i < b->spot_count; i++) {
        ts_pdf_name(out, b->pdf->spots.items[b->spots[i]].name);
        ts_pdf_print(out, " ");
        ts_pdf_put_spot(b->pdf, out, b->spots[i]);
    }
    ts_pdf_print(out, ">> >>] ");
}

static void put_space(const blend *b, ts_pdf_bytes *out)
{
    ts_pdf_print(out, "/ColorSpace ");
    if (!b->pdf->options->cmyk)
        ts_pdf_print(out, "/DeviceRGB ");
    else if (b->spot_count == 0)
        ts_pdf_print(out, "/DeviceCMYK ");
    else if (b->spot_count == 1 && !b->process)
        ts_pdf_put_spot(b->pdf, out, b->spots[0]);
    else
        put_device_n(b, out);
}

static void put_coordinates(const ts_gradient *g, ts_pdf_bytes *out)
{
    if (g->radial)
        ts_pdf_print(out, "/ShadingType 3 /Coords [%.4f %.4f %.4f %.4f %.4f %.4f] ", g->from.x, g->from.y,
                     g->from_radius, g->to.x, g->to.y, g->to_radius);
    else
        ts_pdf_print(out, "/ShadingType 2 /Coords [%.4f %.4f %.4f %.4f] ", g->from.x, g->from.y, g->to.x,
                     g->to.y);
    ts_pdf_print(out, "/Extend [true true] ");
}

static ts_pdf_shading make_shading(ts_pdf *pdf, const ts_gradient *gradient)
{
    blend b = {.pdf = pdf, .gradient = gradient};
    ts_pdf_shading made = {gradient, 0, {0, 0}, false};

    if (!survey(&b)) {
        ts_pdf_refuse(pdf, "a gradient needs two stops, each with an ink");
        return made;
    }
    if (b.spot_count > 1)
        b.process = true;
    made.spots = b.spot_count > 0;
    for (size_t i = 0; i < gradient->count; i++) {
        ts_pdf_inks inks = ts_pdf_inks_of(pdf, gradient->stops[i].ink);
        made.inks.process |= inks.process;
        made.inks.spots |= inks.spots;
    }
    made.object = ts_pdf_object(pdf->sink);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, made.object);
    put_space(&b, entries);
    put_coordinates(gradient, entries);
    put_function(&b, entries);
    return made;
}

static ts_pdf_shading repeat_shading(ts_pdf *pdf, const ts_pdf_kept_shading *kept)
{
    ts_pdf_shading made = {kept->gradient, ts_pdf_object(pdf->sink), kept->inks, false};

    ts_pdf_put(ts_pdf_entries(pdf->sink, made.object), kept->entries, kept->size);
    return made;
}

ts_pdf_shading ts_pdf_find_shading(ts_pdf *pdf, const ts_gradient *gradient)
{
    return ts_pdf_find_kept_shading(pdf, &(ts_pdf_kept_shading){.gradient = gradient});
}

ts_pdf_shading ts_pdf_find_kept_shading(ts_pdf *pdf, const ts_pdf_kept_shading *kept)
{
    for (size_t i = 0; i < pdf->shadings.count; i++)
        if (pdf->shadings.items[i].gradient == kept->gradient)
            return pdf->shadings.items[i];
    ts_pdf_shading shading = kept->entries ? repeat_shading(pdf, kept) : make_shading(pdf, kept->gradient);
    if (!TS_PUSH(pdf->arena, &pdf->shadings, shading))
        ts_pdf_no_memory(pdf);
    return shading;
}

/* A line is painted through a pattern, whose space is that of the whole stream
 * and not what the current matrix makes of it (8.7.3.1). */
void ts_pdf_set_stroke_pattern(ts_pdf_content *content, const ts_gradient *gradient)
{
    ts_pdf *pdf = content->pdf;
    ts_pdf_shading shading = ts_pdf_find_shading(pdf, gradient);
    int pattern = ts_pdf_object(pdf->sink);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, pattern);

    ts_pdf_use_inks(content, shading.inks);
    ts_pdf_print(entries, "/Type /Pattern /PatternType 2 /Shading %d 0 R /Matrix [ ", shading.object);
    ts_pdf_matrix(entries, content->base);
    ts_pdf_print(entries, "]");
    ts_pdf_print(content->out, "/Pattern CS ");
    ts_pdf_put_resource(content, TS_PDF_PATTERN, pattern);
    ts_pdf_print(content->out, "SCN\n");
    content->state.stroke_set = false;
}
