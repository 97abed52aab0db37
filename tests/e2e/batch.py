"""Batches: every state in every language and every port of entry, each with its own numbers, the same bytes each time."""
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess

import batchkit
from batchkit import PORT, STATE, STATES, are_as_recorded, lines_of, outputs_of, rows_of, write_rows
from common import PROGRAM, ROOT, expect, run, scratch, tool


def languages(sheet):
    return json.loads((ROOT / sheet).read_text())["languages"]


def every_state_in_every_language(folder):
    numbers, wanted = batchkit.state_numbers(), batchkit.table("../layouts/variants.csv")
    for language in languages(STATE):
        done = run("batch", STATE, "--variants", STATES, "--lang", language, "-o", folder / "{language}/{state}.pdf", "-j", 2)
        expect(f"of {len(wanted)} editions {len(wanted)} written" in done.stderr, done.stderr[-300:])
        rows = lines_of(folder / "state-trade.ndjson")[1:]
        expect([row["id"] for row in rows] == [row["id"] for row in wanted], "a line a row, in the order of the file")
        for row in rows:
            state = row["parameters"]["state"]
            pdf = folder / language / f"{state}.pdf"
            expect(row["status"] == "done" and row["language"] == language and not row["renderings"][0]["findings"]["diagnostics"],
                   f"{row['id']}: {row}")
            are_as_recorded(row)
            expect(batchkit.says_its_own_numbers(pdf, numbers[state]) == len(numbers[state]), f"{state}: all its numbers are in its file")
        for pdf in sorted((folder / language).glob("*.pdf"))[::17]:
            tool("qpdf", "--check", pdf)
    batchkit.whole_files_only(folder)
    expect(len(list(folder.rglob("*.pdf"))) == len(wanted) * len(languages(STATE)), "a file for each")


def every_port(folder):
    numbers = batchkit.port_numbers()
    variants = write_rows(folder / "ports.csv", ["id", "port"], [[f"port-{port}", port] for port in numbers])
    run("batch", PORT, "--variants", variants, "-o", folder / "{port}.pdf", "--profile", "screen", "-j", 2)
    variants.unlink()
    for row in rows_of(folder / "port-of-entry.ndjson").values():
        port = row["parameters"]["port"]
        are_as_recorded(row)
        expect(batchkit.says_its_own_numbers(folder / f"{port}.pdf", numbers[port]) >= 4, f"{port}: its numbers are in its file")
    for pdf in sorted(folder.glob("*.pdf"))[::39]:
        tool("qpdf", "--check", pdf)
    batchkit.whole_files_only(folder)
    expect(len(list(folder.glob("*.pdf"))) == len(numbers), "a file for each")


def same_bytes_with_any_number_of_workers(folder):
    variants = batchkit.some_states(folder / "some.csv", "TX", "CA", "WY", "DC", "MI", "HI", "NM")
    order = ("-o", folder / "{id}.pdf", "-o", f"screen@40:1={folder}/{{id}}.png")
    seen = []
    for jobs in (1, 3, 3):
        run("batch", STATE, "--variants", variants, *order, "-j", jobs)
        seen.append(batchkit.but_timings(folder / "state-trade.ndjson"))
    expect(seen[0] == seen[1] == seen[2], "the manifests are the same, sums of all files too")
    alone = folder / "alone.pdf"
    run("render", STATE, "--set", "state=TX", "-o", alone)
    expect(alone.read_bytes() == (folder / "tx.pdf").read_bytes(), "and each is what render makes")


def small_sheet(folder, **more):
    """One table of trade.csv, and what a case has to say of its own."""
    (folder / "copy.en-US.json").write_text(json.dumps({
        "tearsheet-copy": 1, "language": "en-US", "status": "final", "copy": {"title": "Sums", "heads": {"sold": "Sold", "year": "Year"}}}))
    sheet = folder / "sums.json"
    sheet.write_text(json.dumps({
        "tearsheet": 1, "use": [str(ROOT / "layouts/brand/cali-baja.brand.json")], "languages": ["en-US"], "copy": "copy.{language}.json",
        "sources": {"bureau": {"publisher": "The Bureau", "title": "Trade"}}, "tables": {"trade": {"file": "trade.csv", "source": "bureau"}},
        "series": {"sold": {"table": "trade", "sum": "value", "where": {"kind": "export"}, "over": "year", "unit": "USD"}},
        "stats": {"sale": {"total": "sold", "at": 2024}},
        "pages": [{"name": "one", "body": [{"alt": "auto", "chart": {"table": ["sold"], "from": 2023, "heads": "heads"}}]}],
        "folders": {"data": str(folder), "fonts": str(ROOT / "fonts"), "art": str(ROOT / "layouts/art")}, **more}))
    return sheet


