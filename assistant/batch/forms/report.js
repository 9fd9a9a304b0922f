"use strict";
// The page is whole without this: it only hides what is not asked for.
(function () {
  const bar = document.getElementById("filters");
  const told = document.getElementById("told");
  const cards = Array.from(document.querySelectorAll("details.item"));
  const words = cards.map(function (card) { return card.textContent.toLowerCase(); });
  const fields = ["status", "kind", "passed"];
  function apply() {
    const wanted = document.getElementById("search").value.toLowerCase().trim();
    let count = 0;
    cards.forEach(function (card, place) {
      const fits = fields.every(function (field) {
        const value = document.getElementById("by-" + field).value;
        return value === "" || card.dataset[field] === value;
      });
      card.hidden = !(fits && words[place].includes(wanted));
      count += card.hidden ? 0 : 1;
    });
    told.textContent = count + " of " + cards.length + " shown";
  }
  bar.addEventListener("input", apply);
  bar.hidden = false;
  apply();
})();
