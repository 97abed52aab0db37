/*
 * inputs.c - the files that a work reads, and one digest for all that an edition's files follow from.
 */
#include "work/work.h"

#include "base/build_id.h"
#include "base/digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct listing {
    ts_work *work;
    ts_map files; /* each once, in order -> "" */
} listing;

static bool list(listing *l, const char *path)
{
    return path && ts_map_put(l->work->own.arena, &l->files, path, (void *)(uintptr_t)"");
}

static bool list_in(listing *l, const char *folder, const ts_word *file)
{
    bool named = file->text && !strchr(file->text, '{');
    return !named || list(l, ts_sheet_path(l->work->own.arena, folder, file->text));
}

/* What has a file has it, and the folder where it is looked for, as members of its own. */
static bool list_specs(listing *l)
{
    const ts_sheet *sheet = l->work->sheet;
    const struct { const ts_map *specs; size_t folder, file; } kinds[] = {
        {&sheet->tables, offsetof(ts_table_spec, folder), offsetof(ts_table_spec, file)},
        {&sheet->shapes, offsetof(ts_shapes_spec, folder), offsetof(ts_shapes_spec, file)},
        {&sheet->art, offsetof(ts_art_spec, folder), offsetof(ts_art_spec, file)},
        {&sheet->fonts, offsetof(ts_font_spec, folder), offsetof(ts_font_spec, file)},
        {&sheet->profiles, offsetof(ts_profile, folder), offsetof(ts_profile, icc)}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (size_t k = 0; k < kinds[i].specs->count; k++) {
            const char *spec = kinds[i].specs->items[k].value;
            const char *const *folder = (const void *)(spec + kinds[i].folder);
            if (!list_in(l, *folder, (const void *)(spec + kinds[i].file)))
                return false;
        }
    return true;
}

static bool list_patterns(listing *l)
{
    const ts_sheet *sheet = l->work->sheet;
    for (size_t i = 0; i < sheet->decks.count; i++) {
        const char *patterns = ts_stock_patterns_file(l->work->own.arena, sheet, sheet->decks.items[i].name);
        if (patterns && !list(l, patterns))
            return false;
    }
    return true;
}

static bool list_inputs(ts_work *work)
{
    listing l = {.work = work};
    bool good = true;
    for (size_t i = 0; i < work->sheet->files.count && good; i++)
        good = list(&l, work->sheet->files.items[i]->name);
    good = good && list_specs(&l) && list_patterns(&l);
    const char **names = good ? TS_ARRAY(work->own.arena, const char *, l.files.count) : NULL;
    for (size_t i = 0; names && i < l.files.count; i++)
        names[i] = l.files.items[i].name;
    work->inputs = names;
    work->input_count = names ? l.files.count : 0;
    return names;
}

int ts_work_inputs(ts_work *work, const char *const **files, size_t *count)
{
    TS_PLAIN_LOCALE;
    *files = NULL;
    *count = 0;
    if (!work->common->loaded)
        return ts_work_usage(work, "no sheet is loaded: ts_work_load comes first");
    if (!work->sheet)
        return TEARSHEET_FAULT;
    if (!work->inputs && !list_inputs(work))
        return ts_work_machine(work, NULL);
    *files = work->inputs;
    *count = work->input_count;
    return TEARSHEET_OK;
}

/* ---- where they are */

static int by_place(const void *left, const void *right)
{
    const ts_input *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    return a->inode < b->inode ? -1 : a->inode > b->inode;
}

static bool find_places(ts_work *work)
{
    struct stat info;
    bool good = work->inputs || list_inputs(work);
    for (size_t i = 0; good && i < work->input_count; i++)
        if (stat(work->inputs[i], &info) == 0)
            good = TS_PUSH(work->own.arena, &work->known, ((ts_input){info.st_dev, info.st_ino, work->inputs[i]}));
    if (good && work->known.count)
        qsort(work->known.items, work->known.count, sizeof *work->known.items, by_place);
    return good;
}

/* An output that is new, as most are, costs one look. */
const char *ts_work_input_at(ts_work *work, const char *file)
{
    struct stat info;
    if (stat(file, &info) != 0 || (!work->known.count && !find_places(work)) || !work->known.count)
        return NULL;
    const ts_input key = {info.st_dev, info.st_ino, NULL};
    const ts_input *found = bsearch(&key, work->known.items, work->known.count, sizeof key, by_place);
    return found ? found->path : NULL;
}

/* ---- digests */

int ts_digest_of_file(const char *path, char sha256[TEARSHEET_SHA256], unsigned long long *bytes, const char **why)
{
    TS_PLAIN_LOCALE;
    *bytes = 0;
    FILE *file = fopen(path, "rb");
    if (file && fseeko(file, 0, SEEK_END) == 0)
        *bytes = (unsigned long long)ftello(file);
    if (file)
        fclose(file);
    return ts_digest_file(NULL, path, sha256, why) ? TEARSHEET_OK : TEARSHEET_MACHINE;
}

_Static_assert((int)TEARSHEET_SHA256 == (int)TS_DIGEST_HEX, "the same digits");

/* Of a file as it is when it is first asked for; a file that is not there has the digest of its absence. */
static const char *digest_of(ts_work *work, const char *path)
{
    const char *why, *known = work->common->database ? ts_database_file_digest(work->common->database, path) : NULL;
    if (!known)
        known = ts_map_find(&work->common->digests, path);
    if (!known)
        known = ts_map_find(&work->digests, path);
    if (known)
        return known;
    char *hex = ts_arena_alloc(work->own.arena, TS_DIGEST_HEX);
    if (hex && !ts_digest_file(work->own.arena, path, hex, &why))
        hex[0] = '\0';
    return hex && ts_map_put(work->own.arena, &work->digests, path, hex) ? hex : NULL;
}

static bool is_table(ts_work *work, const char *path)
{
    const ts_map *tables = &work->sheet->tables;
    bool found = false;
    for (size_t i = 0; i < tables->count && !found; i++) {
        const ts_table_spec *spec = tables->items[i].value;
        const char *file = spec->file.text ? ts_sheet_path(work->own.arena, spec->folder, spec->file.text) : NULL;
        found = file && strcmp(file, path) == 0;
    }
    return found;
}

/* With a cache the tables have theirs by whoever loads them. */
void ts_work_digest_inputs(ts_work *work, ts_arena *arena, atomic_size_t *next, ts_map *digests)
{
    const size_t count = list_inputs(work) ? work->input_count : 0;
    for (size_t i; (i = atomic_fetch_add_explicit(next, 1, memory_order_relaxed)) < count && !ts_arena_stopped(arena);) {
        const char *why, *path = work->inputs[i];
        if (work->common->cache && is_table(work, path))
            continue;
        char *name = ts_arena_text(arena, path), *hex = ts_arena_alloc(arena, TS_DIGEST_HEX);
        if (name && hex && ts_digest_file(work->own.arena, path, hex, &why))
            ts_map_put(arena, digests, name, hex);
    }
}

static void add(ts_digest *digest, const char *name, const char *value)
{
    ts_digest_add(digest, name, strlen(name) + 1);
    ts_digest_add(digest, value ? value : "", value ? strlen(value) + 1 : 1);
}

/* Another language's deck and patterns change nothing of this edition. */
static bool concerns(const ts_work *work, const char *path, const char *language)
{
    const ts_map *decks = &work->sheet->decks;
    for (size_t i = 0; i < decks->count; i++) {
        const ts_deck *deck = decks->items[i].value;
        bool other = strcmp(decks->items[i].name, language) != 0 && deck->source != work->sheet->source;
        if (other && strcmp(deck->source->name, path) == 0)
            return false;
    }
    return true;
}

static bool add_files(ts_work *work, ts_digest *digest, const char *language)
{
    if (!work->inputs && !list_inputs(work))
        return false;
    for (size_t i = 0; i < work->input_count; i++) {
        const char *hex = concerns(work, work->inputs[i], language) ? digest_of(work, work->inputs[i]) : "";
        if (!hex)
            return false;
        add(digest, "file", hex);
    }
    return true;
}

static const char *value_of(const ts_edition *edition, const char *name, size_t length)
{
    for (size_t i = 0; i < edition->param_count; i++)
        if (strlen(edition->params[i].name) == length && memcmp(edition->params[i].name, name, length) == 0)
            return edition->params[i].value.text;
    return NULL;
}

/* "maps/{state}.geojson" with the edition's parameters, each as often as it stands there. NULL: memory is out. */
static const char *filled(ts_arena *arena, const ts_edition *edition, const char *text)
{
    const char *done = "", *brace, *end;
    while (done && (brace = strchr(text, '{')) && (end = strchr(brace, '}'))) {
        const char *value = value_of(edition, brace + 1, (size_t)(end - brace - 1));
        done = ts_arena_print(arena, "%s%.*s%s", done, (int)(brace - text), text, value ? value : "");
        text = end + 1;
    }
    return done ? ts_arena_print(arena, "%s%s", done, text) : NULL;
}

/* A shapes' file may have parameters in its name. */
static bool add_chosen_files(ts_work *work, ts_digest *digest, const ts_edition *edition)
{
    const ts_map *shapes = &work->sheet->shapes;
    for (size_t i = 0; i < shapes->count; i++) {
        const ts_shapes_spec *spec = shapes->items[i].value;
        if (!spec->file.text || !strchr(spec->file.text, '{'))
            continue;
        const char *file = filled(work->own.arena, edition, spec->file.text);
        const char *path = file ? ts_sheet_path(work->own.arena, spec->folder, file) : NULL;
        const char *hex = path ? digest_of(work, path) : NULL;
        if (!hex)
            return false;
        add(digest, "shapes", hex);
    }
    return true;
}

static void add_options(ts_digest *digest, const ts_options *options, const ts_edition *edition)
{
    char numbers[128];
    snprintf(numbers, sizeof numbers, "%d %d %d %d %.17g %lld", options->draft, options->marks, options->proof, options->page,
             options->dpi, options->epoch);
    add(digest, "options", numbers);
    add(digest, "plate", options->plate);
    add(digest, "impose", options->impose);
    add(digest, "language", edition->language);
    add(digest, "profile", edition->profile->name);
    add(digest, "edition", options->edition);
    for (size_t i = 0; i < edition->param_count; i++) {
        const ts_cell *value = &edition->params[i].value;
        snprintf(numbers, sizeof numbers, "%.17g", value->number);
        add(digest, edition->params[i].name, value->kind == TS_CELL_NUMBER ? numbers : value->text);
    }
    size_t count = 0;
    const ts_setting *settings = options->variant ? ts_variant_settings(options->variant, &count) : NULL;
    for (size_t i = 0; i < count; i++) /* what it expects and says in other words, too */
        add(digest, settings[i].name, settings[i].value);
    for (size_t i = 0; i < options->setting_count; i++)
        add(digest, "set", options->settings[i]);
}

/* Another build of the same version may draw otherwise, and so may one of what it is linked with. */
static void add_program(ts_work *work, ts_digest *digest)
{
    if (!work->build_known)
        ts_build_digest(work->build);
    work->build_known = true;
    add(digest, "version", TS_VERSION);
    ts_digest_add(digest, work->build, sizeof work->build);
}

int ts_work_fingerprint(ts_work *work, const ts_options *options, const char *beside, char sha256[TEARSHEET_SHA256])
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    ts_edition *edition;
    sha256[0] = '\0';
    int status = ts_work_begin(work);
    if (status == TEARSHEET_OK)
        status = ts_work_settle(work, work->edition_arena, options, &edition);
    if (status != TEARSHEET_OK)
        return status;
    ts_digest *digest = ts_digest_new(work->edition_arena);
    if (!digest || !add_files(work, digest, edition->language) || !add_chosen_files(work, digest, edition))
        return ts_work_machine(work, NULL);
    add_program(work, digest);
    add_options(digest, options, edition);
    add(digest, "beside", beside);
    ts_digest_end(digest, sha256);
    return TEARSHEET_OK;
}