def sums_of_decimals_are_those_of_a_render(folder):
    """A batch asks by indexes, which give the rows in another order than the file has them."""
    rows = [[year, kind, f"{(year * 7919 + i * 104729 % 3571) ** 3 % 1000003 / 7:.7f}"]
            for i in range(4000) for year in (2023, 2024) for kind in ("export", "import")]
    write_rows(folder / "trade.csv", ["year", "kind", "value"], rows)
    sheet = small_sheet(folder)
    variants = write_rows(folder / "sums.csv", ["id"], [["sum"]])
    order = (sheet, "--profile", "screen", "--no-cache", "-o")
    run("batch", *order, folder / "{id}.pdf", "--variants", variants)
    run("render", *order, folder / "alone.pdf")
    expect((folder / "alone.pdf").read_bytes() == (folder / "sum.pdf").read_bytes(), "to the last digit")


def tables_that_a_cache_recalls_are_shared_too(folder):
    variants, cache = batchkit.some_states(folder / "two.csv", "TX", "CA"), ("--cache", folder / "cache")
    for _ in range(2):
        run("render", STATE, "--set", "state=TX", "-o", folder / "one.pdf", *cache)
    run("batch", STATE, "--variants", variants, "-o", folder / "{id}.pdf", *cache)
    expect((folder / "tx.pdf").read_bytes() == (folder / "one.pdf").read_bytes(), "from the same tables")


def several_files_of_one_edition(folder):
    variants = batchkit.some_states(folder / "two.csv", "TX", "CA")
    run("batch", STATE, "--variants", variants, "-o", folder / "print/{id}.pdf", "-o", f"screen={folder}/{{profile}}/{{id}}.pdf",
        "-o", f"screen@36={folder}/small/{{id}}-{{page}}.png", "--index", folder / "index.html")
    row = rows_of(folder / "print/state-trade.ndjson")["tx"]
    made = {rendering["profile"]: [pathlib.Path(output["file"]).relative_to(folder).as_posix() for output in rendering["outputs"]]
            for rendering in row["renderings"]}
    expect(made == {"print": ["print/tx.pdf"], "screen": ["screen/tx.pdf", "small/tx-1.png", "small/tx-2.png"]}, f"{made}")
    tool("/usr/bin/python3", ROOT / "tests/pdf/check_screen.py", folder / "screen/tx.pdf")
    page = (folder / "index.html").read_text()
    expect('src="small/tx-1.png" alt="First page of tx"' in page and 'href="print/ca.pdf"' in page, "the index shows and links them")
    expect("2 editions" in page and "0 failed" in page and "<script" not in page and "http" not in page, "and nothing from elsewhere")


def an_index_without_pictures_makes_its_own(folder):
    variants = batchkit.some_states(folder / "one.csv", "TX")
    run("batch", STATE, "--variants", variants, "-o", folder / "pdf/{id}.pdf", "--index", folder / "review/index.html")
    page = (folder / "review/index.html").read_text()
    expect('src="thumbnails/tx.png"' in page and 'href="../pdf/tx.pdf"' in page, "relative to the page")
    expect((folder / "review/thumbnails/tx.png").read_bytes()[:4] == b"\x89PNG", "a picture")


def rows_say_more_than_parameters(folder):
    variants = write_rows(folder / "rows.csv", ["id", "state", "language", "profile", "expect:state-rank", "copy:title"],
                          [["en", "TX", "", "screen", "1st", "Lone **Star** trade"], ["es", "TX", "es-MX", "", "", ""],
                           ["wrong", "TX", "", "", "2nd", ""]])
    done = run("batch", STATE, "--variants", variants, "-o", folder / "{id}.pdf", ok=False)
    rows = rows_of(folder / "state-trade.ndjson")
    expect(done.returncode == 1 and rows["wrong"]["status"] == "fault", "what a row expects is held")
    expect('rows.csv:4:12: error: "state-rank" prints 1st, expected 2nd' in done.stderr, done.stderr)
    expect(rows["en"]["status"] == "done" and rows["es"]["status"] == "done" and not (folder / "wrong.pdf").exists(), "others are made")
    expect(rows["es"]["language"] == "es-MX" and rows["en"]["renderings"][0]["profile"] == "screen", "language and profile of a row")
    expect("Lone Star trade" in tool("pdftotext", folder / "en.pdf", "-") + tool("pdfinfo", folder / "en.pdf"), "a text of its own")


