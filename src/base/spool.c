#include "base/spool.h"

#include <stdlib.h>

bool ts_spool_open(ts_spool *spool)
{
    *spool = (ts_spool){0};
    spool->file = open_memstream(&spool->bytes, &spool->size);
    return spool->file != NULL;
}

bool ts_spool_close(ts_spool *spool, bool keep)
{
    keep = keep && !ferror(spool->file);
    keep = fclose(spool->file) == 0 && keep && spool->bytes; /* glibc may lose them where memory is out */
    if (!keep)
        free(spool->bytes);
    *spool = keep ? (ts_spool){NULL, spool->bytes, spool->size} : (ts_spool){0};
    return keep;
}

bool ts_spool_send(ts_spool *spool, bool (*write)(void *user, const void *bytes, size_t count), void *user)
{
    bool good = ts_spool_close(spool, true) && (!spool->size || write(user, spool->bytes, spool->size));
    free(spool->bytes);
    spool->bytes = NULL;
    return good;
}
