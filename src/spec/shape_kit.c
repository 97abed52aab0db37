/* Art, formats, ladders, profiles and limits: the rest of a brand file. */
#include "spec/read.h"

#include <string.h>

/* ---- art */

static const char *const density_words[] = {"solid", "normal", "hairline", NULL};

/* Keys are kept in capitals, so that art and map agree however it was typed. */
static bool read_swatches(ts_reader *reader, const ts_json *json, void *field)
{
    if (!ts_read_is_map(reader, json, TS_P_SRGB, 0))
        return false;
    for (const ts_json *item = json->child; item; item = item->next) {
        ts_word *word = TS_NEW(reader->arena, ts_word);
        char *key = ts_arena_text(reader->arena, item->key);
        for (char *c = key; c && *c; c++)
            *c = *c >= 'a' && *c <= 'f' ? (char)(*c - 'a' + 'A') : *c;
        if (word && key && ts_read_text(reader, item, TS_P_SWATCH, word) &&
            !ts_map_put(reader->arena, field, key, word))
            return false;
    }
    return true;
}

static const ts_own own_swatches = {"\"type\": \"object\", \"propertyNames\": { \"$ref\": \"#/$defs/srgb\" "
                                    "}, \"additionalProperties\": { \"$ref\": "
                                    "\"#/$defs/swatch\" }",
                                    read_swatches, NULL};

#define T ts_art_spec
static const ts_member art_members[] = {
    M("file", WORD, file, "SVG, JPEG or PNG in `folders.art`.", .flags = TS_REQUIRED),
    M("alt", WORD, alt, "What it shows; a logo: the organisation's name. A copy key if the deck has it."),
    M("link", WORD, link, "Address.", .pattern = TS_P_WEB),
    M("density", CHOICE, density, "Optical weight of a logo.", .words = density_words, .initial = "normal"),
    M("swatches", OWN, swatches, "sRGB of the file to swatch.", .own = &own_swatches),
    M("outline-text", FLAG, outline_text, "Words of an SVG become outlines, in faces of `fonts`; else they are an error.",
      .initial = "false"),
};
#undef T

const ts_shape ts_shape_art = {.name = "art",
                               .what = "art",
                               .about = "A picture, icon or logo, named once.",
                               .size = sizeof(ts_art_spec),
                               .members = art_members,
                               .count = TS_COUNT(art_members),
                               .span = offsetof(ts_art_spec, span),
                               .label = offsetof(ts_art_spec, name)};

/* ---- formats */

static const char *const as_words[] = {"short",   "long",  "full",  "percent", "percent-words",
                                       "ordinal", "words", "plain", "skeleton", NULL};
static const char *const sign_words[] = {"negative", "always", "never", NULL};
static const char *const rounding_words[] = {"half-away", "half-even", "up", "down", NULL};
static const char *const qualifying_words[] = {"or-more", "about", "nearly", "more-than", "less-than", "auto", NULL};

#define T ts_format_spec
static const ts_member format_members[] = {
    M("as", CHOICE, as,
      "short $1.6T; long $1.6 trillion; full 1,601,091,093,713; percent 31%; percent-words 31 percent; "
      "ordinal 1st; "
      "words nine; plain 2024; skeleton: as ICU says.",
      .words = as_words, .flags = TS_REQUIRED),
    M("digits", WHOLE, digits, "Significant digits.", .low = 1, .high = 15),
    M("decimals", WHOLE, decimals, "Digits after the point.", .low = 0, .high = 6),
    M("nearest", REAL, nearest, "Round to a multiple.", .low = 0, .flags = TS_ABOVE),
    M("sign", CHOICE, sign, "Which sign shows; never prints the size alone (\"fell by 12%\").",
      .words = sign_words, .initial = "negative"),
    M("rounding", CHOICE, rounding, "Of what lies between two prints: half-away 0.5 to 1 and -0.5 to -1; half-even; up to the higher value, down to the lower.",
      .words = rounding_words, .initial = "half-away"),
    M("qualifier", CHOICE, qualifier,
      "What stands with a value that is not printed exactly; or-more and more-than round down, nearly and less-than up. auto: more than, nearly or about, by what rounding leaves; less than where it would leave nought.",
      .words = qualifying_words),
    M("skeleton", WORD, skeleton, "An ICU number skeleton, for as: skeleton; nothing else is then said."),
};
#undef T

