/* reason.h - why the system refused: in English and ASCII, whatever the process's locale. */
#ifndef TS_BASE_REASON_H
#define TS_BASE_REASON_H

/* Of an errno; static, from any thread. */
const char *ts_reason(int error);

#endif
