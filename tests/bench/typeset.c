/* How long the texts of a brochure take to set: shaped, broken into lines, placed; fonts warm. */
#include "bench.h"

#include "text/paragraph.h"

#include <stdio.h>
#include <string.h>

enum { TEXTS = 512, MEMORY = 8 << 20 };

static const char TEXTS_FILE[] = "tests/bench/texts.txt";

typedef struct style {
    const char *name, *face;
    double size, leading, tracking, measure;
    bool balance, hyphens, line, capitals;
} style;

static const style STYLES[] = {
    {"title", "NotoSerifDisplay-SemiBold.ttf", 35, 40, -8, 420, .balance = true},
    {"deck", "Inter-Medium.otf", 11, 15, 0, 380, .balance = true},
    {"intro", "Inter-Regular.otf", 9.25, 13, 0, 260, .hyphens = true},
    {"head", "NotoSerifDisplay-SemiBold.ttf", 17, 20, -4, 240, .balance = true},
    {"body", "Inter-Regular.otf", 8.75, 12, 0, 255, .hyphens = true},
    {"item", "Inter-Regular.otf", 8.75, 12, 0, 230, .hyphens = true},
    {"quote", "NotoSerif-SemiCondensedMediumItalic.ttf", 13, 17, 0, 220, .balance = true},
    {"by", "Inter-Medium.otf", 7.5, 10, 0, 220},
    {"stat", "NotoSerifDisplay-SemiBold.ttf", 24, 26, -10, 120},
    {"label", "Inter-Medium.otf", 7.5, 9.5, 0, 96},
    {"chart", "Inter-SemiBold.otf", 8, 10, 0, 240},
    {"tick", "Inter-Regular.otf", 7, 9, 0, 40, .line = true},
    {"note", "Inter-Regular.otf", 6.5, 8.5, 0, 300},
    {"map", "Inter-SemiBold.otf", 7, 9, 40, 80, .line = true, .capitals = true},
    {"foot", "Inter-Regular.otf", 6.5, 8.5, 0, 300, .line = true},
};
enum { STYLE_COUNT = sizeof STYLES / sizeof *STYLES };

static const char *const TOGETHER[] = {"Old bridge", "New quay", "Northern port", "Southern port", "puente viejo",
                                       "muelle nuevo", "Punta del faro", "Lighthouse point"};

typedef struct job {
    const style *style;
    ts_text_piece piece;
    ts_text_paragraph paragraph;
    const char *text;
} job;

typedef struct bench {
    ts_arena *arena;
    ts_type types[2][STYLE_COUNT]; /* by language */
    ts_hyphens *hyphens[2];
    job jobs[TEXTS];
    size_t count, letters;
} bench;

static const char *const LANGUAGES[] = {"en", "es"};

static bool load_face(bench *b, size_t index)
{
    const style *s = &STYLES[index];
    const char *why;
    ts_font *font = NULL;
    for (size_t i = 0; i < index && !font; i++)
        font = strcmp(STYLES[i].face, s->face) == 0 ? (ts_font *)b->types[0][i].font : NULL;
    if (!font)
        font = ts_font_load(b->arena, s->face, ts_arena_print(b->arena, "fonts/%s", s->face), &why);
    for (size_t l = 0; l < 2; l++)
        b->types[l][index] = (ts_type){.font = font, .size = s->size, .leading = s->leading, .tracking = s->tracking,
                                       .capitals = s->capitals, .language = LANGUAGES[l]};
    if (!font)
        fprintf(stderr, "bench: %s: %s\n", s->face, why);
    return font != NULL;
}

static bool load_patterns(bench *b)
{
    static const char *const PATHS[] = {"fonts/hyph_en_US.dic", "fonts/hyph_es.dic"};
    const char *why = NULL;
    for (size_t i = 0; i < 2; i++)
        if (!(b->hyphens[i] = ts_hyphens_load(b->arena, PATHS[i], &why)))
            fprintf(stderr, "bench: %s\n", why);
    return b->hyphens[0] && b->hyphens[1];
}

static ts_setting_rules rules_of(const bench *b, const style *s, size_t language)
{
    ts_setting_rules rules = {.measure = s->measure, .balance = s->balance, .last_words = 2, .last_measure = 0.2,
                              .together = TOGETHER, .together_count = sizeof TOGETHER / sizeof *TOGETHER};
    if (s->hyphens)
        rules.hyphenation = (ts_hyphenation){.patterns = b->hyphens[language]};
    return rules;
}

static bool add_job(bench *b, const char *language, const char *name, const char *text)
{
    size_t l = strcmp(language, LANGUAGES[1]) == 0, s = 0;
    while (s < STYLE_COUNT && strcmp(STYLES[s].name, name) != 0)
        s++;
    if (s == STYLE_COUNT || b->count == TEXTS)
        return false;
    job *j = &b->jobs[b->count++];
    j->style = &STYLES[s];
    j->text = ts_arena_text(b->arena, text);
    j->piece = (ts_text_piece){.text = j->text, .length = strlen(text), .type = &b->types[l][s]};
    j->paragraph = (ts_text_paragraph){.pieces = &j->piece, .count = 1, .type = j->piece.type,
                                       .rules = rules_of(b, j->style, l)};
    b->letters += strlen(text);
    return true;
}

static bool read_texts(bench *b, const char *path)
{
    char line[4096], language[8], name[16];
    FILE *file = fopen(path, "r");
    bool good = file != NULL;
    int at = 0;
    while (good && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#' && line[0])
            good = sscanf(line, "%7s %15s %n", language, name, &at) == 2 && add_job(b, language, name, line + at);
    }
    if (file)
        fclose(file);
    return good;
}

static size_t set_all(const bench *b, ts_typesetter *setter, ts_arena *arena)
{
    size_t lines = 0;
    for (size_t i = 0; i < b->count; i++) {
        const job *j = &b->jobs[i];
        const ts_block *block = j->style->line ? ts_text_line(setter, arena, j->text, j->piece.type, 0)
                                               : ts_text_set(setter, arena, &j->paragraph, 1);
        lines += block ? block->count : 0;
    }
    return lines;
}

static bool run(const bench *b, const char *what, bool forgets, size_t memory, int rounds)
{
    ts_typesetter *setter = ts_typesetter_new(memory);
    bench_times times = bench_times_new(rounds);
    size_t lines = 0;
    bool good = setter && times.items;
    for (int i = -1; good && i < rounds; i++) {
        ts_arena *arena = ts_arena_new(0);
        if (forgets)
            ts_typesetter_forget(setter);
        double begun = bench_now();
        lines = set_all(b, setter, arena);
        if (i >= 0)
            bench_add(&times, begun);
        ts_arena_drop(arena);
    }
    if (good)
        bench_tell(&times, what);
    if (good)
        printf("  %-26s %zu texts, %zu lines a round\n", "", b->count, lines);
    ts_typesetter_drop(setter);
    return good;
}

bool bench_texts(int rounds)
{
    static bench b;
    b = (bench){.arena = ts_arena_new(0)};
    bool good = b.arena && load_patterns(&b);
    for (size_t i = 0; good && i < STYLE_COUNT; i++)
        good = load_face(&b, i);
    good = good && read_texts(&b, TEXTS_FILE);
    if (good)
        printf("%s, %zu texts, %zu bytes\n", TEXTS_FILE, b.count, b.letters);
    good = good && run(&b, "nothing known", true, 0, rounds) && run(&b, "shapes known", false, 0, rounds) &&
           run(&b, "texts known", false, MEMORY, rounds);
    ts_arena_drop(b.arena);
    return good;
}
