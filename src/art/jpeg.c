/*
 * JPEG. libjpeg reports failure through a function that must not return; the
 * only way out is a jump. This is the one place of the house that jumps: from
 * `on_error` to `guarded`, over frames of libjpeg alone, and what libjpeg owns
 * is released there.
 */
#include "art/image.h"

#include <setjmp.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/* Each scan of a progressive file goes over all pixels; honest files have about ten. */
enum { MOST_SCANS = 200 };

typedef struct reader {
    struct jpeg_decompress_struct jpeg; /* must be the first member: libjpeg hands it back */
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf out;
    ts_arena *arena;
    ts_bytes file;
    ts_image *image;
    unsigned char *pixels;
    int orientation;
    char message[JMSG_LENGTH_MAX];
    const char *why;
} reader;

static void on_error(j_common_ptr common)
{
    reader *r = (reader *)common;
    r->errors.format_message(common, r->message);
    longjmp(r->out, 1);
}

static void leave(reader *r, const char *why)
{
    r->why = why;
    longjmp(r->out, 1);
}

/* Warnings of libjpeg that mean lost pixels, which it would paint grey. */
static bool is_damage(int code)
{
    static const int codes[] = {JWRN_HIT_MARKER, JWRN_JPEG_EOF, JWRN_HUFF_BAD_CODE, JWRN_MUST_RESYNC,
                                JWRN_NOT_SEQUENTIAL, JWRN_BOGUS_PROGRESSION};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i] == code)
            return true;
    return false;
}

static void on_message(j_common_ptr common, int level)
{
    if (level < 0 && is_damage(common->err->msg_code))
        on_error(common);
}

static void ignore(j_common_ptr common)
{
    (void)common;
}

static void on_progress(j_common_ptr common)
{
    reader *r = (reader *)common;
    if (r->jpeg.input_scan_number > MOST_SCANS)
        leave(r, "it has more than 200 scans");
}

static J_COLOR_SPACE choose_space(reader *r)
{
    if (r->jpeg.num_components == 1) {
        r->image->space = TS_IMAGE_GREY;
        return JCS_GRAYSCALE;
    }
    if (r->jpeg.num_components == 3) {
        r->image->space = TS_IMAGE_RGB;
        return JCS_RGB;
    }
    r->image->space = TS_IMAGE_CMYK;
    return JCS_CMYK; /* from YCCK too */
}

static void read_rows(reader *r)
{
    size_t row = (size_t)r->jpeg.output_width * (size_t)r->jpeg.output_components;
    while (r->jpeg.output_scanline < r->jpeg.output_height) {
        JSAMPROW at = r->pixels + r->jpeg.output_scanline * row;
        jpeg_read_scanlines(&r->jpeg, &at, 1);
    }
}

static unsigned number(const unsigned char *p, size_t size, bool little)
{
    unsigned value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | p[little ? size - 1 - i : i];
    return value;
}

/* EXIF 2.32, 4.6: a TIFF file after "Exif\0\0"; the orientation is tag 0x0112 of its first directory. */
static int exif_orientation(const unsigned char *data, size_t size)
{
    if (size < 14 || memcmp(data, "Exif\0\0", 6) != 0)
        return 1;
    const unsigned char *tiff = data + 6;
    size_t length = size - 6;
    bool little = tiff[0] == 'I';
    size_t at = number(tiff + 4, 4, little);
    if (at > length || length - at < 2)
        return 1;
    size_t count = number(tiff + at, 2, little);
    for (at += 2; count-- > 0 && length - at >= 12; at += 12)
        if (number(tiff + at, 2, little) == 0x0112)
            return (int)number(tiff + at + 8, 2, little);
    return 1;
}

static int find_orientation(const reader *r)
{
    for (jpeg_saved_marker_ptr m = r->jpeg.marker_list; m; m = m->next)
        if (m->marker == JPEG_APP0 + 1) {
            int found = exif_orientation(m->data, m->data_length);
            if (found > 1 && found <= 8)
                return found;
        }
    return 1;
}

/* ICC.1:2010, B.4: in pieces of at most 64 KB, each with its number from 1 and how many there are. */
enum { PIECE_HEAD = 14 };

static bool is_piece(jpeg_saved_marker_ptr m)
{
    return m->marker == JPEG_APP0 + 2 && m->data_length > PIECE_HEAD && memcmp(m->data, "ICC_PROFILE", 12) == 0;
}

