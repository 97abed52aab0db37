#include "spec/schema.h"

#include "base/utf8.h"
#include "spec/shapes.h"

const ts_shape *const ts_shapes[] = {&ts_shape_sheet,
                                     &ts_shape_brand,
                                     &ts_shape_deck,
                                     &ts_shape_page,
                                     &ts_shape_frame,
                                     &ts_shape_focus,
                                     &ts_shape_anchors,
                                     &ts_shape_wrap,
                                     &ts_shape_component,
                                     &ts_shape_slot,
                                     &ts_shape_master,
                                     &ts_shape_master_body,
                                     &ts_shape_chart,
                                     &ts_shape_item,
                                     &ts_shape_column,
                                     &ts_shape_row,
                                     &ts_shape_node,
                                     &ts_shape_end_node,
                                     &ts_shape_chart_mark,
                                     &ts_shape_link,
                                     &ts_shape_event,
                                     &ts_shape_view,
                                     &ts_shape_points,
                                     &ts_shape_routes,
                                     &ts_shape_inner,
                                     &ts_shape_map_text,
                                     &ts_shape_map_mark,
                                     &ts_shape_lens,
                                     &ts_shape_locator,
                                     &ts_shape_param,
                                     &ts_shape_edition,
                                     &ts_shape_table,
                                     &ts_shape_shapes,
                                     &ts_shape_source,
                                     &ts_shape_caveat,
                                     &ts_shape_series,
                                     &ts_shape_break,
                                     &ts_shape_fact,
                                     &ts_shape_stat,
                                     &ts_shape_plausible,
                                     &ts_shape_folders,
                                     &ts_shape_paper,
                                     &ts_shape_margins,
                                     &ts_shape_swatch,
                                     &ts_shape_font,
                                     &ts_shape_text_style,
                                     &ts_shape_last_line,
                                     &ts_shape_keep,
                                     &ts_shape_tab,
                                     &ts_shape_drop_cap,
                                     &ts_shape_list,
                                     &ts_shape_character_style,
                                     &ts_shape_rule,
                                     &ts_shape_rules,
                                     &ts_shape_box_style,
                                     &ts_shape_art,
                                     &ts_shape_format,
                                     &ts_shape_ladder,
                                     &ts_shape_step,
                                     &ts_shape_per_language,
                                     &ts_shape_hyphenate,
                                     &ts_shape_profile,
                                     &ts_shape_preflight,
                                     &ts_shape_numbers,
                                     &ts_shape_money,
                                     NULL};

/* ---- words and numbers */

static void print_number(double value, FILE *out)
{
    if (value == (double)(long)value)
        fprintf(out, "%ld", (long)value);
    else
        fprintf(out, "%g", value);
}

static void print_strings(const char *const *words, FILE *out)
{
    for (size_t i = 0; words[i]; i++) {
        fputs(i ? ", " : "", out);
        ts_utf8_print_json(words[i], out);
    }
}

static void print_pattern(ts_pattern_id id, FILE *out)
{
    const ts_pattern *pattern = ts_pattern_find(id);
    if (pattern->name)
        fprintf(out, "\"$ref\": \"#/$defs/%s\"", pattern->name);
    else
        fputs("\"type\": \"string\", \"minLength\": 1", out);
}

static void print_enum(const ts_member *member, FILE *out)
{
    fputs("\"enum\": [", out);
    print_strings(member->words, out);
    fputs("]", out);
    if (member->initial) {
        fputs(", \"default\": ", out);
        ts_utf8_print_json(member->initial, out);
    }
}

static void print_default(const ts_member *member, FILE *out)
{
    if (member->initial)
        fprintf(out, ", \"default\": %s", member->initial);
}

