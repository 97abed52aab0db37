"""Every printed number answers: trace, from the sheet and from the PDF alone; diff; accept; the fact-check page."""
import html
import json
import pathlib
import re
import shutil

import pikepdf

from common import ROOT, expect, run, scratch, tool

BROCHURE = "layouts/cross-border-brochure.json"
STATE = "layouts/state-trade.json"


def own_copy(folder):
    """The brochure with its data in a folder of its own, and its main table."""
    for part in ("layouts", "data"):
        (folder / part).mkdir()
    shutil.copytree(ROOT / "layouts", folder / "layouts", dirs_exist_ok=True)
    shutil.copytree(ROOT / "data", folder / "data", dirs_exist_ok=True)
    (folder / "fonts").symlink_to(ROOT / "fonts")
    table = folder / "data/transborder/us_trade_by_partner_mode_annual.csv"
    return folder / BROCHURE, table


def a_pdf_answers_like_its_sheet(folder):
    pdf = folder / "a.pdf"
    run("render", BROCHURE, "-o", pdf)
    of_sheet = json.loads(run("trace", BROCHURE, "usmca-growth", "--format", "json").stdout)
    of_pdf = json.loads(run("trace", pdf, "usmca-growth", "--format", "json").stdout)
    rows = [part.pop("rows") for part in of_sheet["number"]["input"]]
    for part in of_sheet["number"]["input"]:
        part.pop("heads")
        part.pop("row-count")
    expect(of_pdf == of_sheet, "but for the rows of tables a PDF says what its sheet says")
    ledger = folder / "ledger.json"
    run("render", BROCHURE, "-o", pdf, "--ledger", ledger)
    same = [json.loads(run("trace", file, number["name"], "--format", "json").stdout)["places"]
            for number in json.loads(ledger.read_text())["numbers"] for file in (pdf, ledger)]
    expect(len(same) > 40 and any(same) and same[::2] == same[1::2],
           "each number stands at the same places in it as in a ledger in one piece")
    total = {}
    for row in rows[0]:  # year, partner, mode, type, value: what went in adds up to what is printed
        total[row[0]] = total.get(row[0], 0) + row[4]
    expect(len(rows[0]) == 20 or abs(total[2024] / total[2019] - 1 - of_pdf["number"]["value"]) < 1e-12,
           "growth is what its rows give")


def a_pdf_holds_all_that_its_ledger_says(folder):
    """Folded as it is there: the same members in the same order."""
    pdf, ledger = folder / "w.pdf", folder / "w.json"
    for sheet in (STATE, "layouts/gallery.json"):
        run("render", sheet, "-o", pdf, "--ledger", ledger)
        record = json.loads(ledger.read_text())
        for kind in ("number", "series"):
            entries = record["numbers" if kind == "number" else kind]
            expect(len(entries) > 10, f"{len(entries)} {kind} of {sheet}")
            for entry in entries:
                said = json.loads(run("trace", pdf, entry["name"], "--format", "json").stdout)[kind]
                expect(json.dumps(said) == json.dumps(entry), f"{sheet}: {said} is not {entry}")
        expect("0 printed values changed, 0 moved behind the same print; 0 sources; 0 texts" in run("diff", pdf, ledger).stdout, "nor does any text differ")


def older_files_answer_too(folder):
    """Files had the ledger in one piece, version 1: kept as it was in one of them, November 2026."""
    old, now = ROOT / "tests/golden/ledger-1.json", folder / "now.pdf"
    run("render", "layouts/hello.json", "-o", now)
    with pikepdf.open(now) as pdf:
        pdf.Root.PieceInfo.Tearsheet.Private = pdf.make_stream(old.read_bytes())
        pdf.save(folder / "old.pdf")
    for path in (old, folder / "old.pdf"):
        said = json.loads(run("trace", path, "growth", "--format", "json").stdout)["number"]
        expect(said["printed"] == "37%" and said["sources"][0]["name"] == "bts" and len(said["input"][0]["points"]) == 2, f"{path}: {said}")
        expect("text text" in run("trace", path, "trade").stdout, "with its places")
        for pair in ((path, now), (now, path)):
            expect("; 0 sources; 0 texts" in run("diff", *pair).stdout, f"{pair} compare")


def rows_add_up(folder):
    number = json.loads(run("trace", BROCHURE, "mexico-trade", "--format", "json").stdout)["number"]
    rows, heads = number["input"][0]["rows"], number["input"][0]["heads"]
    expect(len(rows) == number["input"][0]["row-count"], "all rows are there")
    expect(sum(row[heads.index("value_usd")] for row in rows) == number["value"], "the rows add up to the value")
    expect({row[heads.index("partner")] for row in rows} == {"Mexico"}, "of the partner only")


