/* Paper, inks, type, art, formats, ladders, profiles: what sheets share. */
#include "base/utf8.h"
#include "spec/read.h"
#include "spec/value.h"

#include <string.h>

/* ---- paper */

static const char *const trim_words[] = {"letter", "legal", "tabloid", "a4", "a3", "a5", NULL};
static const char *const orientation_words[] = {"portrait", "landscape", NULL};

#define T struct ts_trim
static const ts_member trim_members[] = {
    M("width", SIZE, width, "Width.", .flags = TS_REQUIRED),
    M("height", SIZE, height, "Height.", .flags = TS_REQUIRED),
};
#undef T

static const ts_shape trim_shape = {.what = "a trim",
                                    .size = sizeof(struct ts_trim),
                                    .members = trim_members,
                                    .count = TS_COUNT(trim_members),
                                    .span = TS_NO_FIELD,
                                    .label = TS_NO_FIELD};

static bool read_trim(ts_reader *reader, const ts_json *json, void *field)
{
    struct ts_trim trim = {.name = {.value = -1}};
    if (json->kind == TS_JSON_OBJECT)
        (void)ts_read_into(reader, json, &trim_shape, &trim);
    else if (!ts_read_choice(reader, json, trim_words, &trim.name))
        return false;
    *(struct ts_trim *)field = trim;
    return true;
}

static const ts_own own_trim = {
    "\"anyOf\": [{ \"enum\": [\"letter\", \"legal\", \"tabloid\", \"a4\", \"a3\", \"a5\"] }, { \"type\": "
    "\"object\", "
    "\"properties\": { \"width\": { \"$ref\": \"#/$defs/size\" }, \"height\": { \"$ref\": \"#/$defs/size\" } "
    "}, "
    "\"required\": [\"width\", \"height\"], \"additionalProperties\": false }], \"default\": \"letter\"",
    read_trim, NULL};

#define T struct ts_margins
static const ts_member margins_members[] = {
    M("top", SIZE, top, "From the top; default 36."),
    M("bottom", SIZE, bottom, "From the foot; default 18."),
    M("inside", SIZE, inside, "At the spine: left on a right-hand page."),
    M("outside", SIZE, outside, "At the fore edge."),
    M("left", SIZE, left, "From the left; default 36."),
    M("right", SIZE, right, "From the right; default 36."),
};
#undef T

static const char *const margins_never[][2] = {
    {"inside", "left"}, {"inside", "right"}, {"outside", "left"}, {"outside", "right"}, {NULL, NULL}};

const ts_shape ts_shape_margins = {.name = "margins",
                                   .what = "the margins",
                                   .about = "Live area.",
                                   .size = sizeof(struct ts_margins),
                                   .members = margins_members,
                                   .count = TS_COUNT(margins_members),
                                   .span = TS_NO_FIELD,
                                   .label = TS_NO_FIELD,
                                   .never = margins_never};

#define T ts_paper_raw
static const ts_member paper_members[] = {
    M("trim", OWN, trim, "Cut size.", .own = &own_trim),
    M("orientation", CHOICE, orientation, "Which way it stands.", .words = orientation_words,
      .initial = "portrait"),
    M("bleed", SIZE, bleed, "Ink beyond the trim; default 9.", .initial = "9"),
    M("margins", PART, margins, "Live area.", .shape = &ts_shape_margins),
    M("columns", WHOLE, columns, "Number of columns, default 12.", .low = 1, .high = 24, .initial = "12"),
    M("gutter", SIZE, gutter, "Space between columns, default 12.", .initial = "12"),
    M("baseline", SIZE, baseline, "Step of the baseline grid, default 12.", .initial = "12"),
    M("safe", SIZE, safe, "No text nearer the trim than this; default 18.", .initial = "18"),
};
#undef T

const ts_shape ts_shape_paper = {.name = "paper",
                                 .what = "the paper",
                                 .about = "The sheet of paper and its grid.",
                                 .size = sizeof(ts_paper_raw),
                                 .members = paper_members,
                                 .count = TS_COUNT(paper_members),
                                 .span = offsetof(ts_paper_raw, span),
                                 .label = TS_NO_FIELD};

/* ---- inks */

