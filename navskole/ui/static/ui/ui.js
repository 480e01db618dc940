// Small helps on top of pages that work without script. No inline script, no eval.
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const announce = (text) => { const live = $("#nk-live"); if (live) live.textContent = text; };

  // Counter of a long text: seen at once, read aloud when the writer pauses.
  let pause = 0;
  const count = (counter, aloud) => {
    const field = document.getElementById(counter.dataset.counts);
    if (!field) return;
    const left = Number(counter.dataset.max) - field.value.length;
    const words = left < 0 ? counter.dataset.over : counter.dataset.left;
    counter.textContent = words.replace("{n}", Math.abs(left));
    counter.classList.toggle("aksel-textarea__counter--error", left < 0);
    if (!aloud) return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      const status = $(`[data-counter-status="${field.id}"]`);
      if (status) status.textContent = counter.textContent;
    }, 1200);
  };

  // Date: the browser's calendar beside the text field.
  const pick = (button) => {
    const field = document.getElementById(button.dataset.picks);
    const native = $("input[type=date]", button.parentElement);
    const parts = field.value.trim().match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/);
    native.value = parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : "";
    native.onchange = () => {
      if (!native.value) return;
      field.value = native.value.split("-").reverse().join(".");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    };
    try { native.showPicker(); } catch { field.focus(); }
  };

  const copy = async (button) => {
    try { await navigator.clipboard.writeText(button.dataset.copy); } catch { return; }
    button.dataset.done = "";
    announce(button.dataset.copied);
    setTimeout(() => delete button.dataset.done, 2000);
  };

  // Forms: warn before leaving typed text, and send only once.
  const written = (form) => new URLSearchParams(
    [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken")
      .map(([name, value]) => [name, value instanceof File ? value.name : value]),
  ).toString();
  const untouched = new WeakMap();
  let leaving = false;
  const guard = (form) => {
    if (untouched.has(form)) return;
    untouched.set(form, $(".aksel-error-summary", form) ? null : written(form));
  };
  const isTouched = (form) => untouched.has(form) && untouched.get(form) !== written(form);

  const release = (form) => {
    delete form.dataset.sent;
    all("button[data-resting]", form).forEach((button) => {
      button.disabled = false;
      delete button.dataset.resting;
    });
  };
  const rest = (form) => setTimeout(() => all("button:not([disabled])", form).forEach((button) => {
    button.disabled = true;
    button.dataset.resting = "";
  }));

  const start = (root) => {
    all("[data-counts]", root).forEach((counter) => count(counter, false));
    all("form[data-guard]", root).forEach(guard);
    const first = $("[data-focus-first] [tabindex]", root);
    if (first) first.focus();
  };

  document.addEventListener("input", (event) => {
    const counter = event.target.id && $(`[data-counts="${event.target.id}"]`);
    if (counter) count(counter, true);
  });

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    all("details.nk-menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const opener = at("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog && !dialog.open) { event.preventDefault(); dialog.showModal(); }
    } else if (at("[data-closes]")) at("dialog").close();
    else if (at("[data-picks]")) pick(at("[data-picks]"));
    else if (at("[data-copy]")) copy(at("[data-copy]"));
    else if (at("[data-prints]")) window.print();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    // A button that opens its answer beside the page leaves the form as it is.
    if (event.submitter && event.submitter.formTarget === "_blank") return;
    if (form.method !== "get") leaving = true;
    if (!("once" in form.dataset)) return;
    if ("sent" in form.dataset) { event.preventDefault(); return; }
    form.dataset.sent = "";
    rest(form);
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
    all("form[data-sent]").forEach(release);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && all("form[data-guard]").some(isTouched)) event.preventDefault();
  });

  // Keys. "?" and "/" can be switched off in this browser (WCAG 2.1.4).
  const KEYS_OFF = "nk-keys-off";
  const read = () => { try { return localStorage.getItem(KEYS_OFF) === "1"; } catch { return false; } };
  const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = $("details.nk-menu[open]");
      if (menu) { menu.open = false; $("summary", menu).focus(); }
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || read()) return;
    if ($("dialog[open]")) return;
    if (event.key === "?") { const keys = $("#nk-keys"); if (keys) { event.preventDefault(); keys.showModal(); } }
    if (event.key === "/") { const field = $("input[type=search]"); if (field) { event.preventDefault(); field.focus(); } }
  });
  document.addEventListener("change", (event) => {
    if (event.target.id !== KEYS_OFF) return;
    try { localStorage.setItem(KEYS_OFF, event.target.checked ? "1" : "0"); } catch { /* not remembered */ }
  });

  // A filter keeps the order that was chosen after the page was loaded.
  document.addEventListener("htmx:configRequest", (event) => {
    const held = new URLSearchParams(location.search);
    for (const name of (event.target.dataset.keeps || "").split(" ")) {
      if (name && held.get(name)) event.detail.parameters[name] = held.get(name);
    }
  });
  document.addEventListener("htmx:load", (event) => {
    if (event.target === document.body) return;
    start(event.target);
    const news = event.target.matches("[data-announce]") ? event.target : $("[data-announce]", event.target);
    if (news) announce(news.textContent);
    // The button that had the focus is gone with what it stood in: Tab goes on from there.
    const again = event.target.closest("[data-takes-focus]");
    if (again && document.activeElement === document.body) again.focus({ preventScroll: true });
  });
  // What the page could not take in is sent as without script: the answer is a page that says why.
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.target.closest("form[hx-boost]");
    if (form) HTMLFormElement.prototype.submit.call(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    // What a form asks while it is filled in may be answered after it was sent.
    const asked = event.detail.requestConfig && event.detail.requestConfig.triggeringEvent;
    if (!asked || asked.type !== "submit") return;
    leaving = false;
    const form = event.target.closest && event.target.closest("form[data-sent]");
    if (form) release(form);
  });

  start(document);
  const off = document.getElementById(KEYS_OFF);
  if (off) off.checked = read();
})();
