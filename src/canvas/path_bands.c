/* The sides of a path by height: an outline has thousands, and a level line crosses a few of them. */
#include "canvas/path.h"

#include <string.h>

enum { FEWEST_SIDES = 32, MOST_SIDES = 1 << 24, SIDES_A_BAND = 8, MOST_BANDS = 512, COPIES = 4 };

typedef struct filing {
    ts_path_bands *bands;
    size_t sides;    /* of the path */
    uint32_t *ends;  /* of each band: how many are in it; where its next goes; where it ends */
    ts_path_side *places; /* NULL: they are counted */
} filing;

static size_t band_of(const ts_path_bands *bands, double y)
{
    double at = (y - bands->top) / bands->height;
    return at >= (double)bands->count ? bands->count - 1 : at > 0 ? (size_t)at : 0;
}

static void file(filing *f, ts_point from, ts_point to)
{
    bool down = from.y < to.y;
    size_t last = band_of(f->bands, down ? to.y : from.y);
    if (from.x == to.x && from.y == to.y)
        return;
    f->sides++;
    for (size_t i = band_of(f->bands, down ? from.y : to.y); i <= last; i++, f->ends[i - 1]++)
        if (f->places)
            f->places[f->ends[i]] = (ts_path_side){from, to};
}

/* A fill closes every part. */
static void file_all(filing *f, const ts_path *path)
{
    const ts_point *p = path->points.items;
    ts_point at = *p, start = *p;
    f->sides = 0;
    for (size_t i = 0; i < path->verbs.count; i++) {
        ts_verb verb = (ts_verb)path->verbs.items[i];
        file(f, at, verb == TS_LINE ? *p : start);
        at = verb == TS_CLOSE ? start : *p++;
        start = verb == TS_MOVE ? at : start;
    }
    file(f, at, start);
}

/* Fewer and higher ones where sides would be in many. Gives the room that they take. */
static size_t count_bands(filing *f, const ts_path *path)
{
    ts_path_bands *bands = f->bands;
    size_t places;
    for (;; bands->count /= 2) {
        bands->height = (bands->bottom - bands->top) / (double)bands->count;
        memset(f->ends, 0, bands->count * sizeof *f->ends);
        file_all(f, path);
        places = 0;
        for (size_t i = 0; i < bands->count; i++)
            places += f->ends[i];
        if (places <= COPIES * f->sides || bands->count == 1)
            return places;
    }
}

static bool has_many_straight_sides(const ts_path *path)
{
    bool straight = path->points.count >= FEWEST_SIDES && path->points.count <= MOST_SIDES && path->ends.bottom > path->ends.top;
    for (size_t i = 0; straight && i < path->verbs.count; i++)
        straight = path->verbs.items[i] != TS_CURVE;
    return straight && !path->failed;
}

static const ts_path_bands *bands_of(const ts_path *path)
{
    size_t most = path->points.count / SIDES_A_BAND < MOST_BANDS ? path->points.count / SIDES_A_BAND : MOST_BANDS;
    ts_path_bands *bands = TS_NEW(path->arena, ts_path_bands);
    filing f = {.bands = bands, .ends = TS_ARRAY(path->arena, uint32_t, most)};
    if (!bands || !f.ends)
        return NULL;
    *bands = (ts_path_bands){.top = path->ends.top, .bottom = path->ends.bottom, .count = most, .ends = f.ends};
    size_t places = count_bands(&f, path);
    bands->sides = f.places = TS_ARRAY(path->arena, ts_path_side, places);
    for (size_t i = bands->count, at = places; f.places && i-- > 0;)
        f.ends[i] = (uint32_t)(at -= f.ends[i]);
    if (f.places)
        file_all(&f, path);
    return f.places ? bands : NULL;
}

void ts_path_keep(ts_path *path)
{
    path->lasting = true;
    if (has_many_straight_sides(path))
        path->bands = bands_of(path);
}

ts_path_sides ts_path_between(const ts_path_bands *bands, double top, double bottom)
{
    if (bottom < bands->top || top > bands->bottom)
        return (ts_path_sides){NULL, 0};
    size_t first = band_of(bands, top), last = band_of(bands, bottom), from = first ? bands->ends[first - 1] : 0;
    return (ts_path_sides){bands->sides + from, bands->ends[last] - from};
}
