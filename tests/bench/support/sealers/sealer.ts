/** A way to sign and encrypt a package to one recipient, and to open and verify it. */
export interface Sealer {
  seal(data: Uint8Array): Promise<Uint8Array> | Uint8Array
  /** Throws unless it is whole and signed by the right key. */
  open(sealed: Uint8Array): Promise<Uint8Array> | Uint8Array
  /** Where it works in processes of its own: the most that one of these had resident to seal it, and to open it, in MiB. */
  memory?(data: Uint8Array): Promise<number>
  close(): void
}
