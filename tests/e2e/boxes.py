"""Where frames stand, worked out by hand: US Letter, margins 36 and 18 at the foot, 12 columns of 34 with gutters of 12.

The body style is 10 on 12, the numeral 20 on 24, so a line is 12 or 24 high. Each case is a list of frames and what the
trace says of the grounds that they paint: "fill X Y W H SWATCH".
"""
import json
import pathlib
import re

from common import ROOT, expect, run, scratch

SHEET = {
    "tearsheet": 1,
    "folders": {"fonts": str(ROOT / "fonts")},
    "swatches": {"Black": {"ink": "K100"}, "Red": {"ink": "M100 Y100"}, "Blue": {"ink": "C100 M50", "dark": True}},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "10/12"}, "aside": {"based-on": "body", "tag": "artifact"}, "numeral": {"font": "Inter Regular", "set": "20/24"}},
    "copy": {"title": "T", "one": "One", "two": "One|two", "three": "One|two|three"},
    "sources": {"us": {"publisher": "Us", "title": "Ours"}},
    "facts": {"a": {"value": 7, "unit": "count", "source": "us"},
              "none": {"unknown": "lost", "unit": "count", "missing": "hide"}},
    "components": {
        "card": {"slots": {"number": {"type": "number"}, "caption": {"type": "copy"}},
                 "frame": {"gap": 2, "stack": [{"value": "{number}"}, {"text": "{caption}", "ground": "Red"}]}},
    },
}


def trace(frames, **more):
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        sheet.write_text(json.dumps({**SHEET, **more, "pages": [{"body": frames}]}))
        out = pathlib.Path(name) / "out.trace"
        run("render", sheet, "-o", out)
        return out.read_text()


def drawn(frames, **more):
    """The grounds of a page as (swatch, x, y, w, h), in painting order."""
    number = r"(-?[\d.]+)"
    return [(m[5], *map(float, m.groups()[:4])) for m in
            re.finditer(rf"^fill {number} {number} {number} {number} (\w+)", trace(frames, **more), re.M)]


def stands(frames, *wanted, **more):
    got = drawn(frames, **more)
    expect(got == list(wanted), f"{json.dumps(frames)}\n  wanted {list(wanted)}\n  got    {got}")


def box(**members):
    return {"ground": "Red", **members}


def stacks_go_down_with_their_gap():
    stands([{"gap": 5, "stack": [box(text="two"), box(text="one")]}], ("Red", 36, 36, 540, 24), ("Red", 36, 65, 540, 12))


def the_body_has_a_gap_of_14():
    stands([box(text="one"), box(text="one")], ("Red", 36, 36, 540, 12), ("Red", 36, 62, 540, 12))


def a_frame_is_at_least_as_high_as_it_says_and_grows_with_its_text():
    stands([box(text="one", height=30), box(text="three", height=30)], ("Red", 36, 36, 540, 30), ("Red", 36, 80, 540, 36))


def spans_of_a_row_stand_on_the_columns():
    stands([{"row": [box(text="one", span=5), box(text="one", span=7)]}], ("Red", 36, 36, 218, 12), ("Red", 266, 36, 310, 12))


def a_width_of_its_own_is_kept_and_the_others_share_the_rest():
    stands([{"row": [box(text="one", width=74), box(text="one")]}], ("Red", 36, 36, 74, 12), ("Red", 122, 36, 454, 12))


def rows_align_middle_and_bottom():
    stands([{"align": "middle", "row": [box(text="three"), box(text="one")]}], ("Red", 36, 36, 264, 36), ("Red", 312, 48, 264, 12))
    stands([{"align": "bottom", "row": [box(text="three"), box(text="one")]}], ("Red", 36, 36, 264, 36), ("Red", 312, 60, 264, 12))


def cards_side_by_side_are_as_high_as_the_highest_of_them():
    stands([{"row": [box(text="three"), box(text="one")]}], ("Red", 36, 36, 264, 36), ("Red", 312, 36, 264, 36))
    stands([{"row": [box(text="one"), {"text": "three"}, box(text="two")]}],
           ("Red", 36, 36, 172, 24), ("Red", 404, 36, 172, 24))  # the one between has no ground to show
    stands([{"row": [box(text="three"), box(text="one", height=20)]}], ("Red", 36, 36, 264, 36), ("Red", 312, 36, 264, 20))
    cards = {"slab": {"slots": {"of": {"type": "copy"}}, "frame": box(padding=4, stack=[{"text": "{of}"}])}}
    stands([{"repeat": "slab", "across": 2, "gap": 12, "for": ["one", "three", "two"]}], ("Red", 36, 36, 264, 44),
           ("Red", 312, 36, 264, 44), ("Red", 36, 92, 264, 32), components=cards)


def a_frame_that_stretches_takes_what_its_neighbours_leave():
    """Through stacks; what stands below it moves down, and nothing does where it is the highest or is hidden."""
    stack = {"gap": 2, "stack": [{"gap": 0, "stack": [box(text="one", stretch=True)]}, box(text="one")]}
    stands([{"row": [stack, box(text="three", height=50)]}],
           ("Red", 36, 36, 264, 36), ("Red", 36, 74, 264, 12), ("Red", 312, 36, 264, 50))
    stands([{"row": [stack, {"gap": 0, "stack": [box(text="one")]}]}],
           ("Red", 36, 36, 264, 12), ("Red", 36, 50, 264, 12), ("Red", 312, 36, 264, 12))
    gone = {"gap": 2, "stack": [box(text="one", stretch=True, when="not has a"), box(text="one")]}
    stands([{"row": [gone, box(text="three", height=50)]}], ("Red", 36, 36, 264, 12), ("Red", 312, 36, 264, 50))


