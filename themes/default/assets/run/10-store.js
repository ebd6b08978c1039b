// The parts of `run/` are joined in order of their names into one function, `run.js`, on pages with tasks,
// steps or values. What a part declares the later ones see.
const { recall, remember, each, make, announce, copies } = globalThis.handover;
