/* A sheet given as text: written to a folder of its own, loaded, and looked at. */
#ifndef SHEET_TEXT_H
#define SHEET_TEXT_H

#include "spec/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct loaded {
    ts_arena *arena;
    ts_diags diags;
    ts_sheet *sheet;
    ts_status status;
    char folder[64];
} loaded;

static inline void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static inline void open_folder(loaded *l)
{
    memset(l, 0, sizeof *l);
    strcpy(l->folder, "/tmp/ts-spec-XXXXXX");
    assert_non_null(mkdtemp(l->folder));
    l->arena = ts_arena_new(0);
    l->diags = ts_diags_new(l->arena);
}

static inline void load(loaded *l)
{
    char path[256];
    snprintf(path, sizeof path, "%s/t.json", l->folder);
    l->status = ts_sheet_load(l->arena, path, &l->diags, &l->sheet);
    ts_diags_sort(&l->diags);
}

static inline void close_folder(loaded *l)
{
    static const char *const names[] = {"t.json", "a.brand.json", "b.brand.json", "en-US.json", "es-MX.json"};
    char path[256];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", l->folder, names[i]);
        (void)remove(path);
    }
    assert_int_equal(rmdir(l->folder), 0);
    ts_arena_drop(l->arena);
}

static inline void load_text(loaded *l, const char *text)
{
    open_folder(l);
    write_file(l->folder, "t.json", text);
    load(l);
}

static inline void print_diags(const loaded *l)
{
    ts_diags_print(&l->diags, stderr);
}

#endif
