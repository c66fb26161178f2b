import type { CipheredFile, ItemHashes } from '@amparo/crypto/bundle'

/**
 * An upload as it stands: to be kept, as JSON, until it has ended, for whoever may read the file itself. With it another process goes on
 * where this one was killed.
 */
export interface Upload extends ItemHashes, CipheredFile {
  readonly fileId: string
  /** Of a file of a request for evidence. */
  readonly requestId?: string
  /** Base64. */
  readonly secret: string
  /** SHA-256 of each chunk, hex: the file is not read again from its beginning to go on with it. */
  readonly chunks: readonly string[]
}

/** Called with bytes of the encrypted file. */
export type OnProgress = (done: number, size: number) => void
