/* tally-billing-csv.h
 *
 * Tables as comma-separated values (RFC 4180): libcsv knows the syntax, this knows lines and bounds. A record
 * that breaks the syntax is told and left out; reading goes on at the next line. Pure, any thread. Depends on
 * GLib and libcsv only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A contract's matrix has five thousand rows of some 200 bytes; a hundred of these is another kind of file. */
#define TALLY_BILLING_CSV_MAX_BYTES (16 * 1024 * 1024)
#define TALLY_BILLING_CSV_MAX_LINES 200000

/* Cells of a record, and its bytes with all line breaks within quotes: beyond, a quote was forgotten. */
#define TALLY_BILLING_CSV_MAX_CELLS 256
#define TALLY_BILLING_CSV_MAX_RECORD_BYTES (32 * 1024)

/* Records that break the syntax; with more it is no such table. Also bounds how often bytes are read again. */
#define TALLY_BILLING_CSV_MAX_BROKEN 100

/**
 * TallyBillingRecord:
 * @line: number of its first line, from 1
 * @cells: (array length=n_cells): its cells without blanks around unquoted ones; bytes as in the file
 * @n_cells: how many, 1 or more
 *
 * One record, borrowed.
 */
typedef struct {
  guint              line;
  const char *const *cells;
  guint              n_cells;
} TallyBillingRecord;

/**
 * TallyBillingCsvSink:
 * @take: gets each record; %FALSE stops the reading
 * @tell: told the line and what is wrong with a record that is left out
 * @data: for both
 *
 * Where records go.
 */
typedef struct {
  gboolean (*take) (const TallyBillingRecord *record, gpointer data);
  void     (*tell) (guint line, const char *problem, gpointer data);
  gpointer   data;
} TallyBillingCsvSink;

/**
 * tally_billing_csv_read:
 * @bytes: (array length=length): a file's bytes; a BOM at its start is no part of a cell
 * @length: their number
 * @sink: where records go
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_BILLING_ERROR_RATES - it is beyond the bounds, or no such table at all; the message says
 * what to do.
 *
 * Returns: %TRUE if it was read to its end, or to where @sink stopped it
 */
gboolean tally_billing_csv_read (const char                 *bytes,
                                 gsize                       length,
                                 const TallyBillingCsvSink  *sink,
                                 GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
