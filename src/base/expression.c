#include "base/expression.h"

#include "base/lack.h"

#include <stddef.h>

/* glibc takes states that it had no memory for as none: an expression that matches nothing, or a text that does not match. */
static int or_no_memory(int result)
{
    return ts_lack_was() ? REG_ESPACE : result;
}

int ts_expression_compile(regex_t *expression, const char *text)
{
    ts_lack_begin();
    const int compiled = regcomp(expression, text, REG_EXTENDED | REG_NOSUB), result = or_no_memory(compiled);
    if (compiled == 0 && result != 0)
        regfree(expression);
    return result;
}

int ts_expression_match(const regex_t *expression, const char *text)
{
    ts_lack_begin();
    const int matched = regexec(expression, text, 0, NULL, 0);
    return matched == 0 ? 0 : or_no_memory(matched);
}
