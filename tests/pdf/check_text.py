"""The words come back as the copy has them: pdftotext on each file, and qpdf finds no fault."""
import subprocess
import sys

WORDS = [
    "Offices of finance",      # ligatures
    "First things first",      # capitals on the page, not in the copy
    "Trade grew $1.6T over 87 km\u00b2,",
    "see the source",
    "and more of it. 2",       # a source mark, drawn with the glyph of the square above
    "Mostly trans\u00ad",      # divided at the end of its line
    "Second things",
    "2023 2024 2025",          # each where it belongs, though they share an element
    "Source of the figure.",
]


def main(paths):
    for path in paths:
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        if checked.returncode:
            print("%s: qpdf: %s%s" % (path, checked.stdout, checked.stderr))
            return 1
        read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
        text = " ".join(read.stdout.split())
        for words in WORDS:
            if words not in text:
                print("%s: %r is not in %r" % (path, words, text))
                return 1
        if "FIRST" in text:
            print("%s: capitals hide the copy" % path)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else 2)
