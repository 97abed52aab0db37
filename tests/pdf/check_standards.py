"""What a file says of itself it must keep: PDF/X-4 (ISO 15930-7), PDF/A-2 and -3 (ISO 19005), PDF/UA-1 (ISO 14289-1).

Only rules that a program can see in the file and that check_print and check_screen do not look at already. Clauses
beside them are of the standard named.
"""
import re
import sys
import xml.etree.ElementTree as tree

import pikepdf

import check_fonts
import check_print
import check_screen
import check_syntax
import check_tree
from pdfread import codes_of, fonts_of, images_of, instructions, need, resources_of, run, streams_of

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SPACES = {
    "pdfaid": "{http://www.aiim.org/pdfa/ns/id/}", "pdfxid": "{http://www.npes.org/pdfx/ns/id/}",
    "pdfuaid": "{http://www.aiim.org/pdfua/ns/id/}", "dc": "{http://purl.org/dc/elements/1.1/}",
    "xmp": "{http://ns.adobe.com/xap/1.0/}", "pdf": "{http://ns.adobe.com/pdf/1.3/}",
    "xmpMM": "{http://ns.adobe.com/xap/1.0/mm/}",
    "schema": "{http://www.aiim.org/pdfa/ns/schema#}", "extension": "{http://www.aiim.org/pdfa/ns/extension/}",
    "property": "{http://www.aiim.org/pdfa/ns/property#}",
}
PREDEFINED = {SPACES[name] for name in ("dc", "xmp", "pdf", "xmpMM", "pdfaid", "extension")}  # XMP 2005 and 6.6.2.3
FORBIDDEN_ACTIONS = {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide", "/SetOCGState",
                     "/Rendition", "/Trans", "/GoTo3DView"}
FORBIDDEN_KEYS = ("/AA", "/OpenAction", "/AcroForm", "/OCProperties", "/Perms", "/Requirements", "/Alternates", "/OPI",
                  "/TR", "/HTP", "/Ref", "/PS", "/XFA", "/EF", "/F", "/FFilter", "/FDecodeParms", "/TR2", "/HT", "/Subtype2",
                  "/PresSteps", "/AlternatePresentations", "/NeedsRendering", "/DestOutputProfileRef", "/RoleMap")
BLENDS = {"/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
          "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity"}

LANGUAGE = "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"  # RFC 3066, 2.1


def xmp_of(pdf):
    stream = pdf.Root["/Metadata"]
    need("/Filter" not in stream, "the metadata are compressed")  # A-2, 6.6.2.1; X-4, 6.16.1
    text = stream.read_raw_bytes()
    need(text.startswith(b'<?xpacket begin="\xef\xbb\xbf"'), "the XMP packet has no head in UTF-8")
    return tree.fromstring(text)


def properties(xmp):
    for description in xmp.iter(RDF + "Description"):
        yield from description


def value_of(xmp, space, name):
    for item in properties(xmp):
        if item.tag == SPACES[space] + name:
            words = "".join(item.itertext()).strip()
            return words
    return None


def claims_of(pdf):
    xmp = xmp_of(pdf)
    claims = set()
    if value_of(xmp, "pdfxid", "GTS_PDFXVersion"):
        claims.add("X-4")
    if value_of(xmp, "pdfaid", "part"):
        claims.add("A-" + value_of(xmp, "pdfaid", "part") + value_of(xmp, "pdfaid", "conformance").lower())
    if value_of(xmp, "pdfuaid", "part"):
        claims.add("UA-" + value_of(xmp, "pdfuaid", "part"))
    return claims


def check_identity(pdf, wanted):
    xmp = xmp_of(pdf)
    need(claims_of(pdf) == set(wanted), f"the file claims {sorted(claims_of(pdf))}, not {sorted(wanted)}")
    if "X-4" in wanted:
        need(value_of(xmp, "pdfxid", "GTS_PDFXVersion") == "PDF/X-4", "the version of PDF/X")
        for space, name in (("xmp", "CreateDate"), ("xmp", "ModifyDate"), ("xmp", "MetadataDate"), ("xmpMM", "DocumentID"),
                            ("xmpMM", "VersionID"), ("xmpMM", "RenditionClass"), ("dc", "title")):
            need(value_of(xmp, space, name), f"X-4 wants {space}:{name}")  # X-4, 6.16


