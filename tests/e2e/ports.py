"""One sheet, 117 ports: those without a measure, without a year, with the longest names; numbers are added up here again."""
import csv
import json
import pathlib
import re

from common import ROOT, expect, run, scratch, tool

SHEET = "layouts/port-of-entry.json"
PEOPLE = {"Personal Vehicle Passengers", "Pedestrians", "Bus Passengers", "Train Passengers"}


def rows(name):
    with open(ROOT / "data/border" / name, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


PORTS = {row["port_code"]: row for row in rows("ports_of_entry.csv")}
CROSSINGS = rows("border_crossings_annual.csv")


def counted(port, measures):
    found = [int(float(r["value"])) for r in CROSSINGS if r["port_code"] == port and r["year"] == "2024" and r["measure"] in measures]
    return sum(found) if found else None


def short(count):
    for size, sign in ((1e6, "M"), (1e3, "K")):
        if count >= size:
            return f"{count / size:.1f}{sign}".replace(f".0{sign}", sign)
    return str(count)


def chosen():
    """All that have no truck, nobody or no 2024; the longest names; the largest and the smallest; every tenth of the others."""
    people = {port: counted(port, PEOPLE) for port in PORTS}
    ranked = sorted((port for port in PORTS if people[port]), key=lambda port: people[port])
    longest = sorted(PORTS, key=lambda port: -len(PORTS[port]["port_name"]))
    none = [port for port in PORTS if not people[port]]
    no_trucks = [port for port in PORTS if counted(port, {"Trucks"}) is None]
    return list(dict.fromkeys(none[:4] + no_trucks[:4] + longest[:3] + ranked[:3] + ranked[-3:] + sorted(PORTS)[::10]))


def each_port_fits():
    for port in chosen():
        for language in ("en-US", "es-MX"):
            done = run("check", SHEET, "--set", f"port={port}", "--lang", language, ok=False)
            expect(done.returncode == 0 and not done.stderr, f"{port} {language}: {done.stderr}")


def pages_say_their_own_numbers():
    with scratch() as name:
        for port in ("2504", "2304", "0901", "3402"):
            pdf = pathlib.Path(name) / f"{port}.pdf"
            run("render", SHEET, "--set", f"port={port}", "-o", pdf, "--profile", "screen")
            tool("/usr/bin/python3", ROOT / "tests/pdf/check_screen.py", pdf)
            text = re.sub(r"\s+", " ", tool("pdftotext", pdf, "-"))
            expect(PORTS[port]["port_name"] in text, f"{port}: its name")
            people = counted(port, PEOPLE)
            shown = short(people) if people else "Nobody was counted here in 2024"
            expect(shown in text, f"{port}: {shown} in\n{text[:1500]}")
        run("render", SHEET, "--set", "port=0901", "-o", pdf, "--profile", "screen", "--lang", "es-MX")
        text = re.sub(r"\s+", " ", tool("pdftotext", pdf, "-"))
        expect("Buffalo Niagara Falls" in text and "desde Canadá" in text and "Nueva York" in text, text[:600])


def years_without_a_count_are_gaps():
    """A port that counts trucks in some years only: each year of the table has its point."""
    years = sorted({r["year"] for r in CROSSINGS})
    with scratch() as name:
        ledger = pathlib.Path(name) / "ledger.json"
        for port in ("0112", "2304"):
            run("render", SHEET, "--set", f"port={port}", "-o", pathlib.Path(name) / "port.trace", "--ledger", ledger)
            series = next(s for s in json.loads(ledger.read_text())["series"] if s["name"] == "trucks-years")
            counts = {r["year"]: float(r["value"]) for r in CROSSINGS if r["port_code"] == port and r["measure"] == "Trucks"}
            first = years[:len(series["points"])]  # a ledger has the first so many
            expect(series["point-count"] == len(years) and len(first) > 20, f"{port}: {series['point-count']} points")
            expect([(p["time"], p["value"]) for p in series["points"]] == [(y, counts.get(y)) for y in first], f"{port}: {series['points']}")
            expect((port == "0112") == (None in [p["value"] for p in series["points"]]), f"{port} has gaps, or none")


def the_gallery_is_sound_on_both_profiles():
    with scratch() as name:
        for profile, language in (("screen", "en-US"), ("print", "es-MX")):
            pdf = pathlib.Path(name) / f"{profile}.pdf"
            done = run("render", "layouts/gallery.json", "--profile", profile, "--lang", language, "-o", pdf)
            expect(not done.stderr, f"{language}: {done.stderr}")
            tool("/usr/bin/python3", ROOT / f"tests/pdf/check_{profile}.py", pdf)


for case in [the_gallery_is_sound_on_both_profiles, each_port_fits, years_without_a_count_are_gaps, pages_say_their_own_numbers]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
