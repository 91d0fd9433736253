// What the lab has beside JupyterLab's own: two buttons, a language, and files and progress that last.

import { follow, speak } from "./kernel.js";
import { keep } from "./keeping.js";
import { download, handedIn, isAssignment } from "./handing_in.js";
import { language, said, use } from "./words.js";

const START = "notebooks/00_start.ipynb";

export const plugin = (Notification, Widget) => ({
  id: "crmlab-lite:desk",
  autoStart: true,
  activate(app) {
    const course = fetch(new URL("course.json", import.meta.url)).then((answer) => answer.json());
    keep(app, course, Notification);
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew: (panel, context) => {
        follow(context);
        addButtons(panel, context);
      },
    });
    app.restored.then(() => { begin(app); keepPlace(app.shell); });

    function addButtons(panel, context) {
      add(panel, "take-home", "takeHome", async () => {
        await saved(context);
        download(context.model.toJSON(), context.path.split("/").pop());
      });
      const handIn = add(panel, "hand-in", "handIn", async () => {
        await saved(context);
        const { name, notebook, warning } = handedIn(context, await course, await released(context));
        download(notebook, name);
        if (warning) Notification.warning(said(warning), { autoClose: false });
      });
      handIn.hide();
      context.ready.then(() => handIn.setHidden(!isAssignment(context.model.toJSON())));
      add(panel, "language", "other", () => { use(language() === "zh" ? "en" : "zh"); speak(app); relabel(); });
    }

    const labels = new Map();
    const relabel = () => { for (const [button, word] of labels) label(button, word); };
    const label = (button, word) => {
      button.textContent = said(word);
      button.title = said(`${word}Does`);
      button.lang = word === "other" && language() === "en" ? "zh" : language();
    };

    function add(panel, name, word, act) {
      const button = document.createElement("button");
      button.className = "jp-ToolbarButtonComponent crmlab-button";
      button.addEventListener("click", act);
      label(button, word);
      labels.set(button, word);
      const widget = new Widget();
      widget.node.append(button);
      widget.addClass("jp-ToolbarButton");
      widget.disposed.connect(() => labels.delete(button));
      panel.toolbar.addItem(`crmlab-${name}`, widget);
      return widget;
    }

    async function released({ path }) {
      const { files } = await course;
      return path in files ? (await fetch(`${app.serviceManager.serverSettings.baseUrl}files/${path}`)).json() : undefined;
    }
  },
});

// What the browser cannot keep can still leave it as a file: JupyterLab has told why it was not saved.
const saved = (context) => context.save().catch(() => {});

// The address names what is on screen, so that a reload, or a bookmark, comes back to it.
function keepPlace(shell) {
  const note = (widget) => {
    if (!widget?.context) return;
    const address = new URL(location);
    address.searchParams.set("path", widget.context.path);
    history.replaceState(history.state, "", address);
  };
  shell.currentChanged.connect((_, { newValue }) => note(newValue));
  note(shell.currentWidget);
}

function begin(app) {
  const opened = [...app.shell.widgets("main")].some((widget) => widget.context);
  const asked = new URLSearchParams(location.search).has("path");
  if (!opened && !asked) app.commands.execute("docmanager:open", { path: START });
}