static void print_bounds(const ts_member *member, FILE *out)
{
    bool bounded = member->low != 0 || member->high != 0;
    if (member->flags & TS_ABOVE)
        fputs(", \"exclusiveMinimum\": ", out);
    else if (bounded)
        fputs(", \"minimum\": ", out);
    if (bounded || (member->flags & TS_ABOVE))
        print_number(member->low, out);
    if (member->high > member->low) {
        fputs(", \"maximum\": ", out);
        print_number(member->high, out);
    }
    print_default(member, out);
}

/* ---- members */

static void print_list_bounds(const ts_member *member, FILE *out)
{
    if (member->least)
        fprintf(out, ", \"minItems\": %zu", member->least);
    fprintf(out, ", \"maxItems\": %d", member->high > 0 ? (int)member->high : TS_LIMIT_LIST);
    if ((member->flags & TS_UNIQUE) || member->kind == TS_K_BITS)
        fputs(", \"uniqueItems\": true", out);
}

static void print_items(const ts_member *member, FILE *out)
{
    fputs("\"type\": \"array\", \"items\": { ", out);
    if (member->kind == TS_K_BITS)
        print_enum(member, out);
    else if (member->kind == TS_K_WORDS)
        print_pattern(member->pattern, out);
    else
        fprintf(out, "\"$ref\": \"#/$defs/%s\"", member->shape->name);
    fputs(" }", out);
    print_list_bounds(member, out);
}

static void print_entries(const ts_member *member, FILE *out)
{
    fputs("\"type\": \"object\", \"propertyNames\": { ", out);
    print_pattern(member->key, out);
    fputs(" }, \"additionalProperties\": { ", out);
    if (member->kind == TS_K_MAP)
        fprintf(out, "\"$ref\": \"#/$defs/%s\"", member->shape->name);
    else if (member->kind == TS_K_WORD_MAP)
        print_pattern(member->pattern, out);
    else if (member->kind == TS_K_CHOICE_MAP)
        print_enum(member, out);
    else
        fputs("\"type\": [\"string\", \"number\", \"boolean\"]", out);
    fputs(" }", out);
    if (member->least)
        fprintf(out, ", \"minProperties\": %zu", member->least);
    fprintf(out, ", \"maxProperties\": %d", TS_LIMIT_NAMES);
}

static void print_amount(const ts_member *member, const char *what, FILE *out)
{
    fprintf(out, "\"$ref\": \"#/$defs/%s\"", what);
    print_default(member, out);
}

static void print_own(const ts_member *member, FILE *out)
{
    fputs(member->own->schema, out);
}

static void print_word(const ts_member *member, FILE *out)
{
    print_pattern(member->kind == TS_K_SET ? TS_P_SET : member->pattern, out);
}

static void print_version(const ts_member *member, FILE *out)
{
    (void)member;
    fputs("\"const\": 1", out);
}

static void print_length(const ts_member *member, FILE *out)
{
    print_amount(member, member->kind == TS_K_SIZE ? "size" : "length", out);
}

static void print_numeric(const ts_member *member, FILE *out)
{
    fprintf(out, "\"type\": \"%s\"", member->kind == TS_K_WHOLE ? "integer" : "number");
    print_bounds(member, out);
}

static void print_boolean(const ts_member *member, FILE *out)
{
    fputs("\"type\": \"boolean\"", out);
    print_default(member, out);
}

static void print_scalar(const ts_member *member, FILE *out)
{
    fprintf(out, "\"type\": [\"string\", \"number\"%s]", member->flags & TS_BOOLEAN ? ", \"boolean\"" : "");
}

static void print_shape_ref(const ts_member *member, FILE *out)
{
    fprintf(out, "\"$ref\": \"#/$defs/%s\"", member->kind == TS_K_PADDING ? "padding" : member->shape->name);
}

typedef void print_fn(const ts_member *member, FILE *out);

