// Chooses the page that is asked for and leaves it alone in the document, with its own ids: its scripts work as on
// the site, each with one page. `files` are these scripts, `first` is the one of a page without work.
"use strict";
const mark = "!:";
const asked = decodeURIComponent(location.hash.slice(1));
const at = asked.indexOf(mark);
// Within a page its name is not in the address; the entry of the history knows it.
const name = at < 0 ? history.state?.leaf ?? "" : asked.slice(0, at);
const leaf = document.getElementById(name + mark)?.closest(".leaf");

function alone() {
  const place = at < 0 ? "" : asked.slice(at + mark.length);
  const own = name + mark;
  document.querySelectorAll(".leaf, .contents-of-file").forEach(other => { if (other !== leaf) other.remove(); });
  leaf.querySelectorAll("*").forEach(element => {
    for (const { name, value } of [...element.attributes]) if (value.includes(own)) element.setAttribute(name, value.replaceAll(own, ""));
  });
  leaf.id = "";
  leaf.classList.remove("leaf");
  document.body.className = leaf.className;
  leaf.className = "leaf live";
  document.querySelector(".skip").href = "#site:main";
  document.title = leaf.dataset.title;
  document.documentElement.lang = leaf.lang;
  document.documentElement.dir = leaf.dir;
  if (at < 0) return;
  history.replaceState({ leaf: name }, "", "#" + encodeURIComponent(place));
  history.scrollRestoration = "manual";
  addEventListener("load", () => {
    const target = place && document.getElementById(place);
    if (target) target.scrollIntoView(); else scrollTo(0, 0);
    history.scrollRestoration = "auto";
  });
}

if (leaf) alone();
// Another page begins anew; a place in this one is remembered as its own.
function go() {
  const [to, ...place] = decodeURIComponent(location.hash.slice(1)).split(mark);
  if ((place.length ? to : history.state?.leaf ?? name) !== name) location.reload();
  else if (!history.state) history.replaceState({ leaf: name }, "");
}
addEventListener("popstate", go);
addEventListener("hashchange", go);
(leaf ? leaf.dataset.scripts.split(" ") : [first]).forEach(script => files[script]?.());
