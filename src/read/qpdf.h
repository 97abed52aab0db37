/*
 * qpdf.h - libqpdf, loaded when a PDF is first read.
 *
 * It brings C++, TLS and JPEG with it, and most runs read no PDF: linked, it
 * would be a third of what loading libraries costs each of them. The name of
 * the library is that of the one we were built against.
 */
#ifndef TS_READ_QPDF_H
#define TS_READ_QPDF_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* Every call of it that is used: what it gives back, its name without "qpdf_", what it takes. */
#define TS_QPDF_CALLS(CALL)                                                                                    \
    CALL(qpdf_data, init, (void))                                                                              \
    CALL(void, cleanup, (qpdf_data *))                                                                         \
    CALL(qpdf_error, get_error, (qpdf_data))                                                                   \
    CALL(void, silence_errors, (qpdf_data))                                                                    \
    CALL(void, set_suppress_warnings, (qpdf_data, QPDF_BOOL))                                                  \
    CALL(void, set_attempt_recovery, (qpdf_data, QPDF_BOOL))                                                   \
    CALL(QPDF_ERROR_CODE, read, (qpdf_data, char const *, char const *))                                       \
    CALL(QPDF_ERROR_CODE, read_memory, (qpdf_data, char const *, char const *, unsigned long long, char const *))   \
    CALL(qpdf_oh, get_root, (qpdf_data))                                                                       \
    CALL(qpdf_oh, oh_new_null, (qpdf_data))                                                                    \
    CALL(QPDF_BOOL, oh_is_null, (qpdf_data, qpdf_oh))                                                          \
    CALL(QPDF_BOOL, oh_is_name, (qpdf_data, qpdf_oh))                                                          \
    CALL(QPDF_BOOL, oh_is_array, (qpdf_data, qpdf_oh))                                                         \
    CALL(QPDF_BOOL, oh_is_dictionary, (qpdf_data, qpdf_oh))                                                    \
    CALL(QPDF_BOOL, oh_is_stream, (qpdf_data, qpdf_oh))                                                        \
    CALL(char const *, oh_get_name, (qpdf_data, qpdf_oh))                                                      \
    CALL(int, oh_get_array_n_items, (qpdf_data, qpdf_oh))                                                      \
    CALL(qpdf_oh, oh_get_array_item, (qpdf_data, qpdf_oh, int))                                                \
    CALL(qpdf_oh, oh_get_key, (qpdf_data, qpdf_oh, char const *))                                              \
    CALL(qpdf_oh, oh_get_dict, (qpdf_data, qpdf_oh))                                                           \
    CALL(QPDF_ERROR_CODE, oh_get_stream_data,                                                                  \
         (qpdf_data, qpdf_oh, enum qpdf_stream_decode_level_e, QPDF_BOOL *, unsigned char **, size_t *))

typedef struct ts_qpdf {
#define TS_QPDF_CALL(gives, name, takes) gives(*name) takes;
    TS_QPDF_CALLS(TS_QPDF_CALL)
#undef TS_QPDF_CALL
} ts_qpdf;

/* name: what the dynamic linker looks for; NULL: the one we were built against. It stays loaded.
 * False with *why, a sentence: it is missing, or another version. */
bool ts_qpdf_load(const char *name, ts_qpdf *qpdf, const char **why);

#endif
