// Follows a batch: asks for its balance, and for the table anew only when that changed.
"use strict";
(() => {
  const live = document.getElementById("live");
  const status = document.getElementById("batch-status");
  if (live.dataset.settled === "true") return;
  const lang = document.documentElement.lang;
  let told = "";

  const redraw = async () => {
    if (live.contains(document.activeElement) && document.activeElement.matches("input")) return false;
    const answer = await fetch(`${location.pathname}/live${location.search}`, { headers: { Accept: "text/html" } });
    if (!answer.ok) return false;
    live.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    return true;
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
