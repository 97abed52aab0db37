/* The report as a page: each page's picture with the findings on it, the list, the rules. */
#include "check/report.h"

#include "base/html.h"
#include "check/rules.h"
#include "device/device.h"

#include <math.h>
#include <string.h>

static const double DPI = 110;

typedef struct sheet_page {
    const ts_report *report;
    FILE *out;
    size_t number; /* from 1 */
    const ts_page *page;
    ts_rect seen; /* of the page, in its own points */
    ts_point *marks; /* middles of the numbers that stand on it */
    size_t mark_count;
} sheet_page;

static const char *class_of(ts_severity severity)
{
    static const char *const classes[] = {[TS_NOTE] = "note", [TS_WARNING] = "warning", [TS_ERROR] = "error"};
    return classes[severity];
}

/* ---- the head */

static void put_parameters(FILE *out, const ts_edition *edition)
{
    for (size_t i = 0; i < edition->param_count; i++) {
        const ts_binding *param = &edition->params[i];
        char number[TS_JSON_NUMBER_ROOM];
        fputs(", ", out);
        ts_html_text(out, param->name);
        fputs(" ", out);
        ts_html_text(out, param->value.kind == TS_CELL_NUMBER ? ts_json_number_text(param->value.number, number) : param->value.text);
    }
}

static void put_verdict(FILE *out, const ts_report *report)
{
    if (!report->count) {
        fputs("<p class=\"verdict clean\">Clean: no rule is broken.</p>\n", out);
        return;
    }
    fprintf(out, "<p class=\"verdict %s\">%zu error%s, %zu warning%s", report->errors ? "error" : "warning", report->errors,
            report->errors == 1 ? "" : "s", report->warnings, report->warnings == 1 ? "" : "s");
    if (report->notes)
        fprintf(out, ", %zu note%s", report->notes, report->notes == 1 ? "" : "s");
    fputs(".</p>\n", out);
}

static void put_head(FILE *out, const ts_report *report)
{
    const ts_edition *edition = report->of.edition;
    fputs("<h1>Preflight of <span", out);
    fprintf(out, " lang=\"");
    ts_html_text(out, edition->language);
    fputs("\">", out);
    ts_html_text(out, edition->title);
    fputs("</span></h1>\n<p class=\"quiet\">", out);
    ts_html_text(out, edition->sheet->source->name);
    fputs(", language ", out);
    ts_html_text(out, edition->language);
    fputs(", profile ", out);
    ts_html_text(out, edition->profile->name);
    put_parameters(out, edition);
    fputs(edition->draft ? ", a draft</p>\n" : "</p>\n", out);
    put_verdict(out, report);
}

/* ---- pictures */

typedef struct base64 { /* RFC 4648, 4 */
    FILE *out;
    unsigned char held[3];
    int count;
} base64;

static void put_quantum(base64 *b)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned long bits = (unsigned long)b->held[0] << 16 | (unsigned long)b->held[1] << 8 | b->held[2];
    for (int i = 0; i < 4; i++)
        fputc(i <= b->count ? digits[bits >> (18 - 6 * i) & 63] : '=', b->out);
    memset(b->held, 0, sizeof b->held);
    b->count = 0;
}

static bool put_bytes(void *user, const void *bytes, size_t count)
{
    base64 *b = user;
    for (size_t i = 0; i < count; i++) {
        b->held[b->count++] = ((const unsigned char *)bytes)[i];
        if (b->count == 3)
            put_quantum(b);
    }
    return !ferror(b->out);
}

static ts_status put_picture(const sheet_page *p, const char **why)
{
    base64 bytes = {.out = p->out};
    ts_writer writer = {put_bytes, &bytes};
    ts_raster_options options = {.colour = p->report->of.colour, .dpi = DPI, .bleed = p->report->of.edition->profile->bleed};
    fprintf(p->out, "<image x=\"%.4g\" y=\"%.4g\" width=\"%.6g\" height=\"%.6g\" href=\"data:image/png;base64,", p->seen.x, p->seen.y, p->seen.w,
            p->seen.h);
    ts_status status = ts_png_write(p->report->arena, p->report->of.document, p->number - 1, &options, &writer, why);
    if (bytes.count)
        put_quantum(&bytes);
    fputs("\"/>\n", p->out);
    return status;
}

/* ---- boxes on them */

static bool is_here(const sheet_page *p, const ts_finding *finding)
{
    return finding->page == p->number && (finding->box.w > 0 || finding->box.h > 0);
}

