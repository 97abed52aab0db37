#include "check/grounds.h"

#include "device/device.h"

#include <math.h>
#include <string.h>

enum { ART_DEPTH = 8, INNER_MOST = 20000 };

/* ---- noting */

static ts_rect shared(ts_rect a, ts_rect b)
{
    double x = fmax(a.x, b.x), y = fmax(a.y, b.y);
    double right = fmin(ts_rect_right(a), ts_rect_right(b)), bottom = fmin(ts_rect_bottom(a), ts_rect_bottom(b));
    return (ts_rect){x, y, fmax(right - x, 0), fmax(bottom - y, 0)};
}

static bool is_upright(ts_matrix m)
{
    return m.b == 0 && m.c == 0;
}

static ts_rect turned(ts_rect r, ts_matrix m)
{
    ts_extent extent = {0};
    for (int i = 0; i < 4; i++)
        ts_extent_point(&extent, ts_matrix_apply(m, (ts_point){i & 1 ? ts_rect_right(r) : r.x, i & 2 ? ts_rect_bottom(r) : r.y}));
    return ts_extent_rect(&extent);
}

/* Four corners that are those of its box. */
static bool is_rectangle(const ts_path *path, ts_rect box)
{
    if (path->points.count != 4 || path->verbs.count < 4 || path->verbs.count > 5 || path->verbs.items[1] == TS_CURVE)
        return false;
    for (int i = 0; i < 4; i++) {
        ts_point p = path->points.items[i], next = path->points.items[(i + 1) % 4];
        bool side = p.x == box.x || p.x == ts_rect_right(box), level = p.y == box.y || p.y == ts_rect_bottom(box);
        if (!side || !level || (p.x != next.x && p.y != next.y))
            return false;
    }
    return true;
}

static void push_clip(ts_grounds *grounds, ts_rect box)
{
    size_t count = grounds->clips.count;
    ts_rect all = count ? shared(grounds->clips.items[count - 1], box) : box;
    grounds->failed |= !TS_PUSH(grounds->arena, &grounds->clips, all);
}

ts_rect ts_grounds_shown(const ts_grounds *grounds, ts_rect box)
{
    return grounds->clips.count ? shared(box, grounds->clips.items[grounds->clips.count - 1]) : box;
}

static void note(ts_grounds *grounds, const ts_item *item, ts_matrix matrix, ts_rect box, bool whole)
{
    box = ts_grounds_shown(grounds, box);
    if (box.w <= 0 || box.h <= 0)
        return;
    ts_ground ground = {item, matrix, box, whole, NULL};
    grounds->failed |= !TS_PUSH(grounds->arena, grounds, ground);
}

static bool is_solid(const ts_paint *paint)
{
    return !paint->gradient && paint->ink.swatch && paint->opacity >= 1;
}

static void note_placed(ts_grounds *grounds, const ts_item *item, ts_matrix m, ts_rect box)
{
    if (item->kind == TS_ITEM_CLIP)
        push_clip(grounds, turned(ts_path_box(item->u.clip.path), m));
    else if (item->kind == TS_ITEM_UNCLIP && grounds->clips.count)
        grounds->clips.count--;
    else if (item->kind == TS_ITEM_FILL && (item->u.fill.paint.gradient || item->u.fill.paint.ink.swatch))
        note(grounds, item, m, turned(box, m), is_upright(m) && is_solid(&item->u.fill.paint) && is_rectangle(item->u.fill.path, box));
    else if (item->kind == TS_ITEM_IMAGE)
        note(grounds, item, m, turned(ts_image_shown(item), m), false);
    else if (item->kind == TS_ITEM_ART)
        note(grounds, item, ts_matrix_then(item->u.art.matrix, m), turned(item->u.art.art->box, ts_matrix_then(item->u.art.matrix, m)), false);
}

void ts_grounds_note(ts_grounds *grounds, const ts_item *item, ts_rect box)
{
    note_placed(grounds, item, ts_matrix_identity(), box);
}

void ts_grounds_clear(ts_grounds *grounds)
{
    grounds->count = 0;
    grounds->clips.count = 0;
}

/* Art is looked into when something stands on it. */
static ts_grounds *inner_of(ts_grounds *grounds, ts_ground *ground)
{
    if (ground->inner)
        return ground->inner;
    const ts_items *items = &ground->item->u.art.art->items;
    size_t count = items->count < INNER_MOST ? items->count : INNER_MOST;
    ts_grounds *inner = TS_NEW(grounds->arena, ts_grounds);
    ts_item *placed = TS_ARRAY_ROOM(grounds->arena, ts_item, count);
    if (!inner || !placed) {
        grounds->failed = true;
        return NULL;
    }
    *inner = (ts_grounds){.arena = grounds->arena, .colour = grounds->colour};
    push_clip(inner, ground->box);
    for (size_t i = 0; i < count; i++) {
        placed[i] = ts_device_art_item(ground->item, &items->items[i]);
        ts_rect box = placed[i].kind == TS_ITEM_FILL ? ts_path_reach(placed[i].u.fill.path) : (ts_rect){0};
        note_placed(inner, &placed[i], ground->matrix, box);
    }
    grounds->failed |= inner->failed;
    return ground->inner = inner;
}

