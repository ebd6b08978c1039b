// How a page talks to a learning system by cmi5: statements of xAPI to the endpoint that its address names.
// The first is `initialized` and the last `terminated`; what is judged is said once.
async function connect() {
  const given = new URLSearchParams(location.search);
  const [endpoint, fetching, actor, registration, activityId] =
    ["endpoint", "fetch", "actor", "registration", "activityId"].map(name => given.get(name));
  if (!endpoint || !fetching || !actor || !activityId) return null;
  // Whoever asks again for the token has ended the session, as a page does that is loaded anew.
  const token = (await (await fetch(fetching, { method: "POST" })).json())["auth-token"];
  if (!token) return null;

  const base = endpoint.replace(/\/?$/, "/");
  const headers = { Authorization: "Basic " + token, "X-Experience-API-Version": "1.0.3" };
  const ask = (resource, query, options = {}) => {
    const words = new URLSearchParams(query).toString();
    return fetch(base + resource + (words ? "?" + words : ""), {
      ...options,
      headers: { ...headers, ...options.body ? { "Content-Type": "application/json" } : {} },
    });
  };
  const read = async (resource, query) => {
    const answer = await ask(resource, query);
    return answer.ok ? answer.json() : null;
  };
  const agent = JSON.parse(actor);
  const about = stateId => ({ activityId, agent: actor, ...registration ? { registration } : {}, stateId });
  const launch = await read("activities/state", about("LMS.LaunchData"));
  if (!launch) return null;
  // It must be asked for; pages have one language and no sound.
  await read("agents/profile", { agent: actor, profileId: "cmi5LearnerPreferences" }).catch(() => null);
  const kept = { kept: "", place: "", ...await read("activities/state", about("handover")).catch(() => null) };

  const isCounted = launch.launchMode === "Normal";
  const cmi5 = "https://w3id.org/xapi/cmi5/context/";
  const began = performance.now();
  const duration = () => "PT" + ((performance.now() - began) / 1000).toFixed(2) + "S";
  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  function statement(verb, result) {
    const template = launch.contextTemplate || {};
    const isJudged = !!result && ("success" in result || "completion" in result);
    const categories = (template.contextActivities || {}).category || [];
    const add = ["cmi5", ...isJudged ? ["moveon"] : []].map(name => ({ objectType: "Activity", id: cmi5 + "categories/" + name }));
    const category = [...categories.filter(one => !add.some(own => own.id === one.id)), ...add];
    const context = { ...template, contextActivities: { ...template.contextActivities, category } };
    if (registration) context.registration = registration;
    if (result && "success" in result && launch.masteryScore != null) {
      context.extensions = { ...template.extensions, [cmi5 + "extensions/masteryscore"]: launch.masteryScore };
    }
    return {
      id: uuid(),
      actor: agent,
      verb: { id: "http://adlnet.gov/expapi/verbs/" + verb, display: { en: verb } },
      object: { objectType: "Activity", id: activityId },
      context,
      ...result ? { result } : {},
      timestamp: new Date().toISOString(),
    };
  }

  // Statements go one after another. Those whose arrival is not known go again with the next: they keep their ids.
  const waiting = [];
  let queue = Promise.resolve();
  const post = (list, keepalive) => ask("statements", {}, { method: "POST", body: JSON.stringify(list), keepalive });
  function send(...list) {
    waiting.push(...list);
    queue = queue.then(async () => {
      const sent = waiting.slice();
      if (!isEnded && sent.length && (await post(sent, true)).ok) waiting.splice(0, sent.length);
    }).catch(() => null);
  }
  const save = keepalive => ask("activities/state", about("handover"), { method: "PUT", body: JSON.stringify(kept), keepalive }).catch(() => null);

  let isEnded = false;
  const result = score => ({ score: { scaled: Math.round(score * 10000) / 10000, raw: Math.round(score * 100), min: 0, max: 100 } });
  // What there is to say of a state that was not said before, in this registration.
  function news({ isDone, isPassed, score }) {
    if (!isCounted) return [];
    const list = [];
    if (isPassed && !kept.isPassed) {
      kept.isPassed = true;
      list.push(statement("passed", { ...result(score), success: true, duration: duration() }));
    }
    if (isDone && !kept.isCompleted) {
      kept.isCompleted = true;
      list.push(statement("completed", { completion: true, duration: duration() }));
    }
    return list;
  }
  send(statement("initialized"));
  return {
    kept: kept.kept,
    place: kept.place,
    pass: launch.masteryScore == null ? null : launch.masteryScore * 100,
    words: isCounted ? "" : "This is a look at it: nothing counts.",
    tell(state) {
      if (isEnded) return;
      const list = news(state);
      Object.assign(kept, { kept: state.kept, place: state.place });
      if (list.length) send(...list);
      save(false);
    },
    end(state) {
      if (isEnded) return;
      isEnded = true;
      const list = news(state);
      if (isCounted && state.isDone && state.isPassed === false && !kept.isPassed) {
        list.unshift(statement("failed", { ...result(state.score), success: false, duration: duration() }));
      }
      Object.assign(kept, { kept: state.kept, place: state.place });
      post([...waiting, ...list, statement("terminated", { duration: duration() })], true).catch(() => null);
      save(true);
    },
    ...launch.returnURL && /^https?:/.test(launch.returnURL) ? { leave: () => location.assign(launch.returnURL) } : {},
  };
}
