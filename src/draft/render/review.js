"use strict";
const partners = new Map();
for (const mark of document.querySelectorAll("mark[data-key]")) {
  if (!mark.dataset.key) continue;
  if (!partners.has(mark.dataset.key)) partners.set(mark.dataset.key, []);
  partners.get(mark.dataset.key).push(mark);
}
const across = (element) =>
  (partners.get(element.dataset.key) || []).filter((other) => other !== element && other.dataset.side !== element.dataset.side);
const light = (element, on) => {
  for (const mark of partners.get(element.dataset.key) || []) mark.classList.toggle("lit", on);
};
const go = (element) => {
  if (!element) return;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
};
const owner = (event) => event.target.closest && event.target.closest("[data-key]");
for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
  document.addEventListener(name, (event) => { const element = owner(event); if (element) light(element, on); });
const follow = (element) => go(across(element)[0] || (partners.get(element.dataset.key) || [])[0]);
document.addEventListener("click", (event) => { const element = owner(event); if (element) follow(element); });
let last = -1;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT)$/.test(event.target.tagName)) return;
  if (event.key === "Enter") { const element = owner(event); if (element) { event.preventDefault(); follow(element); } }
  if (event.key !== "n" && event.key !== "p") return;
  const wrong = [...document.querySelectorAll("#prose mark.wrong, #prose mark.invented, #facts mark.wrong")].filter((mark) => mark.offsetParent);
  if (!wrong.length) return;
  last = (last + (event.key === "n" ? 1 : wrong.length - 1) + (last < 0 && event.key === "p" ? 1 : 0)) % wrong.length;
  go(wrong[last]);
});
const onlyProblems = document.getElementById("only-problems");
const onlySection = document.getElementById("only-section");
const filter = () => {
  for (const element of document.querySelectorAll("#facts li, #prose > [data-section], .group, #problems li")) {
    const group = element.closest("[data-section]");
    const elsewhere = onlySection.value !== "" && group && group.dataset.section !== onlySection.value;
    const fine = onlyProblems.checked && element.matches("#facts li:not(.wrong), #prose p:not(.wrong)");
    element.classList.toggle("gone", Boolean(elsewhere || fine));
  }
};
onlyProblems.addEventListener("change", filter);
onlySection.addEventListener("change", filter);
