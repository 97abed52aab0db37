/* The faces of the sheets, loaded once a program, and short ways to set a text in them. */
#ifndef TEST_FACES_H
#define TEST_FACES_H

#include "text/paragraph.h"

#include <math.h>
#include <string.h>

typedef struct faces {
    ts_arena *arena;
    ts_typesetter *setter;
    ts_font *inter, *bold, *display, *italic;
} faces;

static faces face;

static ts_font *load_face(const char *name, const char *path)
{
    const char *why = NULL;
    ts_font *font = ts_font_load(face.arena, name, path, &why);
    if (!font)
        print_message("%s: %s (fonts/install.sh fetches it)\n", name, why);
    return font;
}

static int open_faces(void **state)
{
    (void)state;
    face.arena = ts_arena_new(0);
    face.setter = ts_typesetter_new(0);
    face.inter = load_face("Inter Regular", "fonts/Inter-Regular.otf");
    face.bold = load_face("Inter Bold", "fonts/Inter-Bold.otf");
    face.display = load_face("Noto Serif Display SemiBold", "fonts/NotoSerifDisplay-SemiBold.ttf");
    face.italic = load_face("Noto Serif Italic", "fonts/NotoSerif-SemiCondensedMediumItalic.ttf");
    return face.setter && face.inter && face.bold && face.display && face.italic ? 0 : -1;
}

static int close_faces(void **state)
{
    (void)state;
    ts_typesetter_drop(face.setter);
    ts_arena_drop(face.arena);
    return 0;
}

static inline void near(double got, double expected, double within)
{
    if (!(fabs(got - expected) <= within))
        fail_msg("%.6f is not %.6f", got, expected);
}

#endif
