/* QR codes (ISO/IEC 18004): libqrencode finds the modules, here they become one path. */
#include "art/art.h"

#include <qrencode.h>

enum { MOST_QUIET = 64 };

static bool dark(const QRcode *code, int x, int y)
{
    return code->data[y * code->width + x] & 1;
}

static void add_row(ts_path *path, const QRcode *code, int quiet, int y)
{
    for (int x = 0; x < code->width; x++) {
        int from = x;
        while (x < code->width && dark(code, x, y))
            x++;
        if (x > from)
            ts_path_rect(path, (ts_rect){quiet + from, quiet + y, x - from, 1});
    }
}

static const ts_path *draw(ts_arena *arena, const QRcode *code, int quiet)
{
    ts_path *path = ts_path_new(arena);
    for (int y = 0; path && y < code->width; y++)
        add_row(path, code, quiet, y);
    return path && !path->failed ? path : NULL;
}

static ts_art *make_art(ts_arena *arena, const QRcode *code, const ts_qr_look *look)
{
    ts_art *art = TS_NEW(arena, ts_art);
    ts_item item = {.kind = TS_ITEM_FILL};
    item.u.fill.paint = (ts_paint){{look->ink, 1}, NULL, 1};
    item.u.fill.path = draw(arena, code, look->quiet);
    if (!art || !item.u.fill.path || !ts_items_add(arena, &art->items, item))
        return NULL;
    double quiet = look->quiet, side = code->width + 2 * quiet;
    art->name = "qr";
    art->box = (ts_rect){0, 0, side, side};
    art->ink_box = (ts_rect){quiet, quiet, code->width, code->width};
    for (int i = 0; i < code->width * code->width; i++)
        art->ink_area += code->data[i] & 1;
    art->one_colour = true;
    return art;
}

ts_art *ts_qr_make(ts_arena *arena, const char *text, const ts_qr_look *look)
{
    static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    if (!*text || look->level < 0 || look->level > 3 || look->quiet < 0 || look->quiet > MOST_QUIET)
        return NULL;
    QRcode *code = QRcode_encodeString(text, 0, levels[look->level], QR_MODE_8, 1);
    if (!code)
        return NULL;
    ts_art *art = make_art(arena, code, look);
    QRcode_free(code);
    return art;
}
