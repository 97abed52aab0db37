"""Each recipe of layouts/COOKBOOK.md is drawn in the page's sheet, on paper and on screen, without a finding."""
import json
import re
import subprocess

from common import PROGRAM, ROOT, expect, scratch

PAGE = (ROOT / "layouts" / "COOKBOOK.md").read_text()


def rendered(sheet, profile, output):
    return subprocess.run([PROGRAM, "render", "-", "--profile", profile, "-o", output], cwd=ROOT / "layouts",
                          input=json.dumps(sheet), capture_output=True, text=True, timeout=60)


def main():
    blocks = [json.loads(text) for text in re.findall(r"^```json\n(.*?)^```", PAGE, re.M | re.S)]
    sheet, recipes = blocks[0], blocks[1:]
    used = set()
    expect(len(recipes) > 30, f"{len(recipes)} recipes")
    with scratch() as folder:
        bare = rendered(sheet, "screen", f"{folder}/bare.trace")
        expect(bare.returncode == 0 and not bare.stderr, f"the sheet alone: {bare.stderr}")
        empty = open(f"{folder}/bare.trace").read()
        for recipe in recipes:
            used |= set(recipe) | set(recipe.get("chart", ()))
            with_it = json.loads(json.dumps(sheet))
            with_it["pages"][0]["body"].insert(-1, recipe)
            for profile in ("print", "screen"):
                done = rendered(with_it, profile, f"{folder}/one.trace")
                expect(done.returncode == 0 and not done.stderr, f"{json.dumps(recipe)} ({profile})\n{done.stderr}")
            expect(open(f"{folder}/one.trace").read() != empty, f"nothing is drawn: {json.dumps(recipe)}")
    kinds = set(re.findall(r"^\| (`[^|]*) \|", (ROOT / "layouts" / "FORMAT.md").read_text().split("## 8. Charts")[1].split("## 9.")[0], re.M))
    missing = {kind for cell in kinds for kind in re.findall(r"`([a-z]+)`", cell)} - used
    expect(not missing, f"kinds of charts without a recipe: {sorted(missing)}")


main()
