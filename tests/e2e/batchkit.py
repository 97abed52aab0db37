"""What the tests of batches share: rows, manifests, the ledger inside of a PDF, the states and ports added up by hand."""
import collections
import csv
import hashlib
import json
import os
import pathlib
import subprocess

import pikepdf

from common import PROGRAM, ROOT, expect

STATE = "layouts/state-trade.json"
PORT = "layouts/port-of-entry.json"
STATES = ROOT / "layouts/variants.csv"


def table(name):
    with open(ROOT / "data" / name, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def sheet_elsewhere(path, name="hello", **members):
    """A sample under another name, with other members: what it names by path is found all the same."""
    sheet = json.loads((ROOT / f"layouts/{name}.json").read_text(encoding="utf-8"))
    sheet["use"] = [str(ROOT / "layouts" / used) for used in sheet["use"]]
    sheet["folders"]["data"] = str(ROOT / "data")
    sheet.update(members)
    path.write_text(json.dumps(sheet), encoding="utf-8")
    return path


def write_rows(path, heads, rows):
    with open(path, "w", newline="", encoding="utf-8") as f:
        csv.writer(f).writerows([heads, *rows])
    return path


def some_states(path, *postal):
    return write_rows(path, ["id", "state"], [[code.lower(), code] for code in postal])


def every_third_state(path):
    """Enough rows to be in the middle of, few enough to be done soon."""
    rows = table("../layouts/variants.csv")[::3]
    return write_rows(path, ["id", "state"], [[row["id"], row["state"]] for row in rows])


def lines_of(manifest):
    """Every line is whole JSON; the last that a row has is how it stands."""
    text = pathlib.Path(manifest).read_text(encoding="utf-8")
    expect(text.endswith("\n"), "the manifest ends with a line's end")
    return [json.loads(line) for line in text.splitlines()]


def rows_of(manifest):
    return {line["id"]: line for line in lines_of(manifest) if "id" in line}


def but_timings(manifest):
    return [{name: value for name, value in line.items() if name != "timings"} for line in lines_of(manifest)]


def outputs_of(row):
    return [output for rendering in row["renderings"] for output in rendering["outputs"]]


def are_as_recorded(row):
    for output in outputs_of(row):
        data = (ROOT / output["file"]).read_bytes()
        expect(len(data) == output["bytes"] and hashlib.sha256(data).hexdigest() == output["sha256"],
               f"{output['file']} is what the manifest says")


def whole_files_only(folder, endings=(".pdf", ".png", ".ndjson", ".html")):
    """No temporary file, and no half one: each PDF ends as PDFs do."""
    for path in pathlib.Path(folder).rglob("*"):
        if path.is_dir():
            continue
        expect(path.suffix in endings, f"{path} was left behind")
        if path.suffix == ".pdf":
            expect(path.read_bytes().rstrip().endswith(b"%%EOF"), f"{path} is half a file")


def values_of(pdf):
    """Each number of the ledger inside of a file: what the sheet calls them stands before what the edition found."""
    with pikepdf.open(pdf) as opened:
        ledger = json.loads(opened.Root.PieceInfo.Tearsheet.Private.read_bytes())
    return {declared["name"]: found["value"] for declared, found in zip(ledger["sheet"]["numbers"], ledger["numbers"])}


def start(*arguments, **options):
    return subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                            **options)


def children_of(pid):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def is_alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


# ---- added up here, and not by the program under test

def state_numbers():
    """postal -> the numbers of its page for 2024."""
    total = collections.Counter()
    for row in table("transborder/us_state_trade_by_partner_2007_2025.csv"):
        value = int(float(row["value_usd"]))
        for partner in (row["partner"], ""):
            for kind in (row["trade_type"], ""):
                total[row["postal"], row["year"], partner, kind] += value
    postals = sorted({key[0] for key in total} - {"DU"})
    ranked = sorted(postals, key=lambda postal: -total[postal, "2024", "", ""])
    numbers = {}
    for postal in postals:
        now, before = total[postal, "2024", "", ""], total[postal, "2019", "", ""]
        numbers[postal] = {"state-trade": now, "trade-growth": now / before - 1, "state-rank": ranked.index(postal) + 1,
                           "exports-total": total[postal, "2024", "", "Export"], "imports-total": total[postal, "2024", "", "Import"],
                           "mexico-exports": total[postal, "2024", "Mexico", "Export"], "mexico-imports": total[postal, "2024", "Mexico", "Import"],
                           "canada-exports": total[postal, "2024", "Canada", "Export"], "canada-imports": total[postal, "2024", "Canada", "Import"]}
    return numbers


PEOPLE = ("Personal Vehicle Passengers", "Pedestrians", "Bus Passengers", "Train Passengers")


def port_numbers():
    """port -> the numbers of its page for 2024; None where nothing was counted."""
    counted = {}
    for row in table("border/border_crossings_annual.csv"):
        if row["year"] == "2024":
            counted[row["port_code"], row["measure"]] = int(float(row["value"]))
    numbers = {}
    for row in table("border/ports_of_entry.csv"):
        port = row["port_code"]
        people = [counted[port, measure] for measure in PEOPLE if (port, measure) in counted]
        numbers[port] = {"people-year": sum(people) if people else None, "trucks-year": counted.get((port, "Trucks")),
                         "vehicles-year": counted.get((port, "Personal Vehicles")), "walkers-year": counted.get((port, "Pedestrians")),
                         "buses-year": counted.get((port, "Buses"))}
    return numbers


def says_its_own_numbers(pdf, expected):
    """The ledger of the file against what was added up; every number of it is looked at."""
    values = values_of(pdf)
    for name, value in expected.items():
        if name in values:
            shown = values[name]
            same = shown == value if value is None or shown is None else abs(shown - value) <= 1e-9 * max(1, abs(value))
            expect(same, f"{pdf.name}: {name} is {shown}, added up {value}")
    return sum(name in values for name in expected)


os.environ.setdefault("LC_ALL", "C.UTF-8")
