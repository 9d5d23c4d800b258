// What is written is kept on the device until the server has it: in IndexedDB, which survives a reload and a crash. Two stores: drafts by
// their key in this browser, and the files that are still on their way up.

const Name = 'webmail-compose';

/** Bytes of one file that are kept for resuming after a reload; above it the browser would copy for minutes. */
const MaxKeptFile = 200 * 1024 * 1024;

let opening = null;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(Name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: 'key' });
      request.result.createObjectStore('files', { keyPath: 'id' }).createIndex('key', 'key');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

async function run(stores, mode, work) {
  let base;
  try { base = await database(); } catch { return undefined; } // private windows of some browsers have none: drafts then live in the page and on the server
  return new Promise((resolve, reject) => {
    const deal = base.transaction(stores, mode, { durability: 'relaxed' });
    const request = work(deal);
    deal.oncomplete = () => resolve(request?.result);
    deal.onerror = deal.onabort = () => reject(deal.error);
  });
}

/** entry: { key, account, at, isOpen, isDirty, form, state } */
export const keep = entry => run(['drafts'], 'readwrite', deal => deal.objectStore('drafts').put(entry));

export const forget = key => run(['drafts', 'files'], 'readwrite', deal => {
  deal.objectStore('drafts').delete(key);
  const files = deal.objectStore('files').index('key').openKeyCursor(IDBKeyRange.only(key));
  files.onsuccess = () => { if (files.result) { deal.objectStore('files').delete(files.result.primaryKey); files.result.continue(); } };
});

export const all = async account => ((await run(['drafts'], 'readonly', deal => deal.objectStore('drafts').getAll())) ?? []).filter(entry => entry.account === account);

export const keepFile = (key, id, file) => (file.size > MaxKeptFile ? Promise.resolve() : run(['files'], 'readwrite', deal => deal.objectStore('files').put({ id, key, file })));

export const forgetFile = id => run(['files'], 'readwrite', deal => deal.objectStore('files').delete(id));

export const filesOf = async key => (await run(['files'], 'readonly', deal => deal.objectStore('files').index('key').getAll(IDBKeyRange.only(key)))) ?? [];
