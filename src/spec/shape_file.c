/* Whole files: sheets, brand files, copy decks. */
#include "spec/deck.h"
#include "spec/read.h"

#include <string.h>

/* ---- decks */

static const char *const status_words[] = {"draft", "reviewed", "final", NULL};

#define T struct ts_money_words
static const ts_member money_members[] = {
    M("short", CHARS, brief, "In callouts, with {n}.", .pattern = TS_P_WITH_N),
    M("long", CHARS, in_text, "In text, with {n}.", .pattern = TS_P_WITH_N),
    M("full", CHARS, full, "In full, with {n}.", .pattern = TS_P_WITH_N),
};
#undef T

const ts_shape ts_shape_money = {.name = "money",
                                 .what = "a currency",
                                 .about = "A currency, with {n}.",
                                 .size = sizeof(struct ts_money_words),
                                 .members = money_members,
                                 .count = TS_COUNT(money_members),
                                 .span = TS_NO_FIELD,
                                 .label = offsetof(struct ts_money_words, currency)};

static bool read_money(ts_reader *reader, const ts_json *json, void *object)
{
    ts_number_words *numbers = object;
    if (!ts_read_is_map(reader, json, TS_P_CURRENCY, 0))
        return false;
    numbers->money = TS_ARRAY(reader->arena, struct ts_money_words, json->count);
    for (const ts_json *item = json->child; item && numbers->money; item = item->next) {
        struct ts_money_words *money = &numbers->money[numbers->money_count];
        if (ts_read_into(reader, item, &ts_shape_money, money)) {
            money->currency = item->key;
            numbers->money_count++;
        }
    }
    return numbers->money != NULL;
}

static const ts_own own_money = {"\"type\": \"object\", \"propertyNames\": { \"$ref\": \"#/$defs/currency\" "
                                 "}, \"additionalProperties\": { "
                                 "\"$ref\": \"#/$defs/money\" }",
                                 read_money, NULL};

static const ts_own own_scales = {"\"type\": \"object\", \"properties\": { \"short\": { \"$ref\": "
                                  "\"#/$defs/magnitudes\" }, \"long\": { \"$ref\": "
                                  "\"#/$defs/magnitudes\" } }, \"additionalProperties\": false",
                                  ts_deck_read_scales, NULL};

static const ts_own own_units = {"\"type\": \"object\", \"propertyNames\": { \"$ref\": \"#/$defs/unit\" }, \"additionalProperties\": { "
                                 "\"anyOf\": [{ \"$ref\": \"#/$defs/with-n\" }, { \"type\": \"object\", \"propertyNames\": { \"enum\": "
                                 "[\"one\", \"few\", \"many\", \"other\"] }, \"additionalProperties\": { \"$ref\": \"#/$defs/with-n\" }, "
                                 "\"required\": [\"other\"] }] }",
                                 ts_deck_read_units, NULL};

#define T ts_number_words
static const ts_member numbers_members[] = {
    M("decimal", CHARS, decimal, "Decimal mark."),
    M("group", CHARS, group, "Thousands mark."),
    M("percent", CHARS, percent, "With {n}.", .pattern = TS_P_WITH_N),
    M("percent-words", CHARS, percent_words, "With {n}.", .pattern = TS_P_WITH_N),
    M("or-more", CHARS, or_more, "With {n}; default {n}+.", .pattern = TS_P_WITH_N),
    M("about", CHARS, about, "With {n}; default ~{n}.", .pattern = TS_P_WITH_N),
    M("nearly", CHARS, nearly, "With {n}; default ~{n}.", .pattern = TS_P_WITH_N),
    M("more-than", CHARS, more_than, "With {n}; default >{n} where the language has no words here.", .pattern = TS_P_WITH_N),
    M("less-than", CHARS, less_than, "With {n}; default <{n} where the language has no words here.", .pattern = TS_P_WITH_N),
    {.name = "money", .kind = TS_K_OWN, .offset = 0, .own = &own_money, .about = "By currency."},
    {.name = "units", .kind = TS_K_OWN, .offset = 0, .own = &own_units,
     .about = "Words of units in running text, with {n}, or by plural: of \"MWh\" \"{n} megawatt-hours\". Else their sign stands there, too."},
    M("scales", OWN, scales, "Magnitudes: 10^n to pattern with {n}, or by plural.", .own = &own_scales),
};
#undef T

const ts_shape ts_shape_numbers = {.name = "numbers",
                                   .what = "the numbers",
                                   .about = "How this language prints values, where ICU is not to decide.",
                                   .size = sizeof(ts_number_words),
                                   .members = numbers_members,
                                   .count = TS_COUNT(numbers_members),
                                   .span = TS_NO_FIELD,
                                   .label = TS_NO_FIELD};

