/* What is sent to the server: one decision after the other, in the order of the keys; cards are fetched ahead beside them. */

const line = [];
let running = false;

/** Send one decision; answers {ok, status, data}, with status 0 where the server did not answer. ``make`` gives address and body when its turn comes. */
export function send(make) {
  return new Promise((done) => {
    line.push({ make, done });
    run();
  });
}

/** How many decisions are not answered yet. */
export const pending = () => line.length + (running ? 1 : 0);

async function run() {
  if (running) return;
  running = true;
  while (line.length) {
    const { make, done } = line.shift();
    done(await post(make()));
  }
  running = false;
}

async function post({ url, body }) {
  const token = document.querySelector(".rv [name=csrfmiddlewaretoken]").value;
  try {
    // Kept alive: what was decided reaches the server also where the page is left at once.
    const answer = await fetch(url, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": token, Accept: "application/json" } });
    const data = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
    return { ok: answer.ok && data !== null, status: answer.status, data };
  } catch {
    return { ok: false, status: 0, data: null };
  }
}

/** Fetch a fragment; its elements, or null where there was no answer to use. */
export async function fragment(url) {
  try {
    const answer = await fetch(url);
    if (!answer.ok || answer.redirected) return null;
    return parse(await answer.text());
  } catch {
    return null;
  }
}

/** Ask for a short answer; null where there is none. */
export async function get(url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export function parse(html) {
  return [...new DOMParser().parseFromString(html, "text/html").body.children];
}

window.addEventListener("beforeunload", (event) => { if (line.length) event.preventDefault(); });
