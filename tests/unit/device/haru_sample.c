#include "haru_sample.h"

#include <string.h>

typedef struct studio {
    ts_arena *arena;
    ts_page *page;
    const ts_tag *tag; /* of what is added */
    ts_artifact artifact; /* without one */
    bool failed;
} studio;

static ts_swatch paper = {.name = "Paper", .rgb = {1, 1, 1}, .paper = true};
static ts_swatch black = {.name = "Black", .cmyk = {0, 0, 0, 1}, .rgb = {.13, .12, .12}, .overprint = true};
static ts_swatch navy = {.name = "Navy", .cmyk = {1, .76, .4, .44}, .rgb = {.04, .2, .3}, .dark = true};
static ts_swatch sand = {.name = "Sand", .cmyk = {.06, .1, .26, 0}, .rgb = {.93, .88, .76}};
static ts_swatch reflex = {
    .name = "Reflex", .spot = "PANTONE 286 C", .cmyk = {1, .75, 0, .02}, .rgb = {0, .2, .63}};
static ts_swatch coral = {
    .name = "Coral", .spot = "Coral & Co", .cmyk = {0, .6, .5, 0}, .rgb = {.96, .48, .41}};

static const ts_swatch *const swatches[] = {&paper, &black, &navy, &sand, &reflex, &coral};

static void add(studio *s, ts_item item)
{
    item.tag = s->tag;
    item.artifact = item.tag ? TS_ARTIFACT_LAYOUT : s->artifact;
    s->failed = s->failed || !ts_page_add(s->arena, s->page, item);
}

static const ts_path *box(studio *s, double x, double y, double w, double h)
{
    ts_path *path = ts_path_new(s->arena);

    ts_path_rect(path, (ts_rect){x, y, w, h});
    s->failed = s->failed || !path;
    return path;
}

static void fill(studio *s, const ts_path *path, ts_paint paint)
{
    ts_item item = {.kind = TS_ITEM_FILL};

    item.u.fill.path = path;
    item.u.fill.paint = paint;
    add(s, item);
}

static ts_paint solid(const ts_swatch *swatch, double tint)
{
    return (ts_paint){.ink = {swatch, tint}, .opacity = 1};
}

static const ts_type *type_of(studio *s, const ts_font *font, double size, bool capitals, double tracking)
{
    ts_type *type = TS_NEW(s->arena, ts_type);

    s->failed = s->failed || !type;
    if (type)
        *type = (ts_type){.font = font, .size = size, .leading = size * 1.3, .capitals = capitals,
                          .tracking = tracking, .language = "en-US"};
    return type;
}

static void say(studio *s, const char *text, const ts_type *type, double x, double baseline,
                const ts_swatch *swatch)
{
    ts_typesetter *setter = ts_typesetter_new(0);
    const ts_block *block = ts_text_line(setter, s->arena, text, type, 0);

    ts_typesetter_drop(setter);
    s->failed = s->failed || !block;
    for (size_t i = 0; block && i < block->lines[0].count; i++) {
        ts_item item = {.kind = TS_ITEM_RUN};
        item.u.run.run = &block->lines[0].runs[i];
        item.u.run.x = x + block->lines[0].runs[i].x;
        item.u.run.baseline = baseline;
        item.u.run.ink = (ts_ink){swatch, 1};
        add(s, item);
    }
}

static ts_tag *tag(studio *s, ts_tag *parent, ts_tag_kind kind)
{
    ts_tag *made = ts_tag_add(s->arena, parent, kind);

    s->failed = s->failed || !made;
    s->tag = made;
    return made;
}

static const ts_type *raised(studio *s, const ts_font *font, double size)
{
    static const ts_feature superiors = {"sups", true};
    ts_type *type = TS_NEW(s->arena, ts_type);

    s->failed = s->failed || !type;
    if (type)
        *type = (ts_type){.font = font, .size = size, .leading = size * 1.3, .language = "en-US",
                          .features = &superiors, .feature_count = 1};
    return type;
}

/* ---- the parts */

static const ts_gradient *fade(studio *s, const ts_swatch *from, const ts_swatch *to, bool radial)
{
    ts_gradient *g = TS_NEW(s->arena, ts_gradient);
    ts_stop *stops = TS_ARRAY(s->arena, ts_stop, 3);

    s->failed = s->failed || !g || !stops;
    if (s->failed)
        return NULL;
    stops[0] = (ts_stop){.1, {from, 1}};
    stops[1] = (ts_stop){.6, {to, .4}};
    stops[2] = (ts_stop){1, {to, 1}};
    *g = (ts_gradient){radial, {40, 200}, {160, 200}, 0, 60, stops, 3};
    if (radial)
        g->from = g->to = (ts_point){240, 200};
    return g;
}

