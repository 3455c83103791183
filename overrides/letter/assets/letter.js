"use strict";
// Makes the reply: a text with a line for each answer, and last a sum by which we see that it has come whole. Nothing is sent or kept.
const form = document.querySelector("form");
const [told, made] = [form.querySelector("[role=status]"), form.querySelector("div")];
const tidy = (words) => words.normalize("NFC").replace(/\p{C}/gu, " ").split(/\s+/).filter(Boolean);

// Mail breaks long lines; so we do it first.
const inLines = (words) => words.reduce((lines, word) => {
  const longer = `${lines.pop()} ${word}`;
  return longer.length > 68 ? [...lines, longer.slice(0, -word.length - 1), `  ${word}`] : [...lines, longer];
}, [" "]).filter((line) => line.trim());

const answers = () => [...form.querySelectorAll("[data-point]")].flatMap((point) => {
  const said = point.querySelector("input:checked");
  return said ? [`${point.dataset.point}: ${said.value}`, ...inLines(tidy(point.querySelector("textarea").value))] : [];
});

const sum = async (text) => {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes).slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

form.addEventListener("input", ({target}) => {
  made.hidden = true;
  const point = target.closest("[data-point]");
  if (point && target.value && target.matches("textarea") && !point.querySelector("input:checked")) {
    point.querySelector("[value='stämmer inte'], [value='så här']").checked = true;
  }
});

form.querySelector("button").addEventListener("click", async () => {
  const said = answers();
  if (!said.length || !crypto.subtle) {
    told.textContent = said.length ? "Den här webbläsaren kan inte spara svaret. Prova en annan, eller svara på papper." : "Du har inte svarat på något än.";
    return;
  }
  const now = new Date();
  const day = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const text = ["UTVÄG SVAR 1", `referens: ${form.dataset.reference}`, `dag: ${day}`, ...said, ""].join("\n");
  const whole = `${text}summa: ${await sum(text)}\nUTVÄG SLUT`;
  const [link, copy] = [made.querySelector("a"), made.querySelector("textarea")];
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([whole], {type: "text/plain"}));
  copy.value = whole;
  made.hidden = false;
  told.textContent = "Svaret är sparat på din dator, oftast i mappen Hämtade filer. Inget är skickat än.";
  link.click();
});
