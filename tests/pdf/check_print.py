"""A press PDF: inks only, boxes in each other, fonts whole, intent, overprint."""
import re
import sys

import pikepdf

from pdfread import (fonts_of, images_of, instructions, need, resources_of, run, shadings_of, spaces_of,
                     streams_of)

INKS = {"/DeviceCMYK", "/DeviceGray"}


def box(page, name):
    need(name in page.obj, "page without " + name)
    return [float(v) for v in page.obj[name]]


def inside(inner, outer):
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def check_boxes(pdf):
    for page in pdf.pages:
        media, bleed, trim = box(page, "/MediaBox"), box(page, "/BleedBox"), box(page, "/TrimBox")
        need(inside(bleed, media), "BleedBox outside MediaBox")
        need(inside(trim, bleed), "TrimBox outside BleedBox")
        need(trim[2] - trim[0] > 0 and trim[3] - trim[1] > 0, "TrimBox without extent")
        need("/ArtBox" not in page.obj, "ArtBox beside TrimBox")
        need("/CropBox" not in page.obj, "CropBox hides the bleed")


def check_inks(pdf):
    for number, page in enumerate(pdf.pages, 1):
        for holder in streams_of(page):
            for where, space in spaces_of(holder):
                need(space in INKS, "page %d: %s is in %s" % (number, where, space))
            for shading in shadings_of(holder):
                check_shading(shading)


def check_shading(shading):
    """The functions give as many numbers as the space has inks."""
    space = shading["/ColorSpace"]
    inks = {"/DeviceCMYK": 4, "/DeviceGray": 1}.get(str(space)) if isinstance(space, pikepdf.Name) else None
    if inks is None:
        inks = 1 if str(space[0]) == "/Separation" else len(space[1])
    function = shading["/Function"]
    bounds = [float(b) for b in function["/Bounds"]]
    need(bounds == sorted(set(bounds)), "a shading's bounds do not rise")
    need(len(function["/Functions"]) == len(bounds) + 1, "a shading has gaps")
    need(len(function["/Encode"]) == 2 * len(function["/Functions"]), "a shading's Encode does not fit")
    for part in function["/Functions"]:
        need(len(part["/C0"]) == inks and len(part["/C1"]) == inks, "a shading's stop has not %d inks" % inks)


def check_fonts(pdf):
    fonts = list(fonts_of(pdf))
    need(fonts, "no fonts at all")
    for font in fonts:
        name = str(font["/BaseFont"])
        need(font["/Subtype"] == "/Type0", name + " is no Type0 font")
        need("/ToUnicode" in font, name + " has no ToUnicode")
        inner = font["/DescendantFonts"][0]
        need(inner["/BaseFont"] == font["/BaseFont"], name + " and its descendant differ in name")
        need(re.match(r"/[A-Z]{6}\+.", name), name + " is no subset")
        descriptor = inner["/FontDescriptor"]
        key = {"/CIDFontType0": "/FontFile3", "/CIDFontType2": "/FontFile2"}[str(inner["/Subtype"])]
        need(key in descriptor, name + " is not embedded")
        need(len(descriptor[key].read_bytes()) > 100, name + " has an empty program")
        for entry in ("/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV", "/Flags"):
            need(entry in descriptor, name + " lacks " + entry)
        if key == "/FontFile2":
            need(inner.get("/CIDToGIDMap") == "/Identity", name + " has no CIDToGIDMap")


def check_intent(pdf):
    intents = {str(i["/S"]): i for i in pdf.Root.get("/OutputIntents", [])}
    need("/GTS_PDFX" in intents, "no GTS_PDFX output intent")
    intent = intents["/GTS_PDFX"]
    need(len(str(intent["/OutputConditionIdentifier"])) > 0, "the intent has no condition")
    profile = intent["/DestOutputProfile"]
    data = profile.read_bytes()
    need(int(profile["/N"]) == 4, "the intent's profile has not four inks")
    need(data[12:20] == b"prtrCMYK", "the intent's profile is of no printing condition")


def blends(page):
    """Whether anything on the page shines through."""
    for holder in streams_of(page):
        if any("/SMask" in image for image in images_of(holder)):
            return True
        if any(float(state.get("/ca", 1)) < 1 for state in resources_of(holder, "ExtGState").values()):
            return True
    return False


def check_overprint(pdf):
    """Type in K100 overprints with OPM 1, and only what overprints may be on while it does."""
    found = sum(overprinted(holder) for page in pdf.pages for holder in streams_of(page))
    need(found, "no type overprints")


def overprinted(holder):
    """How much type of a stream overprints. A form is never shown while its page does, so each begins without."""
    states, on, ink, found = resources_of(holder, "ExtGState"), False, None, 0
    stack = []
    for operands, operator in instructions(holder):
        name = str(operator)
        if name == "q":
            stack.append((on, ink))
        elif name == "Q":
            on, ink = stack.pop()
        elif name == "gs":
            state = states[str(operands[0])]
            on = bool(state.get("/op", False))
            need(on == bool(state.get("/OP", False)), "OP and op differ")
            need(not on or int(state.get("/OPM", 0)) == 1, "overprint without OPM 1")
        elif name in ("k", "scn"):
            ink = [float(v) for v in operands]
        elif name in ("f", "f*", "S", "sh", "Do"):
            need(not on, "%s overprints" % name)
        elif name in ("Tj", "TJ"):
            need(not on or ink != [0, 0, 0, 0], "white type overprints")
            need(on or ink != [0, 0, 0, 1], "K100 type knocks out")
            found += on
    return found


def check_transparency(pdf):
    """A page that blends says in which inks."""
    for page in pdf.pages:
        if blends(page):
            need(page.obj.get("/Group", {}).get("/CS") == "/DeviceCMYK", "a page blends without a CMYK group")


def check_metadata(pdf):
    info = pdf.docinfo
    need(info.get("/Trapped") == "/False", "Trapped is not set")
    need(str(info["/CreationDate"]) == str(info["/ModDate"]), "dates differ")
    with pdf.open_metadata() as xmp:
        need(xmp["dc:title"] == str(info["/Title"]), "Title in XMP and Info differ")
        stamp = str(info["/CreationDate"])[2:16]
        digits = "".join(c for c in xmp["xmp:CreateDate"][:19] if c.isdigit())
        need(digits == stamp, "dates in XMP and Info differ")
        need(xmp["pdf:Producer"] == str(info["/Producer"]), "Producer in XMP and Info differ")
    need("/ID" in pdf.trailer, "no ID")
    need(not list(annotations(pdf)), "a press page has annotations")


def annotations(pdf):
    for page in pdf.pages:
        yield from page.obj.get("/Annots", [])


def check(pdf):
    need(pdf.pdf_version == "1.6", "the header is not 1.6")
    for rule in (check_boxes, check_inks, check_fonts, check_intent, check_overprint, check_transparency,
                 check_metadata):
        rule(pdf)


if __name__ == "__main__":
    sys.exit(run(check, sys.argv[1:]))
