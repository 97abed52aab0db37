"""100 MB of CSV load, and a series is counted, in memory that is bounded: well under what the file takes."""
import json
import pathlib
import subprocess
import sys

from common import PROGRAM, ROOT, expect, scratch

MIB = 1 << 20
SHEET = {
    "tearsheet": 1,
    "use": [str(ROOT / "layouts" / "brand" / "cali-baja.brand.json")],
    "copy": {"title": "Large"},
    "sources": {"bureau": {"publisher": "The Bureau", "title": "Trade"}},
    "tables": {"large": {"file": "large.csv", "source": "bureau", "columns": {"code": "text"}}},
    "stats": {"rows": {"sql": "select count(*) from large", "unit": "count"},
              "sum": {"sql": "select sum(value) from large where year = 2003", "unit": "USD"},
              "growth": {"growth": "values", "from": 2000, "to": 2001}},
    "series": {"values": {"table": "large", "sum": "value", "over": "year", "unit": "USD"}},
    "pages": [{"body": [{"text": "title", "style": "title"}]}],
}
# In a process of its own, so that nothing else counts among its children.
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.stdout.write(done.stdout)
sys.exit(done.returncode)
"""


def write_table(path):
    """Rows of 25 years and 40 codes, a block of them over and over."""
    block = "".join(f"{2000 + i % 25},{i * 7919 % 100003:06d},some words of a row {i % 40},{i}\n" for i in range(25000))
    times = 100 * 10**6 // len(block) + 1
    with open(path, "w") as out:
        out.write("year,code,words,value\n")
        for _ in range(times):
            out.write(block)
    return times


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        times = write_table(folder / "large.csv")
        size = (folder / "large.csv").stat().st_size
        (folder / "sheet.json").write_text(json.dumps(SHEET))
        done = subprocess.run([sys.executable, "-c", MEASURE, PROGRAM, "stats", str(folder / "sheet.json"), "--no-cache", "--format", "json"],
                              capture_output=True, text=True, timeout=300)
    expect(done.returncode == 0, done.stdout[:2000] + done.stderr)
    peak, ledger = done.stdout.split("\n", 1)
    numbers = {number["name"]: number["value"] for number in json.loads(ledger)["numbers"]}
    of_year = [times * sum(range(year, 25000, 25)) for year in range(25)]
    expect(abs(numbers.pop("growth") - (of_year[1] / of_year[0] - 1)) < 1e-12, numbers)
    expect(numbers == {"rows": 25000 * times, "sum": of_year[3]}, numbers)
    peak = int(peak) * 1024
    expect(size >= 100 * 10**6 and peak < 72 * MIB, f"{size / MIB:.0f} MiB of CSV took {peak / MIB:.0f} MiB")
    print(f"{size / MIB:.0f} MiB of CSV, {peak / MIB:.0f} MiB of memory")


main()
