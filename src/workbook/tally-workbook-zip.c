/* tally-workbook-zip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-zip-private.h"

#include <minizip/unzip.h>

#include "tally-workbook-error.h"
#include "tally-workbook-grid.h"

#define CHUNK_BYTES 65536
#define MAX_DEPTH 64 /* of elements; a sheet has 7 */
#define MAX_ATTRIBUTES 64

struct _TallyWorkbookZip {
  GBytes   *bytes; /* (owned) */
  unzFile   file;  /* (owned) */
  guint64   n_inflated;
};

typedef struct {
  const guint8 *data;
  guint64       size;
  guint64       at;
} Memory;

static voidpf
open_cb (voidpf      opaque,
         const void *name,
         int         mode)
{
  return g_memdup2 (opaque, sizeof (Memory));
}

static uLong
read_cb (voidpf  opaque,
         voidpf  stream,
         void   *buffer,
         uLong   size)
{
  Memory *memory = stream;
  guint64 n = MIN ((guint64) size, memory->size - memory->at);

  memcpy (buffer, memory->data + memory->at, n);
  memory->at += n;
  return (uLong) n;
}

static ZPOS64_T
tell_cb (voidpf opaque,
         voidpf stream)
{
  return ((Memory *) stream)->at;
}

static long
seek_cb (voidpf   opaque,
         voidpf   stream,
         ZPOS64_T offset,
         int      origin)
{
  Memory *memory = stream;
  guint64 base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? memory->at
                 : origin == ZLIB_FILEFUNC_SEEK_END ? memory->size
                                                    : 0;
  guint64 at = base + offset;

  if (at > memory->size)
    return -1;
  memory->at = at;
  return 0;
}

static int
close_cb (voidpf opaque,
          voidpf stream)
{
  g_free (stream);
  return 0;
}

static int
error_cb (voidpf opaque,
          voidpf stream)
{
  return 0;
}

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
  gsize size = 0;
  Memory memory = { .data = g_bytes_get_data (data, &size) };
  zlib_filefunc64_def functions = {
    .zopen64_file = open_cb, .zread_file = read_cb, .ztell64_file = tell_cb,
    .zseek64_file = seek_cb, .zclose_file = close_cb, .zerror_file = error_cb, .opaque = &memory,
  };
  g_autoptr (TallyWorkbookZip) self = NULL;
  unz_global_info64 info = { 0 };

  memory.size = size;
  if (size > TALLY_WORKBOOK_MAX_FILE_BYTES)
    {
      refuse (error, TALLY_WORKBOOK_ERROR_LIMIT, "the file is above 64 MiB", NULL);
      return NULL;
    }
  self = g_new0 (TallyWorkbookZip, 1);
  self->bytes = g_bytes_ref (data);
  self->file = size > 0 ? unzOpen2_64 ("", &functions) : NULL;
  if (self->file == NULL || unzGetGlobalInfo64 (self->file, &info) != UNZ_OK)
    {
      refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "the file is no intact zip file", NULL);
      return NULL;
    }
  if (info.number_entry > TALLY_WORKBOOK_MAX_PARTS)
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
  if (self->file != NULL)
    unzClose (self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

gboolean
tally_workbook_zip_has (TallyWorkbookZip *self,
                        const char       *part)
{
  return unzLocateFile (self->file, part, 1) == UNZ_OK;
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
      Parse            *parse,
      GError          **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  int n;

  while ((n = unzReadCurrentFile (self->file, buffer, CHUNK_BYTES)) > 0)
    {
      self->n_inflated += (guint64) n;
      if (self->n_inflated > TALLY_WORKBOOK_MAX_PART_BYTES)
        return refuse (error, TALLY_WORKBOOK_ERROR_LIMIT, "the file unpacks to above 256 MiB",
                       NULL);
      if (xmlParseChunk (parse->parser, buffer, n, 0) != XML_ERR_OK || parse->refusal != NULL)
        return refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "the XML is malformed",
                       parse->refusal);
    }
  if (n < 0)
    return refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "the compressed data is damaged", NULL);
  if (xmlParseChunk (parse->parser, buffer, 0, 1) != XML_ERR_OK || parse->refusal != NULL
      || parse->parser->wellFormed == 0)
    return refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "the XML is malformed", parse->refusal);
  return TRUE;
}

static gboolean
parse_current (TallyWorkbookZip  *self,
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
  ok = feed (self, parse, error);
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
  gboolean ok;

  if (unzLocateFile (self->file, part, 1) != UNZ_OK
      || unzOpenCurrentFile (self->file) != UNZ_OK)
    return refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "a part is missing", part);
  ok = parse_current (self, &parse, error);
  if (unzCloseCurrentFile (self->file) != UNZ_OK && ok)
    ok = refuse (error, TALLY_WORKBOOK_ERROR_INVALID, "a part's checksum is wrong", NULL);
  if (!ok)
    g_prefix_error (error, "%s: ", part);
  return ok;
}
