/* How long loading and typesetting take.
 *
 *   bench [ROUNDS]    from the root of the tree
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 200, MOST = 1000000 };

int main(int count, char **words)
{
    int rounds = count > 1 ? atoi(words[1]) : ROUNDS;
    if (rounds < 1 || rounds > MOST) {
        fprintf(stderr, "usage: bench [ROUNDS]\n");
        return 2;
    }
    printf("microseconds of processor time, %d rounds\n", rounds);
    return bench_load(rounds) && bench_stats(rounds) && bench_texts(rounds) && bench_pages(rounds) && bench_batch() ? 0 : 1;
}
