/* Numbers, lengths and transform lists. Nothing here asks the locale. */
#include "art/svg.h"

#include <math.h>
#include <string.h>

static const double largest = 1e9; /* beyond it a coordinate is a mistake or an attack */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void ts_svg_skip_space(const char **at)
{
    while (is_space(**at))
        ++*at;
}

void ts_svg_skip_comma(const char **at)
{
    ts_svg_skip_space(at);
    if (**at == ',')
        ++*at;
    ts_svg_skip_space(at);
}

/* Digits into the mantissa while it holds them; scale counts the decimal places. */
static size_t digits(const char **at, double *mantissa, int *scale, int step)
{
    size_t count = 0;
    for (; is_digit(**at); ++*at, count++) {
        if (*mantissa < 1e14) {
            *mantissa = *mantissa * 10 + (**at - '0');
            *scale += step;
        } else if (step == 0) {
            ++*scale;
        }
    }
    return count;
}

/* "e" is an exponent only where digits follow: "1em" is one em. */
static int exponent(const char **at)
{
    const char *p = *at;
    if (*p != 'e' && *p != 'E')
        return 0;
    p++;
    int sign = *p == '-' ? -1 : 1, value = 0;
    if (*p == '-' || *p == '+')
        p++;
    if (!is_digit(*p))
        return 0;
    for (; is_digit(*p); p++)
        value = value < 1000 ? value * 10 + (*p - '0') : value;
    *at = p;
    return sign * value;
}

/* SVG 1.1 4.2: sign, digits, fraction, exponent; the next number may follow without a space. */
bool ts_svg_number(const char **at, double *value)
{
    const char *p = *at;
    double mantissa = 0;
    int scale = 0;
    double sign = *p == '-' ? -1 : 1;
    if (*p == '-' || *p == '+')
        p++;
    size_t count = digits(&p, &mantissa, &scale, 0);
    if (*p == '.') {
        p++;
        count += digits(&p, &mantissa, &scale, -1);
    }
    if (count == 0)
        return false;
    scale += exponent(&p);
    double number = scale < 0 ? mantissa / pow(10, -scale) : mantissa * pow(10, scale);
    if (mantissa == 0)
        number = 0;
    if (!isfinite(number) || number > largest)
        return false;
    *value = sign * number;
    *at = p;
    return true;
}

typedef struct unit {
    const char *name;
    double size; /* user units: CSS 2.1 4.3.2, 96 to the inch */
} unit;

static const unit units[] = {
    {"", 1}, {"px", 1}, {"pt", 96.0 / 72}, {"pc", 16}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96},
};

static bool rest_is(const char *at, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(at, word, length) != 0)
        return false;
    at += length;
    ts_svg_skip_space(&at);
    return *at == '\0';
}

bool ts_svg_length(const char *text, double whole, double *value)
{
    double number;
    ts_svg_skip_space(&text);
    if (!ts_svg_number(&text, &number))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (rest_is(text, units[i].name)) {
            *value = number * units[i].size;
            return true;
        }
    if (!rest_is(text, "%"))
        return false;
    *value = number / 100 * whole;
    return true;
}

bool ts_svg_fraction(const char *text, double *value)
{
    ts_svg_skip_space(&text);
    if (!ts_svg_number(&text, value))
        return false;
    if (*text == '%') {
        *value /= 100;
        text++;
    }
    return rest_is(text, "");
}

/* SVG 1.1 7.10 */
double ts_svg_whole(const ts_svg *svg, ts_svg_axis axis)
{
    if (axis == TS_SVG_X)
        return svg->box.w;
    if (axis == TS_SVG_Y)
        return svg->box.h;
    return sqrt((svg->box.w * svg->box.w + svg->box.h * svg->box.h) / 2);
}

double ts_svg_attribute_length(ts_svg *svg, const ts_svg_node *node, const char *name, ts_svg_axis axis,
                               double fallback)
{
    const char *text = ts_svg_find(node, name);
    double value = fallback;
    if (text && !ts_svg_length(text, ts_svg_whole(svg, axis), &value))
        TS_SVG_REFUSE(svg, ts_svg_value_span(svg, node, name),
                      "\"%s\" is no length that can be carried: \"%s\"", name, text);
    return value;
}

