#include "device/haru_pdf.h"

bool ts_pdf_failed(const ts_pdf *pdf)
{
    return ts_pdf_status(pdf->sink, NULL) != TS_OK;
}

void ts_pdf_no_memory(ts_pdf *pdf)
{
    ts_pdf_fail(pdf->sink, TS_MACHINE, "out of memory");
}

void ts_pdf_refuse(ts_pdf *pdf, const char *why)
{
    ts_pdf_fail(pdf->sink, TS_FAULT, why ? why : "out of memory");
}

ts_rect ts_pdf_flip(const ts_pdf_page_part *page, ts_rect box)
{
    return (ts_rect){page->trim.x + box.x, page->trim.y + page->trim.h - box.y - box.h, box.w, box.h};
}

void ts_pdf_put_box(ts_pdf_bytes *bytes, const char *name, ts_rect box)
{
    const double sides[] = {box.x, box.y, box.x + box.w};

    ts_pdf_print(bytes, "/%s [", name);
    ts_pdf_reals(bytes, sides, 3, 3);
    ts_pdf_real(bytes, box.y + box.h, 3);
    TS_PDF_PUT(bytes, "] ");
}

/* ---- pages */

static ts_rect grow(ts_rect r, double by)
{
    return (ts_rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

/* TrimBox inside BleedBox inside MediaBox, whose corner is the origin (14.11.2). */
static void measure_page(ts_pdf *pdf, ts_pdf_page_part *part, const ts_page *page)
{
    /* Annex C.2: a page is 3 to 14400 units wide and high. */
    static const double least = 3, most = 14400;
    double bleed = pdf->options->bleed ? page->bleed : 0;
    double slug = pdf->options->marks && !pdf->options->impose ? TS_PDF_SLUG : 0; /* of a sheet: its own */

    part->page = page;
    part->trim = (ts_rect){bleed + slug, bleed + slug, page->width, page->height};
    part->bleed = grow(part->trim, bleed);
    part->media = grow(part->bleed, slug);
    bool fits = page->width >= least && page->height >= least && page->bleed >= 0;
    if (!fits || !(part->media.w <= most && part->media.h <= most))
        ts_pdf_refuse(pdf, "a page must be 3 to 14400 points wide and high");
}

static void open_pages(ts_pdf *pdf)
{
    pdf->pages = TS_ARRAY(pdf->arena, ts_pdf_page_part, pdf->document->page_count);
    if (!pdf->pages) {
        ts_pdf_no_memory(pdf);
        return;
    }
    for (size_t i = 0; i < pdf->document->page_count && !ts_pdf_failed(pdf); i++) {
        measure_page(pdf, &pdf->pages[i], pdf->document->pages[i]);
        if (!pdf->options->impose)
            pdf->pages[i].object = ts_pdf_page(pdf->sink);
    }
}

/* PDF/X-4: what shines through is blended in the inks of the intent. */
void ts_pdf_put_group(const ts_pdf *pdf, ts_pdf_bytes *entries)
{
    ts_pdf_print(entries, "/Group << /S /Transparency /CS %s >> ",
                 pdf->options->cmyk ? "/DeviceCMYK" : "/DeviceRGB");
}

static void put_annotations(const ts_pdf_page_part *part, ts_pdf_bytes *out)
{
    if (part->annotations.count == 0)
        return;
    ts_pdf_print(out, "/Annots [ ");
    for (size_t i = 0; i < part->annotations.count; i++)
        ts_pdf_print(out, "%d 0 R ", part->annotations.items[i]);
    ts_pdf_print(out, "] ");
}

static void close_page(ts_pdf *pdf, size_t number)
{
    ts_pdf_page_part *part = &pdf->pages[number];
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, part->object);
    ts_pdf_sheet alone = {{{part, 0}}, 1, part->trim.w, part->trim.h, part->trim.x - part->bleed.x};

    ts_pdf_paint_marks(part->content, &alone);
    ts_pdf_put_box(out, "MediaBox", part->media);
    ts_pdf_put_box(out, "BleedBox", part->bleed);
    ts_pdf_put_box(out, "TrimBox", part->trim);
    ts_pdf_put_resources(part->content, out);
    if (part->content->transparent)
        ts_pdf_put_group(pdf, out);
    if (pdf->options->tags)
        ts_pdf_print(out, "/Tabs /S /StructParents %d ", (int)number);
    put_annotations(part, out);
    ts_pdf_page_contents(pdf->sink, part->object, part->content->out, part->content->cuts.items, part->content->cuts.count);
}

static void close_pages(ts_pdf *pdf)
{
    for (size_t i = 0; i < pdf->document->page_count && !ts_pdf_failed(pdf); i++) {
        if (pdf->options->impose)
            ts_pdf_close_form(pdf, &pdf->pages[i]);
        else
            close_page(pdf, i);
    }
    if (pdf->options->impose)
        ts_pdf_put_sheets(pdf);
}

/* ---- the devices */

static ts_status status_of(void *self)
{
    const ts_pdf *pdf = self;

    return ts_pdf_status(pdf->sink, NULL);
}

static void collect(void *self, const ts_item *item)
{
    ts_pdf_collect_run(self, item->u.run.run);
}

static void collect_image(void *self, const ts_item *item)
{
    ts_pdf_collect_image(self, item);
}

static void enter(void *self, const ts_item *item)
{
    ts_pdf *pdf = self;

    (void)item;
    pdf->inside++;
}

static void leave(void *self, const ts_item *item)
{
    ts_pdf *pdf = self;

    (void)item;
    pdf->inside--;
}

static void begin_page(void *self, const ts_page *page, size_t number)
{
    enum { AS_A_RULE = 24576 }; /* bytes of a page, but for what lasts */
    ts_pdf *pdf = self;
    ts_pdf_page_part *part = &pdf->pages[number];
    ts_pdf_content *content = ts_pdf_content_new(pdf);

    (void)page;
    pdf->page = number;
    part->content = content;
    if (!content)
        return;
    ts_pdf_reserve(content->out, AS_A_RULE);
    content->tagged = pdf->options->tags;
    content->base = (ts_matrix){1, 0, 0, -1, part->trim.x, part->trim.y + part->trim.h};
    ts_pdf_matrix(content->out, content->base);
    ts_pdf_print(content->out, "cm\n");
    if (!pdf->options->marks || pdf->options->impose)
        return;
    /* Nothing of the page may run into the marks. */
    ts_rect bleed = grow((ts_rect){0, 0, part->trim.w, part->trim.h}, part->trim.x - part->bleed.x);
    ts_pdf_save_state(content);
    ts_pdf_print(content->out, "%f %f %f %f re W n\n", bleed.x, bleed.y, bleed.w, bleed.h);
}

/* What marks it stands outside of what lasts: the numbers of sequences change. */
static void paint(void *self, const ts_item *item)
{
    ts_pdf *pdf = self;
    ts_pdf_content *content = pdf->pages[pdf->page].content;

    /* A run opens its sequences itself: there may be several. */
    if (item->kind != TS_ITEM_RUN)
        ts_pdf_mark(content, item);
    if (ts_pdf_hold(content, item))
        return;
    ts_pdf_let_go(content);
    if (item->kind == TS_ITEM_RUN)
        ts_pdf_read_run(pdf, item);
    ts_pdf_paint(content, item);
}

static void clip(void *self, const ts_item *item)
{
    ts_pdf *pdf = self;
    ts_pdf_content *content = pdf->pages[pdf->page].content;

    if (ts_pdf_hold(content, item))
        return;
    ts_pdf_let_go(content);
    ts_pdf_paint(content, item);
}

static void end_page(void *self, const ts_page *page)
{
    ts_pdf *pdf = self;
    ts_pdf_content *content = pdf->pages[pdf->page].content;

    (void)page;
    if (!content)
        return;
    ts_pdf_unmark(content);
    content->tagged = false;
    if (pdf->options->marks && !pdf->options->impose)
        ts_pdf_restore_state(content);
    if (content->depth)
        ts_pdf_refuse(pdf, "a clip never ends");
}

static void walk(ts_pdf *pdf, bool painting)
{
    ts_device gather = {.self = pdf, .status = status_of, .run = collect,
                        .image = collect_image, .begin_art = enter, .end_art = leave};
    ts_device paper = {.self = pdf,      .status = status_of, .begin_page = begin_page, .end_page = end_page,
                       .fill = paint,    .stroke = paint,     .run = paint,             .image = paint,
                       .art = paint,     .clip = clip,        .unclip = clip};
    ts_status status = ts_device_play(painting ? &paper : &gather, pdf->document);

    if (status)
        ts_pdf_fail(pdf->sink, status, "the pages could not be played");
}

/* ---- the file */

static const char *check_options(const ts_document *document, const ts_pdf_options *options)
{
    if (!options->colour)
        return "a PDF needs the colour profiles";
    if (options->cmyk && options->links)
        return "links belong to the screen profile: no annotation may lie inside the bleed of a press page";
    if (!options->cmyk && options->marks)
        return "printer's marks belong to the print profile";
    if (options->impose && (!options->cmyk || options->tags))
        return "press sheets are of the print profile, and have no structure tree";
    if (options->tags && !document->root)
        return "tags are asked for, and the document has no structure tree";
    return document->page_count ? NULL : "the document has no pages";
}

static void make(ts_pdf *pdf)
{
    open_pages(pdf);
    if (pdf->document->root)
        ts_pdf_gather_tags(pdf);
    walk(pdf, false);
    ts_pdf_collect_marks(pdf);
    ts_pdf_embed_fonts(pdf);
    walk(pdf, true);
    ts_pdf_put_links(pdf);
    close_pages(pdf);
    ts_pdf_put_tags(pdf);
    ts_pdf_put_bookmarks(pdf);
    ts_pdf_put_intents(pdf);
    ts_pdf_put_catalog(pdf);
    ts_pdf_put_metadata(pdf);
}

static ts_status write_in(ts_arena *arena, const ts_document *document, const ts_pdf_options *options, const ts_writer *writer,
                          const char **why)
{
    ts_pdf pdf = {.arena = arena, .document = document, .options = options};

    ts_stage_enter(options->stages, TS_STAGE_PAINT);
    pdf.sink = ts_pdf_sink_new(arena, options->cmyk ? 6 : 7, options);
    if (!pdf.sink) {
        *why = "out of memory";
        return TS_MACHINE;
    }
    make(&pdf);
    ts_stage_enter(options->stages, TS_STAGE_WRITE);
    ts_pdf_save(pdf.sink, pdf.id, writer);
    return ts_pdf_status(pdf.sink, why);
}

/* Nothing of it lasts but what memo and writer took, and why it failed. */
ts_status ts_pdf_write(ts_arena *arena, const ts_document *document, const ts_pdf_options *options,
                       const ts_writer *writer, const char **why)
{
    *why = check_options(document, options);
    if (*why)
        return TS_USAGE;
    ts_scratch scratch = ts_scratch_begin(arena);
    ts_status status = write_in(scratch.arena, document, options, writer, why);
    if (*why && !(*why = ts_arena_text(arena, *why)))
        *why = "out of memory";
    ts_scratch_end(&scratch);
    return status;
}