static void print_kind(const ts_member *member, FILE *out)
{
    static print_fn *const printers[] = {
        [TS_K_WORD] = print_word,       [TS_K_CHARS] = print_word,        [TS_K_SET] = print_word,
        [TS_K_ENUM] = print_enum,       [TS_K_CHOICE] = print_enum,       [TS_K_EITHER] = print_enum,
        [TS_K_VERSION] = print_version, [TS_K_LENGTH] = print_length,     [TS_K_SIZE] = print_length,
        [TS_K_REAL] = print_numeric,    [TS_K_WHOLE] = print_numeric,     [TS_K_FLAG] = print_boolean,
        [TS_K_BOOL] = print_boolean,    [TS_K_BITS] = print_items,        [TS_K_WORDS] = print_items,
        [TS_K_LIST] = print_items,      [TS_K_SCALAR] = print_scalar,     [TS_K_PADDING] = print_shape_ref,
        [TS_K_PART] = print_shape_ref,  [TS_K_SHAPE] = print_shape_ref,   [TS_K_MAP] = print_entries,
        [TS_K_WORD_MAP] = print_entries, [TS_K_CHOICE_MAP] = print_entries, [TS_K_SCALAR_MAP] = print_entries,
        [TS_K_OWN] = print_own,
    };
    printers[member->kind](member, out);
}

static void print_member(const ts_member *member, bool last, FILE *out)
{
    fputs("        ", out);
    ts_utf8_print_json(member->name, out);
    fputs(": { \"description\": ", out);
    ts_utf8_print_json(member->about, out);
    fputs(", ", out);
    print_kind(member, out);
    fprintf(out, " }%s\n", last ? "" : ",");
}

/* ---- rules among members */

static void print_required_each(const char *const *names, FILE *out)
{
    for (size_t i = 0; names[i]; i++) {
        fputs(i ? ", { \"required\": [" : "{ \"required\": [", out);
        ts_utf8_print_json(names[i], out);
        fputs("] }", out);
    }
}

/* A { "required": [content] } for each content of the mask. */
static void print_contents(const ts_shape *shape, unsigned mask, FILE *out)
{
    bool first = true;
    for (size_t i = 0; i < shape->count; i++) {
        const ts_member *member = &shape->members[i];
        if (!member->pick || !(mask & (1u << (member->pick - 1))))
            continue;
        fprintf(out, "%s{ \"required\": [\"%s\"] }", first ? "" : ", ", member->name);
        first = false;
    }
}

static void print_pick(const ts_shape *shape, FILE *out)
{
    if (!shape->pick.noun)
        return;
    fputs(",\n      \"oneOf\": [", out);
    print_contents(shape, ~0u, out);
    if (shape->pick.instead) {
        fputs(", { \"not\": { \"anyOf\": [", out);
        print_contents(shape, ~0u, out);
        fputs("] }, \"anyOf\": [", out);
        print_required_each(shape->pick.instead, out);
        fputs("] }", out);
    }
    fputs("]", out);
}

static void print_options(const ts_shape *shape, FILE *out)
{
    bool first = true;
    for (size_t i = 0; i < shape->count; i++) {
        const ts_member *member = &shape->members[i];
        if (!member->with)
            continue;
        fprintf(out, "%s\n        \"%s\": { \"anyOf\": [", first ? ",\n      \"dependentSchemas\": {" : ",",
                member->name);
        print_contents(shape, member->with, out);
        fputs("] }", out);
        first = false;
    }
    if (!first)
        fputs("\n      }", out);
}

static void print_needed(const ts_need *need, FILE *out)
{
    fputs("[", out);
    for (int i = 0; i < 3 && need->needs[i]; i++)
        fprintf(out, "%s\"%s\"", i ? ", " : "", need->needs[i]);
    fputs("]", out);
}

static void print_needs(const ts_shape *shape, FILE *out)
{
    const char *before = ",\n      \"dependentRequired\": { ";
    for (const ts_need *need = shape->needs; need && need->member; need++) {
        if (need->unless)
            continue;
        fprintf(out, "%s\"%s\": ", before, need->member);
        print_needed(need, out);
        before = ", ";
    }
    fputs(shape->needs ? " }" : "", out);
}

