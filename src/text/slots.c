/* The rooms of lines: down an area, off obstacles, on to the next area. */
#include "text/beside.h"

#include <math.h>

/* A line box takes no narrower place than this beside an obstacle, ems. */
static const double LEAST_ROOM = 3;
/* Points. Longer measures are as good as endless, and sums of them stay exact enough. */
static const double WIDEST = 1e7;
static const double LOWEST = 1e9;
/* The steps in which a line goes down along a round obstacle: of the leading, and of the obstacle at least. */
static const double DOWN = 1 / 8.0, DOWN_AT_LEAST = 1 / 256.0;
static const double SAME = 1e-6; /* of a grid's step */

typedef struct span {
    double from, to;
} span;

static double sane_width(double width)
{
    return width > 0 ? fmin(width, WIDEST) : 0;
}

static double leading_in(const ts_text_paragraph *paragraph)
{
    double leading = paragraph->type->leading;
    return leading > 0 ? fmin(leading, WIDEST) : 0;
}

static double leading_of(const ts_rooms *rooms)
{
    return leading_in(rooms->setting->paragraph);
}

static double grid_in(const ts_text_paragraph *paragraph)
{
    double grid = paragraph->rules.grid;
    return grid > 0 && grid < WIDEST ? grid : 0;
}

static double grid_of(const ts_rooms *rooms)
{
    return grid_in(rooms->setting->paragraph);
}

double ts_step_of(const ts_text_paragraph *paragraph)
{
    double leading = leading_in(paragraph), grid = grid_in(paragraph);
    return grid > 0 ? ceil(leading / grid - SAME) * grid : leading;
}

void ts_cursor_next_area(ts_cursor *cursor, const ts_text_areas *areas)
{
    cursor->area++;
    cursor->y = cursor->area < areas->count ? areas->boxes[cursor->area].y : 0;
    cursor->fresh = true;
}

void ts_rooms_open(ts_rooms *rooms)
{
    rooms->next = rooms->start;
    rooms->here = 0;
    rooms->slots.count = 0;
    rooms->step = ts_step_of(rooms->setting->paragraph);
}

/* The first place from y on where the baseline is in the grid. The grid of an area is that of a
 * line at its top, whether one stands there or an obstacle does. */
static double in_grid(ts_rooms *rooms, double y)
{
    double grid = grid_of(rooms), top = rooms->areas->boxes[rooms->next.area].y;
    double down = ts_type_first_baseline(rooms->setting->paragraph->type);
    if (grid <= 0)
        return y;
    if (!rooms->next.on_grid) {
        rooms->next.on_grid = true;
        rooms->next.phase = down;
    }
    return top + rooms->next.phase + ceil((y + down - top - rooms->next.phase) / grid - SAME) * grid - down;
}

static bool fits_area(const ts_rooms *rooms, double y)
{
    const ts_rect *box = &rooms->areas->boxes[rooms->next.area];
    bool endless = box->h <= 0 && rooms->next.area + 1 == rooms->areas->count;
    double end = y + leading_of(rooms);
    return end < LOWEST && (endless || end <= box->y + box->h + TS_HAIR);
}

static bool is_closed(const ts_rooms *rooms)
{
    for (size_t i = 0; i < rooms->closed_count; i++)
        if (rooms->closed[i].area == rooms->next.area)
            return rooms->here >= rooms->closed[i].lines;
    return false;
}

static span area_span(const ts_rect *box)
{
    return (span){box->x, box->x + sane_width(box->w)};
}

/* What indents leave of a free place, at its side where lines begin: they are kept beside an
 * obstacle too, and so is what stands in them. */
static span within_indents(const ts_rooms *rooms, size_t line, span place)
{
    double indent = ts_beside_room(rooms->setting, line, rooms->begins);
    double width = sane_width(place.to - place.from - indent);
    bool leftward = rooms->setting->bases[0] & 1;
    double from = leftward ? place.from : place.from + indent;
    return (span){from, from + width};
}

static bool beside(const ts_text_obstacle *obstacle, double top, double bottom)
{
    double end = obstacle->box.y + obstacle->box.h;
    return obstacle->box.y < bottom - TS_HAIR && end > top + TS_HAIR && end < LOWEST && obstacle->box.w > 0;
}

/* How far it reaches on this height: the widest part of an ellipse is at its middle. */
static span reach(const ts_text_obstacle *obstacle, double top, double bottom)
{
    const ts_rect *box = &obstacle->box;
    double middle = box->y + box->h / 2, half = box->w / 2;
    double off = top > middle ? top - middle : bottom < middle ? middle - bottom : 0;
    if (obstacle->round)
        half *= sqrt(fmax(0, 1 - off * off / (box->h * box->h / 4)));
    return (span){box->x + box->w / 2 - half, box->x + box->w / 2 + half};
}