static const ts_image *picture(studio *s)
{
    ts_image *image = TS_NEW(s->arena, ts_image);
    unsigned char *pixels = TS_ARRAY(s->arena, unsigned char, 16 * 8 * 3);
    unsigned char *alpha = TS_ARRAY(s->arena, unsigned char, 16 * 8);

    s->failed = s->failed || !image || !pixels || !alpha;
    if (s->failed)
        return NULL;
    for (int i = 0; i < 16 * 8; i++) {
        pixels[i * 3] = (unsigned char)(i * 2);
        pixels[i * 3 + 1] = (unsigned char)(255 - i);
        pixels[i * 3 + 2] = 90;
        alpha[i] = (unsigned char)(i % 16 * 17);
    }
    *image = (ts_image){"picture", 16, 8, TS_IMAGE_RGB, pixels, alpha, NULL, 0, false};
    return image;
}

static const ts_art *icon(studio *s)
{
    ts_art *art = TS_NEW(s->arena, ts_art);
    ts_item dot = {.kind = TS_ITEM_FILL}, line = {.kind = TS_ITEM_STROKE};

    s->failed = s->failed || !art;
    if (s->failed)
        return NULL;
    *art = (ts_art){.name = "icon", .box = {0, 0, 24, 24}, .ink_box = {2, 2, 20, 20}, .one_colour = true};
    dot.u.fill.path = box(s, 2, 2, 8, 8);
    dot.u.fill.paint = solid(&black, 1);
    line.u.stroke.path = box(s, 12, 12, 10, 10);
    line.u.stroke.paint = solid(&black, 1);
    line.u.stroke.stroke = (ts_stroke){.width = 1.5, .join = TS_JOIN_ROUND};
    s->failed =
        s->failed || !ts_items_add(s->arena, &art->items, dot) || !ts_items_add(s->arena, &art->items, line);
    return art;
}

static void place(studio *s, const ts_art *art, double x, double y, const ts_swatch *swatch)
{
    ts_item item = {.kind = TS_ITEM_ART};

    item.u.art.art = art;
    item.u.art.matrix = (ts_matrix){1.5, 0, 0, 1.5, x, y};
    item.u.art.ink = (ts_ink){swatch, 1};
    add(s, item);
}

static void link_to(studio *s, ts_rect where, const char *target, const ts_tag *of)
{
    ts_linkarea area = {where, target, of, "A link"};

    s->failed = s->failed || !TS_PUSH(s->arena, &s->page->links, area);
}

/* ---- the pages */

typedef struct faces {
    const ts_font *text, *display;
} faces;

static ts_page *new_page(studio *s, const char *name)
{
    ts_page *page = TS_NEW(s->arena, ts_page);

    s->failed = s->failed || !page;
    if (page)
        *page = (ts_page){.name = name, .width = 300, .height = 400, .bleed = 9};
    s->page = page;
    return page;
}

static void background(studio *s, const ts_swatch *swatch)
{
    s->tag = NULL;
    s->artifact = TS_ARTIFACT_BACKGROUND;
    fill(s, box(s, -9, -9, 318, 40), solid(swatch, 1));
    s->artifact = TS_ARTIFACT_LAYOUT;
    fill(s, box(s, 0, 380, 300, 2), solid(&sand, .5));
}

static void headings(studio *s, ts_tag *root, const faces *f)
{
    ts_tag *h1 = tag(s, root, TS_TAG_H1);

    say(s, "Offices of finance", type_of(s, f->display, 24, false, -8), 20, 60, &black);
    say(s, "in two lines", type_of(s, f->display, 24, false, -8), 20, 86, &black);
    (void)h1;
    tag(s, root, TS_TAG_H2);
    say(s, "First things first", type_of(s, f->text, 9, true, 60), 20, 20, &paper);
}

static void paragraph(studio *s, ts_tag *root, const faces *f)
{
    const ts_type *type = type_of(s, f->text, 9, false, 0);
    ts_tag *p = tag(s, root, TS_TAG_P);

    say(s, "Trade grew $1.6T over 87 km\xC2\xB2, ", type, 20, 110, &black);
    ts_tag *link = tag(s, p, TS_TAG_LINK);
    say(s, "see the source", type, 160, 110, &reflex);
    link_to(s, (ts_rect){160, 102, 70, 10}, "https://example.org/a(b)?q=1", link);
    s->tag = p;
    say(s, "and more of it.", type, 20, 122, &black);
    /* The face draws both of these with the glyph of the square above. */
    tag(s, p, TS_TAG_REFERENCE);
    say(s, "2", raised(s, f->text, 9), 90, 122, &black);
}

