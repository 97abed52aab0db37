/* The report for a terminal and for programs. */
#include "check/report.h"
#include "check/rules.h"

static const char *word_of(ts_severity severity)
{
    static const char *const words[] = {[TS_NOTE] = "note", [TS_WARNING] = "warning", [TS_ERROR] = "error"};
    return words[severity];
}

/* ---- text */

static void print_measure(FILE *out, const ts_finding *finding)
{
    const char *unit = ts_finding_unit(finding);
    if (unit)
        fprintf(out, " (%.4g, limit %.4g %s)", finding->value, finding->limit, unit);
}

static void print_finding(FILE *out, const ts_finding *finding, size_t number)
{
    fprintf(out, "%3zu  %s  %s", number, word_of(finding->severity), finding->rule);
    if (finding->page)
        fprintf(out, "  page %zu", finding->page);
    if (finding->box.w > 0 || finding->box.h > 0)
        fprintf(out, " at %.1f %.1f, %.1f x %.1f pt", finding->box.x, finding->box.y, finding->box.w, finding->box.h);
    if (finding->frame)
        fprintf(out, "  frame %s", finding->frame);
    fprintf(out, "\n     %s", finding->message);
    print_measure(out, finding);
    if (finding->span.source) {
        ts_place place = ts_source_place(finding->span.source, finding->span.begin);
        fprintf(out, "\n     %s:%zu:%zu", finding->span.source->name, place.line, place.column);
    }
    if (ts_finding_is_used(finding)) {
        ts_place place = ts_source_place(finding->used.source, finding->used.begin);
        fprintf(out, ", used at %s:%zu:%zu", finding->used.source->name, place.line, place.column);
    }
    fputc('\n', out);
}

void ts_report_print_text(FILE *out, const ts_report *report)
{
    const ts_edition *edition = report->of.edition;
    fprintf(out, "\n%s, %s, %s%s: ", edition->title ? edition->title : "", edition->language, edition->profile->name, edition->draft ? ", draft" : "");
    if (!report->count)
        fputs("clean, no rule is broken\n", out);
    else
        fprintf(out, "%zu error%s, %zu warning%s\n", report->errors, report->errors == 1 ? "" : "s", report->warnings,
                report->warnings == 1 ? "" : "s");
    for (size_t i = 0; i < report->count; i++)
        print_finding(out, &report->items[i], i + 1);
}

/* ---- JSON */

static void text_or_null(ts_json_out *out, const char *key, const char *text)
{
    if (text)
        ts_json_text(out, key, text);
    else
        ts_json_null(out, key);
}

static void put_place(ts_json_out *out, ts_span span)
{
    text_or_null(out, "file", span.source ? span.source->name : NULL);
    if (!span.source) {
        ts_json_null(out, "line");
        ts_json_null(out, "column");
        return;
    }
    ts_place place = ts_source_place(span.source, span.begin);
    ts_json_whole(out, "line", place.line);
    ts_json_whole(out, "column", place.column);
}

static void put_finding(ts_json_out *out, const ts_finding *finding)
{
    const char *unit = ts_finding_unit(finding);
    ts_json_line(out, NULL, '{');
    ts_json_text(out, "rule", finding->rule);
    ts_json_text(out, "severity", word_of(finding->severity));
    put_place(out, finding->span);
    if (ts_finding_is_used(finding)) {
        ts_json_open(out, "used", '{');
        put_place(out, finding->used);
        ts_json_close(out, '}');
    }
    if (finding->page)
        ts_json_whole(out, "page", finding->page);
    else
        ts_json_null(out, "page");
    if (finding->box.w > 0 || finding->box.h > 0)
        ts_json_box(out, "box", finding->box);
    else
        ts_json_null(out, "box");
    text_or_null(out, "frame", finding->frame);
    if (unit) {
        ts_json_number(out, "measured", finding->value);
        ts_json_number(out, "limit", finding->limit);
        ts_json_text(out, "unit", unit);
    }
    ts_json_text(out, "message", finding->message);
    ts_json_close(out, '}');
}

static size_t count_of(const ts_report *report, const char *rule)
{
    size_t count = 0;
    for (size_t i = 0; i < report->count; i++)
        count += ts_rule_find(report->items[i].rule) == ts_rule_find(rule);
    return count;
}

static void put_rule(ts_json_out *out, const ts_report *report, ts_rule_id id)
{
    static const char *const levels[] = {[TS_LEVEL_ERROR] = "error", [TS_LEVEL_WARNING] = "warning", [TS_LEVEL_OFF] = "off"};
    const ts_preflight_rule *rule = &ts_preflight_rules[id];
    const ts_threshold *threshold = ts_rule_threshold(&report->of.edition->sheet->preflight, id);
    ts_json_line(out, NULL, '{');
    ts_json_text(out, "rule", rule->id);
    ts_json_text(out, "level", ts_rule_holds(report->of.edition->profile, id) ? levels[threshold ? threshold->level : TS_LEVEL_ERROR] : "elsewhere");
    if (threshold && rule->unit) {
        ts_json_number(out, "limit", threshold->limit);
        ts_json_text(out, "unit", rule->unit);
    }
    ts_json_whole(out, "findings", count_of(report, rule->id));
    ts_json_close(out, '}');
}

static void put_parameters(ts_json_out *out, const ts_edition *edition)
{
    ts_json_line(out, "parameters", '{');
    for (size_t i = 0; i < edition->param_count; i++) {
        const ts_binding *param = &edition->params[i];
        ts_json_name(out, param->name);
        if (param->value.kind == TS_CELL_NUMBER)
            ts_json_number(out, NULL, param->value.number);
        else
            text_or_null(out, NULL, param->value.text);
    }
    ts_json_close(out, '}');
}

void ts_report_print_json(ts_json_out *out, const ts_report *report)
{
    const ts_edition *edition = report->of.edition;
    ts_json_text(out, "sheet", edition->sheet->source->name);
    text_or_null(out, "title", edition->title);
    ts_json_text(out, "profile", edition->profile->name);
    put_parameters(out, edition);
    ts_json_flag(out, "draft", edition->draft);
    ts_json_flag(out, "clean", report->count == 0);
    ts_json_whole(out, "errors", report->errors);
    ts_json_whole(out, "warnings", report->warnings);
    ts_json_open(out, "findings", '[');
    for (size_t i = 0; i < report->count; i++)
        put_finding(out, &report->items[i]);
    ts_json_close(out, ']');
    ts_json_open(out, "rules", '[');
    for (int id = 0; id < TS_RULE_COUNT; id++)
        put_rule(out, report, (ts_rule_id)id);
    ts_json_close(out, ']');
}