#define T ts_swatch_spec
static const ts_member swatch_members[] = {
    M("ink", WORD, ink, "Process ink in printers' notation; inks of 0 are left out.", .pattern = TS_P_INK),
    M("spot", WORD, spot, "Name of a spot ink; `ink` is then its process equivalent."),
    M("srgb", WORD, srgb, "Screen colour; computed from `ink` through the profile if left out.",
      .pattern = TS_P_SRGB),
    M("dark", FLAG, dark, "Type on it is reversed: styles switch to their `reversed` swatch.",
      .initial = "false"),
    M("overprint", FLAG, overprint, "Ink does not knock out what is below. Default: true for K100 type."),
    M("text", FLAG, text, "May be used for type.", .initial = "true"),
    M("means", WORD, means, "What the swatch stands for."),
};
#undef T

static bool finish_swatch(ts_reader *reader, const ts_json *json, void *object)
{
    (void)reader;
    (void)json;
    ts_swatch_spec *swatch = object;
    return !swatch->ink.text || ts_value_ink(swatch->ink.text, swatch->cmyk);
}

static const char *const swatch_any[] = {"ink", "srgb", NULL};
static const ts_need swatch_needs[] = {{"spot", {"ink"}, "required", NULL}, {0}};

const ts_shape ts_shape_swatch = {.name = "swatch-def",
                                  .what = "a swatch",
                                  .about = "An ink, and how it looks on a screen.",
                                  .size = sizeof(ts_swatch_spec),
                                  .members = swatch_members,
                                  .count = TS_COUNT(swatch_members),
                                  .span = offsetof(ts_swatch_spec, span),
                                  .label = offsetof(ts_swatch_spec, name),
                                  .any = swatch_any,
                                  .needs = swatch_needs,
                                  .finish = finish_swatch,
                                  .examples = "[{ \"ink\": \"C92 M44 Y30 K8\", \"srgb\": \"#006C8B\" }]"};

/* ---- type */

#define T ts_font_spec
static const ts_member font_members[] = {
    M("file", WORD, file, "Font file, found in `folders.fonts` or the system.", .flags = TS_REQUIRED),
    M("licence", WORD, licence, "Licence, as SPDX."),
    M("fallback", WORD, fallback, "Face for missing characters.", .pattern = TS_P_FONT_NAME),
};
#undef T

const ts_shape ts_shape_font = {.name = "font",
                                .what = "a face",
                                .about = "One face.",
                                .size = sizeof(ts_font_spec),
                                .members = font_members,
                                .count = TS_COUNT(font_members),
                                .span = offsetof(ts_font_spec, span),
                                .label = offsetof(ts_font_spec, name)};

const char *const ts_tag_words[] = {"H1",   "H2",     "H3",    "P",    "Note",    "Quote",    "List",
                                    "Item", "Figure", "Table", "Link", "Section", "artifact", NULL};

static const char *const align_words[] = {"left", "center", "right", "justify", NULL};
static const char *const tab_words[] = {"left", "center", "right", "decimal", NULL};

#define T struct ts_last_line
static const ts_member last_line_members[] = {
    M("words", WHOLE, words, "Words.", .low = 1, .high = 20),
    M("measure", REAL, measure, "Share of the measure.", .low = 0, .high = 1),
};
#undef T

const ts_shape ts_shape_last_line = {.name = "last-line",
                                     .what = "a last line",
                                     .about = "The last line holds at least…",
                                     .size = sizeof(struct ts_last_line),
                                     .members = last_line_members,
                                     .count = TS_COUNT(last_line_members),
                                     .span = TS_NO_FIELD,
                                     .label = TS_NO_FIELD};

#define T struct ts_keep
static const ts_member keep_members[] = {
    M("first", WHOLE, first, "Lines of a paragraph that stay together at the end of an area.", .low = 1, .high = 20,
      .initial = "2"),
    M("last", WHOLE, last, "Lines that stay together at the top of the next one.", .low = 1, .high = 20,
      .initial = "2"),
};
#undef T

const ts_shape ts_shape_keep = {.name = "keep",
                                .what = "a keep",
                                .about = "Lines that stay together where a text goes on elsewhere.",
                                .size = sizeof(struct ts_keep),
                                .members = keep_members,
                                .count = TS_COUNT(keep_members),
                                .span = TS_NO_FIELD,
                                .label = TS_NO_FIELD,
                                .least = 1};

enum { LEADER = 3, MARKER = 16 }; /* characters at most */

