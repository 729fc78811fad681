// Draws the HTML of the model and passes on clicks and changes. Focus, open details and scroll positions outlive a redraw.
let asks = false; // one part of a page asks whether the session lives

// Parts that the server changed together are drawn together: all are read, then all written, so that the page is laid out once.
const waiting = new Set();
const drawAll = () => {
  const parts = [...waiting];
  waiting.clear();
  const kept = parts.map((part) => part.keep());
  for (const part of parts) part.write();
  parts.forEach((part, at) => part.restore(kept[at]));
};
const drawSoon = (part) => {
  if (!waiting.size) queueMicrotask(drawAll);
  waiting.add(part);
};

export function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "box";
  const send = (message) => model.send_msg(message);

  const keep = () => {
    const active = box.getRootNode().activeElement;
    return {
      focus: active && box.contains(active) ? active.id : null,
      caret: active && active.selectionStart,
      open: [...box.querySelectorAll("details[id]")].map((d) => [d.id, d.open]),
      scroll: [...box.querySelectorAll("[data-scroll]")].map((s) => [s.dataset.scroll, s.scrollTop]),
    };
  };
  const find = (id) => box.querySelector("#" + CSS.escape(id));
  const announce = () => {
    const address = box.querySelector("[data-address]");
    if (!address) return;
    if (!box.isConnected) { requestAnimationFrame(announce); return; }
    const detail = { query: address.dataset.address, back: (query) => send({ act: "address", value: query }) };
    box.dispatchEvent(new CustomEvent("address-is", { bubbles: true, composed: true, detail }));
  };
  // The whole address of the view, where the server knows only what is chosen.
  const here = () => {
    if (!location.protocol.startsWith("http")) return;
    for (const place of box.querySelectorAll("[data-here]")) {
      const query = new URLSearchParams(place.dataset.here);
      for (const key of ["hl", "theme"]) {
        const value = new URLSearchParams(location.search).get(key);
        if (value) query.set(key, value);
      }
      const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
      place.textContent = location.origin + location.pathname + (text ? "?" + text : "");
    }
  };
  let shown = null, lastPicked = null;
  const write = () => { box.innerHTML = model.html; };
  const restore = (kept) => {
    const now = box.querySelector("[data-shows]")?.dataset.shows ?? null;
    if (shown && now && now !== shown) { // not when the reader is first drawn
      box.dispatchEvent(new CustomEvent("reader-shows", { bubbles: true, composed: true }));
    }
    shown = now ?? shown;
    announce();
    here();
    label();
    for (const [id, open] of kept.open) { const d = find(id); if (d) d.open = open; }
    for (const [name, top] of kept.scroll) {
      const s = box.querySelector(`[data-scroll="${CSS.escape(name)}"]`);
      if (s && top) s.scrollTop = top;
    }
    if (kept.focus) {
      const target = find(kept.focus);
      if (target) {
        target.focus({ preventScroll: true });
        if (target.type === "search" && kept.caret !== null) target.setSelectionRange(kept.caret, kept.caret);
      }
    }
    const picked = box.querySelector("[data-picked]");
    const around = picked && picked.closest("[data-scroll]");
    if (around && picked.dataset.picked !== lastPicked) around.scrollTop = picked.offsetTop - around.clientHeight / 3;
    lastPicked = picked && picked.dataset.picked;
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const picture = async (id, kind) => {
    const view = Bokeh.index.find_one_by_id(id);
    if (view) save(await view.export(kind, true).to_blob(), `chart.${kind}`);
  };
  const upload = async () => {
    const files = [...(find("own-files")?.files ?? [])];
    const read = (file) => new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done({ name: file.name, data: reader.result.split(",")[1] ?? "" });
      reader.readAsDataURL(file);
    });
    send({ act: "upload", text: find("own-text").value, files: await Promise.all(files.map(read)) });
  };
  const valueOf = (control) => {
    if (control.type !== "checkbox") return control.value;
    const same = box.querySelectorAll(`input[type=checkbox][name="${CSS.escape(control.name)}"]`);
    if (same.length === 1 && !control.dataset.list) return control.checked ? "1" : "0";
    return [...same].filter((c) => c.checked).map((c) => c.value);
  };
  const act = (target) => {
    if (target.dataset.act === "copy") {
      const text = find(target.dataset.value).textContent;
      const done = () => { target.textContent = target.dataset.done; };
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => {});
      return;
    }
    if (target.dataset.act === "upload") { upload(); return; }
    if (target.dataset.act === "picture") { picture(...target.dataset.value.split(":")); return; }
    if (target.dataset.act === "play") { play(target); return; }
    send({ act: target.dataset.act, value: target.dataset.value ?? "" });
  };
  box.addEventListener("click", (event) => {
    const target = event.target.closest("[data-act]");
    if (target) { event.preventDefault(); act(target); }
  });
  box.addEventListener("change", (event) => {
    if (event.target.name && event.target.type !== "range") send({ act: "set", name: event.target.name, value: valueOf(event.target) });
  });
  // Moves a slider by itself; a reader who wants no motion moves it one step with each press.
  let playing = null;
  const step = (id) => {
    const range = find(id);
    if (!range) return false;
    const size = Math.max(1, Math.round((range.max - range.min) / 90));
    const next = Number(range.value) + size;
    range.value = Number(range.value) >= Number(range.max) ? range.min : Math.min(next, Number(range.max));
    send({ act: "set", name: range.name, value: range.value });
    return Number(range.value) < Number(range.max);
  };
  const play = (target) => {
    if (playing || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      clearInterval(playing);
      if (!playing) step(target.dataset.value);
      playing = null;
    } else {
      const id = target.dataset.value;
      step(id);
      playing = setInterval(() => { if (!box.isConnected || !step(id)) { clearInterval(playing); playing = null; label(); } }, 700);
    }
    label();
  };
  const label = () => {
    const button = box.querySelector("[data-act=play]");
    if (!button) return;
    button.dataset.still ??= button.textContent;
    button.textContent = playing ? button.dataset.playing : button.dataset.still;
  };
  let wait = null;
  const soon = (message, pause) => { clearTimeout(wait); wait = setTimeout(() => send(message()), pause); };
  box.addEventListener("input", (event) => {
    const control = event.target; // read later, when the event has left the shadow tree
    if (control.type !== "search" && control.type !== "range") return;
    soon(() => ({ act: "set", name: control.name, value: control.value }), control.type === "range" ? 80 : 350);
  });
  box.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("keydown", (event) => {
    const target = event.target.closest("[data-act]");
    if (!target) return;
    if ((event.key === "Enter" || event.key === " ") && !["BUTTON", "A"].includes(target.tagName)) {
      event.preventDefault();
      act(target);
    }
    const list = target.closest("[data-arrows]");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list && step) {
      const all = [...list.querySelectorAll("[data-row]")];
      const next = all[all.indexOf(target) + step];
      if (next) { event.preventDefault(); next.focus(); act(next); }
    }
  });

  const give = (file) => {
    const bytes = Uint8Array.from(atob(file.data), (c) => c.charCodeAt(0));
    save(new Blob([bytes], { type: file.kind }), file.file);
  };

  const part = { keep, write, restore };
  write();
  restore({ open: [], scroll: [] });
  model.on("html", () => drawSoon(part));
  const fail = (text) => {
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "alert");
    notice.textContent = text;
    box.prepend(notice);
  };
  if (!asks && document.getElementById("lost")) {
    asks = true;
    const ask = () => send({ act: "alive" });
    document.addEventListener("session-asked", ask);
    ask();
  }
  model.on("msg:custom", (said) => {
    if (said.file) give(said);
    if (said.failed) fail(said.failed);
    if (said.alive) document.dispatchEvent(new CustomEvent("session-answers", { detail: said.alive }));
  });
  return box;
}
