/* The steps that make an edition, in order. */
#include "bind/bind.h"

#include <string.h>

static ts_language_words words_of(ts_arena *arena, const ts_number_words *from)
{
    ts_language_words to = {.decimal = from->decimal,
                            .group = from->group,
                            .percent = from->percent,
                            .percent_words = from->percent_words,
                            .or_more = from->or_more,
                            .about = from->about,
                            .nearly = from->nearly,
                            .more_than = from->more_than,
                            .less_than = from->less_than,
                            .money_count = from->money_count,
                            .unit_count = from->unit_count};
    ts_money_pattern *money = TS_ARRAY(arena, ts_money_pattern, from->money_count);
    for (size_t i = 0; money && i < from->money_count; i++)
        money[i] = (ts_money_pattern){from->money[i].currency, from->money[i].brief, from->money[i].in_text,
                                      from->money[i].full};
    to.money = money;
    ts_unit_pattern *units = TS_ARRAY(arena, ts_unit_pattern, from->unit_count);
    for (size_t i = 0; units && i < from->unit_count; i++) {
        units[i].unit = from->units[i].unit;
        memcpy(units[i].in_text, from->units[i].forms, sizeof units[i].in_text);
    }
    to.units = units;
    memcpy(to.scales, from->scales, sizeof to.scales);
    return to;
}

static const ts_formatter *new_formatter(ts_arena *arena, const ts_deck *deck, const char *language)
{
    ts_language_words *words = TS_NEW(arena, ts_language_words);
    if (!words)
        return NULL;
    *words = words_of(arena, &deck->numbers);
    return words->money && words->units ? ts_formatter_new(arena, language, words) : NULL;
}

/* Of the editions before, where they share any. */
static ts_language_kept *find_language(ts_binder *b)
{
    ts_lasting *shared = b->request->lasting;
    const char *language = b->edition->language;
    ts_language_kept *kept = shared ? ts_map_find(&shared->languages, language) : NULL;
    ts_arena *arena = shared ? shared->arena : b->arena;
    if (kept)
        return kept;
    kept = TS_NEW(arena, ts_language_kept);
    if (!kept || !(kept->formatter = new_formatter(arena, b->deck, language)))
        return NULL;
    kept->readings = TS_ARRAY(arena, struct ts_reading *, b->deck->wording_count + 1);
    if (!kept->readings)
        return NULL;
    const char *name = ts_arena_text(arena, language);
    return !shared || (name && ts_map_put(arena, &shared->languages, name, kept)) ? kept : NULL;
}

static bool open_language(ts_binder *b)
{
    b->language = find_language(b);
    b->edition->formatter = b->language ? b->language->formatter : NULL;
    return b->language;
}

static bool bind_title(ts_binder *b)
{
    const char *key = b->sheet->title.text ? b->sheet->title.text : "title";
    b->edition->title = "";
    if (!ts_bind_has_copy(b, key) && !b->sheet->title.text)
        return true;
    const ts_copy *title = ts_bind_copy(b, key, b->sheet->title.span, -1);
    if (title)
        b->edition->title = ts_copy_plain(b->arena, title);
    return b->edition->title;
}

/* False: memory or a library has failed. */
static bool bind_all(ts_binder *b)
{
    ts_stages *stages = b->request->stages;
    ts_stage_enter(stages, TS_STAGE_COMPUTE);
    bool good = open_language(b) && ts_bind_formats(b) && ts_bind_numbers(b);
    ts_stage_enter(stages, TS_STAGE_BIND);
    return good && bind_title(b) && ts_bind_pages(b) && ts_bind_citations(b);
}

static bool begin(ts_binder *b, ts_arena *arena)
{
    b->arena = arena;
    b->edition = TS_NEW(arena, ts_edition);
    if (!b->edition)
        return false;
    b->edition->arena = arena;
    b->edition->sheet = b->sheet;
    b->edition->draft = b->request->draft;
    return true;
}

ts_status ts_edition_settle(ts_arena *arena, const ts_sheet *sheet, ts_database *database,
                            const ts_edition_request *request, ts_diags *diags, ts_edition **edition)
{
    size_t errors = diags->errors;
    ts_binder b = {.sheet = sheet, .database = database, .request = request, .diags = diags};
    *edition = NULL;
    if (!begin(&b, arena) || !ts_bind_params(&b) || ts_arena_failed(arena))
        return TS_MACHINE;
    if (!b.deck || !b.edition->profile)
        return TS_FAULT;
    *edition = b.edition;
    return diags->errors > errors ? TS_FAULT : TS_OK;
}

ts_status ts_edition_make(ts_arena *arena, const ts_sheet *sheet, ts_database *database,
                          const ts_edition_request *request, ts_diags *diags, ts_edition **edition)
{
    size_t errors = diags->errors;
    ts_binder b = {.sheet = sheet, .database = database, .request = request, .diags = diags};
    *edition = NULL;
    if (!begin(&b, arena))
        return TS_MACHINE;
    enum { BATCH = 3 };
    if (ts_database_begin_edition(database) == BATCH && ts_edition_indexes(sheet, database) != TS_OK)
        return TS_MACHINE;
    if (!ts_bind_params(&b) || ts_arena_failed(arena))
        return TS_MACHINE;
    if (!b.deck || !b.edition->profile || diags->errors > errors)
        return TS_FAULT;
    if (!bind_all(&b))
        return TS_MACHINE;
    if (b.machine || ts_arena_failed(arena))
        return TS_MACHINE;
    ts_bind_tell_reasons(&b);
    if (diags->errors == errors)
        ts_doubt_noughts(&b);
    else
        b.edition->noughts = (ts_noughts){0};
    if (b.machine || ts_arena_failed(arena))
        return TS_MACHINE;
    ts_diags_join(diags);
    b.edition->series_roots = b.origins;
    *edition = b.edition;
    return diags->errors > errors ? TS_FAULT : TS_OK;
}
