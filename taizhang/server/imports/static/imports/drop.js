// Files dragged onto the form, and the list of those that are chosen. Without this script the field works as it is.
const box = document.querySelector("[data-drop]");
const field = box?.querySelector("input[type=file]");

const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

function list() {
  const said = box.querySelector("[data-drop-said]");
  const shown = box.querySelector("[data-drop-list]");
  said.textContent = field.files.length ? said.dataset.some + field.files.length : said.dataset.none;
  shown.replaceChildren(...[...field.files].slice(0, 100).map((file) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    const bytes = document.createElement("span");
    name.textContent = file.name;
    bytes.textContent = size(file.size);
    bytes.className = "muted nb";
    row.append(name, bytes);
    return row;
  }));
}

if (field) {
  list();
  field.addEventListener("change", list);
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => { event.preventDefault(); box.classList.add("is-over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    box.addEventListener(name, () => box.classList.remove("is-over"));
  }
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) {
      field.files = event.dataTransfer.files;
      list();
    }
  });
}
