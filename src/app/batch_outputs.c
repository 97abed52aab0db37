/* batch_outputs.c - which files a row becomes, and what they may not be called. */
#include "app/batch.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { LONGEST_NAME = 240, LONGEST_PATH = 4000 }; /* bytes; a name grows while its file is written */

/* ---- "screen@48:1=thumbs/{id}.png" */

static bool is_prefix(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)text[i]) && !strchr("-_@:.", text[i]))
            return false;
    return true;
}

static int read_prefix(batch_output *output, char *prefix)
{
    char *page = strchr(prefix, ':'), *dpi = strchr(prefix, '@'), *end;
    if (page) {
        long number = strtol(page + 1, &end, 10);
        if (end == page + 1 || *end || number < 1 || number > 9999)
            return app_wrong("a page is a number from 1: -o ", prefix);
        output->page = (int)number;
        *page = '\0';
    }
    if (dpi) {
        output->dpi = strtod(dpi + 1, &end);
        if (end == dpi + 1 || *end || !(output->dpi >= 10 && output->dpi <= 2400))
            return app_wrong("a resolution is a number from 10 to 2400: -o ", prefix);
        *dpi = '\0';
    }
    output->profile = *prefix ? prefix : NULL;
    return TEARSHEET_OK;
}

/* The prefix is cut off in place: the words of a command line are the program's own. */
static int read_output(batch_output *output, char *text)
{
    char *equals = strchr(text, '=');
    *output = (batch_output){.pattern = text};
    if (equals && is_prefix(text, (size_t)(equals - text))) {
        *equals = '\0';
        output->pattern = equals + 1;
        int status = read_prefix(output, text);
        if (status != TEARSHEET_OK)
            return status;
    }
    if (ts_file_kind_of(output->pattern) == TS_FILE_UNKNOWN)
        return app_wrong("the file's name ends in .pdf, .png, .svg or .trace, not ", output->pattern);
    if (output->dpi > 0 && ts_file_kind_of(output->pattern) != TS_FILE_PNG)
        return app_resolution_is_idle(output->pattern);
    bool whole = ts_file_kind_of(output->pattern) == TS_FILE_PDF || ts_file_kind_of(output->pattern) == TS_FILE_TRACE;
    if (whole && strstr(output->pattern, "{page}"))
        return app_wrong("{page} is for PNG and SVG, a file a page; not for ", output->pattern);
    return strcmp(output->pattern, "-") == 0 ? app_wrong("a batch writes files, not to standard output", "") : TEARSHEET_OK;
}

/* ---- before the sheet is loaded */

/* As read_output finds it, which tells what is wrong; an empty one is the row's. */
static bool profile_in(const char *text, char *profile, size_t room)
{
    const char *equals = strchr(text, '=');
    size_t length = equals && is_prefix(text, (size_t)(equals - text)) ? strcspn(text, "@:=") : 0;
    if (length >= room)
        return false;
    memcpy(profile, text, length);
    profile[length] = '\0';
    return true;
}

/* Where it looks as if no row waits, nothing is made ahead for any: what is, after all, is made when it is asked for. */
static bool looks_done(const command_line *line)
{
    if (!line->batch.resume)
        return false;
    const char *text = line->outputs[0], *equals = strchr(text, '=');
    char *named = batch_manifest_name(line, equals && is_prefix(text, (size_t)(equals - text)) ? equals + 1 : text);
    const char *path = line->batch.manifest ? line->batch.manifest : named;
    bool done = path && batch_manifest_looks_done(path);
    free(named);
    return done;
}

int app_expect_batch(const command_line *line, ts_work *work)
{
    char profile[256];
    int status = TEARSHEET_OK;
    if (!line->output_count || batch_jobs(line) == 1 || looks_done(line))
        return status;
    for (size_t i = 0; i < line->output_count && status == TEARSHEET_OK; i++) {
        ts_options options = line->options;
        if (!profile_in(line->outputs[i], profile, sizeof profile))
            continue;
        if (*profile)
            options.profile = profile;
        status = ts_work_expect(work, &options);
    }
    return status;
}

