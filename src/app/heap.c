/* heap.c - the memory of a process that makes what it was begun for and ends. */
#define _DEFAULT_SOURCE /* madvise, which POSIX does not have */
#include "app/commands.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* APP_TIDY (of the build: 1 with a sanitizer): who looks for what was left lying shall find nothing. */
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
enum { LARGE_PAGE = 2 << 20, HEAP = 24 << 20, NEVER = 1 << 30 };

/* A piece is asked for, marked and given back: it is the heap's top from then on. Pages that are never touched cost nothing.
 * The second thread has the same heap: one of its own would grow by small pages. */
static void prepare(void)
{
    void *heap;
    if (!mallopt(M_ARENA_MAX, 1) || !mallopt(M_MMAP_THRESHOLD, HEAP + 2 * LARGE_PAGE) || !mallopt(M_TRIM_THRESHOLD, NEVER) ||
        posix_memalign(&heap, LARGE_PAGE, HEAP) != 0)
        return;
    madvise(heap, HEAP, MADV_HUGEPAGE); /* a wish: all is as well without */
    free(heap);
}
#else
static void prepare(void)
{
}
#endif

void app_heap_prepare(void)
{
    if (!APP_TIDY)
        prepare();
}

void app_leave(ts_work *work, int status)
{
    if (!APP_TIDY) {
        fflush(NULL);
        _exit(status);
    }
    ts_work_drop(work);
}
