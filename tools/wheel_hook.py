"""Put what a course is made of into the wheel; in a clone it is read where it stands."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NotebooksInWheel(BuildHookInterface):
    """Adds notebooks, settings of nbgrader, words and concepts to a wheel, but not to an editable install."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Name what the wheel takes from outside the package."""
        if version == "standard":
            taken = ["notebooks", "exercises", "solutions", "nbgrader_config.py"]
            taken += [path.relative_to(self.root).as_posix() for path in self._authored()]
            build_data["force_include"] |= {name: f"crmlab/course/{name}" for name in taken}

    def _authored(self) -> list[Path]:
        """Return what is read when a course runs; lessons, answers, claims and rows are not."""
        course = Path(self.root) / "course"
        read = [
            path for name in ("words", "concepts", "guesses", "zh") for path in course.rglob(f"{name}.toml")
        ]
        return [course / "topics.toml", *read]
