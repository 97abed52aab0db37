#include "app/options.h"

#include "base/near.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

int app_wrong(const char *what, const char *which)
{
    fprintf(stderr, "tearsheet: %s%s\nTry: tearsheet --help\n", what, which);
    return TEARSHEET_USAGE;
}

static int wrong_word(const char *what, const char *which, const char *near)
{
    if (!near)
        return app_wrong(what, which);
    fprintf(stderr, "tearsheet: %s%s (did you mean \"%s\"?)\nTry: tearsheet --help\n", what, which, near);
    return TEARSHEET_USAGE;
}

/* ---- commands */

typedef struct command {
    const char *name, *words, *means;
} command;

static const command commands[APP_COMMANDS] = {
    [APP_RENDER] = {"render", "SHEET.json [-o FILE]", "draw it: .pdf, .png, .svg ({page}), .trace; - is stdout. A sheet - is stdin, and its files are looked for from here"},
    [APP_PACKAGE] = {"package", "SHEET.json [-o FOLDER|FILE.zip]",
                     "what a print shop gets: press PDF, proofs, reports, checksums; default: the sheet's name, a named edition's behind it, with -package, here"},
    [APP_CHECK] = {"check", "SHEET.json [-o FILE]", "all that render checks; --format text, json or html: a report of it"},
    [APP_STATS] = {"stats", "SHEET.json", "its numbers; --format table, json, csv or factcheck (HTML)"},
    [APP_TRACE] = {"trace", "SHEET.json|FILE.pdf|LEDGER.json NAME", "all that is known of one number; --format text|json"},
    [APP_DIFF] = {"diff", "OLD NEW [-o FILE]", "what two editions print differently; --format text, json or html"},
    [APP_ACCEPT] = {"accept", "SHEET.json [--variants FILE.csv]", "record what it prints as the accepted edition, of all rows of a file"},
    [APP_BATCH] = {"batch", "SHEET.json --variants FILE.csv -o 'DIR/{id}.pdf' [-o [PROFILE][@DPI][:PAGE]=FILE]...",
                   "each row of the file is an edition; FILE may hold {id}, {language}, {profile}, {page}, any parameter"},
    [APP_MERGE] = {"merge", "MANIFEST... -o FILE.ndjson", "the manifests of a batch's shards become one"},
    [APP_SCHEMA] = {"schema", "", "the JSON Schema of sheets, brand files and decks"},
    [APP_COMPLETION] = {"completion", "bash|zsh", "what the shell is to read, so that it completes these words; its scripts ask with SHEET.json KIND"},
};

const char *app_command_name(app_command which)
{
    return which < APP_COMMANDS ? commands[which].name : "";
}

const char *app_command_means(app_command which)
{
    return which < APP_COMMANDS ? commands[which].means : "";
}

static app_command find_command(const char *word)
{
    for (int i = 0; i < APP_COMMANDS; i++)
        if (strcmp(word, commands[i].name) == 0)
            return (app_command)i;
    return APP_NONE;
}

static int unknown_command(const char *word)
{
    const char *names[APP_COMMANDS];
    for (int i = 0; i < APP_COMMANDS; i++)
        names[i] = commands[i].name;
    size_t length = strlen(word);
    if (length > 5 && strcmp(word + length - 5, ".json") == 0)
        return app_wrong("say first what to do with it: tearsheet render ", word);
    return wrong_word("unknown command ", word, ts_nearest(names, APP_COMMANDS, word));
}

/* ---- values that are more than a word */

static bool is_setting(const char *value)
{
    const char *equals = strchr(value, '=');
    return equals && equals != value;
}

static int take_into(const char **settings, size_t *count, const char *value)
{
    if (!is_setting(value))
        return app_wrong("a parameter is set as NAME=VALUE, not ", value);
    settings[(*count)++] = value;
    return TEARSHEET_OK;
}

static int take_set(command_line *line, const char *value)
{
    return take_into(line->settings, &line->options.setting_count, value);
}

static int take_old(command_line *line, const char *value)
{
    return take_into(line->sides[0].settings, &line->sides[0].count, value);
}

static int take_new(command_line *line, const char *value)
{
    return take_into(line->sides[1].settings, &line->sides[1].count, value);
}

static int take_page(command_line *line, const char *value)
{
    char *end;
    long page = strtol(value, &end, 10);
    if (*end || end == value || page < 1 || page > 9999)
        return app_wrong("--page is a number from 1, not ", value);
    line->options.page = (int)page;
    return TEARSHEET_OK;
}

