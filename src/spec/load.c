#include "spec/check.h"
#include "spec/deck.h"
#include "spec/paper.h"
#include "spec/read.h"

#include "base/files.h"
#include "base/magic.h"

#include <string.h>
#include <strings.h>

typedef struct loader {
    ts_arena *arena;
    ts_diags *diags;
    ts_reader *reader;
    ts_sheet_file *file;
    struct {
        const char **items;
        size_t count, capacity;
    } open, done; /* brand files: being read, read */
} loader;

/* ---- folders */

static const char *folder_of(ts_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? ts_arena_copy(arena, path, (size_t)(slash - path)) : "";
}

static const char *resolve(ts_arena *arena, const char *path, ts_word folder)
{
    return folder.text ? ts_path_join(arena, path, folder.text) : folder_of(arena, path);
}

/* Gives every entry of a map that stands in this source its folder. */
static void set_folder(const ts_map *map, size_t span, size_t folder, const ts_source *source,
                       const char *value)
{
    for (size_t i = 0; i < map->count; i++) {
        char *entry = map->items[i].value;
        const ts_span *place = (const ts_span *)(const void *)(entry + span);
        if (place->source == source)
            *(const char **)(void *)(entry + folder) = value;
    }
}

#define SET_FOLDER(map, type, value)                                                                         \
    set_folder(&(map), offsetof(type, span), offsetof(type, folder), source, value)

static void set_folders(loader *l, const char *path, const ts_source *source)
{
    ts_sheet *sheet = &l->file->sheet;
    const char *data = resolve(l->arena, path, l->file->folders.data);
    const char *art = resolve(l->arena, path, l->file->folders.art);
    const char *fonts = resolve(l->arena, path, l->file->folders.fonts);
    SET_FOLDER(sheet->tables, ts_table_spec, data);
    SET_FOLDER(sheet->shapes, ts_shapes_spec, data);
    SET_FOLDER(sheet->art, ts_art_spec, art);
    SET_FOLDER(sheet->fonts, ts_font_spec, fonts);
    SET_FOLDER(sheet->profiles, ts_profile, fonts);
    SET_FOLDER(sheet->per_language, ts_per_language, fonts);
}

const char *ts_sheet_path(ts_arena *arena, const char *folder, const char *file)
{
    const char *path = ts_path_in(arena, folder, file);
    if (path && !ts_file_is_there(arena, path) && ts_file_is_there(arena, file))
        return ts_arena_text(arena, file);
    return path;
}

/* ---- files */

/* By the member that says so. */
static const struct kind {
    const char *member, *noun, *use;
} kinds[] = {{"tearsheet", "a sheet", "it is what is rendered"},
             {"tearsheet-brand", "a brand file", "a sheet names it in \"use\""},
             {"tearsheet-copy", "a copy deck", "a sheet names it in \"copy\""},
             {"tearsheet-ledger", "a ledger", "trace and diff read it"},
             {"$defs", "a JSON Schema", "a sheet names it in \"$schema\""},
             {"features", "GeoJSON", "a sheet names it in \"shapes\""}};

enum { SHEET, BRAND, DECK }; /* of kinds */

/* One of the others was named in its place. What is none of all is told member by member. */
static bool is_kind(loader *l, const ts_json *json, size_t wanted)
{
    if (ts_json_member(json, kinds[wanted].member))
        return true;
    for (size_t i = 0; i < TS_COUNT(kinds); i++) {
        const ts_json *member = ts_json_member(json, kinds[i].member);
        if (!member)
            continue;
        ts_error(l->diags, member->key_span, "file", "this is %s, not %s: %s", kinds[i].noun, kinds[wanted].noun, kinds[i].use);
        return false;
    }
    return true;
}

static bool ends_in(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);
    return length > tail && strcasecmp(path + length - tail, end) == 0;
}

/* False, and told: the file is of another kind, as its first bytes or its name say. */
static bool may_be_json(loader *l, const ts_source *source, ts_span asked_at)
{
    ts_magic magic = ts_magic_of(source->text, source->length);
    bool table = ends_in(source->name, ".csv") || ends_in(source->name, ".tsv");
    if (magic == TS_MAGIC_JSON || (magic == TS_MAGIC_NONE && !table))
        return true;
    if (magic == TS_MAGIC_NONE)
        ts_error(l->diags, asked_at, "file", "%s is a table: a sheet is JSON, and names it in \"tables\"", source->name);
    else if (!asked_at.source)
        ts_error(l->diags, asked_at, "file", "%s is %s: a sheet is JSON; trace and diff take a PDF or a ledger of one, too", source->name, ts_magic_noun(magic));
    else
        ts_error(l->diags, asked_at, "file", "%s is %s: sheets, brand files and decks are JSON", source->name, ts_magic_noun(magic));
    return false;
}

