"""Each rule of the other checks can fail: a good file, one thing broken, and the fault that must be found."""
import re
import sys

import pikepdf

import check_print
import check_screen
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


def main(print_pdf, screen_pdf):
    good = [refused(check_print.check, print_pdf, *mutation) for mutation in PRINT]
    good += [refused(check_screen.check, screen_pdf, *mutation) for mutation in SCREEN]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 3 else 2)
