// Keys for fast hands. A place says by which keys it is reached: data-keys="g h"; the button of a
// row is a stop for j and k: data-stop. "?" lists them, and one switch turns all of them off, for
// whoever speaks to the computer or hits a key by chance.
(() => {
  const OFF = "bindeglied.keys.off";
  const PATIENCE_MS = 1500;
  const sheet = document.getElementById("tasten");
  const opener = document.querySelector("[data-opens-keys]");
  if (!sheet || !opener) return;

  const isOff = () => document.documentElement.dataset.keys === "off";
  const isShown = (one) => one.getClientRects().length > 0;
  const places = () => [...document.querySelectorAll("[data-keys]")];

  const wanted = sheet.querySelector("[data-keys-wanted]");
  wanted.checked = !localStorage.getItem(OFF);
  const remember = () => {
    document.documentElement.dataset.keys = wanted.checked ? "on" : "off";
    if (wanted.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  };
  remember();
  wanted.addEventListener("change", remember);

  const list = sheet.querySelector("[data-keys-list]");
  for (const keys of new Set(places().map((one) => one.dataset.keys))) {
    const term = document.createElement("dt");
    for (const key of keys.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      term.append(cap, " ");
    }
    const said = document.createElement("dd");
    said.textContent = places().find((one) => one.dataset.keys === keys).textContent.trim();
    list.prepend(term, said);
  }
  opener.hidden = false;
  opener.addEventListener("click", () => sheet.showModal());

  // What the page itself shows, a form or the link that opens it, is nearer than a menu.
  const go = (keys) => {
    const found = places().filter((one) => one.dataset.keys === keys);
    const near = found.find((one) => one.closest("main") && isShown(one));
    const place = near || found.find((one) => one.matches("a"));
    if (place?.matches("form")) place.querySelector("textarea").focus();
    else place?.click();
    return Boolean(place);
  };

  const walk = (key) => {
    const stops = [...document.querySelectorAll("main [data-stop]")].filter(isShown);
    const at = stops.indexOf(document.activeElement);
    if (key.startsWith("Arrow") && at < 0) return false;
    const next = stops[key === "j" || key === "ArrowDown" ? at + 1 : Math.max(at - 1, 0)];
    next?.focus();
    return Boolean(next);
  };

  let begun = "";
  let timer;
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (isOff() || sheet.open || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    const keys = begun ? `${begun} ${key}` : key;
    clearTimeout(timer);
    begun = "";
    if (key === "?") {
      event.preventDefault();
      sheet.showModal();
    } else if (go(keys)) {
      event.preventDefault();
    } else if (["j", "k", "ArrowDown", "ArrowUp"].includes(key)) {
      if (walk(key)) event.preventDefault();
    } else if (places().some((one) => one.dataset.keys.startsWith(`${key} `))) {
      begun = key;
      timer = setTimeout(() => { begun = ""; }, PATIENCE_MS);
    }
  });
})();
