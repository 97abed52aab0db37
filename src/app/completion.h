/*
 * completion.h - what a shell offers after `tearsheet`, made from the tables of
 * commands and options, so that it knows just those that there are.
 */
#ifndef TS_APP_COMPLETION_H
#define TS_APP_COMPLETION_H

#include "app/options.h"

/* completion bash|zsh: the script, on standard output. */
int app_completion(const command_line *line);

#endif
