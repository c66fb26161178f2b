/** Together, as they are sent: what is sealed must stay below what the hub takes. */
export const MAX_BYTES = 500_000

export interface AttachedFile {
  readonly name: string
  readonly mediaType: string
  readonly base64: string
}

/** What browsers call a file whose kind they do not know. */
const UNKNOWN = 'application/octet-stream'

export async function attached(file: File): Promise<AttachedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { name: file.name, mediaType: file.type.split(';')[0] || UNKNOWN, base64: base64Of(bytes) }
}

/** In pieces: a call with a million arguments is too much for a browser. */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}
