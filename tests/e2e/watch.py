"""render --watch draws again when the sheet, its words, its tables or its art change, and ends with ctrl-C."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from common import PROGRAM, ROOT, expect, scratch

PATIENCE = 60  # seconds until a machine under load has drawn a page; no test of speed


class Watched:
    def __init__(self, folder):
        self.folder, self.out, self.log = folder, folder / "out.svg", folder / "log"
        self.sheet = folder / "layouts" / "hello.json"
        self.process = subprocess.Popen([PROGRAM, "render", str(self.sheet), "-o", str(self.out), "--watch", "--no-cache"],
                                        stderr=self.log.open("w"), cwd=folder)

    def waits(self, what, until):
        end = time.monotonic() + PATIENCE
        while not until():
            if self.process.poll() is not None or time.monotonic() > end:
                self.process.kill()
                sys.exit(f"FAILED: {what}\n{self.log.read_text()}")
            time.sleep(0.02)

    def rendered(self):
        return self.log.read_text().count("waiting for changes")

    def draws_again_after(self, what, change):
        before, drawn = self.rendered(), self.out.read_bytes()
        change()
        self.waits(what, lambda: self.rendered() > before and self.out.read_bytes() != drawn)


def copy_of_the_sample(folder):
    for name in ("layouts/hello.json", "layouts/brand", "layouts/art", "data/transborder", "fonts"):
        here, there = ROOT / name, folder / name
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(here, there) if here.is_dir() else shutil.copy(here, there)


def replace(path, old, new):
    """As editors do: another file, renamed over the old one."""
    text = path.read_text()
    expect(old in text, f"{path.name} holds {old}")
    beside = path.with_suffix(".new")
    beside.write_text(text.replace(old, new))
    os.rename(beside, path)


def folders_are_replaced(watched):
    """Away with the old one and another under its name, at once or later; one above it; and a link that leads elsewhere."""
    folder, table = watched.folder, "transborder/us_trade_by_partner_mode_annual.csv"

    def fill(name, old, new):
        shutil.copytree(folder / "data", folder / name)
        path = folder / name / table
        path.write_text(path.read_text().replace(old, new))

    def swap(path, away, new):
        os.rename(path, away)
        os.rename(new, path)

    fill("other", "275008576474", "111111111111")
    watched.draws_again_after("another folder", lambda: swap(folder / "data/transborder", folder / "old", folder / "other/transborder"))
    fill("second", "111111111111", "222222222222")
    watched.draws_again_after("another folder above", lambda: swap(folder / "data", folder / "older", folder / "second"))
    fill("third", "222222222222", "333333333333")
    os.rename(folder / "data", folder / "oldest")
    before = watched.log.read_text().count("us_trade_by_partner")
    watched.waits("a folder that is gone is told", lambda: watched.log.read_text().count("us_trade_by_partner") > before)
    drawn = watched.out.read_bytes()
    os.symlink(folder / "third", folder / "data")
    watched.waits("it is back", lambda: watched.out.read_bytes() != drawn)
    fill("fourth", "333333333333", "444444444444")

    def lead_elsewhere():
        os.symlink(folder / "fourth", folder / "link")
        os.rename(folder / "link", folder / "data")

    watched.draws_again_after("a link to another folder", lead_elsewhere)


def links_lead_to_links(watched):
    """The name at either end of a row of links, and those between: of a file, and of a folder by a way that goes back."""
    folder, table = watched.folder, watched.folder / "data/transborder/us_trade_by_partner_mode_annual.csv"
    text = table.read_text()
    (folder / "chain").mkdir()
    (folder / "real").mkdir()

    def lead(link, target):
        os.symlink(target, folder / "link")
        os.rename(folder / "link", link)

    for digit in "5678":
        (folder / "real" / f"{digit}.csv").write_text(text.replace("444444444444", digit * 12))
    lead(folder / "chain/last", "../real/5.csv")
    lead(folder / "chain/middle", "last")
    watched.draws_again_after("a row of links", lambda: lead(table, folder / "chain/middle"))
    watched.draws_again_after("the last of them leads elsewhere", lambda: lead(folder / "chain/last", "../real/6.csv"))
    watched.draws_again_after("so does one between", lambda: lead(folder / "chain/middle", "../chain/../real/7.csv"))
    os.symlink("chain", folder / "way")
    watched.draws_again_after("a link on the way of a link", lambda: lead(table, "../../way/last"))
    (folder / "chain2").mkdir()
    os.symlink("../real/8.csv", folder / "chain2/last")
    watched.draws_again_after("which leads elsewhere", lambda: lead(folder / "way", "chain2"))


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        copy_of_the_sample(folder)
        watched = Watched(folder)
        watched.waits("a first page", lambda: watched.rendered() == 1)
        watched.draws_again_after("other words in the sheet", lambda: replace(watched.sheet, "exchanged goods", "traded goods"))
        table = folder / "data" / "transborder" / "us_trade_by_partner_mode_annual.csv"
        watched.draws_again_after("another table", lambda: table.write_text(table.read_text().replace("375008576474", "175008576474")))
        real = folder / "elsewhere.csv"
        table.rename(real)
        watched.waits("a table that is gone is told", lambda: "us_trade_by_partner" in watched.log.read_text())
        drawn_before = watched.rendered()
        table.symlink_to(real)
        watched.waits("it is back", lambda: watched.rendered() > drawn_before)
        watched.draws_again_after("a table behind a link", lambda: real.write_text(real.read_text().replace("175008576474", "275008576474")))
        drawn = watched.out.read_bytes()
        replace(watched.sheet, '"style": "body"', '"style": "boddy"')
        watched.waits("a mistake is told", lambda: 'did you mean "body"' in watched.log.read_text())
        expect(watched.out.read_bytes() == drawn and watched.process.poll() is None, "a mistake leaves the last page, and is waited for")
        replace(watched.sheet, '"style": "boddy"', '"style": "body"')
        replace(watched.sheet, "traded goods", "swapped goods")
        watched.waits("the mended sheet", lambda: watched.out.read_bytes() != drawn)
        folders_are_replaced(watched)
        links_lead_to_links(watched)
        watched.process.send_signal(signal.SIGINT)
        expect(watched.process.wait(PATIENCE) == 0, "ctrl-C ends it, and nothing failed")
    done = subprocess.run([PROGRAM, "render", "layouts/hello.json", "-o", "-", "--watch"], cwd=ROOT, capture_output=True, text=True)
    expect(done.returncode == 2 and "standard output" in done.stderr, "standard output is not watched for")


main()
