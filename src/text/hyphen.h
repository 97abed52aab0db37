/*
 * hyphen.h - where a word may be divided: the patterns of a language (Liang
 * 1983), read by libhyphen. Loaded once, immutable, shared by all threads.
 */
#ifndef TS_TEXT_HYPHEN_H
#define TS_TEXT_HYPHEN_H

#include "base/arena.h"

typedef struct ts_hyphens ts_hyphens;

/* A pattern file in UTF-8 or ISO 8859-1. NULL with *why (a sentence). Released
 * with the arena. */
ts_hyphens *ts_hyphens_load(ts_arena *arena, const char *path, const char **why);

#endif
