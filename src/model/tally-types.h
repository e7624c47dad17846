/* tally-types.h
 *
 * Forward declarations of the nouns that several areas speak of, and the enums that stand in the
 * database. Numbers of an enum are stored: never renumber, only append.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyAttachment TallyAttachment;
typedef struct _TallyAudit TallyAudit;
typedef struct _TallyCell TallyCell;
typedef struct _TallyColumn TallyColumn;
typedef struct _TallyColumnMap TallyColumnMap;
typedef struct _TallyFinding TallyFinding;
typedef struct _TallyGroup TallyGroup;
typedef struct _TallyIdentity TallyIdentity;
typedef struct _TallyLine TallyLine;
typedef struct _TallyLineChange TallyLineChange;
typedef struct _TallyRow TallyRow;
typedef struct _TallySheet TallySheet;

G_END_DECLS
