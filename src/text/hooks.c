/* Plain lines: until margins, initials and tabs are set. */
#include "text/setting.h"

__attribute__((weak)) double ts_hang_left(const ts_setting *setting, int32_t begin)
{
    (void)setting;
    (void)begin;
    return 0;
}

__attribute__((weak)) double ts_hang_right(const ts_setting *setting, int32_t ink_end)
{
    (void)setting;
    (void)ink_end;
    return 0;
}

__attribute__((weak)) double ts_initial_room(const ts_setting *setting, size_t line)
{
    (void)setting;
    (void)line;
    return 0;
}
