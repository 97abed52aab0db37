"""The manual page names each command and option that the program has, no other, and is well formed."""
import re
import shutil
import subprocess
import sys
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "src" / "app" / "tearsheet.1"


def options_of(page):
    return set(re.findall(r"\bFl -([a-z][a-z-]*)", page)) | set(re.findall(r"^\.It Fl \w , -([a-z-]+)", page, re.M))


def commands_of(page):
    return set(re.findall(r"^\.It Cm (\w+)$", page, re.M))


def compare(what, told, wanted):
    if told != wanted:
        sys.exit(f"{what}: {sorted(told ^ wanted)} stand in only one of the program and its manual page")


def main(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    options, commands = set(re.findall(r"^  (?:-\w,|   ) --([\w-]+)", text, re.M)), set(re.findall(r"^(?:usage:|      ) tearsheet (\w+)", text, re.M))
    page = PAGE.read_text()
    if len(options) < 20 or len(commands) < 8:
        sys.exit("the help was not read")
    compare("options", options_of(page), options)
    compare("commands", commands_of(page), commands)
    if options_of(page.replace("Fl -watch", "Fl x")) == options:
        sys.exit("a missing option goes unseen")
    if not shutil.which("mandoc"):
        sys.exit("mandoc is missing: ./bootstrap.sh test installs it")
    lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", PAGE], capture_output=True, text=True)
    if lint.returncode or lint.stdout:
        sys.exit(lint.stdout + lint.stderr)


main(sys.argv[1])