/* A hairline's box is grown, so that it can be seen around. */
static ts_rect frame_of(ts_rect box)
{
    double x = fmax(4 - box.w, 0) / 2 + 1, y = fmax(4 - box.h, 0) / 2 + 1;
    return (ts_rect){box.x - x, box.y - y, box.w + 2 * x, box.h + 2 * y};
}

static double within(double value, double low, double high)
{
    return fmax(low, fmin(value, high));
}

static const double MARK = 6, MARK_APART = 13; /* radius; from middle to middle */

static ts_point on_page(const sheet_page *p, double x, double y)
{
    double edge = MARK + 1;
    return (ts_point){within(x, p->seen.x + edge, ts_rect_right(p->seen) - edge), within(y, p->seen.y + edge, ts_rect_bottom(p->seen) - edge)};
}

static bool is_free(const sheet_page *p, ts_point at)
{
    for (size_t i = 0; i < p->mark_count; i++)
        if (hypot(p->marks[i].x - at.x, p->marks[i].y - at.y) < MARK_APART - 0.01)
            return false;
    return true;
}

/* The number stands at the box's top left; where others stand already in the nearest free place at the right, and below. */
static ts_point place_mark(sheet_page *p, ts_rect box)
{
    enum { ACROSS = 8, DOWN = 8 };
    ts_point at = on_page(p, box.x, box.y);
    for (int i = 0; i < ACROSS * DOWN && !is_free(p, at); i++)
        at = on_page(p, box.x + MARK_APART * (i % ACROSS), box.y + MARK_APART * (i / ACROSS));
    p->marks[p->mark_count++] = at;
    return at;
}

static void put_box(sheet_page *p, const ts_finding *finding, size_t number)
{
    ts_rect box = frame_of(finding->box);
    ts_point at = place_mark(p, box);
    fprintf(p->out, "<a href=\"#finding-%zu\" class=\"%s\"><title>Finding %zu: ", number, class_of(finding->severity), number);
    ts_html_text(p->out, finding->message);
    fprintf(p->out, "</title><rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>", box.x, box.y, box.w, box.h);
    fprintf(p->out, "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%g\"/><text x=\"%.2f\" y=\"%.2f\">%zu</text></a>\n", at.x, at.y, MARK, at.x, at.y + 2.6,
            number);
}

static void put_trim(const sheet_page *p)
{
    if (p->seen.x < 0)
        fprintf(p->out, "<rect class=\"trim\" x=\"0\" y=\"0\" width=\"%.6g\" height=\"%.6g\"/>\n", p->page->width, p->page->height);
}

static void put_caption(const sheet_page *p)
{
    size_t count = 0;
    fprintf(p->out, "<figcaption>Page %zu", p->number);
    if (p->page->name) {
        fputs(", ", p->out);
        ts_html_text(p->out, p->page->name);
    }
    for (size_t i = 0; i < p->report->count; i++) {
        if (p->report->items[i].page != p->number)
            continue;
        fprintf(p->out, "%s<a href=\"#finding-%zu\">%zu</a>", count++ ? ", " : ": findings ", i + 1, i + 1);
    }
    fputs(count ? "</figcaption>\n" : ": nothing found</figcaption>\n", p->out);
}

static ts_status put_page(const ts_report *report, FILE *out, size_t index, const char **why)
{
    const ts_page *page = report->of.document->pages[index];
    double bleed = report->of.edition->profile->bleed ? page->bleed : 0;
    sheet_page p = {report, out, index + 1, page, {-bleed, -bleed, page->width + 2 * bleed, page->height + 2 * bleed},
                    TS_ARRAY(report->arena, ts_point, report->count), 0};
    if (!p.marks)
        return TS_MACHINE;
    fprintf(out, "<figure class=\"page\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" aria-label=\"Picture of page %zu\" viewBox=\"%.6g %.6g %.6g %.6g\">\n",
            p.number, p.seen.x, p.seen.y, p.seen.w, p.seen.h);
    ts_status status = put_picture(&p, why);
    put_trim(&p);
    for (size_t i = 0; i < report->count; i++)
        if (is_here(&p, &report->items[i]))
            put_box(&p, &report->items[i], i + 1);
    fputs("</svg>\n", out);
    put_caption(&p);
    fputs("</figure>\n", out);
    return status;
}

/* ---- lists */

