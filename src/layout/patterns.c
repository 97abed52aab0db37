/* Hyphenation patterns: hyph_es_MX.dic, hyph_es.dic, or those of another
 * country, in the folders where the sheet's faces are. */
#include "layout/kit.h"

#include "base/files.h"

#include <dirent.h>
#include <string.h>

typedef struct patterns { /* of a language */
    const ts_hyphens *hyphens; /* NULL: there are none */
    const char *why;           /* a sentence */
} patterns;

typedef struct search {
    ts_stock *stock;
    const char *language; /* "es_MX" */
    size_t base;          /* bytes of "es" */
    ts_map folders;       /* each once, in order */
} search;

static bool add_folder(search *s, const char *folder)
{
    return !folder || ts_map_put(s->stock->arena, &s->folders, folder, s);
}

static bool add_folders(search *s, const ts_per_language *own)
{
    const ts_map *fonts = &s->stock->sheet->fonts;
    bool whole = !own || add_folder(s, own->folder);
    for (size_t i = 0; whole && i < fonts->count; i++)
        whole = add_folder(s, ((const ts_font_spec *)fonts->items[i].value)->folder);
    return whole && add_folder(s, "fonts");
}

static const char *in_folders(const search *s, size_t length)
{
    const char *file = ts_arena_print(s->stock->arena, "hyph_%.*s.dic", (int)length, s->language);
    for (size_t i = 0; file && i < s->folders.count; i++) {
        const char *path = ts_path_in(s->stock->arena, s->folders.items[i].name, file);
        if (path && ts_file_is_there(s->stock->arena, path))
            return path;
    }
    return NULL;
}

static bool is_of_language(const search *s, const char *file)
{
    size_t length = strlen(file);
    return length > s->base + 10 && strncmp(file, "hyph_", 5) == 0 &&
           strncmp(file + 5, s->language, s->base) == 0 && file[5 + s->base] == '_' &&
           strcmp(file + length - 4, ".dic") == 0;
}

/* Another country's: the first by name, whatever order the folder is in. */
static const char *any_country(const search *s, const char *folder)
{
    DIR *open = opendir(*folder ? folder : ".");
    const char *best = NULL;
    for (const struct dirent *entry = open ? readdir(open) : NULL; entry; entry = readdir(open))
        if (is_of_language(s, entry->d_name) && (!best || strcmp(entry->d_name, best) < 0))
            best = ts_arena_text(s->stock->arena, entry->d_name);
    if (open)
        closedir(open);
    return best ? ts_path_in(s->stock->arena, folder, best) : NULL;
}

static const char *find_file(const search *s)
{
    const char *path = in_folders(s, strlen(s->language));
    if (!path)
        path = in_folders(s, s->base);
    for (size_t i = 0; !path && i < s->folders.count; i++)
        path = any_country(s, s->folders.items[i].name);
    return path;
}

static const char *underscored(ts_arena *arena, const char *language)
{
    char *text = ts_arena_text(arena, language);
    for (char *c = text; c && *c; c++)
        if (*c == '-')
            *c = '_';
    return text;
}

static bool is_tag_of(const char *first, const char *language)
{
    const size_t length = strlen(first);
    return strncmp(language, first, length) == 0 && (!language[length] || language[length] == '-');
}

typedef struct packaged { /* in Debian */
    const char *language; /* a tag, or its first subtag */
    const char *package;  /* behind "hyphen-" */
} packaged;

/* NULL: there is none. Tags stand before what they begin with. */
static const char *package_of(const char *language)
{
    static const packaged named[] = {
        {"en-AU", "en-gb"}, {"en-GB", "en-gb"}, {"en-IE", "en-gb"}, {"en-IN", "en-gb"}, {"en-NZ", "en-gb"}, {"en-ZA", "en-gb"}, {"en", "en-us"},
        {"nb", "no"}, {"nn", "no"}, {"pt-BR", "pt-br"}, {"pt", "pt-pt"}};
    static const char *const same[] = {"af", "as", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "fr", "gl", "gu", "hi", "hr", "hu", "id",
                                       "is", "it", "kn", "lt", "lv", "ml", "mn", "mr", "nl", "no", "or", "pa", "pl", "ro", "ru", "sk", "sl", "sr",
                                       "sv", "ta", "te", "th", "uk", "zu"};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (is_tag_of(named[i].language, language))
            return named[i].package;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (is_tag_of(same[i], language))
            return same[i];
    return NULL;
}

static const char *tell_lost(ts_arena *arena, const char *file, const char *language)
{
    const char *package = package_of(language);
    const char *from = package ? ts_arena_print(arena, " (Debian's package hyphen-%s brings one, in /usr/share/hyphen)", package) : "";
    return ts_arena_print(arena, "hyph_%s.dic, or one like it, is in no folder of the fonts%s", file, from ? from : "");
}

static patterns *load(ts_stock *stock, const char *language)
{
    search s = {.stock = stock, .language = underscored(stock->arena, language), .base = strcspn(language, "-")};
    patterns *made = TS_NEW(stock->arena, patterns);
    if (!made || !s.language || !add_folders(&s, ts_map_find(&stock->sheet->per_language, language)))
        return NULL;
    const char *path = find_file(&s);
    if (path)
        made->hyphens = ts_hyphens_load(stock->arena, path, &made->why);
    else
        made->why = tell_lost(stock->arena, s.language, language);
    return ts_stock_keep(stock, TS_STOCK_PATTERNS, language, made) ? made : NULL;
}

bool ts_stock_load_patterns(ts_stock *stock, const char *language)
{
    return ts_stock_find(stock, TS_STOCK_PATTERNS, language) || load(stock, language);
}

const char *ts_stock_patterns_file(ts_arena *arena, const ts_sheet *sheet, const char *language)
{
    ts_stock stock = {.arena = arena, .sheet = sheet};
    search s = {.stock = &stock, .language = underscored(arena, language), .base = strcspn(language, "-")};
    bool good = s.language && add_folders(&s, ts_map_find(&sheet->per_language, language));
    return good ? find_file(&s) : NULL;
}

const ts_hyphens *ts_kit_hyphens(ts_kit *kit, ts_span span)
{
    const char *language = kit->edition->language;
    const patterns *found = ts_stock_find(kit->stock, TS_STOCK_PATTERNS, language);
    if (!found)
        found = load(kit->stock, language);
    if (found && !found->hyphens)
        ts_warn(kit->diags, span, "hyphens", "no word is divided in %s: %s", language,
                found->why ? found->why : "memory is out");
    return found ? found->hyphens : NULL;
}
