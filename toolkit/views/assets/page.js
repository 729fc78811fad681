// Links between pages keep the filters; language and theme are part of the address; a lost connection is said.
(() => {
  const merged = (changes) => {
    const query = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(changes)) query.set(key, value);
    const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    return text ? "?" + text : "";
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-keep]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const to = link.dataset.themeTo;
    location.href = to ? location.pathname + merged({ theme: to }) : link.getAttribute("href") + location.search;
  });
  // The server says which filters hold; the address follows, and going back asks the server for the filters of before.
  const PAGE = ["hl", "theme"];
  const GIVES_UP = 5; // Bokeh tries so often to connect again
  let back = null;
  document.addEventListener("address-is", (event) => {
    const first = back === null;
    back = event.detail.back;
    const query = new URLSearchParams(event.detail.query);
    const now = new URLSearchParams(location.search);
    for (const key of PAGE) if (now.has(key)) query.append(key, now.get(key));
    query.sort();
    now.sort();
    if (query.toString() === now.toString()) return;
    const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    const to = location.pathname + (text ? "?" + text : "");
    if (first) history.replaceState(null, "", to); else history.pushState(null, "", to);
  });
  addEventListener("popstate", () => { if (back) back(location.search); });
  document.getElementById("hl").addEventListener("change", (event) => {
    location.href = location.pathname + merged({ hl: event.target.value });
  });
  const note = document.querySelector(".content-note");
  try { if (sessionStorage.getItem("note-hidden")) note.hidden = true; } catch (error) { /* storage is switched off: the note stays */ }
  document.getElementById("hide-note").addEventListener("click", () => {
    note.hidden = true;
    try { sessionStorage.setItem("note-hidden", "1"); } catch (error) { /* storage is switched off: hidden on this page only */ }
  });
  const fold = document.getElementById("filter-fold");
  if (matchMedia("(max-width: 860px)").matches) fold.open = false;
  const bar = document.getElementById("read-bar");
  const reader = document.querySelector(".card.reader");
  document.addEventListener("reader-shows", () => {
    if (!reader) return;
    const box = reader.getBoundingClientRect();
    bar.hidden = box.top < innerHeight * 0.8 && box.bottom > innerHeight * 0.2;
  });
  bar.addEventListener("click", () => { bar.hidden = true; });
  if (reader) new IntersectionObserver((seen) => { if (seen[0].isIntersecting) bar.hidden = true; }, { threshold: 0.2 }).observe(reader);
  // A connection that comes back may find its session gone (it ended, or the server was started anew): so the page asks.
  const lost = document.getElementById("lost");
  const says = (name) => {
    for (const text of lost.querySelectorAll("p")) text.hidden = text.dataset.says !== name;
    lost.hidden = false;
  };
  let asking = null;
  const ask = (left) => {
    if (!left) { says("ended"); return; }
    document.dispatchEvent(new CustomEvent("session-asked"));
    asking = setTimeout(() => ask(left - 1), 1500);
  };
  let session = null;
  document.addEventListener("session-answers", (event) => {
    clearTimeout(asking);
    session ??= event.detail;
    if (session === event.detail) lost.hidden = true; else says("ended");
  });
  document.getElementById("again").addEventListener("click", () => location.reload());
  let closed = 0;
  const socket = window.WebSocket;
  window.WebSocket = class extends socket {
    constructor(...args) {
      super(...args);
      this.addEventListener("close", () => { clearTimeout(asking); closed += 1; says(closed > GIVES_UP ? "ended" : "lost"); });
      this.addEventListener("open", () => {
        if (closed) asking = setTimeout(() => ask(4), 500);
        closed = 0;
      });
    }
  };
})();
