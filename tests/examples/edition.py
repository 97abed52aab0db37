#!/usr/bin/env python3
"""An edition of a sheet, from Python through ctypes: its bytes, its diagnostics, its statistics.

    edition.py LIBRARY SHEET [NAME=VALUE ...] > edition.pdf
    edition.py libtearsheet.so.0 layouts/state-trade.json state=TX > texas.pdf

Diagnostics and statistics go to standard error.
"""
import ctypes
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_bool, c_char_p, c_double, c_int, c_longlong, c_size_t, c_void_p

OK, PDF = 0, 1
SEVERITIES = ("note", "warning", "error")


class Options(Structure):  # ts_options, as far as this program knows it
    _fields_ = [("size", c_size_t), ("language", c_char_p), ("profile", c_char_p), ("edition", c_char_p),
                ("settings", POINTER(c_char_p)), ("setting_count", c_size_t), ("draft", c_bool), ("marks", c_bool),
                ("impose", c_char_p), ("page", c_int), ("dpi", c_double), ("plate", c_char_p), ("proof", c_bool),
                ("ledger", c_char_p), ("epoch", c_longlong), ("variant", c_void_p)]


class Diagnostic(Structure):
    _fields_ = [("file", c_char_p), ("line", c_size_t), ("column", c_size_t), ("severity", c_int), ("rule", c_char_p),
                ("message", c_char_p), ("hint", c_char_p)]


class Statistic(Structure):
    _fields_ = [("name", c_char_p), ("quoted", c_bool), ("known", c_bool), ("is_text", c_bool), ("number", c_double),
                ("text", c_char_p), ("unit", c_char_p), ("printed", c_char_p), ("period", c_char_p), ("method", c_char_p),
                ("why", c_char_p), ("sources", POINTER(c_char_p)), ("source_count", c_size_t),
                ("caveats", POINTER(c_char_p)), ("caveat_count", c_size_t)]


Write = CFUNCTYPE(c_bool, c_void_p, c_void_p, c_size_t)
HearDiagnostic = CFUNCTYPE(c_bool, c_void_p, POINTER(Diagnostic))
HearStatistic = CFUNCTYPE(c_bool, c_void_p, POINTER(Statistic))


def declare(library):
    library.ts_version.restype = c_char_p
    library.ts_work_new.restype = c_void_p
    library.ts_work_why.restype = c_char_p
    library.ts_options_init.restype = None
    library.ts_work_drop.restype = None
    library.ts_work_each_diagnostic.restype = None
    library.ts_options_init.argtypes = [POINTER(Options), c_size_t]
    library.ts_work_drop.argtypes = library.ts_work_why.argtypes = [c_void_p]
    library.ts_work_load.argtypes = [c_void_p, c_char_p]
    library.ts_work_render.argtypes = [c_void_p, POINTER(Options), c_int, Write, c_void_p]
    library.ts_work_each_diagnostic.argtypes = [c_void_p, HearDiagnostic, c_void_p]
    library.ts_work_each_statistic.argtypes = [c_void_p, POINTER(Options), HearStatistic, c_void_p]
    return library


class Work:
    """A sheet, loaded; call `close` (or use `with`) when done."""

    def __init__(self, library, sheet):
        self.library = library
        self.handle = library.ts_work_new()
        if not self.handle:
            raise MemoryError
        self.status = library.ts_work_load(self.handle, sheet.encode())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.library.ts_work_drop(self.handle)
        self.handle = None

    def options(self, settings):
        options = Options()
        self.library.ts_options_init(byref(options), ctypes.sizeof(options))
        options.settings = (c_char_p * len(settings))(*[s.encode() for s in settings])
        options.setting_count = len(settings)
        options.profile = b"screen"
        return options

    def render(self, options):
        chunks = []

        def write(_, data, count):
            chunks.append(ctypes.string_at(data, count))
            return True

        self.status = self.library.ts_work_render(self.handle, byref(options), PDF, Write(write), None)
        return b"".join(chunks)

    def diagnostics(self):
        found = []

        def hear(_, pointer):
            d = pointer.contents
            where = f"{d.file.decode()}:{d.line}:{d.column}: " if d.file else ""
            found.append(f"{where}{SEVERITIES[d.severity]}: {d.message.decode()} [{d.rule.decode()}]")
            return True

        self.library.ts_work_each_diagnostic(self.handle, HearDiagnostic(hear), None)
        return found

    def statistics(self, options):
        found = []

        def hear(_, pointer):
            s = pointer.contents
            sources = [s.sources[i].decode() for i in range(s.source_count)]
            value = s.text.decode() if s.is_text else s.number if s.known else None
            found.append((s.name.decode(), value, s.printed.decode(), sources))
            return True

        self.status = self.library.ts_work_each_statistic(self.handle, byref(options), HearStatistic(hear), None)
        return found


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    library = declare(ctypes.CDLL(arguments[0]))
    with Work(library, arguments[1]) as work:
        options = work.options(arguments[2:])
        pdf = work.render(options) if work.status == OK else b""
        status = work.status
        for line in work.diagnostics():
            print(line, file=sys.stderr)
        why = library.ts_work_why(work.handle)
        if why:
            print(why.decode(), file=sys.stderr)
        for name, value, printed, sources in work.statistics(options) if status == OK else []:
            print(f"{name}: {printed} ({value}; {'; '.join(sources)})", file=sys.stderr)
    sys.stdout.buffer.write(pdf)
    return 0 if status == OK else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
