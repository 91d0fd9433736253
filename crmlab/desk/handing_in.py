"""What `crmlab ready` looks at before a notebook is handed in: what would cost points for nothing.

What it mends and what is graded agree, because both come from `crmlab.grading.running.rebuilding`: the
notebook is put together as grading would, and written back with what the student sees in it.
"""

from __future__ import annotations

import ast
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from crmlab import __version__
from crmlab.desk.doctor import Finding
from crmlab.environment import advice, differing
from crmlab.errors import BadValueError
from crmlab.files import first_free, write_whole
from crmlab.grading.running.rebuilding import MISSING_CELL, Match, Slot, match
from crmlab.intake.cells import Cell, cells_of, name_in, top_level
from crmlab.intake.names import names_given, own_names
from crmlab.intake.reading import NotReadableError, read
from crmlab.intake.releases import made_with
from crmlab.language import said, to_say

_SEEN = ("outputs", "execution_count", "attachments")


@dataclass(frozen=True)
class LookedOver:
    """A notebook after it was looked over, and mended where that is safe.

    Attributes
    ----------
    path : Path
        Where it lies now.
    notebook : NotebookNode
        What will be graded, without outputs.
    findings : list of Finding
        What was found.
    """

    path: Path
    notebook: NotebookNode
    findings: list[Finding]


def look_over(path: Path, *releases: Path) -> LookedOver:
    """Compare a notebook with its release in the first of these folders that has it, and mend what is safe.

    Raises
    ------
    BadValueError
        If it is no notebook, or none of these assignments.
    """
    submitted, about_file = _read(path)
    released, matched = _closest(submitted, path, releases)
    mended = matched.notebook(keep_prose=True)
    findings = [_name(path, released), *about_file, *_kernel(submitted, matched.release)]
    findings += [_release(matched), *_cells(matched, mended, submitted)]
    if any(finding.mended for finding in findings):
        path = _replaced(path, released.name, _with_what_is_seen(mended, submitted), findings)
    graded = matched.notebook()
    findings += [*_prose(matched), *_me(matched.release, graded), *_answers(matched)]
    return LookedOver(path, graded, findings)


def _read(path: Path) -> tuple[dict, list[Finding]]:
    """Return a notebook as it is parsed, and what is odd about its file."""
    content = path.read_bytes()
    try:
        notebook, encoding = read(content)
    except NotReadableError as error:
        earlier = path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint.ipynb"
        with_copy = to_say("{path}: {error}; an earlier copy is {earlier}.")
        without = to_say("{path}: {error}, so take an earlier copy.")
        sentence = with_copy if earlier.is_file() else without
        raise BadValueError(said(sentence, path=path, error=error, earlier=earlier)) from None
    found = []
    if encoding != "utf-8":
        found.append(said("it was saved in {encoding}; now it is UTF-8", encoding=encoding))
    if not _ends_with_its_json(content.decode(encoding, errors="replace")):
        found.append(said("something stood behind its end; that is gone"))
    if notebook.get("nbformat") != nbformat.current_nbformat:
        found.append(said("it had another format of notebooks; now it has the present one"))
    return notebook, [Finding(said("file"), one, mended=True) for one in found]


def _ends_with_its_json(text: str) -> bool:
    try:
        return bool(json.loads(text.lstrip("\ufeff"), parse_int=str))
    except ValueError:
        return False


def _closest(submitted: dict, path: Path, releases: Sequence[Path]) -> tuple[Path, Match]:
    """Return the release of which the notebook has most answers; of equals, the one of its name."""
    by_name = {one.stem: one for folder in reversed(releases) for one in folder.glob("*/*.ipynb")}
    known = [by_name[name] for name in sorted(by_name)]
    found = {one: match(nbformat.read(one, as_version=4), submitted) for one in known}
    best = max(known, key=lambda one: (found[one].answers, path.stem.startswith(one.stem)), default=None)
    if best is None or not found[best].answers:
        names = said(", ").join(one.stem for one in known)
        sentence = to_say("{path} has no answer cell of an assignment; this course has {names}.")
        raise BadValueError(said(sentence, path=path, names=names))
    return best, found[best]


def _name(path: Path, released: Path) -> Finding:
    """Find whether the file has the name under which it is graded."""
    subject, names = said("name"), {"old": path.name, "new": released.name}
    if path.name == released.name:
        return Finding(subject, path.name)
    rightly_named = path.with_name(released.name)
    if rightly_named.exists() and not rightly_named.samefile(path):  # Clv.ipynb is clv.ipynb on Windows
        advice = said("decide which one counts, and hand that in as {new}", new=released.name)
        return Finding(subject, said("it is {old}, and {new} is there, too", **names), advice)
    return Finding(subject, said("it was {old}; now it is {new}", **names), mended=True)


def _kernel(submitted: dict, release: NotebookNode) -> Iterator[Finding]:
    metadata = submitted.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    name = name_in(spec, "name") if isinstance(spec, dict) else None
    wanted = release.metadata.kernelspec.name
    if name != wanted:
        found = said("it was {old}; now it is {new}", old=name or said("not given"), new=wanted)
        yield Finding(said("kernel"), found, mended=True)


