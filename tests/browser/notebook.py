"""A notebook in JupyterLab, as a student handles it."""


class Notebook:
    """Opens a notebook in the browser and works in its cells."""

    def __init__(self, page, address, path):
        self.page = page
        page.goto(f"{address}/lab/tree/{path}?reset")
        page.wait_for_selector(".jp-Toolbar-kernelName:has-text('Python 3')", timeout=120_000)
        self.idle()

    def idle(self):
        """Wait until the kernel has nothing to do and no cell waits for it."""
        self.page.wait_for_function(
            """() => document.querySelector(".jp-NotebookPanel-toolbar [data-status='idle']") &&
            ![...document.querySelectorAll(".jp-InputPrompt")].some(p => p.textContent.includes("*"))""",
            timeout=120_000,
        )
        dialog = self.page.locator(".jp-Dialog")
        assert dialog.count() == 0, f"JupyterLab asks: {dialog.first.inner_text()}"

    def run_all(self):
        """Run every cell; JupyterLab drops the command while the kernel is still connecting, so insist."""
        for _ in range(5):
            self.page.get_by_role("menuitem", name="Run", exact=True).click()
            self.page.locator("li[data-command='runmenu:run-all']").click()
            self.page.wait_for_timeout(500)
            self.idle()
            if "[ ]" not in self.page.locator(".jp-CodeCell .jp-InputPrompt").last.inner_text():
                return
        raise TimeoutError("Run All did not run the cells.")

    def cell(self, text):
        """Return the first code cell that contains *text* in its source."""
        return self.page.locator(
            ".jp-Notebook .jp-CodeCell", has=self.page.locator(".jp-InputArea", has_text=text)
        ).first

    def write(self, text, source):
        """Replace the source of the cell that contains *text*, and run it."""
        editor = self.cell(text).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)
        self.run_selected()

    def run(self, text):
        """Run the cell that contains *text*."""
        self.cell(text).locator(".cm-content").click()
        self.run_selected()

    def run_selected(self):
        """Run the selected cell and wait."""
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_timeout(300)
        self.idle()

    def output(self, text):
        """Return the text of the output of the cell that contains *text*."""
        return self.cell(text).locator(".jp-OutputArea").inner_text()
