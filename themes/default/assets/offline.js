// Only in sites that browsers keep: lets them, and says when what is read is the copy of a day.
(() => {
  "use strict";
  const { src } = document.currentScript;
  const workers = navigator.serviceWorker;
  if (!workers || !location.protocol.startsWith("http")) return;
  const say = () => document.body.append(globalThis.handover.make("p", { className: "away", role: "status", textContent: "No network. This is the copy of {built}." }));
  addEventListener("load", () => {
    const here = workers.register(new URL("../service-worker.js", src));
    // A page that no worker has shown came over the network.
    if (workers.controller) here.then(registration => registration.update()).catch(say);
    else here.catch(() => { /* not kept */ });
  });
})();