static bool finish_format(ts_reader *reader, const ts_json *json, void *object)
{
    const ts_format_spec *format = object;
    if ((format->as.value == TS_AS_SKELETON) != (format->skeleton.text != NULL) && format->as.given)
        ts_error(reader->diags, format->skeleton.text ? format->skeleton.span : json->span, "option",
                 "\"skeleton\" and \"as\": \"skeleton\" belong together");
    return true;
}

static const char *const format_never[][2] = {
    {"digits", "decimals"}, {"digits", "nearest"}, {"decimals", "nearest"}, {"skeleton", "digits"}, {"skeleton", "decimals"},
    {"skeleton", "nearest"}, {"skeleton", "sign"}, {"skeleton", "rounding"}, {"skeleton", "qualifier"}, {NULL, NULL}};

const ts_shape ts_shape_format = {.name = "format",
                                  .what = "a format",
                                  .about = "How a value is printed. The words come from the language.",
                                  .size = sizeof(ts_format_spec),
                                  .members = format_members,
                                  .count = TS_COUNT(format_members),
                                  .span = offsetof(ts_format_spec, span),
                                  .label = offsetof(ts_format_spec, name),
                                  .never = format_never,
                                  .finish = finish_format,
                                  .examples = "[{ \"as\": \"long\", \"digits\": 2 }]"};

/* ---- ladders */

static const char *const short_word[] = {"short", NULL};
static const char *const outside_word[] = {"outside", NULL};
static const char *const hide_words[] = {"least", "frame", NULL};

#define T ts_step
static const ts_member step_members[] = {
    M("grow", SIZE, grow, "Let the frame grow by up to this; what is below moves down."),
    M("set", SET, set, "Type size on leading, points."),
    M("tracking", REAL, tracking, "Thousandths of an em.", .low = -100, .high = 300),
    M("shrink", WORD, shrink, "Size and leading together, down to this share.", .pattern = TS_P_SHRINK),
    M("lines", WHOLE, lines, "Allow this many lines.", .low = 1, .high = 1000),
    M("use", ENUM, use, "Take the short form of the copy (KEY.short).", .words = short_word),
    M("across", WHOLE, across, "Set in this many columns.", .low = 1, .high = 24),
    M("move", ENUM, move, "Move a label off its mark, with a leader.", .words = outside_word),
    M("hide", ENUM, hide, "Hide a chart's least label, or the whole frame (of texts without source marks).",
      .words = hide_words),
};
#undef T

const ts_shape ts_shape_step = {.name = "step",
                                .what = "a step",
                                .about = "One thing to try; exactly one member.",
                                .size = sizeof(ts_step),
                                .members = step_members,
                                .count = TS_COUNT(step_members),
                                .span = offsetof(ts_step, span),
                                .label = TS_NO_FIELD,
                                .least = 1,
                                .most = 1};

static const char *const else_words[] = {"error", "warn", NULL};

#define T ts_ladder
static const ts_member ladder_members[] = {
    M("steps", LIST, steps, "From the gentlest.", .shape = &ts_shape_step, .least = 1, .flags = TS_REQUIRED),
    M("else", CHOICE, otherwise, "When none fits.", .words = else_words, .initial = "error"),
};
#undef T

const ts_shape ts_shape_ladder = {
    .name = "ladder",
    .what = "a ladder",
    .about = "Steps tried in order; the first that fits is taken, by all frames of a group.",
    .size = sizeof(ts_ladder),
    .members = ladder_members,
    .count = TS_COUNT(ladder_members),
    .span = offsetof(ts_ladder, span),
    .label = offsetof(ts_ladder, name),
    .examples = "[{ \"steps\": [{ \"grow\": 12 }, { \"set\": \"8.25/11.5\" }], \"else\": \"error\" }]"};

/* ---- profiles */

static const char *const standard_words[] = {"PDF/X-4", "PDF/A-2b", "PDF/A-2a", "PDF/UA-1", "PDF/A-3a", NULL};
static const char *const colour_words[] = {"srgb", "cmyk", NULL};
static const char *const intent_words[] = {"relative", "perceptual", "absolute", NULL};
static const char *const marks_words[] = {"crop", "registration", "colour-bar", "page-info", NULL};
static const char *const spots_words[] = {"keep", "process", NULL};
static const char *const refuse_words[] = {"tbc",     "unmarked-source", "expect-changed",
                                           "overset", "warnings",        NULL};

