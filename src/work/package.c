/*
 * package.c - what a print shop gets: every file is made in memory, and all of
 * them are written together or not at all.
 */
#include "work/work.h"

#include "answer/job.h"
#include "answer/ledger.h"
#include "base/bundle.h"
#include "base/spool.h"
#include "check/report.h"
#include "device/plates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct package {
    ts_work *work;
    const ts_options *options;
    const char *name; /* of the sheet, without folder and ending */
    ts_made made;
    ts_job job;
    ts_bundle bundle;
} package;

/* ---- files in memory */

static bool write_spool(void *user, const void *bytes, size_t count)
{
    return fwrite(bytes, 1, count, ((ts_spool *)user)->file) == count;
}

/* The bytes stay as long as the edition; means NULL: not listed. */
static int keep_spool(package *p, ts_spool *from, const char *name, const char *means)
{
    ts_arena *arena = p->work->edition_arena;
    bool whole = ts_spool_close(from, true) && ts_arena_defer(arena, free, from->bytes);
    ts_bundle_file file = {name, from->bytes, from->size};
    bool kept = whole && name && TS_PUSH(arena, &p->bundle.files, file) &&
                (!means || TS_PUSH(arena, &p->job.files, ((ts_job_file){name, means})));
    return kept ? TEARSHEET_OK : ts_work_machine(p->work, NULL);
}

static int drop_spool(ts_spool *from, int status)
{
    ts_spool_close(from, false);
    return status;
}

static const char *named(package *p, const char *ending)
{
    return ts_arena_print(p->work->edition_arena, "%s%s", p->name, ending);
}

/* ---- pages */

static int add_pages(package *p, const ts_options *options, ts_file_kind kind, size_t page, ts_job_file file)
{
    ts_spool out;
    if (!ts_spool_open(&out))
        return ts_work_machine(p->work, NULL);
    ts_writer writer = {write_spool, &out};
    int status = ts_work_write(p->work, &p->made, options, &(ts_wanted){kind, page, &writer});
    return status == TEARSHEET_OK ? keep_spool(p, &out, file.name, file.means) : drop_spool(&out, status);
}

static int add_press_files(package *p)
{
    ts_options plain = *p->options;
    plain.impose = NULL;
    int status = add_pages(p, &plain, TS_FILE_PDF, 0, (ts_job_file){named(p, ".pdf"), "the pages, for the press"});
    if (status != TEARSHEET_OK || !p->options->impose)
        return status;
    const char *ending = ts_arena_print(p->work->edition_arena, "-%s.pdf", p->options->impose);
    return add_pages(p, p->options, TS_FILE_PDF, 0, (ts_job_file){ending ? named(p, ending) : NULL, "the same pages on press sheets"});
}

static int add_proofs(package *p)
{
    ts_options proof = *p->options;
    int status = TEARSHEET_OK;
    proof.proof = true;
    proof.impose = NULL;
    for (size_t i = 0; status == TEARSHEET_OK && i < p->made.document->page_count; i++) {
        const char *name = ts_arena_print(p->work->edition_arena, "proof/page-%zu.png", i + 1);
        status = add_pages(p, &proof, TS_FILE_PNG, i, (ts_job_file){name, "how it should look: on paper, overprints included"});
    }
    return status;
}

/* ---- inks */

/* Fine enough for a mean, bounded on large pages. */
static double resolution_for(const ts_page *page)
{
    static const double usual = 72, most = 4e6; /* pixels an inch; pixels */
    return usual * fmin(1, sqrt(most / (page->width * page->height)));
}

static double mean_of(const ts_plates *plates, const ts_plate *plate)
{
    size_t count = plates->width * plates->height;
    double sum = 0;
    for (size_t i = 0; plate->pixels && i < count; i++)
        sum += plate->pixels[i];
    return count ? sum / 255 / (double)count : 0;
}

static ts_job_ink *ink_of(package *p, const ts_plate *plate)
{
    static const char *const process[] = {"Cyan", "Magenta", "Yellow", "Black"};
    ts_arena *arena = p->work->edition_arena;
    for (size_t i = 0; i < p->job.inks.count; i++)
        if (strcmp(p->job.inks.items[i].name, plate->name) == 0)
            return &p->job.inks.items[i];
    ts_job_ink ink = {.name = ts_arena_text(arena, plate->name), .spot = true,
                      .coverage = TS_ARRAY(arena, double, p->made.document->page_count)};
    memcpy(ink.cmyk, plate->cmyk, sizeof ink.cmyk);
    for (int i = 0; i < 4; i++)
        ink.spot = ink.spot && strcmp(plate->name, process[i]) != 0;
    bool kept = ink.name && ink.coverage && TS_PUSH(arena, &p->job.inks, ink);
    return kept ? &p->job.inks.items[p->job.inks.count - 1] : NULL;
}

