#!/usr/bin/env python3
"""A sheet for many regions, made of a sheet for one.

    editions.py SHEET.json FOLDER REGIONS

writes FOLDER/sheet.json, its deck and its tables. Whatever the sheet counts, it now counts for the region that its
parameter `region` names (r1, r2, ...), from rows of that region; quoted numbers become statistics of a table, too; so
every edition has other numbers, computed by the way the sheet computes them. Places and people in the deck become
parameters. What a sheet expects of its numbers is taken out.
"""
import csv, json, os, sys

YEARS = ("2019", "2023", "2024")
CATEGORIES = 12   # of a series by category, the largest: what a region has
NAMES = {"place_a": "San Diego", "place_b": "Imperial", "place_c": "Baja California", "place_d": "Tijuana",
         "person_a": "David Orth", "person_b": "Maritza Diaz"}


def factor(region, salt):
    """0.55 to 1.45, another for each region and row."""
    return 0.55 + 0.9 * ((region * 2654435761 + salt * 40503 + region * salt * 97) % 9973) / 9972


def matches(cell, condition):
    if isinstance(condition, dict):
        return "not" not in condition or cell != str(condition["not"])
    if isinstance(condition, list):
        return cell in [str(c) for c in condition]
    return str(condition).startswith("{") or cell == str(condition)


def rows_of(sheet, folder, series):
    table = sheet["tables"][series["table"]]
    path = os.path.join(folder, sheet["folders"]["data"], table["file"])
    with open(path, newline="", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if all(matches(r[c], w) for c, w in series.get("where", {}).items())
                and r[series["over"]] in YEARS]
    if "by" not in series:
        return rows
    columns = series["sum"] if isinstance(series["sum"], list) else [series["sum"]]
    totals = {}
    for r in rows:
        totals[r[series["by"]]] = totals.get(r[series["by"]], 0) + sum(float(r[c] or 0) for c in columns)
    kept = set(sorted(totals, key=lambda k: (-totals[k], k))[:CATEGORIES])
    return [r for r in rows if r[series["by"]] in kept]


def write_table(path, heads, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)


def regional(sheet, folder, out, name, regions):
    """A series with a table of its own, in which each region has its rows."""
    series = sheet["series"][name]
    table = "of_" + name.replace("-", "_")
    columns = series["sum"] if isinstance(series["sum"], list) else [series["sum"]]
    own = [c for c in dict.fromkeys([*series.get("where", {}), series["over"], series.get("by")]) if c]
    source = rows_of(sheet, folder, series)
    rows = []
    for region in range(1, regions + 1):
        for i, r in enumerate(source):
            rows.append([f"r{region}", *[r[c] for c in own],
                         *[round(float(r[c]) * factor(region, i), 1) if r[c] else "" for c in columns]])
    write_table(os.path.join(out, "data", table + ".csv"), ["region", *own, *columns], rows)
    spec = {"file": table + ".csv", "source": sheet["tables"][series["table"]]["source"]}
    if "port_code" in own:
        spec["columns"] = {"port_code": "text"}
    sheet["tables"][table] = spec
    series["table"] = table
    series["where"] = {"region": "{region}", **{c: w for c, w in series.get("where", {}).items() if not isinstance(w, dict) or "not" not in w}}
    series.pop("breaks", None)


def facts(sheet, out, regions):
    """Quoted numbers: a table by region, a series and a total for each."""
    known = {n: f for n, f in sheet["facts"].items() if "value" in f}
    rows = [[f"r{region}", n, f.get("period", 2024), f["value"] * (1 if f["unit"] == "share" and f["value"] > 0.69 else
             factor(region, i)) if f["format"] != "words" else 2 + (region + i) % 8]
            for region in range(1, regions + 1) for i, (n, f) in enumerate(known.items())]
    write_table(os.path.join(out, "data", "region_facts.csv"), ["region", "fact", "year", "value"], rows)
    sheet["tables"]["region_facts"] = {"file": "region_facts.csv", "source": next(iter(known.values()))["source"],
                                       "index": ["region", "fact"]}
    for name, fact in known.items():
        sheet["series"]["quoted-" + name] = {
            "table": "region_facts", "sum": "value", "where": {"region": "{region}", "fact": name}, "over": "year",
            "unit": fact["unit"], "sources": [fact["source"]]}
        sheet["stats"][name] = {"total": "quoted-" + name, "at": fact.get("period", 2024), "format": fact["format"]}
        del sheet["facts"][name]


def sql_of_region(lines):
    return [l.replace("select value from fact where name =", "select value from region_facts where region = :region "
                      "and fact =") for l in ([lines] if isinstance(lines, str) else lines)]


def deck_of(folder, sheet, language):
    with open(os.path.join(folder, sheet["copy"].replace("{language}", language)), encoding="utf-8") as file:
        text = file.read()
    for name, value in NAMES.items():
        text = text.replace(value, "{" + name + "}")
    deck = json.loads(text)
    deck.pop("together", None)
    deck.pop("$schema", None)
    return deck


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1, ensure_ascii=False)


def main():
    source, out, regions = sys.argv[1], sys.argv[2], int(sys.argv[3])
    folder = os.path.dirname(os.path.abspath(source))
    os.makedirs(os.path.join(out, "data"), exist_ok=True)
    with open(source, encoding="utf-8") as file:
        sheet = json.load(file)
    for name in [n for n, s in sheet["series"].items() if "table" in s]:
        regional(sheet, folder, out, name, regions)
    facts(sheet, out, regions)
    used = {s.get("table") for s in sheet["series"].values()} | {"ports"}
    sheet["tables"] = {n: t for n, t in sheet["tables"].items() if n in used}
    for name, table in sheet["tables"].items():
        if "/" in table["file"]:
            table["file"] = os.path.relpath(os.path.join(folder, sheet["folders"]["data"], table["file"]), os.path.join(out, "data"))
    for stat in sheet["stats"].values():
        stat.pop("expect", None)
        stat.pop("allow", None)
        if "sql" in stat:
            stat["sql"] = sql_of_region(stat["sql"])
    sheet["params"]["region"] = {"type": "text", "default": "r1", "means": "whose numbers these are"}
    for name, value in NAMES.items():
        sheet["params"][name] = {"type": "text", "default": value, "means": "a name"}
    for shape in sheet["shapes"].values():
        shape["file"] = os.path.relpath(os.path.join(folder, sheet["folders"]["data"], shape["file"]), os.path.join(out, "data"))
    sheet["use"] = [os.path.relpath(os.path.join(folder, u), out) for u in sheet["use"]]
    deck = deck_of(folder, sheet, sheet["languages"][0])
    for language in sheet["languages"]:  # the sheet's conditions name them all
        write_json(os.path.join(out, f"deck.{language}.json"), {**deck, "language": language})
    sheet.update({"copy": "deck.{language}.json", "folders": {"data": "data"}})
    for gone in ("$schema", "editions"):
        sheet.pop(gone, None)
    for frame in [f for page in sheet["pages"] for f in page["body"] if "height" in f]:
        frame["give"] = max(frame.get("give", 0), 8)  # a text may be a line longer than it was
    write_json(os.path.join(out, "sheet.json"), sheet)


main()
