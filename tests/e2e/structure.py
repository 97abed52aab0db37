"""What a reader who cannot see the brochure gets: its structure tree as poppler reads it back, and its words in order.

The tree is compared with tests/golden/NAME.struct (`--approve` writes them anew: read them before you commit). The words
are compared with the copy decks themselves: each text that a frame of the sheet names is found whole, behind the one
before. Each check is tried on a file that was spoilt on purpose, which it must notice.
"""
import difflib
import json
import pathlib
import re
import sys

from common import ROOT, expect, run, scratch, tool
from words import UNPRINTED, loosened, pattern_of

sys.path.insert(0, str(ROOT / "tests" / "pdf"))
import pikepdf  # noqa: E402

SHEET = "layouts/cross-border-brochure.json"
GOLDENS = {"en-US": "brochure.struct", "es-MX": "brochure-es.struct"}


def tree(pdf):
    """Without numbers of objects, which only count what else is in the file."""
    return re.sub(r"\bObject \d+ \d+", "Object", tool("pdfinfo", "-struct-text", pdf))


def spoken(pdf):
    """All words in the order of the structure; elements are apart, but for those inside of a line."""
    text = ""
    for line in map(str.strip, tree(pdf).splitlines()):
        if line.startswith('"') and line.endswith('"'):
            text += line[1:-1]
        elif not line.startswith(("/", "Object")) and "(inline)" not in line:
            text += " "
    return re.sub(r"\s+", " ", re.sub("\u00ad\\s*", "", text))


# ---- the order of the sheet

def keys_of(frames):
    """Copy keys in the order in which the sheet's own frames name them; components say theirs with "with"."""
    for frame in frames:
        if isinstance(frame.get("text"), str):
            yield frame["text"]
        label = frame.get("with", {}).get("label")
        if label:
            yield label
        for member in ("stack", "row", "place"):
            yield from keys_of(frame.get(member, []))


def texts_in_order(language):
    """Frames of one text for different conditions count once."""
    known = set()
    sheet = json.loads((ROOT / SHEET).read_text())
    deck = json.loads((ROOT / f"layouts/copy/cross-border-brochure.{language}.json").read_text())["copy"]
    for page in sheet["pages"]:
        for key in keys_of(page["body"]):
            text = deck
            for part in key.split("."):
                text = text.get(part) if isinstance(text, dict) else None
            if isinstance(text, str) and not UNPRINTED.search(key) and key not in known:
                known.add(key)
                yield key, text


def out_of_order(pdf, language):
    """The first text that is not found behind the one before; None: all are."""
    words, at = spoken(pdf), 0
    for key, text in texts_in_order(language):
        found = re.compile(loosened(pattern_of(text)), re.IGNORECASE).search(words, at)
        if not found:
            return key
        at = found.end()
    return None


# ---- spoilt files

def elements(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def swap_sections(pdf):
    document = pdf.Root.StructTreeRoot.K[0]
    kids = list(document.K)
    kids[2], kids[3] = kids[3], kids[2]
    document.K = pikepdf.Array(kids)


def lose_a_word(pdf):
    """The marked content of one paragraph's first stretch hangs in the tree no more."""
    for element in elements(pdf.Root.StructTreeRoot.K[0]):
        if element["/S"] == "/H2":
            element.K = pikepdf.Array(list(element.K)[1:])
            return


def rename(old, new):
    def spoil(pdf):
        next(e for e in elements(pdf.Root.StructTreeRoot.K[0]) if e["/S"] == old)["/S"] = pikepdf.Name(new)
    return spoil


def spoilt(pdf, folder, spoil):
    out = pathlib.Path(folder) / "spoilt.pdf"
    with pikepdf.open(pdf) as file:
        spoil(file)
        file.save(out)
    return out


# ---- the checks

def check_tree(pdf, language, folder, approve):
    golden = ROOT / "tests/golden" / GOLDENS[language]
    now = tree(pdf)
    if approve:
        golden.write_text(now)
    wanted = golden.read_text()
    expect(wanted == now, "\n".join(difflib.unified_diff(wanted.splitlines(), now.splitlines(), GOLDENS[language], "now", lineterm="", n=2)))
    for spoil in (swap_sections, lose_a_word, rename("/H2", "/P"), rename("/Reference", "/Span")):
        expect(tree(spoilt(pdf, folder, spoil)) != wanted, f"{language}: a spoilt tree goes by unnoticed")


def check_words(pdf, language, folder):
    count = len(list(texts_in_order(language)))
    expect(count > 20, f"{language}: the sheet's frames name {count} texts only")
    lost = out_of_order(pdf, language)
    expect(lost is None, f"{language}: \"{lost}\" is not read behind the text before it, word by word:\n{spoken(pdf)}")
    for spoil in (swap_sections, lose_a_word):
        expect(out_of_order(spoilt(pdf, folder, spoil), language), f"{language}: words out of order go by unnoticed")


def check_catalog(pdf, language):
    with pikepdf.open(pdf) as file:
        root = file.Root
        expect(str(root.Lang) == language and root.ViewerPreferences.DisplayDocTitle, "language and title are shown")
        expect(root.PageLabels.Nums[1]["/S"] == "/D", "pages are labelled with figures")
        expanded = [str(e["/E"]) for e in elements(root.StructTreeRoot.K[0]) if "/E" in e]
    if language == "en-US":
        expect(expanded[:2] == ["$1.6\u00a0trillion", "$4.4\u00a0billion"], f"magnitudes have their expansions: {expanded}")


def main(approve):
    with scratch() as folder:
        for language in GOLDENS:
            pdf = pathlib.Path(folder) / "screen.pdf"
            run("render", SHEET, "--lang", language, "--profile", "screen", "-o", pdf)
            check_tree(pdf, language, folder, approve)
            check_words(pdf, language, folder)
            check_catalog(pdf, language)
        part = pathlib.Path(folder) / "part.pdf"
        run("render", SHEET, "--profile", "screen", "--page", "2", "-o", part)
        with pikepdf.open(part) as file:
            expect(file.Root.PageLabels.Nums[1]["/St"] == 2, "a page alone keeps its number")
    print("the structure of both languages is as approved, and reads as the decks are written")


main("--approve" in sys.argv)
