#include "app/completion.h"

#include "app/commands.h"

#include <string.h>

/* What a value may be: words, or, where the line has a sheet, what that has of a kind. */
typedef struct choices {
    const char *option, *words, *kind;
} choices;

static const choices known[] = {
    {"--profile", "print screen archive", "profiles"}, {"--edition", NULL, "editions"},   {"--lang", NULL, "languages"},
    {"--old-lang", NULL, "languages"},     {"--new-lang", NULL, "languages"}, {"--set", NULL, "parameters"},
    {"--old", NULL, "parameters"},         {"--new", NULL, "parameters"},     {"--diagnostics", "text json github", NULL},
    {"--impose", "2up 2up-repeat", NULL}, {"--plate", "Cyan Magenta Yellow Black", NULL},
};

static const choices *choices_of(const char *option)
{
    static const choices none = {0};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(option, known[i].option) == 0)
            return &known[i];
    return &none;
}

/* What stands behind the command itself; NULL: files do. */
static const char *words_of(app_command command)
{
    return command == APP_COMPLETION ? "bash zsh" : NULL;
}

static bool is_path(const app_option *o)
{
    return strncmp(o->value, "FILE", 4) == 0 || strcmp(o->value, "DIR") == 0;
}

static bool is_format(const app_option *o)
{
    return strcmp(o->name, "--format") == 0;
}

static void print_formats(app_command command, FILE *out)
{
    const char *const *names = app_formats(command);
    for (size_t i = 0; names[i]; i++)
        fprintf(out, "%s%s", i ? " " : "", names[i]);
}

/* ---- bash */

static void print_names(const app_option *o, FILE *out)
{
    fprintf(out, "%s%s%s", o->brief ? o->brief : "", o->brief ? "|" : "", o->name);
}

/* Those of the command. */
static void bash_formats(FILE *out)
{
    fputs(") case $command in\n", out);
    for (int i = 0; i < APP_COMMANDS; i++) {
        if (!*app_formats((app_command)i))
            continue;
        fprintf(out, "        %s) offered='", app_command_name((app_command)i));
        print_formats((app_command)i, out);
        fputs("' ;;\n", out);
    }
    fputs("        esac\n        mapfile -t COMPREPLY < <(compgen -W \"$offered\" -- \"$current\"); return ;;\n", out);
}

static void bash_value(const app_option *o, FILE *out)
{
    const choices *of = choices_of(o->name);
    fputs("    ", out);
    print_names(o, out);
    if (is_format(o))
        bash_formats(out);
    else if (of->kind)
        fprintf(out, ") _tearsheet_names %s '%s'; return ;;\n", of->kind, of->words ? of->words : "");
    else if (of->words)
        fprintf(out, ") mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$current\"); return ;;\n", of->words);
    else
        fputs(is_path(o) ? ") mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return ;;\n" : ") return ;;\n", out);
}

static void bash_options_of(app_command command, FILE *out)
{
    app_option o;
    fprintf(out, "    %s) offered='", app_command_name(command));
    for (size_t i = 0; app_option_at(i, &o); i++)
        if (app_option_goes_with(&o, command))
            fprintf(out, "%s%s%s%s", i ? " " : "", o.brief ? o.brief : "", o.brief ? " " : "", o.name);
    fputs("' ;;\n", out);
}

static void bash_words(FILE *out)
{
    for (int i = 0; i < APP_COMMANDS; i++)
        if (words_of((app_command)i))
            fprintf(out,
                    "    elif [[ $command == %s ]]; then\n"
                    "        mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$current\")\n",
                    app_command_name((app_command)i), words_of((app_command)i));
}

static void print_bash(FILE *out)
{
    app_option o;
    fputs("# bash completion of tearsheet\n"
          "_tearsheet_names() {  # of the sheet on the line, else these; a parameter goes on with its value\n"
          "    local names=$2 word\n"
          "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
          "        [[ $word == *.json && -f $word ]] || continue\n"
          "        names=$(\"${COMP_WORDS[0]}\" completion \"$word\" \"$1\" 2>/dev/null)\n"
          "        break\n"
          "    done\n"
          "    mapfile -t COMPREPLY < <(compgen -W \"$names\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n"
          "    if [[ $1 == parameters ]]; then\n"
          "        COMPREPLY=(\"${COMPREPLY[@]/%/=}\")\n"
          "        compopt -o nospace 2>/dev/null\n"
          "    fi\n"
          "}\n"
          "_tearsheet() {\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} command='' offered='' word\n"
          "    COMPREPLY=()\n"
          "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
          "        case $word in ", out);
    for (int i = 0; i < APP_COMMANDS; i++)
        fprintf(out, "%s%s", i ? "|" : "", app_command_name((app_command)i));
    fputs(") command=$word; break ;; esac\n    done\n    case ${COMP_WORDS[COMP_CWORD-1]} in\n", out);
    for (size_t i = 0; app_option_at(i, &o); i++)
        if (o.value)
            bash_value(&o, out);
    fputs("    esac\n    case $command in\n    '') offered='--help --version", out);
    for (int i = 0; i < APP_COMMANDS; i++)
        fprintf(out, " %s", app_command_name((app_command)i));
    fputs("' ;;\n", out);
    for (int i = 0; i < APP_COMMANDS; i++)
        bash_options_of((app_command)i, out);
    fputs("    esac\n"
          "    if [[ -z $command || $current == -* ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$offered\" -- \"$current\")\n", out);
    bash_words(out);
    fputs("    else\n"
          "        [[ $command == trace ]] && _tearsheet_names numbers\n"
          "        [[ ${#COMPREPLY[@]} -gt 0 ]] || mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
          "    fi\n"
          "}\n"
          "complete -o filenames -F _tearsheet tearsheet\n", out);
}

