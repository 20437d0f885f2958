// Live progress of adding. Without it the page reloads itself every two seconds.
const place = document.querySelector("[data-events]");
const bar = place.querySelector("progress");
const source = new EventSource(place.dataset.events);
source.addEventListener("progress", e => {
  const now = JSON.parse(e.data);
  bar.value = now.bytes;
  for (const count of place.querySelectorAll("[data-count]")) count.textContent = now[count.dataset.count];
  if (now.isDone) { source.close(); location.reload(); }
});
