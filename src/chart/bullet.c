#include "chart/bullet.h"

#include <math.h>

static const double BAR = 11, GAP = 6, NAME_ROW = 10, NAME_GAP = 8, VALUE_GAP = 5;
static const double LEAST = 9; /* a whole is no shorter, points */
static const double MOST_NAME = 0.42; /* of the measure: longer names stand above their bars */
static const double TICK = 1.25, TICK_BEYOND = 2;

static bool is_given(double value)
{
    return isfinite(value) && value >= 0;
}

/* What one is measured against when it has no length of its own. */
static double common_length(const ts_bullets *bullets)
{
    double most = 0;
    for (size_t i = 0; i < bullets->count; i++) {
        const ts_bullet *b = &bullets->items[i];
        if (is_given(b->of))
            continue;
        most = fmax(most, fmax(b->known ? b->amount : 0, is_given(b->target) ? b->target : 0));
    }
    return most;
}

bool ts_bullets_place(const ts_bullets *bullets, ts_bullet_place *places)
{
    double common = common_length(bullets), most = 1;
    for (size_t i = 0; i < bullets->count; i++) {
        const ts_bullet *b = &bullets->items[i];
        double length = is_given(b->of) ? b->of : common;
        if ((b->known && !is_given(b->amount)) || (length <= 0 && b->known))
            return false;
        double value = b->known ? b->amount / length : 0, target = is_given(b->target) && length > 0 ? b->target / length : -1;
        places[i] = (ts_bullet_place){1, value, target};
        most = fmax(most, fmax(value, target));
    }
    for (size_t i = 0; i < bullets->count; i++) {
        places[i].full /= most;
        places[i].value /= most;
        places[i].target = places[i].target < 0 ? -1 : places[i].target / most;
    }
    return true;
}

typedef struct frame {
    bool above; /* names stand above their bars */
    double names, after, bar, gap;
    double line; /* of a row: its bar, or its words where they are higher */
} frame;

static frame measure(ts_plot *plot, const ts_bullets *bullets, double width)
{
    frame f = {.bar = bullets->thickness > 0 ? bullets->thickness : BAR, .gap = bullets->gap >= 0 ? bullets->gap : GAP};
    for (size_t i = 0; i < bullets->count; i++) {
        f.names = fmax(f.names, ts_label_width(plot, &bullets->items[i].name));
        f.after = fmax(f.after, ts_label_width(plot, &bullets->items[i].value));
    }
    f.above = f.names > MOST_NAME * width;
    f.names = f.above || f.names <= 0 ? 0 : f.names + NAME_GAP;
    f.after += f.after > 0 ? VALUE_GAP : 0;
    const ts_label *value = bullets->count ? &bullets->items[0].value : NULL;
    f.line = fmax(f.bar, value && value->type ? value->type->size : 0);
    return f;
}

static double row_of(const frame *f)
{
    return f->line + (f->above ? NAME_ROW : 0) + f->gap;
}

double ts_bullets_height(ts_plot *plot, const ts_bullets *bullets, double width)
{
    frame f = measure(plot, bullets, width);
    return bullets->count ? row_of(&f) * (double)bullets->count - f.gap + ts_label_over_height(&bullets->unit) : 0;
}

static void draw_bar(ts_plot *plot, const ts_bullets *bullets, const ts_bullet *b, ts_bullet_place place, ts_rect track)
{
    ts_rect full = {track.x, track.y, track.w * place.full, track.h}, value = {track.x, track.y, track.w * place.value, track.h};
    ts_plot_rect(plot, full, bullets->base, NULL);
    if (ts_plot_same(bullets->base, plot->ground))
        ts_plot_outline(plot, full, plot->rule, 0.25);
    ts_plot_rect(plot, value, b->ink, b->origin);
    if (place.value > 0 && place.value < place.full)
        ts_plot_beside(plot, b->ink, bullets->base, 0);
    if (place.target < 0)
        return;
    double x = track.x + track.w * place.target;
    ts_plot_line(plot, (ts_point){x, track.y - TICK_BEYOND}, (ts_point){x, ts_rect_bottom(track) + TICK_BEYOND}, plot->accent, TICK);
}

static void draw_words(ts_plot *plot, const ts_bullet *b, const frame *f, ts_rect box, ts_rect track)
{
    double middle = track.y + track.h / 2;
    ts_point name = {box.x, f->above ? track.y - 3 : middle + ts_label_drop(&b->name)};
    ts_label_put_line(plot, &b->name, name, TS_TEXT_LEFT, plot->ground);
    ts_point value = {ts_rect_right(box), middle + ts_label_drop(&b->value)};
    ts_label_put_line(plot, &b->value, value, TS_TEXT_RIGHT, plot->ground);
}

void ts_bullets_draw(ts_plot *plot, const ts_bullets *bullets, ts_rect box)
{
    ts_bullet_place places[TS_BULLETS];
    if (bullets->count > TS_BULLETS || !ts_bullets_place(bullets, places)) {
        ts_plot_error(plot, "bars on their way are numbers from nought up, at most %d, with a length above nought", TS_BULLETS);
        return;
    }
    frame f = measure(plot, bullets, box.w);
    double y = box.y + ts_label_over_height(&bullets->unit), room = box.w - f.names - f.after;
    if (room < LEAST) {
        ts_plot_error(plot, "the bars have no room beside their names and values");
        return;
    }
    ts_plot_keeps(plot, room, box.w);
    ts_label_put_over(plot, &bullets->unit, (ts_point){box.x, box.y});
    for (size_t i = 0; i < bullets->count && !plot->failed; i++, y += row_of(&f)) {
        double named = ts_label_width(plot, &bullets->items[i].name);
        if (f.above && named > box.w + 0.01)
            ts_label_tell(plot, &bullets->items[i].name, named, box.w, "above its bar");
        ts_rect track = {box.x + f.names, y + (f.above ? NAME_ROW : 0) + (f.line - f.bar) / 2, room, f.bar};
        draw_bar(plot, bullets, &bullets->items[i], places[i], track);
        draw_words(plot, &bullets->items[i], &f, box, track);
    }
}
