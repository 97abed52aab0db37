/*
 * given.c - files that an embedder gives: tables by name, everything else by path.
 */
#include "work/work.h"

#include <string.h>

int ts_work_give_table(ts_work *work, const char *name, const void *bytes, size_t size)
{
    enum { MOST = 256 << 20 };
    ts_common *common = work->common;
    ts_arena *arena = common->arena;
    if (common->loaded)
        return ts_work_usage(work, "tables are given before the sheet is loaded");
    if (size > MOST)
        return ts_work_usage(work, "a table that is given has 256 MiB at most");
    ts_given given = {ts_arena_text(arena, name), ts_arena_copy(arena, bytes, size), size};
    if (!given.table || !given.bytes || !TS_PUSH(arena, &common->given, given))
        return ts_work_machine(work, NULL);
    work->why = NULL;
    return TEARSHEET_OK;
}

int ts_work_read_with(ts_work *work, const ts_reader *reader)
{
    if (work->common->loaded)
        return ts_work_usage(work, "a reader is named before the sheet is loaded");
    if (reader->size < offsetof(ts_reader, user) + sizeof(void *))
        return ts_work_usage(work, "the reader is not of a size that this library knows");
    work->common->reader = *reader;
    work->why = NULL;
    return TEARSHEET_OK;
}

static bool is_file_of(const ts_table_spec *spec, const char *path)
{
    size_t length = strlen(path), own = spec->file.text ? strlen(spec->file.text) : 0;
    size_t folder = spec->folder ? strlen(spec->folder) : 0;
    if (own == 0 || length < own || strcmp(path + length - own, spec->file.text) != 0)
        return false;
    if (length == own)
        return true;
    return length == folder + 1 + own && path[folder] == '/' && strncmp(path, spec->folder, folder) == 0;
}

static const ts_given *find_given(const ts_common *common, const char *path)
{
    for (size_t i = 0; common->sheet && i < common->given.count; i++) {
        const ts_table_spec *spec = ts_map_find(&common->sheet->tables, common->given.items[i].table);
        if (spec && is_file_of(spec, path))
            return &common->given.items[i];
    }
    return NULL;
}

static ts_lent lend(void *user, const char *path, const void **bytes, size_t *size)
{
    static const ts_lent answers[] = {[TEARSHEET_FROM_DISK] = TS_LENT_NOT, [TEARSHEET_LENT] = TS_LENT_BYTES};
    const ts_common *common = user;
    const ts_given *given = find_given(common, path);
    if (given) {
        *bytes = given->bytes;
        *size = given->size;
        return TS_LENT_BYTES;
    }
    if (!common->reader.read)
        return TS_LENT_NOT;
    int answer = common->reader.read(common->reader.user, path, bytes, size);
    return answer == TEARSHEET_FROM_DISK || answer == TEARSHEET_LENT ? answers[answer] : TS_LENT_REFUSED;
}

static void give_back(void *user, const void *bytes, size_t size)
{
    const ts_common *common = user;
    for (size_t i = 0; i < common->given.count; i++)
        if (common->given.items[i].bytes == bytes)
            return;
    if (common->reader.release)
        common->reader.release(common->reader.user, bytes, size);
}

void ts_work_begin_lending(ts_common *common)
{
    common->lender = (ts_lender){lend, give_back, common};
}

const char *ts_work_unknown_table(const ts_work *work)
{
    const ts_common *common = work->common;
    for (size_t i = 0; i < common->given.count; i++)
        if (!ts_map_find(&common->sheet->tables, common->given.items[i].table))
            return common->given.items[i].table;
    return NULL;
}