/* ---- looking */

typedef struct veil { /* what shines through on top of what is still to come */
    const ts_item *item;
    double rgb[3], opacity;
} veil;

enum { VEILS = 8 };

typedef struct line { /* of the strip */
    double y;
    ts_cover open; /* what is not hidden yet */
    veil veils[VEILS];
    int veil_count;
} line;

typedef struct look {
    ts_grounds *grounds;
    const ts_strip *strip;
    double least; /* part of the strip that counts */
    ts_see see;
    void *user;
    line lines[TS_COVER_ROWS];
} look;

/* item NULL: the paper, of which a veil that lies on it makes a blend. */
static void tell(look *l, const line *on, const double rgb[3], const ts_item *item)
{
    ts_seen seen = {.rgb = {rgb[0], rgb[1], rgb[2]}, .item = item};
    for (int i = on->veil_count; i-- > 0;) {
        for (int k = 0; k < 3; k++)
            seen.rgb[k] += (on->veils[i].rgb[k] - seen.rgb[k]) * on->veils[i].opacity;
        seen.item = seen.item ? seen.item : on->veils[i].item;
    }
    l->see(l->user, &seen);
}

/* What an ink looks like is asked of the profile only where it is mixed. */
static void see_solid(look *l, line *on, const ts_ground *ground, ts_ink ink, double opacity)
{
    double rgb[3];
    if (opacity >= 1 && !on->veil_count) {
        l->see(l->user, &(ts_seen){.ink = ink, .item = ground->item});
        return;
    }
    ts_ink_rgb(ink, rgb);
    if (opacity >= 1)
        tell(l, on, rgb, ground->item);
    else if (on->veil_count < VEILS)
        on->veils[on->veil_count++] = (veil){ground->item, {rgb[0], rgb[1], rgb[2]}, opacity};
}

static void see_stop(look *l, const line *on, const ts_ground *ground, const ts_gradient *gradient, double at)
{
    double rgb[3];
    size_t next = 0;
    while (next < gradient->count && gradient->stops[next].offset < at)
        next++;
    const ts_stop *to = &gradient->stops[next < gradient->count ? next : gradient->count - 1];
    const ts_stop *from = next > 0 ? &gradient->stops[next - 1] : to;
    double width = to->offset - from->offset;
    ts_ink_mix_rgb(from->ink, to->ink, width > 0 ? (at - from->offset) / width : 1, rgb);
    tell(l, on, rgb, ground->item);
}

/* A gradient's colours between the ends of the covered stretch of a line. */
static void see_gradient(look *l, const line *on, const ts_ground *ground, double from, double to)
{
    const ts_gradient *gradient = ground->item->u.fill.paint.gradient;
    double a = ts_gradient_at(gradient, ground->matrix, (ts_point){from, on->y});
    double b = ts_gradient_at(gradient, ground->matrix, (ts_point){to, on->y});
    see_stop(l, on, ground, gradient, a);
    see_stop(l, on, ground, gradient, b);
    for (size_t i = 0; i < gradient->count; i++)
        if ((gradient->stops[i].offset - a) * (gradient->stops[i].offset - b) < 0)
            see_stop(l, on, ground, gradient, gradient->stops[i].offset);
}

static void see_fill(look *l, line *on, const ts_ground *ground, const ts_cover *seen)
{
    const ts_paint *paint = &ground->item->u.fill.paint;
    if (!paint->gradient)
        see_solid(l, on, ground, paint->ink, paint->opacity);
    for (int i = 0; paint->gradient && i < seen->count; i++)
        see_gradient(l, on, ground, seen->from[i], seen->to[i]);
}

/* Pixels of a line, every half point or as many as there are. */
static void see_pixels(look *l, const line *on, const ts_ground *ground, const ts_cover *seen)
{
    const ts_image *image = ground->item->u.image.image;
    ts_rect box = turned(ground->item->u.image.box, ground->matrix);
    double step = fmax(box.w / image->width, 0.5), rgb[3];
    int y = (int)((on->y - box.y) / box.h * image->height);
    for (int i = 0; i < seen->count; i++)
        for (double x = seen->from[i]; x < seen->to[i]; x += step) {
            bool solid = ts_image_pixel(image, l->grounds->colour, (int)((x - box.x) / box.w * image->width), y, rgb);
            if (solid)
                tell(l, on, rgb, ground->item);
        }
}

