"""What is left of English in a Chinese sentence, and what of the code is not said by the catalogue."""

import ast
import re

import sentences

CRMLAB = sentences.ROOT / "crmlab"
SAYING = {"said", "to_say"}
REFUSING = re.compile(r"(Bad|NoAnswer|NotYet|NotFitted|NotReadable|Withheld)\w*|error")
SENTENCE = re.compile(r"[a-z]{2,}[,:;]? [a-z]+[,:;]? [a-z]+")
CODE = re.compile(
    "None|True|False|def|if|return|sort|sorted|append|int|float|str|list|dict|round|days|dt|nan|inf|array|mapping|id|me|pip|install"
    "|crmlab|check|hint|solution|numbers|items|Python|DataFrame|Series|Parquet|DuckDB"
)


def english_in(sentence, *names):
    """Return the English words in a sentence that are neither code nor names that the test gives."""
    plain = re.sub(r"'[^']*'|\"[^\"]*\"|\(\w+\)", "", sentence)  # the value that came, with its type
    words = {*re.findall(r"[A-Za-z_]{2,}", plain)} - {*names}
    return {word for word in words if "_" not in word and not CODE.fullmatch(word)}


def modules(tasks=False):
    """Yield each module with its syntax tree; what *tasks* say is theirs, but if asked for."""
    for path in sorted(CRMLAB.rglob("*.py")):
        name = path.relative_to(CRMLAB).as_posix()
        if tasks or not re.match(r"exercises/\w+/", name):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def functions_in(tree, names=()):
    """Yield each node with the names of the classes and functions around it."""
    for node in ast.iter_child_nodes(tree):
        inside = isinstance(node, ast.FunctionDef | ast.ClassDef)
        yield ".".join(names), node
        yield from functions_in(node, (*names, node.name) if inside else names)


def sentences_in(tree):
    """Yield what reads like an English sentence and is not said, with the function in which it stands."""
    passed_over = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for where, node in functions_in(tree):
        if says(node) or isinstance(node, ast.JoinedStr):
            passed_over |= {id(inner) for inner in ast.walk(node) if inner is not node}
        text = text_of(node)
        if text and id(node) not in passed_over and SENTENCE.search(text):
            yield where, text


def text_of(node):
    """Return a text as it is written, a gap where something is put in; None for what is no text."""
    if isinstance(node, ast.JoinedStr):
        return "{}".join(part.value for part in node.values if isinstance(part, ast.Constant))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def at_import(node):
    """Yield what runs when a module is imported."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inner = [*node.decorator_list, node.args]
    else:
        inner = [] if isinstance(node, ast.Lambda) else ast.iter_child_nodes(node)
    for one in inner:
        yield from at_import(one)


def says(node):
    """Whether a node says or marks a sentence."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING


def texts_in(node):
    """Yield the texts in an expression that are not said, f-strings whole; what is compared is none."""
    if says(node) or isinstance(node, ast.Compare | ast.Subscript):
        return
    if text_of(node) is not None:
        yield node
        return
    for inner in ast.iter_child_nodes(node):
        yield from texts_in(inner)