/* ---- zsh */

/* Inside '...[here]...': what would end the brackets or the quotes, or part the fields. */
static void zsh_text(const char *text, FILE *out)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\'", out);
        else if (strchr("[]:\\", *text))
            fputc('\\', out);
        fputc(*text, out);
    }
}

static void zsh_value(const app_option *o, app_command command, FILE *out)
{
    const choices *of = choices_of(o->name);
    fputc(':', out);
    zsh_text(o->value, out);
    if (is_format(o)) {
        fputs(":(", out);
        print_formats(command, out);
        fputc(')', out);
    } else if (of->kind) {
        fprintf(out, ":{_tearsheet_names %s%s%s}", of->kind, of->words ? " " : "", of->words ? of->words : "");
    } else if (of->words) {
        fprintf(out, ":(%s)", of->words);
    } else {
        fputs(is_path(o) ? ":_files" : ": ", out);
    }
}

/* '*': may stand again. */
static void zsh_option(const app_option *o, app_command command, FILE *out)
{
    if (o->brief)
        fprintf(out, " \\\n            '*'{%s,%s}'[", o->brief, o->name);
    else
        fprintf(out, " \\\n            '*%s[", o->name);
    zsh_text(o->means, out);
    fputc(']', out);
    if (o->value)
        zsh_value(o, command, out);
    fputc('\'', out);
}

static void zsh_options_of(app_command command, FILE *out)
{
    app_option o;
    fprintf(out, "        %s)\n        _arguments", app_command_name(command));
    for (size_t i = 0; app_option_at(i, &o); i++)
        if (app_option_goes_with(&o, command))
            zsh_option(&o, command, out);
    if (words_of(command))
        fprintf(out, " \\\n            ':word:(%s)' ;;\n", words_of(command));
    else if (command == APP_TRACE)
        fputs(" \\\n            ':file:_files' ':number:{_tearsheet_names numbers}' ;;\n", out);
    else
        fputs(" \\\n            '*:file:_files' ;;\n", out);
}

static void print_zsh(FILE *out)
{
    fputs("#compdef tearsheet\n"
          "_tearsheet_names() {  # of the sheet on the line, else these; a parameter goes on with its value\n"
          "    local sheet=${(Q)words[(r)*.json]}\n"
          "    local -a names=($argv[2,-1])\n"
          "    [[ -f $sheet ]] && names=(${(f)\"$($program completion $sheet $1 2>/dev/null)\"})\n"
          "    if [[ $1 == parameters ]]; then compadd -S = -a names; else compadd -a names; fi\n"
          "}\n"
          "_tearsheet() {\n"
          "    local program=$words[1]\n"
          "    local -a commands=(\n", out);
    for (int i = 0; i < APP_COMMANDS; i++) {
        fprintf(out, "        '%s:", app_command_name((app_command)i));
        zsh_text(app_command_means((app_command)i), out);
        fputs("'\n", out);
    }
    fputs("    )\n"
          "    if (( CURRENT == 2 )); then\n"
          "        _describe command commands\n"
          "        return\n"
          "    fi\n"
          "    local command=$words[2]\n"
          "    shift words\n"
          "    (( CURRENT-- ))\n"
          "    case $command in\n", out);
    for (int i = 0; i < APP_COMMANDS; i++)
        zsh_options_of((app_command)i, out);
    fputs("    esac\n"
          "}\n"
          "# read by hand, or from a folder of $fpath when it is first wanted\n"
          "if [[ $funcstack[1] == _tearsheet ]]; then\n"
          "    _tearsheet \"$@\"\n"
          "else\n"
          "    compdef _tearsheet tearsheet\n"
          "fi\n", out);
}

/* ---- what a sheet has */

static const char *const kinds[] = {[TS_NAMES_LANGUAGES] = "languages",
                                    [TS_NAMES_PROFILES] = "profiles",
                                    [TS_NAMES_EDITIONS] = "editions",
                                    [TS_NAMES_PARAMETERS] = "parameters",
                                    [TS_NAMES_NUMBERS] = "numbers"};
enum { KINDS = sizeof kinds / sizeof *kinds };

static bool print_name(void *out, const char *name)
{
    return fprintf(out, "%s\n", name) > 0;
}

static int print_names_of(const command_line *line, ts_name_kind kind)
{
    ts_work *work = app_new_work(line);
    if (!work)
        return TEARSHEET_MACHINE;
    int status = app_report(line, work, ts_work_each_name_of(work, line->sheet, kind, print_name, stdout));
    ts_work_drop(work);
    return status > TEARSHEET_FAULT || app_flush() == TEARSHEET_OK ? status : TEARSHEET_MACHINE;
}

int app_completion(const command_line *line)
{
    static const struct { const char *name; void (*print)(FILE *); } shells[] = {{"bash", print_bash}, {"zsh", print_zsh}};
    for (size_t i = 0; line->sheet && i < sizeof shells / sizeof *shells; i++)
        if (strcmp(line->sheet, shells[i].name) == 0) {
            shells[i].print(stdout);
            return app_flush();
        }
    for (size_t i = 0; line->other && i < KINDS; i++)
        if (strcmp(line->other, kinds[i]) == 0)
            return print_names_of(line, (ts_name_kind)i);
    return app_wrong("completion is for bash or zsh", "");
}
