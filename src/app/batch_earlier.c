/*
 * batch_earlier.c - files that earlier runs left under a row's names. A row
 * that fails does not delete them; whoever takes the folder for this run's must
 * be told. A file is known again by its inode: what a run writes is another
 * one, renamed to the name, so that no clock is asked.
 */
#include "app/batch.h"

#include <cjson/cJSON.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Of files a page the first one stands for all: "out/{page}.png" -> "out/1.png". NULL: memory is out. */
static char *name_of(const batch *b, const batch_row *row, size_t output)
{
    const char *file = row->files[output], *slot = strstr(file, "{page}");
    size_t room = strlen(file) + 16;
    char *name = malloc(room);
    int page = b->outputs[output].page ? b->outputs[output].page : b->line->options.page ? b->line->options.page : 1;
    if (name && slot)
        snprintf(name, room, "%.*s%d%s", (int)(slot - file), file, page, slot + strlen("{page}"));
    else if (name)
        memcpy(name, file, strlen(file) + 1);
    return name;
}

/* 0: there is no plain file of that name. */
static ino_t inode_of(const char *name)
{
    struct stat info;
    return name && stat(name, &info) == 0 && S_ISREG(info.st_mode) ? info.st_ino : 0;
}

int batch_earlier_note(batch *b)
{
    for (size_t i = 0; i < b->row_count; i++) {
        batch_row *row = &b->rows[i];
        if (row->state != BATCH_WAITING)
            continue;
        row->earlier = calloc(b->output_count, sizeof *row->earlier);
        if (!row->earlier)
            return TEARSHEET_MACHINE;
        for (size_t k = 0; k < b->output_count; k++) {
            char *name = name_of(b, row, k);
            row->earlier[k] = inode_of(name);
            free(name);
        }
    }
    return TEARSHEET_OK;
}

char *batch_earlier_name(const batch *b, const batch_row *row, size_t output)
{
    if (!row->earlier || !row->earlier[output])
        return NULL;
    char *name = name_of(b, row, output);
    if (inode_of(name) == row->earlier[output])
        return name;
    free(name);
    return NULL;
}

void batch_earlier_record(const batch *b, const batch_row *row, cJSON *line)
{
    cJSON *all = cJSON_CreateArray();
    for (size_t i = 0; i < b->output_count; i++) {
        char *name = batch_earlier_name(b, row, i);
        if (name)
            cJSON_AddItemToArray(all, cJSON_CreateString(name));
        free(name);
    }
    if (cJSON_GetArraySize(all))
        cJSON_AddItemToObject(line, "earlier", all);
    else
        cJSON_Delete(all);
}
