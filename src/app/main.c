/*
 * main.c - the command line. It sees tearsheet.h only, like any embedder.
 *
 * Exit status: 0 done; 1 the sheet, its data or a rule is at fault; 2 wrong
 * usage; 3 the machine (files, memory).
 */
#include "tearsheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct command_line {
    const char *command, *sheet, *other; /* other: the second word behind a command */
    const char *output, *format;
    const char **settings; /* room for every argument, as in those of old and new */
    struct side {          /* what diff sets for one of its two editions only */
        const char **settings, *language;
        size_t count;
    } sides[2];
    ts_options options;
    bool json_diagnostics, exit_code, help, version;
} command_line;

static const char usage_text[] =
    "usage: tearsheet render SHEET.json [-o FILE] [options]   draw it: .pdf, .png, .svg ({page}), .trace; - is stdout\n"
    "       tearsheet check  SHEET.json [options]             all that render checks, no file\n"
    "       tearsheet check  SHEET.json --format text|json    and which texts needed steps of their ladders, on stdout\n"
    "       tearsheet stats  SHEET.json [--format table|json|csv|factcheck] [options]\n"
    "       tearsheet trace  SHEET.json|FILE.pdf|LEDGER.json NAME [--format text|json]   all that is known of one number\n"
    "       tearsheet diff   OLD NEW [--format text|json|html] [-o FILE]   what two editions print differently\n"
    "       tearsheet accept SHEET.json [options]             record what it prints as the accepted edition\n"
    "       tearsheet schema                                  the JSON Schema of sheets, brand files and decks\n"
    "       tearsheet --version | --help\n"
    "\n"
    "options:\n"
    "  -o, --output FILE        where to write; default: the edition's output, else the sheet's name with .pdf, here\n"
    "      --profile NAME       print (default), screen or archive, or one of the sheet's\n"
    "      --edition NAME       one of the sheet's named editions\n"
    "      --set NAME=VALUE     a parameter of the sheet; may be repeated\n"
    "      --lang TAG           language of the copy deck, e.g. en-US\n"
    "      --page N             this page only\n"
    "      --dpi N              resolution of PNG, default 150\n"
    "      --marks              printers' marks outside the bleed\n"
    "      --draft              TBC gaps and a DRAFT line where values are unknown\n"
    "      --ledger FILE.json   write the statistics beside the pages\n"
    "      --diagnostics json   one JSON object a line on stderr, instead of text\n"
    "      --old NAME=VALUE, --new NAME=VALUE, --old-lang TAG, --new-lang TAG\n"
    "                           diff: a parameter or the language of one of two sheets\n"
    "      --exit-code          diff: status 1 when something differs\n";

static int wrong(const char *what, const char *which)
{
    fprintf(stderr, "tearsheet: %s%s\nTry: tearsheet --help\n", what, which);
    return TEARSHEET_USAGE;
}

/* ---- options: a table of names, each with what it does with its value */

typedef int (*take)(command_line *line, const char *value);

static int take_output(command_line *line, const char *value)
{
    line->output = value;
    return 0;
}

static int take_profile(command_line *line, const char *value)
{
    line->options.profile = value;
    return 0;
}

static int take_edition(command_line *line, const char *value)
{
    line->options.edition = value;
    return 0;
}

static int check_setting(const char *value)
{
    const char *equals = strchr(value, '=');
    return !equals || equals == value ? wrong("a parameter is set as NAME=VALUE, not ", value) : 0;
}

static int take_set(command_line *line, const char *value)
{
    int status = check_setting(value);
    if (status)
        return status;
    line->settings[line->options.setting_count++] = value;
    return 0;
}

static int take_side(struct side *side, const char *value)
{
    int status = check_setting(value);
    if (status == 0)
        side->settings[side->count++] = value;
    return status;
}

static int take_old(command_line *line, const char *value)
{
    return take_side(&line->sides[0], value);
}

static int take_new(command_line *line, const char *value)
{
    return take_side(&line->sides[1], value);
}

static int take_old_lang(command_line *line, const char *value)
{
    line->sides[0].language = value;
    return 0;
}

static int take_new_lang(command_line *line, const char *value)
{
    line->sides[1].language = value;
    return 0;
}

static int take_exit_code(command_line *line, const char *value)
{
    (void)value;
    line->exit_code = true;
    return 0;
}

static int take_lang(command_line *line, const char *value)
{
    line->options.language = value;
    return 0;
}

static int take_page(command_line *line, const char *value)
{
    char *end;
    long page = strtol(value, &end, 10);
    if (*end || end == value || page < 1 || page > 9999)
        return wrong("--page is a number from 1, not ", value);
    line->options.page = (int)page;
    return 0;
}

