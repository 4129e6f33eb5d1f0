"use strict";
const tiles = [...document.querySelectorAll(".tile")], chips = [...document.querySelectorAll(".chip")];
const words = tiles.map((tile) => tile.textContent.toLowerCase().replace(/\s+/g, " "));
const sought = document.getElementById("sought"), chosen = new Set();

function search() {
  const terms = sought.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  tiles.forEach((tile, place) => {
    tile.hidden = (chosen.size > 0 && !chosen.has(tile.dataset.state)) || !terms.every((term) => words[place].includes(term));
    shown += !tile.hidden;
  });
  document.getElementById("shown").textContent = `${shown} of ${tiles.length}`;
  document.getElementById("none").hidden = shown > 0;
}

function choose(chip) {
  if (!chosen.delete(chip.dataset.state)) chosen.add(chip.dataset.state);
  chip.setAttribute("aria-pressed", chosen.has(chip.dataset.state));
  search();
}

sought.addEventListener("input", search);
chips.forEach((chip) => chip.addEventListener("click", () => choose(chip)));
if (sought.value) search();
