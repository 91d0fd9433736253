"""The board of the game where a notebook is graded: nobody is there to see it."""


class Session:
    """Takes what the board takes, and shows nothing."""

    def __init__(self, *given: object) -> None:
        pass

    def display(self) -> None:
        """Show nothing."""
