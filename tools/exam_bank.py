"""Write what a teacher makes an examination of: `make exam-bank`, or `python tools/exam_bank.py --help`.

Without options, every set of every topic, the items first that no reader shows. With `--seed`, a paper of
such items, another one for each seed. With `--roster`, the items that each student's quiz asks. With
`--cards`, a set as cards to cut out, without what is held out. Each is a page to print; the answers, with
the sentence for each wrong one, are a page of their own.
"""

from __future__ import annotations

import argparse
import html
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crmlab.concepts.sets import ConceptSet, Item, find, sets_of
from crmlab.declared import authored
from crmlab.errors import BadValueError
from crmlab.exercises.finding import find_task
from crmlab.exercises.held_out import drawn_from, pool
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.gradebook.roster import read_roster

ROOT = Path(__file__).resolve().parent.parent
TOPICS = {unit.name: f"{unit.title} {unit.title_zh}" for unit in authored.topics() if unit.has("concepts")}
ITEMS = 20  # of a paper
STYLE = """
@page { size: A4; margin: 18mm }
body { font: 11pt/1.4 "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif }
body { max-width: 48em; margin: auto }
h1 { font-size: 1.4em } h2 { font-size: 1.1em; margin: 1.2em 0 0.2em; break-after: avoid }
li { margin: 0.5em 0; break-inside: avoid } ul { list-style: none; padding-left: 0; margin: 0.2em 0 }
ul.row > li { display: inline-block; margin: 0 1.4em 0 0 } small { color: #555 }
section + section { break-before: page }
ul.cards { columns: 2; column-gap: 4mm }
ul.cards > li { border: 1px dashed #777; padding: 4mm; margin: 0 0 4mm; min-height: 18mm }
"""


@dataclass(frozen=True)
class Sheet:
    """Questions under one heading, which begins a page: some items of each set, in order."""

    heading: str
    asked: Sequence[tuple[ConceptSet, Sequence[Item]]]


def main(given: Sequence[str] | None = None) -> None:
    """Write the pages that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("topics", nargs="*", help=f"of {', '.join(TOPICS)}; all if none is named")
    asked.add_argument("--seed", nargs="+", default=[], help="write a paper for each, such as A B")
    asked.add_argument("--items", type=int, default=ITEMS, help=f"of such a paper; {ITEMS} if not given")
    asked.add_argument("--roster", type=Path, help="a CSV file with a column id, as of a course folder")
    asked.add_argument("--cards", nargs="+", default=[], metavar="SET", help="such as complaints-tree")
    asked.add_argument("--out", type=Path, default=ROOT / "dist" / "exam-bank", help="a folder")
    options = asked.parse_args(given)
    if unknown := [topic for topic in options.topics if topic not in TOPICS]:
        asked.error(f"there is no topic {unknown[0]!r} with sets; there are {', '.join(TOPICS)}")
    try:
        for path in write(options):
            print(path)
    except (BadValueError, OSError) as error:
        sys.exit(f"exam-bank: {error}")


def write(options: argparse.Namespace) -> Iterator[Path]:
    """Write questions and key of each topic and seed, or of each set as cards, and yield their paths."""
    if options.cards:
        yield from _write_cards(options.cards, options.out)
        return
    roster = read_roster(options.roster.read_bytes()) if options.roster else []
    options.out.mkdir(parents=True, exist_ok=True)
    for topic in options.topics or TOPICS:
        pages = {f"-{seed}": [_paper(topic, seed, options.items)] for seed in options.seed}
        if roster and (quiz := _quiz(topic)):
            pages["-roster"] = [_own(quiz, about) for about in roster]
        for ending, sheets in (pages or {"": [_bank(topic)]}).items():
            for kind, ask in (("", _question), ("-key", _answered)):
                yield _written(options.out / f"{topic}{ending}{kind}.html", page(topic, sheets, ask))


def _write_cards(set_ids: Sequence[str], out: Path) -> Iterator[Path]:
    """Write the cards of each set, and which belongs where."""
    out.mkdir(parents=True, exist_ok=True)
    for one in map(find, set_ids):
        yield _written(out / f"{one.id}-cards.html", _page(one.title, _cards(one)))
        key = page(_topic_of(one), [Sheet(one.title, [(one, one.shown)])], _answered)
        yield _written(out / f"{one.id}-cards-key.html", key)


def _topic_of(one: ConceptSet) -> str:
    return next(topic for topic in TOPICS if one.id in sets_of(topic))


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


# --- What is asked --------------------------------------------------------------------------------


def _bank(topic: str) -> Sheet:
    """Return every set, and in each the items first that no reader shows."""
    sets = sets_of(topic).values()
    return Sheet("", [(one, sorted(one.items, key=lambda item: not item.held_out)) for one in sets])


def _paper(topic: str, seed: str, items: int) -> Sheet:
    """Return items that no reader shows, from as many sets as there are."""
    drawn = drawn_from(topic, random.Random(f"{topic}|exam|{seed}"), items)
    return Sheet(seed, _in_their_sets(topic, drawn))


def _quiz(topic: str):
    try:
        return find_task(f"{topic.replace('_', '-')}-quiz")
    except BadValueError:  # this topic has no assignment
        return None


def _own(quiz, about: dict[str, str]) -> Sheet:
    """Return the items of a student's quiz, for the name that he gives in ``me``."""
    name = " ".join(about[part] for part in ("last_name", "first_name") if part in about)
    keys = numbers_of(quiz, about["id"])["items"]
    return Sheet(" · ".join(filter(None, [about["id"], name])), _in_their_sets(quiz.topic, keys))


