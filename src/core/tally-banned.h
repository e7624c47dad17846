/* tally-banned.h
 *
 * Force-included before every source (-include): turns the C library's traps into compile errors
 * that name the way out. System headers come first, so that only our own use is caught.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <glib.h>
#include <glib/gstdio.h>

#define TALLY_BANNED(name, use) name##_is_banned_use_##use

#undef strcpy
#define strcpy(a, b) TALLY_BANNED (strcpy, g_strlcpy)
#undef strcat
#define strcat(a, b) TALLY_BANNED (strcat, GString)
#undef sprintf
#define sprintf(...) TALLY_BANNED (sprintf, g_strdup_printf)
#undef vsprintf
#define vsprintf(...) TALLY_BANNED (vsprintf, g_strdup_vprintf)
#undef strtok
#define strtok(a, b) TALLY_BANNED (strtok, g_strsplit)
#undef gets
#define gets(a) TALLY_BANNED (gets, GInputStream)
#undef atoi
#define atoi(a) TALLY_BANNED (atoi, tally_number_parse_int64)
#undef strtol
#define strtol(a, b, c) TALLY_BANNED (strtol, tally_number_parse_int64)
#undef localtime
#define localtime(a) TALLY_BANNED (localtime, GTimeZone)
#undef system
#define system(a) TALLY_BANNED (system, GSubprocess)
#undef popen
#define popen(a, b) TALLY_BANNED (popen, GSubprocess)
#undef g_error
#define g_error(...) TALLY_BANNED (g_error, GError)

/* The printer of the command line and main () define TALLY_MAY_PRINT before anything else. */
#ifndef TALLY_MAY_PRINT
#undef g_print
#define g_print(...) TALLY_BANNED (g_print, tally_cli_printer)
#undef exit
#define exit(a) TALLY_BANNED (exit, a_return_value)
#endif
