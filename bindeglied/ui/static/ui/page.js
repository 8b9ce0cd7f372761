// Small aids; every page works without them.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    if (root.dataset.theme === "auto") root.dataset.kernTheme = dark.matches ? "dark" : "light";
  };
  paint();
  dark.addEventListener("change", paint);

  // "/" jumps into the search, Escape closes an open menu or list.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && root.dataset.keys !== "off") {
      const search = document.querySelector(".bar__search input, main [type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.menu[open], details.plus[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
      for (const hits of document.querySelectorAll(".search__hits")) hits.replaceChildren();
    }
  });

  // An open menu or list closes when one clicks elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open], details.plus[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    for (const search of document.querySelectorAll(".bar__search")) {
      if (!search.contains(event.target)) search.querySelector(".search__hits")?.replaceChildren();
    }
  });

  // Arrow keys walk from the search field through its hits.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const search = event.target.closest(".bar__search");
    if (!search) return;
    const stops = [search.querySelector("input"), ...search.querySelectorAll(".search__hits a")];
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (stops[next]) {
      event.preventDefault();
      stops[next].focus();
    }
  });
})();
