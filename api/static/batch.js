// Follows a batch: asks for its balance, and when that changed for the lines anew.
"use strict";
(() => {
  const live = document.getElementById("live");
  const status = document.getElementById("batch-status");
  if (live.dataset.settled === "true") return;
  const lang = document.documentElement.lang;
  let told = "";

  // What did not change stays as it is, with its focus, what was typed and what was unfolded.
  const same = (old, fresh) => {
    const folded = old.cloneNode(true);
    for (const details of folded.querySelectorAll("details")) details.open = false;
    return folded.isEqualNode(fresh);
  };
  const redrawAround = (id, page) => {
    const old = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (same(old, fresh)) return;
    const pressed = [...old.querySelectorAll("a, button")].indexOf(document.activeElement);
    old.replaceWith(fresh);
    if (pressed >= 0) fresh.querySelectorAll("a, button")[pressed]?.focus({ preventScroll: true });
  };
  // Whether all lines are as they should be: one that somebody is at, in the middle of a word, waits.
  const redrawLines = (page) => {
    const lines = live.querySelector("tbody");
    const fresh = [...page.querySelectorAll("tbody tr")];
    const ids = new Set(fresh.map((line) => line.id));
    const late = [...lines.rows].filter((line) => !ids.has(line.id));
    for (const line of fresh) {
      const old = document.getElementById(line.id);
      if (!old) lines.append(line);
      else if (!same(old, line)) old.matches(":focus-within") ? late.push(old) : old.replaceWith(line);
    }
    const gone = late.filter((line) => !ids.has(line.id) && !line.matches(":focus-within"));
    for (const line of gone) line.remove();
    return late.length === gone.length;
  };
  const redraw = async () => {
    const answer = await fetch(`${location.pathname}/live${location.search}`, { headers: { Accept: "text/html" } });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    redrawAround("batch-head", page);
    redrawAround("batch-foot", page);
    return redrawLines(page);
  };
  const follow = async () => {
    let settled = false;
    try {
      const answer = await fetch(`/api/v1/batches/${live.dataset.batch}`, { headers: { "Accept-Language": lang } });
      const batch = await answer.json();
      const sentence = lang === "vi" ? batch.balance.message : batch.balance.message_en;
      if (answer.ok && sentence !== told && (await redraw())) {
        told = sentence;
        settled = batch.balance.settled;
        status.textContent = sentence;
      }
    } catch {
      // The server may be restarting: ask again.
    }
    if (!settled) setTimeout(follow, 1000);
  };
  setTimeout(follow, 500);
})();
