#include "chart/share.h"

#include <math.h>

enum { SHARES = TS_SHARES };
static const double INSET = 6, FIRST_BASELINE = 11.5, LAST_BASELINE = 6, FLAG_PITCH = 9, FLAG_GAP = 3,
                    CLEAR = 4;
static const double ROOM_FOR_TWO_ROWS = 30; /* thinner bars set name and value on one line */
static const double LEADINGS_FOR_TWO = 5; /* of the measure: in a narrower one a broken name and its value are a stack of scraps */

typedef struct pennant { /* a label above the bar */
    size_t part;
    double x, width; /* of name and value together */
    double stem;     /* x of the leader */
    int row;
} pennant;

typedef struct layout {
    ts_cut cuts[SHARES];
    const ts_block *names[SHARES];        /* NULL: a flag, or no name */
    const ts_label *labels[SHARES]; /* the name or the brief one */
    bool flagged[SHARES];
    pennant flags[SHARES];
    size_t flag_count;
    int rows;
    size_t crossed; /* 1 + the first part whose flag leaders cross, or that is wider than the bar; 0: none */
} layout;

static bool valid(const ts_share *share)
{
    return !share->known || (isfinite(share->part) && share->part >= 0);
}

/* What each unknown part takes, and the sum that all parts then make. */
static double settle(const ts_share *items, size_t count, double *unknown_part)
{
    double known = 0;
    size_t unknown = 0;
    for (size_t i = 0; i < count; i++) {
        if (items[i].known)
            known += items[i].part;
        else
            unknown++;
    }
    *unknown_part = unknown ? fmax(0, 1 - known) / (double)unknown : 0;
    return known + *unknown_part * (double)unknown;
}

bool ts_shares_of_whole(const ts_share *items, size_t count, double *parts)
{
    double unknown_part, whole = settle(items, count, &unknown_part);
    for (size_t i = 0; i < count; i++)
        if (!valid(&items[i]))
            return false;
    if (!isfinite(whole) || whole <= 0)
        return false;
    for (size_t i = 0; i < count; i++)
        parts[i] = (items[i].known ? items[i].part : unknown_part) / whole;
    return true;
}

bool ts_shares_cut(const ts_shares *shares, double measure, ts_cut *cuts)
{
    double parts[SHARES], x = 0;
    size_t shown = 0;
    if (shares->count > SHARES || !ts_shares_of_whole(shares->items, shares->count, parts))
        return false;
    for (size_t i = 0; i < shares->count; i++)
        shown += parts[i] > 0;
    double painted = fmax(0, measure - shares->gap * (double)(shown - 1));
    for (size_t i = 0; i < shares->count; i++) {
        cuts[i] = (ts_cut){x, painted * parts[i]};
        if (cuts[i].width > 0)
            x += cuts[i].width + shares->gap;
        else if (x > measure)
            cuts[i].from = measure;
    }
    return true;
}

static bool fits_inside(ts_plot *plot, const ts_shares *shares, size_t i, const ts_label *label, layout *plan)
{
    const ts_share *share = &shares->items[i];
    double measure = plan->cuts[i].width - 2 * INSET;
    if (measure <= 0)
        return false;
    plan->labels[i] = label;
    double value = ts_label_width(plot, &share->value);
    if (shares->thickness < ROOM_FOR_TWO_ROWS)
        return ts_label_width(plot, label) + CLEAR + value <= measure;
    const ts_block *name = ts_label_set(plot, label, measure, TS_TEXT_LEFT);
    if (value > measure || (name && (name->too_wide || name->count > 2)))
        return false;
    if (name && name->count == 2 && measure < LEADINGS_FOR_TWO * ts_label_leading(label))
        return false;
    double last = FIRST_BASELINE + (name ? name->last_baseline - name->first_baseline : 0);
    double leading = share->value.count ? share->value.type->leading : 0;
    if (last + leading > shares->thickness - LAST_BASELINE + 0.01)
        return false;
    plan->names[i] = name;
    return true;
}

