#include "base/plain.h"

/* "C" is there in every C library without being read, so that it needs no memory. */
ts_plain ts_plain_begin(void)
{
    const locale_t own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return (ts_plain){own, own ? uselocale(own) : (locale_t)0};
}

void ts_plain_end(const ts_plain *plain)
{
    if (!plain->own)
        return;
    uselocale(plain->before);
    freelocale(plain->own);
}
