// How a page talks to a learning system by SCORM 1.2: through the object `API` of a window above it, or of the
// window that opened it.
function connect() {
  const find = from => {
    let at = from;
    for (let steps = 0; at && steps < 100; steps++) {
      // A window of another origin refuses to be looked at.
      try { if (at.API) return at.API; } catch { return null; }
      if (at.parent === at) return null;
      at = at.parent;
    }
    return null;
  };
  const opener = at => { try { return at.opener; } catch { return null; } };
  const api = find(window) || find(opener(window)) || find(opener(window.top));
  if (!api || String(api.LMSInitialize("")) !== "true") return null;
  const began = performance.now();
  const get = what => String(api.LMSGetValue("cmi." + what));
  const set = (what, value) => api.LMSSetValue("cmi." + what, String(value));
  const commit = () => api.LMSCommit("");
  const mode = get("core.lesson_mode");
  const isCounted = mode !== "browse" && mode !== "review";
  let status = get("core.lesson_status");
  let isEnded = false;
  const isFinal = () => status === "passed" || status === "completed";
  const become = next => {
    // What was passed stays so.
    if (!isCounted || isFinal() || next === status) return;
    status = next;
    set("core.lesson_status", next);
  };
  // Hours, minutes, seconds and their hundredths.
  const span = ms => {
    const two = number => String(number).padStart(2, "0");
    const hundredths = Math.floor(ms / 10);
    const seconds = Math.floor(hundredths / 100);
    return [Math.min(9999, Math.floor(seconds / 3600)), Math.floor(seconds / 60) % 60, seconds % 60]
      .map((number, at) => at ? two(number) : String(number).padStart(4, "0")).join(":") + "." + two(hundredths % 100);
  };
  function write({ isDone, isPassed, score, kept, place }) {
    set("suspend_data", kept);
    if (place.length <= 255) set("core.lesson_location", place);
    if (isCounted && score !== null) {
      set("core.score.min", 0);
      set("core.score.max", 100);
      set("core.score.raw", Math.round(score * 100));
    }
    if (!isDone) become("incomplete");
    else if (isPassed === null) become("completed");
    else become(isPassed ? "passed" : "failed");
  }
  if (isCounted && (!status || status === "not attempted")) {
    become("incomplete");
    commit();
  }
  return {
    kept: get("suspend_data"),
    place: get("core.lesson_location"),
    words: isCounted ? "" : "This is a look at it: nothing counts.",
    tell(state) {
      if (isEnded) return;
      write(state);
      commit();
    },
    end(state) {
      if (isEnded) return;
      isEnded = true;
      write(state);
      set("core.session_time", span(performance.now() - began));
      // What is not passed yet is taken up where it was left.
      set("core.exit", isFinal() ? "" : "suspend");
      commit();
      api.LMSFinish("");
    },
  };
}
