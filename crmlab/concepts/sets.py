"""The sets of items and where they are found: course/README.md says how one is written."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from crmlab.concepts.spelling import folded
from crmlab.declared import authored, names
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

KINDS = ("sort", "match", "order", "choose")


class SetError(ValueError):
    """Something in a concepts.toml that cannot be asked; the message names the set and the item."""


@dataclass(frozen=True)
class Option:
    """One answer that can be given.

    Attributes
    ----------
    key : str
        What is written in code.
    label : str
        What is read, in English.
    chinese : str
        The same in Chinese, where it is a term.
    test : str
        How to tell what belongs here; stands in for the sentence of a wrong answer that has none of its own.
    """

    key: str
    label: str
    chinese: str = ""
    test: str = ""

    @property
    def in_full(self) -> str:
        """The label with its Chinese term."""
        return f"{self.label} ({self.chinese})" if self.chinese else self.label

    @property
    def labels(self) -> tuple[str, ...]:
        """What may be written for the key: whatever `items` prints beside it."""
        return tuple(dict.fromkeys(filter(None, (self.label, self.chinese, self.in_full))))


@dataclass(frozen=True)
class Item:
    """One thing to decide.

    Attributes
    ----------
    key : str
        What is written in code.
    says : str
        What is read.
    because : str
        Why the right answer is right; of a step: why it comes before the next.
    options : tuple of Option
        The answers that can be given; none for a step.
    right : str
        Key of the right one.
    wrong : mapping of str to str
        By the key of each wrong one, the sentence for whoever gives it.
    held_out : bool
        Whether it is kept for an exam: it is shown to nobody who does not ask for it by its key.
    """

    key: str
    says: str
    because: str
    options: tuple[Option, ...] = ()
    right: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    held_out: bool = False

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """By its key, what may be written for each of the answers."""
        return {option.key: option.labels for option in self.options}


@dataclass(frozen=True)
class ConceptSet:
    """A few items under one question.

    Attributes
    ----------
    id : str
        ``topic-set``.
    kind : {"sort", "match", "order", "choose"}
        Into classes; to partners of which each is taken once; into a sequence; one answer a question.
    title, teaches, asks : str
        The heading, what to know (Markdown), and the question.
    items : tuple of Item
        What is decided; the steps of an order stand in the right order.
    rows : tuple of str
        The rows of the course's coverage that it teaches.
    part : str
        Heading that begins before this set in the reader; empty if none does.
    core : bool
        Whether everybody should do it, however little time there is.
    """

    id: str
    kind: str
    title: str
    teaches: str
    asks: str
    items: tuple[Item, ...]
    rows: tuple[str, ...]
    part: str = ""
    core: bool = False

    @property
    def asks_of_all(self) -> str:
        """The question as it is asked of all items together: the partners of a match are taken once each."""
        once = said("Each answer is taken once.") if self.kind == "match" else ""
        return f"{self.asks} {once}".strip()

    @property
    def shown(self) -> tuple[Item, ...]:
        """The items that are not held out."""
        return tuple(item for item in self.items if not item.held_out)

    @property
    def steps(self) -> dict[str, tuple[str, ...]]:
        """By its key, what may be written for each of the items, where they stand in an order."""
        return {item.key: (item.says,) for item in self.items}

    def item(self, key: str) -> Item:
        """Return one item by its key."""
        return next(item for item in self.items if item.key == key)

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield by ``set:item:option`` what is said to whoever gives it; of a step, why it comes first."""
        for item in self.items:
            texts = {item.right: item.because, **item.wrong} if item.options else {"next": item.because}
            yield from ((f"{self.id}:{item.key}:{option}", text) for option, text in texts.items() if text)

    def right_answer(self) -> dict[str, str] | list[str]:
        """Return the keys of the right answers by item, or the steps in order."""
        if self.kind == "order":
            return [item.key for item in self.items]
        return {item.key: item.right for item in self.items}


def topics() -> list[str]:
    """Return the topics that have sets."""
    return sorted(_files())


@functools.cache
def sets_of(topic: str) -> dict[str, ConceptSet]:
    """Return the sets of a topic by id, in the order of its reader."""
    return read_sets(_files()[topic].read_text(encoding="utf-8"))


@functools.cache
def _files() -> dict[str, Path]:
    return {path.parent.name: path for path in authored.paths("concepts")}


def read_sets(text: str) -> dict[str, ConceptSet]:
    """Return the sets that a concepts.toml declares.

    Raises
    ------
    SetError
        If one of them cannot be asked; the sentence says why.
    """
    return {set_id: _set(set_id, entry) for set_id, entry in tomllib.loads(text).items()}


