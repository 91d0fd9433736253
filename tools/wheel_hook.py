"""Put what a course is made of into the wheel; in a clone it is read where it stands."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NotebooksInWheel(BuildHookInterface):
    """Adds the built notebooks and nbgrader's configuration to a wheel, but not to an editable install."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Name what the wheel takes from outside the package."""
        if version == "standard":
            taken = ("notebooks", "exercises", "solutions", "nbgrader_config.py")
            build_data["force_include"] |= {name: f"crmlab/course/{name}" for name in taken}
