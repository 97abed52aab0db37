/*
 * utf8.h - UTF-8 in and out (RFC 3629: no overlong forms, no surrogates).
 */
#ifndef TS_BASE_UTF8_H
#define TS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define TS_UTF8_BAD UINT32_C(0xFFFFFFFF)

/* The code point at *at, which moves behind it; TS_UTF8_BAD (and one byte on)
 * where the bytes are not UTF-8. *at must be less than length. */
uint32_t ts_utf8_next(const char *text, size_t length, size_t *at);

/* Writes a code point (at most 4 bytes, no NUL) and gives the number of bytes. */
size_t ts_utf8_put(uint32_t code, char out[4]);

/* Offset of the first byte that is not UTF-8, or length when all are. */
size_t ts_utf8_check(const char *text, size_t length);
size_t ts_utf8_count(const char *text, size_t length); /* code points */
int ts_utf8_fit(const char *text, int room); /* for "%.*s": room, or less of it where it ends within a character */

bool ts_same_text(const char *one, const char *other); /* byte for byte; either may be NULL */

/* For terminals: what is no UTF-8 shows as U+FFFD, a control character (C0, DEL, C1) as a space; of lines the ends stay. */
void ts_utf8_print_plain(const char *text, size_t length, FILE *out);
void ts_utf8_print_lines(const char *text, size_t length, FILE *out);

/* A JSON string with its quotes; controls and bytes that are no UTF-8 are escaped. The other puts it into memory with
 * room for TS_UTF8_JSON_ROOM of the text's length and gives the place behind it; there is no NUL. */
void ts_utf8_print_json(const char *text, FILE *out);
char *ts_utf8_put_json(const char *text, size_t length, char *to);
#define TS_UTF8_JSON_ROOM(length) (6 * (length) + 2)

#endif
