"use strict";
const all = (selector) => [...document.querySelectorAll(selector)];
const marks = all("a.m"), missed = all("span.missed[tabindex]"), rows = all("#rows tbody tr");
const chips = all(".chip"), said = document.getElementById("said");
const fix = document.getElementById("fix"), column = document.getElementById("column"), line = document.getElementById("line");
const right = document.getElementById("right"), why = document.getElementById("why"), chosen = new Set();
let here = null, wrong = null;

const rowsOf = (mark) => mark.dataset.rows.split(" ").map((name) => document.getElementById(`r-${name}`)).filter(Boolean);
const markOf = (row) => document.getElementById(row.id.replace("r-", "m-"))?.parentElement;
const marksOf = (row) => marks.filter((mark) => ` ${mark.dataset.rows} `.includes(` ${row.id.slice(2)} `));
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

function clear() {
  all(".on, .near").forEach((each) => each.classList.remove("on", "near"));
  said.textContent = "";
  fix.hidden = true;
}

const quoted = (value) => /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

const fields = (row) => row.closest("[data-table]").dataset.columns.split(" "), values = (row) => row.dataset.read.split("\ufdd0");

function write() {
  const at = column.selectedIndex, place = [document.body.dataset.report, wrong.closest("[data-table]").dataset.table, wrong.dataset.at];
  line.value = [...place, fields(wrong)[at], values(wrong)[at], right.value, why.value].map(quoted).join(",");
}

function offer(row) {
  wrong = row;
  column.replaceChildren(...fields(row).map((name, at) => new Option(`${name}: ${values(row)[at] || "nothing"}`)));
  column.selectedIndex = Math.max(fields(row).findIndex((name) => ["amount_wan", "actual", "value", "points"].includes(name)), 0);
  right.value = why.value = "";
  fix.hidden = false;
  write();
}

function bring(element) {
  element?.scrollIntoView({ block: "center", inline: "nearest", behavior: still ? "auto" : "smooth" });
}

function show(mark, row, focus) {
  clear();
  here = mark ?? here;
  (row ? marksOf(row) : [mark]).forEach((each) => each.classList.add("near"));
  if (row) offer(row);
  (mark ? rowsOf(mark) : [row]).forEach((each) => each.classList.add("near"));
  [mark, row].forEach((each) => { each?.classList.add("on"); bring(each); });
  focus?.focus({ preventScroll: true });
  const at = mark ? `${marks.indexOf(mark) + 1} of ${marks.length} · ` : "", shown = mark ?? row.querySelector("a");
  said.textContent = `${at}${shown.textContent} · ${shown.title}`;
  if (row) history.replaceState(null, "", `#${row.id}`);
}

function fromMark(mark) {
  const own = rowsOf(mark).filter((row) => !row.hidden);
  const next = mark.classList.contains("on") ? own.findIndex((row) => row.classList.contains("on")) + 1 : 0;
  show(mark, own[next % own.length], mark);
}

function fromRow(row) {
  show(markOf(row), row, row.querySelector("a"));
}

function toMissed(span) {
  clear();
  here = span;
  span.classList.add("on");
  bring(span);
  span.focus({ preventScroll: true });
  said.textContent = `${missed.indexOf(span) + 1} of ${missed.length} · ${span.textContent} · no row took this number`;
}

function step(list, forward, go) {
  const seen = list.filter((each) => !each.classList.contains("off"));
  if (!seen.length) return;
  const after = (each) => !here || here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
  const before = (each) => here && here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING;
  go(forward ? seen.find(after) ?? seen[0] : seen.findLast(before) ?? seen[seen.length - 1]);
}

function filter(role) {
  if (!role) chosen.clear();
  else if (!chosen.delete(role)) chosen.add(role);
  const out = (roles) => chosen.size > 0 && !roles.some((each) => chosen.has(each));
  const ofRows = rows.some((row) => chosen.has(row.dataset.role));
  chips.forEach((chip) => chip.setAttribute("aria-pressed", chip.dataset.role ? chosen.has(chip.dataset.role) : !chosen.size));
  marks.forEach((mark) => mark.classList.toggle("off", out(mark.dataset.roles.trim().split(" "))));
  missed.forEach((span) => span.classList.toggle("off", out(["missed"])));
  missed.forEach((span) => span.classList.toggle("sought", chosen.has("missed")));
  rows.forEach((row) => { row.hidden = ofRows && out([row.dataset.role]); });
  all("#rows section").forEach((section) => { section.hidden = !section.querySelector("tbody tr:not([hidden])"); });
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.m"), row = event.target.closest("#rows tbody tr"), chip = event.target.closest(".chip");
  if (chip) filter(chip.dataset.role);
  if (event.target.closest(".facts") && !String(getSelection())) { clear(); offer(event.target.closest(".facts")); }
  if (event.target.id === "copy") { line.select(); document.execCommand("copy"); }
  if (!mark && !row) return;
  event.preventDefault();
  if (mark) fromMark(mark);
  else if (!String(getSelection())) fromRow(row);
});

fix.addEventListener("input", write);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== "Escape" && event.target.closest("#fix"))) return;
  const arrows = event.target.closest("a.m, span.missed, #rows tbody a") ? event.key : "";
  const run = {
    j: () => step(marks, true, fromMark), k: () => step(marks, false, fromMark),
    u: () => step(missed, true, toMissed), i: () => step(missed, false, toMissed),
    Escape: () => { clear(); document.activeElement?.blur(); },
  };
  const key = { ArrowDown: "j", ArrowRight: "j", ArrowUp: "k", ArrowLeft: "k" }[arrows] ?? event.key;
  if (!run[key]) return;
  event.preventDefault();
  run[key]();
});

const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("#rows tbody tr, a.m");
if (asked) asked.matches("tr") ? fromRow(asked) : fromMark(asked);
