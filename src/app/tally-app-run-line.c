/* tally-app-run-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-run-line.h"

#include <glib/gi18n.h>

char *
tally_app_run_line_dup (const TallyRun *run)
{
  const TallyNotice *worst = NULL;
  guint n;

  g_return_val_if_fail (run != NULL, NULL);
  n = (guint) run->counts.n_published;
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      if (worst == NULL || notice->severity > worst->severity)
        worst = notice;
    }
  if (tally_run_get_exit_code (run) != 0 && worst != NULL)
    return g_strdup (worst->text);
  if (run->run_id == 0 && run->health != NULL) /* a checkup alone */
    return g_strdup (_("Checkup finished"));
  if (run->is_dry)
    return g_strdup (_("Dry run finished: nothing was sent"));
  return g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "Run finished: %u workbook published",
                                       "Run finished: %u workbooks published", n), n);
}
