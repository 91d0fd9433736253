"""Who a student says that he is: what he wrote out is read, and nothing else that he did goes unnoticed."""

import pytest

from crmlab.intake.names import names_given

READ = {
    "me = 'S1'": "S1",
    "me = ' S1\\n'": "S1",
    "me = 20231234": "20231234",
    "me = -5": "-5",
    "me: str = 'S1'": "S1",
    "me, group = 'S1', 'A'": "S1",
    "[group, me] = ['A', 'S1']": "S1",
    "(a, (me, b)), c = ('x', ('S1', 1)), 2": "S1",
    "me, *rest = 'S1', 2, 3": "S1",
    "*rest, me = 1, 2, 'S1'": "S1",
    "me = you = 'S1'": "S1",
    "you = me = 'S1'": "S1",
    "print(me := 'S1')": "S1",
    "me = (you := 'S1')": "S1",
    "[(me := 'S1') for one in 'a']": "S1",
    "def f(x=(me := 'S1')):\n    pass": "S1",
    "me = 'S' '1'": "S1",
    "me = 'S' + '1'": "S1",
    "me = 'S' + str(1)": "S1",
    "me = 2023_0000 + 1234": "20231234",
    "me = f'S{1}'": "S1",
    "me = f'{\"S\"!s}{1}'": "S1",
    "me = str(20231234)": "20231234",
    "me = int('20231234')": "20231234",
    "if True:\n    me = 'S1'": "S1",
    "try:\n    me = 'S1'\nexcept ValueError:\n    pass": "S1",
    "global me\nme = 'S1'": "S1",
    "%matplotlib inline\nme = 'S1'": "S1",
    "%%time\nme = 'S1'": "S1",
    "!pip install x\nhelp?\nme = 'S1'  # mine?": "S1",
    "me = ''": "",
}
COMPUTED = [
    "me = input()",
    "me = other",
    "me = 'S1'.strip()",
    "me = 'S' * 2",
    "me = 'S%d' % 1",
    "year = 2023\nme = f'{year}1234'",
    "me = f'{1:03}'",
    "me = 1.5",
    "me = True",
    "me = None",
    "me = b'S1'",
    "me = 0x" + "f" * 5000,
    "me = int(1e999)",
    "me = 'a' + 1",
    "me = -'a'",
    "me = " + "+".join(["'a'"] * 2000),
    "me, group = 'ab'",
    "me, *rest = *'ab', 'c'",
    "*me, rest = 1, 2",
    "me, a, b = 1, 2",
    "me += '34'",
    "for me in names:\n    pass",
    "for number, me in names:\n    pass",
    "with open('x') as me:\n    pass",
    "with open('x') as (me, you):\n    pass",
    "import me",
    "import me.too",
    "import pandas as me",
    "from names import me",
    "from names import mine as me",
    "def me():\n    pass",
    "class me:\n    pass",
    "try:\n    1\nexcept ValueError as me:\n    pass",
    "match 'S1':\n    case me:\n        pass",
    "match [1]:\n    case [*me]:\n        pass",
    "match {}:\n    case {**me}:\n        pass",
    "def f():\n    global me\n    me = 'S1'",
    "class A:\n    def f(self):\n        global me\n        me = 'S1'",
    "def f(me='S1'):\n    pass",
    "f = lambda me='S1': me",
    "globals()['me'] = 'S1'",
    "globals().update(me='S1')",
    "exec('me = 1')",
    "%time me = 'S1'",
    "me = 2023年",
]
NOTHING = [
    "",
    "# me = 'S1'",
    "me: str",
    "me == 'S1'",
    "self.me = 'S1'",
    "names = [me for me in 'ab']",
    "import me as you",
    "import names.me",
]
LOCAL = [
    "def f(me):\n    me = 2",
    "lambda me=1: me",
    "[me for me in 'ab']",
    "class A:\n    me = 2",
    "me == 2",
]


def given(*sources, kind="code"):
    return names_given([{"cell_type": kind, "source": source} for source in sources])


@pytest.mark.parametrize("source", READ)
def test_a_name_that_is_written_out_gives_the_student_his_numbers_however_it_is_spelt(source):
    assert given(source) == [READ[source]]


@pytest.mark.parametrize("source", COMPUTED)
def test_a_name_that_cannot_be_read_is_noticed_however_it_came_to_be(source):
    assert given(source) == [None]


@pytest.mark.parametrize("source", NOTHING)
def test_who_gives_no_name_is_not_said_to_have_computed_one(source):
    assert given(source) == []


@pytest.mark.parametrize("source", LOCAL)
def test_another_me_inside_a_function_does_not_spoil_the_students_own(source):
    assert given("me = 'S1'", source) == ["S1"]


def test_names_are_told_apart_in_the_order_of_the_text_and_the_same_one_counts_once():
    assert given("me = 20231234", "me = '20231234'\nme = ' 20231234 '") == ["20231234"]
    assert given("if x:\n    me = 'a'\nelse:\n    me = 'b'", "me += 'c'") == ["a", "b", None]
    assert given("me = 'S1'", kind="markdown") == []


def test_no_source_keeps_the_grader_busy_or_breaks_it():
    for source in (
        "me" * 10**6,
        "me " * 10**6,
        "(" * 10**5,
        "me=" * 10**5,
        "-" * 10**5 + "1",
        "x = " + "+".join("1" * 10**5),
    ):
        assert given(source) in ([], [None])
