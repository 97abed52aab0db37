#define _GNU_SOURCE /* dl_iterate_phdr */

#include "base/build_id.h"

#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { MOST = 512 }; /* objects of a process; those beyond are as if they were not loaded */

typedef struct object { /* a program or library that is loaded */
    const char *name;   /* of its file */
    const ElfW(Dyn) *dynamic;
    const char *texts;
    const unsigned char *id;
    size_t id_size;
    bool taken;
} object;

typedef struct survey {
    uintptr_t here; /* an address of this code */
    object objects[MOST], *own; /* own: the one that holds it */
    size_t count;
    object *order[MOST]; /* of need, the own one first */
} survey;

static size_t padded(size_t size)
{
    return (size + 3) & ~(size_t)3;
}

static void read_notes(object *o, const unsigned char *at, size_t left)
{
    ElfW(Nhdr) note;
    while (left >= sizeof note && !o->id) {
        memcpy(&note, at, sizeof note);
        size_t name = padded(note.n_namesz), whole = sizeof note + name + padded(note.n_descsz);
        if (whole > left)
            return;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(at + sizeof note, "GNU", 4) == 0) {
            o->id = at + sizeof note + name;
            o->id_size = note.n_descsz;
        }
        at += whole;
        left -= whole;
    }
}

/* Some systems leave the table's address in the file's terms, others make it the process's. */
static void read_dynamic(object *o, uintptr_t base, uintptr_t at)
{
    o->dynamic = (const ElfW(Dyn) *)at;
    for (const ElfW(Dyn) *entry = o->dynamic; entry->d_tag != DT_NULL; entry++)
        if (entry->d_tag == DT_STRTAB)
            o->texts = (const char *)(uintptr_t)(entry->d_un.d_ptr < base ? base + entry->d_un.d_ptr : entry->d_un.d_ptr);
}

static int look(struct dl_phdr_info *info, size_t size, void *user)
{
    survey *s = user;
    (void)size;
    if (s->count == MOST)
        return 1;
    const char *slash = strrchr(info->dlpi_name, '/');
    object *o = &s->objects[s->count++];
    *o = (object){.name = slash ? slash + 1 : info->dlpi_name};
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        const uintptr_t at = info->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_NOTE)
            read_notes(o, (const unsigned char *)at, part->p_memsz);
        else if (part->p_type == PT_DYNAMIC)
            read_dynamic(o, info->dlpi_addr, at);
        else if (part->p_type == PT_LOAD && s->here - at < part->p_memsz)
            s->own = o;
    }
    return 0;
}

static object *find(survey *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->objects[i].name, name) == 0)
            return &s->objects[i];
    return NULL;
}

/* Each once, behind the first that needs it: the same order in every process. */
static size_t put_in_order(survey *s)
{
    size_t count = 0;
    if (!s->own)
        return 0;
    s->order[count++] = s->own;
    s->own->taken = true;
    for (size_t i = 0; i < count; i++)
        for (const ElfW(Dyn) *entry = s->order[i]->dynamic; entry && s->order[i]->texts && entry->d_tag != DT_NULL; entry++) {
            object *needed = entry->d_tag == DT_NEEDED ? find(s, s->order[i]->texts + entry->d_un.d_val) : NULL;
            if (!needed || needed->taken)
                continue;
            needed->taken = true;
            s->order[count++] = needed;
        }
    return count;
}

void ts_build_digest(unsigned char digest[TS_DIGEST_BYTES])
{
    survey s = {.here = (uintptr_t)&look};
    unsigned char all[MOST][TS_DIGEST_BYTES];
    dl_iterate_phdr(look, &s);
    const size_t count = put_in_order(&s);
    for (size_t i = 0; i < count; i++) /* the program's own name is its user's to choose */
        ts_digest_named(i ? s.order[i]->name : "", s.order[i]->id, s.order[i]->id_size, all[i]);
    ts_digest_named("build", all, count * TS_DIGEST_BYTES, digest);
}
