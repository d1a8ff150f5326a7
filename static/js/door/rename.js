// Correcting names: a field for each guest of the answer.

const form = document.getElementById("rename-form");
const fields = form.querySelector('[data-slot="rename"]');
const field = document.getElementById("rename-field").content;

export function ask(guests) {
  fields.replaceChildren(
    ...guests.map(({ name }) => {
      const made = field.cloneNode(true);
      made.querySelector("input").value = name ?? "";
      return made;
    }),
  );
}

export const focusFirst = () => fields.querySelector("input").focus();

// `save` gets the names, in the order of the guests; nothing typed is no name.
export function onSave(save) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save([...fields.querySelectorAll("input")].map((each) => each.value.trim() || null));
  });
}
