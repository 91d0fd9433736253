"""Who the student is and which numbers he has: `me` in every spelling, numbers() again, results typed in.

All tasks that a machine grades are answered. Most answers compute with ``given`` and ``mine``, so they are
right whatever numbers the grader sends; what is typed in only if it draws what JupyterLab drew.
"""

from __future__ import annotations

import functools

from nbformat import NotebookNode

from catalogue.frame import HONEST, VALUE, Case, cell_of, honest, messy, model_answers, release
from catalogue.messy import insert_after

ALL = tuple(
    cell.metadata.nbgrader.grade_id
    for cell in release().cells
    if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
)
NUMBER = "20231234"


def complete(me: str, **others: str) -> NotebookNode:
    """Return a notebook with every task that a machine grades, under the source *me* of the first cell."""
    return honest(*model_answers(), clv_me=me, **others)


def computed(name: str, about: str, me: str, **expected) -> Case:
    """Return the case of complete answers that compute with their numbers; only the first cell is unusual."""
    return messy(name, about, complete(me), **{"earns": ALL, **expected})


def typed(name: str, about: str, me: str, called: str, **expected) -> Case:
    """Return the case of results typed in as JupyterLab showed them to a student who is *called* so."""
    return messy(name, about, complete(me, clv_offer=_results(called)), **{"earns": ALL, **expected})


@functools.cache
def _results(called: str) -> str:
    """Compute the offer with the numbers of this name, and write the results as a student types them."""
    namespace = {"__name__": "__main__"}
    first_cells = [cell.source for cell in release().cells if cell.source.startswith(("import ", "given = "))]
    for source in [f"me = {called!r}", *first_cells, model_answers()["clv-offer"]]:
        exec(source, namespace)  # of the course itself
    return f"base_value = {namespace['base_value']:.2f}\naddon = {namespace['addon']:.2f}"


def changed_twice() -> NotebookNode:
    made = complete(f'me = "{NUMBER}"')
    insert_after(made, "clv-me", 'me = "20239999"')
    return made


def own_numbers_cell_deleted() -> NotebookNode:
    made = complete(f'me = "{NUMBER}"')
    made.cells = [cell for cell in made.cells if not cell.source.startswith("given = numbers")]
    return made


def second_attempt() -> NotebookNode:
    made = complete(f'me = "{NUMBER}"')
    numbers = next(cell for cell in made.cells if cell.source.startswith("given = numbers"))
    numbers.source = 'given = numbers("clv-offer", attempt=2)\ngiven'
    return made


def numbers_again_in_the_answer() -> NotebookNode:
    answer = model_answers()["clv-offer"]
    return complete(f'me = "{NUMBER}"', clv_offer=f'given = numbers("clv-offer")\n{answer}')


def numbers_before_the_name() -> NotebookNode:
    made = complete(f'me = "{NUMBER}"')
    first, imports = cell_of(made, "clv-me"), next(c for c in made.cells if c.source.startswith("import "))
    made.cells.remove(first)
    made.cells.insert(made.cells.index(imports) + 1, first)
    return made


def me_used_for_something_else() -> NotebookNode:
    me = f'me = "{NUMBER}"'
    return complete(me, clv_offer_choice=f'{model_answers()["clv-offer-choice"]}\nme = "make the offer"')


WITHOUT_NUMBERS = {"earns": (*HONEST, *VALUE, "clv-terms-lost"), "said": "me"}
FUNCTIONS_AND_WORDS = ("clv-present", "clv-value", "clv-payback", "clv-terms")

