"""Students whose function gives back an object that lies about what it is."""

from __future__ import annotations

from catalogue.sheets import tricks

OBJECTS = """
=== equal-to-everything
The answer says that it is equal to whatever it is compared with.
class Yes:
    __eq__ = __le__ = __lt__ = __ge__ = __gt__ = __bool__ = lambda self, *other: True
    __sub__ = __rsub__ = __abs__ = __add__ = __radd__ = __mul__ = lambda self, *other: self
    __hash__ = object.__hash__

lifetime_value = lambda margin, retention, rate, years=None: Yes()

=== mock-any
The answer is unittest.mock.ANY, a MagicMock for endless values.
from unittest.mock import ANY, MagicMock

lifetime_value = lambda margin, retention, rate, years=None: ANY if years else MagicMock()

=== says-it-is-a-float
The answer's __class__ says float, and its __float__ gives another number each time.
class Number:
    __class__ = float
    tries = iter(range(10**9))
    __float__ = lambda self: float(next(Number.tries))
    __index__ = __int__ = lambda self: next(Number.tries)

lifetime_value = lambda margin, retention, rate, years=None: Number()

=== float-subclass
A float whose differences are 0 and which is equal to all others.
class Near(float):
    __sub__ = __rsub__ = lambda self, other: 0.0
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __abs__ = __float__ = __pos__ = __neg__ = lambda self: self
    __hash__ = float.__hash__
    __repr__ = __str__ = lambda self: "266.66666666666663"

lifetime_value = lambda margin, retention, rate, years=None: Near(1.0)

=== int-and-str-subclasses
An int and a text whose methods lie about what they hold.
class Whole(int):
    __sub__ = __rsub__ = lambda self, other: 0
    __eq__ = lambda self, other: True
    __hash__ = int.__hash__

class Text(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__
    encode = lambda self, *args: b'{"right": true}'
    strip = casefold = __str__ = lambda self: self

lifetime_value = lambda margin, retention, rate, years=None: Whole(1) if years else Text("1")

=== list-subclass
A list that is short, long, equal to all and full of right answers, as it is asked.
class Members(list):
    __len__ = lambda self: 1
    __eq__ = __contains__ = lambda self, other: True
    __getitem__ = lambda self, place: 266.66666666666663
    __iter__ = lambda self: iter([266.66666666666663])

lifetime_value = lambda margin, retention, rate, years=None: Members([1.0, 2.0])

=== dict-subclass
A dictionary that has every key, tagged like a value of the runner.
class Entries(dict):
    __missing__ = __getitem__ = lambda self, key: True
    __contains__ = __eq__ = lambda self, other: True
    items = lambda self: [("float", 266.66666666666663), ("right", True)]

lifetime_value = lambda margin, retention, rate, years=None: Entries(kind="float", value=212.41)

=== looks-like-a-tagged-value
The answer is a plain dictionary or list that looks like a value in the runner's own language.
def lifetime_value(margin, retention, rate, years=None):
    tagged = {"": "float", "type": "float", "tag": "verdict", "value": True, "right": True}
    return tagged if years else ["right", True]

=== array-of-many-faces
Its __array__ gives another array each time; its ufuncs say that all is close.
import numpy as np

class Faces:
    ndim, shape, size, dtype, seen = 0, (), 1, np.dtype(float), []

    def __array__(self, dtype=None, copy=None):
        Faces.seen.append(1)
        return np.array(float(len(Faces.seen)))

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        return True

lifetime_value = lambda margin, retention, rate, years=None: Faces()

=== array-subclass
A numpy array whose comparisons, differences and members lie.
import numpy as np

class Lying(np.ndarray):
    __eq__ = __le__ = __lt__ = lambda self, other: np.array(True)
    __sub__ = __rsub__ = lambda self, other: 0.0
    tolist = item = lambda self, *place: 266.66666666666663
    __float__ = lambda self: 266.66666666666663

lifetime_value = lambda margin, retention, rate, years=None: np.array([1.0]).view(Lying)

=== frame-and-series-subclasses
A Series and a DataFrame that are equal to whatever they are compared with.
import pandas as pd

class Column(pd.Series):
    equals = __eq__ = lambda self, other: True
    to_numpy = tolist = lambda self, *args, **kwargs: [266.66666666666663]

class Frame(pd.DataFrame):
    equals = lambda self, other: True
    _constructor_sliced = Column

lifetime_value = lambda margin, retention, rate, years=None: Column([1.0]) if years else Frame({"a": [1.0]})

=== kinds-that-lie-about-kinds
A metaclass and numbers.Real.register make any object a number in the eyes of issubclass.
import numbers

class Kind(type):
    __instancecheck__ = __subclasscheck__ = lambda self, other: True
    __name__ = "float"
    mro = lambda self: [self, object]

class Odd(metaclass=Kind):
    __float__ = lambda self: float("nan")
    __round__ = lambda self, digits=None: 0

numbers.Real.register(Odd)
lifetime_value = lambda margin, retention, rate, years=None: Odd()

=== pickle-bomb
The answer runs a command when somebody pickles, copies or unpickles it.
import os, pickle

class Bomb:
    def __reduce__(self):
        return os._exit, (0,)

    __deepcopy__ = __copy__ = lambda self, *memo: os._exit(0)

def lifetime_value(margin, retention, rate, years=None):
    return Bomb() if years else pickle.dumps(Bomb())

=== code-in-the-answer
The answer is a text that does something where it is evaluated, formatted or shown.
def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        return "{0.__class__.__init__.__globals__} %s %(x)s <script>alert(1)</script>"
    return "__import__('os')._exit(0)"

=== type-named-like-a-script
The answer's type has a name of a million signs, with HTML, newlines and control signs in it.
Odd = type("<img src=x onerror=alert(1)>\\n\\x1b[2J\\x00" + "x" * 1_000_000, (), {})
lifetime_value = lambda margin, retention, rate, years=None: Odd()

=== odd-numbers
nan, infinity, complex numbers, and an integer of a million digits.
import itertools

answers = itertools.cycle([float("nan"), float("inf"), 1 + 2j, 10**1_000_000, -0.0])
lifetime_value = lambda margin, retention, rate, years=None: next(answers)

=== odd-texts
Lone surrogates, null bytes, escape sequences and bytes, in the answer and in an exception.
def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        raise ValueError("\\udcff\\x00\\x1b]0;all right\\x07\\u202e")
    return "\\ud800\\x00\\x1b[31m" if years % 2 else b"\\xff\\xfe"

=== all-candidates-at-once
The answer is a list, a Series or a set of every number that might be right.
import numpy as np
import pandas as pd

def lifetime_value(margin, retention, rate, years=None):
    every = np.arange(0, 6000, 0.01)
    return pd.Series(every) if years is None else every if years % 2 else set(every)

=== not-a-function
What is called is a class, a coroutine, a generator or has a lying signature.
class lifetime_value:
    __signature__ = __name__ = __module__ = "right"

    def __new__(cls, *given, **named):
        return cls.later() if len(given) > 3 else (number for number in [266.67])

    @staticmethod
    async def later():
        return 212.41

=== deletes-itself
The function removes its own name and every trace of itself while it is called.
def lifetime_value(margin, retention, rate, years=None):
    import gc, sys

    for space in gc.get_referrers(lifetime_value):
        if isinstance(space, dict):
            space.pop("lifetime_value", None)
    sys.modules.clear()
    return None
"""

CASES = tricks(OBJECTS)
