"""A screen PDF: tagged, every sequence reachable both ways, links in the structure, sRGB only."""
import sys

import pikepdf

from pdfread import fonts_of, instructions, need, run, spaces_of, streams_of

SPACES = {"/DeviceRGB", "/DeviceGray"}
PAINTS = {"f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"'}
ROLES = set("Document Sect Div H1 H2 H3 P Note BlockQuote L LI Lbl LBody Figure Caption Table TR TH TD Link "
            "Reference Span".split())


def is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def kids_of(element):
    kids = element.get("/K", pikepdf.Array([]))
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def elements(pdf):
    """(element, parent) in reading order; each must be met once."""
    root = pdf.Root["/StructTreeRoot"]
    seen, todo = set(), [(kid, root) for kid in reversed(kids_of(root))]
    while todo:
        element, parent = todo.pop()
        need(element.objgen not in seen, "an element has two parents")
        seen.add(element.objgen)
        need(element["/P"].objgen == parent.objgen, "an element's P is not its parent")
        need(str(element["/S"])[1:] in ROLES, "unknown role %s" % element["/S"])
        yield element, parent
        todo.extend((kid, element) for kid in reversed(kids_of(element)) if is_element(kid))


def parent_tree(pdf):
    nums = list(pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"])
    keys = [int(k) for k in nums[::2]]
    need(keys == sorted(set(keys)), "the parent tree's keys do not rise")
    need(int(pdf.Root["/StructTreeRoot"]["/ParentTreeNextKey"]) > max(keys), "ParentTreeNextKey is taken")
    return dict(zip(keys, nums[1::2]))


def check_artifact(page, about):
    """ISO 32000-1, 14.8.2.2.2: what pages repeat says what it is and where it is attached; a background has its box."""
    kind, subtype = about["/Type"], str(about.get("/Subtype", ""))
    need(kind != "/Pagination" or subtype in ("/Header", "/Footer", "/Watermark"), "a pagination artifact without a subtype")
    if subtype in ("/Header", "/Footer"):
        need([str(edge) for edge in about["/Attached"]] == ["/Top" if subtype == "/Header" else "/Bottom"], "a header is not at the top")
    if kind == "/Background":
        box, media = [float(n) for n in about["/BBox"]], [float(n) for n in page.obj["/MediaBox"]]
        need(box[0] < box[2] and box[1] < box[3], "a background without a box")
        need(box[0] <= media[2] and box[2] >= media[0], "a background beside its page")


def marked_content(page):
    """(tag, MCID) of each sequence; whatever paints must be in one or in an artifact."""
    open_marks, found = [], []
    for operands, operator in instructions(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            mcid = operands[1].get("/MCID") if name == "BDC" else None
            open_marks.append(str(operands[0]))
            if mcid is not None:
                need(not any(m == "/Artifact" for m in open_marks), "a tag inside an artifact")
                found.append((str(operands[0]), int(mcid)))
            if str(operands[0]) == "/Artifact":
                need(len(open_marks) == 1, "an artifact inside a tag")
                need("/Type" in operands[1], "an artifact without a type")
                check_artifact(page, operands[1])
        elif name == "EMC":
            need(open_marks, "EMC without a beginning")
            open_marks.pop()
        elif name in PAINTS:
            need(open_marks, "%s paints outside tags and artifacts" % name)
    need(not open_marks, "a sequence never ends")
    return found


def check_marks(pdf):
    """Page to element, and element to page, through the parent tree."""
    tree, claimed = parent_tree(pdf), {}
    for element, _ in elements(pdf):
        for kid in kids_of(element):
            if isinstance(kid, int):
                claimed[(element["/Pg"].objgen, kid)] = element.objgen
            elif not is_element(kid) and kid.get("/Type") == "/MCR":
                claimed[(kid["/Pg"].objgen, int(kid["/MCID"]))] = element.objgen
    for page in pdf.pages:
        found = marked_content(page)
        mcids = [mcid for _, mcid in found]
        need(mcids == list(range(len(mcids))), "MCIDs do not count from 0")
        row = tree[int(page.obj["/StructParents"])]
        need(len(row) == len(mcids), "the parent tree has %d of %d sequences" % (len(row), len(mcids)))
        for tag, mcid in found:
            owner = claimed.pop((page.obj.objgen, mcid), None)
            need(owner is not None, "MCID %d is in no element" % mcid)
            need(owner == row[mcid].objgen, "MCID %d: the parent tree names another element" % mcid)
            need(tag in ("/Span", str(row[mcid]["/S"])), "MCID %d is marked %s" % (mcid, tag))
    need(not claimed, "elements claim sequences that no page has")


def check_links(pdf):
    tree, links = parent_tree(pdf), {}
    for element, _ in elements(pdf):
        for kid in kids_of(element):
            if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
                need(element["/S"] == "/Link", "an annotation hangs on %s" % element["/S"])
                links[kid["/Obj"].objgen] = element.objgen
    count = 0
    for page in pdf.pages:
        need(page.obj.get("/Tabs") == "/S", "tab order is not the structure's")
        for annotation in page.obj.get("/Annots", []):
            count += 1
            need(annotation["/Subtype"] == "/Link", "an annotation that is no link")
            contents = str(annotation.get("/Contents", ""))
            need(len(contents) > 0, "a link without Contents")
            need(any(c.isalpha() for c in contents), "a link whose Contents are a number alone")
            need("/A" in annotation or "/Dest" in annotation, "a link that leads nowhere")
            need(int(annotation["/F"]) & 4, "a link that does not print")
            owner = tree[int(annotation["/StructParent"])]
            need(links.get(annotation.objgen) == owner.objgen,
                 "a link and its element do not know each other")
    need(count == len(links), "the structure knows %d links, the pages %d" % (len(links), count))


def check_figures(pdf):
    for element, _ in elements(pdf):
        if element["/S"] == "/Figure":
            need(len(str(element.get("/Alt", ""))) > 0, "a figure without Alt")
            left, low, right, top = (float(v) for v in element["/A"]["/BBox"])
            media = [float(v) for v in element["/Pg"]["/MediaBox"]]
            need(media[0] <= left < right <= media[2], "a figure's BBox is off")
            need(media[1] <= low < top <= media[3], "a figure's BBox is off")


def check_roles(pdf):
    """ISO 14289-1, 7.5 tables, 7.6 lists, 7.9 notes; ISO 32000-1, 14.8.4.3."""
    parents = {"/LI": "/L", "/Lbl": "/LI", "/LBody": "/LI", "/TR": "/Table", "/TH": "/TR", "/TD": "/TR"}
    notes, level = [], 0
    for element, parent in elements(pdf):
        role = str(element["/S"])
        if role in parents:
            need(parent.get("/S") == parents[role], "%s inside %s" % (role, parent.get("/S")))
        if role == "/L" and any(kid["/S"] == "/Lbl" for item in kids_of(element) for kid in kids_of(item)):
            need(str(element["/A"]["/ListNumbering"]) != "/None", "a list with labels has no numbering")
        if role == "/TH":
            need(str(element["/A"]["/Scope"]) in ("/Row", "/Column", "/Both"), "a table head without scope")
        if role == "/Note":
            notes.append(str(element["/ID"]))
        if role in ("/H1", "/H2", "/H3"):
            need(int(role[2]) <= level + 1, "a heading's level is skipped")
            level = int(role[2])
    need(len(set(notes)) == len(notes), "two notes have the same ID")
    names = list(pdf.Root["/StructTreeRoot"].get("/IDTree", {}).get("/Names", []))
    need(sorted(notes) == [str(n) for n in names[::2]], "the ID tree is not the notes'")


def check_document(pdf):
    root = pdf.Root
    need(str(root.get("/Lang", "")), "no language")
    need(bool(root["/MarkInfo"]["/Marked"]), "not marked as tagged")
    need(bool(root["/ViewerPreferences"]["/DisplayDocTitle"]), "the title is not shown")
    need(len(str(pdf.docinfo["/Title"])) > 0, "no title")
    with pdf.open_metadata() as xmp:
        need(xmp["dc:title"] == str(pdf.docinfo["/Title"]), "Title in XMP and Info differ")
    intents = {str(i["/S"]): i for i in root["/OutputIntents"]}
    profile = intents["/GTS_PDFA1"]["/DestOutputProfile"]
    need(int(profile["/N"]) == 3 and profile.read_bytes()[16:20] == b"RGB ", "the intent is not sRGB")
    need("/Private" in root["/PieceInfo"]["/Tearsheet"], "no ledger")


def check_colours(pdf):
    for number, page in enumerate(pdf.pages, 1):
        for holder in streams_of(page):
            for where, space in spaces_of(holder):
                brought = where == "image" and space == "/ICCBased3"  # a photograph with its own profile
                need(space in SPACES or brought, "page %d: %s is in %s" % (number, where, space))


def check_bookmarks(pdf):
    with pdf.open_outline() as outline:
        titles = [(item.title, [kid.title for kid in item.children]) for item in outline.root]
    headings = sum(str(e["/S"]) in ("/H1", "/H2") for e, _ in elements(pdf))
    need(sum(1 + len(kids) for _, kids in titles) == headings, "bookmarks are not the headings")
    need(all(title.strip() for title, _ in titles), "a bookmark without a title")


def check_unicode(pdf):
    for font in fonts_of(pdf):
        text = font["/ToUnicode"].read_bytes()
        need(b"beginbfchar" in text or b"beginbfrange" in text, "an empty ToUnicode")
        for bad in (b"<0000>\n", b"<FEFF>", b"<FFFE>"):
            need(b"> " + bad not in text, "ToUnicode says what no character is")


def check(pdf):
    need(pdf.pdf_version == "1.7", "the header is not 1.7")
    for rule in (check_document, check_marks, check_links, check_figures, check_roles, check_colours,
                 check_bookmarks, check_unicode):
        rule(pdf)


if __name__ == "__main__":
    sys.exit(run(check, sys.argv[1:]))
