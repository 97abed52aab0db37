"""What a validator asks of lists, tables and headings: ISO 14289-1, 7.2 to 7.6; ISO 32000-1, 14.8.4.3."""
import pikepdf

from check_screen import elements, is_element, kids_of
from pdfread import need

KIDS = {"/L": {"/L", "/LI", "/Caption"}, "/LI": {"/Lbl", "/LBody"}, "/TR": {"/TH", "/TD"},
        "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"}}
SPOKEN = ("/Alt", "/ActualText", "/E")


def attribute(element, name):
    found = element.get("/A", pikepdf.Dictionary())
    return next((a[name] for a in (found if isinstance(found, pikepdf.Array) else [found]) if name in a), None)


def check_kids(element):
    role, kids = str(element["/S"]), kids_of(element)
    wrong = [kid for kid in kids if not is_element(kid) or str(kid["/S"]) not in KIDS[role]]
    need(not wrong, f"a kid of {role} that is none of {sorted(KIDS[role])}")
    captions = [i for i, kid in enumerate(kids) if kid["/S"] == "/Caption"]
    need(captions in ([], [0]) or (role == "/Table" and captions == [len(kids) - 1]), f"the caption of {role} is not at its end")


def check_table(table):
    """7.2: every row has as many cells as the first, and none lies on another; 7.5: a head says of what."""
    rows = [row for row in kids_of(table) if row["/S"] == "/TR"]
    taken, wide = set(), sum(int(attribute(cell, "/ColSpan") or 1) for cell in kids_of(rows[0]))
    cells, headed = [], set()
    for y, row in enumerate(rows):
        x = 0
        for cell in kids_of(row):
            while (y, x) in taken:
                x += 1
            tall, across = int(attribute(cell, "/RowSpan") or 1), int(attribute(cell, "/ColSpan") or 1)
            here = {(y + j, x + i) for j in range(tall) for i in range(across)}
            need(not here & taken, "two cells lie on each other")
            taken |= here
            scope = str(attribute(cell, "/Scope")) if cell["/S"] == "/TH" else ""
            if cell["/S"] == "/TD":
                cells.append(here)
            if scope in ("/Row", "/Both"):
                headed |= {(y + j, i) for j in range(tall) for i in range(wide)}
            if scope in ("/Column", "/Both"):
                headed |= {(j, x + i) for j in range(len(rows)) for i in range(across)}
    need(all(here & headed for here in cells), "a cell that no head speaks for")
    need(taken == {(y, x) for y in range(len(rows)) for x in range(wide)}, "the rows of a table are not equally long")


def check(pdf):
    for element, _ in elements(pdf):
        role = str(element["/S"])
        if role in KIDS:
            check_kids(element)
        if role == "/Table":
            check_table(element)
        for key in SPOKEN:
            need(str(element.get(key, "-")).strip(), f"{role} says nothing in {key}")