enum { MOST_ARGUMENTS = 6 };

static bool arguments(const char **at, double *list, size_t *count)
{
    ts_svg_skip_space(at);
    if (**at != '(')
        return false;
    ++*at;
    ts_svg_skip_space(at);
    for (*count = 0; **at != ')'; ++*count) {
        if (*count == MOST_ARGUMENTS || !ts_svg_number(at, &list[*count]))
            return false;
        ts_svg_skip_space(at);
        if (**at == ',') {
            ts_svg_skip_comma(at);
            if (**at == ')')
                return false;
        }
    }
    ++*at;
    return true;
}

static double radians(double degrees)
{
    return degrees * (3.14159265358979323846 / 180);
}

static ts_matrix translation(double x, double y)
{
    return (ts_matrix){1, 0, 0, 1, x, y};
}

static ts_matrix make_matrix(const double *v, size_t count)
{
    (void)count;
    return (ts_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
}

static ts_matrix make_translate(const double *v, size_t count)
{
    return translation(v[0], count > 1 ? v[1] : 0);
}

static ts_matrix make_scale(const double *v, size_t count)
{
    return (ts_matrix){v[0], 0, 0, count > 1 ? v[1] : v[0], 0, 0};
}

static ts_matrix make_rotate(const double *v, size_t count)
{
    double c = cos(radians(v[0])), s = sin(radians(v[0]));
    ts_matrix turn = {c, s, -s, c, 0, 0};
    if (count == 1)
        return turn;
    return ts_matrix_then(ts_matrix_then(translation(-v[1], -v[2]), turn), translation(v[1], v[2]));
}

static ts_matrix make_skew_x(const double *v, size_t count)
{
    (void)count;
    return (ts_matrix){1, 0, tan(radians(v[0])), 1, 0, 0};
}

static ts_matrix make_skew_y(const double *v, size_t count)
{
    (void)count;
    return (ts_matrix){1, tan(radians(v[0])), 0, 1, 0, 0};
}

typedef struct transform_kind {
    const char *name;
    unsigned counts; /* bit n: n arguments may be given */
    ts_matrix (*make)(const double *v, size_t count);
} transform_kind;

static const transform_kind transform_kinds[] = {
    {"matrix", 1u << 6, make_matrix},
    {"translate", 1u << 1 | 1u << 2, make_translate},
    {"scale", 1u << 1 | 1u << 2, make_scale},
    {"rotate", 1u << 1 | 1u << 3, make_rotate},
    {"skewX", 1u << 1, make_skew_x},
    {"skewY", 1u << 1, make_skew_y},
};

static const transform_kind *find_transform(const char **at)
{
    for (size_t i = 0; i < sizeof transform_kinds / sizeof *transform_kinds; i++) {
        size_t length = strlen(transform_kinds[i].name);
        if (strncmp(*at, transform_kinds[i].name, length) == 0) {
            *at += length;
            return &transform_kinds[i];
        }
    }
    return NULL;
}

/* A list applies from right to left. */
static bool read_transform(const char *text, ts_matrix *matrix)
{
    *matrix = ts_matrix_identity();
    ts_svg_skip_space(&text);
    if (strcmp(text, "none") == 0)
        return true;
    while (*text) {
        double list[MOST_ARGUMENTS];
        size_t count;
        const transform_kind *kind = find_transform(&text);
        if (!kind || !arguments(&text, list, &count) || !(kind->counts >> count & 1u))
            return false;
        *matrix = ts_matrix_then(kind->make(list, count), *matrix);
        ts_svg_skip_comma(&text);
    }
    return true;
}

ts_matrix ts_svg_attribute_transform(ts_svg *svg, const ts_svg_node *node, const char *name)
{
    const char *text = ts_svg_find(node, name);
    ts_matrix matrix = ts_matrix_identity();
    if (text && !read_transform(text, &matrix)) {
        TS_SVG_REFUSE(svg, ts_svg_value_span(svg, node, name), "\"%s\" is no list of transforms", name);
        return ts_matrix_identity();
    }
    return matrix;
}