def columns_are_the_pages_at_any_depth():
    stands([{"padding": 10, "place": [{"columns": "4-9", "stack": [box(text="one", columns="5-6")]}]}], ("Red", 220, 46, 80, 12))


def places_measure_from_top_or_bottom():
    stands([{"height": 100, "place": [box(text="one", top=7), box(text="one", bottom=7)]}],
           ("Red", 36, 43, 540, 12), ("Red", 36, 117, 540, 12))


def grounds_bleed_and_content_stays():
    stands([box(text="one", bleed=["left", "right"])], ("Red", -9, 36, 630, 12))
    stands([box(text="one", bleed=["top"])], ("Red", 36, -9, 540, 57))


def layers_paint_back_to_front():
    stands([{"place": [box(text="one", layer="front"), {"ground": "Blue", "height": 12, "layer": "back"}]}],
           ("Blue", 36, 36, 540, 12), ("Red", 36, 36, 540, 12))


def captions_of_a_row_of_cards_start_on_one_line():
    cards = {"repeat": "card", "across": 2, "for": [{"number": "a", "caption": "one"}, {"number": "a", "caption": "three"}]}
    stands([cards], ("Red", 36, 62, 264, 12), ("Red", 312, 62, 264, 36))


def a_hidden_card_closes_up_and_the_others_spread():
    cards = {"repeat": "card", "across": 3, "for": [{"number": "a", "caption": "one"}, {"number": "none", "caption": "one"},
                                                    {"number": "a", "caption": "one"}]}
    stands([cards], ("Red", 36, 62, 264, 12), ("Red", 312, 62, 264, 12))


def a_hidden_frame_takes_no_room_and_no_gap():
    stands([box(text="one", when="has none"), box(text="one")], ("Red", 36, 36, 540, 12))


def frames_give_in_proportion_before_a_page_is_overset():
    # 738 of live height; 400 + 400 with a gap of 14 is 76 too much: 30 and 60 can be given, so 25.33 and 50.67 are.
    stands([box(height=400, give=30), box(height=400, give=60)], ("Red", 36, 36, 540, 374.67), ("Red", 36, 424.67, 540, 349.33))


def rules_and_their_gap_push_the_content_in():
    rule = {"swatch": "Blue", "weight": 2, "gap": 10}
    stands([{"rules": {"left": rule}, "stack": [box(text="one")]}], ("Red", 48, 36, 528, 12), ("Blue", 36, 36, 2, 12))


def a_style_may_say_that_its_text_is_an_artifact():
    stands([box(text="one", style="aside")], ("Red", 36, 36, 540, 12))


def caveats_stand_under_the_texts_of_notes():
    """10 on 12 with an indent of 20: numbers at 36 and 312, texts at 56 and 332; a caveat is a quarter of a line lower."""
    facts = {f"f{i}": {"value": i, "unit": "count", "source": f"s{i}", "caveats": ["c"]} for i in range(4)}
    sources = {f"s{i}": {"publisher": "Us", "title": f"Source{i}"} for i in range(4)}

    def places(count, across, cited=True):
        copy = {**SHEET["copy"], "c": "Caveat", "text": "".join(f"[^f{i}]" for i in range(count)) if cited else "{f0}"}
        made = trace([{"text": "text", "style": "body"}, {"sources": "cited", "style": "note", "across": across}], copy=copy, sources=sources,
                     facts=facts, caveats={"c": {"say": "c", "print": True}},
                     **{"text-styles": {**SHEET["text-styles"], "note": {"based-on": "body", "indent": 20}}})
        runs = re.findall(r'^ *run "([^"]*?)(?: |, [^"]*)?" .*? at ([\d.]+) ([\d.]+) ', made, re.M)
        return {text: (float(x), float(y)) for text, x, y in runs if text.startswith(("Us", "Caveat")) or text.isdigit()}

    one = places(2, 1)
    expect(one["1"][0] == 36 and one["Us"][0] == 56, f"{one}")
    expect(one["Caveat"][0] == 56 and abs(one["Caveat"][1] - one["Us"][1] - 15) < 0.01, f"under the last text: {one}")
    two = places(3, 2)
    expect(two["Caveat"][0] == 332, f"in the second column under the third note: {two}")
    alone = places(1, 2)
    expect(alone["Caveat"] == (312, alone["Us"][1]), f"no number hangs in its column: {alone}")
    expect(places(0, 1, cited=False)["Caveat"][0] == 36, "no number hangs at all")


def main():
    cases = [case for name, case in sorted(globals().items()) if callable(case) and case.__module__ == "__main__"
             and name not in ("trace", "drawn", "stands", "box", "main")]
    for case in cases:
        case()
    expect(len(cases) == 19, f"{len(cases)} cases ran")
    print(f"{len(cases)} cases")


main()
