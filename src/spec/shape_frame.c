/* Frames, components, masters, pages. */
#include "spec/fill.h"
#include "spec/read.h"

#include <string.h>

static const char *const valign_words[] = {"top", "middle", "bottom", NULL};
static const char *const crop_words[] = {"fill", "fit", "none", NULL};
static const char *const level_words[] = {"L", "M", "Q", "H", NULL};
static const char *const align_words[] = {"top", "baseline", "middle", "bottom", NULL};
static const char *const side_words[] = {"left", "right", "top", "bottom", NULL};
static const char *const layer_words[] = {"back", "middle", "front", NULL};
static const char *const cited_word[] = {"cited", NULL};

#define T struct ts_focus
static const ts_member focus_members[] = {
    M("x", REAL, x, "From the left.", .low = 0, .high = 1, .initial = "0.5"),
    M("y", REAL, y, "From the top.", .low = 0, .high = 1, .initial = "0.5"),
};
#undef T

const ts_shape ts_shape_focus = {.name = "focus",
                                 .what = "a focus",
                                 .about = "Point that stays in view, 0 to 1.",
                                 .size = sizeof(struct ts_focus),
                                 .members = focus_members,
                                 .count = TS_COUNT(focus_members),
                                 .span = TS_NO_FIELD,
                                 .label = TS_NO_FIELD};

/* ---- entries of a repeat */

static bool read_entry(ts_reader *reader, const ts_json *json, ts_map *slots)
{
    if (json->kind == TS_JSON_OBJECT)
        return ts_read_scalar_map(reader, json, TS_P_NAME, slots);
    ts_scalar *scalar = TS_NEW(reader->arena, ts_scalar);
    if (!scalar || json->kind != TS_JSON_STRING)
        return scalar && ts_read_refuse(reader, json, "texts or objects of slots");
    return ts_read_scalar(reader, json, false, scalar) && ts_map_put(reader->arena, slots, "", scalar);
}

typedef struct entry_list {
    ts_map **items;
    size_t count, capacity;
} entry_list;

static bool read_entries(ts_reader *reader, const ts_json *json, void *object)
{
    ts_frame *frame = object;
    if (!ts_read_is_list(reader, json, 1))
        return false;
    for (const ts_json *item = json->child; item; item = item->next) {
        ts_map *slots = TS_NEW(reader->arena, ts_map);
        if (slots && read_entry(reader, item, slots) && !TS_PUSH(reader->arena, &frame->entries, slots))
            return false;
    }
    return true;
}

static const ts_own own_entries = {"\"type\": \"array\", \"items\": { \"anyOf\": [{ \"type\": \"string\", "
                                   "\"minLength\": 1 }, { \"type\": \"object\", "
                                   "\"propertyNames\": { \"$ref\": \"#/$defs/name\" }, "
                                   "\"additionalProperties\": { \"type\": [\"string\", \"number\", "
                                   "\"boolean\"] } }] }, \"minItems\": 1, \"maxItems\": 1000",
                                   read_entries, NULL};

static bool fill_entries(ts_filler *filler, void *object)
{
    ts_frame *frame = object;
    ts_map **from = frame->entries.items;
    size_t count = frame->entries.count;
    if (!count)
        return true;
    frame->entries.items = TS_ARRAY(ts_fill_arena(filler), ts_map *, count);
    frame->entries.capacity = count;
    for (size_t i = 0; i < count && frame->entries.items; i++) {
        ts_map *copy = TS_NEW(ts_fill_arena(filler), ts_map);
        if (!copy)
            return false;
        *copy = *from[i];
        if (!ts_fill_scalar_map(filler, copy))
            return false;
        frame->entries.items[i] = copy;
    }
    return frame->entries.items != NULL;
}

/* ---- beside and around a text */

