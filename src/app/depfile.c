/* depfile.c - what a file was made of, as a rule of make: TARGET: INPUTS, and an empty rule for each input, so that
 * one that is gone does not stop make (as the compilers' -MD -MP). */
#include "app/commands.h"
#include "app/file.h"

#include <string.h>

/* POSIX make and GNU make's manual, "Types of prerequisites" and "Rule syntax": a space and a # take a backslash, a
 * dollar sign is doubled. */
static void print_name(const char *name, FILE *out)
{
    for (; *name; name++) {
        if (*name == ' ' || *name == '#')
            fputc('\\', out);
        if (*name == '$')
            fputc('$', out);
        fputc(*name, out);
    }
}

static void print_rules(const char *target, const char *const *inputs, size_t count, FILE *out)
{
    print_name(target, out);
    fputc(':', out);
    for (size_t i = 0; i < count; i++) {
        fputs(" \\\n  ", out);
        print_name(inputs[i], out);
    }
    fputc('\n', out);
    for (size_t i = 0; i < count; i++) {
        print_name(inputs[i], out);
        fputs(":\n", out);
    }
}

static bool has_line_end(const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strpbrk(names[i], "\r\n"))
            return true;
    return false;
}

int app_depfile(const char *file, const char *target, ts_work *work)
{
    const char *const *inputs;
    size_t count;
    int status = ts_work_inputs(work, &inputs, &count);
    if (status != TEARSHEET_OK)
        return status;
    if (has_line_end(inputs, count) || has_line_end(&target, 1))
        return app_wrong("make has no way to write the name of a file with a line end", "");
    app_file out;
    if (!app_file_open(&out, file))
        return TEARSHEET_MACHINE;
    print_rules(target, inputs, count, out.out);
    return app_file_close(&out, true) ? TEARSHEET_OK : TEARSHEET_MACHINE;
}