static int take_dpi(command_line *line, const char *value)
{
    char *end;
    double dpi = strtod(value, &end);
    if (*end || end == value || !(dpi >= 10 && dpi <= 2400))
        return app_wrong("--dpi is a number from 10 to 2400, not ", value);
    line->options.dpi = dpi;
    return TEARSHEET_OK;
}

static int take_output(command_line *line, const char *value)
{
    line->output = line->outputs[line->output_count++] = value;
    return TEARSHEET_OK;
}

static bool read_count(const char *value, int least, int most, int *count)
{
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    *count = (int)number;
    return end != value && !*end && !errno && number >= least && number <= most;
}

static int take_jobs(command_line *line, const char *value)
{
    return read_count(value, 1, 256, &line->batch.jobs) ? TEARSHEET_OK : app_wrong("-j is a number from 1 to 256, not ", value);
}

static int take_timeout(command_line *line, const char *value)
{
    return read_count(value, 1, 86400, &line->batch.timeout) ? TEARSHEET_OK : app_wrong("--timeout is a number of seconds from 1 to 86400, a day, not ", value);
}

static int take_shard(command_line *line, const char *value)
{
    char first[16];
    const char *slash = strchr(value, '/');
    size_t length = slash ? (size_t)(slash - value) : sizeof first;
    if (length < sizeof first) {
        memcpy(first, value, length);
        first[length] = '\0';
        if (read_count(slash + 1, 1, 100000, &line->batch.shards) && read_count(first, 1, line->batch.shards, &line->batch.shard))
            return TEARSHEET_OK;
    }
    return app_wrong("--shard is I/N, I from 1 to N, not ", value);
}

static int take_diagnostics(command_line *line, const char *value)
{
    static const char *const forms[] = {[TS_DIAGNOSTICS_TEXT] = "text", [TS_DIAGNOSTICS_JSON] = "json", [TS_DIAGNOSTICS_GITHUB] = "github"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(value, forms[i]) == 0) {
            line->diagnostics = (ts_diagnostics_form)i;
            return TEARSHEET_OK;
        }
    return app_wrong("--diagnostics is text, json or github, not ", value);
}

/* ---- options */

#define OF(command) (1U << (command))
enum {
    ONE = OF(APP_RENDER),
    PAGES = OF(APP_RENDER) | OF(APP_BATCH),
    PRESS = PAGES | OF(APP_PACKAGE),
    EDITION = OF(APP_RENDER) | OF(APP_PACKAGE) | OF(APP_CHECK) | OF(APP_STATS) | OF(APP_TRACE) | OF(APP_DIFF) | OF(APP_ACCEPT) | OF(APP_BATCH),
    ANY = OF(APP_COMMANDS) - 1
};

typedef struct option {
    const char *name, *brief;
    const char *value; /* what it is called in the help; NULL: a flag */
    unsigned commands; /* that take it */
    size_t at;         /* of a flag or a word in command_line */
    int (*take)(command_line *line, const char *value); /* of any other value */
    const char *means;
} option;

#define AT(member) offsetof(command_line, member)