/* "" stands for a paragraph without a picture. */
static bool read_anchors(ts_reader *reader, const ts_json *json, void *field)
{
    ts_words words = {0};
    if (!ts_read_is_list(reader, json, 1))
        return false;
    words.items = TS_ARRAY(reader->arena, ts_word, json->count);
    words.capacity = json->count;
    bool right = words.items != NULL;
    for (const ts_json *item = json->child; item && words.items; item = item->next) {
        ts_word word = {"", item->span};
        bool none = item->kind == TS_JSON_STRING && !*item->string;
        if (none || ts_read_text(reader, item, TS_P_NAME_OR_SLOT, &word))
            words.items[words.count++] = word;
        else
            right = false;
    }
    *(ts_words *)field = words;
    return right;
}

static bool fill_anchors(ts_filler *filler, void *field)
{
    return ts_fill_words(filler, field);
}

static const ts_own own_anchors = {"\"type\": \"array\", \"items\": { \"anyOf\": [{ \"const\": \"\" }, { \"$ref\": "
                                   "\"#/$defs/name-or-slot\" }] }, \"minItems\": 1, \"maxItems\": 1000",
                                   read_anchors, fill_anchors};

#define T struct ts_anchors
static const ts_member anchors_members[] = {
    M("art", OWN, art, "One for each paragraph in turn; \"\" for none.", .own = &own_anchors, .flags = TS_REQUIRED),
    M("size", SIZE, size, "Width of the pictures, default 18.", .initial = "18"),
    M("gap", SIZE, gap, "Space to the text, default 6.", .initial = "6"),
    M("color", WORD, color, "One-colour art is printed in this.", .pattern = TS_P_SWATCH),
};
#undef T

const ts_shape ts_shape_anchors = {.name = "anchors",
                                   .what = "anchors",
                                   .about = "Pictures at the left of a text's paragraphs.",
                                   .size = sizeof(struct ts_anchors),
                                   .members = anchors_members,
                                   .count = TS_COUNT(anchors_members),
                                   .span = offsetof(struct ts_anchors, span),
                                   .label = TS_NO_FIELD};

static const char *const wrap_words[] = {"box", "round", NULL};

#define T struct ts_wrap
static const ts_member wrap_members[] = {
    M("clear", SIZE, clear, "Space around it, default 6.", .initial = "6"),
    M("shape", CHOICE, shape, "What lines keep off: the frame, or the ellipse in it.", .words = wrap_words,
      .initial = "box"),
};
#undef T

const ts_shape ts_shape_wrap = {.name = "wrap",
                                .what = "a wrap",
                                .about = "Texts of the same place, later in the file, go round this frame.",
                                .size = sizeof(struct ts_wrap),
                                .members = wrap_members,
                                .count = TS_COUNT(wrap_members),
                                .span = offsetof(struct ts_wrap, span),
                                .label = TS_NO_FIELD};

/* ---- frames */

#define ON(content) (1u << TS_CONTENT_##content)
#define IS(content) .pick = 1 + TS_CONTENT_##content
#define TYPE (ON(TEXT) | ON(VALUE) | ON(SOURCES))

