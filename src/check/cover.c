#include "check/cover.h"

#include <math.h>

/* ---- stretches */

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

void ts_cover_add(ts_cover *cover, double from, double to)
{
    if (to > from && cover->count < TS_COVER_MOST) {
        cover->from[cover->count] = from;
        cover->to[cover->count++] = to;
    }
}

void ts_cover_clip(ts_cover *cover, double from, double to)
{
    int count = cover->count;
    cover->count = 0;
    for (int i = 0; i < count; i++)
        ts_cover_add(cover, larger(cover->from[i], from), smaller(cover->to[i], to));
}

void ts_cover_common(const ts_cover *a, const ts_cover *b, ts_cover *out)
{
    out->count = 0;
    for (int i = 0, k = 0; i < a->count && k < b->count;) {
        ts_cover_add(out, larger(a->from[i], b->from[k]), smaller(a->to[i], b->to[k]));
        if (a->to[i] < b->to[k])
            i++;
        else
            k++;
    }
}

void ts_cover_remove(ts_cover *cover, const ts_cover *what)
{
    ts_cover rest;
    rest.count = 0; /* what is behind is not read */
    for (int i = 0; i < cover->count; i++) {
        double from = cover->from[i];
        for (int k = 0; k < what->count && from < cover->to[i]; k++) {
            if (what->to[k] <= from || what->from[k] >= cover->to[i])
                continue;
            ts_cover_add(&rest, from, what->from[k]);
            from = what->to[k];
        }
        ts_cover_add(&rest, from, cover->to[i]);
    }
    *cover = rest;
}

double ts_cover_length(const ts_cover *cover)
{
    double length = 0;
    for (int i = 0; i < cover->count; i++)
        length += cover->to[i] - cover->from[i];
    return length;
}

/* ---- paths */

enum { CROSSINGS = 128, CHORDS = 8 };

typedef struct crossing {
    double x;
    int turn; /* down 1, up -1 */
} crossing;

typedef struct row {
    crossing at[CROSSINGS];
    int count;
} row;

typedef struct scan {
    const double *y; /* rising */
    row rows[TS_COVER_ROWS];
} scan;

static bool misses(const scan *s, double least, double most)
{
    return most <= s->y[0] || least > s->y[TS_COVER_ROWS - 1];
}

static void cross(row *r, double y, ts_point a, ts_point b)
{
    if ((a.y <= y) != (b.y <= y) && r->count < CROSSINGS)
        r->at[r->count++] = (crossing){a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x), a.y <= y ? 1 : -1};
}

static void line(scan *s, ts_point a, ts_point b)
{
    if (misses(s, a.y < b.y ? a.y : b.y, a.y < b.y ? b.y : a.y))
        return;
    for (int i = 0; i < TS_COVER_ROWS; i++)
        cross(&s->rows[i], s->y[i], a, b);
}