def places_hold_the_print(folder):
    """Each place of the ledger, looked up in the PDF by its box."""
    pdf, ledger = folder / "p.pdf", folder / "p.json"
    run("render", BROCHURE, "-o", pdf, "--ledger", ledger, "--profile", "screen")
    record = json.loads(ledger.read_text())
    looked = 0
    for text in record["texts"]:
        for value in text.get("values", []):
            raw = text["text"].encode()[value["from"]:value["to"]].decode()
            if text.get("heard") or "source" in value or looked >= 25:
                continue
            x, y, w, h = value["box"]
            page = value["page"]
            crop = tool("pdftotext", "-r", 72, "-f", page, "-l", page, "-x", int(x) - 1, "-y", int(y) - 1, "-W", int(w) + 3,
                        "-H", int(h) + 3, "-layout", pdf, "-")
            first = re.sub(r"\s", "", raw)[:3]
            expect(first in re.sub(r"\s", "", crop), f"{raw!r} is printed at {value['box']} of page {page}: {crop!r}")
            looked += 1
    expect(looked == 25, f"{looked} places looked at")


def every_printed_number_has_a_name(folder):
    """Digits on the pages are values, marks, words of the deck's names and years, or a chart's own scale."""
    ledger = folder / "n.json"
    run("render", "layouts/hello.json", "-o", folder / "n.pdf", "--ledger", ledger)
    record = json.loads(ledger.read_text())
    for text in record["texts"]:
        words = text["text"].encode()
        for value in sorted(text.get("values", []), key=lambda v: -v["from"]):
            words = words[:value["from"]] + words[value["to"]:]
        rest = re.sub(r"\b(1[89]|20)\d\d\b", "", words.decode())
        tagged = text.get("tag") in ("LBody", "Note", None) or text.get("alt") or text.get("heard")
        expect(tagged or not re.search(r"\d", rest), f"digits that no number stands for: {text['text']!r}")


def unknown_names_are_helped(folder):
    refused = run("trace", BROCHURE, "usmca-trad", ok=False)
    expect(refused.returncode == 2 and 'did you mean "usmca-trade"' in refused.stderr, refused.stderr)
    for asked, meant in (("expots", "exports"), ("exports/2o24", "exports/2024"), ("exports/1024", "exports/2024")):
        refused = run("trace", STATE, asked, ok=False)
        expect(refused.returncode == 2 and f'did you mean "{meant}"' in refused.stderr, f"{asked}: {refused.stdout}{refused.stderr}")
    refused = run("trace", BROCHURE, ok=False)
    expect(refused.returncode == 2, "a name is wanted")


def only(pdf, message):
    """What is wrong with a PDF is all that is told: libqpdf says nothing of its own."""
    for order in (("trace", pdf, "x"), ("diff", pdf, "layouts/hello.json"), ("diff", "layouts/hello.json", pdf)):
        refused = run(*order, "--diagnostics", "json", ok=False)
        told = [json.loads(line) for line in refused.stderr.splitlines()]
        expect(refused.returncode == 1 and len(told) == 1 and message in told[0]["message"], f"{order}: {refused.stderr}")


def files_that_are_none(folder):
    broken, other, cut = folder / "broken.pdf", folder / "other.pdf", folder / "cut.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing else")
    only(broken, "no PDF, or broken")
    run("render", "layouts/hello.json", "-o", other)
    cut.write_bytes(other.read_bytes()[:5000])
    only(cut, "no PDF, or broken")
    rewritten = folder / "rewritten.pdf"
    tool("qpdf", "--object-streams=generate", "--recompress-flate", other, rewritten)
    expect("trade" in run("trace", rewritten, "trade").stdout, "a file that another program wrote anew still answers")
    stripped = folder / "stripped.pdf"
    stripped.write_bytes(re.sub(rb"/PieceInfo", rb"/PieceInf0", tool_bytes("qpdf", "--qdf", other)))
    only(stripped, "no ledger")
    for order in (("trace", "gone.pdf", "x"), ("trace", "gone.json", "x"), ("diff", "gone.pdf", "layouts/hello.json"), ("diff", "layouts/hello.json", "gone.pdf"),
                  ("check", "gone.json"), ("merge", "gone.ndjson", "-o", folder / "m.ndjson")):
        refused = run(*order, ok=False)
        expect(refused.returncode == 1 and "gone." in refused.stderr, f"a file that is not there is one thing in all commands: {order} {refused.returncode}")
    refused = run("trace", "gone.pdf", "x", "--diagnostics", "json", ok=False)
    expect(json.loads(refused.stderr)["rule"] == "file", refused.stderr)


