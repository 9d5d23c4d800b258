// The same draft in two tabs stays one draft: whoever has it open holds a lock by its id; another tab may ask for it.

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('webmail-compose') : null;
const owned = new Map();

channel?.addEventListener('message', e => {
  if (e.data?.type === 'give' && owned.has(e.data.id)) owned.get(e.data.id).give();
});

/** Takes the draft for this tab. False: another tab writes it. `give` is called when another tab asks for it: save, close, release. */
export async function take(id, give) {
  if (owned.has(id)) return true;
  if (!navigator.locks) { owned.set(id, { give, release: () => {} }); return true; }
  return new Promise(resolve => {
    navigator.locks.request(`draft-${id}`, { ifAvailable: true }, lock => {
      if (!lock) { resolve(false); return undefined; }
      return new Promise(release => { owned.set(id, { give, release }); resolve(true); });
    }).catch(() => resolve(true));
  });
}

export function release(id) {
  owned.get(id)?.release();
  owned.delete(id);
}

/** Asks the tab that has the draft to put it down, and waits until it has. False when it did not within the time. */
export async function askFor(id, give, patience = 8000) {
  channel?.postMessage({ type: 'give', id });
  try {
    return await new Promise((resolve, reject) => {
      navigator.locks.request(`draft-${id}`, { signal: AbortSignal.timeout(patience) }, () => new Promise(release => {
        owned.set(id, { give, release });
        resolve(true);
      })).catch(reject);
    });
  } catch {
    return false;
  }
}