/* ---- once it is */

static bool is_of_a_page(const char *pattern)
{
    ts_file_kind kind = ts_file_kind_of(pattern);
    return kind == TS_FILE_PNG || kind == TS_FILE_SVG;
}

/* What would be wrong with every row is said before the first. */
static int check_pages(const batch *b, const batch_output *output)
{
    char message[120];
    int page = output->page ? output->page : b->line->options.page;
    size_t most = ts_work_page_count(b->work);
    if (page > 0 && (size_t)page > most) {
        snprintf(message, sizeof message, "there is no page %d, the sheet has %zu: -o ", page, most);
        return app_wrong(message, output->pattern);
    }
    if (!page && is_of_a_page(output->pattern) && ts_work_least_pages(b->work) > 1 && !strstr(output->pattern, "{page}"))
        return app_wrong("several pages need {page} in the file's name, or :PAGE before it: -o ", output->pattern);
    return TEARSHEET_OK;
}

/* A page without pictures would not be looked at: the index has small ones made where no output is a PNG. */
static int add_thumbnail(batch *b)
{
    const char *index = b->line->batch.index, *slash = index ? strrchr(index, '/') : NULL;
    for (size_t i = 0; i < b->output_count; i++)
        if (ts_file_kind_of(b->outputs[i].pattern) == TS_FILE_PNG)
            return TEARSHEET_OK;
    if (!index)
        return TEARSHEET_OK;
    size_t folder = slash ? (size_t)(slash - index) + 1 : 0, room = folder + sizeof "thumbnails/{id}.png";
    b->thumbnail = malloc(room);
    if (!b->thumbnail)
        return TEARSHEET_MACHINE;
    snprintf(b->thumbnail, room, "%.*sthumbnails/{id}.png", (int)folder, index);
    b->outputs[b->output_count] = (batch_output){b->outputs[0].profile, b->thumbnail, 48, 1};
    b->output_count++;
    return TEARSHEET_OK;
}

static bool has_pictures(const batch *b)
{
    size_t i = 0;
    while (i < b->output_count && ts_file_kind_of(b->outputs[i].pattern) != TS_FILE_PNG)
        i++;
    return i < b->output_count;
}

int batch_outputs_read(batch *b)
{
    const command_line *line = b->line;
    if (!line->output_count)
        return app_wrong("a batch wants -o 'DIR/{id}.pdf'", "");
    b->outputs = calloc(line->output_count + 1, sizeof *b->outputs);
    if (!b->outputs)
        return TEARSHEET_MACHINE;
    for (size_t i = 0; i < line->output_count; i++) {
        int status = read_output(&b->outputs[i], (char *)(uintptr_t)line->outputs[i]);
        if (status == TEARSHEET_OK)
            status = check_pages(b, &b->outputs[i]);
        if (status != TEARSHEET_OK)
            return status;
        b->output_count++;
    }
    if (line->options.dpi > 0 && !has_pictures(b))
        return app_resolution_is_idle(b->outputs[0].pattern);
    return add_thumbnail(b);
}

/* ---- "{state}" */

static const char *value_of(const batch_output *output, const ts_variant *variant, const char *name)
{
    if (strcmp(name, "id") == 0)
        return variant->id;
    if (strcmp(name, "language") == 0)
        return variant->language;
    if (strcmp(name, "profile") == 0)
        return output->profile ? output->profile : variant->profile;
    for (size_t i = 0; i < variant->parameter_count; i++)
        if (strcmp(name, variant->parameters[i].name) == 0)
            return variant->parameters[i].value;
    return NULL;
}

/* Marks that turn the writing round, have no width or end a line: two names that look alike (UAX #9, UTR #36). */
static bool is_unseen(const unsigned char *c)
{
    if (c[0] == 0xE2 && c[1] == 0x80)
        return (c[2] >= 0x8B && c[2] <= 0x8F) || (c[2] >= 0xA8 && c[2] <= 0xAE);
    return (c[0] == 0xE2 && c[1] == 0x81 && c[2] >= 0xA0 && c[2] <= 0xAF) || (c[0] == 0xEF && c[1] == 0xBB && c[2] == 0xBF);
}

