// A passkey that is refused or cancelled is said in words on the page, not in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const fault of document.querySelectorAll(".passkey-fault")) fault.hidden = false;
});
