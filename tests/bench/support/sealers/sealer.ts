/** A way to sign and encrypt a package to one recipient, and to open and verify it. */
export interface Sealer {
  readonly name: string
  seal(data: Uint8Array): Promise<Uint8Array> | Uint8Array
  /** Throws unless it is whole and signed by the right key. */
  open(sealed: Uint8Array): Promise<Uint8Array> | Uint8Array
  close(): void
}