def find(set_id: str) -> ConceptSet:
    """Return the set with this id.

    Raises
    ------
    TypeError
        If *set_id* is not a text.
    ValueError
        If there is none; the sentence names those of the topic.
    """
    if not isinstance(set_id, str):
        sentence = to_say("The id of a set is a text such as 'complaints-voice'; got {got}.")
        raise BadTypeError(said(sentence, got=repr(set_id)))
    topic = max((one for one in topics() if _begins(set_id, one)), key=len, default="")
    known = sets_of(topic) if topic else {}
    if set_id not in known:
        near = to_say("this topic has {ids}") if known else to_say("ids begin with {ids}")
        parts = {"id": repr(set_id), "known": said(near, ids=said(", ").join(known or topics()))}
        raise BadValueError(said("There is no set {id}; {known}.", **parts))
    return known[set_id]


def _begins(set_id: str, topic: str) -> bool:
    return f"{set_id}-".startswith(f"{topic.replace('_', '-')}-")


def _set(set_id: str, entry: Mapping[str, Any]) -> ConceptSet:
    try:
        kind = entry["kind"]
        classes = _classes(entry)
        items = tuple(_item(key, one, kind, classes) for key, one in entry["items"].items())
        made = ConceptSet(
            id=set_id,
            kind=kind,
            items=items,
            rows=tuple(entry["rows"]),
            part=entry.get("part", ""),
            core=entry.get("core", False),
            **{key: entry[key].strip() for key in ("title", "teaches", "asks")},
        )
    except KeyError as missing:
        raise SetError(f"{set_id}: {missing} is missing.") from None
    for fault in _faults(made):
        raise SetError(f"{set_id}: {fault}")
    return made


def _classes(entry: Mapping[str, Any]) -> dict[str, Option]:
    """Return the classes: ``[English, Chinese, test]``, or a test alone where a registry has the names."""
    registry, _, scheme = entry.get("registry", "").partition(".")
    classes = {}
    for key, given in entry.get("classes", {}).items():
        if isinstance(given, str):
            word = names.vocabulary(registry)[f"{scheme}.{key}" if scheme else key]
            given = [word.en[0], word.zh[0], given]
        classes[key] = Option(key, *given)
    return classes


def _item(key: str, entry: Mapping[str, Any], kind: str, classes: Mapping[str, Option]) -> Item:
    if kind == "order":
        because = entry.get("because", "")  # nothing comes after the last step
        return Item(key, entry["says"], because, held_out=entry.get("held_out", False))
    if kind == "choose":
        options = {name: Option(name, text[0]) for name, text in entry["choices"].items()}
        wrong = {name: text[1] for name, text in entry["choices"].items() if len(text) > 1}
    else:
        options = classes
        wrong = {name: option.test for name, option in classes.items()} | entry.get("not", {})
    wrong.pop(entry["is"], None)
    held_out = entry.get("held_out", False)
    return Item(key, entry["says"], entry["because"], tuple(options.values()), entry["is"], wrong, held_out)


def _faults(made: ConceptSet):
    """Yield what would leave a learner without an answer."""
    if made.kind not in KINDS:
        yield f"kind must be one of {', '.join(KINDS)}; got {made.kind!r}."
    if made.kind == "order" and not all(item.because for item in made.items[:-1]):
        yield "a step has no 'because'."
    if made.kind == "order" and len(made.shown) < len(made.items):
        yield "a step cannot be held out."
    if len(made.shown) < (1 if made.kind == "choose" else 3):
        yield f"has only {len(made.shown)} items."
    for item in made.items:
        for text in (item.says, item.because, *item.wrong.values()):
            if "*" in text or "`" in text:
                yield f"{item.key}: items are plain text; {text!r} has Markdown."
    for words in [made.steps] if made.kind == "order" else [item.words for item in made.items]:
        if alike := _read_alike(words):
            yield f"{' and '.join(alike)} can be written in the same way."
    for item in made.items if made.kind != "order" else ():
        keys = [option.key for option in item.options]
        if item.right not in keys:
            yield f"{item.key}: the right answer {item.right!r} is none of {', '.join(keys)}."
        for key in keys:
            if key != item.right and not item.wrong.get(key):
                yield f"{item.key}: the wrong answer {key!r} has no sentence."
        for key in item.wrong:
            if key not in keys:
                yield f"{item.key}: 'not' speaks of {key!r}, which is none of {', '.join(keys)}."
    if made.kind == "match" and len({item.right for item in made.shown}) < len(made.shown):
        yield "a match takes each partner once."


def _read_alike(words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys of two words of which one spelling is the same."""
    spellings = [{folded(one) for one in (key, *others)} for key, others in words.items()]
    pairs = combinations(zip(words, spellings, strict=True), 2)
    return next(((one, other) for (one, its), (other, theirs) in pairs if its & theirs), ())
