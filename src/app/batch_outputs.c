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
    return strcmp(output->pattern, "-") == 0 ? app_wrong("a batch writes files, not to standard output", "") : TEARSHEET_OK;
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
        if (status != TEARSHEET_OK)
            return status;
        b->output_count++;
    }
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

/* What a value cannot be inside of a path; NULL: it can. */
static const char *fault_of_value(const char *value)
{
    for (const unsigned char *c = (const unsigned char *)value; *c; c++) {
        if (*c < 0x20 || *c == 0x7F || (c[0] == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0))
            return "it holds a control character";
        if (strchr("/\\", *c))
            return "it holds a separator of folders";
        if (strchr(":*?\"<>|", *c))
            return "it holds one of : * ? \" < > |, which some systems keep for themselves";
    }
    return NULL;
}

static bool is_reserved(const char *name, size_t length)
{
    static const char *const words[] = {"con", "prn", "aux", "nul"};
    size_t stem = 0;
    while (stem < length && name[stem] != '.')
        stem++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (stem == 3 && strncasecmp(name, words[i], 3) == 0)
            return true;
    return stem == 4 && (strncasecmp(name, "com", 3) == 0 || strncasecmp(name, "lpt", 3) == 0) && isdigit((unsigned char)name[3]);
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
    const char *column; /* that filled the name last begun, or NULL: the author typed it */
    size_t name_at;
    int status;
} filling;

static void refuse(filling *f, const char *value, const char *fault)
{
    char message[400];
    snprintf(message, sizeof message, "\"%.80s\" cannot stand in a file's name: %s", value, fault);
    f->status = ts_work_tell(f->b->work, f->variant, f->column, "path", message);
}

