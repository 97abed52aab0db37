"""What stands beside the pages: marks outside the bleed, in every plate, at every cut; press sheets that turn on themselves."""
import sys

import pikepdf

from check_print import box, check_boxes, check_fonts, check_inks, check_intent, check_transparency, inside
from pdfread import instructions, need, resources_of, run

NEAR = 0.01  # points: less is rounding


def times(m, n):
    return (m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5])


def at(m, x, y):
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


class Reader:
    """The marks of a page: what is painted in artifacts of the kind Page, in the page's own space."""

    def __init__(self, page):
        self.page = page
        self.matrix, self.stack, self.points, self.open = (1, 0, 0, 1, 0, 0), [], [], False
        self.space = None  # of strokes
        self.strokes, self.patches, self.words, self.shown = [], [], 0, []
        self.own = 0  # what the page paints itself

    def read(self):
        for operands, operator in instructions(self.page):
            method = getattr(self, "op_" + str(operator).replace("*", "_star"), None)
            if method:
                method(*operands)
        return self

    def op_q(self):
        self.stack.append((self.matrix, self.space))

    def op_Q(self):
        self.matrix, self.space = self.stack.pop()

    def op_cm(self, *m):
        self.matrix = times([float(v) for v in m], self.matrix)

    def op_BDC(self, role, properties):
        self.open = role == "/Artifact" and isinstance(properties, pikepdf.Dictionary) and properties.get("/Type") == "/Page"

    def op_EMC(self):
        self.open = False

    def op_CS(self, name):
        space = resources_of(self.page, "ColorSpace").get(str(name))
        self.space = str(name if space is None else space[1])

    def op_m(self, x, y):
        self.points = [at(self.matrix, float(x), float(y))]

    def op_l(self, x, y):
        self.points.append(at(self.matrix, float(x), float(y)))

    def op_c(self, *p):
        self.points.append(at(self.matrix, float(p[4]), float(p[5])))

    def op_re(self, x, y, w, h):
        x, y, w, h = float(x), float(y), float(w), float(h)
        self.points = [at(self.matrix, x, y), at(self.matrix, x + w, y + h)]

    def op_S(self):
        self.own += not self.open
        if self.open:
            self.strokes.append((self.space, self.points))

    def op_f(self):
        self.own += not self.open
        if self.open:
            self.patches.append(self.points)

    def op_TJ(self, _):
        self.own += not self.open
        self.words += self.open

    def op_Do(self, name):
        form = resources_of(self.page, "XObject")[str(name)]
        if form["/Subtype"] == "/Form":
            left, bottom, right, top = (float(v) for v in form["/BBox"])
            self.shown.append((*at(self.matrix, left, bottom), *at(self.matrix, right, top)))


def extent(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def apart(a, b):
    return a[2] <= b[0] + NEAR or b[2] <= a[0] + NEAR or a[3] <= b[1] + NEAR or b[3] <= a[1] + NEAR


def cells_of(page, marks):
    """The trims on a page of the file: its own, or those of the forms that stand on it where it paints nothing itself."""
    bleed, trim = box(page, "/BleedBox"), box(page, "/TrimBox")
    if marks.own:
        return [trim]
    edge = trim[0] - bleed[0]
    need(len(marks.shown) == 2, "a sheet shows %d pages" % len(marks.shown))
    need(apart(*marks.shown), "the pages of a sheet lie on each other")
    for each in marks.shown:
        need(inside([each[0] + NEAR, each[1] + NEAR, each[2] - NEAR, each[3] - NEAR], bleed), "a page runs out of the sheet")
    return [(x + edge, y + edge, right - edge, top - edge) for x, y, right, top in marks.shown]


def same(a, b):
    return len(a) == len(b) and all(abs(p - q) < NEAR for p, q in zip(sorted(a), sorted(b)))


def check_cuts(lines, cells, trim):
    """A mark above and below each upright cut, and left and right of each level one."""
    upright = [e for e in lines if e[2] - e[0] < NEAR and e[3] - e[1] > 17]
    level = [e for e in lines if e[3] - e[1] < NEAR and e[2] - e[0] > 17]
    edges = [x for cell in cells for x in (cell[0], cell[2])]
    need(same([e[0] for e in upright if e[1] > trim[3]], edges), "the upper crop marks are not at the cuts")
    need(same([e[0] for e in upright if e[3] < trim[1]], edges), "the lower crop marks are not at the cuts")
    for side in (lambda e: e[2] < trim[0], lambda e: e[0] > trim[2]):
        need(same([e[1] for e in level if side(e)], [trim[1], trim[3]]), "the crop marks beside the page are not at the cuts")


def check_page(page):
    media, bleed, trim = box(page, "/MediaBox"), box(page, "/BleedBox"), box(page, "/TrimBox")
    marks = Reader(page.obj).read()
    cells = cells_of(page, marks)
    painted = [extent(points) for _, points in marks.strokes] + [extent(points) for points in marks.patches]
    for each in painted:
        need(apart(each, bleed), "a mark lies in the bleed")
        need(inside(each, media), "a mark lies outside the sheet")
    need(all(space == "/All" for space, _ in marks.strokes), "a mark is not on every plate")
    need(marks.words >= 2, "the sheet does not say what it is")
    need(len(marks.patches) >= 4 * len(cells), "no colour bar")
    check_cuts([extent(points) for _, points in marks.strokes], cells, trim)
    need(abs(trim[0] - media[0] - (media[2] - trim[2])) < NEAR, "turned over, the sheet does not fall on itself")
    for left, right in zip(cells, reversed(cells)):
        need(same([left[0] - trim[0], left[1], left[3]], [trim[2] - right[2], right[1], right[3]]), "no cut falls on its other side")


def check(pdf):
    for rule in (check_boxes, check_inks, check_fonts, check_intent, check_transparency):
        rule(pdf)
    for page in pdf.pages:
        check_page(page)


if __name__ == "__main__":
    sys.exit(run(check, sys.argv[1:]))
