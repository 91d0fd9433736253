"""Put the built notebooks into the wheel; in a clone they are read where they stand."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NotebooksInWheel(BuildHookInterface):
    """Adds notebooks/ and exercises/ to a wheel, but not to an editable install."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Name what the wheel takes from outside the package."""
        if version == "standard":
            build_data["force_include"] |= {f: f"crmlab/course/{f}" for f in ("notebooks", "exercises")}