def check_schemas(pdf):
    """A-2, 6.6.2.3: every property is predefined or described."""
    xmp = xmp_of(pdf)
    described = {"{%s}" % item.text for item in xmp.iter(SPACES["schema"] + "namespaceURI")}
    for item in properties(xmp):
        space = item.tag[:item.tag.index("}") + 1]
        need(space in PREDEFINED | described, f"{item.tag} is in no schema that PDF/A knows")
    need(value_of(xmp, "pdf", "Trapped") is None, "pdf:Trapped is no property of PDF/A's")
    for schema in xmp.iter(SPACES["extension"] + "schemas"):
        for name in ("schema", "namespaceURI", "prefix", "property"):
            need(list(schema.iter(SPACES["schema"] + name)), f"an extension schema without {name}")
        for name in ("name", "valueType", "category", "description"):
            need(list(schema.iter(SPACES["property"] + name)), f"a described property without {name}")


def check_prefixes(pdf):
    """A-2, 6.6.2.3.3 and 6.6.4; UA-1, 5: the schemas of the standards have the prefixes that these name."""
    longer = {"schema": "pdfaSchema", "extension": "pdfaExtension", "property": "pdfaProperty"}
    wanted = {space[1:-1]: longer.get(name, name) for name, space in SPACES.items()}
    for prefix, space in re.findall(r'xmlns:(\w+)="([^"]*)"', pdf.Root["/Metadata"].read_bytes().decode()):
        need(wanted.get(space, prefix) == prefix, f"{space} has the prefix {prefix}")


def iso_date(text):
    """D:20261123000000Z as 2026-11-23T00:00:00Z"""
    match = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'\d\d')", text)
    need(match, "a date is written " + text)
    zone = match[7] if match[7] == "Z" else match[7][:3] + ":" + match[7][4:6]
    return "%s-%s-%sT%s:%s:%s%s" % (*match.groups()[:6], zone)


def check_info(pdf):
    """A-2, 6.6.3: what Info and XMP both say is the same."""
    xmp, info = xmp_of(pdf), pdf.docinfo
    pairs = (("/Title", "dc", "title"), ("/Creator", "xmp", "CreatorTool"), ("/Producer", "pdf", "Producer"))
    for key, space, name in pairs:
        need(str(info[key]) == value_of(xmp, space, name), f"{key} and {space}:{name} differ")
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        need(iso_date(str(info[key])) == value_of(xmp, "xmp", name), f"{key} and xmp:{name} differ")
    need(len(pdf.trailer["/ID"]) == 2, "the trailer has no ID")


def walk(pdf):
    yield from pdf.objects


def parts_of(thing, depth=0):
    """The dictionaries, streams, names, numbers and strings of an object, references not followed."""
    yield thing
    if depth > 20:
        return
    if isinstance(thing, pikepdf.Stream):
        kids = [value for _, value in pikepdf.Dictionary(thing.stream_dict).items()]
    elif isinstance(thing, pikepdf.Dictionary):
        kids = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        kids = list(thing)
    else:
        return
    for kid in kids:
        if isinstance(kid, pikepdf.Object) and kid.is_indirect:
            continue
        yield from parts_of(kid, depth + 1)


def keys_of(thing):
    if isinstance(thing, pikepdf.Stream):
        return {key: value for key, value in pikepdf.Dictionary(thing.stream_dict).items()}
    return dict(thing.items()) if isinstance(thing, pikepdf.Dictionary) else {}


def check_keys(pdf, attached=False):
    """What none of the standards allows: A-2, 6.1.6 to 6.9; X-4, 6.2 to 6.20."""
    need("/Encrypt" not in pdf.trailer, "the file is encrypted")
    for thing in walk(pdf):
        for part in parts_of(thing):
            keys = keys_of(part)
            streamed = isinstance(part, pikepdf.Stream)
            annotation = str(keys.get("/Subtype", "")) == "/Link"
            for key in FORBIDDEN_KEYS:
                allowed = (key == "/F" and not streamed) or (key == "/EF" and attached) or (key in ("/TR", "/PS") and "/Type" not in keys and not streamed)
                need(key not in keys or allowed, f"a forbidden key: {key}")
            need(str(keys.get("/S", "")) not in FORBIDDEN_ACTIONS or "/K" in keys, f"an action {keys.get('/S')}")
            need(not annotation or int(keys["/F"]) & 0b100100111 == 4, "an annotation that is hidden or not printed")
            need(str(keys.get("/Interpolate", "False")) == "False", "an image is to be interpolated")
            need("/LZWDecode" not in str(keys.get("/Filter", "")), "LZW compression")
            need("/Lang" not in keys or re.fullmatch(LANGUAGE, str(keys["/Lang"])), f"{keys.get('/Lang')} is no language")  # A-2, 6.7.4
            need("/BM" not in keys or str(keys["/BM"]) in BLENDS, "an unknown blend mode")
    names = pdf.Root.get("/Names", {})
    need((attached or "/EmbeddedFiles" not in names) and "/JavaScript" not in names, "embedded files or scripts")


