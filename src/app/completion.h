/*
 * completion.h - what a shell offers after `tearsheet`, made from the tables of
 * commands and options, so that it knows just those that there are. What a
 * sheet has (its languages, parameters, numbers) the scripts ask the program.
 */
#ifndef TS_APP_COMPLETION_H
#define TS_APP_COMPLETION_H

#include "app/options.h"

/* completion bash|zsh: the script, on standard output. completion SHEET.json KIND: the sheet's names of this kind, a line each. */
int app_completion(const command_line *line);

#endif