static bool hides(const ts_ground *ground)
{
    if (ground->item->kind == TS_ITEM_IMAGE)
        return !ground->item->u.image.image->alpha;
    return ground->item->u.fill.paint.opacity >= 1;
}

/* What the ground covers of a line. */
static void see_line(look *l, line *on, const ts_ground *ground, ts_cover *part)
{
    ts_cover seen;
    if (on->y < ground->box.y || on->y > ts_rect_bottom(ground->box) || !on->open.count)
        return;
    ts_cover_clip(part, ground->box.x, ts_rect_right(ground->box));
    ts_cover_common(part, &on->open, &seen);
    if (ts_cover_length(&seen) < l->least)
        return;
    if (ground->item->kind == TS_ITEM_IMAGE)
        see_pixels(l, on, ground, &seen);
    else
        see_fill(l, on, ground, &seen);
    if (hides(ground))
        ts_cover_remove(&on->open, part);
}

static void see_ground(look *l, const ts_ground *ground)
{
    ts_cover parts[TS_COVER_ROWS];
    bool box = ground->whole || ground->item->kind == TS_ITEM_IMAGE;
    for (int row = 0; row < TS_COVER_ROWS; row++) {
        parts[row].count = 0;
        if (box)
            ts_cover_add(&parts[row], ground->box.x, ts_rect_right(ground->box));
    }
    if (!box)
        ts_cover_path(parts, ground->item->u.fill.path, ground->matrix, l->strip->rows, ground->item->u.fill.even_odd);
    for (int row = 0; row < TS_COVER_ROWS; row++)
        see_line(l, &l->lines[row], ground, &parts[row]);
}

static bool reaches(const ts_ground *ground, const ts_strip *strip)
{
    return ground->box.x < strip->right && strip->left < ts_rect_right(ground->box) && ground->box.y < strip->rows[TS_COVER_ROWS - 1] &&
           strip->rows[0] < ts_rect_bottom(ground->box);
}

static bool is_open(const look *l, const line *on)
{
    return ts_cover_length(&on->open) >= l->least;
}

static bool closed(const look *l)
{
    for (int row = 0; row < TS_COVER_ROWS; row++)
        if (is_open(l, &l->lines[row]))
            return false;
    return true;
}

/* Those up to `count` of them. */
static void look_into(look *l, ts_grounds *grounds, size_t count, int depth)
{
    for (size_t i = count; i-- > 0;) {
        ts_ground *ground = &grounds->items[i];
        if (!reaches(ground, l->strip))
            continue;
        if (closed(l))
            return;
        if (ground->item->kind != TS_ITEM_ART) {
            see_ground(l, ground);
            continue;
        }
        ts_grounds *inner = depth < ART_DEPTH ? inner_of(grounds, ground) : NULL;
        if (inner)
            look_into(l, inner, inner->count, depth + 1);
    }
}

static bool covers(const ts_ground *ground, const ts_strip *strip)
{
    ts_rect b = ground->box;
    return ground->whole && b.x <= strip->left && strip->right <= ts_rect_right(b) && b.y <= strip->rows[0] &&
           strip->rows[TS_COVER_ROWS - 1] <= ts_rect_bottom(b);
}

static void open_lines(look *l)
{
    for (int row = 0; row < TS_COVER_ROWS; row++) {
        line *on = &l->lines[row];
        on->y = l->strip->rows[row];
        on->veil_count = on->open.count = 0;
        ts_cover_add(&on->open, l->strip->left, l->strip->right);
    }
}

/* Most type stands on bare paper, or on one rectangle on which nothing was painted: there one line is as good as three. */
void ts_grounds_under(ts_grounds *grounds, const ts_strip *strip, ts_see see, void *user)
{
    static const double paper[3] = {1, 1, 1};
    size_t count = grounds->count;
    look l;
    if (!(strip->right > strip->left))
        return;
    l.grounds = grounds;
    l.strip = strip;
    l.least = fmin(strip->least, (strip->right - strip->left) / 2);
    l.see = see;
    l.user = user;
    open_lines(&l);
    while (count > 0 && !reaches(&grounds->items[count - 1], strip))
        count--;
    const ts_ground *top = count ? &grounds->items[count - 1] : NULL;
    if (top && covers(top, strip)) {
        see_solid(&l, l.lines, top, top->item->u.fill.paint.ink, 1);
        return;
    }
    look_into(&l, grounds, count, 0);
    for (int row = 0; row < (top ? TS_COVER_ROWS : 1); row++)
        if (is_open(&l, &l.lines[row]))
            tell(&l, &l.lines[row], paper, NULL);
}