static bool keep_json(ts_reader *reader, const ts_json *json, void *field)
{
    if (json->kind != TS_JSON_OBJECT)
        return ts_read_refuse(reader, json, "texts by name");
    *(const ts_json **)field = json;
    return true;
}

static const ts_own own_copy = {"\"$ref\": \"#/$defs/copy-tree\"", keep_json, NULL};

static bool read_language(ts_reader *reader, const ts_json *json, void *object)
{
    ts_deck_file *file = object;
    ts_word word;
    if (!ts_read_text(reader, json, TS_P_LANGUAGE, &word))
        return false;
    file->deck.language = word.text;
    file->language_span = word.span;
    return true;
}

static const ts_own own_language = {"\"$ref\": \"#/$defs/language\"", read_language, NULL};

#define EDITOR                                                                                               \
    {                                                                                                        \
        .name = "$schema", .kind = TS_K_WORD, .flags = TS_UNREAD,                                            \
        .about = "Where the editor finds this schema."                                                       \
    }
#define VERSION(name_)                                                                                       \
    {                                                                                                        \
        .name = name_, .kind = TS_K_VERSION, .flags = TS_UNREAD | TS_REQUIRED,                               \
        .about = "Version of the format."                                                                    \
    }

#define T ts_deck_file
static const ts_member deck_members[] = {
    EDITOR,
    VERSION("tearsheet-copy"),
    {.name = "language",
     .kind = TS_K_OWN,
     .offset = 0,
     .own = &own_language,
     .flags = TS_REQUIRED,
     .about = "Language of the words."},
    {.name = "translator", .kind = TS_K_WORD, .flags = TS_UNREAD, .about = "Who answers for the words."},
    M("status", CHOICE, deck.status, "State of the words.", .words = status_words),
    M("numbers", PART, deck.numbers, "How values print.", .shape = &ts_shape_numbers),
    M("together", WORDS, deck.together, "Names that no line end divides.", .pattern = TS_P_PHRASE,
      .high = TS_LIMIT_TOGETHER, .flags = TS_UNIQUE),
    M("as-typed", WORDS, deck.as_typed, "Phrases whose digits are words: telephone numbers, postal codes, addresses.",
      .pattern = TS_P_PHRASE, .high = TS_LIMIT_TOGETHER, .flags = TS_UNIQUE),
    M("copy", OWN, copy, "Text by name; groups nest. A list holds wordings with `when`.", .own = &own_copy,
      .flags = TS_REQUIRED),
};
#undef T

const ts_shape ts_shape_deck = {.name = "deck",
                                .what = "a copy deck",
                                .about = "A copy deck: all words of one language.",
                                .size = sizeof(ts_deck_file),
                                .members = deck_members,
                                .count = TS_COUNT(deck_members),
                                .span = offsetof(ts_deck_file, deck.span),
                                .label = TS_NO_FIELD};

/* ---- brand files and sheets */

#define T ts_sheet_file
#define BRAND_MEMBERS                                                                                        \
    M("use", WORDS, use, "Brand files, later ones win by name.", .pattern = TS_P_BRAND_FILE, .least = 1,     \
      .flags = TS_UNIQUE),                                                                                   \
        M("folders", PART, folders, "Where files are, from this file.", .shape = &ts_shape_folders),         \
        M("paper", PART, paper, "The sheet of paper and its grid.", .shape = &ts_shape_paper),               \
        M("swatches", MAP, sheet.swatches, "Inks.", .shape = &ts_shape_swatch, .key = TS_P_SWATCH_NAME),     \
        M("fonts", MAP, sheet.fonts, "Faces.", .shape = &ts_shape_font, .key = TS_P_FONT_NAME),              \
        M("text-styles", MAP, sheet.text_styles, "Paragraph styles.", .shape = &ts_shape_text_style,         \
          .key = TS_P_NAME),                                                                                 \
        M("character-styles", MAP, sheet.character_styles, "Character styles.",                              \
          .shape = &ts_shape_character_style, .key = TS_P_NAME),                                             \
        M("box-styles", MAP, sheet.box_styles, "Object styles.", .shape = &ts_shape_box_style,               \
          .key = TS_P_NAME),                                                                                 \
        M("art", MAP, sheet.art, "Pictures, icons, logos.", .shape = &ts_shape_art, .key = TS_P_NAME),       \
        M("formats", MAP, sheet.formats, "Ways to print a value.", .shape = &ts_shape_format,                \
          .key = TS_P_NAME),                                                                                 \
        M("ladders", MAP, sheet.ladders, "Copy-fitting ladders.", .shape = &ts_shape_ladder,                 \
          .key = TS_P_NAME),                                                                                 \
        M("per-language", MAP, sheet.per_language, "Changes by language.", .shape = &ts_shape_per_language,  \
          .key = TS_P_LANGUAGE),                                                                             \
        M("components", MAP, sheet.components, "Building blocks.", .shape = &ts_shape_component,             \
          .key = TS_P_NAME),                                                                                 \
        M("masters", MAP, sheet.masters, "Master pages.", .shape = &ts_shape_master, .key = TS_P_NAME),      \
        M("profiles", MAP, sheet.profiles, "Kinds of output; print, screen and archive exist anyhow.",                \
          .shape = &ts_shape_profile, .key = TS_P_NAME, .flags = TS_MERGE),                                  \
        M("preflight", PART, sheet.preflight, "Limits.", .shape = &ts_shape_preflight)

