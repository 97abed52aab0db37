/*
 * What the file says of itself: Info and XMP (which must agree), the output
 * intent with its profile, and the ledger.
 */
#include "device/haru_pdf.h"

#include <string.h>

/* ---- dates */

typedef struct date {
    char year[5], month[3], day[3], time[3][3], zone[7]; /* zone: "Z", "+hh:mm" */
} date;

static bool take_digits(const char **at, char *out, size_t count)
{
    for (size_t i = 0; i < count; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        out[i] = **at;
    }
    return true;
}

static bool take_zone(const char **at, date *d)
{
    const char *from = *at;
    char sink[3] = "";

    if (*from == '\0' || !strcmp(from, "Z")) {
        memcpy(d->zone, "Z", 2);
        return true;
    }
    if (*from != '+' && *from != '-')
        return false;
    (*at)++;
    if (!take_digits(at, sink, 2) || *(*at)++ != ':' || !take_digits(at, sink, 2) || **at)
        return false;
    memcpy(d->zone, from, 6);
    return true;
}

/* ISO 8601: a date, or a date and time to the second, in UTC or with its zone. */
static bool read_date(const char *text, date *d)
{
    *d = (date){.time = {"00", "00", "00"}, .zone = "Z"};
    if (!take_digits(&text, d->year, 4) || *text++ != '-' || !take_digits(&text, d->month, 2) ||
        *text++ != '-' || !take_digits(&text, d->day, 2))
        return false;
    if (!*text)
        return true;
    if (*text++ != 'T' || !take_digits(&text, d->time[0], 2) || *text++ != ':' ||
        !take_digits(&text, d->time[1], 2))
        return false;
    if (*text == ':' && (text++, !take_digits(&text, d->time[2], 2)))
        return false;
    return take_zone(&text, d);
}

static date date_of(ts_pdf *pdf)
{
    date d;

    if (!pdf->document->date || !read_date(pdf->document->date, &d)) {
        ts_pdf_refuse(pdf, "the document's date is not of the form YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ");
        read_date("1970-01-01", &d);
    }
    return d;
}

/* D:YYYYMMDDhhmmss+hh'mm' (7.9.4) */
static void put_pdf_date(ts_pdf_bytes *out, const date *d)
{
    char zone[8];

    memcpy(zone, d->zone, sizeof d->zone);
    if (zone[0] != 'Z') {
        zone[3] = '\'';
        memcpy(zone + 6, "'", 2);
    }
    ts_pdf_print(out, "(D:%s%s%s%s%s%s%s)", d->year, d->month, d->day, d->time[0], d->time[1], d->time[2],
                 zone);
}

static void put_xmp_date(ts_pdf_bytes *out, const char *name, const date *d)
{
    ts_pdf_print(out, "   <xmp:%s>%s-%s-%sT%s:%s:%s%s</xmp:%s>\n", name, d->year, d->month, d->day,
                 d->time[0], d->time[1], d->time[2], d->zone, name);
}

/* ---- Info and XMP */

static const char *title_of(const ts_pdf *pdf)
{
    return pdf->document->title ? pdf->document->title : "";
}

static const char *producer_of(const ts_pdf *pdf)
{
    return pdf->document->producer ? pdf->document->producer : "tearsheet";
}

static void put_info(ts_pdf *pdf, const date *d)
{
    ts_pdf_bytes *out = ts_pdf_info(pdf->sink);

    ts_pdf_print(out, "/Title ");
    ts_pdf_string(out, title_of(pdf));
    ts_pdf_print(out, " /Creator ");
    ts_pdf_string(out, producer_of(pdf));
    ts_pdf_print(out, " /Producer ");
    ts_pdf_string(out, producer_of(pdf));
    ts_pdf_print(out, " /CreationDate ");
    put_pdf_date(out, d);
    ts_pdf_print(out, " /ModDate ");
    put_pdf_date(out, d);
    if (pdf->options->cmyk)
        ts_pdf_print(out, " /Trapped /False");
}