static bool read_short(ts_reader *reader, const ts_json *json, size_t most, ts_word *out)
{
    ts_word word;
    if (!ts_read_text(reader, json, TS_P_ANY, &word))
        return false;
    size_t length = strlen(word.text), at = 0, count = 0;
    while (at < length && count <= most) {
        (void)ts_utf8_next(word.text, length, &at);
        count++;
    }
    if (count > most) {
        ts_error(reader->diags, json->span, "bounds", "\"%s\" takes 1 to %zu characters", json->key, most);
        return false;
    }
    *out = word;
    return true;
}

static bool read_leader(ts_reader *reader, const ts_json *json, void *field)
{
    return read_short(reader, json, LEADER, field);
}

static bool read_marker(ts_reader *reader, const ts_json *json, void *field)
{
    return read_short(reader, json, MARKER, field);
}

static const ts_own own_leader = {"\"type\": \"string\", \"minLength\": 1, \"maxLength\": 3", read_leader, NULL};
static const ts_own own_marker = {
    "\"type\": \"string\", \"minLength\": 1, \"maxLength\": 16, \"default\": \"\u2022\"", read_marker, NULL};

#define T ts_tab_spec
static const ts_member tab_members[] = {
    M("at", SIZE, at, "From the left of the measure.", .flags = TS_REQUIRED),
    M("align", CHOICE, align, "What stands there.", .words = tab_words, .initial = "left"),
    M("leader", OWN, leader, "One to three characters that fill the gap.", .own = &own_leader),
};
#undef T

const ts_shape ts_shape_tab = {.name = "tab",
                               .what = "a tab",
                               .about = "Where a tab character goes.",
                               .size = sizeof(ts_tab_spec),
                               .members = tab_members,
                               .count = TS_COUNT(tab_members),
                               .span = offsetof(ts_tab_spec, span),
                               .label = TS_NO_FIELD,
                               .examples = "[{ \"at\": 240, \"align\": \"right\", \"leader\": \".\" }]"};

#define T struct ts_drop_cap_spec
static const ts_member drop_cap_members[] = {
    M("lines", WHOLE, lines, "How many lines high.", .low = 2, .high = 8, .initial = "3"),
    M("style", WORD, style, "Character style of the initial.", .pattern = TS_P_NAME),
    M("gap", SIZE, gap, "Space to the text, default 4.", .initial = "4"),
};
#undef T

const ts_shape ts_shape_drop_cap = {.name = "drop-cap",
                                    .what = "a drop cap",
                                    .about = "A paragraph begins with a large initial.",
                                    .size = sizeof(struct ts_drop_cap_spec),
                                    .members = drop_cap_members,
                                    .count = TS_COUNT(drop_cap_members),
                                    .span = TS_NO_FIELD,
                                    .label = TS_NO_FIELD};

#define T ts_list_spec
static const ts_member list_members[] = {
    M("marker", OWN, marker, "Before each item; {n} counts, {a} counts in letters.", .own = &own_marker),
    M("indent", SIZE, indent, "From the item's left edge to its text, default 12.", .initial = "12"),
    M("style", WORD, style, "Character style of the marker.", .pattern = TS_P_NAME),
    M("start", WHOLE, start, "The first item's number.", .low = 0, .high = 9999, .initial = "1"),
};
#undef T

const ts_shape ts_shape_list = {.name = "list",
                                .what = "a list",
                                .about = "Every paragraph is an item.",
                                .size = sizeof(ts_list_spec),
                                .members = list_members,
                                .count = TS_COUNT(list_members),
                                .span = offsetof(ts_list_spec, span),
                                .label = TS_NO_FIELD,
                                .examples = "[{ \"marker\": \"{n}.\", \"indent\": 14 }]"};

