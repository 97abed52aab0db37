"""Tables: of series by category, over time, of single numbers and texts; on paper, and to a reader.

The screen PDF is read with pikepdf: a Table of rows, heads with their scope, and the text of each cell in order,
through the marked sequences and the fonts' ToUnicode maps.
"""
import json
import pathlib
import re

import pikepdf

from common import ROOT, expect, run, scratch

LAYOUTS = ROOT / "layouts"
PARTNERS = {"Aria": (334.0e9, 505.9e9), "Bela": (349.4e9, 412.7e9), "Cora": (143.5e9, 438.9e9), "Dora": (79.9e9, None),
            "Enna": (7.56e9, 160.4e9), "Fara": (79.7e9, 148.2e9), "Gaia": (2.1e6, 950e3), "Hera": (41, 7800)}

SHEET = {
    "tearsheet": 1,
    "use": [str(LAYOUTS / "brand" / "cali-baja.brand.json")],
    "languages": ["en-US", "de-DE"],
    "copy": "copy.{language}.json",
    "sources": {"bureau": {"publisher": "The Bureau", "title": "Trade"}},
    "tables": {"trade": {"file": "trade.csv", "source": "bureau"}},
    "series": {
        name: {"table": "trade", "sum": "value", "where": {"kind": kind}, "over": "year", "unit": "USD", **by}
        for name, kind, by in (("exports-by", "export", {"by": "partner"}), ("imports-by", "import", {"by": "partner"}),
                               ("exports", "export", {}), ("imports", "import", {}))
    },
    "facts": {"later": {"unknown": "not yet published", "unit": "USD", "missing": "hide"}},
    "stats": {
        "sold": {"total": "exports", "at": 2024}, "bought": {"total": "imports", "at": 2024},
        "balance": {"difference": "sold", "minus": "bought", "format": "short"},
        "rise": {"growth": "exports", "from": 2023, "to": 2024, "format": "change"},
    },
    "formats": {"change": {"as": "percent", "decimals": 1, "sign": "always"}},
    "pages": [{"name": "one", "body": [
        {"alt": "auto", "chart": {"table": ["exports-by", "imports-by"], "at": 2024, "top": 5, "others": "others",
                                  "heads": "heads", "last": "total"}},
        {"alt": "auto", "chart": {"table": ["exports", "imports"], "from": 2023, "heads": "heads", "stripe": "Mist",
                                  "column": [{"head": "heads.year"}, {}, {"values": "long"}]}},
        {"alt": "auto", "chart": {"table": [
            {"name": "rows.sold", "values": ["sold", "rise", "words.customs"]},
            {"name": "rows.bought", "values": ["bought", "later", "words.landed"]},
            {"name": "rows.balance", "values": ["balance", "later", "words.customs"]}],
            "column": [{"head": "heads.value"}, {"head": "heads.rise"}, {"head": "heads.remark"}]}},
    ]}],
}

DECK = {
    "title": "Tables", "others": "All other partners",
    "heads": {"exports-by": "Exports", "imports-by": "Imports", "exports": "Exports", "imports": "Imports", "year": "Year",
              "value": "Value", "rise": "Rise", "remark": "Remark"},
    "rows": {"sold": "Goods sold", "bought": "Goods bought", "balance": "Balance"},
    "words": {"customs": "Customs data", "landed": "Landed value[^bureau]"},
}

TABLES = [
    [["", "Exports", "Imports"], ["Bela", "$349.4B", "$412.7B"], ["Aria", "$334.0B", "$505.9B"],
     ["Cora", "$143.5B", "$438.9B"], ["Dora", "$79.9B", "–"], ["Fara", "$79.7B", "$148.2B"],
     ["All other partners", "$7.6B", "$160.4B"]],
    [["Year", "Exports", "Imports (trillion)"], ["2023", "$944.4B", "$1.6"], ["2024", "$994.1B", "$1.7"]],
    [["", "Value", "Rise", "Remark"], ["Goods sold", "$994.1B", "+5.3%", "Customs data"],
     ["Goods bought", "$1,666.1B", "–", "Landed value1"], ["Balance", "−$672.0B", "–", "Customs data"]],
]


def write(folder):
    rows = ["year,partner,kind,value"]
    for year, share in ((2022, .9), (2023, .95), (2024, 1)):
        for partner, (sold, bought) in PARTNERS.items():
            rows.append(f"{year},{partner},export,{round(sold * share)}")
            rows.append(f"{year},{partner},import,{'' if bought is None else round(bought * share)}")
    (folder / "trade.csv").write_text("\n".join(rows) + "\n")
    for language in SHEET["languages"]:
        (folder / f"copy.{language}.json").write_text(json.dumps(
            {"tearsheet-copy": 1, "language": language, "status": "draft", "copy": DECK}))
    sheet = folder / "tables.json"
    sheet.write_text(json.dumps({**SHEET, "folders": {"data": str(folder), "fonts": str(ROOT / "fonts"),
                                                      "art": str(LAYOUTS / "art")}}))
    return sheet


# ---- what a reader meets

