/* What stands on a map. */
#include "spec/shape.h"

#define EAST(field)                                                                                          \
    M("longitude", REAL, field, "Degrees east.", .low = -180, .high = 180, .flags = TS_REQUIRED)
#define NORTH(field)                                                                                         \
    M("latitude", REAL, field, "Degrees north.", .low = -90, .high = 90, .flags = TS_REQUIRED)

#define T ts_map_view
static const ts_member view_members[] = {
    EAST(longitude),
    NORTH(latitude),
    M("left", LENGTH, left, "Where that point stands."),
    M("top", LENGTH, top, "Where that point stands."),
    M("scale", REAL, scale, "Points per degree of longitude.", .low = 0, .high = 1000000,
      .flags = TS_ABOVE | TS_REQUIRED),
};
#undef T

const ts_shape ts_shape_view = {.name = "view",
                                .what = "a view",
                                .about = "Where the map stands. Default: the shapes fill the frame.",
                                .size = sizeof(ts_map_view),
                                .members = view_members,
                                .count = TS_COUNT(view_members),
                                .span = offsetof(ts_map_view, span),
                                .label = TS_NO_FIELD};

#define T ts_map_points
static const ts_member points_members[] = {
    M("table", WORD, table, "Table.", .pattern = TS_P_SQL_NAME, .flags = TS_REQUIRED),
    M("name", WORD, name, "Column of names.", .pattern = TS_P_SQL_NAME),
    M("longitude", WORD, longitude, "Column of degrees east.", .pattern = TS_P_SQL_NAME,
      .flags = TS_REQUIRED),
    M("latitude", WORD, latitude, "Column of degrees north.", .pattern = TS_P_SQL_NAME, .flags = TS_REQUIRED),
    M("where", OWN, where, "Only rows with…", .own = &ts_own_where),
    M("swatch", WORD, swatch, "Ink.", .pattern = TS_P_SWATCH),
    M("radius", SIZE, radius, "Radius."),
    M("size", WORD, size, "Column that scales the area of the dot.", .pattern = TS_P_SQL_NAME),
    M("unit", WORD, unit, "What the size counts: a key of sizes stands under the map.", .pattern = TS_P_UNIT),
    M("label", WORDS, label, "Names to print; the others are dots only."),
};
#undef T

const ts_shape ts_shape_points = {.name = "points",
                                  .what = "points",
                                  .about = "Dots from a table.",
                                  .size = sizeof(ts_map_points),
                                  .members = points_members,
                                  .count = TS_COUNT(points_members),
                                  .span = offsetof(ts_map_points, span),
                                  .label = TS_NO_FIELD};

#define T ts_map_inner
static const ts_member inner_members[] = {
    M("shapes", WORDS, shapes, "Names of the shapes.", .least = 2, .flags = TS_REQUIRED | TS_UNIQUE),
    M("swatch", WORD, swatch, "Ink.", .pattern = TS_P_SWATCH, .flags = TS_REQUIRED),
    M("weight", SIZE, weight, "Thickness, default 0.75.", .initial = "0.75"),
};
#undef T

const ts_shape ts_shape_inner = {.name = "map-inner",
                                 .what = "an inner border",
                                 .about = "The line where some shapes meet each other, in place of the border.",
                                 .size = sizeof(ts_map_inner),
                                 .members = inner_members,
                                 .count = TS_COUNT(inner_members),
                                 .span = offsetof(ts_map_inner, span),
                                 .label = TS_NO_FIELD};

#define T ts_map_routes
static const ts_member routes_members[] = {
    M("table", WORD, table, "Table.", .pattern = TS_P_SQL_NAME, .flags = TS_REQUIRED),
    M("from-longitude", WORD, from_longitude, "Column of degrees east.", .pattern = TS_P_SQL_NAME,
      .flags = TS_REQUIRED),
    M("from-latitude", WORD, from_latitude, "Column of degrees north.", .pattern = TS_P_SQL_NAME,
      .flags = TS_REQUIRED),
    M("to-longitude", WORD, to_longitude, "Column of degrees east.", .pattern = TS_P_SQL_NAME,
      .flags = TS_REQUIRED),
    M("to-latitude", WORD, to_latitude, "Column of degrees north.", .pattern = TS_P_SQL_NAME,
      .flags = TS_REQUIRED),
    M("value", WORD, value, "Column that scales the line's width.", .pattern = TS_P_SQL_NAME),
    M("where", OWN, where, "Only rows with…", .own = &ts_own_where),
    M("swatch", WORD, swatch, "Ink.", .pattern = TS_P_SWATCH),
    M("width", SIZE, width, "Of the largest; default 6."),
    M("label", WHOLE, label, "So many of the largest print their value.", .low = 1, .high = 30),
    M("unit", WORD, unit, "What the value counts; default number.", .pattern = TS_P_UNIT),
    M("values", WORD, values, "A format; default by unit."),
};
#undef T

