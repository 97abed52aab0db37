/*
 * hang.c - optical margins: small signs at a line's ends stand a part of their
 * width outside, so that the edge looks straight. Quote marks hang most, for there
 * is hardly ink below them; dashes least, for they are seen as a part of the line.
 */
#include "text/hang.h"

#include <math.h>

typedef struct share { /* of the advance, in percent */
    UChar sign;
    uint8_t at_begin, at_end;
} share;

static const share shares[] = {
    {'"', 80, 80},     {'\'', 80, 80},    {0x201C, 80, 80}, {0x201D, 80, 80}, {0x201E, 60, 80}, {0x201F, 80, 80},
    {0x2018, 80, 80},  {0x2019, 80, 80},  {0x201A, 60, 80}, {0x201B, 80, 80}, {0x00AB, 50, 50}, {0x00BB, 50, 50},
    {0x2039, 60, 60},  {0x203A, 60, 60},  {'-', 0, 60},     {0x2010, 0, 60},  {0x2011, 0, 60},  {0x05BE, 0, 60},
    {0x2013, 0, 35},   {0x2014, 0, 20},   {'.', 0, 70},     {',', 0, 70},     {':', 0, 40},     {';', 0, 40},
    {0x060C, 0, 70},   {0x061B, 0, 40},   {0x06D4, 0, 70},
};

static double part_of(UChar sign, bool end)
{
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        if (shares[i].sign == sign)
            return (end ? shares[i].at_end : shares[i].at_begin) / 100.0;
    return 0;
}

static bool hangs(const ts_setting *setting)
{
    return setting->paragraph->rules.optical && !setting->one_line;
}

/* The sign's own width: letters apart, it hangs no further. */
static double advance_of(const ts_setting *setting, int32_t unit)
{
    const ts_type *type = setting->paragraph->pieces[setting->strip.piece[unit]].type;
    double advance = setting->pen[unit + 1] - setting->pen[unit];
    return fmax(advance - type->tracking / 1000 * type->size, 0);
}

double ts_hang_begin(const ts_setting *setting, int32_t begin)
{
    int32_t unit = setting->strip.drawn[begin];
    if (!hangs(setting) || unit >= setting->strip.count)
        return 0;
    return part_of(setting->strip.units[unit], false) * advance_of(setting, unit);
}

double ts_hang_end(const ts_setting *setting, int32_t ink_end)
{
    if (!hangs(setting) || ink_end < 1)
        return 0;
    return part_of(setting->strip.units[ink_end - 1], true) * advance_of(setting, ink_end - 1);
}

double ts_hang_hyphen(const ts_setting *setting, double advance)
{
    return hangs(setting) ? part_of('-', true) * advance : 0;
}
