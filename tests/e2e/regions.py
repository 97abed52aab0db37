"""One sheet, four states, no recompiling: each says its own name and its own numbers, read back from the file."""
import csv
import pathlib
import re

from common import ROOT, expect, run, scratch, tool

SHEET = "layouts/state-trade.json"
STATES = {"TX": "Texas", "CA": "California", "MI": "Michigan", "WY": "Wyoming"}


def traded(postal, year):
    """The state's two-way trade, added up here and not by the program under test."""
    path = ROOT / "data/transborder/us_state_trade_by_partner_2007_2025.csv"
    with open(path, newline="", encoding="utf-8") as f:
        return sum(float(r["value_usd"]) for r in csv.DictReader(f) if r["postal"] == postal and r["year"] == year)


def main():
    with scratch() as name:
        for postal, state in STATES.items():
            pdf = pathlib.Path(name) / f"{postal}.pdf"
            run("render", SHEET, "--set", f"state={postal}", "-o", pdf, "--profile", "screen")
            text = re.sub(r"\s+", " ", tool("pdftotext", pdf, "-"))
            total = traded(postal, "2024")
            shown = f"${total / 1e9:.1f}B".replace(".0B", "B")
            expect(f"{state} and its neighbors" in text, f"{postal}: its name")
            expect(shown in text, f"{postal}: {shown} in\n{text[:2000]}")
            for other in set(STATES.values()) - {state}:
                expect(f"{other} and its" not in text, f"{postal}: not {other}'s page")
        done = run("render", SHEET, "--set", "state=XX", "-o", pathlib.Path(name) / "x.pdf", ok=False)
        expect(done.returncode == 1 and "XX" in done.stderr, "a state that is none is refused")


main()
