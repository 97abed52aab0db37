#include "answer/job.h"

#include "base/json_out.h"

#include <string.h>

/* ---- the faces that are on the pages */

typedef struct faces {
    ts_arena *arena;
    struct { const ts_font **items; size_t count, capacity; } list;
} faces;

static bool take_face(faces *f, const ts_font *font)
{
    for (size_t i = 0; i < f->list.count; i++)
        if (f->list.items[i] == font)
            return true;
    return TS_PUSH(f->arena, &f->list, font);
}

static bool take_items(faces *f, const ts_items *items)
{
    bool going = true;
    for (size_t i = 0; going && i < items->count; i++) {
        const ts_item *item = &items->items[i];
        if (item->kind == TS_ITEM_RUN && item->u.run.run)
            going = take_face(f, item->u.run.run->font);
        else if (item->kind == TS_ITEM_ART && item->u.art.art)
            going = take_items(f, &item->u.art.art->items);
    }
    return going;
}

static bool find_faces(const ts_job *job, faces *f)
{
    bool going = true;
    *f = (faces){.arena = job->edition->arena};
    for (size_t i = 0; going && i < job->document->page_count; i++)
        going = take_items(f, &job->document->pages[i]->items);
    return going;
}

static const ts_font_spec *spec_of(const ts_job *job, const ts_font *font)
{
    return ts_map_find(&job->edition->sheet->fonts, ts_font_name(font));
}

static const char *licence_of(const ts_job *job, const ts_font *font)
{
    const ts_font_spec *spec = spec_of(job, font);
    return spec ? spec->licence.text : NULL;
}

static const char *format_of(const ts_font *font)
{
    return ts_font_is_cff(font) ? "OpenType CFF" : "TrueType";
}

static const char *extent_of(const ts_font *font)
{
    return ts_font_may_subset(font) ? "subset" : "whole";
}

/* ---- JSON */

static double percent(double part)
{
    return (double)(long)(part * 1000 + 0.5) / 10;
}

static void put_pages(const ts_job *job, ts_json_out *out)
{
    ts_json_open(out, "pages", '[');
    for (size_t i = 0; i < job->document->page_count; i++) {
        const ts_page *page = job->document->pages[i];
        ts_json_line(out, NULL, '{');
        ts_json_whole(out, "page", i + 1);
        ts_json_number(out, "width", page->width);
        ts_json_number(out, "height", page->height);
        ts_json_number(out, "bleed", job->edition->profile->bleed ? page->bleed : 0);
        ts_json_close(out, '}');
    }
    ts_json_close(out, ']');
}

static void put_ink(const ts_job *job, const ts_job_ink *ink, ts_json_out *out)
{
    ts_json_line(out, NULL, '{');
    ts_json_text(out, "name", ink->name);
    ts_json_text(out, "kind", ink->spot ? "spot" : "process");
    if (ink->spot) {
        ts_json_line(out, "equivalent", '[');
        for (int i = 0; i < 4; i++)
            ts_json_number(out, NULL, percent(ink->cmyk[i]));
        ts_json_close(out, ']');
    }
    ts_json_line(out, "coverage", '[');
    for (size_t i = 0; i < job->document->page_count; i++)
        ts_json_number(out, NULL, percent(ink->coverage[i]));
    ts_json_close(out, ']');
    ts_json_close(out, '}');
}

static void put_face(const ts_job *job, const ts_font *font, ts_json_out *out)
{
    const ts_font_spec *spec = spec_of(job, font);
    ts_json_open(out, NULL, '{');
    ts_json_text(out, "face", ts_font_name(font));
    ts_json_text(out, "postscript", ts_font_postscript_name(font));
    ts_json_text(out, "file", spec ? spec->file.text : NULL);
    ts_json_text(out, "format", format_of(font));
    ts_json_text(out, "embedded", extent_of(font));
    ts_json_text(out, "permission", ts_font_permission(font));
    ts_json_text(out, "licence", licence_of(job, font));
    ts_json_close(out, '}');
}

