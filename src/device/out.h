/*
 * out.h - text on its way to a writer: numbers without a locale, failures that
 * stick. Private to the devices that write text.
 */
#ifndef TS_DEVICE_OUT_H
#define TS_DEVICE_OUT_H

#include "device/device.h"

typedef struct ts_out {
    const ts_writer *writer;
    bool failed;
    size_t used;
    char buffer[8192];
} ts_out;

void ts_out_text(ts_out *out, const char *text);
/* At most so many decimals (0..9), no zeros at the end, never "-0"; what is not
 * finite, or beyond 1e9, is written as the nearest that can be. */
void ts_out_number(ts_out *out, double value, int decimals);
void ts_out_whole(ts_out *out, size_t value);
void ts_out_rect(ts_out *out, ts_rect r, int decimals);          /* "x y w h" */
void ts_out_quoted(ts_out *out, const char *text, size_t count); /* with quotes; control codes as \u00XX */
void ts_out_xml(ts_out *out, const char *text,
                size_t count); /* escaped; what XML 1.0 cannot hold as U+FFFD */
void ts_out_base64(ts_out *out, const unsigned char *bytes, size_t count);
bool ts_out_end(ts_out *out); /* what is left goes out; false: something was not written */

#endif
