"""A search that finds Chinese words without a dictionary: neighbouring characters, two by two.

客户流失率 is kept as 客户, 户流, 流失, 失率; who looks for 流失率 asks for 流失 and 失率. The pages and the
question are cut in the same way, so whatever stands in a page is found, in English pages, too.
"""

from __future__ import annotations

import re

from sphinx.search.en import SearchEnglish

CHINESE = "\u3400-\u9fff"
PART = re.compile(f"[{CHINESE}]+|[^\\W{CHINESE}]+")
SPLIT_QUERY = r"""
function splitQuery(query) {
  const words = query.match(/[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{L}\p{N}_])+/gu) || [];
  return words.flatMap((word) => {
    const letters = [...word];
    if (letters.length < 2 || !/[\u3400-\u9fff]/u.test(word)) return [word];
    return letters.slice(1).map((letter, at) => letters[at] + letter);
  });
}
"""


class TwoByTwo(SearchEnglish):
    """English as Sphinx has it, and Chinese two characters at a time."""

    js_splitter_code = SPLIT_QUERY

    def split(self, input: str) -> list[str]:  # noqa: A002 -- Sphinx names it so
        """Cut a text into English words and pairs of Chinese characters."""
        return [pair for part in PART.findall(input) for pair in pairs(part)]


def pairs(part: str) -> list[str]:
    """Return the neighbouring characters of a Chinese part; any other part as it is."""
    if len(part) < 2 or not re.match(f"[{CHINESE}]", part):
        return [part]
    return [part[at : at + 2] for at in range(len(part) - 1)]