static const ts_member brand_members[] = {EDITOR, VERSION("tearsheet-brand"), BRAND_MEMBERS};

const ts_shape ts_shape_brand = {.name = "brand",
                                 .what = "a brand file",
                                 .about = "A brand file: what sheets share.",
                                 .size = sizeof(ts_sheet_file),
                                 .members = brand_members,
                                 .count = TS_COUNT(brand_members),
                                 .span = TS_NO_FIELD,
                                 .label = TS_NO_FIELD};

static bool read_copy(ts_reader *reader, const ts_json *json, void *field)
{
    ts_word path;
    if (json->kind == TS_JSON_STRING && !ts_read_text(reader, json, TS_P_DECK_FILE, &path))
        return false;
    if (json->kind != TS_JSON_STRING && json->kind != TS_JSON_OBJECT)
        return ts_read_refuse(reader, json, "a path with {language}, or a deck");
    *(const ts_json **)field = json;
    return true;
}

static const ts_own own_decks = {
    "\"anyOf\": [{ \"$ref\": \"#/$defs/deck-file\" }, { \"$ref\": \"#/$defs/copy-tree\" }]", read_copy, NULL};

static const ts_member sheet_members[] = {
    EDITOR,
    VERSION("tearsheet"),
    M("title", WORD, sheet.title, "Title of the document; default \"title\".", .pattern = TS_P_COPY_KEY),
    M("date", WORD, sheet.date, "Date in the file's metadata.", .pattern = TS_P_DATE),
    M("stale", WHOLE, sheet.stale,
      "Warns of series, facts and sources that are older than so many months at the date.", .low = 1,
      .high = 1200),
    M("languages", WORDS, sheet.languages, "The first is the default.", .pattern = TS_P_LANGUAGE, .least = 1,
      .high = TS_LIMIT_LANGUAGES, .flags = TS_UNIQUE),
    M("copy", OWN, copy,
      "Where the decks are, with {language}; or a deck in place, in the first language: whole, or its texts alone.",
      .own = &own_decks),
    M("params", MAP, sheet.params, "What one edition may change.", .shape = &ts_shape_param,
      .key = TS_P_SQL_NAME),
    M("editions", MAP, sheet.editions, "Named editions.", .shape = &ts_shape_edition, .key = TS_P_NAME),
    M("tables", MAP, sheet.tables, "CSV files.", .shape = &ts_shape_table, .key = TS_P_SQL_NAME),
    M("shapes", MAP, sheet.shapes, "Boundaries.", .shape = &ts_shape_shapes, .key = TS_P_NAME),
    M("sources", MAP, sheet.sources, "What can be cited.", .shape = &ts_shape_source, .key = TS_P_NAME),
    M("caveats", MAP, sheet.caveats, "Reservations.", .shape = &ts_shape_caveat, .key = TS_P_NAME),
    M("series", MAP, sheet.series, "Rows of numbers.", .shape = &ts_shape_series, .key = TS_P_NAME),
    M("facts", MAP, sheet.facts, "Quoted numbers.", .shape = &ts_shape_fact, .key = TS_P_NAME),
    M("stats", MAP, sheet.stats, "Computed numbers.", .shape = &ts_shape_stat, .key = TS_P_NAME),
    BRAND_MEMBERS,
    M("pages", LIST, sheet.pages, "Pages.", .shape = &ts_shape_page, .least = 1, .high = TS_LIMIT_PAGES,
      .flags = TS_REQUIRED),
};
#undef T

const ts_shape ts_shape_sheet = {.name = "sheet",
                                 .what = "a sheet",
                                 .about = "A sheet.",
                                 .size = sizeof(ts_sheet_file),
                                 .members = sheet_members,
                                 .count = TS_COUNT(sheet_members),
                                 .span = TS_NO_FIELD,
                                 .label = TS_NO_FIELD};
