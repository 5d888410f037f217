// The form of a review: the field in focus brings its box into view, a box its field; Ctrl+Enter saves and goes on.
"use strict";
(() => {
  const review = document.getElementById("review");
  if (!review) return;
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const viewer = document.querySelector(".viewer");
  // A list is one field of the form, and a row each on the page: d1-recipients, d1-recipients-1 and on; a stamp the reverse.
  const boxOf = (field) => [field, `${field}-1`, field.replace(/-(number|date|office)$/, "")]
    .map((row) => document.getElementById(`${row}-box-0`)).find(Boolean);
  const valueOf = (field) => [field, field.replace(/-\d+$/, ""), `${field}-number`]
    .map((name) => document.getElementById(`${name}-value`)).find(Boolean);
  for (const entry of review.querySelectorAll("[data-field]")) {
    entry.addEventListener("focusin", () => {
      const box = boxOf(entry.dataset.field);
      if (!box || getComputedStyle(viewer).position !== "sticky") return;
      const way = box.getBoundingClientRect().top - viewer.getBoundingClientRect().top - viewer.clientHeight / 2;
      viewer.scrollBy({ top: way, behavior: quiet ? "auto" : "smooth" });
    });
  }
  for (const box of document.querySelectorAll(".box, .found")) {
    box.addEventListener("click", (event) => {
      const value = valueOf(box.dataset.field);
      if (value) { event.preventDefault(); value.focus(); }
    });
  }
  review.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    review.requestSubmit(review.querySelector("button.primary"));
  });
  review.querySelector(".doubtful input, .doubtful select, .doubtful textarea")?.focus({ preventScroll: true });
})();