/* What a value cannot be inside of a path; NULL: it can. */
static const char *fault_of_value(const char *value)
{
    if (strstr(value, "{page}"))
        return "it holds {page}, which stands for a page's number";
    for (const unsigned char *c = (const unsigned char *)value; *c; c++) {
        if (*c < 0x20 || *c == 0x7F || (c[0] == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0))
            return "it holds a control character";
        if (is_unseen(c))
            return "it holds a character that does not show";
        if (strchr("/\\", *c))
            return "it holds a separator of folders";
        if (strchr(":*?\"<>|", *c))
            return "it holds one of : * ? \" < > |, which some systems keep for themselves";
    }
    return NULL;
}

/* Before the first dot, whatever the case (Windows, "Naming Files, Paths, and Namespaces"). */
static bool is_reserved(const char *name, size_t length)
{
    static const char *const words[] = {"con", "prn", "aux", "nul", "conin$", "conout$"}, *const ports[] = {"com", "lpt"},
                      *const digits[] = {"\xC2\xB9", "\xC2\xB2", "\xC2\xB3"}; /* superscript 1, 2, 3 */
    size_t stem = 0;
    while (stem < length && name[stem] != '.')
        stem++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (stem == strlen(words[i]) && strncasecmp(name, words[i], stem) == 0)
            return true;
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++) {
        if (stem < 4 || strncasecmp(name, ports[i], 3) != 0)
            continue;
        if (stem == 4 && isdigit((unsigned char)name[3]))
            return true;
        for (size_t k = 0; k < sizeof digits / sizeof *digits; k++)
            if (stem == 5 && memcmp(name + 3, digits[k], 2) == 0)
                return true;
    }
    return false;
}

static const char *fault_of_name(const char *name, size_t length)
{
    if (!length)
        return "it would name no file or folder";
    if (name[0] == '.' || name[0] == '-')
        return name[0] == '.' ? "a name that begins with a dot is hidden, or another folder" : "a name that begins with a dash is taken for an option";
    if (name[length - 1] == '.' || name[length - 1] == ' ' || name[0] == ' ')
        return "a name does not end with a dot, or begin or end with a space";
    if (is_reserved(name, length))
        return "some systems keep this name for a device";
    return length > LONGEST_NAME ? "the name would be over 240 bytes" : NULL;
}

typedef struct filling {
    batch *b;
    const batch_output *output;
    const ts_variant *variant;
    char path[LONGEST_PATH + 1];
    size_t length;
    const char *column; /* the first that filled the name last begun, or NULL: the author typed it */
    size_t name_at;
    int status;
} filling;

int batch_cut(const char *text, int most)
{
    int length = (int)strnlen(text, (size_t)most + 1);
    if (length <= most)
        return length;
    for (length = most; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80; length--)
        continue;
    return length;
}

static void refuse(filling *f, const char *column, const char *value, const char *fault)
{
    char message[400];
    snprintf(message, sizeof message, "\"%.*s\" cannot stand in a file's name: %s", batch_cut(value, 80), value, fault);
    f->status = ts_work_tell(f->b->work, f->variant, column, "path", message);
}

static void append(filling *f, const char *text, size_t length)
{
    if (f->length + length > LONGEST_PATH) {
        if (f->status == TEARSHEET_OK)
            refuse(f, f->column, "the value", "the path would be over 4000 bytes");
        return;
    }
    memcpy(f->path + f->length, text, length);
    f->length += length;
    f->path[f->length] = '\0';
}

/* Names that hold a value are judged; what was typed in the command line is not. */
static void end_name(filling *f)
{
    const char *name = f->path + f->name_at, *fault;
    if (f->column && f->status == TEARSHEET_OK && (fault = fault_of_name(name, f->length - f->name_at)))
        refuse(f, f->column, name, fault);
    f->column = NULL;
}