static bool needs_flag(ts_plot *plot, const ts_shares *shares, size_t i, layout *plan)
{
    const ts_share *share = &shares->items[i];
    if (!share->name.count && !share->value.count)
        return false;
    if (fits_inside(plot, shares, i, &share->name, plan))
        return false;
    return !share->brief.count || !fits_inside(plot, shares, i, &share->brief, plan);
}

static bool clash(const layout *plan, const pennant *new)
{
    for (size_t i = 0; i < plan->flag_count; i++) {
        const pennant *old = &plan->flags[i];
        bool over = new->x < old->x + old->width + CLEAR && old->x < new->x + new->width + CLEAR;
        if (old->row == new->row && over)
            return true;
        if (old->row<new->row &&new->stem> old->x - 2 && new->stem < old->x + old->width + 2)
            return true;
        if (new->row < old->row && old->stem > new->x - 2 && old->stem < new->x + new->width + 2)
            return true;
    }
    return false;
}

/* At the sides of its leader ("R", "L", "RL") in the lowest row that is free. False: there is none. */
static bool raise_flag(layout *plan, pennant new, double measure, const char *sides)
{
    for (new.row = 0; new.row < SHARES; new.row++)
        for (const char *side = sides; *side; side++) {
            new.x = *side == 'R' ? new.stem + FLAG_GAP : new.stem - FLAG_GAP - new.width;
            bool inside = new.x >= -0.01 && new.x + new.width <= measure + 0.01;
            if (inside && !clash(plan, &new)) {
                plan->flags[plan->flag_count++] = new;
                plan->rows = new.row + 1 > plan->rows ? new.row + 1 : plan->rows;
                return true;
            }
        }
    return false;
}

/* Wider than the measure, or amid leaders on both sides: in a row of its own, where it is told of. */
static void raise_above(layout *plan, pennant new, double measure)
{
    new.row = plan->rows++;
    new.x = fmax(0, fmin(new.stem + FLAG_GAP, measure - new.width));
    plan->flags[plan->flag_count++] = new;
    plan->crossed = plan->crossed ? plan->crossed : new.part + 1;
}

static pennant make_flag(ts_plot *plot, const ts_shares *shares, const layout *plan, size_t i)
{
    const ts_share *share = &shares->items[i];
    double name = ts_label_width(plot, &share->name), value = ts_label_width(plot, &share->value);
    return (pennant){.part = i, .stem = plan->cuts[i].from + plan->cuts[i].width / 2,
                     .width = name + (name > 0 && value > 0 ? CLEAR : 0) + value};
}

/* The ways to raise them: from either end, to either side. A row of flags that lean to the left climbs
 * as a stair from the first to the last and crosses no leader; so do those that lean to the right, from the last. */
static void raise_flags(layout *plan, const pennant *flags, size_t count, double measure)
{
    static const struct {
        bool from_first;
        const char *sides;
    } ways[] = {{true, "RL"}, {true, "LR"}, {false, "RL"}, {false, "LR"}, {true, "L"}, {false, "R"}};
    layout best = {.rows = SHARES + 1, .crossed = 1};
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
        layout tried = *plan;
        for (size_t n = 0; n < count; n++) {
            const pennant *flag = &flags[ways[w].from_first ? n : count - 1 - n];
            if (!raise_flag(&tried, *flag, measure, ways[w].sides))
                raise_above(&tried, *flag, measure);
        }
        bool clearer = best.crossed && !tried.crossed;
        if (clearer || (!best.crossed == !tried.crossed && tried.rows < best.rows))
            best = tried;
    }
    *plan = best;
}

static bool make_plan(ts_plot *plot, const ts_shares *shares, double measure, layout *plan)
{
    pennant flags[SHARES];
    size_t count = 0;
    *plan = (layout){.rows = 0};
    if (shares->count > SHARES || !ts_shares_cut(shares, measure, plan->cuts))
        return false;
    for (size_t i = 0; i < shares->count; i++) {
        plan->flagged[i] = needs_flag(plot, shares, i, plan);
        if (plan->flagged[i])
            flags[count++] = make_flag(plot, shares, plan, i);
    }
    raise_flags(plan, flags, count, measure);
    return !plot->failed;
}

