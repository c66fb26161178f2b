import type { CryptoKey } from 'jose'
import { utf8 } from '../sha256.ts'

export interface WebCipher {
  readonly chunks: number
  readonly sealedSize: number
  /** What a whole chunk takes, and so where the next one begins. */
  readonly sealedChunkBytes: number
  seal(number: number, chunk: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
  /** Throws an OperationError: another key, file or place, or a changed byte. */
  open(number: number, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
}

const TAG_BYTES = 16

/** The secret of a file as a browser keeps keys: with it the page encrypts, and nobody reads it out again. */
export const importFileSecret = (secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])

/** What `fileCipher` of libs/crypto does, by what browsers have: the same file and secret give the same bytes. */
export async function webCipher(
  secret: CryptoKey,
  { size, chunkBytes, root }: { readonly size: number; readonly chunkBytes: number; readonly root: string },
): Promise<WebCipher> {
  const info = utf8(`amparo-file/1 ${size} ${chunkBytes} ${root}`)
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
  const chunks = Math.ceil(size / chunkBytes)
  const by = (number: number) => {
    const iv = new DataView(new ArrayBuffer(12))
    iv.setUint32(8, number)
    return { name: 'AES-GCM', iv, tagLength: 8 * TAG_BYTES }
  }
  return {
    chunks,
    sealedSize: size + chunks * TAG_BYTES,
    sealedChunkBytes: chunkBytes + TAG_BYTES,
    seal: async (number, chunk) => new Uint8Array(await crypto.subtle.encrypt(by(number), key, chunk)),
    open: async (number, sealed) => new Uint8Array(await crypto.subtle.decrypt(by(number), key, sealed)),
  }
}