def _release(matched: Match) -> Finding:
    """Find whether the notebook, what was handed out and crmlab are of one version."""
    version, handed_out, subject = matched.made_with, made_with(matched.release), said("release")
    if version is None:
        return Finding(subject, said("it names no version of crmlab"))
    if version != __version__:
        return Finding(subject, said("it was {differing}", differing=differing(version)), advice(version))
    if handed_out and version != handed_out:
        sentence = to_say("it was made with crmlab {version}, and what was handed out with {other}")
        found = said(sentence, version=version, other=handed_out)
        return Finding(subject, found, said("ask your teacher which of the two counts"))
    return Finding(subject, said("made with crmlab {version}", version=version))


def _cells(matched: Match, mended: NotebookNode, submitted: dict) -> Iterator[Finding]:
    """Find what happened to the cells that are graded and to those that they need."""
    if _shape(cells_of(submitted)) == _shape(mended.cells):
        yield Finding(said("cells"), said("all there, each once"))
        return
    remarks = [remark for slot in matched.slots if not slot.is_prose for remark in _remarks(slot)]
    for remark in remarks or [said("They have the order and the settings of the assignment again.")]:
        yield Finding(said("cells"), remark, mended=True)
    if unknown := [cell.grade_id for cell in matched.own if cell.grade_id]:
        found = said("{names}: not in this assignment, so not graded", names=said(", ").join(unknown))
        yield Finding(said("cells"), found, said("put what counts into the answer cells"))


def _shape(cells: list[dict]) -> list[tuple]:
    """Return what a notebook must share with the one that is graded: all but prose, outputs and ids."""
    return [
        (cell.kind, cell.source, cell.settings, cell.tags if cell.settings else None)
        for cell in map(Cell.read, cells)
        if cell.kind == "code" or cell.settings
    ]


def _remarks(slot: Slot) -> list[str]:
    missing = said(MISSING_CELL, name=repr(slot.called))
    return list(slot.remarks()) or ([] if slot.copies else [missing])


def _replaced(path: Path, name: str, content: bytes, findings: list[Finding]) -> Path:
    """Write the mended notebook and keep the old one beside it; add a finding that says where."""
    kept = first_free(lambda number: path.with_name(f"{path.name}.before-{number}"))
    shutil.copy2(path, kept)
    write_whole(path, content)
    findings.append(Finding(said("yours"), said("kept as it was in {name}", name=kept.name)))
    return path.rename(path.with_name(name)) if findings[0].mended else path


def _with_what_is_seen(mended: NotebookNode, submitted: dict) -> bytes:
    """Return the mended notebook with the outputs, pictures and settings of the cells that did not change."""
    seen = defaultdict(list)
    for cell in cells_of(submitted):
        known = Cell.read(cell)
        seen[known.kind, known.source].append(cell)
    full = nbformat.from_dict(mended)
    for cell in full.cells:
        before = seen[cell.cell_type, cell.source]
        if before:
            was = nbformat.from_dict(before.pop(0))
            cell.update({key: was[key] for key in _SEEN if key in was})
    try:
        nbformat.validate(full)
    except nbformat.ValidationError:  # what is seen is damaged, too
        full = mended
    return (nbformat.writes(full) + "\n").encode()


def _prose(matched: Match) -> Iterator[Finding]:
    changed = [repr(slot.called) for slot in matched.slots if slot.is_prose and any(slot.remarks())]
    if changed:
        sentence = to_say("you changed {cells}; that may stay, but is not graded")
        yield Finding(said("text"), said(sentence, cells=said(", ").join(changed)))


def _me(release: NotebookNode, graded: NotebookNode) -> Iterator[Finding]:
    """Find whether the student says who he is, where the assignment asks."""
    asked, given = (names_given(notebook.cells) for notebook in (release, graded))
    if not asked:
        return
    given = own_names(given, asked)
    advice = said('put your student number in quotes into the cell me = "…"')
    if len(given) != 1:
        times = to_say("it is given {number} times") if given else to_say("it is not given")
        yield Finding("me", said(times, number=len(given)), advice)
    elif given[0] is None:
        found = said("it is computed, or neither a text nor a whole number, so grading cannot read it")
        yield Finding("me", found, advice)
    elif given == asked or not given[0]:
        yield Finding("me", said("your number is missing"), advice)
    else:
        yield Finding("me", given[0])


def _answers(matched: Match) -> Iterator[Finding]:
    """Find the answers that nobody wrote, or that cannot work."""
    for slot in matched.slots:
        if slot.is_untouched:
            yield Finding(slot.called, said("still as you got it"), said("write your answer"))
        elif slot.is_answer and any(isinstance(one, ast.Raise) for one in top_level(slot.filled())):
            found = said("the line raise NotYet(…) is still there")
            yield Finding(slot.called, found, said("delete that line"))
