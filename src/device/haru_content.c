#include "device/haru_pdf.h"

#include <string.h>

static const struct { char prefix[2]; const char *entry; } kinds[TS_PDF_KINDS] = {
    [TS_PDF_FONT] = {"/F", "Font"},        [TS_PDF_XOBJECT] = {"/X", "XObject"},
    [TS_PDF_GSTATE] = {"/G", "ExtGState"}, [TS_PDF_COLOUR] = {"/C", "ColorSpace"},
    [TS_PDF_SHADING] = {"/S", "Shading"},  [TS_PDF_PATTERN] = {"/P", "Pattern"},
};

ts_pdf_content *ts_pdf_content_new(ts_pdf *pdf)
{
    ts_pdf_content *content = TS_NEW(pdf->arena, ts_pdf_content);

    if (!content || !(content->out = ts_pdf_bytes_new(pdf->arena))) {
        ts_pdf_no_memory(pdf);
        return NULL;
    }
    content->pdf = pdf;
    content->places = 3;
    content->base = ts_matrix_identity();
    content->stroke_scale = 1;
    /* A form begins with whatever state its caller has (8.10.1): nothing is known. */
    content->state = (ts_pdf_state){.width = -1, .miter = -1, .cap = -1, .join = -1, .dashed = true,
                                    .spacing = -1e6, .rise = -1e6};
    return content;
}

void ts_pdf_save_state(ts_pdf_content *content)
{
    if (content->depth == TS_PDF_STATES) {
        ts_pdf_refuse(content->pdf, "clips are nested too deep for a PDF");
        return;
    }
    ts_pdf_end_text(content);
    content->stack[content->depth++] = content->state;
    TS_PDF_PUT(content->out, "q\n");
}

void ts_pdf_restore_state(ts_pdf_content *content)
{
    if (content->depth == 0) {
        ts_pdf_refuse(content->pdf, "a clip ends that never began");
        return;
    }
    ts_pdf_end_text(content);
    content->state = content->stack[--content->depth];
    TS_PDF_PUT(content->out, "Q\n");
}

static void put_points(ts_pdf_content *content, const ts_point *points, size_t count, const char *verb)
{
    for (size_t i = 0; i < count; i++)
        ts_pdf_reals(content->out, (double[]){points[i].x, points[i].y}, 2, content->places);
    ts_pdf_put(content->out, verb, strlen(verb));
}

/* From its first corner along the level side, as ts_path_rect draws it. */
static bool is_rectangle(const ts_path *path)
{
    static const unsigned char verbs[] = {TS_MOVE, TS_LINE, TS_LINE, TS_LINE, TS_CLOSE};
    const ts_point *p = path->points.items;

    return path->verbs.count == sizeof verbs && path->points.count == 4 && !memcmp(path->verbs.items, verbs, sizeof verbs) &&
           p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x;
}

/* Sides between corners as they would be printed: what is joined stays joined. */
static void put_rectangle(ts_pdf_content *content, const ts_point *p)
{
    double x = ts_pdf_rounded(p[0].x, content->places), y = ts_pdf_rounded(p[0].y, content->places);
    double sides[2] = {ts_pdf_rounded(p[2].x, content->places) - x, ts_pdf_rounded(p[2].y, content->places) - y};

    put_points(content, &(ts_point){x, y}, 1, "");
    put_points(content, &(ts_point){sides[0], sides[1]}, 1, "re\n");
}

static void print_path(ts_pdf_content *content, const ts_path *path)
{
    static const struct { size_t points; const char *verb; } verbs[] = {
        [TS_MOVE] = {1, "m\n"}, [TS_LINE] = {1, "l\n"}, [TS_CURVE] = {3, "c\n"}, [TS_CLOSE] = {0, "h\n"}};
    size_t at = 0;

    if (is_rectangle(path)) {
        put_rectangle(content, path->points.items);
        return;
    }
    for (size_t i = 0; i < path->verbs.count; i++) {
        unsigned char verb = path->verbs.items[i];
        if (verb > TS_CLOSE || path->points.count - at < verbs[verb].points) {
            ts_pdf_refuse(content->pdf, "a path has fewer points than its verbs ask for");
            return;
        }
        put_points(content, path->points.items + at, verbs[verb].points, verbs[verb].verb);
        at += verbs[verb].points;
    }
}

