"""What the command line refuses, with which exit status, and that nothing is lost or left behind."""
import json
import pathlib

from common import ROOT, expect, run, scratch

HELLO = "layouts/hello.json"


def refused(status, message, *arguments):
    done = run(*arguments, ok=False)
    expect(done.returncode == status and message in done.stderr,
           f"{arguments}: exit {done.returncode}, wanted {status} and “{message}”\n{done.stderr}")


def wrong_usage(folder):
    refused(2, "unknown option", "render", HELLO, "--colour")
    refused(2, "unknown command", "rendr", HELLO)
    refused(2, "not yet: batch", "batch", HELLO)
    refused(2, ".pdf, .png, .svg or .trace", "render", HELLO, "-o", folder / "x.jpg")
    refused(2, "no such page", "render", HELLO, "--page", 9, "-o", folder / "x.pdf")
    refused(2, "NAME=VALUE", "render", HELLO, "--set", "state")
    refused(2, "{page}", "render", HELLO, "-o", folder / "x-{page}.pdf")
    refused(2, "several pages", "render", "layouts/state-trade.json", "-o", folder / "x.png")


def the_ledger_is_all_or_nothing(folder):
    pdf, ledger = folder / "a.pdf", folder / "a.json"
    run("render", HELLO, "-o", pdf, "--ledger", ledger)
    names = [number["name"] for number in json.loads(ledger.read_text())["numbers"]]
    expect(names == ["trade", "growth"], f"the ledger holds the numbers: {names}")
    refused(2, "ends in .json", "render", HELLO, "-o", folder / "b.pdf", "--ledger", pdf)
    refused(2, "overwrite", "render", HELLO, "-o", folder / "b.pdf", "--ledger", ROOT / HELLO)
    refused(3, "cannot write", "render", HELLO, "-o", folder / "b.pdf", "--ledger", folder / "no" / "b.json")
    expect(not (folder / "b.pdf").exists() and pdf.read_bytes()[:5] == b"%PDF-", "no page without its ledger, none lost")


def the_machine_fails(folder):
    refused(3, "cannot write", "render", HELLO, "-o", folder / "no" / "x.pdf")
    refused(1, "cannot be read", "render", folder / "none.json", "-o", folder / "x.pdf")
    refused(1, "regular file", "render", folder, "-o", folder / "x.pdf")


def stdout_takes_the_pdf_alone(folder):
    from subprocess import run as call
    import common
    done = call([common.PROGRAM, "render", HELLO, "-o", "-"], cwd=ROOT, capture_output=True)
    expect(done.returncode == 0 and done.stdout[:5] == b"%PDF-" and done.stdout.rstrip().endswith(b"%%EOF"), "a whole PDF")
    run("render", HELLO, "-o", folder / "same.pdf")
    expect(done.stdout == (folder / "same.pdf").read_bytes(), "the same bytes as in a file")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        before = (ROOT / HELLO).read_bytes()
        for case in (wrong_usage, the_ledger_is_all_or_nothing, the_machine_fails, stdout_takes_the_pdf_alone):
            case(folder)
        left = sorted(p.name for p in folder.iterdir())
        expect(left == ["a.json", "a.pdf", "same.pdf"], f"only what was asked for: {left}")
        expect((ROOT / HELLO).read_bytes() == before, "the sheet is as it was")


main()
