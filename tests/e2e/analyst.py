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


def main():
    cases = [periods_are_words_of_the_language, dates_are_written_out]
    for case in cases:
        with scratch() as name:
            case(name)
    print(f"{len(cases)} cases")


main()
