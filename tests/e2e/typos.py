"""One mistake, one message: a word of a sample is misspelt, and what is told is that, once, with what was meant."""
import json
import pathlib
import re
import shutil

from common import ROOT, expect, run, scratch

HELLO = "hello.json"
BROCHURE = "cross-border-brochure.json"
STATE = "state-trade.json"
DECK = "copy/cross-border-brochure.en-US.json"
FRAME = '{ "text": "title", "style": "title" }'

# The sheet, the file that is spoilt where that is another, what stands there, what is written, and what is to be told.
TYPOS = (
    (HELLO, None, '"tearsheet": 1', '"tearsheet": "1"', "3:16: error: the version is a number: 1, without quotes"),
    (HELLO, None, '"use": ["brand/cali-baja.brand.json"]', '"use": "brand/cali-baja.brand.json"', '"use" takes a list, not a text: ["brand/'),
    (HELLO, None, '"use": ["brand/cali-baja.brand.json"]', '"use": ["brand/cali.brand.json"], "text-styles": { "own": { "based-on": "body" } }',
     "5:11: error: layouts/brand/cali.brand.json cannot be read: there is no such file"),
    (HELLO, None, FRAME, '{ "pie": "goods" }', 'unknown member "pie" in a frame: a chart stands there as "chart": {"donut": ...}'),
    (HELLO, None, FRAME, '{ "nae": "head", "text": "title", "style": "title" }', 'unknown member "nae" in a frame (did you mean "name"?)'),
    (HELLO, None, FRAME, '{ "bars": "goods" }', 'unknown member "bars" in a frame: a chart stands there as "chart": {"bars": ...}'),
    (HELLO, None, FRAME, '{ "chart": { "pie": "goods" } }', 'unknown member "pie" in a chart (did you mean "donut"?)'),
    (HELLO, None, FRAME, '{ "chart": { "bar": "goods" } }', '(did you mean "bars"?)'),
    (HELLO, None, FRAME, '{ "txt": "title", "style": "title" }', '(did you mean "text"?)'),
    (HELLO, None, FRAME, '{ "text": "titel", "style": "title" }', 'no copy "titel" in en-US (did you mean "title"?)'),
    (HELLO, None, '"across": 2', '"across": "2"', "write 2, without quotes"),
    (HELLO, None, '"across": 2', '"across": "2.5"', "takes a whole number, not a text [type]"),
    (HELLO, None, '"for": ["trade", "growth"]', '"fro": ["trade", "growth"]', '(did you mean "for"?)'),
    (HELLO, None, '"sources": "cited"', '"source": "cited"', '(did you mean "sources"?)'),
    (HELLO, None, '"sum": "value_usd"', '"summ": "value_usd"', '(did you mean "sum"?)'),
    (HELLO, None, '"table": "us_trade"', '"table": "us_trad"', '(did you mean "us_trade"?)'),
    (HELLO, None, '"partner": "Mexico"', '"partner": "Mexcio"', 'error: column "partner" of table "us_trade" has no "Mexcio" (did you mean "Mexico"?)'),
    (HELLO, None, '"over": "year"', '"over": "yaer"', '(did you mean "year"?)'),
    (HELLO, None, '"total": "goods"', '"totl": "goods"', '(did you mean "total"?)'),
    (HELLO, None, '"at": 2024', '"at": 1900', 'error: series "goods" has nothing in 1900: it has 1993 to'),
    (HELLO, None, '"growth": { "growth"', '"growth": { "growt"', '(did you mean "growth"?)'),
    (HELLO, None, '"sources": { "bts"', '"sorces": { "bts"', '(did you mean "sources"?)'),
    (HELLO, None, '"callouts": {', '"callout": {', 'nor anything else under "callouts" (did you mean "callout"?)'),
    (HELLO, None, '"pages": [{ "body"', '"pages": [{ "boby"', '(did you mean "body"?)'),
    (HELLO, None, '"pages":', '"page":', '(did you mean "pages"?)'),
    (HELLO, None, '"title": "Trade with Mexico",', '"title": "Trade with Mexico"', "8:33: error: a comma is missing behind this value"),
    (HELLO, None, '"tearsheet": 1,', '"tearsheet": 1, // version', "JSON has no comments"),
    (HELLO, "brand/cali-baja.brand.json", '"text-styles"', '"text-style"', '(did you mean "text-styles"?)'),
    (HELLO, None, '"trade": { "total"', '"trde": { "total"', 'no number "trade" (did you mean "trde"?), and in '),
    (STATE, None, '"base_year": { "type"', '"base_ear": { "type"', 'no parameter "base_year" (did you mean "base_ear"?), and in '),
    (STATE, None, '"data": "../data"', '"data": "../daa"', "there is no folder layouts/../daa, and in "),
    (STATE, None, '"trade-cagr": {', '"trde-cagr": {', '"trade-cagr" (did you mean "trde-cagr"?), and in '),
    (STATE, None, '"labels": "balances"', '"labels": "balanes"', 'no copy under "balanes" in en-US'),
    (BROCHURE, None, '"value": 27000', '"value": "27,000"', '"27,000" in quotes is a text: write the number 27000'),
    (BROCHURE, None, '"value": 27000', '"value": 27,000', "a number has nothing between its digits"),
    (BROCHURE, None, '"languages":', '"langages":', '(did you mean "languages"?)'),
    (BROCHURE, None, '"default": 2024', '"default": "2024"', '"year" takes a whole number, not a text'),
    (BROCHURE, DECK, '"tearsheet-copy": 1', '"tearsheet-deck": 1', '(did you mean "tearsheet-copy"?)'),
    (BROCHURE, DECK, "{mexico-trade}", "{mexico-trad}", 'no number "mexico-trad" (did you mean "mexico-trade"?)'),
    (BROCHURE, DECK, '"deck":', '"dek":', 'en-US.json:13:5: error: "dek" is not in the deck of es-MX (did you mean "deck"?)'),
    (STATE, None, '"stacked": "by-mode"', '"staked": "by-mode"', '(did you mean "stacked"?)'),
    (STATE, None, '"line": ["exports", "imports"]', '"line": ["exports", "imprts"]', '(did you mean "imports"?)'),
    (STATE, None, '"line": ["exports", "imports"]', '"lines": ["exports", "imports"]', '(did you mean "line"?)'),
)