static const ts_json *read_json(loader *l, const char *path, ts_span asked_at)
{
    const char *why = "memory is out";
    const ts_source *source = ts_source_read(l->arena, path, &why);
    if (!source)
        ts_error(l->diags, asked_at, "file", "%s cannot be read: %s", path, why);
    bool kept = source && TS_PUSH(l->arena, &l->file->sheet.files, source);
    return kept && may_be_json(l, source, asked_at) ? ts_json_parse(l->arena, source, l->diags) : NULL;
}

static bool holds(const char *const *items, size_t count, const char *path)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i], path) == 0)
            return true;
    return false;
}

static void read_file(loader *l, const ts_json *json, const char *path, const ts_shape *shape);

static void use_brand(loader *l, const ts_json *item, const char *path)
{
    if (holds(l->open.items, l->open.count, path)) {
        ts_error(l->diags, item->span, "file", "\"%s\" uses itself", item->string);
        return;
    }
    if (holds(l->done.items, l->done.count, path))
        return;
    if (l->done.count >= TS_LIMIT_FILES || l->open.count >= TS_LIMIT_FILES) {
        ts_error(l->diags, item->span, "bounds", "a sheet uses at most %d brand files", TS_LIMIT_FILES);
        return;
    }
    const ts_json *json = read_json(l, path, item->span);
    bool brand = json && is_kind(l, json, BRAND);
    l->file->brand_lost |= !brand;
    if (!brand || !TS_PUSH(l->arena, &l->open, path) || !TS_PUSH(l->arena, &l->done, path))
        return;
    read_file(l, json, path, &ts_shape_brand);
    l->open.count--;
}

static void use_named(loader *l, const ts_json *item, const char *path)
{
    bool named = item->kind == TS_JSON_STRING && ts_matcher_test(l->reader->matcher, TS_P_BRAND_FILE, item->string);
    const char *brand = named ? ts_path_join(l->arena, path, item->string) : NULL;
    if (brand)
        use_brand(l, item, brand);
    l->file->brand_lost |= !brand;
}

/* Brand files first, so that what this file says wins. */
static void use_brands(loader *l, const ts_json *json, const char *path)
{
    const ts_json *use = ts_json_member(json, "use");
    if (use && use->kind == TS_JSON_STRING) /* without its brackets, which is told */
        use_named(l, use, path);
    for (const ts_json *item = use && use->kind == TS_JSON_ARRAY ? use->child : NULL; item; item = item->next)
        use_named(l, item, path);
}

static void read_file(loader *l, const ts_json *json, const char *path, const ts_shape *shape)
{
    use_brands(l, json, path);
    l->file->use = (ts_words){0};
    l->file->folders = (struct ts_folders){0};
    (void)ts_read_into(l->reader, json, shape, l->file);
    set_folders(l, path, json->span.source);
}

/* ---- decks */

static const char *replace(ts_arena *arena, const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    return at ? ts_arena_print(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)) : text;
}

/* copy/SHEET.{language}.json beside the sheet. */
static const char *usual_place(ts_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".json") == 0)
        length -= 5;
    return ts_arena_print(arena, "copy/%.*s.{language}.json", (int)length, name);
}

static ts_deck_file *new_deck(loader *l, const ts_source *source)
{
    ts_deck_file *file = TS_NEW(l->arena, ts_deck_file);
    if (!file)
        return NULL;
    ts_read_defaults(&ts_shape_deck, file);
    file->deck.source = source;
    return file;
}

static bool keep_deck(loader *l, ts_deck *deck, const ts_json *copy, const char *language)
{
    deck->language = language;
    return (!copy || ts_deck_read_copy(l->reader, copy, deck)) &&
           ts_map_put(l->arena, &l->file->sheet.decks, language, deck);
}

static void read_whole_deck(loader *l, const ts_json *json, ts_word language)
{
    ts_deck_file *file = new_deck(l, json->span.source);
    if (!file)
        return;
    (void)ts_read_into(l->reader, json, &ts_shape_deck, file);
    if (file->deck.language && strcmp(file->deck.language, language.text) != 0)
        ts_error(l->diags, file->language_span, "language",
                 "this deck is in \"%s\"; the sheet takes it for \"%s\"", file->deck.language, language.text);
    (void)keep_deck(l, &file->deck, file->copy, language.text);
}

static void read_deck(loader *l, const char *path, ts_word language, ts_span asked_at)
{
    const ts_json *json = path ? read_json(l, path, asked_at) : NULL;
    if (json && is_kind(l, json, DECK))
        read_whole_deck(l, json, language);
}

