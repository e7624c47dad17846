/* tally-workbook-zip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-zip-private.h"

#include "tally-workbook-archive-private.h"
#include "tally-workbook-directory-private.h"
#include "tally-workbook-error.h"
#include "tally-workbook-grid.h"

#define CHUNK_BYTES 65536
#define MAX_DEPTH 64 /* of elements; a sheet has 7 */
#define MAX_ATTRIBUTES 64

struct _TallyWorkbookZip {
  GBytes   *bytes;   /* (owned) */
  zip_t    *archive; /* (owned) */
  guint64   n_inflated;
};

static gboolean
refuse (GError      **error,
        int           code,
        const char   *what,
        const char   *part)
{
  g_set_error (error, TALLY_WORKBOOK_ERROR, code, "%s%s%s", what, part ? ": " : "",
               part ? part : "");
  return FALSE;
}

TallyWorkbookZip *
tally_workbook_zip_open (GBytes  *data,
                         GError **error)
{
  g_autoptr (TallyWorkbookZip) self = NULL;

  if (g_bytes_get_size (data) > TALLY_WORKBOOK_MAX_FILE_BYTES)
    {
      refuse (error, TALLY_WORKBOOK_ERROR_LIMIT, "the file is above 64 MiB", NULL);
      return NULL;
    }
  if (!tally_workbook_directory_check (data, error))
    return NULL;
  self = g_new0 (TallyWorkbookZip, 1);
  self->bytes = g_bytes_ref (data);
  self->archive = tally_workbook_archive_open (data, ZIP_RDONLY, NULL, error);
  if (self->archive == NULL)
    return NULL;
  /* The directory's end may say less than there is: libzip reads on. */
  if (zip_get_num_entries (self->archive, 0) > TALLY_WORKBOOK_MAX_PARTS)
    {
      refuse (error, TALLY_WORKBOOK_ERROR_LIMIT, "the file has more than 512 parts", NULL);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
tally_workbook_zip_free (TallyWorkbookZip *self)
{
  if (self == NULL)
    return;
  if (self->archive != NULL)
    zip_discard (self->archive);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

gboolean
tally_workbook_zip_has (TallyWorkbookZip *self,
                        const char       *part)
{
  return zip_name_locate (self->archive, part, 0) >= 0;
}

/* Spreadsheets are stored or deflated; libzip's other methods may ask for gigabytes. */
static zip_file_t *
open_part (TallyWorkbookZip *self,
           const char       *part)
{
  zip_int64_t index = zip_name_locate (self->archive, part, 0);
  zip_stat_t stat;

  if (index < 0 || zip_stat_index (self->archive, (zip_uint64_t) index, 0, &stat) != 0
      || (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
      || stat.encryption_method != ZIP_EM_NONE)
    return NULL;
  return zip_fopen_index (self->archive, (zip_uint64_t) index, 0);
}

/* --- XML -------------------------------------------------------------------------------------- */

typedef struct {
  const TallyWorkbookXml *xml;
  gpointer                user_data;
  xmlParserCtxt          *parser; /* (borrowed) */
  const char             *refusal;
  guint                   depth;
} Parse;

static void
stop (Parse      *parse,
      const char *why)
{
  parse->refusal = why;
  xmlStopParser (parse->parser);
}

static const char *
skip_prefix (const xmlChar *name)
{
  const char *colon = strchr ((const char *) name, ':');

  return colon != NULL ? colon + 1 : (const char *) name;
}

static void
start_cb (void           *context,
          const xmlChar  *name,
          const xmlChar **attributes)
{
  Parse *parse = context;
  const char *pairs[MAX_ATTRIBUTES * 2 + 1];
  guint n = 0;

  if (parse->refusal != NULL)
    return;
  for (; attributes != NULL && attributes[n] != NULL && n < MAX_ATTRIBUTES * 2; n += 2)
    {
      pairs[n] = skip_prefix (attributes[n]);
      pairs[n + 1] = (const char *) attributes[n + 1];
    }
  pairs[n] = NULL;
  if (++parse->depth > MAX_DEPTH || (attributes != NULL && attributes[n] != NULL))
    stop (parse, "elements are nested too deeply or have too many attributes");
  else
    parse->xml->start (parse->user_data, skip_prefix (name), pairs);
}

static void
end_cb (void          *context,
        const xmlChar *name)
{
  Parse *parse = context;

  if (parse->refusal != NULL)
    return;
  parse->depth--;
  parse->xml->end (parse->user_data, skip_prefix (name));
}

static void
text_cb (void          *context,
         const xmlChar *text,
         int            length)
{
  Parse *parse = context;

  if (parse->refusal == NULL)
    parse->xml->text (parse->user_data, (const char *) text, length);
}

static void
doctype_cb (void          *context,
            const xmlChar *name,
            const xmlChar *external,
            const xmlChar *system_id)
{
  stop (context, "it has a document type, which no workbook has");
}

static void
ignore_cb (void       *context,
           const char *format,
           ...)
{
}

static gboolean
feed (TallyWorkbookZip *self,
      zip_file_t       *file,
      Parse            *parse,
      GError          **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  zip_int64_t n;

  while ((n = zip_fread (file, buffer, CHUNK_BYTES)) > 0)
    {
      self->n_inflated += (guint64) n;
      if (self->n_inflated > TALLY_WORKBOOK_MAX_PART_BYTES)
        return refuse (error, TALLY_WORKBOOK_ERROR_LIMIT, "the file unpacks to above 256 MiB",
                       NULL);
      if (xmlParseChunk (parse->parser, buffer, (int) n, 0) != XML_ERR_OK || parse->refusal != NULL)
        return refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "the XML is malformed",
                       parse->refusal);
    }
  if (n < 0)
    return refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "the compressed data is damaged",
                   zip_error_strerror (zip_file_get_error (file)));
  if (xmlParseChunk (parse->parser, buffer, 0, 1) != XML_ERR_OK || parse->refusal != NULL
      || parse->parser->wellFormed == 0)
    return refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "the XML is malformed", parse->refusal);
  return TRUE;
}

static gboolean
parse_file (TallyWorkbookZip  *self,
            zip_file_t        *file,
            Parse             *parse,
            GError           **error)
{
  xmlSAXHandler handler = {
    .startElement = start_cb, .endElement = end_cb,
    .characters = text_cb, .cdataBlock = text_cb, .ignorableWhitespace = text_cb,
    .internalSubset = doctype_cb, .warning = ignore_cb, .error = ignore_cb,
    .fatalError = ignore_cb,
  };
  gboolean ok;

  parse->parser = xmlCreatePushParserCtxt (&handler, parse, NULL, 0, NULL);
  if (parse->parser == NULL)
    return refuse (error, TALLY_WORKBOOK_ERROR_FAILED, "no memory for an XML parser", NULL);
  xmlCtxtUseOptions (parse->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  ok = feed (self, file, parse, error);
  if (parse->parser->myDoc != NULL)
    xmlFreeDoc (parse->parser->myDoc);
  xmlFreeParserCtxt (parse->parser);
  return ok;
}

gboolean
tally_workbook_zip_parse (TallyWorkbookZip        *self,
                          const char              *part,
                          const TallyWorkbookXml  *xml,
                          gpointer                 user_data,
                          GError                 **error)
{
  Parse parse = { .xml = xml, .user_data = user_data };
  g_autoptr (zip_file_t) file = open_part (self, part);

  if (file == NULL)
    return refuse (error, TALLY_WORKBOOK_ERROR_INVALID,
                   "a part is missing, encrypted or packed in an unknown way", part);
  if (!parse_file (self, file, &parse, error))
    {
      g_prefix_error (error, "%s: ", part);
      return FALSE;
    }
  return TRUE;
}
