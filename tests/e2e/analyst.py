"""Small sheets as an analyst who trusts nothing would try them, each with what it must print or say."""
import csv
import io
import json
import pathlib

from common import ROOT, expect, run, scratch

BRAND = str(ROOT / "layouts" / "brand" / "cali-baja.brand.json")


class Sheet:
    """A sheet over one table, in a folder of its own. Its copy is printed by one text a key."""

    def __init__(self, folder, rows, copy, stats, series=None, **members):
        self.folder, self.path = pathlib.Path(folder), pathlib.Path(folder) / "sheet.json"
        (self.folder / "t.csv").write_text(rows)
        decks = copy if isinstance(next(iter(copy.values())), dict) else {"en-US": copy}
        for language, texts in decks.items():
            deck = {"tearsheet-copy": 1, "language": language, "copy": {"title": "Title", **texts}}
            (self.folder / f"deck.{language}.json").write_text(json.dumps(deck))
        keys = list(next(iter(decks.values())))
        self.sheet = {"tearsheet": 1, "use": [BRAND], "languages": list(decks), "copy": "deck.{language}.json",
                      "sources": {"bureau": {"publisher": "The Bureau", "title": "Trade"}},
                      "tables": {"t": {"file": "t.csv", "source": "bureau", **members.pop("table", {})}},
                      "series": series or {}, "stats": stats, **members,
                      "pages": [{"body": [{"text": "title", "style": "title"}, *({"text": key, "style": "body"} for key in keys),
                                          {"sources": "cited"}]}]}
        self.save()

    def save(self):
        self.path.write_text(json.dumps(self.sheet))

    def texts(self, *options):
        """Key to what is printed."""
        ledger = self.folder / "ledger.json"
        run("render", self.path, "-o", self.folder / "out.pdf", "--ledger", ledger, "--draft", *options)
        return {text["key"]: text["text"].replace("\u00a0", " ") for text in json.loads(ledger.read_text())["texts"] if "key" in text}

    def numbers(self, *options):
        rows = csv.DictReader(io.StringIO(run("stats", self.path, "--format", "csv", *options).stdout))
        return {row["name"]: row for row in rows}


MONTHS = "month,value\n2023-11,5\n2023-12,6\n2024-01,7\n2024-02,8\n2024-03,9\n"


def periods_are_words_of_the_language(folder):
    words = "{one.period}; {span.period}; {grown.from} to {grown.to}; {year.period}"
    sheet = Sheet(folder, MONTHS, {"en-US": {"a": words}, "es-MX": {"a": words}},
                  {"one": {"total": "s", "at": "2024-03"}, "span": {"total": "s", "from": "2024-01", "to": "2024-03"},
                   "grown": {"growth": "s", "from": "2023-11", "to": "latest"}, "year": {"total": "s", "at": 2023}},
                  {"s": {"table": "t", "sum": "value", "over": "month", "unit": "USD"}}, table={"columns": {"month": "date"}})
    expect(sheet.texts()["a"] == "March 2024; January \u2013 March 2024; November 2023 to March 2024; 2023", sheet.texts()["a"])
    spanish = sheet.texts("--lang", "es-MX")["a"]
    expect(spanish == "marzo de 2024; enero\u2013marzo de 2024; noviembre de 2023 to marzo de 2024; 2023", spanish)


def dates_are_written_out(folder):
    sheet = Sheet(folder, MONTHS, {"en-US": {"a": "{last}; {day}; {told}"}, "es-MX": {"a": "{last}; {day}; {told}"}},
                  {"last": {"sql": "select max(month) from t", "unit": "date", "expect": "March 2024"},
                   "day": {"sql": "select '2024-02-29'", "unit": "date"}},
                  facts={"told": {"value": "2024-Q1", "unit": "date", "source": "bureau"}}, table={"columns": {"month": "date"}})
    expect(sheet.texts()["a"] == "March 2024; February 29, 2024; Q1 2024", sheet.texts()["a"])
    expect(sheet.texts("--lang", "es-MX")["a"] == "marzo de 2024; 29 de febrero de 2024; T1 2024", sheet.texts("--lang", "es-MX")["a"])


GOODS = {"s": {"table": "t", "sum": "value", "over": "year", "unit": "USD"}}
YEARS = "year,value\n2023,20\n2024,31\n"


def what_depends_on_a_hidden_number_hides(folder):
    stats = {"later": {"total": "s", "at": 2030, "missing": "hide"}, "now": {"total": "s"}, "ratio": {"ratio": "now", "per": "later"},
             "twice": {"difference": "ratio", "minus": "ratio"}, "strict": {"ratio": "now", "per": "later", "missing": "fail"}}
    sheet = Sheet(folder, YEARS, {"a": "tail"}, stats, GOODS)
    body = sheet.sheet["pages"][0]["body"]
    body.insert(1, {"row": [{"value": name, "style": "body"} for name in ("now", "ratio", "twice")]})
    sheet.save()
    run("render", sheet.path, "-o", sheet.folder / "out.pdf", "--ledger", sheet.folder / "l.json")
    printed = [text["text"] for text in json.loads((sheet.folder / "l.json").read_text())["texts"]]
    expect(printed == ["Title", "$31", "tail"], printed)
    body[1]["row"].append({"value": "strict", "style": "body"})
    sheet.save()
    refused = run("check", sheet.path, ok=False)
    expect(refused.returncode == 1 and 'error: series "s" has nothing in 2030: it has ' in refused.stderr and 'note: so "strict" has no value here' in refused.stderr,
           refused.stderr)


def what_is_to_be_confirmed_says_how_to_see_it(folder):
    sheet = Sheet(folder, YEARS, {"a": "It is {later}."}, {"later": {"total": "s", "at": 2030, "missing": "tbc"}}, GOODS)
    refused = run("check", sheet.path, ok=False)
    expect(refused.returncode == 1 and "--draft" in refused.stderr, refused.stderr)
    expect(sheet.texts()["a"] == "It is [\u2026].", "a draft has a gap")


def a_number_without_a_mark_can_be_refused(folder):
    sheet = Sheet(folder, YEARS, {"a": "It was {now}, and {now} again."}, {"now": {"total": "s"}}, GOODS,
                  profiles={"strict": {"standard": ["PDF/X-4"], "refuse": ["unmarked-source"]}})
    run("check", sheet.path)
    refused = run("check", sheet.path, "--profile", "strict", ok=False).stderr
    expect('"now" is printed, and nothing on the pages marks where it is from' in refused and "1 error" in refused, refused)
    run("check", sheet.path, "--profile", "strict", "--draft")
    deck = sheet.folder / "deck.en-US.json"
    deck.write_text(deck.read_text().replace("again.", "again.[^now]"))
    run("check", sheet.path, "--profile", "strict")


def main():
    cases = [periods_are_words_of_the_language, dates_are_written_out, what_depends_on_a_hidden_number_hides,
             what_is_to_be_confirmed_says_how_to_see_it, a_number_without_a_mark_can_be_refused]
    for case in cases:
        with scratch() as name:
            case(name)
    print(f"{len(cases)} cases")


main()