#define T ts_text_style
static const ts_member text_style_members[] = {
    M("based-on", WORD, based_on, "Style that this one starts from.", .pattern = TS_P_NAME),
    M("font", WORD, font, "Face.", .pattern = TS_P_FONT_NAME),
    M("set", SET, set, "Type size on leading, points."),
    M("tracking", REAL, tracking, "Thousandths of an em.", .low = -100, .high = 300),
    M("color", WORD, color, "Swatch on light grounds.", .pattern = TS_P_SWATCH),
    M("reversed", WORD, reversed, "Swatch on dark grounds.", .pattern = TS_P_SWATCH),
    M("align", CHOICE, align, "Alignment.", .words = align_words, .initial = "left"),
    M("capitals", FLAG, capitals, "Set in capitals.", .initial = "false"),
    M("features", WORDS, features, "OpenType features; \"-liga\" turns one off.", .pattern = TS_P_FEATURE,
      .flags = TS_UNIQUE),
    M("balance", FLAG, balance, "Lines as equal as possible (heads, quotes).", .initial = "false"),
    M("hyphenate", FLAG, hyphenate, "Divide words. Default: where `per-language` says how, but not in heads."),
    M("space-before", SIZE, space_before, "Space above a paragraph.", .initial = "0"),
    M("space-after", SIZE, space_after, "Space below a paragraph.", .initial = "0"),
    M("indent", LENGTH, indent, "Hanging indent of the first word or number.", .initial = "0"),
    M("first-indent", SIZE, first_indent, "The first line of a paragraph starts this far in.", .initial = "0"),
    M("optical-margin", FLAG, optical_margin, "Quote marks, hyphens, stops and commas hang into the margin.",
      .initial = "false"),
    M("grid", FLAG, grid, "Baselines stand on steps of `paper.baseline`.", .initial = "false"),
    M("keep", SHAPE, keep, "Lines that stay together where the text goes on elsewhere.", .shape = &ts_shape_keep),
    M("tabs", LIST, tabs, "Stops of the tab character, from the left.", .shape = &ts_shape_tab, .high = 32),
    M("drop-cap", SHAPE, drop_cap, "A large initial.", .shape = &ts_shape_drop_cap),
    M("list", SHAPE, list, "Every paragraph is an item.", .shape = &ts_shape_list),
    M("last-line", SHAPE, last_line, "The last line holds at least…", .shape = &ts_shape_last_line),
    M("tag", CHOICE, tag, "What the text is for a reader that cannot see it; default P.",
      .words = ts_tag_words, .initial = "P"),
    M("ladder", WORD, ladder, "Copy-fitting ladder that frames with this style use.", .pattern = TS_P_NAME),
    M("strong", WORD, strong, "Character style of **strong**.", .pattern = TS_P_NAME),
    M("emphasis", WORD, emphasis, "Character style of *emphasis*.", .pattern = TS_P_NAME),
    M("mark", WORD, mark, "Character style of source marks.", .pattern = TS_P_NAME),
    M("magnitude", WORD, magnitude, "Character style of a value's magnitude words (\" billones\").",
      .pattern = TS_P_NAME),
};
#undef T

static bool finish_text_style(ts_reader *reader, const ts_json *json, void *object)
{
    (void)reader;
    ts_text_style *style = object;
    style->features_given = ts_json_member(json, "features") != NULL;
    return true;
}

const ts_shape ts_shape_text_style = {.name = "text-style",
                                      .what = "a text style",
                                      .about =
                                          "How type is set. A frame names a style; it does not override it.",
                                      .size = sizeof(ts_text_style),
                                      .members = text_style_members,
                                      .count = TS_COUNT(text_style_members),
                                      .span = offsetof(ts_text_style, span),
                                      .label = offsetof(ts_text_style, name),
                                      .finish = finish_text_style,
                                      .examples = "[{ \"based-on\": \"body\", \"set\": \"8/11\" }]"};

#define T ts_character_style
static const ts_member character_style_members[] = {
    M("based-on", WORD, based_on, "Style that this one starts from.", .pattern = TS_P_NAME),
    M("font", WORD, font, "Face.", .pattern = TS_P_FONT_NAME),
    M("set", SET, set, "Type size on leading, points."),
    M("tracking", REAL, tracking, "Thousandths of an em.", .low = -100, .high = 300),
    M("color", WORD, color, "Swatch on light grounds.", .pattern = TS_P_SWATCH),
    M("reversed", WORD, reversed, "Swatch on dark grounds.", .pattern = TS_P_SWATCH),
    M("features", WORDS, features, "OpenType features; \"-liga\" turns one off.", .pattern = TS_P_FEATURE,
      .flags = TS_UNIQUE),
    M("capitals", FLAG, capitals, "Set in capitals.", .initial = "false"),
};
#undef T