def a_row_at_fault_is_pointed_at(folder):
    """The cell of a parameter whose data are missing, or of a text that has no room; else the row."""
    sheet = batchkit.sheet_elsewhere(
        folder / "years.json", params={"year": {"type": "integer", "default": 2024}, "partner": {"type": "text", "default": "Mexico"}, "word": {"type": "text", "default": "goods"},
                                        "last": {"type": "integer", "default": 2024}},
        copy={"title": "Trade", "text": "{trade}, {growth}[^trade].", "callouts": {"trade": "{word}", "growth": "since"}},
        series={"goods": {"table": "us_trade", "sum": "value_usd", "where": {"partner": "{partner}"}, "over": "year", "unit": "USD"}},
        stats={"trade": {"total": "goods", "at": "{year}"}, "growth": {"growth": "goods", "from": 2019, "to": "{last}"}})
    rows = [["a", "2024", "Mexico", "", "", ""], ["b", "1931", "Mexico", "", "", ""], ["c", "2024", "Mexiko", "", "", ""], ["d", "2024", "Mexico", "Wort" * 60, "", ""],
            ["e", "2024", "Mexico", "", "Wort" * 60, ""], ["f", "2024", "Mexico", "", "", "2018"]]
    variants = write_rows(folder / "rows.csv", ["id", "year", "partner", "copy:callouts.growth", "word", "last"], rows)
    done = run("batch", sheet, "--variants", variants, "-o", folder / "{id}.pdf", "-j", 1, ok=False)
    notes = {line.split(":", 1)[1] for line in done.stderr.splitlines() if "rows.csv:" in line}
    expect(notes == {'3:3: error: "year" is 1931, and series "goods" has nothing in 1931: it has 1993 to 2025 (column "year" of table "us_trade") [moment]',
                     '4:8: error: "partner" is Mexiko, and column "partner" of table "us_trade" has no "Mexiko" (did you mean "Mexico"?) [where]',
                     '5:15: note: "callouts.growth", which does not fit, is written here [overset]',
                     f'6:16: note: in the edition of this row "word" is "{"Wort" * 15}…" [variants]', '7:17: note: in the edition of this row "last" is "2018" [variants]'},
           f"{notes}\n{done.stderr}")
    expect('"last" is 2018, set a later one (in its cell)' in done.stderr and "--set" not in done.stderr, done.stderr)
    turned = write_rows(folder / "turned.csv", ["id", "state", "year", "base_year"], [["ca", "CA", "2019", "2024"]])
    both = run("batch", STATE, "--variants", turned, "-o", folder / "turned-{id}.trace", ok=False).stderr
    expect('"base_year" is 2024 and "year" is 2019, set others in their cells' in both, both)
    told = rows_of(folder / "years.ndjson")["b"]["renderings"][0]["findings"]["diagnostics"]
    expect(any(said["file"].endswith("rows.csv") and said["line"] == 3 and said["column"] == 3 for said in told), f"{told}")


def what_an_earlier_run_left_is_said(folder):
    """A row that fails keeps the file of the run before: the line, the manifest and the index say so; of its own files none does."""
    order = ("-o", folder / "{id}.pdf", "-o", f"screen@24={folder}/{{id}}-{{page}}.png", "--index", folder / "index.html")
    variants = write_rows(folder / "two.csv", ["id", "state"], [["tx", "TX"], ["ca", "CA"]])
    run("batch", STATE, "--variants", variants, *order)
    old = (folder / "tx.pdf").read_bytes()
    write_rows(variants, ["id", "state", "expect:state-rank"], [["tx", "TX", "99th"], ["ca", "CA", ""], ["new", "MI", "99th"]])
    done = run("batch", STATE, "--variants", variants, *order, ok=False)
    left = [str(folder / name) for name in ("tx.pdf", "tx-1.png")]
    told = "".join(f"; an earlier {name} is still there" for name in left)
    expect(f"tx.pdf: FAILED{told}\n" in done.stderr and "new.pdf: FAILED\n" in done.stderr, done.stderr)
    rows = rows_of(folder / "state-trade.ndjson")
    expect(rows["tx"]["earlier"] == left and "earlier" not in rows["new"] and "earlier" not in rows["ca"], f"{rows}")
    expect((folder / "tx.pdf").read_bytes() == old, "and it is")
    page = (folder / "index.html").read_text()
    expect(page.count('<li>an earlier <a href="tx') == 2 and page.count("an earlier") == 2, "so does the index")


