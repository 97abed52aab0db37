#include "spec/paper.h"

#define MM (72 / 25.4)

/* ISO 216 in millimetres, ANSI in inches. */
static const struct {
    double width, height;
} sizes[] = {{612, 792},           {612, 1008},          {792, 1224},
             {210 * MM, 297 * MM}, {297 * MM, 420 * MM}, {148 * MM, 210 * MM}};

enum { SMALLEST = 36, LEAST_STEP = 1 }; /* points: half an inch; of the grid */

static void set_trim(const ts_paper_raw *raw, ts_paper *paper)
{
    int name = raw->trim.name.value < 0 ? 0 : raw->trim.name.value;
    bool own = raw->trim.width.given && raw->trim.height.given;
    paper->width = own ? raw->trim.width.pt : sizes[name].width;
    paper->height = own ? raw->trim.height.pt : sizes[name].height;
    bool wide = paper->width > paper->height;
    if (raw->orientation.given && wide != (raw->orientation.value == 1)) {
        double width = paper->width;
        paper->width = paper->height;
        paper->height = width;
    }
}

static double given_or(const ts_length *length, double usual)
{
    return length->given ? length->pt : usual;
}

static void set_margins(const ts_paper_raw *raw, ts_paper *paper)
{
    const struct ts_margins *margins = &raw->margins;
    paper->margins.top = given_or(&margins->top, 36);
    paper->margins.bottom = given_or(&margins->bottom, 18);
    paper->mirrored = margins->inside.given || margins->outside.given;
    paper->margins.left = given_or(paper->mirrored ? &margins->inside : &margins->left, 36);
    paper->margins.right = given_or(paper->mirrored ? &margins->outside : &margins->right, 36);
}

static void check_paper(ts_reader *reader, const ts_paper *paper)
{
    double wide = paper->width - paper->margins.left - paper->margins.right;
    double high = paper->height - paper->margins.top - paper->margins.bottom;
    if (paper->width < SMALLEST || paper->height < SMALLEST)
        ts_error(reader->diags, paper->span, "paper", "the trim is smaller than %d points", SMALLEST);
    else if (wide <= 0 || high <= 0)
        ts_error(reader->diags, paper->span, "paper", "the margins leave no room on the page");
    else if (wide - (paper->columns - 1) * paper->gutter <= 0)
        ts_error(reader->diags, paper->span, "paper", "%d columns with gutters of %g leave no width",
                 paper->columns, paper->gutter);
    if (paper->baseline < LEAST_STEP)
        ts_error(reader->diags, paper->span, "paper", "the step of the baseline grid is under %d point", LEAST_STEP);
}

void ts_paper_set(ts_reader *reader, ts_sheet_file *file)
{
    const ts_paper_raw *raw = &file->paper;
    ts_paper *paper = &file->sheet.paper;
    set_trim(raw, paper);
    set_margins(raw, paper);
    paper->bleed = raw->bleed.pt;
    paper->columns = (int)raw->columns.value;
    paper->gutter = raw->gutter.pt;
    paper->baseline = raw->baseline.pt;
    paper->safe = raw->safe.pt;
    paper->span = raw->span;
    check_paper(reader, paper);
}
