"""The class as a picture: each game's path beside that of the reference, and the mistakes that were made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import fmean, mode

from crmlab.errors import BadValueError, in_words
from crmlab.figures.firm import draw_class
from crmlab.figures.picture import Drawing
from crmlab.firm import words
from crmlab.firm.mistakes import KEYS, found
from crmlab.firm.playing import Firm
from crmlab.firm.scoring import path, reference_path
from crmlab.language import said, to_say


def games_in(folder: str | Path) -> tuple[list[Firm], dict[str, str]]:
    """Return the games that are kept in a folder of files; one that is broken keeps no other from it.

    Parameters
    ----------
    folder : str or path
        Where the files lie that `firm.board(file=…)` or `firm.save(…)` has written.

    Returns
    -------
    list of Firm
        The games, all as long as most are.
    dict of str to str
        Which files are not among them, and why.
    """
    games, without = {}, {}
    for file in sorted(Path(folder).glob("*.json")):
        try:
            games[file.name] = Firm.resume(file)
        except Exception as error:  # whatever stands in it
            without[file.name] = str(error) if isinstance(error, BadValueError) else in_words(error)
    usual = mode(game.quarters for game in games.values()) if games else None
    for name in [name for name, game in games.items() if game.quarters != usual]:
        other = games.pop(name)
        sentence = to_say("a game of {quarters} quarters; most have {usual}")
        without[name] = said(sentence, quarters=other.quarters, usual=usual)
    return list(games.values()), without


def class_picture(games: Iterable[Firm | str | Path], show_names: bool = False) -> Drawing:
    """Draw the games of a class, for the projector.

    Parameters
    ----------
    games : iterable of Firm or of files
        Games, or the files in which they are kept; those in which nothing is decided are left out.
    show_names : bool
        Whether names are shown; else the games are called by their place at the end, the best first.

    Raises
    ------
    ValueError
        If a file holds no game, if games are of two lengths, or if nothing is decided in any.
    """
    firms = [game if isinstance(game, Firm) else Firm.resume(game) for game in games]
    begun = [firm for firm in firms if firm._played]
    if not begun:
        raise BadValueError(said("No quarter is played in any of these games."))
    if len({firm.quarters for firm in begun}) > 1:
        raise BadValueError(said("These games are of two lengths; show those of one length at a time."))
    paths = [(path(firm._played), firm) for firm in begun]
    paths.sort(key=lambda one: -one[0][-1])
    called = [
        firm.me if show_names else said("Team {number}", number=n) for n, (_, firm) in enumerate(paths, 1)
    ]
    called = [name if called.count(name) == 1 else f"{name} ({n})" for n, name in enumerate(called, 1)]
    references = [reference_path(firm._opening.market.seed, firm._luck, firm.quarters) for firm in begun]
    made = [one.key for firm in begun for one in found(firm._played)]
    return draw_class(
        {name: one for name, (one, _) in zip(called, paths, strict=True)},
        [fmean(values) for values in zip(*references, strict=True)][: max(len(one) for one, _ in paths)],
        {words.mistake(key): made.count(key) for key in KEYS},
    )