CASES = [
    computed("me-in-chinese", "The name is Chinese.", 'me = "李雷"'),
    computed("me-with-a-comment", "A comment, single quotes and blanks.", f"me  =  '{NUMBER}'   # 我的学号"),
    computed("me-with-a-type", "The assignment is annotated.", f'me: str = "{NUMBER}"'),
    computed("me-in-two-literals", "Two literals side by side are one.", 'me = "2023" "1234"'),
    computed("me-in-three-quotes", "A raw text in three quotes.", f'me = r"""{NUMBER}"""'),
    computed("me-escaped", "The name is written in escapes.", r'me = "\u674e\u96f7"'),
    computed("me-as-f-string", "An f-string is no literal.", 'year = 2023\nme = f"{year}1234"'),
    computed("me-as-str-of-a-number", "A call that gives what stands in it.", f"me = str({NUMBER})"),
    computed("me-asked-with-input", "The name is asked from the student.", 'me = input("Your number: ")'),
    computed("me-among-others", "Two names are set in one line.", f'me, group = "{NUMBER}", "A"'),
    computed(
        "me-twice-in-one-cell", "The name stands twice, once a try.", 'me = "x"\nme = "20231234"', said="me"
    ),
    computed("me-with-the-placeholder", "The placeholder was left.", 'me = "your number or name"', said="me"),
    computed(
        "me-of-another-student",
        "The name is not the folder's.",
        'me = "20232222"',
        student="20231111",
        said="another name",
    ),
    computed("me-very-long", "The name is a text of 100,000 characters.", f"me = {'李雷' * 50_000!r}"),
    computed("me-with-a-line-break", "Line breaks and quotes in the name.", "me = '李\\n\"雷\\''"),
    computed("me-with-bars", "The name holds the sign that separates the parts of a seed.", 'me = "a|b|1|2"'),
    messy("me-in-two-cells", "The name stands in two cells.", changed_twice(), earns=ALL, said="me"),
    messy(
        "me-as-a-number",
        "me is an int, so that numbers() fails; tasks without numbers are answered.",
        honest(*FUNCTIONS_AND_WORDS, clv_me=f"me = {NUMBER}"),
        **WITHOUT_NUMBERS,
    ),
    messy(
        "me-with-half-a-character",
        "The name is half a character, so that numbers() fails.",
        honest(*FUNCTIONS_AND_WORDS, clv_me=r'me = "\ud83d"'),
        **WITHOUT_NUMBERS,
    ),
    messy(
        "me-empty",
        "me is an empty text, so that numbers() fails.",
        honest(*FUNCTIONS_AND_WORDS, clv_me='me = ""'),
        **WITHOUT_NUMBERS,
    ),
    messy(
        "me-with-an-error",
        "The quotes are missing, so that the first cell fails.",
        honest(*FUNCTIONS_AND_WORDS, clv_me="me = 李雷"),
        **WITHOUT_NUMBERS,
    ),
    messy(
        "me-used-for-something-else",
        "me is overwritten after the numbers were taken.",
        me_used_for_something_else(),
        earns=ALL,
    ),
    messy(
        "me-below-the-imports",
        "The first cell was moved below the second.",
        numbers_before_the_name(),
        earns=ALL,
    ),
    messy(
        "numbers-in-the-answer",
        "numbers() is called again in the answer cell.",
        numbers_again_in_the_answer(),
        earns=ALL,
    ),
    messy(
        "numbers-cell-deleted",
        "The cell that takes the numbers is deleted.",
        own_numbers_cell_deleted(),
        earns=ALL,
    ),
    messy(
        "numbers-of-a-second-attempt",
        "numbers(…, attempt=2) is asked; the answers compute with what comes.",
        second_attempt(),
        earns=ALL,
    ),
    typed(
        "typed-results", "The results are typed in to two digits.", f'me = "{NUMBER}"', NUMBER, student=NUMBER
    ),
    typed(
        "typed-results-of-a-chinese-name",
        "Typed results of a name that is not ASCII.",
        'me = "韩梅梅"',
        "韩梅梅",
    ),
    typed(
        "typed-results-with-blanks-in-the-name",
        "JupyterLab strips the name before it draws.",
        f'me = "  {NUMBER}\\n"',
        NUMBER,
    ),
    typed(
        "typed-results-under-another-name",
        "Typed results of a name that is not the folder's.",
        'me = "Han"',
        "Han",
        student="20235555",
        said="another name",
    ),
    typed(
        "typed-results-when-the-name-stands-twice",
        "The last name is the one of the results.",
        'me = "x"\nme = "Han"',
        "Han",
        said="me",
    ),
    typed(
        "typed-results-with-the-placeholder",
        "Typed results of the placeholder.",
        'me = "your number or name"',
        "your number or name",
        said="me",
    ),
]
