import { idOfHex } from '@amparo/kernel'

/** Ids as bytes, sixteen each: many of them stand in one message between hubs. */
export const idsToBytes = (ids: readonly string[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(ids.join('').match(/[0-9a-f]{2}/g) ?? [], byte => Number.parseInt(byte, 16))

/** Undefined for bytes that are not whole ids. */
export function idsInBytes(bytes: Uint8Array): string[] | undefined {
  if (bytes.byteLength % 16 !== 0) return undefined
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return (hex.match(/.{32}/g) ?? []).map(idOfHex)
}