def check_limits(pdf):
    """A-2, 6.1.13 (ISO 32000-1, annex C)."""
    need(len(pdf.objects) <= 8388607, "too many objects")
    for thing in walk(pdf):
        for part in parts_of(thing):
            if isinstance(part, pikepdf.Name):
                need(len(str(part).encode()) - 1 <= 127, "a name of more than 127 bytes")
            elif isinstance(part, pikepdf.String):
                need(len(bytes(part)) <= 32767, "a string of more than 32767 bytes")
            elif isinstance(part, int) and not isinstance(part, bool):
                need(-2**31 <= part < 2**31, "a whole number out of range")
    for page in pdf.pages:
        for box in ("/MediaBox", "/TrimBox"):
            left, low, right, top = (float(side) for side in page.obj.get(box, page.obj["/MediaBox"]))
            need(3 <= right - left <= 14400 and 3 <= top - low <= 14400, "a page too small or too large")


def check_nesting(pdf):
    """A-2, 6.1.13: q nests at most 28 deep; every q has its Q."""
    for page in pdf.pages:
        for holder in streams_of(page):
            depth = 0
            for _, operator in instructions(holder):
                depth += {"q": 1, "Q": -1}.get(str(operator), 0)
                need(0 <= depth <= 28, f"q is nested {depth} deep")
            need(depth == 0, "a q without its Q")


def cmap_of(font):
    """CID -> text, of the ToUnicode CMap."""
    text, table = font["/ToUnicode"].read_bytes().decode("ascii"), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for cid, words in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(cid, 16)] = bytes.fromhex(words).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, words in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = bytes.fromhex(words).decode("utf-16-be")
            for i in range(int(last, 16) - int(first, 16) + 1):
                table[int(first, 16) + i] = start[:-1] + chr(ord(start[-1]) + i)
    return table


