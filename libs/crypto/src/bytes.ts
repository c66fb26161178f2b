/** Bytes of a text. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))

/** Throws on bytes that are not UTF-8: a silent replacement character would change what was signed. */
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

/** Lower-case hex. Also in browsers, which have no Buffer. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

/** Parses JSON that has just been authenticated. Throws a SyntaxError or TypeError on anything else. */
export const fromJson = (bytes: Uint8Array): unknown => JSON.parse(fromUtf8(bytes))

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
