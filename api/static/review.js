// The form of a review: the field in focus brings its box into view, a box its field; Ctrl+Enter saves and goes on.
"use strict";
(() => {
  const review = document.getElementById("review");
  if (!review) return;
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const viewer = document.querySelector(".viewer");
  for (const entry of review.querySelectorAll("[data-field]")) {
    entry.addEventListener("focusin", () => {
      const box = document.getElementById(`${entry.dataset.field}-box-0`);
      if (!box || getComputedStyle(viewer).position !== "sticky") return;
      const way = box.getBoundingClientRect().top - viewer.getBoundingClientRect().top - viewer.clientHeight / 2;
      viewer.scrollBy({ top: way, behavior: quiet ? "auto" : "smooth" });
    });
  }
  for (const box of document.querySelectorAll(".box, .found")) {
    box.addEventListener("click", (event) => {
      const value = document.getElementById(`${box.dataset.field}-value`);
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
