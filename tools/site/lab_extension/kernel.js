// A kernel of the lab speaks the language of the lab, and what it remembers of a learner lasts in this browser.

import { language } from "./words.js";

const KEPT = "crmlab-progress"; // the pages keep theirs in the same place
const prologue = fetch(new URL("warm.py", import.meta.url)).then((answer) => answer.text());

const remembered = () => { try { return localStorage.getItem(KEPT) ?? ""; } catch { return ""; } };

// Another notebook may have told of something since, so one is put into the other.
function remember(told) {
  try {
    if (!told) { localStorage.removeItem(KEPT); return; }
    const kept = JSON.parse(remembered() || "{}");
    for (const [part, entries] of Object.entries(JSON.parse(told))) kept[part] = { ...kept[part], ...entries };
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch { /* a window that keeps nothing, which is told */ }
}

export function follow({ sessionContext, path }) {
  let again = false;
  sessionContext.kernelChanged.connect((_, { newValue }) => { if (newValue) begin(newValue, path); });
  sessionContext.statusChanged.connect((_, status) => {
    if (/restarting/.test(status)) again = true;
    else if (again && /idle|starting/.test(status)) {
      again = false;
      begin(sessionContext.session.kernel, path);
    }
  });
}

async function begin(kernel, path) {
  kernel.registerCommTarget(KEPT, (comm) => { comm.onMsg = ({ content }) => remember(content.data.progress); });
  const [source, ...told] = [await prologue, language(), remembered(), path].map((text) => JSON.stringify(text));
  run(kernel, `import sys, types
if "crmlab_lab" not in sys.modules:
    sys.modules["crmlab_lab"] = types.ModuleType("crmlab_lab")
    exec(${source}, vars(sys.modules["crmlab_lab"]))
    await sys.modules["crmlab_lab"].begin(${told})
del sys, types`);
}

export function speak({ serviceManager }) {
  for (const { kernel } of serviceManager.sessions.running()) {
    if (kernel) run(serviceManager.kernels.connectTo({ model: kernel }), `__import__("crmlab").set_language("${language()}");`);
  }
}

const run = (kernel, code) => kernel.requestExecute({ code, silent: true, store_history: false, stop_on_error: false });
