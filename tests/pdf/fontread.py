"""How wide the glyphs of an embedded font are, read from its program: TrueType's hmtx, CFF's charstrings.

Of CFF (Adobe Technical Notes 5176 and 5177) no more than leads to the widths.
"""
import struct

CLEARING = {1: 0, 3: 0, 18: 0, 23: 0, 19: 0, 20: 0, 21: 2, 4: 1, 22: 1, 14: 0}  # operator: how many numbers it wants


def number(data, at, size):
    return int.from_bytes(data[at:at + size], "big")


def truetype_widths(data):
    """By glyph, in thousandths of the em."""
    tables = {}
    for i in range(number(data, 4, 2)):
        tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
        tables[tag] = data[offset:offset + length]
    em, measured = number(tables[b"head"], 18, 2), number(tables[b"hhea"], 34, 2)
    return [number(tables[b"hmtx"], 4 * min(glyph, measured - 1), 2) * 1000 / em for glyph in range(number(tables[b"maxp"], 4, 2))]


def index_of(data, at):
    """The INDEX's objects and what follows it."""
    count, size = number(data, at, 2), data[at + 2]
    if not count:
        return [], at + 2
    offsets = [number(data, at + 3 + i * size, size) for i in range(count + 1)]
    base = at + 2 + (count + 1) * size
    return [data[base + a:base + b] for a, b in zip(offsets, offsets[1:])], base + offsets[-1]


def real_of(data, at):
    text = ""
    while True:
        for nibble in (data[at] >> 4, data[at] & 15):
            if nibble == 15:
                return float(text), at + 1
            text += ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-")[nibble]
        at += 1


def operand_of(data, at):
    """A number as dictionaries and charstrings share it."""
    first = data[at]
    if first == 28:
        return struct.unpack(">h", data[at + 1:at + 3])[0], at + 3
    if first <= 246:
        return first - 139, at + 1
    if first <= 250:
        return (first - 247) * 256 + data[at + 1] + 108, at + 2
    return -(first - 251) * 256 - data[at + 1] - 108, at + 2


def dictionary_of(data):
    found, operands, at = {}, [], 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            key = (12, data[at + 1]) if first == 12 else first
            found[key], operands = operands, []
            at += 2 if first == 12 else 1
            continue
        if first == 29:
            value, at = struct.unpack(">i", data[at + 1:at + 5])[0], at + 5
        elif first == 30:
            value, at = real_of(data, at + 1)
        else:
            value, at = operand_of(data, at)
        operands.append(value)
    return found


def bias_of(subroutines):
    return 107 if len(subroutines) < 1240 else 1131 if len(subroutines) < 33900 else 32768


def extra_width(code, routines, stack):
    """The number before the first operator's own, None without one; False: the code ends before any operator."""
    at = 0
    while at < len(code):
        first = code[at]
        if first in (10, 29):
            called = routines[first]
            found = extra_width(called[int(stack.pop()) + bias_of(called)], routines, stack)
            if found is not False:
                return found
            at += 1
        elif first == 11:
            return False
        elif first == 255:
            stack.append(struct.unpack(">i", code[at + 1:at + 5])[0] / 65536)
            at += 5
        elif first >= 32 or first == 28:
            value, at = operand_of(code, at)
            stack.append(value)
        else:
            wanted = CLEARING[first]
            more = len(stack) % 2 if first in (1, 3, 18, 23, 19, 20) else len(stack) in (1, 5) if first == 14 else len(stack) > wanted
            return stack[0] if more else None
    return False


def cff_widths(data):
    """By glyph, in thousandths of the em, of a font that is not keyed by CID."""
    _, at = index_of(data, data[2])
    tops, at = index_of(data, at)
    _, at = index_of(data, at)
    shared, _ = index_of(data, at)
    top = dictionary_of(tops[0])
    if (12, 30) in top:
        raise ValueError("keyed by CID")
    size, offset = top[18]
    private = dictionary_of(data[offset:offset + size])
    own = index_of(data, offset + private[19][0])[0] if 19 in private else []
    glyphs, _ = index_of(data, top[17][0])
    scale, usual, nominal = top.get((12, 7), [.001])[0] * 1000, private.get(20, [0])[0], private.get(21, [0])[0]
    found = (extra_width(glyph, {10: own, 29: shared}, []) for glyph in glyphs)
    return [(usual if extra is None else nominal + extra) * scale for extra in found]
