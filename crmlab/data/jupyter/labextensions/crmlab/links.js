// A link to a heading of another notebook leads there at the first click, too: JupyterLab looks for the heading
// as soon as the notebook is read, when its cells are not drawn yet. An extension in the plain form that its
// build tools would make.
const PAUSE = 500, TRIES = 20; // milliseconds; a slow laptop draws a long notebook in some seconds

const isSeen = (notebook, heading) => {
  const found = notebook.node.querySelector(`[data-jupyter-id="${CSS.escape(heading)}"]`);
  if (!found) return false;
  const [place, window] = [found, notebook.content.node].map((node) => node.getBoundingClientRect());
  return place.top > window.top - place.height && place.bottom < window.bottom;
};

const plugin = {
  id: "crmlab:links",
  autoStart: true,
  activate: ({ commands, shell }) => {
    commands.commandExecuted.connect(async (_, { id, args, result }) => {
      if (id !== "rendermime:handle-local-link" || !args.id) return;
      await result;
      const heading = decodeURIComponent(args.id.replace(/^#/, ""));
      for (let tried = 0, seen = 0; tried < TRIES && seen < 2; tried++) { // twice: what is above may still grow
        await new Promise((resume) => setTimeout(resume, PAUSE));
        const notebook = shell.currentWidget;
        if (!notebook?.context?.path?.endsWith(args.path) || !notebook.setFragment) return; // gone elsewhere
        seen = isSeen(notebook, heading) ? seen + 1 : 0;
        if (!seen) notebook.setFragment(`#${heading}`);
      }
    });
  },
};

(globalThis._JUPYTERLAB ??= {}).crmlab = {
  init: () => {},
  get: async () => () => ({ __esModule: true, default: plugin }),
};