static const option known_options[] = {
    {"--output", "-o", "FILE", PRESS | OF(APP_CHECK) | OF(APP_DIFF) | OF(APP_MERGE), 0, take_output,
     "where to write; default: the edition's output, else the sheet's name, a named edition's behind it, with .pdf, here"},
    {"--profile", NULL, "NAME", EDITION, AT(options.profile), NULL, "print (default), screen or archive, or one of the sheet's"},
    {"--edition", NULL, "NAME", EDITION, AT(options.edition), NULL, "one of the sheet's named editions"},
    {"--set", NULL, "NAME=VALUE", EDITION, 0, take_set, "a parameter of the sheet; may be repeated"},
    {"--lang", NULL, "TAG", EDITION, AT(options.language), NULL, "language of the copy deck, e.g. en-US"},
    {"--page", NULL, "N", PAGES, 0, take_page, "this page only"},
    {"--dpi", NULL, "N", PRESS, 0, take_dpi, "resolution of PNG, default 150"},
    {"--plate", NULL, "NAME", ONE, AT(options.plate), NULL, "PNG: one separation in grey: Cyan, Black, a spot's name"},
    {"--proof", NULL, NULL, ONE, AT(options.proof), NULL, "PNG: all plates on the profile's paper, overprints too"},
    {"--marks", NULL, NULL, PRESS, AT(options.marks), NULL, "printers' marks outside the bleed"},
    {"--impose", NULL, "2up|2up-repeat", PRESS, AT(options.impose), NULL,
     "press sheets: the two sides of a leaf side by side, to work and turn; each page twice"},
    {"--draft", NULL, NULL, EDITION & ~OF(APP_PACKAGE), AT(options.draft), NULL, "TBC gaps and a DRAFT line where values are unknown"},
    {"--ledger", NULL, "FILE.json", ONE, AT(options.ledger), NULL, "write the statistics beside the pages"},
    {"--depfile", NULL, "FILE.d", ONE, AT(depfile), NULL, "write a rule of make: what the output was made of"},
    {"--watch", NULL, NULL, ONE, AT(watch), NULL, "render again whenever the sheet or what it is made of changes"},
    {"--format", NULL, "NAME", EDITION & ~PRESS & ~OF(APP_ACCEPT), AT(format), NULL, "how to print what is asked for; see the commands above"},
    {"--cache", NULL, "DIR", EDITION, AT(cache), NULL,
     "keep what takes long to make there, not in $XDG_CACHE_HOME/tearsheet or ~/.cache/tearsheet"},
    {"--no-cache", NULL, NULL, EDITION, AT(no_cache), NULL, "keep nothing, and use nothing kept"},
    {"--diagnostics", NULL, "NAME", ANY, 0, take_diagnostics,
     "text, json (one object a line) or github (one annotation a line), on stderr"},
    {"--variants", NULL, "FILE.csv", OF(APP_BATCH) | OF(APP_ACCEPT), AT(batch.variants), NULL, "the rows of a batch: id, then parameters"},
    {"--jobs", "-j", "N", OF(APP_BATCH), 0, take_jobs, "worker processes; default: one a core"},
    {"--manifest", NULL, "FILE.ndjson", OF(APP_BATCH), AT(batch.manifest), NULL,
     "what was done, a line a row; default: the sheet's name beside the first outputs"},
    {"--resume", NULL, NULL, OF(APP_BATCH), AT(batch.resume), NULL, "go on from the manifest; what has not changed is left"},
    {"--keep-going", NULL, NULL, OF(APP_BATCH), AT(batch.keep_going), NULL, "a row that fails costs only itself (as without)"},
    {"--strict", NULL, NULL, OF(APP_BATCH), AT(batch.strict), NULL, "begin no row after one that failed; those begun are ended"},
    {"--timeout", NULL, "SECONDS", OF(APP_BATCH), 0, take_timeout, "for a row, default 120"},
    {"--shard", NULL, "I/N", OF(APP_BATCH), 0, take_shard, "of the rows only the I-th of N parts, chosen by id"},
    {"--index", NULL, "FILE.html", OF(APP_BATCH) | OF(APP_MERGE), AT(batch.index), NULL,
     "a page with a thumbnail of each edition and what was found"},
    {"--old", NULL, "NAME=VALUE", OF(APP_DIFF), 0, take_old, "a parameter of the first of two sheets"},
    {"--new", NULL, "NAME=VALUE", OF(APP_DIFF), 0, take_new, "a parameter of the second"},
    {"--old-lang", NULL, "TAG", OF(APP_DIFF), AT(sides[0].language), NULL, "the first one's language"},
    {"--new-lang", NULL, "TAG", OF(APP_DIFF), AT(sides[1].language), NULL, "the second one's"},
    {"--exit-code", NULL, NULL, OF(APP_DIFF), AT(exit_code), NULL, "status 1 when something differs"},
    {"--help", "-h", NULL, ANY, AT(help), NULL, "this text"},
    {"--version", NULL, NULL, ANY, AT(version), NULL, "which version it is"},
};
enum { OPTIONS = sizeof known_options / sizeof *known_options };

static const option *find_option(const char *word)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        const option *o = &known_options[i];
        if (strcmp(word, o->name) == 0 || (o->brief && strcmp(word, o->brief) == 0))
            return o;
    }
    return NULL;
}

static int take(command_line *line, const option *o, const char *value)
{
    char *member = (char *)line + o->at;
    if (o->take)
        return o->take(line, value);
    if (o->value)
        *(const char **)(void *)member = value;
    else
        *(bool *)(void *)member = true;
    return TEARSHEET_OK;
}

/* ---- the line */

static int take_word(command_line *line, const char *word)
{
    if (line->command == APP_NONE) {
        line->command = find_command(word);
    } else {
        line->sheet = line->sheet ? line->sheet : word;
        line->other = line->word_count == 1 ? word : line->other;
        if (line->word_count > 1 && line->command != APP_MERGE)
            return app_wrong("one sheet at a time; what is ", word);
        line->words[line->word_count++] = word;
    }
    return line->command == APP_NONE ? unknown_command(word) : TEARSHEET_OK;
}