#define T ts_frame
static const ts_member frame_members[] = {
    M("text", WORD, text, "Copy key of the text.", .pattern = TS_P_COPY_KEY, IS(TEXT)),
    M("continue", WORD, continues, "Name of the text frame whose story goes on here.", .pattern = TS_P_NAME,
      IS(CONTINUE)),
    M("value", WORD, value, "A number, alone, as big type.", .pattern = TS_P_NAME_OR_SLOT, IS(VALUE)),
    M("image", WORD, image, "Art: SVG, JPEG or PNG.", .pattern = TS_P_NAME_OR_SLOT, IS(IMAGE)),
    M("chart", SHAPE, chart, "One picture of numbers.", .shape = &ts_shape_chart, IS(CHART)),
    M("qr", WORD, qr, "Address.", .pattern = TS_P_ADDRESS, IS(QR)),
    M("logos", WORDS, logos, "Art (SVG, JPEG, PNG), in order; a slot that is empty leaves none.", .pattern = TS_P_NAME_OR_SLOT, .least = 1, IS(LOGOS)),
    M("sources", ENUM, sources, "The numbered list of what was cited.", .words = cited_word, IS(SOURCES)),
    M("stack", LIST, children, "Children, downwards: one grows, the rest move.", .shape = &ts_shape_frame,
      .least = 1, IS(STACK)),
    M("row", LIST, children, "Children, side by side. A hidden one leaves its columns to the others.",
      .shape = &ts_shape_frame, .least = 1, IS(ROW)),
    M("place", LIST, children, "Children put on columns, each with its own top.", .shape = &ts_shape_frame,
      .least = 1, IS(PLACE)),
    M("component", WORD, component, "Component to build here.", .pattern = TS_P_NAME, IS(COMPONENT)),
    M("repeat", WORD, repeat, "Component to build once per entry.", .pattern = TS_P_NAME, IS(REPEAT)),

    M("style", WORD, style, "Text style.", .pattern = TS_P_NAME_OR_SLOT, .with = TYPE),
    M("ladder", WORD, ladder, "Copy-fitting ladder, if not the style's.", .pattern = TS_P_NAME, .with = TYPE),
    M("valign", CHOICE, valign, "Where the text stands in a taller frame.", .words = valign_words,
      .initial = "top", .with = TYPE),
    M("across", WHOLE, across,
      "Text columns; logos: cells in a row; sources: columns; repeat: how many side by side.", .low = 1,
      .high = 6, .initial = "1", .with = ON(TEXT) | ON(CONTINUE) | ON(LOGOS) | ON(SOURCES) | ON(REPEAT)),
    M("as", WORD, as, "Format.", .pattern = TS_P_NAME_OR_SLOT, .with = ON(VALUE)),
    M("crop", CHOICE, crop, "How it fills the frame.", .words = crop_words, .initial = "fill",
      .with = ON(IMAGE)),
    M("focus", SHAPE, focus, "Point that stays in view.", .shape = &ts_shape_focus, .with = ON(IMAGE)),
    M("color", WORD, color, "One-colour art is printed in this.", .pattern = TS_P_SWATCH, .with = ON(IMAGE)),
    M("title", WORD, title, "Name of the frame whose text lies over it.", .pattern = TS_P_NAME,
      .with = ON(IMAGE)),
    M("note", WORD, note, "Line under the chart, set in the style \"note\".", .pattern = TS_P_COPY_KEY,
      .with = ON(CHART)),
    M("anchors", SHAPE, anchors, "Pictures beside the paragraphs.", .shape = &ts_shape_anchors, .with = ON(TEXT)),
    M("quiet", WHOLE, quiet, "Quiet zone, modules.", .low = 4, .high = 40, .initial = "4", .with = ON(QR)),
    M("level", CHOICE, level, "Error correction.", .words = level_words, .initial = "M", .with = ON(QR)),
    M("area", REAL, area, "Optical area of one logo, pt squared.", .low = 0, .high = 1000000,
      .flags = TS_ABOVE, .with = ON(LOGOS)),
    M("pitch", SIZE, pitch, "From row to row.", .with = ON(LOGOS) | ON(REPEAT)),
    M("clear", SIZE, clear, "Clear space, default 6.", .initial = "6", .with = ON(LOGOS)),
    M("gap", SIZE, gap, "Space between children or text columns; default 8 in a stack, else the gutter.",
      .with = ON(TEXT) | ON(CONTINUE) | ON(STACK) | ON(ROW) | ON(REPEAT)),
    M("align", CHOICE, align, "What lines up.", .words = align_words, .with = ON(ROW) | ON(REPEAT)),
    M("with", SCALAR_MAP, with, "Its slots; repeat: slots that are the same for all.", .key = TS_P_NAME,
      .with = ON(COMPONENT) | ON(REPEAT)),
    {.name = "for",
     .kind = TS_K_OWN,
     .offset = 0,
     .own = &own_entries,
     .about = "Entries: slots, or just the first slot's value.",
     .with = ON(REPEAT)},

    M("name", WORD, name, "For messages, links and `continue`.", .pattern = TS_P_NAME),
    M("box", WORD, box, "Box style.", .pattern = TS_P_NAME_OR_SLOT),
    M("ground", WORD, ground, "Fill.", .pattern = TS_P_SWATCH),
    M("padding", PADDING, padding, "Space inside the frame: one length, or by side."),
    M("rules", PART, rules, "Rules at the edges.", .shape = &ts_shape_rules),
    M("outline", SHAPE, outline, "Line all around.", .shape = &ts_shape_rule),
    M("bleed", BITS, bleed, "Sides on which the ground or picture runs through the trim to the bleed.",
      .words = side_words, .least = 1),
    M("columns", WORD, columns, "Columns of the page grid, first to last.", .pattern = TS_P_COLUMNS),
    M("span", WHOLE, span_columns, "Inside a row: how many columns wide; default: an equal share.", .low = 1,
      .high = 24),
    M("left", LENGTH, left, "From the left of the container."),
    M("top", LENGTH, top, "From the top of the container."),
    M("width", SIZE, width, "Width; beside `columns` it narrows from the right."),
    M("height", SIZE, height, "At least this high."),
    M("fixed", FLAG, fixed, "Exactly `height`: does not grow.", .initial = "false"),
    M("stretch", FLAG, stretch, "In a cell of a row: takes the height that higher neighbours leave.", .initial = "false"),
    M("bottom", LENGTH, bottom, "Distance to the container's bottom, instead of top."),
    M("give", SIZE, give, "Points of height that this frame can lose when the page is full."),
    M("layer", CHOICE, layer, "Painting order among siblings; reading order stays the list's.",
      .words = layer_words, .initial = "middle"),
    M("when", WORD, when, "In or out, in whole.", .pattern = TS_P_CONDITION),
    M("tag", CHOICE, tag, "What the frame is for a reader that cannot see it (PDF structure).",
      .words = ts_tag_words),
    M("alt", WORD, alt, "Alternative text: a copy key, or \"auto\" for one made from the numbers.",
      .pattern = TS_P_COPY_KEY),
    M("link", WORD, link, "Address, or #name of a frame.", .pattern = TS_P_LINK),
    M("group", WORD, group, "Frames of one group take the same step of the ladder.", .pattern = TS_P_NAME),
    M("priority", WHOLE, priority, "Where a ladder may hide frames, the lowest goes first.", .low = -1000,
      .high = 1000, .initial = "0", .with = ON(TEXT)),
    M("wrap", SHAPE, wrap, "Texts of the same place, later in the file, go round this frame.",
      .shape = &ts_shape_wrap),
    M("missing", CHOICE, missing, "For all values inside, overriding theirs.", .words = ts_missing_words),
};
#undef T