static double flags_height(const layout *plan)
{
    return plan->rows ? plan->rows * FLAG_PITCH + FLAG_GAP : 0;
}

double ts_shares_height(ts_plot *plot, const ts_shares *shares, double width)
{
    layout plan;
    if (!make_plan(plot, shares, width, &plan))
        return shares->thickness;
    return shares->thickness + flags_height(&plan);
}

void ts_share_ground(ts_plot *plot, const ts_share *share, ts_rect box)
{
    if (box.w <= 0 || box.h <= 0)
        return;
    if (!share->known) {
        ts_path *path = ts_path_new(plot->arena);
        ts_path_rect(path, (ts_rect){box.x + 0.375, box.y + 0.375, fmax(0, box.w - 0.75), fmax(0, box.h - 0.75)});
        ts_plot_dashes(plot, path, share->origin);
        return;
    }
    ts_plot_rect(plot, box, share->ink, share->origin);
    if (ts_plot_same(share->ink, plot->ground))
        ts_plot_outline(plot, box, plot->rule, 0.5);
}

static void draw_inside(ts_plot *plot, const ts_share *share, const ts_label *label, const ts_block *name,
                        ts_rect box)
{
    ts_ink ground = share->known ? share->ink : plot->ground;
    double left = box.x + INSET;
    if (box.h < ROOM_FOR_TWO_ROWS) {
        double baseline = box.y + box.h / 2 + ts_label_drop(label);
        double width = ts_label_put_line(plot, label, (ts_point){left, baseline}, TS_TEXT_LEFT, ground);
        ts_point after = {left + width + (width > 0 ? CLEAR : 0), baseline};
        ts_label_put_line(plot, &share->value, after, TS_TEXT_LEFT, ground);
        return;
    }
    if (name)
        ts_label_put(plot, label, name, (ts_point){left, box.y + FIRST_BASELINE - name->first_baseline},
                     ground);
    ts_point foot = {left, box.y + box.h - LAST_BASELINE};
    ts_label_put_line(plot, &share->value, foot, TS_TEXT_LEFT, ground);
}

static void draw_flag(ts_plot *plot, const ts_share *share, const pennant *flag, ts_point bar)
{
    double baseline = bar.y - FLAG_GAP - flag->row * FLAG_PITCH - 1.5;
    ts_point top = {bar.x + flag->stem, baseline - 5}, foot = {bar.x + flag->stem, bar.y};
    ts_plot_line(plot, top, foot, plot->rule, 0.5);
    ts_point at = {bar.x + flag->x, baseline};
    double width = ts_label_put_line(plot, &share->name, at, TS_TEXT_LEFT, plot->ground);
    at.x += width + (width > 0 ? CLEAR : 0);
    ts_label_put_line(plot, &share->value, at, TS_TEXT_LEFT, plot->ground);
}

void ts_shares_draw(ts_plot *plot, const ts_shares *shares, ts_rect box)
{
    layout plan;
    if (!make_plan(plot, shares, box.w, &plan)) {
        if (!plot->failed)
            ts_plot_error(plot, "the parts of a stacked bar are numbers from nought up, at most %d of them",
                          SHARES);
        return;
    }
    if (plan.crossed)
        ts_plot_warn(plot, "%s has no room above the bar: give the chart more width, or the name a short form",
                     ts_label_quote(plot, &shares->items[plan.crossed - 1].name));
    ts_point bar = {box.x, box.y + flags_height(&plan)};
    for (size_t i = 0; i < shares->count; i++) {
        ts_rect part = {bar.x + plan.cuts[i].from, bar.y, plan.cuts[i].width, shares->thickness};
        ts_share_ground(plot, &shares->items[i], part);
        if (part.w > 0 && i > 0)
            ts_plot_beside(plot, shares->items[i - 1].ink, shares->items[i].ink, shares->gap);
        if (!plan.flagged[i] && plan.labels[i])
            draw_inside(plot, &shares->items[i], plan.labels[i], plan.names[i], part);
    }
    for (size_t i = 0; i < plan.flag_count; i++)
        draw_flag(plot, &shares->items[plan.flags[i].part], &plan.flags[i], bar);
}
