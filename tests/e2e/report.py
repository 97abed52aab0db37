"""The report of `check`: as text, JSON and HTML; each rule of preflight is in it, documented, and broken by a bad sheet.

An error stops a file of whatever kind; a report is made of a sheet at fault, too, where its pages could be made.
"""
import base64
import html.parser
import json
import pathlib
import re
import struct

from common import ROOT, expect, run, scratch

BRAND = {
    "tearsheet": 1, "preflight": {"condition": "off"}, "folders": {"fonts": str(ROOT / "fonts")},
    "swatches": {"Black": {"ink": "K100"}, "Grey": {"ink": "K40"}, "Sand": {"ink": "C3 M5 Y13"}},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "10/12"}, "grey": {"font": "Inter Regular", "set": "10/12", "color": "Grey"}},
}
HOSTILE = "</title><script>alert(\"&\")</script>"


class Page(html.parser.HTMLParser):
    """Tags in balance, and what is in them."""
    VOID = {"meta", "link", "br", "img", "image", "rect", "circle"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.words, self.pictures, self.ids, self.targets = [], [], "", [], set(), set()
        self.feed(text)
        self.close()
        expect(not self.open, f"tags are left open: {self.open}")

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag not in self.VOID:
            self.open.append(tag)
        self.ids.add(attrs.get("id"))
        for name in ("href", "src"):
            value = attrs.get(name, "")
            if value.startswith("data:image/png;base64,"):
                self.pictures.append(base64.b64decode(value.split(",")[1], validate=True))
            elif value:
                self.targets.add(value)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            expect(self.open and self.open.pop() == tag, f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.words += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def report(sheet, form, *options):
    done = run("check", sheet, "--format", form, *options, ok=False)
    return done.stdout, done


def write(folder, body, **more):
    sheet = pathlib.Path(folder) / "sheet.json"
    sheet.write_text(json.dumps({**BRAND, "copy": {"title": "T", "one": "One"}, **more, "pages": [{"body": body}]}))
    return sheet


def rules_are_documented_and_broken():
    listed = json.loads(report("layouts/hello.json", "json")[0])["rules"]
    documented = re.findall(r"`([a-z-]+)`", "".join(line.split("|")[1] for line in (ROOT / "layouts/FORMAT.md").read_text().split("## 9.")[1]
                                                    .split("## 10.")[0].splitlines() if line.startswith("| `")))
    expect({rule["rule"] for rule in listed} == set(documented), f"FORMAT.md lists the rules: {set(documented) ^ {r['rule'] for r in listed}}")
    broken = set(re.findall(r"\[([a-z-]+)\]$", "".join(p.read_text() for p in (ROOT / "tests/bad").glob("*.txt")), re.M))
    elsewhere = {"contrast-marks", "font-embed"}  # below
    expect({r["rule"] for r in listed} - broken <= elsewhere, f"no bad sheet breaks {({r['rule'] for r in listed}) - broken - elsewhere}")


def a_clean_sheet_says_so():
    found = json.loads(report("layouts/cross-border-brochure.json", "json", "--lang", "es-MX")[0])
    expect(found["clean"] and found["errors"] == found["warnings"] == 0 and found["findings"] == [], "the brochure is clean")
    expect(found["language"] == "es-MX" and found["profile"] == "print" and found["parameters"]["year"] == 2024, "it says of what edition")
    text = report("layouts/cross-border-brochure.json", "text")[0]
    expect("clean, no rule is broken" in text, text)
    page = Page(report("layouts/cross-border-brochure.json", "html")[0])
    expect("Clean: no rule is broken." in page.words and len(page.pictures) == 2, "two pictures, nothing found")
    size = struct.unpack(">II", page.pictures[0][16:24])
    expect(size == (round(630 / 72 * 110), round(810 / 72 * 110)) or abs(size[0] - 962.5) < 1, f"a page with its bleed at 110 dpi: {size}")


def a_finding_is_drawn(folder):
    sheet = write(folder, [{"text": "grey", "style": "grey"}], copy={"title": HOSTILE, "grey": HOSTILE + " grey"})
    found = json.loads(report(sheet, "json")[0])
    expect(len(found["findings"]) == 1, f"one finding: {found['findings']}")
    it = found["findings"][0]
    expect(it["rule"] == "contrast" and it["severity"] == "error" and it["page"] == 1 and it["unit"] == ":1", f"{it}")
    expect(2.5 < it["measured"] < 3.1 and it["limit"] == 4.5 and it["line"] == 1 and it["column"] > 1, f"{it}")
    expect(it["box"][0] == 36 and 36 < it["box"][1] < 50 and 0 < it["box"][3] < 12, f"the box of the line: {it['box']}")
    text, done = report(sheet, "html")
    page = Page(text)
    expect(done.returncode == 1 and "[contrast]" in done.stderr, "it fails as it does without a report")
    expect(not page.all("script") and HOSTILE in page.words, "the deck's words are words")
    expect("default-src 'none'" in text and page.targets == {"#finding-1"}, f"nothing is fetched: {page.targets}")
    boxes = [r for r in page.all("rect") if r.get("class") != "trim"]
    expect(len(boxes) == 1 and abs(float(boxes[0]["x"]) - 35) < 0.01, f"its box is drawn, a point around: {boxes}")
    expect("finding-1" in page.ids and "1" in page.words, "its number leads to the list")


def numbers_of_findings_stand_clear_of_each_other(folder):
    """Two in one frame, some that begin a little farther on, and a crowd: each in a grey of its own, for alike ones are one finding."""
    places = [(0, 0), (0, 0), (11, 0), (14, 4)] + [(400, 100 + 8 * i) for i in range(16)]
    greys = [f"Grey{i}" for i in range(len(places))]
    swatches = {**BRAND["swatches"], **{name: {"ink": f"K{20 + i}"} for i, name in enumerate(greys)}}
    styles = {**BRAND["text-styles"], **{name.lower(): {"font": "Inter Regular", "set": "10/12", "color": name} for name in greys}}
    body = [{"height": 400, "place": [{"left": x, "top": y, "text": "one", "style": name.lower()} for (x, y), name in zip(places, greys)]}]
    page = Page(report(write(folder, body, swatches=swatches, **{"text-styles": styles}), "html")[0])
    marks = [(float(c["cx"]), float(c["cy"])) for c in page.all("circle")]
    expect(len(marks) == len(places), f"{len(marks)} numbers")
    near = [(a, b) for i, a in enumerate(marks) for b in marks[:i] if ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** .5 < 12.9]
    expect(not near, f"they overlap: {near}")


def a_sheet_at_fault_is_reported(folder):
    sheet = write(folder, [{"text": "one", "style": "body"}, {"ground": "Sand", "height": 900}, {"text": "grey", "style": "grey"}],
                  copy={"title": "T", "one": "One", "grey": "Grey"})
    found = json.loads(report(sheet, "json")[0])
    rules = {f["rule"] for f in found["findings"]}
    expect({"overset", "contrast"} <= rules, f"what does not fit, and what else is wrong: {rules}")
    expect(all(f["box"] for f in found["findings"] if f["rule"] == "overset"), f"overset has its place on the page: {found['findings']}")
    out = pathlib.Path(folder) / "report.html"
    done = run("check", sheet, "-o", out, ok=False)
    expect(done.returncode == 1 and "overset" in out.read_text(), "the ending of the file's name says how")


def what_a_component_draws_names_its_use(folder):
    tiny = {"small": {"slots": {"key": {"type": "copy"}}, "frame": {"stack": [{"text": "one", "style": "tiny"}, {"text": "{key}", "style": "tiny"}]}}}
    sheet = write(folder, [{"component": "small", "with": {"key": "two"}}, {"text": "three", "style": "tiny"}], components=tiny,
                  copy={"title": "T", "one": "One", "two": "Two", "three": "Three"},
                  **{"text-styles": {"body": {"font": "Inter Regular", "set": "8/11", "color": "Black"}, "tiny": {"font": "Inter Regular", "set": "5/7", "color": "Black"}}})
    text = sheet.read_text()
    use = {"file": str(sheet), "line": 1, "column": text.index('"small", "with"') + 1}
    found = [f.get("used") for f in json.loads(report(sheet, "json")[0])["findings"] if f["rule"] == "type-size"]
    expect(found == [use, use, None], f"{found}, wanted {use}")
    place = f"used at {sheet}:1:{use['column']}"
    expect(report(sheet, "text")[0].count(place) == 2 and report(sheet, "html")[0].count(place) == 2, "so do those for people")


def an_error_stops_every_kind(folder):
    for name in ("a.pdf", "a.png", "a.svg", "a.trace"):
        out = pathlib.Path(folder) / name
        done = run("render", "tests/bad/preflight-contrast.json", "-o", out, ok=False)
        expect(done.returncode == 1 and "[contrast]" in done.stderr and not out.exists(), f"{name} is not written")


def a_pale_mark_is_told(folder):
    chart = {"line": ["goods"], "ends": "none"}
    sheet = write(folder, [{"height": 120, "alt": "auto", "chart": chart}, {"text": "one", "style": "body"}],
                  swatches={**BRAND["swatches"], "Pale": {"ink": "C12"}},
                  tables={"t": {"file": "t.csv", "source": "us"}}, sources={"us": {"publisher": "Us", "title": "Ours"}},
                  series={"goods": {"table": "t", "sum": "v", "over": "year", "unit": "count"}})
    (pathlib.Path(folder) / "t.csv").write_text("year,v\n2020,1\n2021,2\n2022,3\n")
    body = json.loads(sheet.read_text())
    body["folders"]["data"] = str(folder)
    body["pages"][0]["body"][0]["chart"]["colors"] = ["Pale"]
    sheet.write_text(json.dumps(body))
    text, done = report(sheet, "json")
    expect(text, done.stderr)
    found = json.loads(text)["findings"]
    expect([f["rule"] for f in found if f["rule"] == "contrast-marks"], f"a pale line without its numbers: {found}")
    body["pages"][0]["body"][0]["chart"]["ends"] = "name-and-value"
    sheet.write_text(json.dumps(body))
    text, done = report(sheet, "json")
    expect(text, done.stderr)
    found = json.loads(text)["findings"]
    expect(not [f for f in found if f["rule"] == "contrast-marks"], f"its numbers are printed: {found}")


def licences_are_kept(folder):
    """OS/2 fsType of a copy of a face: restricted, bitmaps only, no subsetting."""
    fonts = pathlib.Path(folder) / "fonts"
    fonts.mkdir()
    face = bytearray((ROOT / "fonts/Inter-Regular.otf").read_bytes())
    directory = (face[at:at + 16] for at in range(12, 12 + 16 * struct.unpack(">H", face[4:6])[0], 16))
    tables = {bytes(entry[:4]): struct.unpack(">I", entry[8:12])[0] for entry in directory}
    at = tables[b"OS/2"] + 8
    for bits, refused in ((0x0002, True), (0x0200, True), (0x0100, False), (0x0000, False)):
        face[at:at + 2] = struct.pack(">H", bits)
        (fonts / "Inter-Regular.otf").write_bytes(face)
        sheet = write(folder, [{"text": "one", "style": "body"}], folders={"fonts": str(fonts)})
        done = run("render", sheet, "-o", pathlib.Path(folder) / "f.pdf", ok=False)
        expect(("[font-embed]" in done.stderr) == refused and (done.returncode == 1) == refused, f"fsType {bits:#06x}: {done.stderr}")


def main():
    rules_are_documented_and_broken()
    a_clean_sheet_says_so()
    for check in (a_finding_is_drawn, numbers_of_findings_stand_clear_of_each_other, a_sheet_at_fault_is_reported, what_a_component_draws_names_its_use, an_error_stops_every_kind, a_pale_mark_is_told, licences_are_kept):
        with scratch() as folder:
            check(folder)
    print("reports say what was found, where, and by which rule")


main()
