"""What `help` and the docs show: every example runs, every calculator says where it comes from."""

import doctest
import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest
from strategies import CALCULATORS, calculators_of, label

import crmlab
from crmlab import names
from crmlab.calculators import Record
from crmlab.quantities import Quantity

ROOT = Path(__file__).parents[1]
EDITED = ROOT / "course" / "glossary.toml"
PACKAGED = ROOT / "crmlab" / "data" / "glossary.toml"
KINDS = tomllib.loads(EDITED.read_text(encoding="utf-8"))
# the English of a calculator's title is its docstring
ENTRIES = [(kind, key) for kind, entries in KINDS.items() if kind != "calculators" for key in entries]
EVERY = pytest.mark.parametrize("function", CALCULATORS, ids=label)
EVERY_ENTRY = pytest.mark.parametrize(("kind", "key"), ENTRIES, ids=[".".join(entry) for entry in ENTRIES])


def modules():
    found, everything = [], pkgutil.walk_packages(crmlab.__path__, "crmlab.", onerror=lambda name: None)
    for name in (module.name for module in everything if not module.name.endswith("__main__")):
        try:
            found.append(importlib.import_module(name))
        except ModuleNotFoundError as missing:  # without the [lab] extra
            if missing.name.startswith("crmlab"):
                raise
    return found


def examples(module):
    """The examples of a module; doctest by itself passes over functions that a decorator wraps."""
    found = doctest.DocTestFinder(exclude_empty=True).find(module, module.__name__)
    parser, seen = doctest.DocTestParser(), {test.name for test in found}
    for name, function in calculators_of(module).items():
        if f"{module.__name__}.{name}" not in seen:
            found.append(parser.get_doctest(function.__doc__, dict(vars(module)), name, module.__file__, 0))
    return [test for test in found if test.examples]


@pytest.mark.parametrize("module", [crmlab, *modules()], ids=lambda module: module.__name__)
def test_every_example_gives_what_it_says(module):
    said = []
    runner = doctest.DocTestRunner()
    for test in examples(module):
        runner.run(test, out=said.append)
    assert not runner.failures, "".join(said)


@EVERY
def test_every_calculator_has_an_example_that_is_run(function):
    module = importlib.import_module(function.__module__)
    run = [test for test in examples(module) if test.name.rpartition(".")[2] == function.__name__]
    assert run
    assert any(f"{function.__name__}(" in example.source for example in run[0].examples)


@EVERY
def test_every_calculator_has_its_sections_once_and_in_order(function):
    headings = re.findall(r"^(\w+)\n-+$", function.__doc__, flags=re.MULTILINE)
    assert headings == ["Parameters", "Returns", "Raises", "References", "Examples"]


@EVERY
def test_every_calculator_says_in_one_line_what_it_gives(function):
    first, _, rest = function.__doc__.partition("\n")
    assert first.endswith(".")
    assert rest.startswith("\n")


@EVERY
def test_every_calculator_has_its_formula(function):
    if isinstance(function.result, Quantity):
        assert re.search(r"^Formula::\n\n    \w+ = ", function.__doc__, flags=re.MULTILINE)


@EVERY
def test_every_source_carries_its_evidence_mark(function):
    references = function.__doc__.partition("References\n----------\n")[2].partition("\n\n")[0]
    assert re.search(r"\[[a-z ]+\]|\bstandard\b", references, flags=re.IGNORECASE), references
    marks = {
        "published",
        "source document",
        "computed",
        "computed here",
        "reconstructed",
        "invented for the exercise",
    }
    assert set(re.findall(r"\[([^\]]*)\]", references)) <= marks


@EVERY
def test_every_parameter_has_its_entry_with_a_kind_and_a_meaning(function):
    section = function.__doc__.partition("Parameters\n----------\n")[2].partition("\n\nReturns")[0]
    entries = re.findall(r"^(\w+) : (.+)\n    (.+)$", section, flags=re.MULTILINE)
    assert [name for name, _, _ in entries] == list(function.parameters)
    for _, kind, meaning in entries:
        assert re.match(r"float|int|list|bool|object|\{'", kind)
        assert meaning.endswith(".")
        assert ".." not in meaning


@EVERY
def test_every_parameter_and_unit_stands_in_the_glossary(function):
    for name in function.parameters:
        assert name in names.vocabulary("parameters"), name
    for quantity in [p.quantity for p in function.parameters.values()] + [function.result]:
        unit = getattr(quantity, "unit", "")
        assert unit == "" or unit in names.vocabulary("units"), unit


@EVERY
def test_every_part_of_an_answer_stands_in_the_glossary(function):
    parts = function.result.fields if isinstance(function.result, Record) else {}
    assert set(parts) <= set(names.vocabulary("results"))


# The glossary


def test_the_packaged_glossary_is_the_edited_one():
    assert PACKAGED.read_bytes() == EDITED.read_bytes()


@EVERY_ENTRY
def test_every_entry_has_a_label_and_a_sentence_in_both_languages(kind, key):
    entry = KINDS[kind][key]
    assert set(entry) == {"en", "zh"}
    (english, meaning, *_), (chinese, sentence, *_) = entry["en"], entry["zh"]
    assert len(entry["en"]) == len(entry["zh"])
    assert english.strip() == english != ""
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert meaning.endswith(".") and not meaning.endswith("..")
    assert sentence.endswith("。")


@EVERY
def test_every_calculator_says_in_chinese_what_it_computes(function):
    key = f"{function.__module__.removeprefix('crmlab.')}.{function.__name__}"
    assert re.search(r"[\u4e00-\u9fff]", names.vocabulary("calculators")[key].zh[0])


@EVERY_ENTRY
def test_no_sentence_holds_the_markup_of_html(kind, key):
    assert not re.search(r"[<>&]", str(KINDS[kind][key]))


def test_no_entry_is_left_of_a_calculator_that_is_gone():
    """An entry that nothing uses is a word that nobody checks any more."""
    parameters, results = ({name for one in map(of, CALCULATORS) for name in one} for of in (_given, _parts))
    assert set(KINDS["parameters"]) <= parameters
    assert set(KINDS["results"]) <= results
    assert set(KINDS["calculators"]) == set(map(label, CALCULATORS))
    quantities = [one for function in CALCULATORS for one in (*_given(function).values(), function.result)]
    assert set(KINDS["units"]) <= {unit for quantity in quantities for unit in _units(quantity)}


def _given(function):
    return {name: parameter.quantity for name, parameter in function.parameters.items()}


def _parts(function):
    return function.result.fields if isinstance(function.result, Record) else {}


def _units(quantity):
    """The units of a quantity, of the parts of an answer, of the columns of a table."""
    parts = getattr(quantity, "fields", None) or getattr(quantity, "columns", None) or {}
    return [getattr(quantity, "unit", "")] + [unit for part in parts.values() for unit in _units(part)]


def test_no_two_terms_share_a_name():
    for language in ("en", "zh"):
        labels = [entry[language][0].lower() for entry in KINDS["terms"].values()]
        assert len(set(labels)) == len(labels)
