const BEGINNINGS: Readonly<Record<string, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  // %PDF-
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
}

/** By its first bytes: the browser goes by the name alone, and the hub refuses what is something else only once it was sent. */
export const beginsAs = (mediaType: string, bytes: Uint8Array): boolean =>
  BEGINNINGS[mediaType]?.every((byte, i) => bytes[i] === byte) ?? false
