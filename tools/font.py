"""Cut the Chinese font for pictures to what is needed: `python tools/font.py NotoSansCJK-Regular.ttc`.

The font is Noto Sans CJK (SIL Open Font License), on Debian in the package fonts-noto-cjk. Kept are the
common characters of simplified Chinese (GB 2312, level 1), ASCII, and every character of the course's words;
run it again when `tests/test_figures.py` finds one that is missing.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

from crmlab.declared import authored

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "crmlab" / "data" / "fonts" / "NotoSansSC-subset.otf"
FAMILY, FACE = "Noto Sans SC", "NotoSansCJKsc-Regular"


def wanted() -> set[str]:
    """Return the characters to keep."""
    common = "".join(
        bytes((row, cell)).decode("gb2312", errors="ignore")
        for row in (*range(0xA1, 0xA4), *range(0xB0, 0xD8))
        for cell in range(0xA1, 0xFF)
    )
    return (
        set(common)
        | set("¥€·—−")
        | set(map(chr, range(0x20, 0x7F)))
        | {character for path in authored.paths("words") for character in path.read_text(encoding="utf-8")}
    )


def face_of(collection: str) -> TTFont:
    """Return the face for simplified Chinese."""
    return next(font for font in TTCollection(collection) if font["name"].getDebugName(6) == FACE)


def main() -> None:
    """Write the subset."""
    font = face_of(sys.argv[1])
    options = subset.Options(
        layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], hinting=False, notdef_outline=True
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(character) for character in wanted()])
    cutter.subset(font)
    for entry in font["name"].names:
        if entry.nameID in (1, 4):
            entry.string = FAMILY
    font["CFF "].cff.topDictIndex[0].FamilyName = FAMILY
    font.save(OURS)
    print(f"{OURS.relative_to(ROOT)}: {OURS.stat().st_size:,} bytes, {len(font.getGlyphOrder()):,} glyphs")


if __name__ == "__main__":
    main()
