"""The game as a manager plays it: what he can see, what he decides, and what it came to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from crmlab.declared.quantities import Choice
from crmlab.errors import BadTypeError, BadValueError
from crmlab.files import write_whole
from crmlab.firm import scoring
from crmlab.firm.books import Books
from crmlab.firm.debrief import Debrief, debriefed
from crmlab.firm.decisions import BUDGET, REPORTS, Decision, decided
from crmlab.firm.game import Quarter, equity, opening, played
from crmlab.firm.luck import seed_of
from crmlab.firm.market import PLAYED
from crmlab.firm.words import money
from crmlab.language import said

LENGTHS = (3, PLAYED)  # quarters: for one lesson in class, and the whole game
_FORM = 1  # of a file in which a game is kept


class Firm:
    """A firm of some 1,500 customers, to be led for nine quarters.

    Parameters
    ----------
    me : str or int
        Your number or name, or your team's: it decides the luck that you meet.
    market : str, optional
        Which customers there are. A class agrees on a name; without one, *me* has a market of its own.
    quarters : {9, 3}
        How long the game is.

    Examples
    --------
    >>> firm = Firm("lin", market="practice", quarters=3)
    >>> firm.see("complaints").columns.tolist()
    ['customer_id', 'segment', 'channel', 'tenure', 'complaints', 'in_vain']
    >>> table = firm.decide(service=30_000, recovery=8_000, winning={"fairs": {"middle": 9_000}})
    >>> firm.quarter
    2
    """

    def __init__(self, me: str | int, market: str | None = None, quarters: int = PLAYED) -> None:
        me = str(me) if type(me) is int else me  # a number without quotes
        for name, value in {"me": me, "market": me if market is None else market}.items():
            if not isinstance(value, str) or not value.strip():
                raise BadTypeError(said("{name} must be a text in quotes that is not empty.", name=name))
        if quarters not in LENGTHS:
            sentence = said(
                "quarters must be {lengths}; got {got}.",
                lengths=said(" or ").join(map(str, LENGTHS)),
                got=quarters,
            )
            raise BadValueError(sentence)
        self.me, self.market, self.quarters = me.strip(), (me if market is None else market).strip(), quarters
        self._luck = seed_of("luck", self.me)
        self._opening = opening(seed_of("market", self.market), self._luck)
        self._played: list[Quarter] = []
        self._bought: tuple[str, ...] = ()
        self._typed: dict[str, str] = {}  # what stands on the board and is not decided yet
        self._watching: Callable[[], None] | None = None  # the board, which also shows what plain calls do

    def __repr__(self) -> str:
        if self.is_over:
            return said(
                "Firm of {me}: all {quarters} quarters are played.", me=self.me, quarters=self.quarters
            )
        return said(
            "Firm of {me}: quarter {quarter} of {quarters}, {customers:,} customers, {budget} to spend.",
            me=self.me,
            quarter=self.quarter,
            quarters=self.quarters,
            customers=int(self._now.state.here.sum()),
            budget=money(BUDGET - sum(REPORTS[name] for name in self._bought)),
        )

    @property
    def quarter(self) -> int:
        """The quarter that is to be decided next, from 1."""
        return len(self._played) + 1

    @property
    def is_over(self) -> bool:
        """Whether all quarters are played."""
        return len(self._played) == self.quarters

    @property
    def plan(self) -> list[dict[str, Any]]:
        """The decisions so far, as plain values: this is what is handed in."""
        return [one.decision.as_data() for one in self._played]

    @property
    def _now(self) -> Books:
        return self._played[-1].after if self._played else self._opening

    def see(self, report: str) -> pd.DataFrame:
        """Buy a report and see it; what it costs comes off this quarter's budget, once.

        Parameters
        ----------
        report : {"books", "customers", "survey", "complaints", "cohorts"}
            ``"books"`` costs nothing. A survey asks 300 customers, of whom some 60 % answer.
        """
        Choice(("books", *REPORTS)).validate("report", report)
        if report == "books":
            return scoring.books(self._now, [one.spent for one in self._played])
        if not self.is_over and report not in self._bought:
            self._bought = (*self._bought, report)
            self._tell()
        return self._now.cohorts() if report == "cohorts" else self._now.table(report)

    def decide(self, **decision: Any) -> pd.DataFrame:
        """Decide a quarter and play it; what is not named gets nothing.

        Parameters
        ----------
        winning : dict
            Yuan by channel and segment, ``{"fairs": {"middle": 9_000}}``.
        keeping : dict
            Yuan by segment, for what binds its customers.
        service, recovery : float
            Yuan for the service of all, and for putting right what customers complain of.
        promise : float
            What newcomers are promised, from 1 to 10; a 6 is what the service was worth on the first day.
        call, write, manage : Rule
            Whom to call (40 yuan each), to write to (3), to give a manager (1,500; at most 20): `whom`.

        Returns
        -------
        pandas.DataFrame
            The books with the new quarter.
        """
        if self.is_over:
            raise BadValueError(
                said("All {quarters} quarters are played; Firm(…) begins anew.", quarters=self.quarters)
            )
        bought = dict.fromkeys((*self._bought, *decision.pop("reports", ())))
        self._play(decided(**decision, reports=tuple(bought)))
        self._tell()
        return self.see("books")

    def _play(self, decision: Decision) -> None:
        self._played.append(played(self._now, decision))
        self._bought, self._typed = (), {}

    def _tell(self) -> None:
        if self._watching:
            self._watching()

    def board(self, file: str | Path | None = None) -> None:
        """Play under controls; plain calls and the board are two faces of one game.

        Parameters
        ----------
        file : str or path, optional
            Where the game is kept after each step, with what is typed and not decided yet. What the file
            holds of this game is taken up, so the same cell goes on after the kernel was stopped.
        """
        from crmlab.firm.board import Session

        if file is not None and Path(file).exists():
            self._take_up(file)
        Session(self, file).display()

    def _take_up(self, file: str | Path) -> None:
        """Go on where a file has this game, unless this one is further."""
        kept = Firm.resume(file)
        is_mine = (kept.me, kept.market, kept.quarters) == (self.me, self.market, self.quarters)
        if not is_mine and not kept._played and not kept._bought:
            return  # nobody has begun there: the board was shown before a name was put in
        if not is_mine or any(one != other for one, other in zip(self.plan, kept.plan, strict=False)):
            sentence = said(
                "{file} keeps another game, of {me}; name another file, or go on with Firm.resume(…).",
                file=repr(str(file)),
                me=kept.me,
            )
            raise BadValueError(sentence)
        if (len(kept._played), len(kept._bought)) > (len(self._played), len(self._bought)):
            self._played, self._bought = kept._played, kept._bought
        if len(kept._played) == len(self._played):
            self._typed = self._typed or kept._typed

    def as_code(self) -> str:
        """Return the decisions so far as the lines that make them again, to be printed and handed in."""
        return "\n".join(one.decision.as_code("firm") for one in self._played)

    def result(self) -> scoring.Result:
        """Return what the game came to, and how that compares with the reference, once it is over."""
        if not self.is_over:
            sentence = said(
                "Quarter {quarter} of {quarters} is still to be decided.",
                quarter=self.quarter,
                quarters=self.quarters,
            )
            raise BadValueError(sentence)
        reference = scoring.reference_equity(self._opening.market.seed, self._luck, self.quarters)
        return scoring.Result(equity(self._played), reference)

    def debrief(self) -> Debrief:
        """Return what a game that is over teaches: mistakes, dear decisions, worth of reports, the truth."""
        self.result()  # which says so if it is not over
        return debriefed(self._played)

    def save(self, file: str | Path) -> None:
        """Keep the game in a file, to go on with `Firm.resume`."""
        kept = {"form": _FORM, "me": self.me, "market": self.market, "quarters": self.quarters}
        kept |= {"bought": self._bought, "plan": self.plan, "typed": self._typed}
        write_whole(Path(file), json.dumps(kept, indent=1, ensure_ascii=False).encode())

    @classmethod
    def resume(cls, file: str | Path) -> Firm:
        """Go on with a game that was saved."""
        try:
            kept = json.loads(Path(file).read_text(encoding="utf-8"))
            firm = cls(kept["me"], kept["market"], kept["quarters"])
            plan, bought = [decided(**one) for one in kept["plan"]], kept["bought"]
            form, typed = kept["form"], dict(kept.get("typed", {}))
        except FileNotFoundError:
            raise BadValueError(said("There is no file {file}.", file=repr(str(file)))) from None
        except (OSError, ValueError, KeyError, TypeError):
            raise BadValueError(
                said("{file} holds no game that firm.save(…) has written.", file=repr(str(file)))
            ) from None
        if form != _FORM:
            raise BadValueError(said("{file} is of another version of the game.", file=repr(str(file))))
        for decision in plan[: firm.quarters]:
            firm._play(decision)
        for report in bought:
            firm.see(report)
        firm._typed = {str(name): str(value) for name, value in typed.items()}
        return firm