/* The words alone, in the sheet's language. */
static void read_bare_deck(loader *l, const ts_json *copy, ts_word language)
{
    ts_deck_file *file = new_deck(l, copy->span.source);
    if (!file)
        return;
    file->deck.span = copy->span;
    (void)keep_deck(l, &file->deck, copy, language.text);
}

static void read_deck_in_place(loader *l)
{
    const ts_words *languages = &l->file->sheet.languages;
    const ts_json *copy = l->file->copy;
    if (ts_json_member(copy, "tearsheet-copy"))
        read_whole_deck(l, copy, languages->items[0]);
    else
        read_bare_deck(l, copy, languages->items[0]);
    if (languages->count > 1)
        ts_error(l->diags, languages->items[1].span, "language",
                 "a deck in place has one language; put the decks into files");
}

static void read_decks(loader *l, const ts_json *root, const char *path)
{
    const ts_words *languages = &l->file->sheet.languages;
    const ts_json *copy = l->file->copy;
    if (copy && copy->kind == TS_JSON_OBJECT) {
        read_deck_in_place(l);
        return;
    }
    const char *place = copy ? copy->string : usual_place(l->arena, path);
    for (size_t i = 0; i < languages->count && place; i++) {
        ts_word language = languages->items[i];
        const char *file = replace(l->arena, place, "{language}", language.text);
        ts_span asked_at =
            copy ? copy->span : (ts_span){root->span.source, root->span.begin, root->span.begin + 1};
        read_deck(l, file ? ts_path_join(l->arena, path, file) : NULL, language, asked_at);
    }
}

/* ---- what exists anyhow */

static bool add_profile(ts_arena *arena, ts_map *profiles, ts_profile profile)
{
    ts_profile *copy = TS_NEW(arena, ts_profile);
    if (!copy)
        return false;
    ts_read_defaults(&ts_shape_profile, copy);
    profile.intent = copy->intent;
    *copy = profile;
    return ts_map_put(arena, profiles, profile.name, copy);
}

static bool add_profiles(ts_arena *arena, ts_map *profiles)
{
    ts_profile print = {.name = "print",
                        .standards = TS_STANDARD_X4 | TS_STANDARD_A2B,
                        .cmyk = true,
                        .bleed = true,
                        .marks = TS_MARK_CROP | TS_MARK_REGISTRATION | TS_MARK_COLOUR_BAR | TS_MARK_PAGE_INFO,
                        .refuse = TS_REFUSE_TBC | TS_REFUSE_EXPECT | TS_REFUSE_OVERSET};
    ts_profile screen = {
        .name = "screen", .standards = TS_STANDARD_UA1 | TS_STANDARD_A2A, .links = true, .tags = true, .image_ppi = {.value = 150}};
    ts_profile archive = {
        .name = "archive", .standards = TS_STANDARD_UA1 | TS_STANDARD_A3A, .links = true, .tags = true, .image_ppi = {.value = 300}};
    return add_profile(arena, profiles, print) && add_profile(arena, profiles, screen) && add_profile(arena, profiles, archive);
}

/* The styles of printing under their own names, with their usual rounding. */
static bool add_formats(ts_arena *arena, ts_map *formats)
{
    static const struct {
        const char *name;
        int as;
        long decimals; /* -1: the style's own */
        int sign;
        int qualifier; /* -1: none */
    } usual[] = {{"short", TS_AS_SHORT, 1, TS_SIGN_NEGATIVE, -1},
                 {"long", TS_AS_LONG, 1, TS_SIGN_NEGATIVE, -1},
                 {"full", TS_AS_FULL, -1, TS_SIGN_NEGATIVE, -1},
                 {"percent", TS_AS_PERCENT, 0, TS_SIGN_NEGATIVE, -1},
                 {"percent-words", TS_AS_PERCENT_WORDS, 0, TS_SIGN_NEGATIVE, -1},
                 {"ordinal", TS_AS_ORDINAL, -1, TS_SIGN_NEGATIVE, -1},
                 {"words", TS_AS_WORDS, -1, TS_SIGN_NEGATIVE, -1},
                 {"plain", TS_AS_PLAIN, -1, TS_SIGN_NEGATIVE, -1},
                 /* as the field calls them */
                 {"compact", TS_AS_SHORT, 1, TS_SIGN_NEGATIVE, -1},
                 {"currency-compact", TS_AS_SHORT, 1, TS_SIGN_NEGATIVE, -1},
                 {"signed-percent", TS_AS_PERCENT, 0, TS_SIGN_ALWAYS, -1},
                 {"at-least", TS_AS_SHORT, 1, TS_SIGN_NEGATIVE, TS_QUALIFY_OR_MORE}};
    for (size_t i = 0; i < TS_COUNT(usual); i++) {
        ts_format_spec *format = TS_NEW(arena, ts_format_spec);
        if (!format)
            return false;
        ts_read_defaults(&ts_shape_format, format);
        format->name = usual[i].name;
        format->as = (ts_choice){usual[i].as, true, {0}};
        if (usual[i].decimals >= 0)
            format->decimals = (ts_whole){usual[i].decimals, NULL, true, {0}};
        format->sign = (ts_choice){usual[i].sign, true, {0}};
        if (usual[i].qualifier >= 0)
            format->qualifier = (ts_choice){usual[i].qualifier, true, {0}};
        if (!ts_map_put(arena, formats, format->name, format))
            return false;
    }
    return true;
}

