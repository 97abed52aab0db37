"""One table as four offices export it: every member of `tables` reaches the loader, and all give the same numbers."""
import json
import pathlib
import sqlite3

from common import ROOT, expect, run, scratch

SHEET = {
    "tearsheet": 1,
    "use": [str(ROOT / "layouts" / "brand" / "cali-baja.brand.json")],
    "copy": {"title": "Loading"},
    "sources": {"bureau": {"publisher": "The Bureau", "title": "Trade"}},
    "series": {"trade": {"table": "trade", "sum": "valor_usd", "over": "mes", "by": "pais", "unit": "USD"},
               "part": {"table": "trade", "mean": "parte", "over": "mes", "unit": "share"}},
    "stats": {"all": {"total": "trade", "at": "2024-01"}, "one": {"total": "trade", "only": "México", "at": "2024-02"},
              "share": {"latest": "part"}},
    "pages": [{"body": [{"text": "title", "style": "title"}]}],
}
WANTED = {"all": 1234567.5 - 2000, "one": 7, "share": 0.25}

SPANISH = """Comercio por país
País;Mes;Valor (USD);Parte
México;01/2024;$1.234.567,50;31,5%
Perú;enero de 2024;(2.000);0
;;;
México;feb 2024;7;25%
Total;;1.232.574,50;
Fuente: la oficina
"""
COMMON = {"source": "bureau", "heads": "as-names", "columns": {"mes": "date"}}
TABLES = {
    "trade.csv": {"separator": ";", "encoding": "windows-1252", "skip": 1, "numbers": "1.234,5", "currency": ["$"],
                  "signs": ["brackets", "percent"], "dates": "day/month/year", "unique": ["pais", "mes"],
                  "ignore": {"first-cell": ["Total", "Fuente:*"], "blank-rows": True}},
    "utf16.csv": {"separator": "\t", "encoding": "utf-16", "numbers": "1 234,5", "signs": ["minus-after"]},
    "trade.json": {"from": "rows", "ignore": {"pais": "Total"}},
    "trade.sqlite": {"from": "Comercio"},
}
ROWS = [["México", "2024-01", 1234567.5, 0.315], ["Perú", "2024-01", -2000, 0], ["México", "2024-02", 7, 0.25]]
HEADS = ["País", "Mes", "Valor (USD)", "Parte"]


def write_files(folder):
    (folder / "trade.csv").write_bytes(SPANISH.encode("windows-1252"))
    rows = ["\t".join(HEADS), "México\tJan 2024\t1\u00a0234\u00a0567,5\t0,315", "Perú\tJan 2024\t2 000-\t0",
            "México\t2024M02\t7\t0,25"]
    (folder / "utf16.csv").write_bytes("\r\n".join(rows).encode("utf-16"))
    objects = [dict(zip(HEADS, row)) for row in ROWS + [["Total", None, 9, None]]]
    (folder / "trade.json").write_text(json.dumps({"rows": objects}))
    database = sqlite3.connect(folder / "trade.sqlite")
    database.execute('create table Comercio ("País", "Mes", "Valor (USD)", "Parte")')
    database.executemany("insert into Comercio values (?, ?, ?, ?)", ROWS)
    database.commit()
    database.close()


def numbers(folder, name, members):
    sheet = {**SHEET, "tables": {"trade": {"file": name, **COMMON, **members}}, "folders": {"data": str(folder)}}
    path = folder / "sheet.json"
    path.write_text(json.dumps(sheet))
    done = run("stats", path, "--format", "csv")
    return done.stdout, done.stderr


def rows_that_stand_twice(folder):
    """They count, and are told until the table says why; the reason stands with the numbers."""
    (folder / "twice.csv").write_text("pais,mes,valor_usd,parte\nPerú,2024-01,5,0\nPerú,2024-02,1,0\nPerú,2024-01,5,0\n")
    members = {"columns": {"mes": "date"}}
    for allow in ({}, {"twice": "each row is one lorry"}):
        sheet = {**SHEET, "tables": {"trade": {"file": "twice.csv", "source": "bureau", **members, "allow": allow}},
                 "folders": {"data": str(folder)}, "stats": {"all": {"total": "trade", "at": "2024-01"}}}
        path = folder / "twice.json"
        path.write_text(json.dumps(sheet))
        done = run("stats", path)
        expect("all  $10" in done.stdout, f"both count: {done.stdout}")
        expect(('twice.csv:4:1: warning: table "trade": line 4 is line 2 again' in done.stderr) == (not allow), done.stderr)
        expect(("twice     rows may be alike: each row is one lorry" in done.stdout) == bool(allow), done.stdout)
        table = json.loads(run("stats", path, "--format", "json").stdout)["tables"][0]
        expect(table.get("twice-allowed") == allow.get("twice"), f"{table}")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        write_files(folder)
        rows_that_stand_twice(folder)
        texts = {file: numbers(folder, file, members) for file, members in TABLES.items()}
    first = texts["trade.csv"][0]
    for file, (text, said) in texts.items():
        expect(said == "", f"{file}: {said}")
        expect(text == first, f"{file}:\n{text}\nbut trade.csv:\n{first}")
    for name, value in WANTED.items():
        row = next(line for line in first.splitlines() if line.startswith(name + ","))
        expect(f"{value:.15g}" in row.split(","), f"{name}: {value} is not in {row}")
    print(f"{len(texts)} files, the same numbers")


main()
