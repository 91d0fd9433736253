"""The Chinese twins of the engine's sentences, and the catalogue that is made of them.

`python tools/sentences.py` brings the catalogue in step with the code: a new sentence stands there with an
empty twin, to be written; what is no longer said is gone. `make build` compiles it.
"""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = Path("crmlab/locale/zh/LC_MESSAGES/crmlab.po")
COMPILED = WRITTEN.with_suffix(".mo")
COMMANDS = (Path("crmlab/desk/cli.py"), Path("crmlab/desk/teaching.py"))
SAYING = {"said": None, "to_say": None}


class Sentences(Catalog):
    """A catalogue that tells nothing of when and where it was made, so that it is always the same."""

    header_comment = "# What the engine says, in Chinese. To add a sentence: python tools/sentences.py"
    mime_headers = (("Language", "zh"), ("Content-Type", "text/plain; charset=utf-8"))

    def __init__(self) -> None:
        super().__init__(fuzzy=False)


def extracted(root: Path = ROOT) -> Sentences:
    """Return what the code says, and in which files, without twins."""
    found = Sentences()
    for file, _, sentence, *_ in extract_from_dir(root / "crmlab", [("**.py", "python")], keywords=SAYING):
        found.add(sentence, locations=[(f"crmlab/{file}", 0)])
    for file in COMMANDS:
        for sentence in helps(root, file):
            found.add(sentence, locations=[(file.as_posix(), 0)])
    return found


def helps(root: Path = ROOT, *files: Path) -> list[str]:
    """Return the docstrings of the commands, which are their help; of all files unless some are named."""
    trees = (ast.parse((root / file).read_text(encoding="utf-8")) for file in files or COMMANDS)
    return [ast.get_docstring(one) for tree in trees for one in _commands(tree)]


def _commands(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return the functions that are commands: decorated as such, or named in COMMANDS."""
    listed = {
        name.id
        for one in tree.body
        if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "COMMANDS"
        for name in one.value.elts
    }
    functions = (one for one in tree.body if isinstance(one, ast.FunctionDef))
    return [
        one
        for one in functions
        if one.name in listed or "app." in "".join(map(ast.unparse, one.decorator_list))
    ]


def written(root: Path = ROOT) -> Sentences:
    """Return the sentences with the twins that people have written."""
    twins = Sentences()
    with (root / WRITTEN).open("rb") as file:
        for message in filter(lambda message: message.id, read_po(file)):
            twins[message.id] = message
    return twins


def in_step(root: Path = ROOT) -> Sentences:
    """Return what the code says, with the twins that are there."""
    sentences, twins = extracted(root), written(root)
    for message in filter(lambda message: message.id in twins, sentences):
        message.string = twins[message.id].string if message.id else ""
    return sentences


def compile_into(out: Path, root: Path = ROOT) -> None:
    """Write the catalogue that the engine reads into the folder *out*."""
    made = BytesIO()
    write_mo(made, written(root))
    (out / COMPILED).parent.mkdir(parents=True, exist_ok=True)
    (out / COMPILED).write_bytes(made.getvalue())


def main() -> None:
    """Bring the catalogue in step, and say what is left to write."""
    made, sentences = BytesIO(), in_step()
    write_po(made, sentences, width=0, include_lineno=False)
    (ROOT / WRITTEN).write_bytes(made.getvalue())
    empty = [message for message in sentences if message.id and not message.string]
    print(f"{WRITTEN}: {len(sentences)} sentences, {len(empty)} without a twin")


if __name__ == "__main__":
    main()