/* A UUID whose bits are a digest of the content: RFC 9562, version 8. */
static void put_uuid(ts_pdf_bytes *out, const char *name, const unsigned char digest[16])
{
    static const char digits[] = "0123456789abcdef";
    char text[37] = "";
    size_t at = 0;

    for (int i = 0; i < 16; i++) {
        unsigned byte = i == 6   ? (digest[i] & 0x0Fu) | 0x80u
                        : i == 8 ? (digest[i] & 0x3Fu) | 0x80u
                                 : digest[i];
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text[at++] = '-';
        text[at++] = digits[byte >> 4];
        text[at++] = digits[byte & 15];
    }
    ts_pdf_print(out, "   <xmpMM:%s>uuid:%s</xmpMM:%s>\n", name, text, name);
}

static void put_title(ts_pdf_bytes *out, const ts_pdf *pdf)
{
    ts_pdf_print(out, "   <dc:format>application/pdf</dc:format>\n"
                      "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    ts_pdf_xml(out, title_of(pdf));
    ts_pdf_print(out, "</rdf:li></rdf:Alt></dc:title>\n");
    if (!pdf->document->language)
        return;
    ts_pdf_print(out, "   <dc:language><rdf:Bag><rdf:li>");
    ts_pdf_xml(out, pdf->document->language);
    ts_pdf_print(out, "</rdf:li></rdf:Bag></dc:language>\n");
}

static void put_tools(ts_pdf_bytes *out, const ts_pdf *pdf)
{
    static const char *const names[] = {"xmp:CreatorTool", "pdf:Producer"};

    for (int i = 0; i < 2; i++) {
        ts_pdf_print(out, "   <%s>", names[i]);
        ts_pdf_xml(out, producer_of(pdf));
        ts_pdf_print(out, "</%s>\n", names[i]);
    }
}

/* Written plain, not deflated, so that tools find it without reading the PDF (14.3.2). */
static void put_xmp(ts_pdf *pdf, ts_pdf_bytes *out, const date *d, const unsigned char digest[16])
{
    static const char *const dates[] = {"CreateDate", "ModifyDate", "MetadataDate"};

    ts_pdf_print(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                      "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                      " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n");
    put_title(out, pdf);
    put_tools(out, pdf);
    for (int i = 0; i < 3; i++)
        put_xmp_date(out, dates[i], d);
    put_uuid(out, "DocumentID", digest);
    put_uuid(out, "InstanceID", digest);
    ts_pdf_print(out, "   <xmpMM:VersionID>1</xmpMM:VersionID>\n"
                      "   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
                      "  </rdf:Description>\n");
    ts_pdf_put_claims(pdf, out);
    ts_pdf_print(out, " </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
}

/* The stream has its number and its entries before all is closed, and says in its bytes what all else is called: its own
 * digest names the file. */
void ts_pdf_put_metadata(ts_pdf *pdf)
{
    date d = date_of(pdf);
    unsigned char digest[16];
    ts_pdf_bytes *xmp = ts_pdf_bytes_new(pdf->arena);
    int object = ts_pdf_stream_later(pdf->sink);

    if (!xmp) {
        ts_pdf_no_memory(pdf);
        return;
    }
    put_info(pdf, &d);
    ts_pdf_print(ts_pdf_entries(pdf->sink, object), "/Type /Metadata /Subtype /XML ");
    ts_pdf_print(ts_pdf_catalog(pdf->sink), "/Metadata %d 0 R ", object);
    ts_pdf_close(pdf->sink, digest);
    put_xmp(pdf, xmp, &d, digest);
    ts_digest_raw(xmp->items, xmp->count, pdf->id);
    ts_pdf_give_stream(pdf->sink, object, xmp);
}

/* ---- the intent */

static int put_profile(ts_pdf *pdf)
{
    size_t size = 0;
    const ts_colour *colour = pdf->options->colour;
    const unsigned char *icc =
        pdf->options->cmyk ? ts_colour_icc(colour, &size) : ts_colour_srgb_icc(colour, &size);

    if (!icc)
        return 0;
    unsigned char digest[TS_DIGEST_BYTES];
    ts_pdf_lasting_digest(pdf->options->memo, icc, size, digest);
    int object = ts_pdf_stream_known(pdf->sink, icc, size, digest);
    ts_pdf_print(ts_pdf_entries(pdf->sink, object), "/N %d ", pdf->options->cmyk ? 4 : 3);
    return object;
}

typedef struct condition {
    const char *name, *info; /* what it is called, and what its profile calls itself */
    bool registered;
} condition;

/* Only what the sheet names is said to be of the ICC's registry: a profile may be called anything. */
static condition condition_of(const ts_pdf *pdf, int profile)
{
    const char *own = profile ? ts_colour_icc_name(pdf->options->colour) : NULL, *named = pdf->options->intent_name;

    if (!pdf->options->cmyk)
        return (condition){"sRGB IEC61966-2.1", "sRGB IEC61966-2.1", true};
    return (condition){named ? named : own, own ? own : named, named != NULL};
}

static void put_intent(ts_pdf_bytes *out, const char *kind, const condition *c, int profile)
{
    ts_pdf_print(out, "<< /Type /OutputIntent /S /%s /OutputConditionIdentifier ", kind);
    ts_pdf_string(out, c->name);
    ts_pdf_print(out, " /Info ");
    ts_pdf_string(out, c->info);
    ts_pdf_print(out, c->registered ? " /RegistryName (http://www.color.org) " : " ");
    if (profile)
        ts_pdf_print(out, "/DestOutputProfile %d 0 R ", profile);
    ts_pdf_print(out, ">> ");
}

/* 14.11.5. A press page without profile and name has no intent to declare. */
void ts_pdf_put_intents(ts_pdf *pdf)
{
    int profile = put_profile(pdf);
    condition c = condition_of(pdf, profile);
    ts_pdf_bytes *out = ts_pdf_catalog(pdf->sink);

    if (!c.name)
        return;
    ts_pdf_print(out, "/OutputIntents [ ");
    if (pdf->options->cmyk)
        put_intent(out, "GTS_PDFX", &c, profile);
    if (profile)
        put_intent(out, "GTS_PDFA1", &c, profile);
    ts_pdf_print(out, "] ");
}

/* ---- the catalog */

static void put_ledger(ts_pdf *pdf, const date *d)
{
    const char *ledger = pdf->document->ledger;
    ts_pdf_bytes *out = ts_pdf_catalog(pdf->sink);

    if (!ledger)
        return;
    int object = ts_pdf_stream_begun(pdf->sink, ledger, strlen(ledger), pdf->document->ledger_begins);
    /* 14.5: whoever wrote it says when; the key is the program's name. */
    ts_pdf_print(out, "/PieceInfo << /Tearsheet << /LastModified ");
    put_pdf_date(out, d);
    ts_pdf_print(out, " /Private %d 0 R >> >> ", object);
}

/* 12.4.2: figures, as the folios have them; a part of a document keeps its numbers. */
static void put_page_labels(const ts_pdf *pdf, ts_pdf_bytes *out)
{
    ts_pdf_print(out, "/PageLabels << /Nums [0 << /S /D");
    if (pdf->document->first_number > 1)
        ts_pdf_print(out, " /St %d", (int)pdf->document->first_number);
    ts_pdf_print(out, " >>] >> ");
}

void ts_pdf_put_catalog(ts_pdf *pdf)
{
    date d = date_of(pdf);
    ts_pdf_bytes *out = ts_pdf_catalog(pdf->sink);

    ts_pdf_print(out, "/ViewerPreferences << /DisplayDocTitle true >> ");
    if (pdf->document->language) {
        ts_pdf_print(out, "/Lang ");
        ts_pdf_string(out, pdf->document->language);
        ts_pdf_print(out, " ");
    }
    put_page_labels(pdf, out);
    put_ledger(pdf, &d);
    ts_pdf_bytes *stamp = ts_pdf_bytes_new(pdf->arena);
    if (!stamp) {
        ts_pdf_no_memory(pdf);
        return;
    }
    put_pdf_date(stamp, &d);
    ts_pdf_put(stamp, "", 1);
    ts_pdf_put_attachments(pdf, stamp->items);
}