def tool_bytes(*arguments):
    import subprocess
    return subprocess.run([*map(str, arguments), "-"], capture_output=True, check=True).stdout


def parameters_are_compared(folder):
    same = run("diff", STATE, STATE, "--exit-code")
    expect("0 printed values changed" in same.stdout, same.stdout)
    record = folder / "texas.pdf"
    run("render", STATE, "--set", "state=TX", "-o", record)
    for asked in (("--old", "state=ZZ"), ("--old-lang", "es-MX")):
        done = run("diff", record, STATE, *asked, ok=False)
        expect(done.returncode == 2 and "are asked of sheets" in done.stderr, f"{asked}: {done.stderr}")
    other = run("diff", STATE, STATE, "--old", "state=TX", "--new", "state=MI", "--format", "json", "--exit-code", ok=False)
    expect(other.returncode == 1, "something differs")
    found = {value["name"]: value for value in json.loads(other.stdout)["values"]}
    for side, state in (("before", "TX"), ("after", "MI")):
        numbers = json.loads(run("stats", STATE, "--set", f"state={state}", "--format", "json").stdout)["numbers"]
        trade = next(number for number in numbers if number["name"] == "state-trade")
        expect(found["state-trade"][f"{side}-value"] == f"{trade['value']:,} USD", f"the value of {state}")
    expect("share" in found["exports/2024"], "a chart's own value is compared by its point, not by its print")
    page = folder / "diff.html"
    run("diff", STATE, STATE, "--new", "state=MI", "-o", page)
    expect("<del>" in page.read_text() and "Michigan" in page.read_text(), "a page for reviewers")


def an_accepted_edition_is_remembered(folder):
    sheet, table = own_copy(folder)
    done = run("accept", sheet)
    expect(".accepted/en-US" in done.stderr, done.stderr)
    expect("[moved]" not in run("check", sheet).stderr, "nothing has moved")
    text = table.read_text()
    row = next(line for line in text.splitlines() if line.startswith("2024,Mexico,Truck,Import"))
    cells = row.split(",")
    table.write_text(text.replace(row, ",".join([*cells[:4], str(int(cells[4]) + 10**6), *cells[5:]])))
    told = run("render", sheet, "-o", folder / "b.pdf").stderr.replace("\u00a0", " ")
    expect('"mexico-trade" prints $840 billion as accepted, but is now 839,892,957,628 USD' in told, told)
    table.write_text(text.replace(row, ",".join([*cells[:4], str(int(cells[4]) + 10**11), *cells[5:]])))
    told = run("render", sheet, "-o", folder / "b.pdf", "--draft").stderr.replace("\u00a0", " ")
    expect('"mexico-trade" prints $940 billion, accepted was $840 billion' in told, told)
    named = run("diff", folder / "layouts/cross-border-brochure.accepted/en-US.json", sheet, "--draft").stdout.replace("\u00a0", " ")
    expect("$840 billion \u2192 $940 billion" in named, named)


def accepted_editions_have_files_of_their_own(folder):
    """Two parameters whose values differ only in signs that no file's name should have."""
    own_copy(folder)
    path = folder / "layouts/hello.json"
    sheet = json.loads(path.read_text())
    sheet["params"] = {**sheet.get("params", {}), "who": {"type": "text", "default": "all"}}
    path.write_text(json.dumps(sheet))
    for who in ("a/b", "a_b", "../../up", "x" * 400):
        run("accept", path, "--set", f"who={who}")
    names = sorted(file.name for file in (folder / "layouts/hello.accepted").iterdir())
    expect(len(names) == 4 and all(len(name) < 200 for name in names), f"a file each: {names}")
    expect(not list(folder.glob("*up*")), "and none elsewhere")