def shown(holder):
    """(font, CID, inside ActualText) of every glyph that the stream shows."""
    fonts, font, spans, stack = resources_of(holder, "Font"), None, [], []
    for operands, operator in instructions(holder):
        name = str(operator)
        if name == "Tf":
            font = fonts[str(operands[0])]
        elif name == "q":
            stack.append(font)
        elif name == "Q":
            font = stack.pop()
        elif name in ("BDC", "BMC"):
            spans.append(name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/ActualText" in operands[1])
        elif name == "EMC":
            spans.pop()
        elif name in ("Tj", "TJ"):
            pieces = operands[0] if name == "TJ" else [operands[0]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    for code in codes_of(font, bytes(piece)):
                        yield font, code, any(spans)


def check_glyphs(pdf, level_a):
    """A-2, 6.2.11.8 and UA-1, 7.21.8: never .notdef; A-2a, 6.2.11.7: every glyph says its text, none a private one."""
    maps = {font.objgen: cmap_of(font) for font in fonts_of(pdf)}
    seen = 0
    for page in pdf.pages:
        for holder in streams_of(page):
            for font, cid, spoken in shown(holder):
                seen += 1
                need(cid != 0, "a glyph .notdef")
                text = maps[font.objgen].get(cid)
                need(not level_a or spoken or text, f"CID {cid} of {font['/BaseFont']} says nothing")
                private = text and any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 for c in text)
                need(not level_a or spoken or not private, "a private character without ActualText")
    need(seen, "no text at all")


def check_intents(pdf):
    """A-2, 6.2.3: one profile for all intents, of a version that PDF 1.7 knows; X-4, 6.2.2: a printing condition."""
    intents = list(pdf.Root["/OutputIntents"])
    profiles = {intent["/DestOutputProfile"].objgen for intent in intents}
    need(len(profiles) == 1, "two intents with different profiles")
    icc = intents[0]["/DestOutputProfile"].read_bytes()
    need(icc[36:40] == b"acsp" and icc[8] <= 4, "the profile is none of ICC's versions 2 to 4")
    need(icc[12:16] in (b"prtr", b"mntr"), "the profile is of no output device")


def plain_of(thing):
    """An object as text, whether direct or not."""
    if isinstance(thing, pikepdf.Stream):
        return thing.read_bytes()
    if isinstance(thing, pikepdf.Dictionary):
        return {key: plain_of(value) for key, value in thing.items()}
    return [plain_of(part) for part in thing] if isinstance(thing, pikepdf.Array) else str(thing)


def spaces_in(pdf, kind):
    for thing in walk(pdf):
        for part in parts_of(thing):
            if isinstance(part, pikepdf.Array) and len(part) > 1 and isinstance(part[0], pikepdf.Name) and part[0] == kind:
                yield part


def check_colorants(pdf):
    """A-2, 6.2.4.4: one spot colour has one meaning, wherever it is met; 6.1.8: its name is UTF-8."""
    meanings = {}
    for space in spaces_in(pdf, "/Separation"):
        meaning = (plain_of(space[2]), plain_of(space[3]))
        need(meanings.setdefault(str(space[1]), meaning) == meaning, f"{space[1]} has two meanings")
    for space in spaces_in(pdf, "/DeviceN"):
        spots = {str(name) for name in space[1]} - {"/Cyan", "/Magenta", "/Yellow", "/Black", "/None"}
        need(spots <= set(space[4]["/Colorants"].keys()) if spots else True, "a spot of a DeviceN that Colorants leaves out")
        need(len(space[1]) <= 32, "a DeviceN of more than 32 inks")  # 6.1.13


def check_profiles(pdf):
    """A-2, 6.2.4.2: what an ICCBased space may hold."""
    for space in spaces_in(pdf, "/ICCBased"):
        icc = space[1].read_bytes()
        need(icc[36:40] == b"acsp" and icc[8] <= 4, "a profile that PDF does not know")
        need(icc[12:16] in (b"prtr", b"mntr", b"scnr", b"spac"), "a profile of no pixels")
        need(int(space[1]["/N"]) == {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1}[icc[16:20]], "a profile of another number of channels")


def check_images(pdf):
    """A-2, 6.2.8: 1, 2, 4, 8 or 16 bits a channel."""
    for page in pdf.pages:
        for holder in streams_of(page):
            for image in images_of(holder):
                need(int(image.get("/BitsPerComponent", 8)) in (1, 2, 4, 8, 16), "an image of odd depth")


def check_attachments(pdf):
    """A-3, 6.8: every embedded file has its type, its name twice, a relation, and belongs to something."""
    associated = {item.objgen for item in pdf.Root.get("/AF", [])}
    names = list(pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    keys = [str(key) for key in names[::2]]
    need(names and keys == sorted(set(keys)), "the attachments have no names in order")
    for key, item in zip(keys, names[1::2]):
        need(item.objgen in associated, f"{key} is attached and associated with nothing")
        need(str(item.get("/F")) == key and str(item.get("/UF")) == key, f"{key} lacks its name")
        need(str(item.get("/AFRelationship", "")) in ("/Data", "/Source", "/Alternative", "/Supplement", "/Unspecified"),
             f"{key} has no relation to the document")
        need(str(item.get("/Desc", "")), f"{key} has no description")
        stream = item["/EF"]["/F"]
        need(re.fullmatch(r"/[-\w+.]+/[-\w+.]+", str(stream.get("/Subtype", ""))), f"{key} has no MIME type")
        need("/ModDate" in stream["/Params"] and int(stream["/Params"]["/Size"]) == len(stream.read_bytes()), f"{key}: date or size")


def check_claims(pdf, wanted):
    level_a = not wanted.isdisjoint({"A-2a", "A-3a"})
    attached = "A-3a" in wanted
    check_identity(pdf, wanted)
    check_keys(pdf, attached)
    if attached:
        check_attachments(pdf)
    for rule in (check_schemas, check_info, check_limits, check_nesting, check_intents, check_colorants, check_images,
                 check_profiles, check_fonts.check, check_syntax.check_streams, check_prefixes):
        rule(pdf)
    check_glyphs(pdf, level_a)
    if "UA-1" in wanted:
        need(not bool(pdf.Root["/MarkInfo"].get("/Suspects", False)), "the structure is suspect")  # UA-1, 7.1
        check_tree.check(pdf)


def check(pdf):
    """By what the file claims."""
    claims = claims_of(pdf)
    need(claims in ({"X-4", "A-2b"}, {"A-2a", "UA-1"}, {"A-3a", "UA-1"}), f"the file claims {sorted(claims)}")
    check_syntax.check_file(pdf)
    check_claims(pdf, claims)  # before the rest: pikepdf's own reading of XMP rewrites it
    (check_print if "X-4" in claims else check_screen).check(pdf)


if __name__ == "__main__":
    sys.exit(run(check, sys.argv[1:]))
