/*
 * html.h - pages for people who review: one file, no script, nothing fetched.
 */
#ifndef TS_BASE_HTML_H
#define TS_BASE_HTML_H

#include "base/arena.h"

#include <stdio.h>

/* Doctype to <body>; language and title may be NULL. */
void ts_html_begin(FILE *out, const char *language, const char *title);
void ts_html_end(FILE *out);

void ts_html_text(FILE *out, const char *text); /* escaped; NULL is nothing */
void ts_html_part(FILE *out, const char *text, size_t length);

/* <TAG class="CLASS">TEXT</TAG>; class NULL: none. Nothing at all for a NULL text. */
void ts_html_element(FILE *out, const char *tag, const char *class, const char *text);

/* An address as a link when it is a web address, else as words. */
void ts_html_address(FILE *out, const char *address);

/* The words of both, what went in <del>, what came in <ins>. */
void ts_html_words(FILE *out, const char *before, const char *after);

#endif