static ts_run_look in_black(void *user, const ts_run *run)
{
    (void)run;
    return (ts_run_look){.ink = {&black, 1}, .tag = user};
}

/* A word that is divided at the end of a line. */
static void narrow(studio *s, ts_tag *root, const faces *f)
{
    static const char words[] = "Mostly trans\xC2\xADportation";
    const ts_type *type = type_of(s, f->text, 9, false, 0);
    ts_text_piece piece = {.text = words, .length = sizeof words - 1, .type = type};
    ts_text_paragraph p = {.pieces = &piece, .count = 1, .type = type, .rules = {.measure = 62}};
    ts_typesetter *setter = ts_typesetter_new(0);
    const ts_block *block = ts_text_set(setter, s->arena, &p, 1);
    ts_tag *at = tag(s, root, TS_TAG_P);

    ts_typesetter_drop(setter);
    s->failed = s->failed || !block || block->count != 2 || !block->lines[0].hyphenated ||
                !ts_items_add_block(s->arena, &s->page->items, block, 20, 200, in_black, at);
}

static const ts_image *plain_picture(studio *s, ts_image_space space, int channels)
{
    ts_image *image = TS_NEW(s->arena, ts_image);
    unsigned char *pixels = TS_ARRAY(s->arena, unsigned char, (size_t)(4 * 4 * channels));

    s->failed = s->failed || !image || !pixels;
    if (s->failed)
        return NULL;
    for (int i = 0; i < 4 * 4 * channels; i++)
        pixels[i] = (unsigned char)(i * 5);
    *image = (ts_image){.name = "plain", .width = 4, .height = 4, .space = space, .pixels = pixels};
    return image;
}

static void plain_pictures(studio *s)
{
    ts_item grey = {.kind = TS_ITEM_IMAGE}, inks = {.kind = TS_ITEM_IMAGE};

    grey.u.image.image = plain_picture(s, TS_IMAGE_GREY, 1);
    grey.u.image.box = (ts_rect){120, 100, 40, 40};
    inks.u.image.image = plain_picture(s, TS_IMAGE_CMYK, 4);
    inks.u.image.box = (ts_rect){170, 100, 40, 40};
    add(s, grey);
    add(s, inks);
    fill(s, box(s, 150, 90, 30, 30), (ts_paint){.ink = {&navy, 1}, .opacity = .5});
}

/* Words of one element on one line, near each other and apart. */
static void years(studio *s, const faces *f)
{
    const ts_type *type = type_of(s, f->text, 8, false, 0);

    say(s, "2023", type, 125, 138, &black);
    say(s, "2024", type, 150, 138, &black);
    say(s, "2025", type, 186, 138, &black);
}

static void figures(studio *s, ts_tag *root)
{
    ts_tag *figure = tag(s, root, TS_TAG_FIGURE);
    ts_item shot = {.kind = TS_ITEM_IMAGE}, clip = {.kind = TS_ITEM_CLIP}, unclip = {.kind = TS_ITEM_UNCLIP};
    ts_item rule = {.kind = TS_ITEM_STROKE};
    static const double dashes[] = {2, 1};
    const ts_art *art = icon(s);

    figure->alt = "Colours and shapes";
    figure->box = (ts_rect){20, 130, 260, 130};
    figure->page = 0;
    fill(s, box(s, 20, 140, 120, 40), (ts_paint){.gradient = fade(s, &navy, &sand, false), .opacity = 1});
    fill(s, box(s, 180, 140, 100, 110), (ts_paint){.gradient = fade(s, &reflex, &sand, true), .opacity = 1});
    fill(s, box(s, 20, 190, 60, 20), (ts_paint){.gradient = fade(s, &coral, &paper, false), .opacity = 1});
    fill(s, box(s, 90, 190, 20, 20), solid(&reflex, .3));
    clip.u.clip.path = box(s, 20, 215, 60, 30);
    add(s, clip);
    shot.u.image.image = picture(s);
    shot.u.image.box = (ts_rect){20, 215, 80, 40};
    shot.u.image.clip = (ts_rect){30, 215, 60, 40};
    add(s, shot);
    add(s, unclip);
    rule.u.stroke.path = box(s, 120, 190, 40, 60);
    rule.u.stroke.paint = (ts_paint){.gradient = fade(s, &paper, &navy, false), .opacity = 1};
    rule.u.stroke.stroke = (ts_stroke){.width = 2, .dashes = dashes, .dash_count = 2};
    add(s, rule);
    place(s, art, 20, 262, NULL);
    place(s, art, 70, 262, NULL);
    place(s, art, 120, 262, &navy);
    link_to(s, figure->box, "#below", figure);
}

