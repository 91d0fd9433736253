"""What `help` and the docs show: every example runs, every calculator says where it comes from."""

import doctest
import importlib
import pkgutil
import re

from strategies import CALCULATORS, calculators_of, label

import crmlab
from crmlab.declared import authored
from crmlab.declared.calculators import Record
from crmlab.declared.quantities import Quantity
from crmlab.exercises.drawing import quantities_of
from crmlab.exercises.finding import tasks_of, topics

KINDS = authored.merged("words")
IN_CHINESE_ONLY = {"calculators", "columns", "choices"}  # in English a docstring or the name itself is read
MARKS = {
    "published",
    "source document",
    "computed",
    "computed here",
    "reconstructed",
    "invented for the exercise",
}


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


def test_every_example_gives_what_it_says():
    said = []
    for module in (crmlab, *modules()):
        runner = doctest.DocTestRunner(verbose=False)
        for test in examples(module):
            runner.run(test, out=said.append)
    assert "".join(said) == ""


# What stands in the docstring of each calculator: each test lists all that break its rule


def breaking(rule):
    """The calculators that break a rule."""
    return [label(function) for function in CALCULATORS if not rule(function)]


def section(function, heading):
    """The lines of one section."""
    return re.search(rf"^{heading}\n-+\n(.*?)(?=\n\n|\Z)", function.__doc__, re.MULTILINE | re.DOTALL)[1]


def test_every_calculator_has_an_example_of_itself():
    found = {
        module: examples(importlib.import_module(module)) for module in {f.__module__ for f in CALCULATORS}
    }

    def calls_itself(function):
        own = [one for one in found[function.__module__] if one.name.rpartition(".")[2] == function.__name__]
        return own and any(f"{function.__name__}(" in example.source for example in own[0].examples)

    assert breaking(calls_itself) == []


def test_every_calculator_has_its_sections_once_and_in_order():
    sections = ["Parameters", "Returns", "Raises", "References", "Examples"]
    assert breaking(lambda f: re.findall(r"^(\w+)\n-+$", f.__doc__, flags=re.MULTILINE) == sections) == []


def test_every_calculator_says_in_one_line_what_it_gives():
    assert breaking(lambda function: re.match(r".*\.\n\n", function.__doc__)) == []


def test_every_calculator_that_gives_a_number_has_its_formula():
    has_formula = re.compile(r"^Formula::\n\n    \w+ = ", flags=re.MULTILINE)
    assert breaking(lambda f: not isinstance(f.result, Quantity) or has_formula.search(f.__doc__)) == []


def test_every_source_carries_its_evidence_mark():
    def is_marked(function):
        references = section(function, "References")
        found = set(re.findall(r"\[([^\]]*)\]", references))
        return found <= MARKS and (found or re.search(r"\bstandard\b", references, re.IGNORECASE))

    assert breaking(is_marked) == []


def test_every_parameter_has_its_entry_with_a_kind_and_a_meaning():
    def is_whole(function):
        entries = re.findall(r"^(\w+) : (.+)\n    (.+)$", section(function, "Parameters"), re.MULTILINE)
        return [name for name, _, _ in entries] == list(function.parameters) and all(
            re.match(r"float|int|list|bool|object|\{'", kind)
            and meaning.endswith(".")
            and ".." not in meaning
            for _, kind, meaning in entries
        )

    assert breaking(is_whole) == []


def test_every_parameter_unit_and_part_of_an_answer_stands_in_the_glossary():
    assert {name for function in CALCULATORS for name in _given(function)} <= set(KINDS["parameters"])
    assert {name for function in CALCULATORS for name in _parts(function)} <= set(KINDS["results"])
    assert _units_of_all() - {""} <= set(KINDS["units"])


# The glossary


def faults(entry):
    """What is wrong with the words of an entry."""
    if entry.keys() != {"en", "zh"} or len(entry["en"]) != len(entry["zh"]):
        yield "says more in one language than in the other"
        return
    (english, meaning, *_), (chinese, sentence, *_) = entry["en"], entry["zh"]
    if not english.strip() == english != "":
        yield "has no label, or one with blanks around it"
    if not re.search(r"[\u4e00-\u9fff¥]", chinese):
        yield "has no Chinese label"
    if not meaning.endswith(".") or meaning.endswith("..") or not sentence.endswith("。"):
        yield "has a sentence that does not end with one full stop"


def test_every_entry_has_a_label_and_a_sentence_in_both_languages():
    entries = {(kind, key): entry for kind in KINDS for key, entry in KINDS[kind].items()}
    in_both = {name: entry for name, entry in entries.items() if name[0] not in IN_CHINESE_ONLY}
    assert {name: found for name, entry in in_both.items() if (found := list(faults(entry)))} == {}
    titles = {name: entry["zh"][0] for name, entry in entries.items() if name[0] == "calculators"}
    shown_as_they_are = entries | titles  # not so the sources, whose authors have an & between them
    assert [name for name, text in shown_as_they_are.items() if re.search(r"[<>&]", str(text))] == []


def test_every_calculator_says_in_chinese_what_it_computes():
    """Its English title is its docstring."""
    titles = {label(function): KINDS["calculators"][label(function)]["zh"][0] for function in CALCULATORS}
    assert [name for name, title in titles.items() if not re.search(r"[\u4e00-\u9fff]", title)] == []


def test_no_entry_is_left_of_a_calculator_that_is_gone():
    """An entry that nothing uses is a word that nobody checks any more."""
    parameters, results = ({name for one in map(of, CALCULATORS) for name in one} for of in (_given, _parts))
    assert set(KINDS["parameters"]) <= parameters | _own_numbers()
    assert set(KINDS["results"]) <= results
    assert set(KINDS["calculators"]) == set(map(label, CALCULATORS))
    assert set(KINDS["units"]) <= _units_of_all()


def _own_numbers():
    tasks = [task for topic in topics() for task in tasks_of(topic)]
    return {name for task in tasks for name in quantities_of(task)}


def _units_of_all():
    quantities = [one for function in CALCULATORS for one in (*_given(function).values(), function.result)]
    return {unit for quantity in quantities for unit in _units(quantity)}


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