static ts_point on_curve(const ts_point p[4], double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (ts_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x, a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static void curve(scan *s, const ts_point p[4])
{
    ts_extent hull = {0};
    for (int i = 0; i < 4; i++)
        ts_extent_point(&hull, p[i]);
    if (misses(s, hull.top, hull.bottom))
        return;
    ts_point from = p[0];
    for (int i = 1; i <= CHORDS; i++) {
        ts_point to = on_curve(p, (double)i / CHORDS);
        line(s, from, to);
        from = to;
    }
}

static void scan_path(scan *s, const ts_path *path, ts_matrix m)
{
    const ts_point *points = path->points.items;
    ts_point at = {0, 0}, start = {0, 0}, p[4];
    for (size_t i = 0; i < path->verbs.count; i++) {
        switch ((ts_verb)path->verbs.items[i]) {
        case TS_MOVE:
            line(s, at, start);
            at = start = ts_matrix_apply(m, *points++);
            break;
        case TS_LINE:
            p[1] = ts_matrix_apply(m, *points++);
            line(s, at, p[1]);
            at = p[1];
            break;
        case TS_CURVE:
            p[0] = at;
            for (int k = 1; k < 4; k++)
                p[k] = ts_matrix_apply(m, *points++);
            curve(s, p);
            at = p[3];
            break;
        case TS_CLOSE:
            line(s, at, start);
            at = start;
            break;
        }
    }
    line(s, at, start);
}

/* As it stands on the page. */
static void scan_bands(scan *s, const ts_path_bands *bands)
{
    for (int i = 0; i < TS_COVER_ROWS; i++) {
        ts_path_sides sides = ts_path_between(bands, s->y[i], s->y[i]);
        for (size_t k = 0; k < sides.count; k++)
            cross(&s->rows[i], s->y[i], sides.items[k].from, sides.items[k].to);
    }
}

/* Mostly two or four. */
static void sort_by_x(row *r)
{
    for (int i = 1; i < r->count; i++) {
        crossing c = r->at[i];
        int at = i;
        for (; at > 0 && r->at[at - 1].x > c.x; at--)
            r->at[at] = r->at[at - 1];
        r->at[at] = c;
    }
}

static void cover_row(ts_cover *cover, row *r, bool even_odd)
{
    int winding = 0;
    sort_by_x(r);
    for (int i = 0; i + 1 < r->count; i++) {
        winding += even_odd ? 1 : r->at[i].turn;
        bool inside = even_odd ? winding & 1 : winding != 0;
        if (inside && cover->count && cover->to[cover->count - 1] == r->at[i].x)
            cover->to[cover->count - 1] = r->at[i + 1].x;
        else if (inside)
            ts_cover_add(cover, r->at[i].x, r->at[i + 1].x);
    }
}

static bool is_identity(ts_matrix m)
{
    return m.a == 1 && m.b == 0 && m.c == 0 && m.d == 1 && m.e == 0 && m.f == 0;
}

void ts_cover_path(ts_cover covers[TS_COVER_ROWS], const ts_path *path, ts_matrix matrix, const double y[TS_COVER_ROWS],
                   bool even_odd)
{
    scan s;
    s.y = y;
    for (int i = 0; i < TS_COVER_ROWS; i++)
        s.rows[i].count = 0;
    if (path->bands && is_identity(matrix))
        scan_bands(&s, path->bands);
    else
        scan_path(&s, path, matrix);
    for (int i = 0; i < TS_COVER_ROWS; i++)
        cover_row(&covers[i], &s.rows[i], even_odd);
}

/* ---- colours along it */

static ts_point back(ts_matrix m, ts_point p)
{
    double det = m.a * m.d - m.b * m.c, x = p.x - m.e, y = p.y - m.f;
    if (!(fabs(det) > 1e-12))
        return (ts_point){0, 0};
    return (ts_point){(m.d * x - m.c * y) / det, (m.a * y - m.b * x) / det};
}

double ts_gradient_at(const ts_gradient *gradient, ts_matrix matrix, ts_point at)
{
    ts_point p = back(matrix, at), from = gradient->from, to = gradient->to;
    double dx = to.x - from.x, dy = to.y - from.y, t;
    if (gradient->radial) {
        double reach = gradient->to_radius - gradient->from_radius;
        t = reach != 0 ? (hypot(p.x - to.x, p.y - to.y) - gradient->from_radius) / reach : 1;
    } else {
        double square = dx * dx + dy * dy;
        t = square > 0 ? ((p.x - from.x) * dx + (p.y - from.y) * dy) / square : 1;
    }
    return t > 0 ? fmin(t, 1) : 0;
}

bool ts_image_pixel(const ts_image *image, const ts_colour *colour, int x, int y, double rgb[3])
{
    static const int channels[] = {[TS_IMAGE_GREY] = 1, [TS_IMAGE_RGB] = 3, [TS_IMAGE_CMYK] = 4};
    unsigned char shown[3];
    if (x < 0 || y < 0 || x >= image->width || y >= image->height || !image->pixels)
        return false;
    size_t place = (size_t)y * (size_t)image->width + (size_t)x;
    const unsigned char *pixel = image->pixels + place * (size_t)channels[image->space];
    if (image->alpha && image->alpha[place] < 128)
        return false;
    if (image->space == TS_IMAGE_CMYK) {
        ts_colour_pixels_to_rgb(colour, pixel, shown, 1);
        pixel = shown;
    }
    for (int i = 0; i < 3; i++)
        rgb[i] = pixel[image->space == TS_IMAGE_GREY ? 0 : i] / 255.0;
    return true;
}
