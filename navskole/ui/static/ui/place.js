// A list met again by a link from another page stands where it was left. The browser itself
// does so on "back". Kept in the tab: a number per path of an unfiltered list, nothing else.
(() => {
  "use strict";

  const KEY = `nk-place:${location.pathname}`;
  const isList = () => Boolean(document.querySelector("[data-keeps-place]"));
  const isWhole = () => isList() && !location.search;
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };

  const cameByLink = () => {
    const [arrival] = performance.getEntriesByType("navigation");
    if (!arrival || arrival.type !== "navigate" || !document.referrer) return false;
    const from = new URL(document.referrer);
    return from.origin === location.origin && from.pathname !== location.pathname;
  };

  window.addEventListener("pagehide", () => {
    if (isWhole()) store((kept) => kept.setItem(KEY, Math.round(scrollY)));
    else if (isList()) store((kept) => kept.removeItem(KEY));
  });

  if (isWhole() && cameByLink()) {
    const place = Number(store((kept) => kept.getItem(KEY)));
    if (place > 0) window.scrollTo({ top: place, behavior: "instant" });
  }
})();