static int measure_page(package *p, ts_arena *scratch, size_t page)
{
    const ts_page *paper = p->made.document->pages[page];
    const ts_plates_order order = {.document = p->made.document, .page = page, .box = {0, 0, paper->width, paper->height},
                                   .dpi = resolution_for(paper), .colour = p->made.colour,
                                   .spots_to_process = p->made.edition->profile->spots_to_process};
    ts_plates plates = {0};
    const char *why = NULL;
    if (ts_plates_make(scratch, &order, &plates, &why) != TS_OK)
        return ts_work_machine(p->work, why ? ts_arena_text(p->work->edition_arena, why) : NULL);
    for (size_t i = 0; i < plates.inks.count; i++) {
        ts_job_ink *ink = ink_of(p, &plates.inks.items[i]);
        if (!ink)
            return ts_work_machine(p->work, NULL);
        ((double *)ink->coverage)[page] = mean_of(&plates, &plates.inks.items[i]);
    }
    return TEARSHEET_OK;
}

/* An ink that is on no page has no plate. */
static void leave_out_bare_inks(package *p)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->job.inks.count; i++) {
        double most = 0;
        for (size_t page = 0; page < p->made.document->page_count; page++)
            most = fmax(most, p->job.inks.items[i].coverage[page]);
        if (most > 0)
            p->job.inks.items[kept++] = p->job.inks.items[i];
    }
    p->job.inks.count = kept;
}

static int measure_inks(package *p)
{
    int status = TEARSHEET_OK;
    for (size_t page = 0; status == TEARSHEET_OK && page < p->made.document->page_count; page++) {
        ts_arena *scratch = ts_work_new_arena(p->work->common);
        if (scratch)
            ts_arena_heed(scratch, &p->work->stop);
        status = scratch ? measure_page(p, scratch, page) : ts_work_machine(p->work, NULL);
        ts_arena_drop(scratch);
    }
    leave_out_bare_inks(p);
    return status;
}

/* ---- reports */

static const char *standards_of(package *p)
{
    static const struct { unsigned claim; const char *name; } names[] = {{TS_CLAIM_X4, "PDF/X-4"}, {TS_CLAIM_A2B, "PDF/A-2b"},
                                                                         {TS_CLAIM_A2A, "PDF/A-2a"}, {TS_CLAIM_UA1, "PDF/UA-1"}};
    unsigned claims = ts_work_claims(p->work, &p->made, p->options);
    const char *text = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (claims & names[i].claim)
            text = text ? ts_arena_print(p->work->edition_arena, "%s, %s", text, names[i].name) : names[i].name;
    return text;
}

/* "FOGRA39 (FOGRA39L Coated)": the name in the registry, and the profile's own. */
static const char *condition_of(package *p)
{
    const char *named = p->made.edition->profile->condition.text, *own = ts_colour_icc_name(p->made.colour);
    if (!named || !own)
        return named ? named : own;
    return ts_arena_print(p->work->edition_arena, "%s (%s)", named, own);
}

static bool print_findings(const package *p, FILE *out)
{
    ts_diags diags = p->work->diags;
    fprintf(out, "%s: %zu errors, %zu warnings\n", p->name, diags.errors, diags.warnings);
    ts_print_diagnostics(&diags, TS_DIAGNOSTICS_TEXT, out);
    return true;
}

static bool print_findings_json(const package *p, FILE *out)
{
    ts_print_diagnostics(&p->work->diags, TS_DIAGNOSTICS_JSON, out);
    return true;
}

static bool print_findings_page(const package *p, FILE *out)
{
    const ts_report_order order = {p->made.edition, p->made.document, p->made.colour, &p->work->diags, &p->made.findings};
    ts_report report;
    const char *why;
    return ts_report_make(p->work->edition_arena, &order, &report) && ts_report_print_html(out, &report, &why) == TS_OK;
}

static bool print_ledger(const package *p, FILE *out)
{
    const char *text = ts_work_ledger_text(p->work, &p->made, TS_LEDGER_INDENTED);
    if (text)
        fputs(text, out);
    return text;
}

static bool print_job(const package *p, FILE *out)
{
    return ts_job_print_json(&p->job, out);
}

static bool print_job_text(const package *p, FILE *out)
{
    return ts_job_print_text(&p->job, out);
}