static void append(filling *f, const char *text, size_t length)
{
    if (f->length + length > LONGEST_PATH) {
        if (f->status == TEARSHEET_OK)
            refuse(f, "the value", "the path would be over 4000 bytes");
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
        refuse(f, name, fault);
    f->column = NULL;
}

static void fill_slot(filling *f, const char *name, size_t length)
{
    char key[128], message[300];
    snprintf(key, sizeof key, "%.*s", (int)length, name);
    if (strcmp(key, "page") == 0) {
        append(f, "{page}", 6);
        return;
    }
    const char *value = value_of(f->output, f->variant, key);
    if (!value) {
        snprintf(message, sizeof message, "{%s} in -o is no id, language, profile, page or parameter of the sheet", key);
        if (f->status == TEARSHEET_OK)
            f->status = app_wrong(message, "");
        return;
    }
    for (size_t i = 0; i < f->variant->parameter_count; i++)
        if (f->variant->parameters[i].value == value)
            f->column = f->variant->parameters[i].name;
    f->column = f->column ? f->column : value == f->variant->id ? "id" : key[0] == 'l' ? "language" : "profile";
    const char *fault = fault_of_value(value);
    if (fault && f->status == TEARSHEET_OK)
        refuse(f, value, fault);
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

/* ---- two rows for one file */

typedef struct claim { /* of a row on a file */
    const batch_row *row;
    const char *file;
    const char *pattern;
} claim;

static int by_file(const void *left, const void *right)
{
    const claim *a = left, *b = right;
    int order = strcasecmp(a->file, b->file);
    if (order)
        return order;
    return a->row->number < b->row->number ? -1 : a->row->number > b->row->number;
}

typedef struct column { char name[128]; } column;

/* The column that a message about a file points at: the first that its name is made of. */
static column column_of(const char *pattern)
{
    column found = {"id"};
    const char *at = strchr(pattern, '{'), *end = at ? strchr(at, '}') : NULL;
    if (end)
        snprintf(found.name, sizeof found.name, "%.*s", (int)(end - at - 1), at + 1);
    return found;
}

static int tell_double(batch *b, const claim *first, const claim *second)
{
    char message[600];
    bool same = strcmp(first->file, second->file) == 0;
    if (first->row == second->row)
        return app_wrong("two outputs are one file: ", second->file);
    if (!strchr(second->pattern, '{'))
        return app_wrong("without {id} or another word in its name all rows are one file: ", second->file);
    snprintf(message, sizeof message, same ? "line %zu writes %.300s already" : "but for capitals line %zu writes %.300s already",
             first->row->variant->line, second->file);
    column at = column_of(second->pattern);
    return ts_work_tell(b->work, second->row->variant, at.name, "path", message);
}

int batch_outputs_check_doubles(batch *b)
{
    size_t count = 0;
    int worst = TEARSHEET_OK;
    claim *claims = calloc(b->row_count * b->output_count + 1, sizeof *claims);
    if (!claims)
        return TEARSHEET_MACHINE;
    for (size_t i = 0; i < b->row_count; i++)
        for (size_t k = 0; k < b->output_count; k++)
            claims[count++] = (claim){&b->rows[i], b->rows[i].files[k], b->outputs[k].pattern};
    qsort(claims, count, sizeof *claims, by_file);
    for (size_t i = 1; i < count && worst <= TEARSHEET_FAULT; i++)
        if (strcasecmp(claims[i - 1].file, claims[i].file) == 0)
            worst = tell_double(b, &claims[i - 1], &claims[i]);
    free(claims);
    return worst;
}

/* ---- files that are read are never written */

typedef struct identity {
    dev_t device;
    ino_t inode;
    const char *path;
} identity;

static int by_identity(const void *left, const void *right)
{
    const identity *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    return a->inode < b->inode ? -1 : a->inode > b->inode;
}

static size_t identify(const batch *b, const char *const *inputs, size_t count, identity *known)
{
    const char *own[] = {b->line->batch.variants, b->manifest.path, b->line->batch.index};
    size_t found = 0, own_count = sizeof own / sizeof *own;
    struct stat info;
    for (size_t i = 0; i < count + own_count; i++) {
        const char *path = i < count ? inputs[i] : own[i - count];
        if (path && stat(path, &info) == 0)
            known[found++] = (identity){info.st_dev, info.st_ino, path};
    }
    qsort(known, found, sizeof *known, by_identity);
    return found;
}

static int tell_overwrite(batch *b, const batch_row *row, size_t output, const char *what)
{
    char message[700];
    snprintf(message, sizeof message, "%.300s would overwrite %.300s, which the batch uses", row->files[output], what);
    column at = column_of(b->outputs[output].pattern);
    return ts_work_tell(b->work, row->variant, at.name, "path", message);
}

static int check_row_inputs(batch *b, const batch_row *row, const identity *known, size_t count)
{
    const char *own[] = {b->manifest.path, b->line->batch.index};
    int worst = TEARSHEET_OK;
    struct stat info;
    for (size_t k = 0; k < b->output_count; k++) {
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            if (own[i] && strcasecmp(own[i], row->files[k]) == 0)
                worst = tell_overwrite(b, row, k, own[i]);
        if (stat(row->files[k], &info) != 0)
            continue;
        identity key = {info.st_dev, info.st_ino, NULL};
        const identity *same = bsearch(&key, known, count, sizeof key, by_identity);
        if (same)
            worst = tell_overwrite(b, row, k, same->path);
        else if (!S_ISREG(info.st_mode))
            worst = tell_overwrite(b, row, k, "something that is no plain file");
    }
    return worst;
}

int batch_outputs_spare_inputs(batch *b)
{
    const char *const *inputs;
    size_t count;
    int worst = ts_work_inputs(b->work, &inputs, &count);
    identity *known = calloc(count + 3, sizeof *known);
    if (!known || worst != TEARSHEET_OK) {
        free(known);
        return TEARSHEET_MACHINE;
    }
    size_t found = identify(b, inputs, count, known);
    for (size_t i = 0; i < b->row_count; i++) {
        int status = check_row_inputs(b, &b->rows[i], known, found);
        worst = status > worst ? status : worst;
    }
    free(known);
    return worst;
}

/* ---- folders */

bool batch_make_folders(const char *file)
{
    char *path = strdup(file);
    bool good = path != NULL;
    for (char *slash = good ? strchr(path + 1, '/') : NULL; slash && good; slash = strchr(slash + 1, '/')) {
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