def logos_are_the_rows(folder):
    """A wall of logos with places for a region's own; one that a row leaves empty closes up."""
    names = ("own", "other")
    wall = {"logos": ["{own}", "partner-two", "{other}"], "across": 2, "area": 900}
    sheet = batchkit.sheet_elsewhere(folder / "wall.json", params={name: {"type": "text", "default": "", "means": "a partner"} for name in names},
                                     pages=[{"body": [{"text": "title", "style": "title"}, wall, {"logos": ["{own}"], "across": 1, "area": 900}]}])
    variants = batchkit.write_rows(folder / "some.csv", ["id", *names],
                                   [["both", "partner-one", "partner-three"], ["none", "", ""], ["last", "", "partner-three"], ["lost", "partner-nil", ""]])
    done = run("batch", sheet, "--variants", variants, "-o", folder / "{id}.trace", ok=False)
    expect(done.returncode == 1 and 'unknown art "partner-nil"' in done.stderr and "3 written, 1 failed" in done.stderr, done.stderr)
    shown = {name: re.findall(r"^art partner-(\w+) ", (folder / f"{name}.trace").read_text(), re.M) for name in ("both", "none", "last")}
    expect(shown == {"both": ["one", "two", "three", "one"], "none": ["two"], "last": ["two", "three"]}, f"{shown}")
    places = {name: re.search(r"^art partner-two (\S+ \S+)", (folder / f"{name}.trace").read_text(), re.M)[1] for name in shown}
    expect(places["none"] == places["last"] != places["both"], f"no hole is left: {places}")


