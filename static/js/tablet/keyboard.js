// The keyboard on the screen. It types into the field that has the cursor, and remembers nothing itself.

import { Keyboard } from "../../vendor/keyboard.js";
import { content } from "./complain.js";
import { layoutOf } from "./layouts.js";

const grapheme = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function insert(field, text) {
  const { selectionStart: start, selectionEnd: end, maxLength, value } = field;
  if (maxLength >= 0 && value.length - (end - start) + text.length > maxLength) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function erase(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const last = [...grapheme.segment(value.slice(0, start))].at(-1)?.segment.length ?? 0;
  field.setRangeText("", start === end ? start - last : start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function keyboard(stage) {
  let keys = null;
  let field = null;
  let layer = "default";

  const turn = (to) => {
    if (to === layer) return;
    layer = to;
    keys.setOptions({ layoutName: to });
  };

  // A sentence starts with a capital; the next letter is small again.
  const settle = () => {
    const before = field.value.slice(0, field.selectionStart);
    if (layer === "numbers" || !keys.options.layout.shift) return;
    turn(/^\s*$|[.!?]\s+$|\n$/.test(before) ? "shift" : "default");
  };

  const press = (key) => {
    field.focus({ preventScroll: true });
    if (key === "{shift}") return turn(layer === "shift" ? "default" : "shift");
    if (key === "{numbers}") return turn("numbers");
    if (key === "{letters}") {
      turn("default");
      return settle();
    }
    if (key === "{bksp}") erase(field);
    else if (key === "{enter}") insert(field, "\n");
    else insert(field, key === "{space}" ? " " : key);
    return settle();
  };

  const lay = (container) => {
    const { dataset } = stage.find("#screens");
    const kind = field.dataset.layout;
    const layout = layoutOf(kind, stage.language);
    if (field.tagName === "INPUT" && layout.shift) {
      for (const rows of Object.values(layout)) rows.push(rows.pop().replace(" {enter}", ""));
    }
    const all = [...new Set(Object.values(layout).flat().flatMap((row) => row.split(" ")))].join(" ");
    const room = document.createElement("div");
    room.className = `keys-room keys-${kind}`;
    container.replaceChildren(room);
    layer = "default";
    keys = new Keyboard(room, {
      layout,
      theme: `hg-theme-default keys-${kind}`,
      display: {
        "{shift}": dataset.shift,
        "{bksp}": dataset.delete,
        "{space}": dataset.space,
        "{enter}": dataset.enter,
        "{numbers}": "123",
        "{letters}": dataset.alphabet,
      },
      buttonTheme: [
        { class: "wide-key", buttons: ".nl .com" },
        { class: "strong-key", buttons: kind === "email" ? "@" : "" },
      ].filter(({ buttons }) => buttons),
      buttonAttributes: [
        { attribute: "tabindex", value: "-1", buttons: all },
        { attribute: "type", value: "button", buttons: all },
      ],
      useButtonTag: true,
      preventMouseDownDefault: true,
      disableCaretPositioning: true,
      disableButtonHold: true,
      onKeyPress: (key) => {
        press(key);
        keys?.clearInput();
      },
    });
    // A switch or a screen reader presses without a pointer.
    room.addEventListener("click", (event) => {
      const key = event.target.closest("[data-skbtn]");
      if (key && event.detail === 0) press(key.dataset.skbtn);
    });
    settle();
  };

  const lift = () => {
    keys?.destroy();
    keys = null;
    field = null;
    layer = "default";
  };

  stage.addEventListener("show", ({ detail: { screen } }) => {
    const container = screen.querySelector("[data-keys]");
    if (!container) return;
    field = screen.querySelector("[data-typed]");
    content(field);
    field.addEventListener("input", () => {
      content(field);
      settle();
    });
    lay(container);
  });
  stage.addEventListener("leave", lift);
  stage.addEventListener("wipe", lift);

  // Enter on a keyboard of its own goes on where one line is asked.
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== field || field?.tagName !== "INPUT") return;
    field.closest("[data-screen]").querySelector(".press-go")?.click();
  });
}
