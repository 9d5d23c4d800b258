// The composer speaks to the server by plain requests, so that it works while the circuit is away.

const Patience = 30000;

/** The server answered, and the answer is no: `problem`, `message`, `server`, `field`, `address` come from it. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.message || body?.problem || `HTTP ${status}`);
    this.status = status;
    this.body = body ?? {};
  }

  /** Worth asking again without a change by the person: nobody said that it can't be done. */
  get isPassing() { return this.status === 503 || this.status === 502 || this.status === 504 || this.status === 429; }
}

/** The server did not answer at all. */
export class Unreachable extends Error {}

export const accountKey = () => document.body.dataset.account ?? '';

export const addressOf = path => `/compose/${accountKey()}/${path}`;

export async function ask(method, path, body, { signal, raw = false, patience = Patience } = {}) {
  const headers = { 'X-Webmail': '1' };
  if (body !== undefined && !raw) headers['Content-Type'] = 'application/json';
  if (raw) headers['Content-Type'] = 'application/octet-stream';
  const limits = [AbortSignal.timeout(patience), ...(signal ? [signal] : [])];
  let answer;
  try {
    answer = await fetch(addressOf(path), {
      method, headers, credentials: 'same-origin', redirect: 'error', signal: AbortSignal.any(limits),
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(error.message);
  }
  const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
  const said = answer.status === 204 || !isJson ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, said);
  return said;
}

export const open = (question, options) => ask('POST', 'open', question, options);
export const saveDraft = (draft, { force = false, ...options } = {}) => ask('PUT', `drafts/${draft.id}${force ? '?force=true' : ''}`, draft, options);
export const dropDraft = id => ask('DELETE', `drafts/${id}`);
export const send = (id, order) => ask('POST', `drafts/${id}/send`, order, { patience: 60000 });
export const people = (words, signal) => ask('GET', `people?q=${encodeURIComponent(words)}`, undefined, { signal, patience: 8000 });
export const outbox = () => ask('GET', 'outbox');
export const outboxAct = (id, act) => act === 'drop' ? ask('DELETE', `outbox/${id}`) : ask('POST', `outbox/${id}/${act}`);
export const templates = () => ask('GET', 'templates');
export const saveTemplate = template => ask('PUT', `templates/${template.id}`, template);
export const reminders = () => ask('GET', 'reminders');
export const reminderAct = (id, act, body) => act === 'drop' ? ask('DELETE', `reminders/${id}`) : ask('POST', `reminders/${id}/${act}`, body ?? {});
export const fileFromMail = (id, place) => ask('POST', `drafts/${id}/files/from`, place, { patience: 120000 });
export const beginFile = (id, file) => ask('POST', `drafts/${id}/files`, file);
export const fileState = (id, file) => ask('GET', `drafts/${id}/files/${file}`);
export const dropFile = (id, file) => ask('DELETE', `drafts/${id}/files/${file}`);
export const putChunk = (id, file, offset, bytes, signal) => ask('PUT', `drafts/${id}/files/${file}?offset=${offset}`, bytes, { signal, raw: true, patience: 120000 });
export const contentAddress = (id, file) => addressOf(`drafts/${id}/files/${file}/content`);
