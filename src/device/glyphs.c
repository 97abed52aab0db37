#include "device/glyphs.h"

static void move(void *user, ts_point to)
{
    ts_path_move(user, to.x, -to.y);
}

static void line(void *user, ts_point to)
{
    ts_path_line(user, to.x, -to.y);
}

static void curve(void *user, ts_point c1, ts_point c2, ts_point to)
{
    ts_path_curve(user, c1.x, -c1.y, c2.x, -c2.y, to.x, -to.y);
}

static void finish(void *user)
{
    ts_path_close(user);
}

static const ts_path *outline(ts_arena *arena, const ts_font *font, uint32_t id)
{
    ts_path *path = ts_path_new(arena);
    ts_outline_sink sink = {move, line, curve, finish, path};
    if (path)
        ts_font_outline(font, id, &sink); /* a glyph that is not there has no shape */
    return path && !path->failed ? path : NULL;
}

/* The address of a face chooses a slot only, never the order of the shapes. */
static size_t slot_of(const ts_glyphs *glyphs, const ts_font *font, uint32_t id)
{
    size_t hash = ((size_t)(uintptr_t)font >> 4) * 31 + id;
    size_t at = hash * (size_t)2654435761u & (glyphs->slot_count - 1);
    while (glyphs->slots[at]) {
        const ts_glyph_shape *shape = &glyphs->shapes.items[glyphs->slots[at] - 1];
        if (shape->font == font && shape->id == id)
            break;
        at = (at + 1) & (glyphs->slot_count - 1);
    }
    return at;
}

static bool make_room(ts_glyphs *glyphs)
{
    if (glyphs->shapes.count * 2 < glyphs->slot_count)
        return true;
    glyphs->slot_count = glyphs->slot_count ? glyphs->slot_count * 2 : 256;
    glyphs->slots = TS_ARRAY(glyphs->arena, size_t, glyphs->slot_count);
    if (!glyphs->slots) {
        glyphs->slot_count = 0;
        return false;
    }
    for (size_t i = 0; i < glyphs->shapes.count; i++)
        glyphs->slots[slot_of(glyphs, glyphs->shapes.items[i].font, glyphs->shapes.items[i].id)] = i + 1;
    return true;
}

size_t ts_glyphs_find(ts_glyphs *glyphs, const ts_font *font, uint32_t id)
{
    if (!make_room(glyphs))
        return SIZE_MAX;
    size_t slot = slot_of(glyphs, font, id);
    if (glyphs->slots[slot])
        return glyphs->slots[slot] - 1;
    ts_glyph_shape shape = {font, id, outline(glyphs->arena, font, id)};
    if (!shape.path || !TS_PUSH(glyphs->arena, &glyphs->shapes, shape))
        return SIZE_MAX;
    glyphs->slots[slot] = glyphs->shapes.count;
    return glyphs->shapes.count - 1;
}
