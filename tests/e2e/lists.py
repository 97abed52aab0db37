"""What a page says to a reader who cannot see it: lists, pictures beside words, stories over frames, languages.

A small sheet is made for each; the PDF's structure is read back with pikepdf, and holds in the whole (check_screen).
Arguments are the names of checks; without any, all are done.
"""
import json
import pathlib
import sys

from common import ROOT, expect, run, scratch

sys.path.insert(0, str(ROOT / "tests" / "pdf"))
import pikepdf  # noqa: E402
import check_screen  # noqa: E402

BRAND = {
    "folders": {"art": str(ROOT / "layouts/art"), "fonts": str(ROOT / "fonts")},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "swatches": {"Black": {"ink": "K100", "srgb": "#1D1C1C"}, "Rust": {"ink": "M80 Y90 K35", "srgb": "#8F3B21"}},
    "character-styles": {"count": {"color": "Rust"}},
    "text-styles": {
        "plain": {"font": "Inter Regular", "set": "8.5/12"},
        "points": {"based-on": "plain", "list": {"indent": 11}},
        "steps": {"based-on": "plain", "list": {"marker": "{n}.", "start": 9, "indent": 15, "style": "count"}},
        "letters": {"based-on": "plain", "list": {"marker": "({a})", "indent": 15}},
        "numbered": {"based-on": "steps", "tag": "H1"},
    },
    "art": {"ship": {"file": "icons/ship.svg"}, "plane": {"file": "icons/plane.svg"}},
}
THREE = "One thing.\n\nAnother thing, with [a link](https://example.org/).\n\nThe last of them."


def write(folder, copy, body):
    pages = body if isinstance(body[0], list) else [body]
    sheet = folder / "sheet.json"
    sheet.write_text(json.dumps({"tearsheet": 1, "copy": {"title": "T", **copy}, **BRAND,
                                 "pages": [{"body": page} for page in pages]}))
    return sheet


def trace(sheet):
    out = sheet.with_suffix(".trace")
    run("render", sheet, "-o", out)
    return out.read_text().splitlines()


def screen(sheet, *options):
    out = pathlib.Path(sheet).with_suffix(".pdf")
    run("render", sheet, "--profile", "screen", "-o", out, *options)
    pdf = pikepdf.open(out)
    check_screen.check(pdf)
    return pdf


def roles(pdf, role):
    return [element for element, _ in check_screen.elements(pdf) if element["/S"] == "/" + role]


def shape(element):
    """L(LI(Lbl LBody)) of an element, without what is inside a text."""
    kids = [shape(kid) for kid in check_screen.kids_of(element) if check_screen.is_element(kid)]
    return str(element["/S"])[1:] + ("(" + " ".join(kids) + ")" if kids else "")


def a_list_is_a_list(folder):
    styles = ("points", "steps", "letters")
    sheet = write(folder, {"text": THREE}, [{"text": "text", "style": style} for style in styles])
    pdf = screen(sheet)
    lists = roles(pdf, "L")
    item = "LI(Lbl LBody)"
    expect([shape(found) for found in lists] == [f"L({item} LI(Lbl LBody(Link)) {item})"] * 3,
           f"three lists of three: {[shape(found) for found in lists]}")
    numbering = [str(found["/A"]["/ListNumbering"]) for found in lists]
    expect(numbering == ["/Disc", "/Decimal", "/LowerAlpha"], f"they say how they count: {numbering}")
    labels = [line.split('"')[1] for line in trace(sheet) if line.startswith("run") and "tag Lbl" in line]
    expect(labels == ["•", "•", "•", "9.", "10.", "11.", "(a)", "(b)", "(c)"], f"their labels count: {labels}")
    coloured = sum("Rust" in line and "tag Lbl" in line for line in trace(sheet))
    expect(coloured == 3, "markers have their style's colour")


def what_is_a_heading_or_in_a_paragraph_stays_so(folder):
    body = [{"text": "head", "style": "numbered"}, {"tag": "P", "stack": [{"text": "text", "style": "steps"}]}]
    pdf = screen(write(folder, {"head": "A head", "text": THREE}, body))
    expect(not roles(pdf, "L"), "no list is made of a head or inside a paragraph")
    expect(len(roles(pdf, "H1")) == 1 and len(roles(pdf, "P")) == 1, "they are what they are")


def markers_stand_in_the_indent(folder):
    lines = trace(write(folder, {"text": THREE}, [{"text": "text", "style": "steps"}]))
    runs = [line for line in lines if line.startswith("run")]
    places = [(line.split('"')[1], float(line.split(" at ")[1].split()[0])) for line in runs]
    text = next(x for words, x in places if words.startswith("One"))
    expect(abs(text - 36 - 15) < 0.01, f"the text stands its indent in, at {text}")
    nine, ten = (next(x for words, x in places if words == label) for label in ("9.", "10."))
    expect(nine > ten, "figures end together")
    expect(36 <= ten < text, f"they stand before the text, at {ten}")