static const char *const frame_instead[] = {"ground", "box", "rules", NULL};
static const char *const frame_never[][2] = {{"top", "bottom"}, {"columns", "span"}, {NULL, NULL}};
static const ts_need frame_needs[] = {
    {"repeat", {"for"}, "content", NULL}, {"fixed", {"height"}, "option", NULL}, {0}};

const ts_shape ts_shape_frame = {
    .name = "frame",
    .what = "a frame",
    .about = "A box on the page with one content, or a ground alone.",
    .size = sizeof(ts_frame),
    .members = frame_members,
    .count = TS_COUNT(frame_members),
    .span = offsetof(ts_frame, span),
    .label = TS_NO_FIELD,
    .pick = {"content", "content", " stand together; put them in a `place`",
             "a frame needs a content, or a \"ground\", a \"box\" or \"rules\"", frame_instead,
             offsetof(ts_frame, content), offsetof(ts_frame, head_span)},
    .needs = frame_needs,
    .never = frame_never,
    .fill = fill_entries,
    .examples =
        "[{ \"text\": \"intro\", \"style\": \"body\", \"columns\": \"1-6\" }, { \"repeat\": \"callout\", "
        "\"across\": 4, \"for\": [\"exports\", \"imports\"] }, { \"stack\": [{ \"text\": \"head\", "
        "\"style\": "
        "\"head\" }, { \"text\": \"body\", \"style\": \"body\" }], \"gap\": 5 }]"};

/* ---- components */