def try_one(folder, typo, status=1):
    sheet, spoilt, old, new, message = typo
    path = folder / "layouts" / (spoilt or sheet)
    text = path.read_text()
    expect(old in text, f"{path.name} has no {old}")
    path.write_text(text.replace(old, new, 1))
    done = run("check", f"layouts/{sheet}", ok=False, cwd=folder)
    path.write_text(text)
    told = [line for line in done.stderr.splitlines() if re.search(r": (error|warning): ", line)]
    expect(done.returncode == status and len(told) == 1 and message in told[0], f"{old} -> {new}: wanted one message, {message}, got\n{done.stderr}")


def what_has_grown_is_named(folder):
    """Not the frame that gives way, nor those that it pushes off the page."""
    path = folder / "layouts" / DECK
    text = path.read_text()
    for key in ("intro", "trade.head", "recommendations.talent.why", "callouts.mexico-daily"):
        deck = json.loads(text)
        *groups, last = key.split(".")
        group = deck["copy"]
        for name in groups:
            group = group[name]
        words = re.sub(r"[*{}]|\[\^[^]]*\]", "", group[last]).split()
        group[last] += " " + " ".join((words * 3)[:len(words) * 3 // 2])
        path.write_text(json.dumps(deck, ensure_ascii=False, indent=1))
        done = run("check", f"layouts/{BROCHURE}", ok=False, cwd=folder)
        told = [line for line in done.stderr.splitlines() if ": error: " in line]
        expect(len(told) == 1 and f'error: "{key}" overset in en-US by ' in told[0] and "than its text in es-MX lets expect" in told[0], f"{key}: {done.stderr}")
    path.write_text(text)


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        shutil.copytree(ROOT / "layouts", folder / "layouts")
        for shared in ("data", "fonts"):
            (folder / shared).symlink_to(ROOT / shared)
        for typo in TYPOS:
            try_one(folder, typo)
        try_one(folder, (STATE, None, '"colors": ["Pacific", "Midnight"]', '"colors": ["Pacific", "Midnight", "Sand"]',
                         'warning: "colors" has 3 swatches for 2: "Sand" colours nothing'), 0)
        what_has_grown_is_named(folder)
    print(f"{len(TYPOS)} mistakes, a message each")


main()
