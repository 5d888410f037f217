// The upload form with drop, progress and errors told in place. Without this script the form still works.
"use strict";
(() => {
  const form = document.getElementById("upload");
  const files = document.getElementById("files");
  const drop = form.querySelector(".drop");
  const bar = document.getElementById("upload-progress");
  const status = document.getElementById("upload-status");
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const size = (bytes) => (bytes >= 1e6 ? `${number.format(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`);

  const sum = () => [...files.files].reduce((total, file) => total + file.size, 0);
  const tellChoice = () => {
    const total = sum();
    status.className = "";
    status.textContent = files.files.length ? fill(form.dataset.chosen, { count: files.files.length, size: size(total) }) : "";
  };
  files.addEventListener("change", tellChoice);

  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    files.files = event.dataTransfer.files;
    tellChoice();
  });

  const fail = (sentence) => {
    bar.hidden = true;
    form.querySelector("button").disabled = false;
    status.textContent = sentence;
    status.className = "notice bad";
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (sum() > Number(form.dataset.limit)) return fail(form.dataset.tooLarge);
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/batches");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.responseType = "json";
    request.upload.addEventListener("progress", (progress) => {
      if (!progress.lengthComputable) return;
      const percent = Math.floor((100 * progress.loaded) / progress.total);
      bar.value = percent;
      status.textContent = fill(form.dataset.sending, { percent });
    });
    request.addEventListener("load", () => {
      if (request.status !== 202) return fail(request.response?.detail ?? form.dataset.failed);
      status.textContent = form.dataset.stored;
      location.assign(`/batches/${encodeURIComponent(request.response.id)}`);
    });
    request.addEventListener("error", () => fail(form.dataset.failed));
    status.className = "";
    bar.hidden = false;
    bar.value = 0;
    form.querySelector("button").disabled = true;
    request.send(new FormData(form));
  });
})();
