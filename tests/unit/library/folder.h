/* A folder that a test made, with the files in it. */
#ifndef FOLDER_H
#define FOLDER_H

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

static void remove_folder(const char *folder)
{
    DIR *open = opendir(folder);
    char path[512];
    for (const struct dirent *entry = open ? readdir(open) : NULL; entry; entry = readdir(open)) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        (void)unlink(path);
    }
    if (open)
        closedir(open);
    (void)rmdir(folder);
}

#endif