static void table(studio *s, ts_tag *root, const faces *f)
{
    static const char *const cells[2][2] = {{"Year", "Value"}, {"2025", NULL}};
    const ts_type *type = type_of(s, f->text, 8, false, 0);
    ts_tag *grid = tag(s, root, TS_TAG_TABLE);

    for (int r = 0; r < 2; r++) {
        ts_tag *row = tag(s, grid, TS_TAG_ROW);
        for (int c = 0; c < 2; c++) {
            ts_tag *cell = tag(s, row, r ? TS_TAG_CELL : TS_TAG_HEAD);
            cell->scope = r ? NULL : "Column";
            if (cells[r][c])
                say(s, cells[r][c], type, 20 + 60 * c, 60 + 12 * r, &black);
        }
    }
}

static void notes(studio *s, ts_tag *root, const faces *f)
{
    static const char *const ids[] = {"note-2", "note-10"}, *const marks[] = {"1", "2"};
    const ts_type *type = type_of(s, f->text, 7, false, 0);
    ts_tag *list = tag(s, root, TS_TAG_LIST);

    for (int i = 0; i < 2; i++) {
        ts_tag *item = tag(s, list, TS_TAG_ITEM);
        tag(s, item, TS_TAG_LABEL);
        say(s, marks[i], type, 20, 300 + 10 * i, &black);
        ts_tag *note = tag(s, tag(s, item, TS_TAG_BODY), TS_TAG_NOTE);
        note->note_id = ids[i];
        say(s, "Source of the figure.", type, 30, 300 + 10 * i, &black);
    }
}

/* What every page repeats: a line at the head, a folio at the foot. */
static void running(studio *s, const faces *f, const char *folio)
{
    const ts_type *type = type_of(s, f->text, 8, false, 0);
    const ts_tag *tag = s->tag;

    s->tag = NULL;
    s->artifact = TS_ARTIFACT_PAGINATION;
    say(s, "A sample", type, 20, 15, &black);
    say(s, folio, type, 270, s->page->height - 15, &black);
    s->artifact = TS_ARTIFACT_LAYOUT;
    s->tag = tag;
}

static void second_page(studio *s, ts_tag *root, const faces *f)
{
    ts_named_place below = {"below", {20, 40}};

    background(s, &navy);
    tag(s, root, TS_TAG_H2);
    say(s, "Second things", type_of(s, f->text, 12, false, 0), 20, 45, &black);
    ts_tag *figure = tag(s, root, TS_TAG_FIGURE);
    figure->alt = "Two pictures";
    figure->box = (ts_rect){120, 90, 90, 50};
    figure->page = 1;
    plain_pictures(s);
    years(s, f);
    narrow(s, root, f);
    table(s, root, f);
    notes(s, root, f);
    link_to(s, (ts_rect){200, 300, 40, 10}, "mailto:someone@example.org", NULL);
    s->failed = s->failed || !TS_PUSH(s->arena, &s->page->places, below);
}

static bool load(studio *s, sample *out, faces *f)
{
    f->text = ts_font_load(s->arena, "text", "fonts/Inter-Regular.otf", &out->why);
    f->display =
        f->text ? ts_font_load(s->arena, "display", "fonts/NotoSerifDisplay-SemiBold.ttf", &out->why) : NULL;
    out->colour = f->display ? ts_colour_new(s->arena, "fonts/FOGRA39L_coated.icc", 0, &out->why) : NULL;
    return out->colour != NULL;
}

bool make_sample(ts_arena *arena, sample *out)
{
    studio s = {.arena = arena};
    faces f;
    ts_tag *root = ts_tag_root(arena);
    ts_page **pages = TS_ARRAY(arena, ts_page *, 2);

    *out = (sample){.arena = arena, .why = "out of memory"};
    if (!root || !pages || !load(&s, out, &f))
        return false;
    pages[0] = new_page(&s, "front");
    background(&s, &reflex);
    headings(&s, root, &f);
    paragraph(&s, root, &f);
    figures(&s, root);
    running(&s, &f, "1");
    pages[1] = new_page(&s, "back");
    second_page(&s, root, &f);
    running(&s, &f, "2");
    out->document = (ts_document){
        .title = "A sample \xE2\x80\x93 with <marks> & (brackets)",
        .language = "en-US",
        .date = "2026-11-23T10:20:30+01:00",
        .producer = "tearsheet test",
        .pages = pages,
        .page_count = 2,
        .root = root,
        .swatches = swatches,
        .swatch_count = sizeof swatches / sizeof *swatches,
        .ledger = "{\"figures\":[1,2]}",
    };
    out->why = s.failed ? "out of memory" : NULL;
    return !s.failed;
}
