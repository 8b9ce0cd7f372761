// While a goal is typed, only the suggestions with all its words stay; without a script all do.
const findSuggestions = (field) => {
  const list = field.form.querySelector(".suggestions__fold");
  if (!list) return;
  const words = field.value.toLocaleLowerCase("de").split(/\s+/);
  let some = false;
  for (const row of list.querySelectorAll("li")) {
    const text = row.textContent.toLocaleLowerCase("de");
    row.hidden = !words.every((word) => text.includes(word));
    some ||= !row.hidden;
  }
  const said = list.querySelector("[data-none]");
  const none = some ? "" : said.dataset.none;
  if (said.textContent !== none) said.textContent = none;
  if (some && field.value.trim()) list.open = true;
};
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-finds] textarea");
  if (field) findSuggestions(field);
});
// Somebody may have typed before this script came.
for (const field of document.querySelectorAll("[data-finds] textarea")) {
  if (field.value !== field.defaultValue) findSuggestions(field);
}