/* The end of the obstacles that lie over each other from x on; x where there are none. */
static double behind(const ts_text_areas *areas, double x, double top, double bottom)
{
    double before;
    do {
        before = x;
        for (size_t i = 0; i < areas->obstacle_count; i++) {
            if (!beside(&areas->obstacles[i], top, bottom))
                continue;
            span s = reach(&areas->obstacles[i], top, bottom);
            if (s.from <= x && s.to > x)
                x = s.to;
        }
    } while (x > before);
    return x;
}

static double next_obstacle(const ts_text_areas *areas, double x, double top, double bottom, double end)
{
    for (size_t i = 0; i < areas->obstacle_count; i++) {
        if (!beside(&areas->obstacles[i], top, bottom))
            continue;
        double from = reach(&areas->obstacles[i], top, bottom).from;
        if (from > x && from < end)
            end = from;
    }
    return end;
}

static span widest_free(const ts_text_areas *areas, span whole, double top, double bottom)
{
    span best = {whole.from, whole.from};
    for (double x = behind(areas, whole.from, top, bottom); x < whole.to;) {
        double end = next_obstacle(areas, x, top, bottom, whole.to);
        if (end - x > best.to - best.from)
            best = (span){x, end};
        x = behind(areas, end, top, bottom);
    }
    return best;
}

/* The next top at which an obstacle may leave more room. */
static double further_down(const ts_rooms *rooms, double y)
{
    double next = INFINITY, leading = leading_of(rooms);
    for (size_t i = 0; i < rooms->areas->obstacle_count; i++) {
        const ts_text_obstacle *obstacle = &rooms->areas->obstacles[i];
        double end = obstacle->box.y + obstacle->box.h;
        if (!beside(obstacle, y, y + leading))
            continue;
        if (obstacle->round)
            end = fmin(end, y + fmax(leading * DOWN, obstacle->box.h * DOWN_AT_LEAST));
        next = fmin(next, end);
    }
    return next > y && next < INFINITY ? next : y + fmax(leading, 1);
}

static bool is_room(const ts_rooms *rooms, span whole, span free)
{
    double least = fmin(LEAST_ROOM * rooms->setting->paragraph->type->size, whole.to - whole.from);
    return free.to - free.from + TS_HAIR >= least;
}

static ts_slot take(ts_rooms *rooms, double top, span room)
{
    ts_cursor *next = &rooms->next;
    double x = rooms->areas->boxes[next->area].x;
    next->y = top + rooms->step;
    next->fresh = false;
    rooms->here++;
    return (ts_slot){.area = next->area, .x = room.from, .top = top, .left = room.from - x,
                     .width = room.to - room.from};
}

/* Text that finds no room is chosen as if the last area went on. */
static ts_slot nowhere(const ts_rooms *rooms, size_t line)
{
    const ts_text_areas *areas = rooms->areas;
    ts_rect none = {0};
    span room = within_indents(rooms, line, area_span(areas->count ? &areas->boxes[areas->count - 1] : &none));
    return (ts_slot){.area = areas->count, .width = room.to - room.from};
}

static ts_slot make_slot(ts_rooms *rooms, size_t line)
{
    const ts_text_areas *areas = rooms->areas;
    double leading = leading_of(rooms);
    while (rooms->next.area < areas->count) {
        double top = in_grid(rooms, rooms->next.y);
        if (is_closed(rooms) || !fits_area(rooms, top)) {
            ts_cursor_next_area(&rooms->next, areas);
            rooms->here = 0;
            continue;
        }
        span whole = area_span(&areas->boxes[rooms->next.area]);
        span free = areas->obstacle_count ? widest_free(areas, whole, top, top + leading) : whole;
        span room = within_indents(rooms, line, free);
        if (is_room(rooms, within_indents(rooms, line, whole), room))
            return take(rooms, top, room);
        rooms->next.y = further_down(rooms, top);
    }
    return nowhere(rooms, line);
}

ts_slot ts_room_at(ts_rooms *rooms, size_t line)
{
    while (rooms->slots.count <= line) {
        ts_slot slot = make_slot(rooms, rooms->slots.count);
        if (!TS_PUSH(rooms->scratch, &rooms->slots, slot)) {
            rooms->failed = true;
            return slot;
        }
    }
    return rooms->slots.items[line];
}
