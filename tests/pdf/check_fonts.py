"""What a validator reads in the font programs: ISO 19005-2, 6.2.11; ISO 14289-1, 7.21."""
import pikepdf

from fontread import cff_widths, truetype_widths
from pdfread import code_size, fonts_of, need


def program_of(font):
    """(by glyph) the widths in the font's own program."""
    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
    if "/FontFile2" in descriptor:
        return truetype_widths(descriptor["/FontFile2"].read_bytes())
    need(descriptor["/FontFile3"]["/Subtype"] == "/CIDFontType0C", "a font file of another kind")
    return cff_widths(descriptor["/FontFile3"].read_bytes())


def told_widths(font):
    """CID -> width, of W (9.7.4.3)."""
    told, row = {}, list(font["/DescendantFonts"][0]["/W"])
    while row:
        first = int(row[0])
        if isinstance(row[1], pikepdf.Array):
            told.update((first + i, float(width)) for i, width in enumerate(row[1]))
            row = row[2:]
        else:
            told.update((cid, float(row[2])) for cid in range(first, int(row[1]) + 1))
            row = row[3:]
    return told


def check_encoding(font):
    """6.2.11.3: Identity-H, or a CMap in the file that agrees with its dictionary and the font; a code is the glyph's CID."""
    name, encoding, size = str(font["/BaseFont"]), font["/Encoding"], code_size(font)
    named = isinstance(encoding, pikepdf.Name)
    need(not named or encoding == "/Identity-H", name + " has an encoding that is not in the file")
    need(size == (1 if len(told_widths(font)) <= 256 else 2), f"{name}: codes of {size} bytes")
    if named:
        return
    text, system = encoding.read_bytes(), font["/DescendantFonts"][0]["/CIDSystemInfo"]
    need(encoding["/Type"] == "/CMap" and b"/CMapName %s def" % str(encoding["/CMapName"]).encode() in text, name + ": a CMap of another name")
    need(b"/WMode %d def" % int(encoding["/WMode"]) in text and int(encoding["/WMode"]) == 0, name + ": a CMap of another direction")
    need("/UseCMap" not in encoding and b"usecmap" not in text, name + ": a CMap that rests on another")
    for key in ("/Registry", "/Ordering"):
        told = str(system[key])
        need(told == str(encoding["/CIDSystemInfo"][key]) and f"{key} ({told})".encode() in text, name + ": a CMap of other characters")
    need(b"1 begincidrange\n<00><FF> 0\nendcidrange" in text, name + ": a CMap of other glyphs")


def check_font(font):
    name, inner = str(font["/BaseFont"]), font["/DescendantFonts"][0]
    descriptor = inner["/FontDescriptor"]
    need(descriptor["/FontName"] == font["/BaseFont"], name + " has another name in its descriptor")
    need("/CIDSet" not in descriptor, name + " lists its CIDs")  # which must then be complete: 6.2.11.4
    flags = int(descriptor["/Flags"])
    need(bool(flags & 4) != bool(flags & 32), name + " is symbolic and not at once")  # ISO 32000-1, table 123
    system = inner["/CIDSystemInfo"]
    need((str(system["/Registry"]), str(system["/Ordering"])) == ("Adobe", "Identity"), name + " is of a character collection")
    check_encoding(font)
    own = program_of(font)
    for cid, width in told_widths(font).items():
        need(cid < len(own), f"{name} has no glyph {cid}")
        need(abs(own[cid] - width) <= 1, f"{name}: CID {cid} is {width} wide, and {own[cid]:.2f} in its program")  # 6.2.11.5


def check(pdf):
    for font in fonts_of(pdf):
        check_font(font)
