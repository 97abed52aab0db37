"""as-table: the tagged file tells a chart's numbers cell by cell, and nobody sees more than before."""
import json
import pathlib
import re

import pikepdf

from common import ROOT, expect, run, scratch, tool

SHEET = {
    "tearsheet": 1,
    "folders": {"fonts": str(ROOT / "fonts")},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "swatches": {"Black": {"ink": "K100"}, "Blue": {"ink": "C100"}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "8/10"}},
    "copy": {"title": "T", "north": "North", "south": "South"},
    "sources": {"us": {"publisher": "Us", "title": "Ours"}},
    "facts": {"n": {"value": 1.25e9, "unit": "USD", "source": "us"}, "s": {"value": 5e8, "unit": "USD", "source": "us"}},
}
ITEMS = [{"name": "north", "value": "n"}, {"name": "south", "value": "s"}]


def write(folder, as_table, link=False):
    chart = {"bars": ITEMS, "values": "none"}
    if as_table:
        chart["as-table"] = True
    frame = {"height": 60, "width": 200, "chart": chart}
    if link:
        frame["link"] = "https://www.example.org/"
    body = [frame, {"text": "title", "style": "body"}]
    sheet = folder / f"sheet-{as_table}.json"
    sheet.write_text(json.dumps({**SHEET, "pages": [{"name": "p", "body": body}]}))
    return sheet


def made(suffix, as_table, *options, link=False):
    with scratch() as name:
        out = pathlib.Path(name) / f"out.{suffix}"
        run("render", write(pathlib.Path(name), as_table, link), "-o", out, *options)
        return out.read_bytes()


def kids(element):
    found = element.get("/K", [])
    found = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def structure(pdf):
    """Names of elements as nested lists."""
    def tree(element):
        return [str(element["/S"])[1:], *map(tree, kids(element))]
    return [tree(kid) for kid in kids(pdf.Root["/StructTreeRoot"])]


def the_table_stands_behind_its_figure():
    with scratch() as name:
        out = pathlib.Path(name) / "out.pdf"
        run("render", write(pathlib.Path(name), True), "-o", out, "--profile", "screen")
        with pikepdf.open(out) as pdf:
            body = structure(pdf)[0][1:]
        row = ["TR", ["TH"], ["TD"]]
        table = ["Table", ["TR", ["TH"], ["TH"]], row, row]
        at = body.index(["Figure"])
        expect(body[at + 1] == table, f"{body}")
        told = re.findall(r'"(.*)"', tool("pdfinfo", "-struct-text", out))
        expect(told[1:7] == ["Name", "Value", "North", "$1.3\u00a0billion", "South", "$500\u00a0million"], f"{told}")


def a_table_is_no_part_of_a_link():
    with scratch() as name:
        out = pathlib.Path(name) / "out.pdf"
        run("render", write(pathlib.Path(name), True, link=True), "-o", out, "--profile", "screen")
        with pikepdf.open(out) as pdf:
            body = structure(pdf)[0][1:]
    expect([element[0] for element in body][:2] == ["P", "Table"], f"{body}")


def nobody_sees_it():
    pixels = []
    for as_table in (False, True):
        with scratch() as name:
            pdf = pathlib.Path(name) / "out.pdf"
            pdf.write_bytes(made("pdf", as_table, "--profile", "screen"))
            tool("pdftoppm", "-r", "150", pdf, pathlib.Path(name) / "page")
            pixels.append([page.read_bytes() for page in sorted(pathlib.Path(name).glob("page*.ppm"))])
    expect(pixels[0] and pixels[0] == pixels[1], "the pages look the same")
    for suffix in ("png", "svg"):
        expect(made(suffix, False, "--profile", "screen") == made(suffix, True, "--profile", "screen"), suffix)


def the_press_has_nothing_of_it():
    expect(made("pdf", False) == made("pdf", True), "the file for the press is the same, byte by byte")


for case in [the_table_stands_behind_its_figure, a_table_is_no_part_of_a_link, nobody_sees_it,
             the_press_has_nothing_of_it]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
