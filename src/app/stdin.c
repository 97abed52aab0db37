/* stdin.c - a sheet from standard input, named "-": what it names is looked for from the current folder. */
#include "app/commands.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 16, MOST = 1 << 26 }; /* bytes; a sheet's own bound is told by the library */

const char app_no_stdin[] = "render, check and stats take a sheet from standard input, not ";

static bool read_all(app_stdin *sheet)
{
    for (size_t room = ROOM; room <= MOST; room *= 2) {
        char *wider = realloc(sheet->bytes, room);
        if (!wider)
            return false;
        sheet->bytes = wider;
        sheet->size += fread(sheet->bytes + sheet->size, 1, room - sheet->size, stdin);
        if (sheet->size < room)
            return !ferror(stdin);
    }
    return false;
}

static int lend(void *user, const char *path, const void **bytes, size_t *size)
{
    const app_stdin *sheet = user;
    if (strcmp(path, "-") != 0)
        return TEARSHEET_FROM_DISK;
    *bytes = sheet->bytes;
    *size = sheet->size;
    return TEARSHEET_LENT;
}

static const char *refusal(const command_line *line)
{
    if (line->command != APP_RENDER && line->command != APP_CHECK && line->command != APP_STATS)
        return app_no_stdin;
    if (line->watch || line->depfile)
        return "a sheet from standard input has no file, as --watch and --depfile want for ";
    if (line->command == APP_RENDER && !line->output)
        return "a sheet from standard input has no name: -o FILE is wanted for ";
    return NULL;
}

int app_lend_stdin(const command_line *line, ts_work *work, app_stdin *sheet)
{
    const ts_reader reader = {.size = sizeof reader, .read = lend, .user = sheet};
    const char *why = refusal(line);
    if (why)
        return app_wrong(why, app_command_name(line->command));
    if (read_all(sheet))
        return ts_work_read_with(work, &reader);
    fputs("tearsheet: standard input cannot be read, or is beyond 64 MiB\n", stderr);
    return TEARSHEET_MACHINE;
}