#define T ts_profile
static const ts_member profile_members[] = {
    M("standard", BITS, standards, "Conformance.", .words = standard_words, .least = 1),
    M("colour", EITHER, cmyk, "Inks, or screen colours.", .words = colour_words),
    M("icc", WORD, icc, "Output intent."),
    M("condition", WORD, condition, "Its printing condition's name in the ICC's registry, as FOGRA39."),
    M("intent", CHOICE, intent, "Rendering.", .words = intent_words, .initial = "relative"),
    M("bleed", BOOL, bleed, "Keep the bleed."),
    M("marks", BITS, marks, "Printers' marks.", .words = marks_words),
    M("spots", EITHER, spots_to_process, "Spot inks.", .words = spots_words),
    M("links", BOOL, links, "Live links."),
    M("tags", BOOL, tags, "Structure tags."),
    M("image-ppi", WHOLE, image_ppi, "Downsample above 1.5 times this.", .low = 72, .high = 2400),
    M("refuse", BITS, refuse, "What stops the build; tbc does without being named.", .words = refuse_words),
};
#undef T

const ts_shape ts_shape_profile = {.name = "profile",
                                   .what = "a profile",
                                   .about = "What the file is for.",
                                   .size = sizeof(ts_profile),
                                   .members = profile_members,
                                   .count = TS_COUNT(profile_members),
                                   .span = offsetof(ts_profile, span),
                                   .label = offsetof(ts_profile, name)};

/* ---- limits */

static const char *const level_words[] = {"error", "warning", "off", NULL};

static bool read_limit(ts_reader *reader, const ts_json *json, ts_threshold *out)
{
    ts_real real;
    if (!ts_read_real(reader, json, &real))
        return false;
    if (real.value < 0 || real.value > 1e6) {
        ts_error(reader->diags, json->span, "bounds", "a limit goes from 0 to 1000000");
        return false;
    }
    out->limit = real.value;
    return true;
}

static bool read_level(ts_reader *reader, const ts_json *json, ts_threshold *out)
{
    const ts_json *limit = ts_json_member(json, "limit"), *level = ts_json_member(json, "level");
    ts_choice choice = {0};
    for (const ts_json *item = json->child; item; item = item->next)
        if (item != limit && item != level)
            ts_error_near(reader->diags, item->key_span, "member",
                          ts_nearest((const char *const[]){"limit", "level"}, 2, item->key),
                          "unknown member \"%s\" in a limit", item->key);
    if (limit && !read_limit(reader, limit, out))
        return false;
    if (!level) {
        ts_error(reader->diags, json->span, "required", "a limit needs \"level\"");
        return false;
    }
    if (!ts_read_choice(reader, level, level_words, &choice))
        return false;
    out->level = choice.value == 0 ? TS_LEVEL_ERROR : choice.value == 1 ? TS_LEVEL_WARNING : TS_LEVEL_OFF;
    return true;
}

static bool read_threshold(ts_reader *reader, const ts_json *json, void *field)
{
    ts_threshold *threshold = field;
    ts_threshold read = {threshold->limit, TS_LEVEL_ERROR, json->span};
    bool right =
        json->kind == TS_JSON_OBJECT ? read_level(reader, json, &read) : read_limit(reader, json, &read);
    if (right)
        *threshold = read;
    return right;
}

static const ts_own own_threshold = {"\"anyOf\": [{ \"$ref\": \"#/$defs/limit\" }, { \"type\": \"object\", "
                                     "\"properties\": { \"limit\": { \"$ref\": "
                                     "\"#/$defs/limit\" }, \"level\": { \"enum\": [\"error\", \"warning\", "
                                     "\"off\"] } }, \"required\": [\"level\"], "
                                     "\"additionalProperties\": false }]",
                                     read_threshold, NULL};

/* A rule that measures nothing. */
static bool read_bare_level(ts_reader *reader, const ts_json *json, void *field)
{
    ts_choice choice = {0};
    if (!ts_read_choice(reader, json, level_words, &choice))
        return false;
    *(ts_threshold *)field = (ts_threshold){0, choice.value == 0 ? TS_LEVEL_ERROR : choice.value == 1 ? TS_LEVEL_WARNING : TS_LEVEL_OFF, json->span};
    return true;
}

