/* judge.c - what the words of a line contradict by themselves, told before any sheet is loaded. */
#include "app/commands.h"

#include <string.h>
#include <strings.h>

static bool ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a > b && strcmp(text + a - b, end) == 0;
}

/* ---- formats and reports */

static const char *const formats[APP_COMMANDS][5] = {
    [APP_CHECK] = {"text", "json", "html"}, [APP_STATS] = {"table", "json", "csv", "factcheck"}, [APP_TRACE] = {"text", "json"},
    [APP_DIFF] = {"text", "json", "html"}};

const char *const *app_formats(app_command command)
{
    return formats[command];
}

static int judge_format(const command_line *line)
{
    const char *const *names = app_formats(line->command);
    char list[64] = "";
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(names[i], line->format) == 0)
            return TEARSHEET_OK;
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i == 0 ? "" : names[i + 1] ? ", " : " or ", names[i]);
    }
    char what[128];
    snprintf(what, sizeof what, "the format of %s is %s, not ", app_command_name(line->command), list);
    return app_wrong(what, line->format);
}

/* The format that a report's name says, in whatever case, or NULL. */
static const char *named_format(const char *name)
{
    static const char *const endings[][2] = {{".txt", "text"}, {".json", "json"}, {".html", "html"}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && dot != name && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i][0]) == 0)
            return endings[i][1];
    return NULL;
}

const char *app_output_format(const command_line *line)
{
    const char *named = line->output ? named_format(line->output) : NULL;
    return line->format ? line->format : named ? named : "text";
}

/* What programs write under such a name, in whatever case, is another thing than what has the own ones. */
static bool is_other_file(const char *name, const char *const *own)
{
    static const char *const endings[] = {".pdf", ".png", ".svg", ".trace", ".txt", ".json", ".html", ".csv", ".ndjson", ".zip", ".xlsx", ".tar", ".gz", ".tgz"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && own[i]; i++)
        if (strcmp(dot, own[i]) == 0)
            return false;
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

/* A report by the ending of its name; a name without one, as a device's, takes text, and one with another what --format says. */
static int judge_report(const command_line *line)
{
    const char *name = line->output ? line->output : "", *slash = strrchr(name, '/'), *dot = strrchr(slash ? slash : name, '.');
    const char *named = named_format(name);
    bool bare = !dot || dot == name || dot[-1] == '/';
    char what[64];
    if (!line->format)
        return bare || named ? TEARSHEET_OK : app_wrong("by its name a report is .txt, .json or .html; for another say --format: ", name);
    if (!named && is_other_file(name, (const char *const[]){NULL}))
        return app_wrong("a report is text, JSON or HTML, not what the name says: ", name);
    if (!named || strcmp(named, line->format) == 0)
        return TEARSHEET_OK;
    snprintf(what, sizeof what, "--format says %s and the name %s: ", line->format, named);
    return app_wrong(what, name);
}

static int judge_package(const command_line *line)
{
    bool other = line->output && is_other_file(line->output, (const char *const[]){".zip", NULL});
    return other ? app_wrong("a package is a folder, or a file whose name ends in .zip, not ", line->output) : TEARSHEET_OK;
}

/* ---- standard input */

/* Commands that take one sheet see to it themselves: stdin.c. */
static int judge_words(const command_line *line)
{
    bool others = line->command == APP_TRACE || line->command == APP_DIFF || line->command == APP_MERGE;
    for (size_t i = 0; others && i < line->word_count; i++)
        if (strcmp(line->words[i], "-") == 0)
            return app_wrong(app_no_stdin, app_command_name(line->command));
    return TEARSHEET_OK;
}

/* ---- pages */

/* A word in braces that is not {page}; other braces are letters of a name. */
static bool has_strange_slot(const char *output)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_-";
    for (const char *at = strchr(output, '{'); at; at = strchr(at + 1, '{')) {
        size_t length = strspn(at + 1, letters);
        if (length && at[1 + length] == '}' && strncmp(at, "{page}", length + 2) != 0)
            return true;
    }
    return false;
}

int app_resolution_is_idle(const char *output)
{
    return app_wrong("a resolution (--dpi) is that of PNG, not of ", output);
}

static int judge_output(const command_line *line)
{
    const char *name = line->output;
    ts_file_kind kind = ts_file_kind_of(name);
    bool pages = kind == TS_FILE_PNG || kind == TS_FILE_SVG, plates = line->options.plate || line->options.proof;
    if (kind == TS_FILE_UNKNOWN)
        return app_wrong("the file's name ends in .pdf, .png, .svg or .trace, not as ", name);
    if (has_strange_slot(name))
        return app_wrong("only {page} is filled in, in the name of ", name);
    if (!pages && strstr(name, "{page}"))
        return app_wrong("{page} is for PNG and SVG, the other kinds hold all pages: ", name);
    if (plates && kind != TS_FILE_PNG)
        return app_wrong("plates and proofs are PNG files, not ", name);
    if (line->options.dpi > 0 && kind != TS_FILE_PNG)
        return app_resolution_is_idle(name);
    if ((line->options.marks || line->options.impose) && kind != TS_FILE_PDF)
        return app_wrong("printers' marks and press sheets are for PDF, not ", name);
    return TEARSHEET_OK;
}

static int judge_render(const command_line *line)
{
    const ts_options *options = &line->options;
    int status = line->output ? judge_output(line) : TEARSHEET_OK;
    if (status != TEARSHEET_OK)
        return status;
    if (options->plate && options->proof)
        return app_wrong("a proof shows all plates: ask for one or the other", "");
    if (options->ledger && !ends_with(options->ledger, ".json"))
        return app_wrong("the name of a ledger ends in .json, not as ", options->ledger);
    return TEARSHEET_OK;
}

static int judge_imposition(const char *word)
{
    bool known = !word || strcmp(word, "2up") == 0 || strcmp(word, "2up-repeat") == 0;
    return known ? TEARSHEET_OK : app_wrong("pages are imposed 2up (the two sides of a leaf) or 2up-repeat (each page twice), not ", word);
}

int app_judge(const command_line *line)
{
    int status = line->format ? judge_format(line) : TEARSHEET_OK;
    if (status == TEARSHEET_OK && (line->command == APP_CHECK || line->command == APP_DIFF))
        status = judge_report(line);
    if (status == TEARSHEET_OK && line->command == APP_PACKAGE)
        status = judge_package(line);
    if (status == TEARSHEET_OK)
        status = judge_words(line);
    if (status == TEARSHEET_OK && line->command == APP_RENDER)
        status = judge_render(line);
    return status == TEARSHEET_OK ? judge_imposition(line->options.impose) : status;
}
