/*
 * hang.h - what of a line may stand outside its measure; of this room only.
 *
 * Points; 0 unless the rules ask for optical margins. A line's begin is its right
 * end where text runs leftward. The last sign with ink counts, no more.
 */
#ifndef TS_TEXT_HANG_H
#define TS_TEXT_HANG_H

#include "text/setting.h"

double ts_hang_begin(const ts_setting *setting, int32_t begin); /* of a line that begins with this unit */
double ts_hang_end(const ts_setting *setting, int32_t ink_end); /* whose ink ends before this one */
double ts_hang_hyphen(const ts_setting *setting, double advance); /* that ends with a hyphen drawn so wide */

#endif
