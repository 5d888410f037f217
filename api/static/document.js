// Links each field with its box on the page: focus or hover on one marks the other, and brings it into view.
"use strict";
(() => {
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const viewer = document.querySelector(".viewer");
  const mark = (name, on) => {
    for (const found of document.querySelectorAll(`[data-field="${CSS.escape(name)}"]`)) found.classList.toggle("on", on);
  };
  for (const part of document.querySelectorAll("[data-field]")) {
    const name = part.dataset.field;
    for (const kind of ["mouseenter", "focusin"]) part.addEventListener(kind, () => mark(name, true));
    for (const kind of ["mouseleave", "focusout"]) part.addEventListener(kind, () => mark(name, false));
  }
  for (const link of document.querySelectorAll("a[data-box]")) {
    link.addEventListener("click", (event) => {
      const box = document.getElementById(link.dataset.box);
      if (!box) return;
      event.preventDefault();
      box.focus({ preventScroll: true });
      box.scrollIntoView({ block: "center", behavior: quiet ? "auto" : "smooth" });
    });
  }
  for (const box of document.querySelectorAll(".box")) {
    box.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      const goes = box.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      if (goes) location.assign(box.getAttribute("href"));
    });
  }
  if (viewer) viewer.tabIndex = 0;
})();