static const char *const slot_words[] = {"number", "copy",    "art",    "swatch", "style",   "box",
                                         "length", "columns", "format", "word",   "address", NULL};

#define T ts_slot
static const ts_member slot_members[] = {
    M("type", CHOICE, type, "Kind of value.", .words = slot_words, .flags = TS_REQUIRED),
    M("default", SCALAR, initial, "May name other slots: \"callouts.{value}\"."),
    M("optional", FLAG, optional, "Without it, frames that use it are left out.", .initial = "false"),
    M("means", WORD, means, "One line."),
};
#undef T

const ts_shape ts_shape_slot = {.name = "slot-def",
                                .what = "a slot",
                                .about = "A slot.",
                                .size = sizeof(ts_slot),
                                .members = slot_members,
                                .count = TS_COUNT(slot_members),
                                .span = offsetof(ts_slot, span),
                                .label = offsetof(ts_slot, name)};

#define T ts_component
static const ts_member component_members[] = {
    M("means", WORD, means, "One line."),
    M("slots", MAP, slots, "What a use must or may give; the first is the main one.", .shape = &ts_shape_slot,
      .key = TS_P_NAME, .flags = TS_REQUIRED),
    M("frame", SHAPE, frame, "The drawing.", .shape = &ts_shape_frame, .flags = TS_REQUIRED),
};
#undef T

const ts_shape ts_shape_component = {.name = "component",
                                     .what = "a component",
                                     .about = "A frame with slots, built wherever it is named.",
                                     .size = sizeof(ts_component),
                                     .members = component_members,
                                     .count = TS_COUNT(component_members),
                                     .span = offsetof(ts_component, span),
                                     .label = offsetof(ts_component, name)};

/* ---- masters and pages */

#define T struct ts_master_body
static const ts_member master_body_members[] = {
    M("top", SIZE, top, "From the top of the trim."),
    M("bottom", SIZE, bottom, "From the foot of the trim."),
    M("gap", SIZE, gap, "Between frames; default 14."),
};
#undef T

const ts_shape ts_shape_master_body = {.name = "master-body",
                                       .what = "a body",
                                       .about = "Where the body stands.",
                                       .size = sizeof(struct ts_master_body),
                                       .members = master_body_members,
                                       .count = TS_COUNT(master_body_members),
                                       .span = TS_NO_FIELD,
                                       .label = TS_NO_FIELD};

#define T ts_master
static const ts_member master_members[] = {
    M("body", SHAPE, body, "Where the body stands.", .shape = &ts_shape_master_body),
    M("frames", LIST, frames, "Running heads and grounds, placed.", .shape = &ts_shape_frame, .least = 1),
};
#undef T

const ts_shape ts_shape_master = {.name = "master",
                                  .what = "a master",
                                  .about = "What every page of a kind has.",
                                  .size = sizeof(ts_master),
                                  .members = master_members,
                                  .count = TS_COUNT(master_members),
                                  .span = offsetof(ts_master, span),
                                  .label = offsetof(ts_master, name)};

#define T ts_page_spec
static const ts_member page_members[] = {
    M("name", WORD, name, "For messages.", .pattern = TS_P_NAME),
    M("master", WORD, master, "Master page.", .pattern = TS_P_NAME),
    M("running", WORD, running, "Copy of the running head.", .pattern = TS_P_COPY_KEY),
    M("when", WORD, when, "In or out, in whole.", .pattern = TS_P_CONDITION),
    M("body", LIST, body, "A stack over the whole page; by default within the margins.",
      .shape = &ts_shape_frame, .least = 1, .flags = TS_REQUIRED),
    M("gap", SIZE, gap, "Default: the master's, or 14."),
};
#undef T

const ts_shape ts_shape_page = {.name = "page",
                                .what = "a page",
                                .about = "One page: frames from the top down.",
                                .size = sizeof(ts_page_spec),
                                .members = page_members,
                                .count = TS_COUNT(page_members),
                                .span = offsetof(ts_page_spec, span),
                                .label = TS_NO_FIELD};
