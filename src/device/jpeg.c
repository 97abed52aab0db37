#include "device/jpeg.h"

#include <turbojpeg.h>

ts_jpeg ts_jpeg_encode(ts_arena *arena, const ts_image *image, int quality)
{
    bool grey = image->space == TS_IMAGE_GREY;
    int sampling = grey ? TJSAMP_GRAY : TJSAMP_444;
    unsigned long size = tjBufSize(image->width, image->height, sampling);
    unsigned char *data = size == (unsigned long)-1 ? NULL : ts_arena_alloc(arena, size);
    tjhandle writer = data ? tjInitCompress() : NULL;
    bool done = writer && tjCompress2(writer, image->pixels, image->width, 0, image->height, grey ? TJPF_GRAY : TJPF_RGB, &data,
                                      &size, sampling, quality, TJFLAG_ACCURATEDCT | TJFLAG_NOREALLOC) == 0;
    if (writer)
        tjDestroy(writer);
    return done ? (ts_jpeg){data, size} : (ts_jpeg){NULL, 0};
}
