"use strict";

// What this tab knows is kept for this tab and this origin alone, and goes with the tab.
const kept = {
  get key() { return sessionStorage.getItem("key") || ""; },
  set key(said) { sessionStorage.setItem("key", said); },
  get session() { return JSON.parse(sessionStorage.getItem("session") || "{}"); },
  set session(wish) { sessionStorage.setItem("session", JSON.stringify(wish)); },
};
const SAID = {
  lost: "The connection is gone. Trying again… What was shown as saved is saved.",
  again: "chairtui was started anew. Give the access code again; your half-typed line is kept under your name.",
  ended: "You have left your seat. What was shown as saved is saved.",
  elsewhere: "This seat is open in another tab. Take it over here, or sit down under another name.",
  unkept: "Your seat was given up while you were away. What was shown as saved is saved; a half-typed line is kept.",
  network: "chairtui can't be reached. Ask whoever started it whether it is running.",
};
const part = (id) => document.getElementById(id);
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
let begun = false;
let sitting = false;
let looking = 0;

async function ask(way, body) {
  const answer = await fetch(way, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Chairtui-Key": kept.key },
    body: JSON.stringify(body),
    credentials: "same-origin",
    redirect: "manual",
  });
  // What isn't chairtui's own answer is from the sign-in in front of it: let that show its page.
  if (answer.type === "opaqueredirect" || ([401, 403].includes(answer.status) && !isOwn(answer))) return signIn();
  return { status: answer.status, ...(await answer.json()) };
}

const isOwn = (answer) => (answer.headers.get("Content-Type") || "").startsWith("application/json");

function signIn() {
  sitting = false;
  location.reload();
  return new Promise(() => {});
}

// Behind a door: ask again and again whether the person who sits here is still signed in, and leave if they aren't.
function keepLooking(seconds) {
  if (!seconds || looking) return;
  looking = setInterval(async () => {
    if (!sitting) return;
    try {
      const answer = await ask("/look", { session: kept.session.session || "" });
      if (answer.closed || answer.state === "free" || answer.state === "ended") signIn();
    } catch (problem) {
      // The connection itself says when it is gone.
      return;
    }
  }, seconds * 1000);
}

function show(form, said = "") {
  part("front").hidden = false;
  for (const id of ["enter", "sit", "back"]) part(id).hidden = id !== form;
  part("said").textContent = said;
  const first = form && part(form).querySelector("input, button");
  if (first) first.focus();
}

async function enter(token) {
  const answer = await ask("/enter", { token });
  if (answer.status !== 200) return show("enter", answer.why);
  kept.key = answer.key;
  return begun ? location.reload() : look();
}

// Where this tab stands: signed out, without a session, or with the one it had before it was reloaded.
async function look(said = "") {
  const had = kept.session;
  const answer = await ask("/look", { session: had.session || "" });
  if (answer.closed) return show("", answer.why);
  if (!answer.in) return show("enter", answer.why || said);
  if (answer.key) kept.key = answer.key;
  keepLooking(answer.every);
  part("name").value = answer.name || had.name || "";
  part("name").readOnly = Boolean(answer.name);
  part("role").value = answer.role || had.role || "note-taker";
  part("choice").hidden = Boolean(answer.role);
  if (answer.state === "waiting" || had.wanted) return sit(had);
  if (answer.state === "shown") return show("back", SAID.elsewhere);
  if (answer.state === "ended") return show("back", answer.reason || SAID.ended);
  return show("sit", said || (had.session ? SAID.unkept : ""));
}

async function sit(wish) {
  const answer = await ask("/session", { name: wish.name || "", role: wish.role, session: wish.session || "" });
  if (answer.closed) return show("", answer.why);
  if (answer.status === 401) return show("enter", answer.why);
  if (answer.status !== 200) return show("sit", answer.why);
  kept.session = { name: wish.name, role: wish.role, session: answer.session };
  document.title = wish.name ? `${wish.name} · chairtui` : "chairtui";
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const screen = part("screen");
  screen.className = "textual-terminal";
  screen.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/session/${answer.ticket}`;
  screen.dataset.fontSize = "16";
  screen.hidden = false;
  await Promise.all(["16px", "bold 16px", "italic 16px"].map((font) => document.fonts.load(`${font} "Roboto Mono"`)));
  begun = true;
  const terminal = document.createElement("script");
  terminal.src = "/files/textual.js";
  terminal.onerror = () => show("sit", SAID.network);
  terminal.onload = () => {
    sitting = true;
    part("front").hidden = true;
    window.onload(new Event("load"));
    screen.querySelector("textarea").focus();
  };
  document.head.append(terminal);
}

// The connection is lost: say so, find out why, and resume the session where it is still kept.
async function afterwards() {
  sitting = false;
  // Nothing of the meeting stays on the screen, which no key could cover any more.
  part("screen").hidden = true;
  part("screen").replaceChildren();
  show("", SAID.lost);
  for (let wait = 0.3; ; wait = Math.min(wait * 1.6, 8)) {
    await pause(wait * (0.7 + 0.6 * Math.random()));
    try {
      const answer = await ask("/look", { session: kept.session.session || "" });
      if (answer.closed) return show("", answer.why);
      if (!answer.in) return show("enter", SAID.again);
      if (answer.state === "shown") return show("back", SAID.elsewhere);
      if (answer.state === "ended") return show("back", answer.reason || SAID.ended);
      return location.reload();
    } catch (problem) {
      continue;
    }
  }
}

// The terminal can't start twice in one page, so the page is reloaded for another session.
function anew(session) {
  kept.session = session;
  location.reload();
}

part("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  const token = part("token").value;
  part("token").value = "";
  enter(token).catch(() => show("enter", SAID.network));
});
part("sit").addEventListener("submit", (event) => {
  event.preventDefault();
  const wish = { name: part("name").value, role: part("role").value };
  if (begun) return anew({ ...wish, wanted: true });
  return sit(wish).catch(() => show("sit", SAID.network));
});
part("again").addEventListener("click", () => anew({ ...kept.session, wanted: true }));
part("other").addEventListener("click", () => anew({}));
window.addEventListener("beforeunload", (event) => {
  if (sitting) event.preventDefault();
});
new MutationObserver(() => {
  if (sitting && document.body.classList.contains("-closed")) afterwards();
}).observe(document.body, { attributeFilter: ["class"] });

// The access code comes behind the #, which no server and no other page is ever sent; here it doesn't stay either.
const token = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, "", "/");
(token ? enter(token) : look()).catch(() => show("enter", SAID.network));