static jpeg_saved_marker_ptr find_piece(const reader *r, int number, int count)
{
    for (jpeg_saved_marker_ptr m = r->jpeg.marker_list; m; m = m->next)
        if (is_piece(m) && m->data[12] == number && m->data[13] == count)
            return m;
    return NULL;
}

static int count_pieces(const reader *r)
{
    for (jpeg_saved_marker_ptr m = r->jpeg.marker_list; m; m = m->next)
        if (is_piece(m))
            return m->data[13];
    return 0;
}

/* One that lacks a piece is none. */
static void read_profile(reader *r)
{
    int count = r->image->space == TS_IMAGE_GREY ? 0 : count_pieces(r);
    size_t size = 0;
    for (int i = 1; i <= count; i++) {
        jpeg_saved_marker_ptr m = find_piece(r, i, count);
        if (!m)
            return;
        size += m->data_length - PIECE_HEAD;
    }
    unsigned char *bytes = size ? ts_arena_alloc(r->arena, size) : NULL, *to = bytes;
    if (size && !bytes)
        leave(r, "memory is out");
    for (int i = 1; bytes && i <= count; i++) {
        jpeg_saved_marker_ptr m = find_piece(r, i, count);
        memcpy(to, m->data + PIECE_HEAD, m->data_length - PIECE_HEAD);
        to += m->data_length - PIECE_HEAD;
    }
    r->image->icc = (ts_icc){bytes, size};
}

static void read_all(reader *r)
{
    jpeg_create_decompress(&r->jpeg);
    r->progress.progress_monitor = on_progress;
    r->jpeg.progress = &r->progress;
    jpeg_mem_src(&r->jpeg, r->file.data, (unsigned long)r->file.size);
    jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_save_markers(&r->jpeg, JPEG_APP0 + 2, 0xFFFF);
    jpeg_read_header(&r->jpeg, TRUE);
    if (!ts_image_fits(r->jpeg.image_width, r->jpeg.image_height))
        leave(r, "it has more than 64 million pixels");
    r->jpeg.out_color_space = choose_space(r);
    jpeg_start_decompress(&r->jpeg);
    r->pixels = ts_arena_array(r->arena, (size_t)r->jpeg.output_width * r->jpeg.output_height,
                               (size_t)r->jpeg.output_components);
    if (!r->pixels)
        leave(r, "memory is out");
    read_rows(r);
    r->orientation = find_orientation(r); /* finishing drops the markers */
    read_profile(r);
    jpeg_finish_decompress(&r->jpeg);
}

static bool guarded(reader *r)
{
    r->jpeg.err = jpeg_std_error(&r->errors);
    r->errors.error_exit = on_error;
    r->errors.emit_message = on_message;
    r->errors.output_message = ignore;
    if (setjmp(r->out))
        return false;
    read_all(r);
    return true;
}

/* Adobe writes CMYK with 255 for no ink (Technical Note 5116, section 18). */
static void upright_inks(reader *r)
{
    size_t count = (size_t)r->image->width * (size_t)r->image->height * 4;
    for (size_t i = 0; i < count; i++)
        r->pixels[i] = (unsigned char)~r->pixels[i];
}

static const char *finish(reader *r)
{
    ts_image *image = r->image;
    image->width = (int)r->jpeg.output_width;
    image->height = (int)r->jpeg.output_height;
    image->pixels = r->pixels;
    image->photograph = true;
    image->jpeg = (const unsigned char *)ts_arena_copy(r->arena, (const char *)r->file.data, r->file.size);
    image->jpeg_size = r->file.size;
    image->jpeg_inverted = image->space == TS_IMAGE_CMYK && r->jpeg.saw_Adobe_marker;
    if (image->jpeg_inverted)
        upright_inks(r);
    if (!image->jpeg || !ts_image_turn(r->arena, image, r->orientation))
        return "memory is out";
    return NULL;
}

const char *ts_jpeg_decode(ts_arena *arena, ts_bytes file, ts_image *image)
{
    reader *r = TS_NEW(arena, reader); /* not a local: its members must outlive the jump */
    if (!r)
        return "memory is out";
    r->arena = arena;
    r->file = file;
    r->image = image;
    const char *why = NULL;
    if (guarded(r))
        why = finish(r);
    else
        why = r->why ? r->why : ts_arena_print(arena, "libjpeg says \"%s\"", r->message);
    jpeg_destroy_decompress(&r->jpeg);
    return why;
}