static int take_dpi(command_line *line, const char *value)
{
    char *end;
    double dpi = strtod(value, &end);
    if (*end || end == value || !(dpi >= 10 && dpi <= 2400))
        return wrong("--dpi is a number from 10 to 2400, not ", value);
    line->options.dpi = dpi;
    return 0;
}

static int take_format(command_line *line, const char *value)
{
    line->format = value;
    return 0;
}

static int take_ledger(command_line *line, const char *value)
{
    line->options.ledger = value;
    return 0;
}

static int take_diagnostics(command_line *line, const char *value)
{
    if (strcmp(value, "json") != 0 && strcmp(value, "text") != 0)
        return wrong("--diagnostics is text or json, not ", value);
    line->json_diagnostics = strcmp(value, "json") == 0;
    return 0;
}

static int take_marks(command_line *line, const char *value)
{
    (void)value;
    line->options.marks = true;
    return 0;
}

static int take_draft(command_line *line, const char *value)
{
    (void)value;
    line->options.draft = true;
    return 0;
}

static int take_help(command_line *line, const char *value)
{
    (void)value;
    line->help = true;
    return 0;
}

static int take_version(command_line *line, const char *value)
{
    (void)value;
    line->version = true;
    return 0;
}

typedef struct option {
    const char *name, *brief;
    take take;
    bool has_value;
} option;

static const option known_options[] = {
    {"--output", "-o", take_output, true},   {"--profile", NULL, take_profile, true},
    {"--edition", NULL, take_edition, true}, {"--set", NULL, take_set, true},
    {"--lang", NULL, take_lang, true},       {"--page", NULL, take_page, true},
    {"--dpi", NULL, take_dpi, true},         {"--format", NULL, take_format, true},
    {"--ledger", NULL, take_ledger, true},   {"--diagnostics", NULL, take_diagnostics, true},
    {"--old", NULL, take_old, true},         {"--new", NULL, take_new, true},
    {"--old-lang", NULL, take_old_lang, true}, {"--new-lang", NULL, take_new_lang, true},
    {"--exit-code", NULL, take_exit_code, false},
    {"--marks", NULL, take_marks, false},    {"--draft", NULL, take_draft, false},
    {"--help", "-h", take_help, false},      {"--version", NULL, take_version, false},
};

static const option *find_option(const char *word)
{
    for (size_t i = 0; i < sizeof known_options / sizeof *known_options; i++) {
        const option *o = &known_options[i];
        if (strcmp(word, o->name) == 0 || (o->brief && strcmp(word, o->brief) == 0))
            return o;
    }
    return NULL;
}

static int take_word(command_line *line, const char *word)
{
    if (!line->command)
        line->command = word;
    else if (!line->sheet)
        line->sheet = word;
    else if (!line->other)
        line->other = word;
    else
        return wrong("one sheet at a time; what is ", word);
    return 0;
}

static int read_arguments(command_line *line, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        bool dashed = argv[i][0] == '-' && argv[i][1];
        const option *o = dashed ? find_option(argv[i]) : NULL;
        if (dashed && !o)
            return wrong("unknown option ", argv[i]);
        if (o && o->has_value && i + 1 >= argc)
            return wrong("a value is missing after ", argv[i]);
        int status = o ? o->take(line, o->has_value ? argv[++i] : NULL) : take_word(line, argv[i]);
        if (status)
            return status;
    }
    return 0;
}

/* ---- commands */

static int report(const command_line *line, ts_work *work, int status)
{
    ts_work_print_diagnostics(work, line->json_diagnostics, stderr);
    const char *why = ts_work_why(work);
    if ((status == TEARSHEET_USAGE || status == TEARSHEET_MACHINE) && why)
        fprintf(stderr, "tearsheet: %s\n", why);
    if (status == TEARSHEET_FAULT && !line->json_diagnostics)
        fprintf(stderr, "tearsheet: %zu error%s, %zu warning%s; nothing was written\n", ts_work_errors(work),
                ts_work_errors(work) == 1 ? "" : "s", ts_work_warnings(work), ts_work_warnings(work) == 1 ? "" : "s");
    return status;
}

static int flush_output(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return TEARSHEET_OK;
    fprintf(stderr, "tearsheet: cannot write to standard output: %s\n", strerror(errno));
    return TEARSHEET_MACHINE;
}

/* "layouts/brochure.json" -> "brochure.pdf" */
static char *default_output(const char *sheet)
{
    const char *slash = strrchr(sheet, '/'), *name = slash ? slash + 1 : sheet;
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".json") == 0)
        length -= 5;
    char *output = malloc(length + sizeof ".pdf");
    if (output) {
        memcpy(output, name, length);
        memcpy(output + length, ".pdf", sizeof ".pdf");
    }
    return output;
}