static ts_preflight careful_limits(void)
{
    ts_preflight limits = {.type_size = {.limit = 6},
                           .type_reversed = {.limit = 7},
                           .reversed_weight = {9, TS_LEVEL_WARNING, {NULL, 0, 0}},
                           .type_plates = {8, TS_LEVEL_WARNING, {NULL, 0, 0}},
                           .type_screened = {8, TS_LEVEL_WARNING, {NULL, 0, 0}},
                           .line_weight = {.limit = 0.25},
                           .image_ppi = {.limit = 300},
                           .total_ink = {.limit = 300},
                           .spots = {.limit = 2},
                           .contrast = {.limit = 4.5},
                           .contrast_large = {.limit = 3},
                           .contrast_marks = {3, TS_LEVEL_WARNING, {NULL, 0, 0}},
                           .safe = {.limit = 18},
                           .qr_module = {.limit = 1},
                           .label_distance = {.limit = 2, .level = TS_LEVEL_WARNING},
                           .plot_share = {.limit = 25, .level = TS_LEVEL_WARNING},
                           .condition = {.level = TS_LEVEL_WARNING},
                           .rgb = {.level = TS_LEVEL_WARNING},
                           .transparency = {.level = TS_LEVEL_WARNING}};
    return limits;
}

static ts_sheet_file *new_file(ts_arena *arena)
{
    ts_sheet_file *file = TS_NEW(arena, ts_sheet_file);
    if (!file)
        return NULL;
    ts_read_defaults(&ts_shape_sheet, file);
    file->sheet.arena = arena;
    file->sheet.preflight = careful_limits();
    return add_profiles(arena, &file->sheet.profiles) && add_formats(arena, &file->sheet.formats) ? file
                                                                                                  : NULL;
}

/* ---- sheets */

static bool set_usual(loader *l, const char *path)
{
    ts_sheet *sheet = &l->file->sheet;
    ts_word english = {.text = "en-US"};
    if (!sheet->title.text)
        sheet->title.text = "title";
    if (!sheet->languages.count && !TS_PUSH(l->arena, &sheet->languages, english))
        return false;
    const char *fonts = resolve(l->arena, path, l->file->folders.fonts);
    for (size_t i = 0; i < sheet->profiles.count; i++) {
        ts_profile *profile = sheet->profiles.items[i].value;
        if (!profile->folder)
            profile->folder = fonts;
    }
    return true;
}

static void load(loader *l, const ts_json *json, const char *path)
{
    const size_t before = l->diags->count;
    l->file->sheet.source = json->span.source;
    read_file(l, json, path, &ts_shape_sheet);
    if (!set_usual(l, path) || !ts_stats_find_operands(l->arena, &l->file->sheet.stats))
        return;
    ts_paper_set(l->reader, l->file);
    read_decks(l, json, path);
    (void)ts_check_sheet(l->reader, l->file);
    ts_diags_fold(l->diags, before);
}

ts_status ts_sheet_load(ts_arena *arena, const char *path, ts_diags *diags, ts_sheet **sheet)
{
    *sheet = NULL;
    size_t before = diags->errors;
    loader l = {
        .arena = arena, .diags = diags, .reader = ts_reader_new(arena, diags), .file = new_file(arena)};
    if (!l.reader || !l.file)
        return TS_MACHINE;
    const ts_json *json = read_json(&l, path, (ts_span){0});
    if (json && json->kind == TS_JSON_OBJECT) {
        if (is_kind(&l, json, SHEET)) {
            load(&l, json, path);
            *sheet = &l.file->sheet;
        }
    } else if (json) {
        ts_error(diags, json->span, "type", "a sheet is an object, not %s", ts_json_kind_name(json->kind));
    }
    if (ts_arena_failed(arena)) {
        *sheet = NULL;
        return TS_MACHINE;
    }
    return diags->errors > before ? TS_FAULT : TS_OK;
}
