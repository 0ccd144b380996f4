"use strict";
const box = document.createElement("input");
box.type = "search";
box.placeholder = "words, in any order";
box.setAttribute("aria-label", "search the claims");
const count = document.createElement("span");
const rows = [...document.querySelectorAll("tbody tr")].map(row => [row, row.textContent.toLowerCase()]);
const show = () => {
  const words = box.value.toLowerCase().split(" ").filter(Boolean);
  let seen = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every(word => text.includes(word));
    seen += !row.hidden;
  }
  count.textContent = " " + seen + " of " + rows.length;
};
box.addEventListener("input", show);
document.getElementById("find").append(box, count);
box.value = decodeURIComponent(location.hash.slice(1));
show();
box.focus();
