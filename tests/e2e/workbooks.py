"""A workbook comes in by the README's recipe with its days, its codes and every figure that its cells show rounded.

Without Debian's xlsx2csv and python3-xlsxwriter (bootstrap.sh installs them for the tests) it says so and is skipped (exit 77)."""
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys

from common import ROOT, expect, run, scratch

SKIPPED = 77
SHEET = {
    "tearsheet": 1,
    "use": [str(ROOT / "layouts" / "brand" / "cali-baja.brand.json")],
    "copy": {"title": "Workbook"},
    "sources": {"bureau": {"publisher": "The Bureau", "title": "Trade"}},
    "tables": {"trade": {"file": "book.csv", "source": "bureau", "skip": 1, "heads": "as-names",
                         "columns": {"month": "date", "day": "date"},
                         "ignore": {"first-cell": ["Total", "Source:*"]}, "signs": ["exponent"]}},
    "series": {"value": {"table": "trade", "sum": "value_usd", "over": "month", "unit": "USD"},
               "rate": {"table": "trade", "mean": "rate", "over": "day", "unit": "ratio"},
               "share": {"table": "trade", "mean": "share", "over": "month", "unit": "share"},
               "tiny": {"table": "trade", "mean": "tiny", "over": "month", "unit": "number"},
               "code": {"table": "trade", "sum": "value_usd", "where": {"code": "0901"}, "unit": "USD"}},
    "stats": {"january": {"total": "value", "at": "2024-01"}, "both": {"total": "value", "at": 2024},
              "rate": {"total": "rate", "at": "2024-02-29"}, "share": {"total": "share", "at": "2024-01"},
              "tiny": {"total": "tiny", "at": "2024-01"}, "code": {"total": "code"},
              "note": {"sql": "select note from trade where code = '0901'", "unit": "text"}},
    "pages": [{"body": [{"text": "title", "style": "title"}]}],
}
SHEET["series"] = {("of-" + name): series for name, series in SHEET["series"].items()}
for stat in SHEET["stats"].values():
    if "total" in stat:
        stat["total"] = "of-" + stat["total"]
WANTED = {"january": 1234567.891, "both": 1234567.891 - 2000, "rate": 1 / 3, "share": 0.30528943, "tiny": 1.5e-7, "code": 1234567.891}


def write_book(path):
    import xlsxwriter
    book = xlsxwriter.Workbook(str(path))
    form = {code: book.add_format({"num_format": code}) for code in ("mmm yyyy", "mm/dd/yy", "#,##0", "0%", "0.00", "0.0E+00", '"$"#,##0.00')}
    book.add_worksheet("Notes").write(0, 0, "not this one")
    sheet = book.add_worksheet("Trade data")
    sheet.write(0, 0, "Trade by partner")
    sheet.write_row(1, 0, ["Partner", "Month", "Day", "Value (USD)", "Share", "Code", "Rate", "Tiny", "Note"])
    rows = [("México", (2024, 1, 1), (2024, 1, 31), 1234567.891, 0.30528943, "0901", 0.1 + 0.2, 1.5e-7, 'says "so",\nand more'),
            ("Canada", (2024, 2, 1), (2024, 2, 29), -2000, 0.69, "0902", 1 / 3, 2e10, "plain")]
    for at, (partner, month, day, value, share, code, rate, tiny, note) in enumerate(rows, 2):
        sheet.write(at, 0, partner)
        sheet.write_datetime(at, 1, datetime.datetime(*month), form["mmm yyyy"])
        sheet.write_datetime(at, 2, datetime.datetime(*day), form["mm/dd/yy"])
        sheet.write_number(at, 3, value, form["#,##0"])
        sheet.write_number(at, 4, share, form["0%"])
        sheet.write_string(at, 5, code)
        sheet.write_number(at, 6, rate, form["0.00"])
        sheet.write_number(at, 7, tiny, form["0.0E+00"])
        sheet.write_string(at, 8, note)
    sheet.write(4, 0, "Total")
    sheet.write_formula(4, 3, "=SUM(D3:D4)", form['"$"#,##0.00'], 1232567.891)
    sheet.write(6, 0, "Source: the office")
    book.close()


def recipe(folder):
    """The README's own line, with the names of this workbook."""
    line = next(line.split() for line in (ROOT / "README.md").read_text().splitlines() if re.match(r"\s+xlsx2csv ", line))
    words = [word for word in line if word.startswith("-") or word.startswith("%")]
    expect(words[:1] == ["-n"], f"the recipe names a sheet first: {line}")
    return ["xlsx2csv", "-n", "Trade data", *words[1:], str(folder / "book.xlsx"), str(folder / "book.csv")]


def main():
    try:
        import xlsxwriter  # noqa: F401
    except ImportError:
        print("skipped: python3-xlsxwriter is not installed")
        sys.exit(SKIPPED)
    if not shutil.which("xlsx2csv"):
        print("skipped: xlsx2csv is not installed")
        sys.exit(SKIPPED)
    with scratch() as name:
        folder = pathlib.Path(name)
        write_book(folder / "book.xlsx")
        subprocess.run(recipe(folder), check=True, timeout=60)
        (folder / "sheet.json").write_text(json.dumps(SHEET))
        done = run("stats", folder / "sheet.json", "--format", "json")
        numbers = {number["name"]: number for number in json.loads(done.stdout)["numbers"]}
        table = (folder / "book.csv").read_text()
    expect(not done.stderr, done.stderr)
    for name, value in WANTED.items():
        expect(abs(numbers[name]["value"] - value) <= 1e-14 * abs(value), f"{name}: {numbers[name]['value']}, not {value}\n{table}")
    expect(numbers["note"]["value"] == 'says "so",\nand more', numbers["note"]["value"])
    print(f"{len(WANTED)} numbers as the cells hold them")


main()
