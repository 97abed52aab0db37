"""Each rule of the other checks can fail: a good file, one thing broken, and the fault that must be found."""
import re
import sys

import pikepdf

import check_marks
import check_print
import check_screen
import check_standards
import check_syntax
from pdfread import Fault, fonts_of, images_of, open_pdf, resources_of, streams_of


def edit(stream, pattern, replacement):
    """Rewrites the first match in a content stream."""
    before = stream.read_bytes()
    after = re.sub(pattern, replacement, before, count=1, flags=re.S)
    assert after != before, "nothing to break: %r" % pattern
    stream.write(after)


def content(pdf, page=0):
    return pdf.pages[page].obj["/Contents"]


def first_form(pdf):
    return next(h for h in streams_of(pdf.pages[0]) if h.get("/Subtype") == "/Form")


def first_shading(pdf):
    shadings = resources_of(pdf.pages[0].obj, "Shading").values()
    return next(s for s in shadings if s["/ColorSpace"] == "/DeviceCMYK")


def first_image(pdf):
    return next(images_of(pdf.pages[0].obj))


def descriptor(pdf):
    return next(fonts_of(pdf))["/DescendantFonts"][0]["/FontDescriptor"]


def program_of(fontdescriptor):
    return next(k for k in ("/FontFile2", "/FontFile3") if k in fontdescriptor)


def overprint_state(pdf):
    states = resources_of(pdf.pages[0].obj, "ExtGState").values()
    return next(s for s in states if bool(s.get("/op", False)))


def narrow(pdf):
    return next(fonts_of(pdf))["/Encoding"]


def drop(holder, key):
    del holder[key]


def put(holder, key, value):
    holder[key] = value


def figure(pdf):
    return next(e for e, _ in check_screen.elements(pdf) if e["/S"] == "/Figure")


def elements(pdf, role):
    return [e for e, _ in check_screen.elements(pdf) if e["/S"] == role]


def first_row(pdf):
    return pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]


def paragraph(pdf):
    return elements(pdf, "/P")[0]


def link(pdf):
    return pdf.pages[0].obj["/Annots"][0]


THREE = pikepdf.Array([0, 0, 0])

PRINT = [
    ("operator rg", lambda p: edit(content(p), rb"[\d.]+ [\d.]+ [\d.]+ [\d.]+ k\n", b"0 0 1 rg\n")),
    ("operator RG", lambda p: edit(first_form(p), rb"[\d.]+ [\d.]+ [\d.]+ [\d.]+ K\n", b"0 0 1 RG\n")),
    ("shading is in /DeviceRGB", lambda p: put(first_shading(p), "/ColorSpace", pikepdf.Name.DeviceRGB)),
    ("image is in /DeviceRGB", lambda p: put(first_image(p), "/ColorSpace", pikepdf.Name.DeviceRGB)),
    ("group is in /DeviceRGB", lambda p: put(p.pages[0].obj["/Group"], "/CS", pikepdf.Name.DeviceRGB)),
    ("without a CMYK group", lambda p: drop(p.pages[0].obj, "/Group")),
    ("TrimBox outside", lambda p: put(p.pages[0].obj, "/TrimBox", pikepdf.Array([0, 0, 1000, 1000]))),
    ("BleedBox outside", lambda p: put(p.pages[0].obj, "/BleedBox", pikepdf.Array([-1, 0, 318, 418]))),
    ("CropBox", lambda p: put(p.pages[1].obj, "/CropBox", pikepdf.Array([9, 9, 309, 409]))),
    ("not embedded", lambda p: drop(descriptor(p), program_of(descriptor(p)))),
    ("no Type0", lambda p: put(next(fonts_of(p)), "/Subtype", pikepdf.Name.Type3)),
    ("no subset", lambda p: [put(f, "/BaseFont", pikepdf.Name.Whole) for g in [next(fonts_of(p))]
                             for f in (g, g["/DescendantFonts"][0])]),
    ("GTS_PDFX", lambda p: drop(p.Root, "/OutputIntents")),
    ("OPM 1", lambda p: put(overprint_state(p), "/OPM", 0)),
    ("knocks out", lambda p: [put(s, key, False) for s in [overprint_state(p)] for key in ("/op", "/OP")]),
    ("white type overprints", lambda p: edit(content(p), rb"0 0 0 1 k", b"0 0 0 0 k")),
    ("Trapped", lambda p: drop(p.docinfo, "/Trapped")),
    ("annotations", lambda p: put(p.pages[0].obj, "/Annots", pikepdf.Array([pikepdf.Dictionary()]))),
    ("has not 4 inks", lambda p: put(first_shading(p)["/Function"]["/Functions"][0], "/C0", THREE)),
]