/* Printed once where it lasts. */
static void recall_path(ts_pdf_content *content, const ts_path *path)
{
    ts_memo *memo = content->pdf->options->memo;
    struct { const void *path; size_t places; } parts = {path, (size_t)content->places};
    unsigned char key[TS_DIGEST_BYTES];

    ts_memo_key("path", &parts, sizeof parts, key);
    const ts_pdf_bytes *known = ts_memo_find(memo, key);
    if (known) {
        ts_pdf_put(content->out, known->items, known->count);
        return;
    }
    size_t from = content->out->count;
    print_path(content, path);
    ts_pdf_bytes *kept = content->out->failed ? NULL : ts_pdf_bytes_new(ts_memo_arena(memo));
    if (!kept)
        return;
    ts_pdf_put(kept, content->out->items + from, content->out->count - from);
    if (!kept->failed)
        ts_memo_put(memo, key, kept);
}

void ts_pdf_path(ts_pdf_content *content, const ts_path *path)
{
    if (path->failed)
        ts_pdf_no_memory(content->pdf);
    else if (path->lasting && content->pdf->options->memo)
        recall_path(content, path);
    else
        print_path(content, path);
}

void ts_pdf_use_resource(ts_pdf_content *content, ts_pdf_kind kind, int object)
{
    for (size_t i = content->uses.count; i-- > 0;)
        if (content->uses.items[i].kind == kind && content->uses.items[i].object == object)
            return;
    ts_pdf_use use = {kind, object};
    if (!TS_PUSH(content->pdf->arena, &content->uses, use))
        ts_pdf_no_memory(content->pdf);
}

/* The object's number; a shading's place among those of the stream, so that it can be kept for other documents. */
static int name_of(const ts_pdf_content *content, ts_pdf_use use)
{
    int place = 0;

    if (use.kind != TS_PDF_SHADING)
        return use.object;
    for (size_t i = 0; i < content->uses.count; i++) {
        place += content->uses.items[i].kind == use.kind;
        if (content->uses.items[i].kind == use.kind && content->uses.items[i].object == use.object)
            break;
    }
    return place;
}

static void put_name(const ts_pdf_content *content, ts_pdf_bytes *out, ts_pdf_use use)
{
    ts_pdf_put(out, kinds[use.kind].prefix, 2);
    ts_pdf_whole(out, name_of(content, use));
    TS_PDF_PUT(out, " ");
}

void ts_pdf_put_resource(ts_pdf_content *content, ts_pdf_kind kind, int object)
{
    content->named++;
    ts_pdf_use_resource(content, kind, object);
    put_name(content, content->out, (ts_pdf_use){kind, object});
}

static void put_kind(const ts_pdf_content *content, ts_pdf_bytes *entries, ts_pdf_kind kind)
{
    bool open = false;

    for (size_t i = 0; i < content->uses.count; i++) {
        ts_pdf_use use = content->uses.items[i];
        if (use.kind != kind)
            continue;
        if (!open)
            ts_pdf_print(entries, "/%s << ", kinds[kind].entry);
        open = true;
        put_name(content, entries, use);
        if (kind == TS_PDF_COLOUR)
            ts_pdf_put_spot(content->pdf, entries, use.object);
        else
            ts_pdf_print(entries, "%d 0 R ", use.object);
    }
    if (open)
        TS_PDF_PUT(entries, ">> ");
}