/* The job is printed last: it lists the other files. */
static int add_reports(package *p)
{
    static const struct { const char *name, *means; bool (*print)(const package *p, FILE *out); } reports[] = {
        {"preflight.txt", "what was found when the pages were looked at", print_findings},
        {"preflight.ndjson", "the same, one JSON object a line", print_findings_json},
        {"preflight.html", "the same, drawn on the pages, with the rules and their limits", print_findings_page},
        {"ledger.json", "every number on the pages, with its sources", print_ledger},
        {"job.json", NULL, print_job},
        {"job.txt", NULL, print_job_text},
    };
    int status = TEARSHEET_OK;
    for (size_t i = 0; status == TEARSHEET_OK && i < sizeof reports / sizeof *reports; i++) {
        ts_spool out;
        if (!ts_spool_open(&out))
            return ts_work_machine(p->work, NULL);
        status = reports[i].print(p, out.file) ? keep_spool(p, &out, reports[i].name, reports[i].means)
                                               : drop_spool(&out, ts_work_machine(p->work, NULL));
    }
    return status;
}

/* ---- all of it */

/* "layouts/brochure.json" -> "brochure" */
static const char *name_of(ts_work *work)
{
    const char *path = work->sheet->source->name, *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return ts_arena_copy(work->edition_arena, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

static int check_wanted(package *p, const char *target)
{
    if (strcmp(target, "-") == 0)
        return ts_work_usage(p->work, "a package is a folder or a .zip file, and goes to no standard output");
    if (p->options->draft)
        return ts_work_usage(p->work, "a draft is not for the print shop");
    if (!p->made.edition->profile->cmyk)
        return ts_work_usage(p->work, "a print shop gets a profile of inks; this one shows colours of a screen");
    return ts_work_check_order(p->work, &p->made, p->options, TS_FILE_PDF);
}

/* Inks are numbers; which colours they are is the condition's to say. */
static int check_condition(package *p)
{
    const ts_profile *profile = p->made.edition->profile;
    size_t size = 0;
    if (ts_colour_icc(p->made.colour, &size) || p->work->sheet->preflight.condition.level == TS_LEVEL_OFF)
        return TEARSHEET_OK;
    ts_span whole = {p->work->sheet->source, 0, 1};
    ts_error(&p->work->diags, profile->span.source ? profile->span : whole, "condition",
             "a print shop gets no file of no printing condition (\"preflight\": { \"condition\": \"off\" } lets it through)");
    return TEARSHEET_FAULT;
}

/* Nothing of it shows on the pages, but the shop's programs sort and compare by it. */
static void warn_of_no_date(package *p)
{
    const ts_sheet *sheet = p->work->sheet;
    if (!sheet->date.text && p->options->epoch < 0)
        ts_warn(&p->work->diags, (ts_span){sheet->source, 0, 1}, "date",
                "the sheet has no \"date\": its files say 1970-01-01, the beginning of time (SOURCE_DATE_EPOCH would be taken)");
}

static int fill(package *p)
{
    warn_of_no_date(p);
    int status = ts_work_add_ledger(p->work, &p->made);
    if (status == TEARSHEET_OK)
        status = add_press_files(p);
    if (status == TEARSHEET_OK)
        status = add_proofs(p);
    if (status == TEARSHEET_OK)
        status = measure_inks(p);
    if (status != TEARSHEET_OK)
        return status;
    p->job.edition = p->made.edition;
    p->job.document = p->made.document;
    p->job.standards = standards_of(p);
    p->job.condition = condition_of(p);
    p->job.warnings = p->work->diags.warnings;
    return add_reports(p);
}

int ts_work_package(ts_work *work, const ts_options *options, const char *target)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    if (options->page || options->plate || options->proof || options->ledger)
        return ts_work_usage(work, "a package holds all pages, their proofs and its ledger: ask for no page, plate, proof or ledger");
    package p = {.work = work, .options = options, .bundle = {.mark = "job.json", .begin = TS_JOB_BEGIN}};
    int status = ts_work_compose(work, options, &p.made);
    if (status == TEARSHEET_OK)
        status = check_wanted(&p, target);
    if (status == TEARSHEET_OK)
        status = check_condition(&p);
    if (status != TEARSHEET_OK)
        return status;
    p.name = name_of(work);
    status = p.name ? fill(&p) : ts_work_machine(work, NULL);
    if (status != TEARSHEET_OK)
        return status;
    const char *why = NULL;
    switch (ts_bundle_write(work->edition_arena, &p.bundle, target, &why)) {
    case TS_BUNDLE_WRITTEN: return ts_work_tell_moved(work, &p.made);
    case TS_BUNDLE_IN_THE_WAY: return ts_work_usage(work, why);
    default: return ts_work_machine(work, why);
    }
}