SCREEN = [
    ("paints outside", lambda p: edit(content(p), rb"/P << /MCID \d+ >> BDC(.*?)EMC\n", rb"\1")),
    ("is marked", lambda p: edit(content(p), rb"/P << /MCID", b"/H3 << /MCID")),
    ("do not count", lambda p: edit(content(p), rb"/P << /MCID \d+ ", b"/P << /MCID 90 ")),
    ("is in no element", lambda p: drop(paragraph(p), "/K")),
    ("names another element", lambda p: put(first_row(p), 0, paragraph(p))),
    ("the parent tree has", lambda p: first_row(p).append(paragraph(p))),
    ("is not its parent", lambda p: put(paragraph(p), "/P", figure(p))),
    ("without Alt", lambda p: drop(figure(p), "/Alt")),
    ("BBox is off", lambda p: put(figure(p)["/A"], "/BBox", pikepdf.Array([0, 0, 9000, 10]))),
    ("without Contents", lambda p: drop(link(p), "/Contents")),
    ("a number alone", lambda p: put(link(p), "/Contents", pikepdf.String("1"))),
    ("without a subtype", lambda p: edit(content(p), rb"/Subtype /Header ", b"")),
    ("not at the top", lambda p: edit(content(p), rb"/Attached \[/Top\]", b"/Attached [/Left]")),
    ("without a box", lambda p: edit(content(p), rb"/Background /BBox \[[^\]]*\]", b"/Background /BBox [0 0 0 0]")),
    ("do not know each other", lambda p: put(link(p), "/StructParent", 3)),
    ("leads nowhere", lambda p: drop(link(p), "/A")),
    ("no language", lambda p: drop(p.Root, "/Lang")),
    ("not marked", lambda p: put(p.Root["/MarkInfo"], "/Marked", False)),
    ("differ", lambda p: put(p.docinfo, "/Title", "Another")),
    ("tab order", lambda p: drop(p.pages[1].obj, "/Tabs")),
    ("without scope", lambda p: put(elements(p, "/TH")[0]["/A"], "/Scope", pikepdf.Name.Nowhere)),
    ("same ID", lambda p: put(elements(p, "/Note")[0], "/ID", elements(p, "/Note")[1]["/ID"])),
    ("inside", lambda p: put(elements(p, "/TR")[0], "/S", pikepdf.Name.LI)),
    ("no numbering", lambda p: put(elements(p, "/L")[0]["/A"], "/ListNumbering", pikepdf.Name("/None"))),
    ("skipped", lambda p: put(elements(p, "/H2")[0], "/S", pikepdf.Name.H3)),
    ("operator k", lambda p: edit(content(p), rb"[\d.]+ [\d.]+ [\d.]+ rg\n", b"0 0 0 1 k\n")),
]


def rewrite_xmp(pdf, before, after):
    text = pdf.Root["/Metadata"].read_bytes()
    assert before in text, "nothing to break: %r" % before
    pdf.Root["/Metadata"].write(text.replace(before, after))
    if "/Filter" in pdf.Root["/Metadata"]:
        del pdf.Root["/Metadata"]["/Filter"]


def compress_xmp(pdf):
    import zlib
    pdf.Root["/Metadata"].write(zlib.compress(pdf.Root["/Metadata"].read_bytes()), filter=pikepdf.Name.FlateDecode)


def to_unicode(pdf):
    return next(fonts_of(pdf))["/ToUnicode"]


def private_glyph(pdf):
    """Every glyph says a private character."""
    for font in fonts_of(pdf):
        text = font["/ToUnicode"].read_bytes()
        font["/ToUnicode"].write(re.sub(rb"(<[0-9A-F]{2}> )<[0-9A-F]{4}>\n", rb"\1<E001>\n", text))


def nest(pdf):
    pdf.pages[0].obj["/Contents"].write(b"q " * 29 + b"Q " * 29 + pdf.pages[0].obj["/Contents"].read_bytes())


def another_profile(pdf):
    """The second intent gets a copy of the profile."""
    intents = pdf.Root["/OutputIntents"]
    profile = intents[0]["/DestOutputProfile"]
    intents[1]["/DestOutputProfile"] = pdf.make_indirect(pikepdf.Stream(pdf, profile.read_bytes(), N=4))


