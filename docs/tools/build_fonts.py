"""Make the fonts in ``templates/fonts`` from Debian's ``fonts-noto-core`` (SIL OFL 1.1).

Noto has no reserved font name, so a subset may keep its name. Needs fonttools, which the product
itself does not:  python docs/tools/build_fonts.py <folder with NotoSans-*.ttf>
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
TEXT_FONTS = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic")
SYMBOL_FONTS = {
    "NotoSansMath-Regular": "←↑→↓↔⇒∑√∞≈≠≤≥×÷−±",
    "NotoSansSymbols2-Regular": "✓✔✗✘☐☑☒●○■□▲▼◆",
}
TEXT_RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x36F), (0x370, 0x3FF),
               (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E),
               (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x218B), (0xFFFD, 0xFFFD))  # fmt: skip


def _subset(source: Path, target: Path, wanted: set[int]) -> set[int]:
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], hinting=False)
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.save(target)
    return set(font.getBestCmap())


def _ranges(points: set[int]) -> str:
    lines: list[list[int]] = []
    for point in sorted(points):
        if lines and lines[-1][1] == point - 1:
            lines[-1][1] = point
        else:
            lines.append([point, point])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in lines)


def main() -> None:
    """Write the subsets and ``coverage.txt``, the characters that every weight can show."""
    folder = Path(sys.argv[1])
    wanted = {point for first, last in TEXT_RANGES for point in range(first, last + 1)}
    covered = set.intersection(
        *(_subset(folder / f"{n}.ttf", FONTS / f"{n}.ttf", wanted) for n in TEXT_FONTS)
    )
    for name, symbols in SYMBOL_FONTS.items():
        missing = {ord(c) for c in symbols} - covered
        covered |= _subset(folder / f"{name}.ttf", FONTS / f"{name}.ttf", missing)
    (FONTS / "coverage.txt").write_text(_ranges(covered), encoding="ascii")


if __name__ == "__main__":
    main()
