"""What the shells are told to offer is what the program takes: each command's options, values, files."""
import functools
import pathlib
import re
import shutil
import subprocess

from common import PROGRAM, ROOT, expect, run, scratch

HELP = run("--help").stdout
STATE = str(ROOT / "layouts/state-trade.json")
COMMANDS = re.findall(r"^(?:usage:|      ) tearsheet (\w+)", HELP, re.M)
OPTIONS = re.findall(r"^  (?:-\w,|   ) (--[\w-]+)(?: (\S+))?(?: +|$)", HELP, re.M)


FITTING = {"N": "72", "NAME=VALUE": "a=b", "I/N": "1/1", "SECONDS": "1", "2up|2up-repeat": "2up"}


FORMATS = {"check": ["text", "json", "html"], "stats": ["table", "json", "csv", "factcheck"], "trace": ["text", "json"], "diff": ["text", "json", "html"]}


@functools.cache
def takes(command, option, value):
    """Whether the program knows the option for the command, asked with a value that the option bears."""
    given = "json" if option == "--diagnostics" else FITTING.get(value, "x")
    done = run(command, option, *([given] if value else []), ok=False)
    expect("unknown option" not in done.stderr, done.stderr)
    return f"takes no {option}" not in done.stderr


def shell(script, *arguments):
    done = subprocess.run([*arguments, script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    expect(done.returncode == 0 and not done.stderr, done.stderr + done.stdout)
    return done.stdout.split()


def bash_offers(script, *words):
    line = " ".join(f"'{word}'" for word in words)
    return shell(f"source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _tearsheet; printf '%s\\n' \"${{COMPREPLY[@]}}\"", "bash", "-c")


def bash_knows_each_command(folder):
    script = folder / "tearsheet.bash"
    script.write_text(run("completion", "bash").stdout)
    expect(set(COMMANDS) <= set(bash_offers(script, "tearsheet", "")), "the commands")
    for command in COMMANDS:
        offered = set(bash_offers(script, "tearsheet", command, "--"))
        wanted = {option for option, value in OPTIONS if takes(command, option, value)} - {"--help", "--version"}
        expect(wanted == offered - {"--help", "--version"}, f"{command}: {sorted(offered ^ wanted)}")
    expect(bash_offers(script, "tearsheet", "render", "--profile", "s") == ["screen"], "values of a profile")
    for words, offered in OF_A_SHEET:
        found = bash_offers(script, PROGRAM, *words)
        expect(set(offered) <= set(found) and all(word.startswith(words[-1]) for word in found), f"{words}: {found}")
    expect(bash_offers(script, PROGRAM, "render", "--lang", "") == [], "languages of no sheet")
    expect("README.md" in bash_offers(script, PROGRAM, "trace", "READ"), "a file to trace in")
    for command, formats in FORMATS.items():
        expect(bash_offers(script, "tearsheet", command, "x", "--format", "") == formats, f"formats of {command}")
    expect(bash_offers(script, "tearsheet", "completion", "") == ["bash", "zsh"] and bash_offers(script, "tearsheet", "completion", "z") == ["zsh"], "shells")
    (folder / "a b.json").touch()
    reply = subprocess.run(["bash", "-c", f"source {script}; cd '{folder}'; COMP_WORDS=(tearsheet render a); COMP_CWORD=2; _tearsheet; printf '%s|' \"${{COMPREPLY[@]}}\""],
                           capture_output=True, text=True).stdout
    expect(reply == "a b.json|", "a file with a space is one: " + reply)


# What a line with a sheet ends in, and some of what is offered there.
OF_A_SHEET = [
    (["trace", STATE, "state-"], ["state-name", "state-trade"]),
    (["render", STATE, "--lang", ""], ["en-US", "es-MX"]),
    (["check", STATE, "--edition", "te"], ["texas"]),
    (["check", STATE, "--profile", ""], ["print", "screen", "archive"]),
    (["check", STATE, "--set", ""], ["state=", "year="]),
    (["diff", STATE, STATE, "--old", "st"], ["state="]),
    (["diff", STATE, STATE, "--new-lang", "es"], ["es-MX"]),
]


# _arguments runs the action of the last word's option, or of the word itself, as the real one does.
ZSH_NAMES = r"""
compdef() { :; }; _files() { :; }; compadd() { [[ $1 == -S ]] && print -rl -- ${(P)^${4}}$2 || print -rl -- ${(P)2}; }
_arguments() {
    local spec option=$words[CURRENT-1]
    [[ $option == --* ]] && spec=${argv[(r)\*$option\[*]} || spec=$argv[-1]
    eval "${${spec#*:*:\{}%%\}*}"
}
words=(%s); CURRENT=$#words; source %s; _tearsheet
"""


def zsh_offers(script, *words):
    return shell(ZSH_NAMES % (" ".join(f"'{word}'" for word in words), script), "zsh", "-f", "-c")


ZSH = r"""
autoload -Uz compinit; compdef() { :; }; _files() { :; }
_arguments() { print -rl -- "$@"; }; _describe() { print -rl -- "${(@P)2}"; }
words=(tearsheet %s x); CURRENT=%d; source %s; _tearsheet
"""


def zsh_knows_each_command(folder):
    script = folder / "_tearsheet"
    script.write_text(run("completion", "zsh").stdout)
    told = subprocess.run(["zsh", "-f", "-c", ZSH % ("", 2, script)], capture_output=True, text=True)
    expect(not told.stderr and all(re.search(f"^{c}:", told.stdout, re.M) for c in COMMANDS), told.stderr + told.stdout)
    for command in COMMANDS:
        told = subprocess.run(["zsh", "-f", "-c", ZSH % (command, 3, script)], capture_output=True, text=True)
        offered = set(re.findall(r"^\*(--[\w-]+)\[", told.stdout, re.M))
        wanted = {option for option, value in OPTIONS if takes(command, option, value)}
        expect(not told.stderr and offered == wanted, f"{command}: {sorted(offered ^ wanted)} {told.stderr}")
        words = told.stdout.splitlines()[-1]
        expect(words == {"completion": ":word:(bash zsh)", "trace": ":number:{_tearsheet_names numbers}"}.get(command, "*:file:_files"), f"{command}: {words}")
        formats = re.findall(r"^\*--format\[.*:\((.*)\)$", told.stdout, re.M)
        expect(formats == ([" ".join(FORMATS[command])] if command in FORMATS else []), f"formats of {command}: {formats}")


    for words, offered in OF_A_SHEET:
        found = zsh_offers(script, PROGRAM, *words)
        expect(set(offered) <= set(found), f"zsh, {words}: {found}")
    expect(zsh_offers(script, PROGRAM, "render", "--profile", "") == ["print", "screen", "archive"], "profiles of no sheet")


def a_sheet_tells_its_names():
    expect(run("completion", STATE, "parameters").stdout.split()[:2] == ["state", "year"], "parameters in their order")
    at_fault = run("completion", "tests/bad/names.json", "numbers", ok=False)
    expect(at_fault.returncode == 1 and at_fault.stdout.split(), "a sheet at fault tells what it has")
    wrong, lost = run("completion", STATE, "colours", ok=False), run("completion", "nowhere.json", "numbers", ok=False)
    expect(wrong.returncode == 2 and lost.returncode == 1 and not wrong.stdout + lost.stdout, wrong.stderr + lost.stderr)


def main():
    a_sheet_tells_its_names()
    expect(len(COMMANDS) >= 8 and len(OPTIONS) >= 20, f"the help was read: {COMMANDS} {OPTIONS}")
    with scratch() as name:
        folder = pathlib.Path(name)
        bash_knows_each_command(folder)
        if shutil.which("zsh"):
            zsh_knows_each_command(folder)
        else:
            print("zsh is not here: its script was not tried")


main()