bool ts_job_print_json(const ts_job *job, FILE *file)
{
    ts_json_out out = {.arena = job->edition->arena};
    faces f;
    if (!find_faces(job, &f))
        return false;
    ts_json_open(&out, NULL, '{');
    ts_json_whole(&out, "tearsheet-package", 1);
    ts_json_text(&out, "title", job->document->title);
    ts_json_text(&out, "language", job->edition->language);
    ts_json_text(&out, "date", job->document->date);
    ts_json_text(&out, "producer", job->document->producer);
    ts_json_text(&out, "profile", job->edition->profile->name);
    ts_json_text(&out, "standards", job->standards);
    ts_json_text(&out, "printing-condition", job->condition);
    ts_json_whole(&out, "warnings", job->warnings);
    put_pages(job, &out);
    ts_json_open(&out, "inks", '[');
    for (size_t i = 0; i < job->inks.count; i++)
        put_ink(job, &job->inks.items[i], &out);
    ts_json_close(&out, ']');
    ts_json_open(&out, "fonts", '[');
    for (size_t i = 0; i < f.list.count; i++)
        put_face(job, f.list.items[i], &out);
    ts_json_close(&out, ']');
    ts_json_open(&out, "files", '[');
    for (size_t i = 0; i < job->files.count; i++) {
        ts_json_line(&out, NULL, '{');
        ts_json_text(&out, "name", job->files.items[i].name);
        ts_json_text(&out, "means", job->files.items[i].means);
        ts_json_close(&out, '}');
    }
    ts_json_close(&out, ']');
    ts_json_close(&out, '}');
    return ts_json_whole_text(&out) && ts_json_pour(&out, file);
}

/* ---- text */

static const char *said(const char *text)
{
    return text && *text ? text : "none";
}

static const double MM = 25.4 / 72;

static void say_pages(const ts_job *job, FILE *out)
{
    fprintf(out, "\nPages\n");
    for (size_t i = 0; i < job->document->page_count; i++) {
        const ts_page *page = job->document->pages[i];
        double bleed = job->edition->profile->bleed ? page->bleed : 0;
        fprintf(out, "  %zu  trim %.1f x %.1f mm (%g x %g pt), bleed %.1f mm\n", i + 1, page->width * MM, page->height * MM,
                page->width, page->height, bleed * MM);
    }
}

static void say_inks(const ts_job *job, FILE *out)
{
    fprintf(out, "\nInks, and the part of each page that they cover\n");
    for (size_t i = 0; i < job->inks.count; i++) {
        const ts_job_ink *ink = &job->inks.items[i];
        fprintf(out, "  %-24s", ink->name);
        for (size_t p = 0; p < job->document->page_count; p++)
            fprintf(out, " %5.1f %%", percent(ink->coverage[p]));
        if (ink->spot)
            fprintf(out, "   spot, as C%.0f M%.0f Y%.0f K%.0f", 100 * ink->cmyk[0], 100 * ink->cmyk[1], 100 * ink->cmyk[2],
                    100 * ink->cmyk[3]);
        fputc('\n', out);
    }
}

static void say_faces(const ts_job *job, const faces *f, FILE *out)
{
    fprintf(out, "\nFonts, all embedded\n");
    for (size_t i = 0; i < f->list.count; i++) {
        const ts_font *font = f->list.items[i];
        fprintf(out, "  %-40s %s, %s; may be embedded: %s; licence: %s\n", ts_font_postscript_name(font), format_of(font),
                extent_of(font), ts_font_permission(font), said(licence_of(job, font)));
    }
}

bool ts_job_print_text(const ts_job *job, FILE *out)
{
    faces f;
    if (!find_faces(job, &f))
        return false;
    fprintf(out, "%s\n\n", job->document->title);
    fprintf(out, "Date                 %s\nLanguage             %s\n", job->document->date, job->edition->language);
    fprintf(out, "Standards            %s\nPrinting condition   %s\n", said(job->standards), said(job->condition));
    fprintf(out, "Preflight            no errors, %zu warning%s\n", job->warnings, job->warnings == 1 ? "" : "s");
    say_pages(job, out);
    say_inks(job, out);
    say_faces(job, &f, out);
    fprintf(out, "\nFiles (sha256sum -c SHA256SUMS tells whether they came through)\n");
    for (size_t i = 0; i < job->files.count; i++)
        fprintf(out, "  %-36s %s\n", job->files.items[i].name, job->files.items[i].means);
    return true;
}