static void put_measure(FILE *out, const ts_finding *finding)
{
    const char *unit = ts_finding_unit(finding);
    const char *gap = unit && *unit == ':' ? "" : "&nbsp;";
    if (unit)
        fprintf(out, "<td class=\"number\">%.3g%s%s</td><td class=\"number\">%.3g%s%s</td>", finding->value, gap, unit, finding->limit, gap, unit);
    else
        fputs("<td></td><td></td>", out);
}

static void put_place(FILE *out, ts_span span)
{
    ts_place place = ts_source_place(span.source, span.begin);
    ts_html_text(out, span.source->name);
    fprintf(out, ":%zu:%zu", place.line, place.column);
}

static void put_finding(FILE *out, const ts_finding *finding, size_t number)
{
    fprintf(out, "<tr id=\"finding-%zu\"><th scope=\"row\">%zu</th><td class=\"%s\">%s</td><td>", number, number, class_of(finding->severity),
            class_of(finding->severity));
    ts_html_text(out, finding->rule);
    fputs("</td><td>", out);
    ts_html_text(out, finding->message);
    fputs("</td>", out);
    put_measure(out, finding);
    fputs("<td>", out);
    if (finding->page)
        fprintf(out, "page %zu", finding->page);
    if (finding->frame) {
        fputs(finding->page ? ", " : "", out);
        ts_html_text(out, finding->frame);
    }
    fputs("</td><td>", out);
    if (finding->span.source)
        put_place(out, finding->span);
    if (ts_finding_is_used(finding)) {
        fputs("<br>used at ", out);
        put_place(out, finding->used);
    }
    fputs("</td></tr>\n", out);
}

static void put_findings(FILE *out, const ts_report *report)
{
    if (!report->count)
        return;
    fputs("<h2>Findings</h2>\n<table><thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Severity</th><th scope=\"col\">Rule</th><th scope=\"col\">What is wrong</th>"
          "<th scope=\"col\">Measured</th><th scope=\"col\">Limit</th><th scope=\"col\">Page, frame</th><th scope=\"col\">Place in the sheet</th></tr></thead><tbody>\n",
          out);
    for (size_t i = 0; i < report->count; i++)
        put_finding(out, &report->items[i], i + 1);
    fputs("</tbody></table>\n", out);
}

static void put_rule(FILE *out, const ts_report *report, ts_rule_id id)
{
    const ts_preflight_rule *rule = &ts_preflight_rules[id];
    const ts_threshold *threshold = ts_rule_threshold(&report->of.edition->sheet->preflight, id);
    size_t found = 0;
    for (size_t i = 0; i < report->count; i++)
        found += ts_rule_find(report->items[i].rule) == id;
    bool holds = ts_rule_holds(report->of.edition->profile, id) && !(threshold && threshold->level == TS_LEVEL_OFF);
    fputs("<tr><th scope=\"row\">", out);
    ts_html_text(out, rule->id);
    fputs("</th><td>", out);
    ts_html_text(out, rule->what);
    fputs("</td><td class=\"number\">", out);
    if (threshold && rule->unit)
        fprintf(out, "%.4g%s%s", threshold->limit, *rule->unit == ':' ? "" : "&nbsp;", rule->unit);
    fputs("</td><td>", out);
    if (holds)
        fprintf(out, found ? "%zu found" : "kept", found);
    else
        fputs("not looked at", out);
    fputs("</td><td>", out);
    ts_html_text(out, rule->source);
    fputs("</td></tr>\n", out);
}

static void put_rules(FILE *out, const ts_report *report)
{
    fputs("<h2>Rules</h2>\n<table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">It asks that</th><th scope=\"col\">Limit</th>"
          "<th scope=\"col\">Here</th><th scope=\"col\">Source</th></tr></thead><tbody>\n",
          out);
    for (int id = 0; id < TS_RULE_COUNT; id++)
        put_rule(out, report, (ts_rule_id)id);
    fputs("</tbody></table>\n", out);
}

ts_status ts_report_print_html(FILE *out, const ts_report *report, const char **why)
{
    const ts_edition *edition = report->of.edition;
    const char *title = ts_arena_print(report->arena, "Preflight of %s", edition->title ? edition->title : "a sheet");
    ts_status status = TS_OK;
    ts_html_begin(out, "en", title);
    put_head(out, report);
    put_findings(out, report);
    fputs("<h2>Pages</h2>\n", out);
    for (size_t i = 0; i < report->of.document->page_count && status == TS_OK; i++)
        status = put_page(report, out, i, why);
    put_rules(out, report);
    ts_html_end(out);
    return status;
}