/* --name=value, or -oFILE: the option, and *value behind the name. */
static const option *find_joined(const char *word, const char **value)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        const option *o = &known_options[i];
        size_t length = strlen(o->name);
        bool whole = strncmp(word, o->name, length) == 0 && word[length] == '=';
        bool brief = o->brief && o->value && strncmp(word, o->brief, 2) == 0;
        if (whole || brief) {
            *value = word + (whole ? length + 1 : 2);
            return o;
        }
    }
    return NULL;
}

/* The one that a word begins; NULL: none, or several. */
static const char *begun_by(const char *const *names, size_t count, const char *typed)
{
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(names[i], typed, strlen(typed)) != 0)
            continue;
        if (found)
            return NULL;
        found = names[i];
    }
    return found;
}

/* Of --profil=print the name only. */
static int unknown_option(const char *word)
{
    const char *names[OPTIONS];
    char typed[64] = "";
    size_t length = strcspn(word, "=");
    for (size_t i = 0; i < OPTIONS; i++)
        names[i] = known_options[i].name;
    if (length < sizeof typed)
        memcpy(typed, word, length);
    const char *begun = length > 2 ? begun_by(names, OPTIONS, typed) : NULL;
    return wrong_word("unknown option ", word, begun || length <= 2 ? begun : ts_nearest(names, OPTIONS, typed));
}

static int take_argument(command_line *line, char **argv, int argc, int *i, unsigned *taken_by)
{
    const char *word = argv[*i], *joined = NULL;
    if (word[0] != '-' || !word[1])
        return take_word(line, word);
    const option *o = find_option(word);
    if (!o)
        o = find_joined(word, &joined);
    if (!o)
        return unknown_option(word);
    if (joined && !o->value)
        return app_wrong("it takes no value: ", word);
    if (o->value && !joined && *i + 1 >= argc)
        return app_wrong("a value is missing after ", word);
    taken_by[o - known_options] = o->commands;
    return take(line, o, joined || !o->value ? joined : argv[++*i]);
}

/* Options may stand before the command: whether it takes them is known at the end. */
static int check_taken(const command_line *line, const unsigned *taken_by)
{
    for (size_t i = 0; i < OPTIONS && line->command != APP_NONE; i++)
        if (taken_by[i] && !(taken_by[i] & OF(line->command))) {
            fprintf(stderr, "tearsheet: %s takes no %s\nTry: tearsheet --help\n", app_command_name(line->command), known_options[i].name);
            return TEARSHEET_USAGE;
        }
    return TEARSHEET_OK;
}

int app_options_read(command_line *line, int argc, char **argv)
{
    unsigned taken_by[OPTIONS] = {0};
    size_t room = (size_t)argc + 1;
    line->command = APP_NONE;
    line->settings = calloc(5 * room, sizeof *line->settings);
    if (!line->settings)
        return TEARSHEET_MACHINE;
    line->options.settings = line->settings;
    line->sides[0].settings = line->settings + room;
    line->sides[1].settings = line->settings + 2 * room;
    line->outputs = line->settings + 3 * room;
    line->words = line->settings + 4 * room;
    for (int i = 1; i < argc; i++) {
        int status = take_argument(line, argv, argc, &i, taken_by);
        if (status)
            return status;
    }
    return check_taken(line, taken_by);
}

void app_options_drop(command_line *line)
{
    free((void *)line->settings);
    line->settings = NULL;
}

/* ---- the help */

static void help_command(const command *c, const char *start, FILE *out)
{
    fprintf(out, "%s tearsheet %s%s%s\n             %s\n", start, c->name, *c->words ? " " : "", c->words, c->means);
}

static void help_option(const option *o, FILE *out)
{
    enum { LEFT = 26 };
    char left[64];
    snprintf(left, sizeof left, "%s%s%s%s%s", o->brief ? o->brief : "   ", o->brief ? ", " : " ", o->name, o->value ? " " : "",
             o->value ? o->value : "");
    if (strlen(left) > LEFT)
        fprintf(out, "  %s\n  %*s %s\n", left, LEFT, "", o->means);
    else
        fprintf(out, "  %-*s %s\n", LEFT, left, o->means);
}

void app_options_help(FILE *out)
{
    for (int i = 0; i < APP_COMMANDS; i++)
        help_command(&commands[i], i == 0 ? "usage:" : "      ", out);
    fputs("       tearsheet --version | --help\n\noptions:\n", out);
    for (size_t i = 0; i < OPTIONS; i++)
        help_option(&known_options[i], out);
}

bool app_option_at(size_t index, app_option *to)
{
    if (index >= OPTIONS)
        return false;
    const option *o = &known_options[index];
    *to = (app_option){o->name, o->brief, o->value, o->means, o->commands};
    return true;
}

bool app_option_goes_with(const app_option *o, app_command which)
{
    return o->commands & OF(which);
}