void ts_pdf_put_resources(const ts_pdf_content *content, ts_pdf_bytes *entries)
{
    TS_PDF_PUT(entries, "/Resources << ");
    for (int kind = 0; kind < TS_PDF_KINDS; kind++)
        put_kind(content, entries, (ts_pdf_kind)kind);
    TS_PDF_PUT(entries, ">> ");
}

/* Solid inks of one-colour art give way to the ink that it is placed in. */
static ts_ink solid_ink(const ts_pdf_content *content, ts_ink ink)
{
    return content->ink.swatch && ink.swatch ? content->ink : ink;
}

static bool paints(const ts_paint *paint)
{
    return (paint->gradient || paint->ink.swatch) && paint->opacity > 0;
}

static void paint_gradient(ts_pdf_content *content, const ts_path *path, const ts_gradient *gradient,
                           bool even_odd)
{
    ts_pdf_shading shading = ts_pdf_find_shading(content->pdf, gradient);

    ts_pdf_use_inks(content, shading.inks);
    ts_pdf_save_state(content);
    ts_pdf_path(content, path);
    ts_pdf_print(content->out, "%s n\n", even_odd ? "W*" : "W");
    ts_pdf_put_resource(content, TS_PDF_SHADING, shading.object);
    TS_PDF_PUT(content->out, "sh\n");
    ts_pdf_restore_state(content);
}

static void paint_fill(ts_pdf_content *content, const ts_item *item)
{
    const ts_paint *paint = &item->u.fill.paint;

    if (!paints(paint))
        return;
    ts_pdf_set_gstate(content, false, paint->opacity);
    if (paint->gradient) {
        paint_gradient(content, item->u.fill.path, paint->gradient, item->u.fill.even_odd);
        return;
    }
    ts_pdf_set_fill(content, solid_ink(content, paint->ink));
    content->filled.path = item->u.fill.path;
    content->filled.from = content->out->count;
    ts_pdf_path(content, item->u.fill.path);
    content->filled.verb = content->out->count;
    if (item->u.fill.even_odd)
        TS_PDF_PUT(content->out, "f*\n");
    else
        TS_PDF_PUT(content->out, "f\n");
    content->filled.to = content->out->count;
}

static void set_dashes(ts_pdf_content *content, const ts_stroke *stroke)
{
    double total = 0;

    for (size_t i = 0; i < stroke->dash_count; i++)
        total += stroke->dashes[i];
    /* A dash array of zeros is an error in PDF (8.4.3.6) and a solid line in SVG. */
    bool dashed = total > 0;
    if (!dashed && !content->state.dashed)
        return;
    TS_PDF_PUT(content->out, "[");
    for (size_t i = 0; dashed && i < stroke->dash_count; i++)
        ts_pdf_print(content->out, " %f", stroke->dashes[i]);
    ts_pdf_print(content->out, " ] %f d\n", dashed ? stroke->dash_phase : 0);
    content->state.dashed = dashed;
}

static void set_stroke_style(ts_pdf_content *content, const ts_stroke *stroke)
{
    ts_pdf_state *state = &content->state;
    double width = stroke->width * content->stroke_scale, miter = stroke->miter > 0 ? stroke->miter : 10;

    if (state->width != width)
        ts_pdf_print(content->out, "%.4f w\n", width);
    if (state->cap != (int)stroke->cap)
        ts_pdf_print(content->out, "%d J\n", (int)stroke->cap);
    if (state->join != (int)stroke->join)
        ts_pdf_print(content->out, "%d j\n", (int)stroke->join);
    if (state->miter != miter)
        ts_pdf_print(content->out, "%f M\n", miter < 1 ? 1 : miter);
    state->width = width;
    state->cap = (int)stroke->cap;
    state->join = (int)stroke->join;
    state->miter = miter;
    set_dashes(content, stroke);
}

static bool is_same(const ts_path *a, const ts_path *b)
{
    return a == b || (a->verbs.count == b->verbs.count && a->points.count == b->points.count &&
                      !memcmp(a->verbs.items, b->verbs.items, a->verbs.count) &&
                      !memcmp(a->points.items, b->points.items, a->points.count * sizeof *a->points.items));
}

