// Ctrl+Enter (or Cmd+Enter) sends the note that is being written, as its button would.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-quick]");
  if (!form) return;
  event.preventDefault();
  const save = [...form.querySelectorAll("button[type=submit]")].find((button) => !button.name);
  form.requestSubmit(save);
});