const ts_shape ts_shape_routes = {.name = "routes",
                                  .what = "routes",
                                  .about = "Lines between places, from a table.",
                                  .size = sizeof(ts_map_routes),
                                  .members = routes_members,
                                  .count = TS_COUNT(routes_members),
                                  .span = offsetof(ts_map_routes, span),
                                  .label = TS_NO_FIELD};

static const char *const text_align_words[] = {"center", "left", "right", NULL};

#define T ts_map_text
static const ts_member map_text_members[] = {
    M("text", WORD, text, "Copy key.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("style", WORD, style, "Text style.", .pattern = TS_P_NAME),
    EAST(longitude),
    NORTH(latitude),
    M("align", CHOICE, align, "Where the text goes from the point.", .words = text_align_words,
      .initial = "center"),
    M("color", WORD, color, "Swatch.", .pattern = TS_P_SWATCH),
};
#undef T

const ts_shape ts_shape_map_text = {.name = "map-text",
                                    .what = "a text on a map",
                                    .about = "A label.",
                                    .size = sizeof(ts_map_text),
                                    .members = map_text_members,
                                    .count = TS_COUNT(map_text_members),
                                    .span = offsetof(ts_map_text, span),
                                    .label = TS_NO_FIELD};

#define T ts_map_mark
static const ts_member map_mark_members[] = {
    M("icon", WORD, icon, "Art: SVG.", .pattern = TS_P_NAME, .flags = TS_REQUIRED),
    EAST(longitude),
    NORTH(latitude),
    M("radius", SIZE, radius, "Of the disc."),
};
#undef T

const ts_shape ts_shape_map_mark = {.name = "map-mark",
                                    .what = "an icon on a map",
                                    .about = "An icon in a disc.",
                                    .size = sizeof(ts_map_mark),
                                    .members = map_mark_members,
                                    .count = TS_COUNT(map_mark_members),
                                    .span = offsetof(ts_map_mark, span),
                                    .label = TS_NO_FIELD};

#define T ts_map_lens
static const ts_member lens_members[] = {
    EAST(longitude),
    NORTH(latitude),
    M("left", LENGTH, left, "Of its centre.", .flags = TS_REQUIRED),
    M("top", LENGTH, top, "Of its centre.", .flags = TS_REQUIRED),
    M("radius", SIZE, radius, "Of the lens.", .flags = TS_REQUIRED),
    M("ring", SIZE, ring, "Radius of the ring on the map."),
    M("scale", REAL, scale, "Points per degree.", .low = 0, .high = 1000000, .flags = TS_ABOVE | TS_REQUIRED),
    M("outline", SHAPE, outline, "Line of lens and ring.", .shape = &ts_shape_rule),
    M("label", WORDS, label, "Names to print inside."),
};
#undef T

const ts_shape ts_shape_lens = {.name = "lens",
                                .what = "a lens",
                                .about = "A magnified part in a circle.",
                                .size = sizeof(ts_map_lens),
                                .members = lens_members,
                                .count = TS_COUNT(lens_members),
                                .span = offsetof(ts_map_lens, span),
                                .label = TS_NO_FIELD};

#define T ts_map_locator
static const ts_member locator_members[] = {
    M("left", LENGTH, left, "Left.", .flags = TS_REQUIRED),
    M("top", LENGTH, top, "Top.", .flags = TS_REQUIRED),
    M("width", SIZE, width, "Width.", .flags = TS_REQUIRED),
    M("height", SIZE, height, "Height.", .flags = TS_REQUIRED),
    M("scale", REAL, scale, "Points per degree.", .low = 0, .high = 1000000, .flags = TS_ABOVE),
    M("outline", SHAPE, outline, "Frame.", .shape = &ts_shape_rule),
};
#undef T

const ts_shape ts_shape_locator = {.name = "locator",
                                   .what = "a locator",
                                   .about = "A small map that shows where this is.",
                                   .size = sizeof(ts_map_locator),
                                   .members = locator_members,
                                   .count = TS_COUNT(locator_members),
                                   .span = offsetof(ts_map_locator, span),
                                   .label = TS_NO_FIELD};