/* Whether the path was just filled, so that one operator can do both: where it is solid that is the same (8.5.3.3, 11.7.4.4). */
static bool is_filled(const ts_pdf_content *content, const ts_item *item)
{
    const ts_path *path = content->filled.path;
    const ts_paint *paint = &item->u.stroke.paint;

    return path && content->filled.to == content->out->count && paint->opacity >= 1 && is_same(path, item->u.stroke.path);
}

/* Behind what the stroke sets, once more and with the other verb: f becomes B. */
static void stroke_filled(ts_pdf_content *content)
{
    ts_pdf_bytes *out = content->out;
    size_t from = content->filled.from, to = content->filled.to, verb = content->filled.verb, set = out->count - to;

    if (!ts_pdf_room(out, to - from))
        return;
    memcpy(out->items + out->count, out->items + from, to - from);
    memmove(out->items + from, out->items + to, set + to - from);
    out->items[verb + set] = 'B';
}

static void paint_stroke(ts_pdf_content *content, const ts_item *item)
{
    const ts_paint *paint = &item->u.stroke.paint;

    /* A width of 0 is the device's thinnest line in PDF: nothing that prints. */
    if (!paints(paint) || item->u.stroke.stroke.width <= 0)
        return;
    ts_pdf_set_gstate(content, false, paint->opacity);
    bool filled = is_filled(content, item);
    if (paint->gradient)
        ts_pdf_set_stroke_pattern(content, paint->gradient);
    else
        ts_pdf_set_stroke(content, solid_ink(content, paint->ink));
    set_stroke_style(content, &item->u.stroke.stroke);
    content->filled.path = NULL;
    if (filled) {
        stroke_filled(content);
        return;
    }
    ts_pdf_path(content, item->u.stroke.path);
    TS_PDF_PUT(content->out, "S\n");
}

static void paint_clip(ts_pdf_content *content, const ts_item *item)
{
    ts_pdf_save_state(content);
    ts_pdf_path(content, item->u.clip.path);
    if (item->u.clip.path->verbs.count == 0)
        TS_PDF_PUT(content->out, "0 0 0 0 re\n");
    ts_pdf_print(content->out, "%s n\n", item->u.clip.even_odd ? "W*" : "W");
}

static void paint_unclip(ts_pdf_content *content, const ts_item *item)
{
    (void)item;
    ts_pdf_restore_state(content);
}

/* What lacks its path, run or picture paints nothing. */
static bool is_whole(const ts_item *item)
{
    switch (item->kind) {
    case TS_ITEM_FILL:
        return item->u.fill.path;
    case TS_ITEM_STROKE:
        return item->u.stroke.path;
    case TS_ITEM_RUN:
        return item->u.run.run;
    case TS_ITEM_IMAGE:
        return item->u.image.image;
    case TS_ITEM_ART:
        return item->u.art.art;
    case TS_ITEM_CLIP:
        return item->u.clip.path;
    default:
        return true;
    }
}

void ts_pdf_paint(ts_pdf_content *content, const ts_item *item)
{
    static void (*const painters[])(ts_pdf_content *, const ts_item *) = {
        [TS_ITEM_FILL] = paint_fill,        [TS_ITEM_STROKE] = paint_stroke,
        [TS_ITEM_RUN] = ts_pdf_paint_run,   [TS_ITEM_IMAGE] = ts_pdf_paint_image,
        [TS_ITEM_ART] = ts_pdf_paint_art,   [TS_ITEM_CLIP] = paint_clip,
        [TS_ITEM_UNCLIP] = paint_unclip,
    };

    if (!is_whole(item) || ts_pdf_failed(content->pdf))
        return;
    if (item->kind != TS_ITEM_RUN)
        ts_pdf_end_text(content);
    painters[item->kind](content, item);
}