def what_moved_in_a_chart_is_one_note(folder):
    """The state's sheet a year on: its numbers each at their place, the points of each chart in one note at the chart."""
    own_copy(folder)
    path = folder / "layouts/state-trade.json"
    run("accept", path, "--set", "year=2023")
    records = folder / "layouts/state-trade.accepted"
    (records / "en-US+year=2023.json").rename(records / "en-US.json")
    notes = [json.loads(line) for line in run("check", path, "--diagnostics", "json").stderr.splitlines()]
    moved = [note for note in notes if note["rule"] == "moved"]
    expect(0 < len(moved) < 40, f"{len(moved)} notes")
    charts = [note for note in moved if "values of this chart are not as accepted; most of all" in note["message"]]
    lines = path.read_text().splitlines()
    expect(charts and all('"chart"' in lines[note["line"] - 1] for note in charts), f"at their charts: {charts}")
    expect(len({note["line"] for note in charts}) == len(charts), "one for each")
    named = re.search(r'"([^"/]+)/\S* → 2024" prints', " ".join(note["message"] for note in charts))
    expect(named, f"a point met what stood in its place: {charts}")
    numbers = [note for note in moved if note["line"] > 1 and "/" not in note["message"].split('"')[1]]
    expect(numbers and all(f'"{note["message"].split(chr(34))[1]}"' in lines[note["line"] - 1] for note in numbers), "numbers at theirs")
    expect(max(note["line"] for note in numbers) < min(note["line"] for note in charts), "numbers come first")


def rows_are_accepted_together(folder):
    own_copy(folder)
    path, rows = folder / "layouts/state-trade.json", folder / "rows.csv"
    rows.write_text("id,state,language,profile,copy:title\na,TX,en-US,,\nb,TX,es-MX,,\nc,TX,en-US,screen,\n"
                    "d,MI,en-US,,{no-such-number}\ne,CA,en-US,,\n")
    refused = run("accept", path, "--variants", rows, ok=False)
    done = refused.stderr
    records = folder / "layouts/state-trade.accepted"
    names = sorted(file.name for file in records.iterdir())
    expect(refused.returncode == 1 and len(names) == 3 and any("es-MX" in name for name in names) and not any("MI" in name for name in names), f"{names}")
    expect("tearsheet: c is the edition of a\n" in done and "tearsheet: d is not accepted\n" in done, done)
    expect(re.findall(r"tearsheet: (.) accepted as \S+\.json\n", done) == ["a", "b", "e"], done)
    rows.write_text("id,state\na,TX\na,MI\n")
    expect(run("accept", path, "--variants", rows, ok=False).returncode == 1, "an id stands twice")


def the_fact_checker_sees_each_claim(folder):
    page = run("stats", BROCHURE, "--format", "factcheck").stdout
    words = html.unescape(re.sub(r"<[^>]+>", "", page))
    record = json.loads(run("stats", BROCHURE, "--format", "json").stdout)
    for name in ("usmca-trade", "capital-goods-growth", "truck-crossings"):
        number = next(n for n in record["numbers"] if n["name"] == name)
        expect(name in words and number["sources"][0]["url"] in page, f"{name} with its source's address")
    expect("Mexico has overtaken China" in words.replace("\n", " "), "a sentence that only a mark vouches for")
    ledger = folder / "f.json"
    run("render", BROCHURE, "-o", folder / "f.pdf", "--ledger", ledger)
    names = {value["name"] for text in json.loads(ledger.read_text())["texts"] for value in text.get("values", [])
             if "name" in value}
    expect(len(names) > 30, f"the pages print {len(names)} numbers")
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.S)
    for name in names:
        expect(any(f">{name}<" in row and 'class="initials"></td>' in row for row in rows), f"{name} has room for initials")
    expect("<script" not in page, "a page that runs nothing")
    expect("Doubt: " in page and "Allowed: the caveat that BTS" in page, "what may mislead, and why it stands")
    expect(page.count("<h2") > 20 and '<html lang="en">' in page and '<blockquote lang="en-US">' in page, "heads, and who speaks which language")
    for place in re.findall(r'href="#(query-\d+)"', page):
        expect(f'id="{place}"' in page, f"{place} stands at the end")
    expect("exports.others/rest" in page and "rest of baja-computing" in words, "what a chart leaves over is computed too")


def rows_of(page, name):
    """The rows of a number on the fact-check page: (as printed, all its words)."""
    rows = re.findall(r'<tr><th scope="row"><strong>(.*?)</strong><div class="quiet">(.*?)</div></th>(.*?)</tr>', page, re.S)
    return [(html.unescape(print_), html.unescape(rest)) for print_, number, rest in rows if number == name]


