// Says in words how to mend a field, ties the words to it, and gives it the focus.

export function complain(field) {
  const screen = field.closest("[data-screen]");
  const words = screen.querySelector("[data-error]");
  words.textContent = screen.dataset.missing;
  words.hidden = false;
  words.setAttribute("role", "alert");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-errormessage", words.id);
  field.focus();
}

export function content(field) {
  field.closest("[data-screen]").querySelector("[data-error]").hidden = true;
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-errormessage");
}
