"""What the checks of tests/pdf share: walking a PDF with pikepdf.

A content stream is walked together with every form, and colours are reported
with the space in which they are set. Nothing of the program under test is used.
"""
import re
import sys

import pikepdf

PAINT_SPACES = {
    "g": "/DeviceGray", "G": "/DeviceGray",
    "rg": "/DeviceRGB", "RG": "/DeviceRGB",
    "k": "/DeviceCMYK", "K": "/DeviceCMYK",
}


class Fault(AssertionError):
    """A rule of the file that does not hold."""


def need(holds, message):
    if not holds:
        raise Fault(message)


def open_pdf(path):
    return pikepdf.open(path)


def instructions(stream):
    return pikepdf.parse_content_stream(stream)


def resources_of(holder, kind):
    found = holder.get("/Resources", {}).get("/" + kind, {})
    return dict(found.items())


def forms_below(holder, seen=None):
    """The holder's forms and theirs, each once."""
    seen = set() if seen is None else seen
    for _, thing in sorted(resources_of(holder, "XObject").items()):
        if thing.get("/Subtype") == "/Form" and thing.objgen not in seen:
            seen.add(thing.objgen)
            yield thing
            yield from forms_below(thing, seen)


def streams_of(page):
    """The page and all its forms: whatever has operators."""
    yield page.obj
    yield from forms_below(page.obj)


def base_space(space):
    """The names of device spaces that a colour space comes down to."""
    if isinstance(space, pikepdf.Name):
        return {str(space)}
    kind = str(space[0])
    if kind in ("/Separation", "/DeviceN"):
        return base_space(space[2])
    if kind in ("/Indexed", "/Pattern"):
        return base_space(space[1]) if len(space) > 1 else set()
    if kind == "/ICCBased":
        return {"/ICCBased%d" % int(space[1]["/N"])}
    return {kind}


def shadings_of(holder):
    for shading in resources_of(holder, "Shading").values():
        yield shading
    for pattern in resources_of(holder, "Pattern").values():
        if "/Shading" in pattern:
            yield pattern["/Shading"]


def images_of(holder):
    for thing in resources_of(holder, "XObject").values():
        if thing.get("/Subtype") == "/Image":
            yield thing


def spaces_of(holder):
    """(where, device space) of everything that the stream can paint with."""
    for operands, operator in instructions(holder):
        name = str(operator)
        if name in PAINT_SPACES:
            yield "operator " + name, PAINT_SPACES[name]
        elif name in ("cs", "CS") and str(operands[0]).startswith("/Device"):
            yield "operator " + name, str(operands[0])
        elif name == "BI":
            yield "inline image", "an inline image"
    for name, space in resources_of(holder, "ColorSpace").items():
        for base in base_space(space):
            yield "colour space " + name, base
    for shading in shadings_of(holder):
        for base in base_space(shading["/ColorSpace"]):
            yield "shading", base
    for image in images_of(holder):
        for base in base_space(image["/ColorSpace"]):
            yield "image", base
    group = holder.get("/Group", {})
    if "/CS" in group:
        for base in base_space(group["/CS"]):
            yield "transparency group", base


def fonts_of(pdf):
    """Every font of every stream, each once."""
    seen = set()
    for page in pdf.pages:
        for holder in streams_of(page):
            for font in resources_of(holder, "Font").values():
                if font.objgen not in seen:
                    seen.add(font.objgen)
                    yield font


def code_size(font):
    """Bytes of a code: of the embedded CMap's one range, or the two of Identity-H."""
    encoding = font["/Encoding"]
    if isinstance(encoding, pikepdf.Name):
        return 2
    low, _ = re.search(rb"1 begincodespacerange\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>", encoding.read_bytes()).groups()
    return len(low) // 2


def codes_of(font, text):
    """The codes that a string shows."""
    size = code_size(font)
    return [int.from_bytes(text[i:i + size], "big") for i in range(0, len(text), size)]


def run(check, paths):
    """The status of a program that applies check to each file."""
    if not paths:
        print("usage: %s FILE.pdf..." % sys.argv[0])
        return 2
    for path in paths:
        try:
            with open_pdf(path) as pdf:
                check(pdf)
        except Fault as fault:
            print("%s: %s" % (path, fault))
            return 1
    return 0
