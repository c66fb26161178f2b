/** A tree head: so many leaves, this root. */
export interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

/** C2SP tlog-checkpoint: the origin names the log for ever, so it holds neither host nor port. */
export const originOf = (hub: string): string => `amparo.example/${hub.toLowerCase()}/audit`

/** The text under the signature: three lines, each ended. */
export const checkpointText = (origin: string, { size, root }: TreeHead): string =>
  `${origin}\n${size}\n${base64(root)}\n`

/** C2SP signed-note with one signature: key name, then base64 of the key's four-byte id and the signature. */
export const signedNote = (text: string, name: string, keyId: Uint8Array, signature: Uint8Array): string =>
  `${text}\n\u2014 ${name} ${base64(Uint8Array.of(...keyId, ...signature))}\n`

/** C2SP signed-note: what a key's id is the first four bytes of the SHA-256 of; 0x01 stands for Ed25519. */
export const keyIdInput = (name: string, publicKey: Uint8Array): Uint8Array =>
  Uint8Array.of(...new TextEncoder().encode(`${name}\n`), 1, ...publicKey)

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