def pictures_stand_beside_words_and_are_not_read(folder):
    body = [{"text": "text", "style": "plain",
             "anchors": {"art": ["ship", "", "plane"], "size": 30, "gap": 6, "color": "Rust"}}]
    sheet = write(folder, {"text": THREE}, body)
    lines = trace(sheet)
    art = [line for line in lines if line.strip().startswith("art")]
    unread = all("tag" not in line and "Rust" in line for line in art)
    expect(len(art) == 2 and unread, f"two pictures that are not read: {art}")
    runs = [line for line in lines if line.startswith("run")]
    places = [[float(number) for number in line.split(" at ")[1].split()[:2]] for line in runs]
    expect(all(x >= 36 + 36 - 0.01 for x, _ in places), "the words stand clear of them")
    first, second, *_ = (y for _, y in places)
    expect(second - first > 24, f"the first paragraph is as high as its picture: {second - first}")
    expect(not roles(screen(sheet), "Figure"), "they are no figures")


def what_cannot_be_a_picture_is_told(folder):
    (folder / "dot.png").write_bytes(bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
        "08d763f8cfc000000301010018dd8db00000000049454e44ae426082"))
    sheet = write(folder, {"text": THREE}, [{"text": "text", "style": "plain", "anchors": {"art": ["dot"]}}])
    made = json.loads(sheet.read_text())
    made["art"]["dot"] = {"file": str(folder / "dot.png")}
    sheet.write_text(json.dumps(made))
    done = run("render", sheet, "-o", folder / "x.pdf", ok=False)
    expect(done.returncode == 1 and '"dot" is no drawing' in done.stderr, f"a photograph is refused: {done.stderr}")
    made["pages"][0]["body"][0]["anchors"]["art"] = ["ship", "ship", "ship", "ship"]
    sheet.write_text(json.dumps(made))
    done = run("render", sheet, "-o", folder / "x.pdf")
    expect("4 pictures for 3 paragraphs" in done.stderr, f"a picture too many is a warning: {done.stderr}")


def a_story_over_pages_is_one_text(folder):
    words = "A sentence that goes on for a while, so that lines are filled with it. " * 6
    copy = {"story": f"One, [{words.strip()}](https://example.org/) two. {words}\n\n{words}\n\n{words}"}
    for style in ("plain", "steps"):
        sheet = write(folder, copy, [[{"name": "first", "text": "story", "style": style, "width": 200, "height": 75}],
                                     [{"continue": "first", "width": 200}]])
        pdf = screen(sheet)
        texts = roles(pdf, "LBody" if style == "steps" else "P")
        expect(len(texts) == 3, f"three paragraphs, no more for the second frame: {len(texts)}")
        over = [kid for text in [texts[0], *roles(pdf, "Link")] for kid in check_screen.kids_of(text)
                if not isinstance(kid, int) and kid.get("/Type") == "/MCR"]
        pages = {kid["/Pg"].objgen for kid in over}
        expect(pages == {pdf.pages[1].obj.objgen}, "its rest is on the next page")
        expect(len(roles(pdf, "Link")) == 1, "a link that goes over the leaf is one,")
        expect(all("/Annots" in page for page in pdf.pages), "that can be clicked on both pages")


def languages_are_said(folder):
    sheet = "layouts/cross-border-brochure.json"
    out = folder / "es.pdf"
    run("render", sheet, "--lang", "es-MX", "--profile", "screen", "-o", out)
    pdf = pikepdf.open(out)
    expect(str(pdf.Root["/Lang"]) == "es-MX", "the document's language")
    spans = [element for element in roles(pdf, "Span") if "/Lang" in element]
    expect(spans and {str(element["/Lang"]) for element in spans} == {"en-US"}, "what is foreign in it is English")
    listed = [element for element in spans if element["/P"]["/P"]["/S"] == "/LBody"]
    expect(len(listed) >= 6, f"the citations of English sources are: {len(listed)}")
    deck = (ROOT / "layouts/copy/cross-border-brochure.es-MX.json").read_text()
    expect(len(spans) - len(listed) == deck.count("]{en-US}") > 0, "so are the names in the text, each once")


def words_to_the_left_say_their_language(folder):
    text = "In the middle [שלום, 2024]{he} and [مرحبا]{ar} at the end."
    sheet = write(folder, {"text": text}, [{"text": "text", "style": "plain"}])
    made = json.loads(sheet.read_text())
    made["fonts"]["Inter Regular"]["fallback"] = "Hebrew"
    made["fonts"]["Hebrew"] = {"file": "NotoSerifHebrew-Regular.ttf", "fallback": "Arabic"}
    made["fonts"]["Arabic"] = {"file": "NotoNaskhArabic-Regular.ttf"}
    sheet.write_text(json.dumps(made))
    spans = [str(element["/Lang"]) for element in roles(screen(sheet), "Span") if "/Lang" in element]
    expect(spans == ["he", "ar"], f"in the order in which they are read: {spans}")


CHECKS = (a_list_is_a_list, what_is_a_heading_or_in_a_paragraph_stays_so, markers_stand_in_the_indent,
          pictures_stand_beside_words_and_are_not_read, what_cannot_be_a_picture_is_told,
          a_story_over_pages_is_one_text, languages_are_said, words_to_the_left_say_their_language)


def main(wanted):
    with scratch() as name:
        for check in CHECKS:
            if not wanted or check.__name__ in wanted:
                check(pathlib.Path(name))


main(sys.argv[1:])
