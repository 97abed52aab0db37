#include "base/expression.h"

#include <errno.h>
#include <stddef.h>

/* glibc takes states that it had no memory for as none: an expression that matches nothing, or a text that does not match. What
 * malloc leaves in errno tells the two apart. */
static int or_no_memory(int result)
{
    return errno == ENOMEM ? REG_ESPACE : result;
}

int ts_expression_compile(regex_t *expression, const char *text)
{
    errno = 0;
    const int compiled = regcomp(expression, text, REG_EXTENDED | REG_NOSUB), result = or_no_memory(compiled);
    if (compiled == 0 && result != 0)
        regfree(expression);
    return result;
}

int ts_expression_match(const regex_t *expression, const char *text)
{
    errno = 0;
    const int matched = regexec(expression, text, 0, NULL, 0);
    return matched == 0 ? 0 : or_no_memory(matched);
}
