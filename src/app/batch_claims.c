/*
 * batch_claims.c - the files that rows lay claim to: each is one row's alone, and none of them is read. A file a page is a
 * claim a page.
 */
#include "app/batch.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { SHOWN = 300 }; /* bytes of a path in a message */

typedef struct place { /* of a file or folder that is there */
    dev_t device;
    ino_t inode;
} place;

static int compare_places(const place *a, const place *b)
{
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    return a->inode < b->inode ? -1 : a->inode > b->inode;
}

typedef struct batch_claim {
    const batch_row *row;
    size_t output;
    char *file;   /* {page} filled in */
    place folder; /* once that is there */
} claim;

/* ---- each file of each row */

static bool add_claim(batch *b, const batch_row *row, size_t output, size_t page)
{
    static const char slot[] = "{page}";
    const char *pattern = row->files[output], *at = strstr(pattern, slot);
    char *file = malloc(strlen(pattern) + sizeof "18446744073709551615");
    if (!file)
        return false;
    if (at)
        sprintf(file, "%.*s%zu%s", (int)(at - pattern), pattern, page, at + strlen(slot));
    else
        strcpy(file, pattern);
    b->claims[b->claim_count++] = (claim){.row = row, .output = output, .file = file};
    return true;
}

/* From 1 to *last; of an output that shows one page, that one. */
static void pages_of(const batch *b, size_t output, size_t *first, size_t *last)
{
    const int one = b->outputs[output].page ? b->outputs[output].page : b->line->options.page;
    const bool several = strstr(b->outputs[output].pattern, "{page}") && !one;
    *first = one > 0 ? (size_t)one : 1;
    *last = several ? ts_work_page_count(b->work) : *first;
}

int batch_claims_make(batch *b)
{
    size_t first, last, most = 0;
    for (size_t k = 0; k < b->output_count; k++) {
        pages_of(b, k, &first, &last);
        most += last - first + 1;
    }
    b->claims = calloc(b->row_count * most + 1, sizeof *b->claims);
    bool good = b->claims;
    for (size_t i = 0; good && i < b->row_count; i++)
        for (size_t k = 0; good && k < b->output_count; k++) {
            pages_of(b, k, &first, &last);
            for (size_t page = first; good && page <= last; page++)
                good = add_claim(b, &b->rows[i], k, page);
        }
    return good ? TEARSHEET_OK : TEARSHEET_MACHINE;
}

void batch_claims_drop(batch *b)
{
    for (size_t i = 0; i < b->claim_count; i++)
        free(b->claims[i].file);
    free(b->claims);
}

/* ---- two rows for one file */

static int by_row(const claim *a, const claim *b)
{
    if (a->row->number != b->row->number)
        return a->row->number < b->row->number ? -1 : 1;
    return a->output < b->output ? -1 : a->output > b->output;
}

static int by_file(const void *left, const void *right)
{
    const claim *a = left, *b = right;
    int order = strcasecmp(a->file, b->file);
    return order ? order : by_row(a, b);
}

static const char *name_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

static int by_place(const void *left, const void *right)
{
    const claim *a = left, *b = right;
    int order = compare_places(&a->folder, &b->folder);
    if (!order)
        order = strcasecmp(name_of(a->file), name_of(b->file));
    return order ? order : by_row(a, b);
}

typedef struct column { char name[128]; } column;

/* The column that a message about a file points at: the first that its name is made of. */
static column column_of(const char *pattern)
{
    column found = {"id"};
    const char *at = strchr(pattern, '{'), *end = at ? strchr(at, '}') : NULL;
    if (end)
        snprintf(found.name, sizeof found.name, "%.*s", (int)(end - at - 1), at + 1);
    return found;
}

static int tell_double(batch *b, const claim *first, const claim *second)
{
    char message[900];
    const char *pattern = b->outputs[second->output].pattern;
    const int shown = batch_cut(second->file, SHOWN);
    if (first->row == second->row)
        return app_wrong("two outputs are one file: ", second->file);
    if (!strchr(pattern, '{'))
        return app_wrong("without {id} or another word in its name all rows are one file: ", second->file);
    if (strcmp(first->file, second->file) == 0)
        snprintf(message, sizeof message, "line %zu writes %.*s already", first->row->variant->line, shown, second->file);
    else if (strcasecmp(first->file, second->file) == 0)
        snprintf(message, sizeof message, "but for capitals line %zu writes %.*s already", first->row->variant->line, shown, second->file);
    else
        snprintf(message, sizeof message, "%.*s is the %.*s that line %zu writes", shown, second->file,
                 batch_cut(first->file, SHOWN), first->file, first->row->variant->line);
    column at = column_of(pattern);
    return ts_work_tell(b->work, second->row->variant, at.name, "path", message);
}