def each_place_says_how_it_is_printed_there(folder):
    page = run("stats", "layouts/hello.json", "--format", "factcheck").stdout
    says = {print_.replace("\u00a0", " "): re.search(r"Printed (.*?)\. ", rest).group(1) for print_, rest in rows_of(page, "trade")}
    expect(says["$839.9 billion"].startswith("long, 1 decimal,"), f"as long: {says}")
    expect(says["$839.9B"].startswith("short, 1 decimal,"), f"its own: {says}")
    percents = re.findall(r"<strong>(\S+\spercent)</strong>.*?Printed (percent[^,.]*)", run("stats", BROCHURE, "--format", "factcheck").stdout)
    expect(percents and all(how == "percent in words" for _, how in percents), f"words: {percents}")
    shares = rows_of(run("stats", "layouts/gallery.json", "--format", "factcheck").stdout, "modes/others")
    expect({print_[-1]: "Printed percent, 0 decimals," in rest for print_, rest in shares} == {"%": True, "B": False}, f"a chart's own way: {shares}")
    ledger = folder / "p.json"
    run("render", "layouts/hello.json", "-o", folder / "p.pdf", "--ledger", ledger)
    values = [value for text in json.loads(ledger.read_text())["texts"] for value in text.get("values", [])]
    expect(sum("rounding" in value for value in values) == 1, "only where it is another than the number's own")


def figures_that_were_typed_are_listed(folder):
    own_copy(folder)
    path = folder / "layouts/hello.json"
    sheet = json.loads(path.read_text())
    sheet["copy"]["text"] += " It takes 45 minutes. It was so in 1994. <b>\"quoted\"</b>"
    path.write_text(json.dumps(sheet))
    page = run("stats", path, "--format", "factcheck").stdout
    typed = page[page.index("Figures that were typed"):page.index('class="sign"')]
    expect("It takes 45 minutes." in typed and "1994" not in typed, typed)
    expect("<b>" not in page, "words of the deck are words")


def a_mark_in_a_figure_is_a_mark(folder):
    ledger = folder / "m.json"
    run("render", BROCHURE, "-o", folder / "m.pdf", "--ledger", ledger)
    labels = [t for t in json.loads(ledger.read_text())["texts"] if t.get("tag") == "Figure" and t["text"].startswith("Top five")]
    expect(len(labels) == 1 and labels[0]["text"].endswith("[3]") and labels[0]["values"][0]["source"] == 3, f"{labels}")


def a_flag_at_its_default_is_not_named(folder):
    own_copy(folder)
    path = folder / "layouts/hello.json"
    sheet = json.loads(path.read_text())
    sheet["params"] = {"wide": {"type": "boolean", "default": False}}
    path.write_text(json.dumps(sheet))
    run("accept", path)
    names = [file.name for file in (folder / "layouts/hello.accepted").iterdir()]
    expect(names == ["en-US.json"], f"{names}")


def what_is_only_drawn_says_where(folder):
    pdf = folder / "d.pdf"
    run("render", STATE, "--set", "state=TX", "-o", pdf, "--profile", "screen")
    for asked, places in (("by-partner", ["page 2, line, frame partners"]), ("exports", ["page 1, line, frame story"]),
                          ("exports/2024", ["page 1, line, frame story"]), ("by-own-name", [])):
        for of in ([STATE, "--set", "state=TX"], [pdf]):
            said = run("trace", of[0], asked, *of[1:]).stdout
            expect(re.findall(r"^  drawn      (.*)$", said, re.M) == places, f"{asked} of {of[0]}: {said}")
            expect(("nowhere on the pages" in said) == (not places), said)
    chart = json.loads(run("trace", pdf, "by-partner", "--format", "json").stdout)["drawn"]
    expect(chart == [{"chart": "line", "frame": "partners", "page": 2, "of": ["by-partner"]}], f"{chart}")
    own_copy(folder)
    path = folder / BROCHURE
    sheet = path.read_text()
    path.write_text(re.sub(r'("stacked": .*?"values": )"percent-1"', r'\1"none"', sheet, count=1, flags=re.S))
    expect(path.read_text() != sheet, "the chart hides its values")
    share = run("trace", path, "baja-transport").stdout
    expect("  drawn      page 2, stacked, frame exports\n" in share, share)
    expect("drawn" not in run("trace", BROCHURE, "baja-transport").stdout, "what it prints is found by its print")


def main():
    for case in (a_pdf_answers_like_its_sheet, a_pdf_holds_all_that_its_ledger_says, older_files_answer_too, rows_add_up, places_hold_the_print, every_printed_number_has_a_name,
                 unknown_names_are_helped, files_that_are_none, parameters_are_compared, an_accepted_edition_is_remembered,
                 accepted_editions_have_files_of_their_own, what_moved_in_a_chart_is_one_note, rows_are_accepted_together, the_fact_checker_sees_each_claim,
             each_place_says_how_it_is_printed_there,
                 figures_that_were_typed_are_listed, a_mark_in_a_figure_is_a_mark, a_flag_at_its_default_is_not_named,
                 what_is_only_drawn_says_where):
        with scratch() as name:
            case(pathlib.Path(name))


main()