def a_person_sees_one_line(folder):
    """On a terminal: a bar with rate and remaining time, which is gone at the end; what fails stays."""
    variants = write_rows(folder / "rows.csv", ["id", "state", "expect:state-rank"], [["a", "TX", ""], ["b", "CA", "99th"], ["c", "MI", ""]])
    ours, theirs = pty.openpty()
    batch = subprocess.Popen([PROGRAM, "batch", STATE, "--variants", variants, "-o", folder / "{id}.pdf", "-j", "1"], cwd=ROOT, stderr=theirs,
                             env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so when the other side is gone
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    expect(batch.wait() == 1, "a row has failed")
    shown = seen.decode()
    expect("3 of 3, " in shown and " a second, 0 s left, 1 failed" in shown, repr(shown))
    left = [line.split("\x1b[K")[-1].strip() for line in shown.strip().split("\n")]
    expect(not any("a second" in line for line in left) and any("b.pdf: FAILED" in line for line in left), repr(left))
    expect(left[-1].startswith("tearsheet: of 3 editions 2 written, 1 failed"), repr(left))


def what_has_not_changed_is_left(folder):
    layouts = folder / "own"
    for part in ("layouts", "data"):
        shutil.copytree(ROOT / part, layouts / part)
    (layouts / "fonts").symlink_to(ROOT / "fonts")
    sheet, variants = layouts / STATE, batchkit.some_states(folder / "three.csv", "TX", "CA", "MI")
    order = ("batch", sheet, "--variants", variants, "-o", folder / "{id}.pdf", "--resume")
    run(*order)
    before = batchkit.but_timings(folder / "state-trade.ndjson")
    expect("3 unchanged" in run(*order).stderr, "nothing is made twice")
    (folder / "tx.pdf").unlink()
    with open(folder / "ca.pdf", "ab") as f:
        f.write(b" ")
    done = run(*order)
    expect("2 written, 1 unchanged" in done.stderr, f"files that are gone or were touched are made again: {done.stderr}")
    expect(batchkit.but_timings(folder / "state-trade.ndjson") == before, "and all is as it was")
    deck = layouts / "layouts/copy/state-trade.en-US.json"
    deck.write_text(deck.read_text().replace('"title"', '"title" ', 1))
    expect("3 written" in run(*order).stderr, "the deck has changed")
    other = layouts / "layouts/copy/state-trade.es-MX.json"
    other.write_text(other.read_text() + "\n")
    expect("3 unchanged" in run(*order).stderr, "the deck of another language has")
    data = layouts / "data/transborder/us_state_trade_by_partner_2007_2025.csv"
    data.write_text(data.read_text() + "\n")
    expect("3 written" in run(*order).stderr, "a table has")
    expect("3 written" in run(*order, "--draft").stderr, "the options have")


def another_build(folder):
    """This program, with another build id (ELF note 3 of GNU)."""
    data = bytearray(pathlib.Path(PROGRAM).read_bytes())
    note = data.find(b"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0")
    expect(note >= 0, "the program has a build id")
    data[note + 16] ^= 1
    other = folder / "another-build"
    other.write_bytes(data)
    other.chmod(0o755)
    return other


def what_changed_is_made_again(folder):
    (folder / "trade.csv").write_text("year,kind,value\n2023,export,1\n2024,export,2\n")
    sheet = small_sheet(folder, params={"place": {"type": "text", "default": "TX"}}, shapes={"outline": {"name": "Outline", "file": "{place}/{place}.geojson"}})
    variants = write_rows(folder / "two.csv", ["id", "place"], [["tx", "TX"], ["ca", "CA"]])
    order = ("batch", sheet, "--profile", "screen", "--variants", variants, "-o", folder / "{id}.pdf", "--resume")
    run(*order)
    (folder / "TX").mkdir()
    for text in ("one", "two"):
        (folder / "TX/TX.geojson").write_text(text)
        expect("1 written, 1 unchanged" in run(*order).stderr, "a file that the parameters name twice")
    done = subprocess.run([another_build(folder), *map(str, order)], cwd=ROOT, capture_output=True, text=True)
    expect("2 written" in done.stderr, f"another build draws it all anew: {done.stderr}")


def nothing_is_made_ahead_of_no_row(folder):
    """What a second thread makes while the tables are loaded, nobody would wait for gladly."""
    counter, told = os.environ.get("COUNT_THREADS"), folder / "threads"
    if not counter:
        return
    variants = write_rows(folder / "two.csv", ["id", "state"], [["tx", "TX"], ["ca", "CA"]])
    order = ("batch", STATE, "--variants", variants, "-o", f"screen={folder}/{{id}}.pdf", "-j", 2, "--resume")

    def threads():
        told.write_text("")
        run(*order, env={"LD_PRELOAD": counter, "TS_THREADS": str(told)})
        return len(told.read_text())
    expect(threads() == 1, "a first run has a second thread")
    expect(threads() == 0, "one that has nothing to do has none")
    manifest = folder / "state-trade.ndjson"
    manifest.write_text("".join(manifest.read_text().splitlines(keepends=True)[:-1]))
    expect(threads() == 1, "one that a row waits for has it")
    (folder / "ca.pdf").unlink()
    expect(threads() == 0 and (folder / "ca.pdf").exists(), "a row that only looked done is drawn all the same")


def a_year_too_many_is_told_once(folder):
    """All that a parameter leaves without a value, charts too, is one error at its cell; below stands what else has nothing then, and what follows."""
    variants = write_rows(folder / "years.csv", ["id", "state", "year"], [["tx", "TX", "2024"], ["ca", "CA", "2031"]])
    told = run("batch", STATE, "--variants", variants, "-o", folder / "{id}.trace", ok=False).stderr
    lines = [line for line in told.splitlines() if re.search(r": (error|warning|note): ", line)]
    expect(lines[0].startswith(f'{variants}:3:7: error: "year" is 2031, and series ') and
           'has nothing in 2031: it has 2007 to 2025 (column "year" of table "state_trade")' in lines[0], told)
    expect(all(": note: " in line for line in lines[1:]), told)
    tables = re.findall(r'of table "(\w+)"\)', told)
    expect(len(tables) == len(set(tables)) == 2, told)
    expect(" has no value here and in 5 more places; nor have 16 more: " in lines[-1], told)
    expect(len(re.findall(r"the chart at layouts/state-trade\.json:\d+", lines[-1])) == 3, lines[-1])


def main():
    for case in (nothing_is_made_ahead_of_no_row, a_year_too_many_is_told_once, a_person_sees_one_line, sums_of_decimals_are_those_of_a_render, tables_that_a_cache_recalls_are_shared_too, several_files_of_one_edition, an_index_without_pictures_makes_its_own, rows_say_more_than_parameters, a_row_at_fault_is_pointed_at, what_an_earlier_run_left_is_said, logos_are_the_rows,
                 same_bytes_with_any_number_of_workers, what_has_not_changed_is_left, what_changed_is_made_again, every_port, every_state_in_every_language):
        with scratch() as name:
            try:
                case(pathlib.Path(name))
            except SystemExit as failed:
                raise SystemExit(f"{case.__name__}: {failed.code}")


main()
