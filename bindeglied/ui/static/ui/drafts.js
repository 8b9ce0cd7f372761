// What somebody types is sent to the server shortly after the last key stroke, and kept there
// sealed until the form is sent. Nothing is kept in the browser: it may be a shared one.
(() => {
  const PAUSE = 1500; // after the last key stroke
  const FIRST_RETRY = 2000;
  const LONGEST_RETRY = 60000;
  const PATIENCE = 4000; // so long a form that is being sent waits for its draft
  const MOST_ON_LEAVING = 60000; // browsers let no more than 64 KiB out of a page that is left
  const forms = "form[data-keeps-draft]";
  const states = new WeakMap();

  const stateOf = (form) => {
    if (!states.has(form)) {
      states.set(form, { typed: 0, kept: 0, timer: 0, retry: FIRST_RETRY, busy: null, sent: false });
    }
    return states.get(form);
  };
  const isUnsaved = (form) => {
    const state = stateOf(form);
    return !state.sent && state.typed > state.kept;
  };
  const all = () => [...document.querySelectorAll(forms)];
  const formOf = (field) => (field.form && field.form.matches(forms) ? field.form : null);

  // Nothing moves under a pressed pointer: a button that slides away takes the click with it.
  const LONGEST_PRESS = 1000; // some lists keep the release of the pointer to themselves
  const afterwards = [];
  let pressed = 0;
  const release = () => {
    clearTimeout(pressed);
    pressed = 0;
    for (const saying of afterwards.splice(0)) saying();
  };
  document.addEventListener("pointerdown", () => (pressed = setTimeout(release, LONGEST_PRESS)), true);
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => setTimeout(release), true); // once the click is through
  }

  const say = (form, words, signedOut = false) => {
    if (pressed) {
      afterwards.push(() => say(form, words, signedOut));
      return;
    }
    const line = form.querySelector("[data-draft]");
    if (!line) return;
    const said = line.querySelector("[data-draft-said]");
    // A screen reader reads it aloud whenever it changes, so it only changes when it is new.
    if (said.textContent !== words) said.textContent = words;
    line.querySelector("[data-draft-sign-in]").hidden = !signedOut;
  };
  const words = (form, name) => form.querySelector("[data-draft]")?.dataset[name] || "";

  // Signing in again in another window renews the token: the cookie knows it, the old page does not.
  const tokenOf = (form) => {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken?.value || "";
  };

  const content = (form) => {
    const body = new URLSearchParams();
    for (const field of form.elements) {
      if (field.type === "password" || field.type === "file") field.dataset.neverKept = "";
    }
    for (const [name, value] of new FormData(form)) {
      const fields = form.querySelectorAll(`[name="${CSS.escape(name)}"][data-never-kept]`);
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && !fields.length) {
        body.append(name, value);
      }
    }
    return body;
  };

  const later = (form, pause) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form), pause);
  };

  const failed = (form, reason, signedOut) => {
    const state = stateOf(form);
    say(form, words(form, reason), signedOut);
    later(form, state.retry);
    state.retry = Math.min(state.retry * 2, LONGEST_RETRY);
  };

  // Answers whether the form may be sent: not while nobody listens at the other end.
  const ask = async (form, onLeaving) => {
    const state = stateOf(form);
    const typed = state.typed;
    const token = tokenOf(form);
    const body = content(form).toString();
    let answer;
    try {
      answer = await fetch(form.dataset.keepsDraft, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token },
        redirect: "manual",
        keepalive: onLeaving && body.length < MOST_ON_LEAVING,
      });
    } catch {
      failed(form, "gone", false);
      return false;
    }
    // Without a session the answer leads to the login page; without any cookie it is a refusal.
    const said = await answer.json().then((words) => words.said, () => "");
    if (answer.type === "opaqueredirect" || (answer.status === 403 && !said)) {
      failed(form, "signedOut", true);
      return false;
    }
    if (!said) {
      failed(form, "gone", false);
      return false;
    }
    if (answer.status === 403) {
      say(form, said); // somebody else has signed in meanwhile: nothing may go out in their name
      return false;
    }
    state.kept = typed;
    state.retry = FIRST_RETRY;
    if (answer.ok && form.elements.csrfmiddlewaretoken) form.elements.csrfmiddlewaretoken.value = token;
    say(form, said);
    return true;
  };

  const save = async (form, onLeaving = false) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (!isUnsaved(form) || (!form.isConnected && !onLeaving)) return true;
    if (state.busy && !onLeaving) {
      await state.busy;
      return save(form);
    }
    state.busy = ask(form, onLeaving).finally(() => {
      state.busy = null;
    });
    return state.busy;
  };

  const typed = (event) => {
    const form = formOf(event.target);
    if (!form) return;
    const state = stateOf(form);
    state.typed += 1;
    state.sent = false;
    later(form, Math.max(PAUSE, state.retry > FIRST_RETRY ? state.retry / 2 : 0));
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest ? formOf(event.target) : null;
    if (form && stateOf(form).retry === FIRST_RETRY) save(form);
  });

  const saveAll = (onLeaving) => all().filter(isUnsaved).forEach((form) => save(form, onLeaving));
  document.addEventListener("visibilitychange", () => saveAll(document.hidden));
  window.addEventListener("pagehide", () => saveAll(true));
  window.addEventListener("online", () => saveAll(false));
  // Back from signing in again in another window: no need to wait for the next try.
  window.addEventListener("focus", () => saveAll(false));
  window.addEventListener("pageshow", () => all().forEach((form) => (stateOf(form).sent = false)));
  window.addEventListener("beforeunload", (event) => {
    // Only where the server could not be reached; otherwise the draft is on its way.
    if (all().some((form) => isUnsaved(form) && stateOf(form).retry > FIRST_RETRY)) event.preventDefault();
  });

  // A form that is sent while its last words are not kept yet waits a moment for them: if nobody
  // answers, it is not sent into the void and the text stays on the page.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches(forms)) return;
      const state = stateOf(form);
      if (!isUnsaved(form)) {
        clearTimeout(state.timer);
        state.sent = true;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (state.leaving) return;
      state.leaving = true;
      const submitter = event.submitter;
      const soon = new Promise((resolve) => setTimeout(() => resolve(true), PATIENCE));
      Promise.race([save(form), soon]).then((mayGo) => {
        state.leaving = false;
        if (!mayGo) return;
        clearTimeout(state.timer);
        state.kept = state.typed;
        form.requestSubmit(submitter?.isConnected ? submitter : undefined);
      });
    },
    true,
  );

  // After a conflict: take the other text into the own field, where it can still be changed.
  const take = (form, name, value) => {
    const chosen = value.split("\n");
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = chosen.includes(field.value);
      else if (field.type === "select-multiple") {
        for (const option of field.options) option.selected = chosen.includes(option.value);
      } else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    form.querySelector(`[name="${CSS.escape(name)}"]`)?.focus();
  };
  const offerTaking = (root) => {
    for (const button of root.querySelectorAll("[data-take-for]")) button.hidden = false;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-take-for]");
    if (!button) return;
    const name = button.dataset.takeFor;
    const holds = (form) => form.querySelector(`[name="${CSS.escape(name)}"]`);
    const form = button.closest("form") || [...document.forms].find(holds);
    if (form) take(form, name, button.dataset.take);
  });
  offerTaking(document);
  document.addEventListener("htmx:load", (event) => offerTaking(event.target));
})();