static const ts_own own_level = {"\"enum\": [\"error\", \"warning\", \"off\"]", read_bare_level, NULL};

#define T ts_preflight
static const ts_member preflight_members[] = {
    M("type-size", OWN, type_size, "Smallest type, points; default 6.", .own = &own_threshold),
    M("type-reversed", OWN, type_reversed, "Smallest reversed type, points; default 7.",
      .own = &own_threshold),
    M("reversed-weight", OWN, reversed_weight, "Reversed type below this size is Medium or heavier, points; default 9, a warning.",
      .own = &own_threshold),
    M("type-plates", OWN, type_plates, "Type of several plates below this size is SemiBold or heavier, points; default 8, a warning.",
      .own = &own_threshold),
    M("type-screened", OWN, type_screened, "Type of one plate below this size is solid, points; default 8, a warning.",
      .own = &own_threshold),
    M("line-weight", OWN, line_weight, "Thinnest line, points; default 0.25.", .own = &own_threshold),
    M("image-ppi", OWN, image_ppi, "Fewest pixels an inch, placed; default 300.", .own = &own_threshold),
    M("total-ink", OWN, total_ink, "Most ink, percent; default 300.", .own = &own_threshold),
    M("spots", OWN, spots, "Most spot inks; default 2.", .own = &own_threshold),
    M("contrast", OWN, contrast, "Least contrast of text; default 4.5.", .own = &own_threshold),
    M("contrast-large", OWN, contrast_large, "Least contrast of text of 18 points, or bold of 14; default 3.",
      .own = &own_threshold),
    M("contrast-marks", OWN, contrast_marks, "Least contrast of marks that no number explains; default 3, a warning.",
      .own = &own_threshold),
    M("safe", OWN, safe, "Text to trim, points; default 18.", .own = &own_threshold),
    M("qr-module", OWN, qr_module, "Smallest module, points; default 1.", .own = &own_threshold),
    M("label-distance", OWN, label_distance, "Least space between labels of a chart, points; default 2, a warning.",
      .own = &own_threshold),
    M("plot-share", OWN, plot_share, "What a chart's labels leave its marks of width or height, percent; default 25, a warning.",
      .own = &own_threshold),
    M("condition", OWN, condition, "A press file without a printing condition; default warning; `package` lets none through but by off.",
      .own = &own_level),
    M("rgb", OWN, rgb, "RGB without a printing condition; default warning.", .own = &own_level),
    M("transparency", OWN, transparency, "Blends without a printing condition; default warning.", .own = &own_level),
    M("spot-twice", OWN, spot_twice, "One spot ink with two equivalents.", .own = &own_level),
    M("bleed", OWN, bleed, "Art that stops at the trim.", .own = &own_level),
    M("heading-order", OWN, heading_order, "Headings that skip a level.", .own = &own_level),
    M("title", OWN, title, "A document without a title.", .own = &own_level),
    M("link-target", OWN, link_target, "Links that lead nowhere.", .own = &own_level),
    M("source-list", OWN, source_list, "Source marks without a list of sources.", .own = &own_level),
    M("alt", OWN, alt, "Pictures without an alternative text.", .own = &own_level),
};
#undef T

const ts_shape ts_shape_preflight = {.name = "preflight",
                                     .what = "the limits",
                                     .about = "Limits. Defaults are a careful printer's.",
                                     .size = sizeof(ts_preflight),
                                     .members = preflight_members,
                                     .count = TS_COUNT(preflight_members),
                                     .span = TS_NO_FIELD,
                                     .label = TS_NO_FIELD};

/* ---- folders */

#define T struct ts_folders
static const ts_member folders_members[] = {
    M("data", WORD, data, "Tables."),
    M("art", WORD, art, "Pictures."),
    M("fonts", WORD, fonts, "Fonts."),
};
#undef T

const ts_shape ts_shape_folders = {.name = "folders",
                                   .what = "the folders",
                                   .about = "Where files are, from this file.",
                                   .size = sizeof(struct ts_folders),
                                   .members = folders_members,
                                   .count = TS_COUNT(folders_members),
                                   .span = TS_NO_FIELD,
                                   .label = TS_NO_FIELD};