static void tell_slot(filling *f, const char *key)
{
    char message[1000];
    int length = snprintf(message, sizeof message, "{%s} in -o is not filled in: {id}, {language}, {profile}, {page}", key);
    for (size_t i = 0; i < f->variant->parameter_count && length < (int)sizeof message - 100; i++) {
        const char *name = f->variant->parameters[i].name;
        length += snprintf(message + length, sizeof message - (size_t)length, ", {%.*s}", batch_cut(name, 60), name);
    }
    snprintf(message + length, sizeof message - (size_t)length, " are");
    f->status = app_wrong(message, "");
}

/* As long as the row is; key: a slot that has a value. */
static const char *column_of(const ts_variant *variant, const char *key)
{
    static const char *const own[] = {"id", "language", "profile"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(key, own[i]) == 0)
            return own[i];
    size_t i = 0;
    while (strcmp(key, variant->parameters[i].name) != 0)
        i++;
    return variant->parameters[i].name;
}

static void fill_slot(filling *f, const char *name, size_t length)
{
    char key[128];
    snprintf(key, sizeof key, "%.*s", (int)length, name);
    if (strcmp(key, "page") == 0) {
        append(f, "{page}", 6);
        return;
    }
    const char *value = value_of(f->output, f->variant, key);
    if (!value) {
        if (f->status == TEARSHEET_OK)
            tell_slot(f, key);
        return;
    }
    const char *column = column_of(f->variant, key), *fault = fault_of_value(value);
    f->column = f->column ? f->column : column;
    if (fault && f->status == TEARSHEET_OK)
        refuse(f, column, value, fault);
    append(f, value, strlen(value));
}

/* "a//b" and "./a" are one file with "a/b" and "a". */
static void add_separator(filling *f)
{
    end_name(f);
    bool nothing = f->length == f->name_at && f->length > 0;
    bool here = f->length == f->name_at + 1 && f->path[f->name_at] == '.';
    if (here)
        f->path[--f->length] = '\0';
    else if (!nothing)
        append(f, "/", 1);
    f->name_at = f->length;
}

static void fill(filling *f)
{
    for (const char *at = f->output->pattern; *at && f->status != TEARSHEET_USAGE;) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (end) {
            fill_slot(f, at + 1, (size_t)(end - at - 1));
            at = end + 1;
        } else if (*at == '/') {
            add_separator(f);
            at++;
        } else {
            append(f, at++, 1);
        }
    }
    end_name(f);
}

static int name_row(batch *b, batch_row *row)
{
    int worst = TEARSHEET_OK;
    row->files = calloc(b->output_count, sizeof *row->files);
    if (!row->files)
        return TEARSHEET_MACHINE;
    for (size_t i = 0; i < b->output_count; i++) {
        filling f = {.b = b, .output = &b->outputs[i], .variant = row->variant};
        fill(&f);
        row->files[i] = strdup(f.path);
        if (!row->files[i])
            return TEARSHEET_MACHINE;
        worst = f.status > worst ? f.status : worst;
        if (worst == TEARSHEET_USAGE)
            return worst;
    }
    return worst;
}

int batch_outputs_name(batch *b)
{
    int worst = TEARSHEET_OK;
    for (size_t i = 0; i < b->row_count; i++) {
        int status = name_row(b, &b->rows[i]);
        if (status > TEARSHEET_FAULT)
            return status;
        worst = status > worst ? status : worst;
    }
    return worst;
}

/* ---- folders */

bool batch_make_folders(const char *file)
{
    char *path = strdup(file);
    bool good = path != NULL;
    for (char *slash = good && *path ? strchr(path + 1, '/') : NULL; slash && good; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        good = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
    }
    int error = errno;
    free(path);
    errno = error;
    return good;
}

int batch_outputs_make_folders(batch *b)
{
    for (size_t i = 0; i < b->row_count; i++)
        for (size_t k = 0; k < b->output_count && b->rows[i].state != BATCH_ELSEWHERE; k++)
            if (!batch_make_folders(b->rows[i].files[k])) {
                fprintf(stderr, "tearsheet: cannot make the folder of %s: %s\n", b->rows[i].files[k], strerror(errno));
                return TEARSHEET_MACHINE;
            }
    return TEARSHEET_OK;
}
