#define _GNU_SOURCE /* strerrordesc_np */
#include "base/reason.h"

#include <string.h>

const char *ts_reason(int error)
{
    const char *text = strerrordesc_np(error);
    return text ? text : "Unknown error";
}
