"""The brochure's words, read back out of the PDF, are the copy deck's: in each language, word for word.

Each text of the deck is looked for in the page's text as a whole. A value may print anything, a source mark prints
figures right after its word; a hyphen that only divides a word at a line's end (U+00AD) is not a part of it.
"""
import json
import pathlib
import re

from common import ROOT, expect, run, scratch, tool

SHEET = "layouts/cross-border-brochure.json"
# Printed in no frame of this edition: alternative texts, caveats that only `stats` tells, a value that is unknown.
UNPRINTED = re.compile(r"^(alt|art)\.|^caveats\.(area|ports)-differs?$|^caveats\.ports-differ$|^exports\.manufacturing$")
MARK = r"(?:[0-9]+(?:,[0-9]+)*)"
TOKEN = re.compile(r"\\(.)|(\*\*|\*)|(\{[^}]*\})|(\[\^[^\]]*\])|\](\([^)]*\)|\{[^}]*\})|(\[)|(\|)|(\s+)")


def flatten(copy, path=""):
    for key, value in copy.items():
        name = f"{path}{key}"
        if isinstance(value, dict):
            yield from flatten(value, name + ".")
        elif isinstance(value, str):
            yield name, value


def pattern_of(text):
    """What the text must look like on the page, as a regular expression."""
    out, at = "", 0
    for token in TOKEN.finditer(text):
        out += re.escape(text[at:token.start()])
        at = token.end()
        escaped, _, value, mark, _, _, line, space = token.groups()
        out += (re.escape(escaped) if escaped else r".{1,40}?" if value else MARK if mark
                else r"\s" if line or space else "")
    return out + re.escape(text[at:])


def words_of(pdf):
    text = tool("pdftotext", "-raw", pdf, "-")
    text = re.sub("\u00ad\\s*", "", text)
    return re.sub(r"\s+", " ", text.replace("\f", " "))


def loosened(pattern):
    """Marks that stand together print as one list (2,3); a line may end after a dash or a slash."""
    while MARK + MARK in pattern:
        pattern = pattern.replace(MARK + MARK, MARK)
    return re.sub(r"\\-|/|—|–", lambda sign: sign.group() + r"\s?", pattern)


def check(language, folder):
    deck = json.loads((ROOT / f"layouts/copy/cross-border-brochure.{language}.json").read_text())
    pdf = pathlib.Path(folder) / f"{language}.pdf"
    run("render", SHEET, "--lang", language, "--profile", "screen", "-o", pdf)
    page = words_of(pdf)
    expect("\u00ad" not in page, f"{language}: a soft hyphen is left inside a line")
    for key, text in flatten(deck["copy"]):
        if UNPRINTED.search(key):
            continue
        expect(re.search(loosened(pattern_of(text)), page, re.IGNORECASE),
               f"{language}: \"{key}\" is not on the pages as the deck has it:\n  {text}\nin\n  {page}")


def a_deck_in_place_is_whole_or_bare(folder):
    """As in a file, with what the language prints its own way; or its texts alone."""
    sheet = json.loads((ROOT / "layouts/hello.json").read_text())
    sheet["use"], sheet["folders"]["data"] = [str(ROOT / "layouts" / name) for name in sheet["use"]], str(ROOT / "data")
    bare, path = sheet["copy"], pathlib.Path(folder) / "place.json"
    texts = []
    for copy in (bare, {"tearsheet-copy": 1, "language": "en-US", "numbers": {"percent": "{n} pct"}, "copy": bare}):
        path.write_text(json.dumps({**sheet, "copy": copy}))
        run("render", path, "-o", f"{folder}/place.pdf")
        texts.append(" ".join(tool("pdftotext", f"{folder}/place.pdf", "-").split()))
    expect("37%" in texts[0] and texts[1] == texts[0].replace("37%", "37 pct"), f"the same words:\n{texts[0]}\n{texts[1]}")


def main():
    with scratch() as folder:
        a_deck_in_place_is_whole_or_bare(folder)
        for language in json.loads((ROOT / SHEET).read_text())["languages"]:
            check(language, folder)


if __name__ == "__main__":
    main()
