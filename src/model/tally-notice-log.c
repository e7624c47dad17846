/* tally-notice-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-notice-log.h"

void
tally_notice_write (const TallyNotice *notice,
                    TallyLog          *log,
                    const char        *area,
                    gboolean           reveal)
{
  static const TallyLogLevel levels[] = {
    TALLY_LOG_LEVEL_INFO, TALLY_LOG_LEVEL_WARNING, TALLY_LOG_LEVEL_ERROR,
  };
  gboolean detailed = reveal && *notice->detail != '\0';
  gboolean whole = strstr (notice->text, "[private]") == NULL; /* else the detail says it all */
  const char *colon = *notice->subject != '\0' ? ": " : "";
  const char *message = !detailed ? "{subject}{colon}{text}"
                        : whole   ? "{subject}{colon}{text}: {detail}"
                                  : "{subject}{colon}{detail}";
  const TallyLogField fields[] = {
    TALLY_LOG_TEXT ("subject", notice->subject), TALLY_LOG_TEXT ("colon", colon),
    TALLY_LOG_TEXT ("text", notice->text), TALLY_LOG_PRIVATE ("detail", notice->detail), { NULL },
  };

  tally_log_write (log, levels[notice->severity], area, message, fields);
}
