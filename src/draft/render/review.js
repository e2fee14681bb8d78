"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const partners = new Map();
for (const mark of all("mark[data-key]")) {
  if (!mark.dataset.key) continue;
  if (!partners.has(mark.dataset.key)) partners.set(mark.dataset.key, []);
  partners.get(mark.dataset.key).push(mark);
}
const of = (element) => partners.get(element.dataset.key) || [];
const shown = (element) => element.getClientRects().length > 0;
const owner = (event) => event.target.closest && event.target.closest("[data-key]");
const reveal = (element) => element.scrollIntoView({ block: "center" });
let current = [];
const settle = (elements) => {
  for (const element of current) element.classList.remove("current");
  current = elements;
  for (const element of current) element.classList.add("current");
};
const turns = new Map();
const follow = (element) => {
  const side = element.dataset.side;
  const others = of(element).filter((mark) => mark !== element && mark.dataset.side !== side && shown(mark));
  const turn = turns.get(element) || 0;
  turns.set(element, turn + 1);
  if (side) {
    const other = others[turn % Math.max(others.length, 1)];
    settle(other ? [element, other] : [element]);
    if (other) { reveal(other); other.focus({ preventScroll: true }); }
    return;
  }
  const both = ["fact", "prose"].map((name) => others.find((mark) => mark.dataset.side === name)).filter(Boolean);
  settle([...both, element]);
  both.forEach(reveal);
  if (both.length) both[both.length - 1].focus({ preventScroll: true });
};
for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
  document.addEventListener(name, (event) => {
    const element = owner(event);
    if (element) for (const mark of of(element)) mark.classList.toggle("lit", on);
  });
document.addEventListener("click", (event) => { const element = owner(event); if (element) follow(element); });
const places = new Map();
const step = (selector, by) => {
  const found = all(selector).filter(shown);
  if (!found.length) return;
  const last = places.has(selector) ? places.get(selector) : by > 0 ? -1 : 0;
  const next = (last + by + found.length) % found.length;
  places.set(selector, next);
  const target = found[next];
  reveal(target);
  const other = of(target).find((mark) => mark.dataset.side !== target.dataset.side && shown(mark));
  if (other) reveal(other);
  settle(other ? [target, other] : [target]);
  target.focus({ preventScroll: true });
};
const PROBLEMS = "#prose mark.wrong, #prose mark.invented, #facts mark.wrong";
const problems = () => {
  const inProse = new Set(all("#prose mark.wrong").map((mark) => mark.dataset.key));
  for (const mark of all("#facts mark.wrong")) mark.classList.toggle("told", inProse.has(mark.dataset.key));
  return PROBLEMS + ":not(.told)";
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT|BUTTON|SUMMARY)$/.test(event.target.tagName)) return;
  if (event.key === "Enter") { const element = owner(event); if (element) { event.preventDefault(); follow(element); } }
  if (event.key === "n" || event.key === "p") step(problems(), event.key === "n" ? 1 : -1);
  if (event.key === "Escape") settle([]);
});
for (const chip of all("[data-next]")) chip.addEventListener("click", () => step(chip.dataset.next, 1));
const value = (id) => { const box = document.getElementById(id); return box ? box.value : ""; };
const filter = () => {
  const wanted = value("only-section"), source = value("only-source"), wrong = document.getElementById("only-problems").checked;
  for (const element of all("#facts li, #prose > [data-section], .group, #problems li")) {
    const group = element.closest("[data-section]");
    const elsewhere = wanted !== "" && group && group.dataset.section !== wanted;
    const fine = wrong && element.matches("#facts li:not(.wrong), #prose p:not(.wrong)");
    const foreign = source !== "" && element.matches("#facts li") && element.dataset.source !== source;
    element.classList.toggle("gone", Boolean(elsewhere || fine || foreign));
  }
  if (wrong || source) for (const group of all(".group")) group.classList.toggle("gone", !group.querySelector("li:not(.gone)"));
};
for (const box of all("#filters input, #filters select")) box.addEventListener("change", filter);