const ts_shape ts_shape_character_style = {.name = "character-style",
                                           .what = "a character style",
                                           .about = "What changes inside a line.",
                                           .size = sizeof(ts_character_style),
                                           .members = character_style_members,
                                           .count = TS_COUNT(character_style_members),
                                           .span = offsetof(ts_character_style, span),
                                           .label = offsetof(ts_character_style, name)};

#define T struct ts_hyphenate
static const ts_member hyphenate_members[] = {
    M("before", WHOLE, before, "Letters before.", .low = 1, .high = 20),
    M("after", WHOLE, after, "Letters after.", .low = 1, .high = 20),
    M("in-a-row", WHOLE, in_a_row, "Lines in a row.", .low = 1, .high = 20),
};
#undef T

const ts_shape ts_shape_hyphenate = {.name = "hyphenate",
                                     .what = "word breaks",
                                     .about = "Word breaks.",
                                     .size = sizeof(struct ts_hyphenate),
                                     .members = hyphenate_members,
                                     .count = TS_COUNT(hyphenate_members),
                                     .span = TS_NO_FIELD,
                                     .label = TS_NO_FIELD};

#define T ts_per_language
static const ts_member per_language_members[] = {
    M("hyphenate", SHAPE, hyphenate, "Word breaks.", .shape = &ts_shape_hyphenate),
    M("text-styles", MAP, text_styles, "Members that differ.", .shape = &ts_shape_text_style,
      .key = TS_P_NAME),
};
#undef T

const ts_shape ts_shape_per_language = {.name = "per-language",
                                        .what = "a language",
                                        .about = "What changes in one language.",
                                        .size = sizeof(ts_per_language),
                                        .members = per_language_members,
                                        .count = TS_COUNT(per_language_members),
                                        .span = offsetof(ts_per_language, span),
                                        .label = offsetof(ts_per_language, language)};

/* ---- rules and boxes */

#define T ts_rule
static const ts_member rule_members[] = {
    M("swatch", WORD, swatch, "Ink.", .pattern = TS_P_SWATCH, .flags = TS_REQUIRED),
    M("reversed", WORD, reversed, "Ink on dark grounds.", .pattern = TS_P_SWATCH),
    M("weight", SIZE, weight, "Thickness, default 0.5.", .initial = "0.5"),
    M("gap", SIZE, gap, "Space between the rule and the content, default 4.", .initial = "4"),
};
#undef T

const ts_shape ts_shape_rule = {.name = "rule",
                                .what = "a rule",
                                .about = "A printed line.",
                                .size = sizeof(ts_rule),
                                .members = rule_members,
                                .count = TS_COUNT(rule_members),
                                .span = offsetof(ts_rule, span),
                                .label = TS_NO_FIELD};

#define T ts_rules
static const ts_member rules_members[] = {
    M("above", SHAPE, above, "Above.", .shape = &ts_shape_rule),
    M("below", SHAPE, below, "Below.", .shape = &ts_shape_rule),
    M("left", SHAPE, left, "At the left.", .shape = &ts_shape_rule),
    M("right", SHAPE, right, "At the right.", .shape = &ts_shape_rule),
};
#undef T

const ts_shape ts_shape_rules = {.name = "rules",
                                 .what = "the rules",
                                 .about = "Rules at the edges of the frame.",
                                 .size = sizeof(ts_rules),
                                 .members = rules_members,
                                 .count = TS_COUNT(rules_members),
                                 .span = TS_NO_FIELD,
                                 .label = TS_NO_FIELD,
                                 .least = 1};

#define T ts_box_style
static const ts_member box_style_members[] = {
    M("based-on", WORD, based_on, "Style that this one starts from.", .pattern = TS_P_NAME),
    M("ground", WORD, ground, "Fill.", .pattern = TS_P_SWATCH),
    M("padding", PADDING, padding, "Space inside the frame: one length, or by side."),
    M("rules", PART, rules, "Rules at the edges.", .shape = &ts_shape_rules),
    M("outline", SHAPE, outline, "Line all around.", .shape = &ts_shape_rule),
};
#undef T

const ts_shape ts_shape_box_style = {.name = "box-style",
                                     .what = "a box style",
                                     .about = "Ground, padding and rules of a frame.",
                                     .size = sizeof(ts_box_style),
                                     .members = box_style_members,
                                     .count = TS_COUNT(box_style_members),
                                     .span = offsetof(ts_box_style, span),
                                     .label = offsetof(ts_box_style, name)};
