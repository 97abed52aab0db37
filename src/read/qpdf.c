#include "read/qpdf.h"

#include <dlfcn.h>
#include <stddef.h>

typedef void (*call)(void);

static const struct {
    const char *name;
    size_t at;
} calls[] = {
#define TS_QPDF_CALL(gives, name, takes) {"qpdf_" #name, offsetof(ts_qpdf, name)},
    TS_QPDF_CALLS(TS_QPDF_CALL)
#undef TS_QPDF_CALL
};

/* POSIX dlsym(): a pointer to a function has the form of a pointer to an object. */
static bool find_call(void *library, const char *name, void *slot)
{
    void **place = slot;
    *place = dlsym(library, name);
    return *place != NULL;
}

/* RTLD_NODELETE: C++ libraries are not made to be unloaded, so the handle need not be kept. */
bool ts_qpdf_load(const char *name, ts_qpdf *qpdf, const char **why)
{
    _Static_assert(sizeof(call) == sizeof(void *), "POSIX");
    void *library = dlopen(name ? name : TS_QPDF_NAME, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    *why = "libqpdf, which reads PDFs, is not installed (" TS_QPDF_NAME ")";
    if (!library)
        return false;
    *why = "libqpdf is another version than the one tearsheet was built with (" TS_QPDF_NAME ")";
    bool whole = true;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        whole = find_call(library, calls[i].name, (char *)qpdf + calls[i].at) && whole;
    dlclose(library);
    return whole;
}