static void print_needs_unless(const ts_shape *shape, FILE *out)
{
    for (const ts_need *need = shape->needs; need && need->member; need++) {
        if (!need->unless)
            continue;
        fprintf(out, ",\n      \"if\": { \"required\": [\"%s\"], \"not\": { \"required\": [\"%s\"] } },\n      \"then\": { \"required\": ",
                need->member, need->unless);
        print_needed(need, out);
        fputs(" }", out);
        return; /* a shape has one "if" */
    }
}

static void print_never(const ts_shape *shape, FILE *out)
{
    if (!shape->never)
        return;
    fputs(",\n      \"allOf\": [", out);
    for (const char *const(*pair)[2] = shape->never; (*pair)[0]; pair++)
        fprintf(out, "%s{ \"not\": { \"required\": [\"%s\", \"%s\"] } }", pair == shape->never ? "" : ", ",
                (*pair)[0], (*pair)[1]);
    fputs("]", out);
}

static void print_required(const ts_shape *shape, FILE *out)
{
    bool first = true;
    for (size_t i = 0; i < shape->count; i++) {
        if (!(shape->members[i].flags & TS_REQUIRED))
            continue;
        fprintf(out, "%s\"%s\"", first ? ",\n      \"required\": [" : ", ", shape->members[i].name);
        first = false;
    }
    if (!first)
        fputs("]", out);
    if (shape->any) {
        fputs(",\n      \"anyOf\": [", out);
        print_required_each(shape->any, out);
        fputs("]", out);
    }
    if (shape->least)
        fprintf(out, ",\n      \"minProperties\": %zu", shape->least);
    if (shape->most)
        fprintf(out, ",\n      \"maxProperties\": %zu", shape->most);
}

static void print_shape(const ts_shape *shape, bool last, FILE *out)
{
    fprintf(out, "    \"%s\": {\n      \"description\": ", shape->name);
    ts_utf8_print_json(shape->about, out);
    fputs(",\n      \"type\": \"object\",\n      \"properties\": {\n", out);
    for (size_t i = 0; i < shape->count; i++)
        print_member(&shape->members[i], i + 1 == shape->count, out);
    fputs("      },\n      \"additionalProperties\": false", out);
    print_required(shape, out);
    print_pick(shape, out);
    print_needs(shape, out);
    print_needs_unless(shape, out);
    print_options(shape, out);
    print_never(shape, out);
    if (shape->examples)
        fprintf(out, ",\n      \"examples\": %s", shape->examples);
    fprintf(out, "\n    }%s\n", last ? "" : ",");
}

/* ---- the file */

static void print_pattern_def(const ts_pattern *pattern, FILE *out)
{
    fprintf(out, "    \"%s\": { \"type\": \"string\", \"maxLength\": %u, \"pattern\": ", pattern->name,
            ts_pattern_most(pattern));
    ts_utf8_print_json(pattern->regex, out);
    if (pattern->advice) {
        fputs(", \"description\": ", out);
        ts_utf8_print_json(pattern->advice, out);
    }
    if (pattern->examples)
        fprintf(out, ", \"examples\": %s", pattern->examples);
    fputs(" },\n", out);
}

