/*
 * SQLite's printf counts to any precision, whatever the length of a text may
 * be: '%.*c' of two thousand million takes ten seconds in one call, where no
 * guard looks. Widths and precisions have three figures at most here; what is
 * left is printed by SQLite's own, on a connection without tables.
 */
#include "data/store.h"

#include <stdlib.h>
#include <string.h>

typedef struct printer {
    sqlite3 *handle; /* opened when first wanted */
    sqlite3_stmt *statement;
} printer;

static void release(void *user)
{
    printer *p = user;
    sqlite3_finalize(p->statement);
    sqlite3_close_v2(p->handle);
    free(p);
}

static bool is_ready(printer *p)
{
    enum { LENGTH = 1 << 20 };
    static const char sql[] = "SELECT format(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
    if (p->statement)
        return true;
    if (!p->handle && sqlite3_open_v2(":memory:", &p->handle, flags, NULL) != SQLITE_OK)
        return false;
    sqlite3_limit(p->handle, SQLITE_LIMIT_LENGTH, LENGTH);
    return sqlite3_prepare_v3(p->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &p->statement, NULL) == SQLITE_OK;
}

/* No width or precision that comes from an argument, or has more than three figures. */
static bool is_modest(const char *format)
{
    static const char between[] = "0123456789.-+ #,!";
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
        size_t length = strspn(++at, between), figures = 0;
        for (size_t i = 0; i < length; i++) {
            bool nought = at[i] == '0' && figures == 0; /* a flag, or nothing */
            figures = at[i] >= '0' && at[i] <= '9' ? figures + !nought : 0;
            if (figures > 3)
                return false;
        }
        at += length;
        if (*at == '*')
            return false;
        at += *at != '\0';
    }
    return true;
}

static void print(sqlite3_context *context, int count, sqlite3_value **values)
{
    enum { MOST = 20 };
    printer *p = sqlite3_user_data(context);
    const char *format = count > 0 ? (const char *)sqlite3_value_text(values[0]) : NULL;
    if (!format)
        return;
    if (!is_modest(format)) {
        sqlite3_result_error(context, "printf takes widths and precisions up to 999 here, and none with a star", -1);
        return;
    }
    bool fine = is_ready(p);
    for (int i = 0; fine && i < count && i < MOST; i++)
        fine = sqlite3_bind_value(p->statement, i + 1, values[i]) == SQLITE_OK;
    if (fine && sqlite3_step(p->statement) == SQLITE_ROW)
        sqlite3_result_value(context, sqlite3_column_value(p->statement, 0));
    else
        sqlite3_result_error_toobig(context);
    ts_store_reset_statement(p->statement);
}

static bool add(sqlite3 *handle, const char *name)
{
    printer *p = calloc(1, sizeof *p);
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    return p && sqlite3_create_function_v2(handle, name, -1, flags, p, print, NULL, NULL, release) == SQLITE_OK;
}

bool ts_store_printf(sqlite3 *handle)
{
    return add(handle, "printf") && add(handle, "format");
}
