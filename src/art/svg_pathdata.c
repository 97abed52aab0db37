/* Path data (SVG 1.1, 8.3). */
#include "art/svg.h"

#include <string.h>

typedef struct pen {
    const char *at;
    ts_path *path;
    size_t segments, limit;
    ts_point now, start;
    ts_point control; /* of the last curve; where there was none, the point itself */
    char last;        /* command before, in upper case; 0 at first */
    char command;     /* as written */
    bool open;        /* a subpath is begun; after "z" the next command begins one at the same place */
    const char *why;
} pen;

static bool fail(pen *p, const char *why)
{
    if (!p->why)
        p->why = why;
    return false;
}

static bool number(pen *p, double *value)
{
    if (!ts_svg_number(&p->at, value))
        return fail(p, "a number is missing or too large");
    ts_svg_skip_space(&p->at);
    return true;
}

/* Between the numbers of one command; a comma after the last one is the next round's. */
static bool numbers(pen *p, double *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ts_svg_skip_comma(&p->at);
        if (!number(p, &list[i]))
            return false;
    }
    return true;
}

static bool relative(const pen *p)
{
    return p->command >= 'a';
}

static ts_point place(const pen *p, double x, double y)
{
    return relative(p) ? (ts_point){p->now.x + x, p->now.y + y} : (ts_point){x, y};
}

static void begin(pen *p)
{
    if (p->open)
        return;
    ts_path_move(p->path, p->start.x, p->start.y);
    p->open = true;
}

static void move_to(pen *p, ts_point to)
{
    ts_path_move(p->path, to.x, to.y);
    p->now = p->start = p->control = to;
    p->open = true;
}

static void line_to(pen *p, ts_point to)
{
    begin(p);
    ts_path_line(p->path, to.x, to.y);
    p->now = p->control = to;
}

static void curve_to(pen *p, ts_point a, ts_point b, ts_point to)
{
    begin(p);
    ts_path_curve(p->path, a.x, a.y, b.x, b.y, to.x, to.y);
    p->control = b;
    p->now = to;
}

static void quad_to(pen *p, ts_point a, ts_point to)
{
    begin(p);
    ts_path_quad(p->path, a.x, a.y, to.x, to.y);
    p->control = a;
    p->now = to;
}

/* The control point of a smooth curve: the last one mirrored, if the last was of the same family. */
static ts_point mirrored(const pen *p, const char *family)
{
    if (!p->last || !strchr(family, p->last))
        return p->now;
    return (ts_point){2 * p->now.x - p->control.x, 2 * p->now.y - p->control.y};
}

static bool take_move(pen *p)
{
    double v[2];
    if (!numbers(p, v, 2))
        return false;
    move_to(p, place(p, v[0], v[1]));
    p->command = relative(p) ? 'l' : 'L'; /* further pairs are lines */
    return true;
}

static bool take_line(pen *p)
{
    double v[2];
    if (!numbers(p, v, 2))
        return false;
    line_to(p, place(p, v[0], v[1]));
    return true;
}

static bool take_across(pen *p)
{
    double x;
    if (!number(p, &x))
        return false;
    line_to(p, (ts_point){relative(p) ? p->now.x + x : x, p->now.y});
    return true;
}

static bool take_down(pen *p)
{
    double y;
    if (!number(p, &y))
        return false;
    line_to(p, (ts_point){p->now.x, relative(p) ? p->now.y + y : y});
    return true;
}

static bool take_curve(pen *p)
{
    double v[6];
    if (!numbers(p, v, 6))
        return false;
    curve_to(p, place(p, v[0], v[1]), place(p, v[2], v[3]), place(p, v[4], v[5]));
    return true;
}

static bool take_smooth(pen *p)
{
    double v[4];
    if (!numbers(p, v, 4))
        return false;
    curve_to(p, mirrored(p, "CS"), place(p, v[0], v[1]), place(p, v[2], v[3]));
    return true;
}

static bool take_quad(pen *p)
{
    double v[4];
    if (!numbers(p, v, 4))
        return false;
    quad_to(p, place(p, v[0], v[1]), place(p, v[2], v[3]));
    return true;
}

static bool take_smooth_quad(pen *p)
{
    double v[2];
    if (!numbers(p, v, 2))
        return false;
    quad_to(p, mirrored(p, "QT"), place(p, v[0], v[1]));
    return true;
}

/* A flag is one character, so "a1 1 0 0110 10" is whole. */
static bool flag(pen *p, bool *value)
{
    ts_svg_skip_comma(&p->at);
    if (*p->at != '0' && *p->at != '1')
        return fail(p, "the flag of an arc is 0 or 1");
    *value = *p->at++ == '1';
    return true;
}

static bool take_arc(pen *p)
{
    double v[3], end[2];
    bool large, sweep;
    if (!numbers(p, v, 3) || !flag(p, &large) || !flag(p, &sweep))
        return false;
    ts_svg_skip_comma(&p->at);
    if (!numbers(p, end, 2))
        return false;
    ts_point to = place(p, end[0], end[1]);
    begin(p);
    ts_path_arc(p->path, v[0], v[1], v[2], large, sweep, to.x, to.y);
    p->now = p->control = to;
    return true;
}

typedef struct command {
    char letter;
    bool (*take)(pen *p);
} command;

static const command commands[] = {
    {'M', take_move},  {'L', take_line},   {'H', take_across}, {'V', take_down},        {'C', take_curve},
    {'S', take_smooth}, {'Q', take_quad}, {'T', take_smooth_quad}, {'A', take_arc},
};

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static const command *find_command(char letter)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].letter == upper(letter))
            return &commands[i];
    return NULL;
}

static bool close_subpath(pen *p)
{
    if (p->open)
        ts_path_close(p->path);
    p->now = p->control = p->start;
    p->open = false;
    p->last = 'Z';
    return true;
}

static bool more_numbers(const pen *p)
{
    return *p->at && strchr("+-.0123456789,", *p->at);
}

/* One letter with one or more rounds of numbers. */
static bool take(pen *p)
{
    p->command = *p->at++;
    ts_svg_skip_space(&p->at);
    if (upper(p->command) == 'Z')
        return close_subpath(p);
    do {
        const command *c = find_command(p->command);
        if (!c)
            return p->at--, fail(p, "this is no path command");
        if (++p->segments > p->limit)
            return fail(p, "the drawing has more than 2000000 path segments");
        char written = upper(p->command);
        if (!c->take(p))
            return false;
        p->last = written;
        ts_svg_skip_space(&p->at);
        if (*p->at == ',') {
            ts_svg_skip_comma(&p->at);
            if (!more_numbers(p) || *p->at == ',')
                return fail(p, "a number is missing after the comma");
        }
    } while (more_numbers(p));
    return true;
}

bool ts_svg_path_data(const char *text, size_t limit, ts_path *path, size_t *where, const char **why)
{
    pen p = {.at = text, .path = path, .limit = limit};
    ts_svg_skip_space(&p.at);
    if (strncmp(p.at, "none", 4) == 0)
        return true;
    if (*p.at && upper(*p.at) != 'M')
        fail(&p, "a path begins with M or m");
    while (!p.why && *p.at) {
        take(&p);
        ts_svg_skip_space(&p.at);
    }
    *where = (size_t)(p.at - text);
    *why = p.why;
    return !p.why;
}
