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
    const char *command, *sheet;
    const char *output, *format;
    const char **settings; /* room for every argument */
    ts_options options;
    bool json_diagnostics, help, version;
} command_line;

static const char usage_text[] =
    "usage: tearsheet render SHEET.json [-o FILE] [options]   draw it: .pdf, .png, .svg ({page}), .trace; - is stdout\n"
    "       tearsheet check  SHEET.json [options]             all that render checks, no file\n"
    "       tearsheet check  SHEET.json --format text|json    and which texts needed steps of their ladders, on stdout\n"
    "       tearsheet stats  SHEET.json [--format table|json|csv] [options]\n"
    "       tearsheet schema                                  the JSON Schema of sheets, brand files and decks\n"
    "       tearsheet --version | --help\n"
    "\n"
    "options:\n"
    "  -o, --output FILE        where to write; default: the edition's output, else the sheet's name with .pdf, here\n"
    "      --profile NAME       print (default) or screen, or one of the sheet's\n"
    "      --edition NAME       one of the sheet's named editions\n"
    "      --set NAME=VALUE     a parameter of the sheet; may be repeated\n"
    "      --lang TAG           language of the copy deck, e.g. en-US\n"
    "      --page N             this page only\n"
    "      --dpi N              resolution of PNG, default 150\n"
    "      --marks              printers' marks outside the bleed\n"
    "      --draft              TBC gaps and a DRAFT line where values are unknown\n"
    "      --ledger FILE.json   write the statistics beside the pages\n"
    "      --diagnostics json   one JSON object a line on stderr, instead of text\n";

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

static int take_set(command_line *line, const char *value)
{
    const char *equals = strchr(value, '=');
    if (!equals || equals == value)
        return wrong("--set is written NAME=VALUE, not ", value);
    line->settings[line->options.setting_count++] = value;
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

typedef struct command {
    const char *name;
    int (*run)(const command_line *line, ts_work *work);
} command;

static const command commands[] = {{"render", run_render}, {"check", run_check}, {"stats", run_stats}};

static const char *const later[] = {"batch", "trace", "diff", "accept", "package", "merge"};

static int with_sheet(const command *chosen, command_line *line)
{
    if (!line->sheet)
        return wrong("no sheet is named after ", chosen->name);
    ts_work *work = ts_work_new();
    if (!work)
        return TEARSHEET_MACHINE;
    int loaded = ts_work_load(work, line->sheet);
    int status = loaded == TEARSHEET_OK ? chosen->run(line, work) : report(line, work, loaded);
    ts_work_drop(work);
    return status;
}

static int run_command(command_line *line)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(line->command, commands[i].name) == 0)
            return with_sheet(&commands[i], line);
    if (strcmp(line->command, "schema") == 0) {
        ts_print_schema(stdout);
        return flush_output();
    }
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
    line.settings = calloc((size_t)argc + 1, sizeof *line.settings);
    if (!line.settings)
        return TEARSHEET_MACHINE;
    int status = run(&line, argc, argv);
    free((void *)line.settings);
    return status;
}