static int run_render(const command_line *line, ts_work *work)
{
    const char *output = line->output ? line->output : ts_work_edition_output(work, &line->options);
    char *named = output ? NULL : default_output(line->sheet);
    int status = output || named ? ts_work_render_file(work, &line->options, output ? output : named) : TEARSHEET_MACHINE;
    free(named);
    return report(line, work, status);
}

static int run_check(const command_line *line, ts_work *work)
{
    if (!line->format)
        return report(line, work, ts_work_check(work, &line->options));
    int status = report(line, work, ts_work_fit(work, &line->options, line->format, stdout));
    int flushed = flush_output();
    return flushed == TEARSHEET_OK ? status : flushed;
}

static int run_stats(const command_line *line, ts_work *work)
{
    int status = ts_work_stats(work, &line->options, line->format ? line->format : "table", stdout);
    report(line, work, status);
    int flushed = flush_output();
    return flushed == TEARSHEET_OK ? status : flushed;
}

static int run_accept(const command_line *line, ts_work *work)
{
    const char *path;
    int status = report(line, work, ts_work_accept(work, &line->options, &path));
    if (status == TEARSHEET_OK)
        fprintf(stderr, "tearsheet: accepted as %s\n", path);
    return status;
}

/* ---- commands about records: of a sheet, a PDF or a ledger */

static int report_record(const command_line *line, ts_record *record, int status)
{
    ts_record_print_diagnostics(record, line->json_diagnostics, stderr);
    if ((status == TEARSHEET_USAGE || status == TEARSHEET_MACHINE) && ts_record_why(record))
        fprintf(stderr, "tearsheet: %s\n", ts_record_why(record));
    return status;
}

static bool is_record(const char *path)
{
    size_t length = strlen(path);
    return (length > 4 && strcmp(path + length - 4, ".pdf") == 0) || ts_record_is_ledger(path);
}

/* A sheet at fault still answers as far as its pages could be made. */
static int make_record(const command_line *line, const char *sheet, const ts_options *options, ts_record *record)
{
    ts_work *work = ts_work_new();
    if (!work)
        return TEARSHEET_MACHINE;
    int status = ts_work_load(work, sheet);
    if (status == TEARSHEET_OK)
        status = ts_record_make(record, work, options);
    ts_work_print_diagnostics(work, line->json_diagnostics, stderr);
    if (ts_work_why(work))
        fprintf(stderr, "tearsheet: %s\n", ts_work_why(work));
    ts_work_drop(work);
    return ts_record_is_made(record) ? TEARSHEET_OK : status;
}

static int open_record(const command_line *line, const char *path, const ts_options *options, ts_record *record)
{
    if (!is_record(path))
        return make_record(line, path, options, record);
    return report_record(line, record, ts_record_read(record, path));
}

static int run_trace(const command_line *line)
{
    if (!line->sheet || !line->other)
        return wrong("trace wants a sheet, a PDF or a ledger, and the name of a number", "");
    ts_record *record = ts_record_new();
    if (!record)
        return TEARSHEET_MACHINE;
    int status = open_record(line, line->sheet, &line->options, record);
    if (status == TEARSHEET_OK)
        status = report_record(line, record,
                               ts_record_trace(record, line->other, line->format ? line->format : "text", stdout));
    ts_record_drop(record);
    int flushed = flush_output();
    return flushed == TEARSHEET_OK ? status : flushed;
}

/* The options of one side: the common ones, then its own. */
static int open_side(const command_line *line, int side, ts_record *record)
{
    ts_options options = line->options;
    const struct side *own = &line->sides[side];
    const char **all = calloc(options.setting_count + own->count + 1, sizeof *all);
    if (!all)
        return TEARSHEET_MACHINE;
    memcpy(all, options.settings, options.setting_count * sizeof *all);
    memcpy(all + options.setting_count, own->settings, own->count * sizeof *all);
    options.settings = all;
    options.setting_count += own->count;
    options.language = own->language ? own->language : options.language;
    int status = open_record(line, side == 0 ? line->sheet : line->other, &options, record);
    free((void *)all);
    return status;
}

static const char *diff_format(const command_line *line)
{
    size_t length = line->output ? strlen(line->output) : 0;
    if (line->format)
        return line->format;
    if (length > 5 && strcmp(line->output + length - 5, ".html") == 0)
        return "html";
    return length > 5 && strcmp(line->output + length - 5, ".json") == 0 ? "json" : "text";
}

