/*
 * expression.h - POSIX regular expressions, and memory that is out for them.
 */
#ifndef TS_BASE_EXPRESSION_H
#define TS_BASE_EXPRESSION_H

#include <regex.h>

/* Extended, whether they match alone. 0; REG_ESPACE: memory is out; another code of <regex.h>: it is none. */
int ts_expression_compile(regex_t *expression, const char *text);
/* 0, REG_NOMATCH or REG_ESPACE. */
int ts_expression_match(const regex_t *expression, const char *text);

#endif
