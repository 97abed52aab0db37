#define _GNU_SOURCE /* dl_iterate_phdr */

#include "base/build_id.h"

#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct search {
    uintptr_t here; /* an address of this code */
    const unsigned char *id;
    size_t count;
} search;

static bool holds(const struct dl_phdr_info *object, uintptr_t address)
{
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && address - (object->dlpi_addr + part->p_vaddr) < part->p_memsz)
            return true;
    }
    return false;
}

static size_t padded(size_t size)
{
    return (size + 3) & ~(size_t)3;
}

static void read_notes(search *s, const unsigned char *at, size_t left)
{
    ElfW(Nhdr) note;
    while (left >= sizeof note) {
        memcpy(&note, at, sizeof note);
        size_t name = padded(note.n_namesz), whole = sizeof note + name + padded(note.n_descsz);
        if (whole > left)
            return;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(at + sizeof note, "GNU", 4) == 0) {
            s->id = at + sizeof note + name;
            s->count = note.n_descsz;
        }
        at += whole;
        left -= whole;
    }
}

static int look(struct dl_phdr_info *object, size_t size, void *user)
{
    search *s = user;
    (void)size;
    if (!holds(object, s->here))
        return 0;
    for (size_t i = 0; i < object->dlpi_phnum && !s->id; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type == PT_NOTE)
            read_notes(s, (const unsigned char *)(object->dlpi_addr + part->p_vaddr), part->p_memsz);
    }
    return 1;
}

const unsigned char *ts_build_id(size_t *count)
{
    search s = {.here = (uintptr_t)&look};
    dl_iterate_phdr(look, &s);
    *count = s.count;
    return s.id;
}