def _in_their_sets(topic: str, keys: Iterable[str]) -> list[tuple[ConceptSet, list[Item]]]:
    """Return the sets of items with these keys, so that each question stands once above its items."""
    by_set: dict[str, list[Item]] = {}
    for key in keys:
        set_id, item = pool(topic)[key]
        by_set.setdefault(set_id, []).append(item)
    return [(find(set_id), items) for set_id, items in by_set.items()]


# --- How it is written ----------------------------------------------------------------------------


def page(topic: str, sheets: Sequence[Sheet], ask: Callable[[ConceptSet, Item], str]) -> str:
    """Return a page that needs nothing but itself."""
    return _page(TOPICS[topic], "".join(_section(topic, sheet, ask) for sheet in sheets))


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>{body}</body></html>\n'


def _section(topic: str, sheet: Sheet, ask: Callable[[ConceptSet, Item], str]) -> str:
    key = "key" if ask is _answered else ""
    heading = html.escape(" · ".join(filter(None, [TOPICS[topic], sheet.heading, key])))
    number, parts = 1, []
    for asked, items in sheet.asked:
        written = "".join(f"<li>{ask(asked, item)}</li>\n" for item in _on_paper(asked, items, ask))
        parts.append(f'<h2>{html.escape(asked.asks)}</h2>\n<ol start="{number}">\n{written}</ol>\n')
        number += len(items)
    return f"<section><h1>{heading}</h1>\n{''.join(parts)}</section>\n"


def _on_paper(asked: ConceptSet, items: Sequence[Item], ask: Callable) -> list[Item]:
    """Return items as they are printed; steps not in the right order where that is the question."""
    is_asked = asked.kind == "order" and ask is _question
    return sorted(items, key=lambda item: item.key) if is_asked else [*items]


def _cards(asked: ConceptSet) -> str:
    """Return what is asked, the classes to sort into, and a card for each item, in no order that tells."""
    labels = (
        [] if asked.kind in ("choose", "order") else [option.in_full for option in asked.shown[0].options]
    )
    classes = "".join(f"<li><strong>{html.escape(label)}</strong></li>" for label in labels)
    mixed = random.Random(asked.id).sample(asked.shown, len(asked.shown))
    ask = _question if asked.kind == "choose" else lambda _, item: html.escape(item.says)
    cards = "".join(f"<li>{ask(asked, item)}</li>" for item in mixed)
    return f'<h1>{html.escape(asked.asks)}</h1>\n<ul class="cards">{classes}{cards}</ul>\n'


def _question(asked: ConceptSet, item: Item) -> str:
    options = [*item.options]
    if asked.kind == "choose":  # the right one often stands first where authors write
        random.Random(f"{asked.id}|{item.key}").shuffle(options)
    boxes = "".join(f"<li>☐ {html.escape(option.in_full)}</li>" for option in options)
    if asked.kind == "order":
        return f"____ {html.escape(item.says)}"
    kind = "" if asked.kind == "choose" else ' class="row"'
    return f"{html.escape(item.says)}<ul{kind}>{boxes}</ul>"


def _answered(asked: ConceptSet, item: Item) -> str:
    where = f"{asked.id}: {item.key}" + (", held out" if item.held_out else "")
    about = f"{html.escape(item.says)} <small>{where}</small>"
    if asked.kind == "order":
        return f"{about}<ul><li>{html.escape(item.because)}</li></ul>"
    told = [f"<li>✓ {_label(item, item.right)}: {html.escape(item.because)}</li>"]
    told += [f"<li>✗ {_label(item, key)}: {html.escape(why)}</li>" for key, why in item.wrong.items()]
    return f"{about}<ul>{''.join(told)}</ul>"


def _label(item: Item, key: str) -> str:
    label = next(option.in_full for option in item.options if option.key == key)
    return f"<strong>{html.escape(label)}</strong>"


if __name__ == "__main__":
    main()