static FILE *open_output(const command_line *line)
{
    FILE *out = line->output && strcmp(line->output, "-") != 0 ? fopen(line->output, "w") : stdout;
    if (!out)
        fprintf(stderr, "tearsheet: cannot write %s: %s\n", line->output, strerror(errno));
    return out;
}

static int print_diff(const command_line *line, ts_record *before, ts_record *after)
{
    size_t changes;
    FILE *out = open_output(line);
    if (!out)
        return TEARSHEET_MACHINE;
    int status = report_record(line, after, ts_record_diff(before, after, diff_format(line), out, &changes));
    bool written = fflush(out) == 0 && !ferror(out);
    if (out != stdout)
        written = fclose(out) == 0 && written;
    if (!written)
        fprintf(stderr, "tearsheet: cannot write: %s\n", strerror(errno));
    if (status == TEARSHEET_OK && line->exit_code && changes)
        status = TEARSHEET_FAULT;
    return written ? status : TEARSHEET_MACHINE;
}

static int run_diff(const command_line *line)
{
    if (!line->sheet || !line->other)
        return wrong("diff wants two editions: sheets, PDFs or ledgers", "");
    ts_record *before = ts_record_new(), *after = ts_record_new();
    int status = before && after ? open_side(line, 0, before) : TEARSHEET_MACHINE;
    if (status == TEARSHEET_OK)
        status = open_side(line, 1, after);
    if (status == TEARSHEET_OK)
        status = print_diff(line, before, after);
    ts_record_drop(before);
    ts_record_drop(after);
    return status;
}

static int run_schema(const command_line *line)
{
    if (line->sheet)
        return wrong("schema takes no file; what is ", line->sheet);
    ts_print_schema(stdout);
    return flush_output();
}

/* ---- the table of commands */

typedef struct command {
    const char *name;
    int (*with_sheet)(const command_line *line, ts_work *work);
    int (*alone)(const command_line *line);
} command;

static const command commands[] = {
    {"render", run_render, NULL}, {"check", run_check, NULL}, {"stats", run_stats, NULL},   {"accept", run_accept, NULL},
    {"trace", NULL, run_trace},   {"diff", NULL, run_diff},   {"schema", NULL, run_schema},
};

static const char *const later[] = {"batch", "package", "merge"};

static int run_with_sheet(const command *chosen, const command_line *line)
{
    if (!line->sheet)
        return wrong("no sheet is named after ", chosen->name);
    if (line->other)
        return wrong("one sheet at a time; what is ", line->other);
    ts_work *work = ts_work_new();
    if (!work)
        return TEARSHEET_MACHINE;
    int loaded = ts_work_load(work, line->sheet);
    int status = loaded == TEARSHEET_OK ? chosen->with_sheet(line, work) : report(line, work, loaded);
    ts_work_drop(work);
    return status;
}

static int run_command(const command_line *line)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(line->command, commands[i].name) == 0)
            return commands[i].alone ? commands[i].alone(line) : run_with_sheet(&commands[i], line);
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        if (strcmp(line->command, later[i]) == 0)
            return wrong("not yet: ", line->command);
    return wrong("unknown command ", line->command);
}

static int run(command_line *line, int argc, char **argv)
{
    int status = read_arguments(line, argc, argv);
    if (status)
        return status;
    if (line->options.epoch == -2)
        return wrong("SOURCE_DATE_EPOCH is a number of seconds, not ", getenv("SOURCE_DATE_EPOCH"));
    if (line->version) {
        printf("tearsheet %s\n", ts_version());
        return TEARSHEET_OK;
    }
    if (line->help) {
        fputs(usage_text, stdout);
        return TEARSHEET_OK;
    }
    if (!line->command) {
        fputs(usage_text, stderr);
        return TEARSHEET_USAGE;
    }
    line->options.settings = line->settings;
    return run_command(line);
}

/* SOURCE_DATE_EPOCH (reproducible-builds.org): -1 when it is not set, -2 when it is
 * not a plain number of seconds before the year 10000. */
static long long epoch(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (!text || !*text)
        return -1;
    char *end;
    errno = 0;
    long long seconds = strtoll(text, &end, 10);
    return *end || errno || seconds < 0 || seconds > 253402300799 ? -2 : seconds;
}

int main(int argc, char **argv)
{
    command_line line = {.options = {.epoch = epoch()}};
    size_t room = (size_t)argc + 1;
    line.settings = calloc(3 * room, sizeof *line.settings);
    if (!line.settings)
        return TEARSHEET_MACHINE;
    line.sides[0].settings = line.settings + room;
    line.sides[1].settings = line.settings + 2 * room;
    int status = run(&line, argc, argv);
    free((void *)line.settings);
    return status;
}
