/*
 * inputs.c - the files that a work reads, and one digest for all that an edition's files follow from.
 */
#include "work/work.h"

#include "base/build_id.h"
#include "base/digest.h"

#include <stdio.h>
#include <string.h>

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

static bool list_specs(listing *l)
{
    const ts_sheet *sheet = l->work->sheet;
    bool good = true;
    for (size_t i = 0; i < sheet->tables.count && good; i++) {
        const ts_table_spec *spec = sheet->tables.items[i].value;
        good = list_in(l, spec->folder, &spec->file);
    }
    for (size_t i = 0; i < sheet->shapes.count && good; i++) {
        const ts_shapes_spec *spec = sheet->shapes.items[i].value;
        good = list_in(l, spec->folder, &spec->file);
    }
    for (size_t i = 0; i < sheet->art.count && good; i++) {
        const ts_art_spec *spec = sheet->art.items[i].value;
        good = list_in(l, spec->folder, &spec->file);
    }
    for (size_t i = 0; i < sheet->fonts.count && good; i++) {
        const ts_font_spec *spec = sheet->fonts.items[i].value;
        good = list_in(l, spec->folder, &spec->file);
    }
    return good;
}

static bool list_rest(listing *l)
{
    const ts_sheet *sheet = l->work->sheet;
    bool good = true;
    for (size_t i = 0; i < sheet->profiles.count && good; i++) {
        const ts_profile *profile = sheet->profiles.items[i].value;
        good = list_in(l, profile->folder, &profile->icc);
    }
    for (size_t i = 0; i < sheet->decks.count && good; i++) {
        const char *patterns = ts_stock_patterns_file(l->work->own.arena, sheet, sheet->decks.items[i].name);
        good = !patterns || list(l, patterns);
    }
    return good;
}

int ts_work_inputs(ts_work *work, const char *const **files, size_t *count)
{
    listing l = {.work = work};
    *files = NULL;
    *count = 0;
    if (!work->sheet)
        return TEARSHEET_FAULT;
    bool good = true;
    for (size_t i = 0; i < work->sheet->files.count && good; i++)
        good = list(&l, work->sheet->files.items[i]->name);
    good = good && list_specs(&l) && list_rest(&l);
    const char **names = good ? TS_ARRAY(work->own.arena, const char *, l.files.count) : NULL;
    for (size_t i = 0; names && i < l.files.count; i++)
        names[i] = l.files.items[i].name;
    *files = names;
    *count = names ? l.files.count : 0;
    return names ? TEARSHEET_OK : ts_work_machine(work, NULL);
}

/* ---- digests */

int ts_digest_of_file(const char *path, char sha256[TEARSHEET_SHA256], unsigned long long *bytes, const char **why)
{
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
    char *hex = ts_map_find(&work->digests, path);
    const char *why;
    if (hex)
        return hex;
    hex = ts_arena_alloc(work->own.arena, TS_DIGEST_HEX);
    if (hex && !ts_digest_file(work->own.arena, path, hex, &why))
        hex[0] = '\0';
    return hex && ts_map_put(work->own.arena, &work->digests, path, hex) ? hex : NULL;
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
    if (!work->inputs && ts_work_inputs(work, &work->inputs, &work->input_count) != TEARSHEET_OK)
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