BOTH = [
    ("the file claims", lambda p: rewrite_xmp(p, b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:part>3</pdfaid:part>")),
    ("are compressed", compress_xmp),
    ("is in no schema", lambda p: rewrite_xmp(p, b"pdfaSchema:namespaceURI>http", b"pdfaSchema:namespaceURI>ftp")),
    ("described property without", lambda p: rewrite_xmp(p, b"pdfaProperty:category>", b"pdfaProperty:kind>")),
    ("/Creator and", lambda p: put(p.docinfo, "/Creator", "Somebody")),
    ("/ModDate and", lambda p: put(p.docinfo, "/ModDate", "D:20200101000000Z")),
    ("forbidden key: /AA", lambda p: put(p.Root, "/AA", pikepdf.Dictionary())),
    ("forbidden key: /OpenAction", lambda p: put(p.Root, "/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.GoTo))),
    ("an action /JavaScript", lambda p: put(p.Root, "/Dests", pikepdf.Dictionary(S=pikepdf.Name.JavaScript))),
    ("to be interpolated", lambda p: put(first_image(p), "/Interpolate", True)),
    ("name of more than 127", lambda p: put(p.Root, "/Odd", pikepdf.Name("/" + "x" * 128))),
    ("string of more than", lambda p: put(p.Root, "/Odd", pikepdf.String("x" * 32768))),
    ("out of range", lambda p: put(p.Root, "/Odd", 2**31)),
    ("too small or too large", lambda p: put(p.pages[0].obj, "/MediaBox", pikepdf.Array([0, 0, 14401, 400]))),
    ("nested 29 deep", nest),
    ("without its Q", lambda p: edit(content(p), rb"\nQ\n", b"\n")),
    (".notdef", lambda p: edit(content(p), rb"\[\((\\.|[^\\])", b"[(\0")),
    ("odd depth", lambda p: put(first_image(p), "/BitsPerComponent", 7)),
    ("forbidden key: /PresSteps", lambda p: put(p.pages[0].obj, "/PresSteps", pikepdf.Dictionary())),
    ("forbidden key: /RoleMap", lambda p: put(p.Root, "/RoleMap", pikepdf.Dictionary())),
    ("is no language", lambda p: put(p.Root, "/Lang", "en_US")),
    ("the operator BX", lambda p: edit(content(p), rb"^", b"BX ")),
    ("in no resources", lambda p: edit(content(p), rb"/F\d+ ", b"/F9999 ")),
    ("inherits its resources", lambda p: drop(p.pages[1].obj, "/Resources")),
    ("BT and ET", lambda p: edit(content(p), rb"BT\n", b"BT\nBT\n")),
    ("the operator m between", lambda p: edit(content(p), rb"BT\n", b"BT\n0 0 m\n")),
    ("crosses the bounds", lambda p: edit(content(p), rb"BT\n", b"BT\n/Span << >> BDC ET EMC BT\n")),
    ("before its type or its marks", lambda p: edit(content(p), rb"$", b"/Span << >> BDC ")),
    ("has the prefix", lambda p: rewrite_xmp(p, b"pdfaid", b"pdfa")),
    ("wide, and", lambda p: put(next(fonts_of(p))["/DescendantFonts"][0]["/W"][1], 1, 1.5)),
    ("has no glyph", lambda p: put(next(fonts_of(p))["/DescendantFonts"][0], "/W", pikepdf.Array([9000, 9000, 500]))),
    ("another name in its descriptor", lambda p: put(descriptor(p), "/FontName", pikepdf.Name.Other)),
    ("lists its CIDs", lambda p: put(descriptor(p), "/CIDSet", pikepdf.Stream(p, b"\x80"))),
    ("symbolic and not", lambda p: put(descriptor(p), "/Flags", 36)),
    ("a character collection", lambda p: put(next(fonts_of(p))["/DescendantFonts"][0]["/CIDSystemInfo"], "/Ordering", "Japan1")),
    ("an encoding that is not", lambda p: put(next(fonts_of(p)), "/Encoding", pikepdf.Name("/UniJIS-UTF16-H"))),
    ("codes of 2 bytes", lambda p: put(next(fonts_of(p)), "/Encoding", pikepdf.Name("/Identity-H"))),
    ("a CMap of another name", lambda p: put(narrow(p), "/CMapName", pikepdf.Name.Other)),
    ("a CMap of another direction", lambda p: put(narrow(p), "/WMode", 1)),
    ("a CMap that rests on another", lambda p: put(narrow(p), "/UseCMap", pikepdf.Name("/Identity-H"))),
    ("a CMap of other characters", lambda p: put(narrow(p)["/CIDSystemInfo"], "/Ordering", "Japan1")),
    ("a CMap of other glyphs", lambda p: edit(narrow(p), rb"<FF> 0", b"<FF> 1")),
    ("PDF does not know", lambda p: other_space(p, 8, b"\5")),
    ("of no pixels", lambda p: other_space(p, 12, b"link")),
    ("another number of channels", lambda p: other_space(p, 16, b"GRAY")),
]

X4_ONLY = [
    ("version of PDF/X", lambda p: rewrite_xmp(p, b">PDF/X-4<", b">PDF/X-5<")),
    ("X-4 wants xmpMM:VersionID", lambda p: rewrite_xmp(p, b"xmpMM:VersionID", b"xmpMM:Version")),
    ("different profiles", another_profile),
    ("unknown blend mode", lambda p: put(overprint_state(p), "/BM", pikepdf.Name.Dim)),
    ("two meanings", lambda p: other_meaning(p)),
    ("that Colorants leaves out", lambda p: put(p.Root, "/Odd", mixed(p, pikepdf.Dictionary()))),
    ("more than 32 inks", lambda p: put(p.Root, "/Odd", mixed(p, {"/Spot": pikepdf.Name.DeviceCMYK}, 32))),
    ("forbidden key: /TR2", lambda p: put(overprint_state(p), "/TR2", pikepdf.Name.Identity)),
    ("forbidden key: /DestOutputProfileRef", lambda p: put(p.Root["/OutputIntents"][0], "/DestOutputProfileRef", pikepdf.Dictionary())),
]

ATTACHED = [
    ("associated with nothing", lambda p: drop(p.Root, "/AF")),
    ("no relation", lambda p: drop(first_attachment(p), "/AFRelationship")),
    ("no MIME type", lambda p: drop(first_attachment(p)["/EF"]["/F"], "/Subtype")),
    ("date or size", lambda p: put(first_attachment(p)["/EF"]["/F"]["/Params"], "/Size", 1)),
    ("lacks its name", lambda p: drop(first_attachment(p), "/UF")),
    ("no description", lambda p: drop(first_attachment(p), "/Desc")),
]

UA_ONLY = [
    ("says nothing", lambda p: [f["/ToUnicode"].write(b"1 beginbfchar\n<FF> <0041>\nendbfchar") for f in fonts_of(p)]),
    ("private character", private_glyph),
    ("suspect", lambda p: put(p.Root["/MarkInfo"], "/Suspects", True)),
    ("hidden or not printed", lambda p: put(link(p), "/F", 2)),
    ("hidden or not printed", lambda p: put(link(p), "/F", 4 + 32)),
    ("kid of /L ", lambda p: put(elements(p, "/LI")[0], "/S", pikepdf.Name.P)),
    ("kid of /LI", lambda p: put(elements(p, "/LBody")[0], "/S", pikepdf.Name.P)),
    ("kid of /Table", lambda p: put(elements(p, "/TR")[0], "/S", pikepdf.Name.P)),
    ("no head speaks for", lambda p: put(elements(p, "/TH")[0], "/S", pikepdf.Name.TD)),
    ("kid of /TR", lambda p: put(elements(p, "/TD")[0], "/S", pikepdf.Name.P)),
    ("not equally long", lambda p: drop(elements(p, "/TR")[-1]["/K"], -1)),
    ("lie on each other", lambda p: overlap(p)),
    ("says nothing in /Alt", lambda p: put(figure(p), "/Alt", "  ")),
    ("sequence inside a sequence", lambda p: edit(content(p), rb"(/P << /MCID \d+ )", rb"/P << /MCID 90 >> BDC EMC /P << /MCID 91 >> BDC \1")),
]


SHEETS = [
    ("lie on each other", lambda p: edit(content(p), rb"1 0 0 1 [\d.]+ (30)", rb"1 0 0 1 31 \1")),
    ("runs out of the sheet", lambda p: put(first_form(p), "/BBox", pikepdf.Array([-8, 0, 318, 418]))),
    ("not on every plate", lambda p: edit(content(p), rb"/C\d+ CS 1 SCN .25 w", lambda m: m[0].replace(b"/C2", b"/C0"))),
    ("lies in the bleed", lambda p: edit(content(p), rb"(\n[-\d.]+) -\d+ m ([-\d.]+) -\d+ l S", rb"\1 -12 m \2 4 l S")),
    ("crop marks are not at the cuts", lambda p: edit(content(p), rb"\n0 (-\d+) m 0 (-\d+) l S", rb"\n1 \1 m 1 \2 l S")),
    ("beside the page are not", lambda p: edit(content(p), rb"\n(-\d+) 0 m (-\d+) 0 l S", rb"\n\1 9 m \2 9 l S")),
    ("does not say what it is", lambda p: edit(content(p), rb"TJ.*TJ", b"")),
    ("does not fall on itself", lambda p: put(p.pages[0].obj, "/MediaBox", pikepdf.Array([-5, 0, 696, 478]))),
]


def first_attachment(pdf):
    return pdf.Root["/Names"]["/EmbeddedFiles"]["/Names"][1]


def other_meaning(pdf):
    """The first spot of the first page has another tint transform on the second."""
    for page in (pdf.pages[1], pdf.pages[0]):
        for holder in streams_of(page):
            for name, space in resources_of(holder, "ColorSpace").items():
                if isinstance(space, pikepdf.Array) and str(space[0]) == "/Separation":
                    copy = pikepdf.Array([space[0], space[1], space[2], pikepdf.Dictionary(
                        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)])
                    holder["/Resources"]["/ColorSpace"]["/Other"] = copy
                    return


def other_space(pdf, at, value):
    """The intent's profile, with other bytes at one place, is the profile of a space."""
    profile = pdf.Root["/OutputIntents"][0]["/DestOutputProfile"]
    data = bytearray(profile.read_bytes())
    data[at:at + len(value)] = value
    space = pdf.make_indirect(pikepdf.Stream(pdf, bytes(data), N=int(profile["/N"])))
    pdf.Root["/Odd"] = pikepdf.Array([pikepdf.Name.ICCBased, space])


def mixed(pdf, colorants, more=0):
    names = [pikepdf.Name.Spot] + [pikepdf.Name.Black] * more
    return pikepdf.Array([pikepdf.Name.DeviceN, pikepdf.Array(names), pikepdf.Name.DeviceCMYK, pikepdf.Dictionary(),
                          pikepdf.Dictionary(Colorants=pikepdf.Dictionary(colorants))])


def overlap(pdf):
    """A cell of the first row that is two rows tall and a cell of the second that is two columns wide."""
    rows = elements(pdf, "/TR")
    rows[0]["/K"][-1]["/A"] = pikepdf.Dictionary(O=pikepdf.Name.Table, RowSpan=2, Scope=pikepdf.Name.Column)
    rows[1]["/K"][0]["/A"] = pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=9, Scope=pikepdf.Name.Row)


BYTES = [
    ("the head", lambda b: b.replace(b"%PDF", b"%PDX", 1)),
    ("the head", lambda b: re.sub(rb"^([^\n]*\n%)....", rb"\1abcd", b)),
    ("behind the end", lambda b: b + b"more"),
    ("begins badly", lambda b: re.sub(rb"(\d+ 0) obj\n", rb"\1 obj ", b, count=1)),
    ("not as long as it says", lambda b: re.sub(rb"/Length \d", b"/Length 9", b, count=1)),
    ("ends badly", lambda b: b.replace(b"\nendobj", b" endobj", 1)),
]


def bytes_refused(path, part, mutate):
    with open(path, "rb") as file:
        data = file.read()
    try:
        check_syntax.check_bytes(mutate(data), check_syntax.offsets_of(path))
    except Fault as fault:
        if part in str(fault):
            return True
        print("%s: expected %r, found %r" % (path, part, str(fault)))
        return False
    print("%s: %r was not noticed" % (path, part))
    return False


def refused(check, path, part, mutate):
    with open_pdf(path) as pdf:
        mutate(pdf)
        try:
            check(pdf)
        except Fault as fault:
            if part in str(fault):
                return True
            print("%s: expected %r, found %r" % (path, part, str(fault)))
            return False
    print("%s: %r was not noticed" % (path, part))
    return False


def main(print_pdf, screen_pdf, archive_pdf, sheets_pdf):
    good = [refused(check_print.check, print_pdf, *mutation) for mutation in PRINT]
    good += [refused(check_screen.check, screen_pdf, *mutation) for mutation in SCREEN]
    for path, claims, own in ((print_pdf, {"X-4", "A-2b"}, X4_ONLY), (screen_pdf, {"A-2a", "UA-1"}, UA_ONLY)):
        good += [refused(lambda pdf, claims=claims: check_standards.check_claims(pdf, claims), path, *mutation)
                 for mutation in BOTH + own]
    good += [refused(lambda pdf: check_standards.check_claims(pdf, {"A-3a", "UA-1"}), archive_pdf, *mutation)
             for mutation in ATTACHED]
    good += [bytes_refused(path, *mutation) for path in (print_pdf, screen_pdf) for mutation in BYTES]
    good += [refused(check_marks.check, sheets_pdf, *mutation) for mutation in SHEETS]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 5 else 2)