typedef int compare(const void *left, const void *right);

/* A pair of claims that compare as equal but for their rows and outputs. */
static bool same(compare *order, const claim *first, const claim *second)
{
    claim alike = *second;
    alike.row = first->row;
    alike.output = first->output;
    return order(first, &alike) == 0;
}

static int check_neighbours(batch *b, compare *order)
{
    int worst = TEARSHEET_OK;
    qsort(b->claims, b->claim_count, sizeof *b->claims, order);
    for (size_t i = 1; i < b->claim_count && worst <= TEARSHEET_FAULT; i++)
        if (same(order, &b->claims[i - 1], &b->claims[i]))
            worst = tell_double(b, &b->claims[i - 1], &b->claims[i]);
    return worst;
}

int batch_claims_check_names(batch *b)
{
    return check_neighbours(b, by_file);
}

static bool find_folder(claim *c)
{
    struct stat info;
    char *slash = strrchr(c->file, '/'), after = slash ? slash[1] : '\0';
    if (slash)
        slash[1] = '\0';
    bool found = stat(slash ? c->file : ".", &info) == 0;
    if (slash)
        slash[1] = after;
    if (found)
        c->folder = (place){info.st_dev, info.st_ino};
    return found;
}

/* Claims in the order of their files: most have the folder of the one before. */
int batch_claims_check_places(batch *b)
{
    qsort(b->claims, b->claim_count, sizeof *b->claims, by_file);
    for (size_t i = 0; i < b->claim_count; i++) {
        claim *c = &b->claims[i], *before = i ? c - 1 : NULL;
        size_t length = (size_t)(name_of(c->file) - c->file);
        if (before && (size_t)(name_of(before->file) - before->file) == length && memcmp(before->file, c->file, length) == 0)
            c->folder = before->folder;
        else if (!find_folder(c)) /* of another shard's row: alone in its place */
            c->folder = (place){0, (ino_t)i};
    }
    return check_neighbours(b, by_place);
}

/* ---- files that are read are never written */

typedef struct identity {
    place at;
    const char *path;
} identity;

static int by_identity(const void *left, const void *right)
{
    const identity *a = left, *b = right;
    return compare_places(&a->at, &b->at);
}

static size_t identify(const batch *b, const char *const *inputs, size_t count, identity *known)
{
    const char *own[] = {b->line->batch.variants, b->manifest.path, b->line->batch.index};
    size_t found = 0, own_count = sizeof own / sizeof *own;
    struct stat info;
    for (size_t i = 0; i < count + own_count; i++) {
        const char *path = i < count ? inputs[i] : own[i - count];
        if (path && stat(path, &info) == 0)
            known[found++] = (identity){{info.st_dev, info.st_ino}, path};
    }
    qsort(known, found, sizeof *known, by_identity);
    return found;
}

static int tell_overwrite(batch *b, const claim *c, const char *what)
{
    char message[700];
    snprintf(message, sizeof message, "%.*s would overwrite %.*s, which the batch uses", batch_cut(c->file, SHOWN), c->file,
             batch_cut(what, SHOWN), what);
    column at = column_of(b->outputs[c->output].pattern);
    return ts_work_tell(b->work, c->row->variant, at.name, "path", message);
}

static int check_claim(batch *b, const claim *c, const identity *known, size_t count)
{
    const char *own[] = {b->manifest.path, b->line->batch.index};
    struct stat info;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i] && strcasecmp(own[i], c->file) == 0)
            return tell_overwrite(b, c, own[i]);
    if (stat(c->file, &info) != 0)
        return TEARSHEET_OK;
    const identity key = {{info.st_dev, info.st_ino}, NULL}, *found = bsearch(&key, known, count, sizeof key, by_identity);
    if (found)
        return tell_overwrite(b, c, found->path);
    return S_ISREG(info.st_mode) ? TEARSHEET_OK : tell_overwrite(b, c, "something that is no plain file");
}

int batch_claims_spare_inputs(batch *b)
{
    const char *const *inputs;
    size_t count;
    int worst = ts_work_inputs(b->work, &inputs, &count);
    identity *known = calloc(count + 3, sizeof *known);
    if (!known || worst != TEARSHEET_OK) {
        free(known);
        return TEARSHEET_MACHINE;
    }
    size_t found = identify(b, inputs, count, known);
    for (size_t i = 0; i < b->claim_count; i++) {
        int status = check_claim(b, &b->claims[i], known, found);
        worst = status > worst ? status : worst;
    }
    free(known);
    return worst;
}
