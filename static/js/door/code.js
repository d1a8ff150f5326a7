// The code that a host types: eight letters and digits, or words beside the field that say so.

const LEAST = 8;
const NO_SIGN = /[^\p{L}\p{N}]/gu;
const form = document.getElementById("code");
const field = document.getElementById("code-field");
const error = document.getElementById("code-error");

function tell(isWrong) {
  error.hidden = !isWrong;
  form.classList.toggle("field-error", isWrong);
  field.setAttribute("aria-invalid", String(isWrong));
}

export function code(found) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = field.value.trim();
    const isShort = typed.replace(NO_SIGN, "").length < LEAST;
    tell(isShort);
    if (isShort) field.focus();
    else found(typed);
  });
  return {
    empty() {
      field.value = "";
      tell(false);
    },
    fill(typed) {
      field.value = typed;
      field.focus();
    },
    focus: () => field.focus(),
    isTyped: () => field.value !== "",
  };
}
