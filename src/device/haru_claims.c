/*
 * The standards that the file says it keeps: PDF/X-4 (ISO 15930-7, 6.16.4), PDF/A-2 and -3 (ISO 19005, 6.6.4), PDF/UA-1
 * (ISO 14289-1, 5). Properties that XMP does not define itself are described in an extension schema
 * (ISO 19005-2, 6.6.2.3.3). What the claims rest on is checked by tests/pdf.
 */
#include "device/haru_pdf.h"

#include <string.h>

/* The bytes 12 to 20 of an ICC profile: its class and space (ICC.1:2010, 7.2). */
static bool is_printing_condition(const ts_colour *colour)
{
    size_t size = 0;
    const unsigned char *icc = ts_colour_icc(colour, &size);
    return icc && size > 20 && memcmp(icc + 12, "prtrCMYK", 8) == 0;
}

unsigned ts_pdf_claims(const ts_document *document, const ts_pdf_options *options)
{
    unsigned claims = options->claims;
    if (!options->cmyk)
        claims &= ~(unsigned)TS_CLAIM_X4;
    if (options->cmyk && !is_printing_condition(options->colour))
        claims = 0;
    if (!options->tags || !document->language)
        claims &= ~(unsigned)(TS_CLAIM_A2A | TS_CLAIM_A3A | TS_CLAIM_UA1);
    if (document->attachment_count) /* ISO 19005-2, 6.8: of PDF/A files only */
        claims &= ~(unsigned)(TS_CLAIM_X4 | TS_CLAIM_A2A | TS_CLAIM_A2B);
    if (!document->title || !document->title[strspn(document->title, " ")]) /* ISO 15930-7, 6.16.2; ISO 14289-1, 7.1 */
        claims &= ~(unsigned)(TS_CLAIM_X4 | TS_CLAIM_UA1);
    return claims;
}

typedef struct schema { /* of one property, which XMP has not of itself */
    const char *name, *prefix, *space, *property, *type, *about;
} schema;

static void put_schema(ts_pdf_bytes *xmp, const schema *s)
{
    ts_pdf_print(xmp, "    <rdf:li rdf:parseType=\"Resource\">\n"
                      "     <pdfaSchema:schema>%s</pdfaSchema:schema>\n"
                      "     <pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
                      "     <pdfaSchema:prefix>%s</pdfaSchema:prefix>\n",
                 s->name, s->space, s->prefix);
    ts_pdf_print(xmp, "     <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
                      "      <pdfaProperty:name>%s</pdfaProperty:name>\n"
                      "      <pdfaProperty:valueType>%s</pdfaProperty:valueType>\n"
                      "      <pdfaProperty:category>internal</pdfaProperty:category>\n"
                      "      <pdfaProperty:description>%s</pdfaProperty:description>\n"
                      "     </rdf:li></rdf:Seq></pdfaSchema:property>\n"
                      "    </rdf:li>\n",
                 s->property, s->type, s->about);
}

#define X_SPACE "http://www.npes.org/pdfx/ns/id/"
#define UA_SPACE "http://www.aiim.org/pdfua/ns/id/"

static void put_schemas(ts_pdf_bytes *xmp, unsigned claims)
{
    ts_pdf_print(xmp, "  <rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
                      " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
                      " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                      "   <pdfaExtension:schemas><rdf:Bag>\n");
    if (claims & TS_CLAIM_X4)
        put_schema(xmp, &(schema){"PDF/X identification", "pdfxid", X_SPACE, "GTS_PDFXVersion", "Text", "Version of PDF/X"});
    if (claims & TS_CLAIM_UA1)
        put_schema(xmp, &(schema){"PDF/UA identification", "pdfuaid", UA_SPACE, "part", "Integer", "Part of ISO 14289"});
    ts_pdf_print(xmp, "   </rdf:Bag></pdfaExtension:schemas>\n  </rdf:Description>\n");
}

void ts_pdf_put_claims(ts_pdf *pdf, ts_pdf_bytes *xmp)
{
    unsigned claims = ts_pdf_claims(pdf->document, pdf->options), archive = claims & (TS_CLAIM_A2A | TS_CLAIM_A2B | TS_CLAIM_A3A);
    if (claims & TS_CLAIM_X4)
        ts_pdf_print(xmp, "  <rdf:Description rdf:about=\"\" xmlns:pdfxid=\"" X_SPACE "\">\n"
                          "   <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n  </rdf:Description>\n");
    if (archive)
        ts_pdf_print(xmp, "  <rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                          "   <pdfaid:part>%s</pdfaid:part>\n   <pdfaid:conformance>%s</pdfaid:conformance>\n"
                          "  </rdf:Description>\n",
                     claims & TS_CLAIM_A3A ? "3" : "2", claims & TS_CLAIM_A2B ? "B" : "A");
    if (claims & TS_CLAIM_UA1)
        ts_pdf_print(xmp, "  <rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"" UA_SPACE "\">\n"
                          "   <pdfuaid:part>1</pdfuaid:part>\n  </rdf:Description>\n");
    if (archive && (claims & (TS_CLAIM_X4 | TS_CLAIM_UA1)))
        put_schemas(xmp, claims);
}
