"""One sheet, any state, two languages, no recompiling: each says its own name and its own numbers, read back from the file."""
import csv
import pathlib
import re

from common import ROOT, expect, run, scratch, tool

SHEET = "layouts/state-trade.json"
STATES = {"TX": "Texas", "CA": "California", "MI": "Michigan", "WY": "Wyoming"}
SPANISH = {"TX": "Texas", "NC": "Carolina del Norte", "DC": "Distrito de Columbia"}
FITTED = ["TX", "NC", "DC", "HI", "VT", "WV", "NH", "AK"]  # the largest, the smallest, the longest names


def traded(postal, year):
    """The state's two-way trade, added up here and not by the program under test."""
    path = ROOT / "data/transborder/us_state_trade_by_partner_2007_2025.csv"
    with open(path, newline="", encoding="utf-8") as f:
        return sum(float(r["value_usd"]) for r in csv.DictReader(f) if r["postal"] == postal and r["year"] == year)


def said(postal, *options):
    with scratch() as name:
        pdf = pathlib.Path(name) / f"{postal}.pdf"
        run("render", SHEET, "--set", f"state={postal}", "-o", pdf, "--profile", "screen", *options)
        return re.sub(r"\s+", " ", tool("pdftotext", "-raw", pdf, "-"))  # in our order: by place, a small word is set apart from its large number


def each_says_its_own():
    for postal, state in STATES.items():
        text = said(postal)
        shown = f"${traded(postal, '2024') / 1e9:.1f}B"
        expect(f"{state} and its neighbors" in text, f"{postal}: its name")
        expect(shown in text or shown.replace(".0B", "B") in text, f"{postal}: {shown} in\n{text[:2000]}")
        for other in set(STATES.values()) - {state}:
            expect(f"{other} and its" not in text, f"{postal}: not {other}'s page")


def so_in_spanish():
    for postal, state in SPANISH.items():
        text = said(postal, "--lang", "es-MX")
        total = traded(postal, "2024")
        shown = f"${total / 1e9:.1f} mil millones" if total >= 1e9 else f"${total / 1e6:.1f} millones"
        expect(f"{state} y sus vecinos" in text, f"{postal}: its name in\n{text[:400]}")
        expect(shown in text or shown.replace(".0 ", " ") in text, f"{postal}: {shown} in\n{text[:2000]}")
        expect("T-MEC" in text and "USMCA" not in text, f"{postal}: the agreement by its Mexican name")


def each_fits_in_both():
    for postal in FITTED:
        for language in ("en-US", "es-MX"):
            done = run("check", SHEET, "--set", f"state={postal}", "--lang", language, ok=False)
            expect(done.returncode == 0 and not done.stderr, f"{postal} {language}: {done.stderr}")


def one_that_is_none_is_refused():
    done = run("check", SHEET, "--set", "state=XX", ok=False)
    expect(done.returncode == 1 and "XX" in done.stderr, "a state that is none is refused")


for case in [each_says_its_own, so_in_spanish, each_fits_in_both, one_that_is_none_is_refused]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