def unicode_map(font):
    """Code -> text of a Type0 font, from its ToUnicode map."""
    text = bytes(font["/ToUnicode"].read_bytes()).decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for low, high, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            first = bytes.fromhex(to).decode("utf-16-be")
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code] = first[:-1] + chr(ord(first[-1]) + code - int(low, 16))
    return found


def sequences(page):
    """Marked sequence -> its text; ActualText comes before the glyphs."""
    maps = {name: unicode_map(font) for name, font in page.obj["/Resources"]["/Font"].items()}
    texts, current, stack, glyphs = {}, None, [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            glyphs = maps[str(operands[0])]
        elif name in ("BDC", "BMC"):
            stack.append(current)
            properties = operands[1] if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else {}
            current = int(properties["/MCID"]) if "/MCID" in properties else None
            if current is not None:
                texts[current] = str(properties["/ActualText"]) if "/ActualText" in properties else ""
                said = "/ActualText" in properties
        elif name == "EMC":
            current = stack.pop()
        elif name in ("Tj", "TJ") and current is not None and not said:
            strings = operands[0] if name == "TJ" else operands
            for part in strings:
                if isinstance(part, pikepdf.String):
                    texts[current] += "".join(glyphs[code] for code in bytes(part))
    return texts


def kids(element):
    found = element.get("/K", pikepdf.Array([]))
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def find_all(element, kind):
    if isinstance(element, pikepdf.Dictionary) and element.get("/S") == kind:
        yield element
    for kid in kids(element) if isinstance(element, pikepdf.Dictionary) else []:
        yield from find_all(kid, kind)


def text_of(element, texts):
    return "".join(texts[int(kid)] if isinstance(kid, int) else text_of(kid, texts) for kid in kids(element)
                   if isinstance(kid, (int, pikepdf.Dictionary))).replace("\u00a0", " ").strip()


def check_scopes(table):
    for number, row in enumerate(kids(table)):
        for place, cell in enumerate(kids(row)):
            head = cell["/S"] == "/TH"
            expect(head == (number == 0 or place == 0), f"row {number}, cell {place} is {cell['/S']}")
            if head:
                wanted = "/Column" if number == 0 else "/Row"
                expect(cell["/A"]["/O"] == "/Table" and cell["/A"]["/Scope"] == wanted, f"scope of {number}, {place}")


def check_reading(path):
    with pikepdf.open(path) as pdf:
        texts = sequences(pdf.pages[0])
        tables = list(find_all(pdf.Root["/StructTreeRoot"], "/Table"))
        expect(len(tables) == len(TABLES), f"{len(tables)} tables")
        expect(not list(find_all(pdf.Root["/StructTreeRoot"], "/Figure")), "a table is no figure")
        for table, wanted in zip(tables, TABLES):
            expect(all(row["/S"] == "/TR" for row in kids(table)), "a table has rows")
            cells = [[text_of(cell, texts) for cell in kids(row)] for row in kids(table)]
            expect(cells == wanted, f"expected\n{wanted}\ngot\n{cells}")
            check_scopes(table)
            expect("/Alt" not in table, "a table is read, not described")
            expect(table["/A"]["/O"] == "/Table" and str(table["/A"]["/Summary"]).startswith("Table: "), "its summary")


# ---- what stands on paper

RUN = re.compile(r'^\s*run\s+"(.*?)".* at ([-0-9.]+) ([-0-9.]+)')


def runs(path):
    found = [RUN.match(line) for line in path.read_text().splitlines()]
    return [(m[1].replace("\u00a0", " ").strip(), float(m[2]), float(m[3])) for m in found if m]


def place(found, text, nth=0):
    hits = [(x, y) for said, x, y in found if said == text]
    expect(len(hits) > nth, f"nothing prints \"{text}\"")
    return hits[nth]


def check_lines(path):
    """Cells of a row share their baseline; rows go down in even steps."""
    found = runs(path)
    names = [place(found, row[0]) for row in TABLES[0][1:]]
    steps = [round(b[1] - a[1], 2) for a, b in zip(names, names[1:])]
    expect(max(steps) - min(steps) <= 0.02, f"rows step by {steps}")
    expect(place(found, "$349.4B")[1] == names[0][1] and place(found, "$412.7B")[1] == names[0][1], "one baseline")
    expect(place(found, "Exports")[1] == place(found, "Imports")[1] < names[0][1], "heads on one baseline")
    expect(place(found, "$349.4B")[0] == place(found, "$334.0B")[0] < place(found, "$79.9B")[0],
           "whole parts of three digits begin together, two digits later")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        sheet = write(folder)
        run("render", sheet, "-o", folder / "screen.pdf", "--profile", "screen", "--lang", "en-US")
        check_reading(folder / "screen.pdf")
        run("render", sheet, "-o", folder / "a.trace", "--lang", "en-US")
        check_lines(folder / "a.trace")
        run("render", sheet, "-o", folder / "de.trace", "--lang", "de-DE")
        expect(any("349,4" in text for text, _, _ in runs(folder / "de.trace")), "a German decimal sign")
        run("render", sheet, "-o", folder / "print.pdf", "--profile", "print", "--lang", "en-US")
        with pikepdf.open(folder / "print.pdf") as pdf:
            expect("/StructTreeRoot" not in pdf.Root, "the press has no use for tags")


main()
