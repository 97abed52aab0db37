"""The bytes of a file, and its content streams word by word: ISO 19005-2, 6.1.2 to 6.1.9 and 6.2.2."""
import re
import subprocess

import pikepdf

from pdfread import instructions, need, resources_of, streams_of

OPERATORS = set("b B b* B* BDC BMC BT c cm CS cs d Do EMC ET f F f* G g gs h i j J K k l m M MP DP n q Q re RG rg ri s S "
                "SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split())  # none of BX, EX, BI, d0
# ISO 32000-1, figure 9: no paths, pictures or states of graphics while type is set
OUTSIDE = set("b B b* B* BT c cm Do f F f* h l m n q Q re s S sh v W W* y".split())
NAMED = {"Tf": "Font", "gs": "ExtGState", "Do": "XObject", "sh": "Shading", "cs": "ColorSpace", "CS": "ColorSpace"}
DEVICES = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"}


def offsets_of(path):
    """(number, generation, where) of every object that is not packed."""
    table = subprocess.run(["qpdf", "--show-xref", path], capture_output=True, text=True, check=True, timeout=60).stdout
    return [tuple(map(int, row)) for row in re.findall(r"(\d+)/(\d+): uncompressed; offset = (\d+)", table)]


def check_frame(data):
    """6.1.2 and 6.1.3: how the file begins and ends."""
    need(re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4,}\n", data), "the head has no version, or no comment of four high bytes")
    need(re.search(rb"startxref\n\d+\n%%EOF\n?$", data), "something stands behind the end")


def check_object(data, number, generation, at):
    """6.1.7 and 6.1.9: the words of an object stand on lines of their own; a stream is as long as it says."""
    need(data[at - 1:at] == b"\n" and data[at:].startswith(b"%d %d obj\n" % (number, generation)), f"object {number} begins badly")
    word = re.compile(rb"\b(stream|endobj)\b").search(data, at)
    end = word.end()
    if word[1] == b"stream":
        length, line = re.search(rb"/Length (\d+)[\s/>]", data[at:word.start()]), re.match(rb"\r?\n", data[end:end + 2])
        need(length and line, f"stream {number} begins badly")
        end += line.end() + int(length[1])
        need(re.match(rb"\r?\nendstream\s", data[end:end + 12]), f"stream {number} is not as long as it says")
        end = data.index(b"endobj", end) + 6
    need(data[end - 7:end + 1] == b"\nendobj\n", f"object {number} ends badly")


def check_bytes(data, offsets):
    check_frame(data)
    for number, generation, at in offsets:
        check_object(data, number, generation, at)


def check_words(holder):
    """6.2.2: only what ISO 32000-1 knows, and only names of the stream's own resources."""
    resources, typing, marks = {kind: resources_of(holder, kind) for kind in set(NAMED.values())}, False, []
    for operands, operator in instructions(holder):
        word = str(operator)
        need(word in OPERATORS, f"the operator {word}")
        name = str(operands[0]) if word in NAMED else None
        need(name is None or name in DEVICES or name in resources[NAMED[word]], f"{name} is in no resources of its stream")
        need(not (typing and word in OUTSIDE - {"BT"}), f"the operator {word} between BT and ET")
        if word in ("BT", "ET"):
            need(typing == (word == "ET"), "BT and ET do not alternate")
            typing = word == "BT"
        elif word in ("BMC", "BDC"):
            marked = word == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
            need(not (marked and any(inner for _, inner in marks)), "a sequence inside a sequence")
            need(not (marked and holder.get("/Subtype") == "/Form"), "a form with a sequence of its own")  # UA-1, 7.20
            marks.append((typing, marked))
        elif word == "EMC":
            need(marks and marks.pop()[0] == typing, "a sequence crosses the bounds of type")  # ISO 32000-1, 14.6.1
    need(not typing and not marks, "a stream ends before its type or its marks")


def check_file(pdf):
    with open(pdf.filename, "rb") as file:
        check_bytes(file.read(), offsets_of(pdf.filename))


def check_streams(pdf):
    for page in pdf.pages:
        need("/Resources" in page.obj, "a page inherits its resources")
        for holder in streams_of(page):
            check_words(holder)
