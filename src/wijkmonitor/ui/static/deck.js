/* One slide at a time: keys, buttons, full screen, and the number of the slide in the address. */
"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const controls = document.getElementById("controls");
  const place = document.getElementById("place");
  const previous = document.getElementById("previous");
  const next = document.getElementById("next");
  const notes = document.getElementById("notes");
  const whole = document.getElementById("whole");
  const leave = document.getElementById("leave");
  const title = document.title;
  const SMALLEST = 0.45;
  let shown = 0;

  const within = (number) => Math.min(Math.max(Number.isFinite(number) ? number : 1, 1), slides.length) - 1;

  /* Words that would not fit are made smaller, never cut off; below the smallest size the slide scrolls. */
  function fit(slide) {
    const body = slide.querySelector(".body");
    const tooLarge = () =>
      slide.scrollHeight > slide.clientHeight + 1 ||
      body.scrollHeight > body.clientHeight + 1 ||
      body.scrollWidth > body.clientWidth + 1;
    slide.classList.remove("scrolls");
    slide.removeAttribute("tabindex");
    let share = 1;
    slide.style.setProperty("--fit", share);
    while (share > SMALLEST && tooLarge()) {
      share = Math.round((share - 0.01) * 100) / 100;
      slide.style.setProperty("--fit", share);
    }
    if (tooLarge()) {
      slide.classList.add("scrolls");
      slide.tabIndex = 0;
    }
  }

  function show(number, moved = true) {
    shown = within(number);
    slides.forEach((slide, at) => slide.classList.toggle("shown", at === shown));
    fit(slides[shown]);
    place.textContent = `${shown + 1} / ${slides.length}`;
    previous.disabled = shown === 0;
    next.disabled = shown === slides.length - 1;
    document.title = `${shown + 1}/${slides.length} ${title}`;
    for (const [address, put] of [
      [new URL(location.href), (url) => history.replaceState(null, "", url)],
      [new URL(leave.href), (url) => (leave.href = url)],
    ]) {
      address.searchParams.set("slide", shown + 1);
      put(address);
    }
    if (moved) slides[shown].querySelector("h2").focus({ preventScroll: true });
  }

  function toggleWhole() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  function toggleNotes() {
    const open = document.body.classList.toggle("explained");
    notes.setAttribute("aria-pressed", String(open));
    fit(slides[shown]);
  }

  const KEYS = {
    ArrowRight: () => show(shown + 2),
    PageDown: () => show(shown + 2),
    ArrowLeft: () => show(shown),
    PageUp: () => show(shown),
    Home: () => show(1),
    End: () => show(slides.length),
    f: toggleWhole,
    t: toggleNotes,
    Escape: () => (document.fullscreenElement ? document.exitFullscreen() : location.assign(leave.href)),
  };

  document.addEventListener("keydown", (event) => {
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  previous.addEventListener("click", () => show(shown, false));
  next.addEventListener("click", () => show(shown + 2, false));
  notes.addEventListener("click", toggleNotes);
  whole.addEventListener("click", toggleWhole);
  addEventListener("resize", () => fit(slides[shown]));
  document.fonts?.ready.then(() => fit(slides[shown]));

  document.body.classList.add("one");
  controls.hidden = false;
  notes.setAttribute("aria-pressed", "false");
  show(Number.parseInt(new URLSearchParams(location.search).get("slide"), 10), false);
})();
