"""What a validator reads in the font programs: ISO 19005-2, 6.2.11; ISO 14289-1, 7.21."""
import pikepdf

from fontread import cff_widths, truetype_widths
from pdfread import fonts_of, need


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


def check_font(font):
    name, inner = str(font["/BaseFont"]), font["/DescendantFonts"][0]
    descriptor = inner["/FontDescriptor"]
    need(descriptor["/FontName"] == font["/BaseFont"], name + " has another name in its descriptor")
    need("/CIDSet" not in descriptor, name + " lists its CIDs")  # which must then be complete: 6.2.11.4
    flags = int(descriptor["/Flags"])
    need(bool(flags & 4) != bool(flags & 32), name + " is symbolic and not at once")  # ISO 32000-1, table 123
    system = inner["/CIDSystemInfo"]
    need((str(system["/Registry"]), str(system["/Ordering"])) == ("Adobe", "Identity"), name + " is of a character collection")
    own = program_of(font)
    for cid, width in told_widths(font).items():
        need(cid < len(own), f"{name} has no glyph {cid}")
        need(abs(own[cid] - width) <= 1, f"{name}: CID {cid} is {width} wide, and {own[cid]:.2f} in its program")  # 6.2.11.5


def check(pdf):
    for font in fonts_of(pdf):
        check_font(font)