static const char head[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"https://tearsheet.invalid/1/sheet.schema.json\",\n"
    "  \"title\": \"tearsheet: sheets, brand files and copy decks, version 1\",\n"
    "  \"description\": \"One schema for three kinds of file; the version member says which: "
    "\\\"tearsheet\\\", "
    "\\\"tearsheet-brand\\\" or \\\"tearsheet-copy\\\". Printed by `tearsheet schema`.\",\n"
    "  \"type\": \"object\",\n"
    "  \"if\": { \"required\": [\"tearsheet-brand\"] },\n"
    "  \"then\": { \"$ref\": \"#/$defs/brand\" },\n"
    "  \"else\": { \"if\": { \"required\": [\"tearsheet-copy\"] }, \"then\": { \"$ref\": \"#/$defs/deck\" }, "
    "\"else\": { "
    "\"$ref\": \"#/$defs/sheet\" } },\n"
    "  \"$defs\": {\n";

/* Forms that are no single text: amounts, sides, texts of a deck. */
static const char forms[] =
    "    \"length\": { \"description\": \"Points if a number; or a text with pt, mm, cm, in, or picas and "
    "points "
    "(3p6).\", \"anyOf\": [{ \"type\": \"number\", \"minimum\": -14400, \"maximum\": 14400 }, { \"$ref\": "
    "\"#/$defs/length-text\" }] },\n"
    "    \"size\": { \"description\": \"A length that is not negative.\", \"anyOf\": [{ \"type\": "
    "\"number\", \"minimum\": 0, "
    "\"maximum\": 14400 }, { \"$ref\": \"#/$defs/size-text\" }] },\n"
    "    \"limit\": { \"type\": \"number\", \"minimum\": 0, \"maximum\": 1000000 },\n"
    "    \"padding\": { \"description\": \"Space inside the frame: one length, or by side.\", \"anyOf\": [{ "
    "\"$ref\": "
    "\"#/$defs/size\" }, { \"type\": \"object\", \"properties\": { \"top\": { \"$ref\": \"#/$defs/size\" }, "
    "\"right\": { "
    "\"$ref\": \"#/$defs/size\" }, \"bottom\": { \"$ref\": \"#/$defs/size\" }, \"left\": { \"$ref\": "
    "\"#/$defs/size\" } }, "
    "\"additionalProperties\": false, \"minProperties\": 1 }] },\n"
    "    \"magnitudes\": { \"description\": \"10^n to pattern with {n}, or by plural.\", \"type\": "
    "\"object\", "
    "\"propertyNames\": { \"enum\": [\"1e3\", \"1e6\", \"1e9\", \"1e12\"] }, \"additionalProperties\": { "
    "\"anyOf\": [{ "
    "\"$ref\": \"#/$defs/with-n\" }, { \"type\": \"object\", \"properties\": { \"one\": { \"$ref\": "
    "\"#/$defs/with-n\" }, "
    "\"few\": { \"$ref\": \"#/$defs/with-n\" }, \"many\": { \"$ref\": \"#/$defs/with-n\" }, \"other\": { "
    "\"$ref\": "
    "\"#/$defs/with-n\" } }, \"required\": [\"other\"], \"additionalProperties\": false }] } },\n"
    "    \"copy-tree\": { \"description\": \"Text by name; groups nest. A list holds wordings with "
    "`when`.\", \"type\": "
    "\"object\", \"propertyNames\": { \"$ref\": \"#/$defs/copy-name\" }, \"additionalProperties\": { "
    "\"anyOf\": [{ "
    "\"type\": \"string\" }, { \"$ref\": \"#/$defs/copy-tree\" }, { \"type\": \"array\", \"minItems\": 2, "
    "\"maxItems\": "
    "1000, \"items\": { \"description\": \"One of several wordings; the first whose condition holds.\", "
    "\"type\": "
    "\"object\", \"properties\": { \"when\": { \"$ref\": \"#/$defs/condition\" }, \"say\": { \"type\": "
    "\"string\" } }, "
    "\"required\": [\"say\"], \"additionalProperties\": false } }] } },\n";

void ts_schema_print(FILE *out)
{
    fputs(head, out);
    for (int i = 0; i < TS_P_COUNT; i++)
        if (ts_pattern_find((ts_pattern_id)i)->name)
            print_pattern_def(ts_pattern_find((ts_pattern_id)i), out);
    fputs(forms, out);
    for (size_t i = 0; ts_shapes[i]; i++)
        print_shape(ts_shapes[i], !ts_shapes[i + 1], out);
    fputs("  }\n}\n", out);
}
