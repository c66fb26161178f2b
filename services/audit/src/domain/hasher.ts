/** The hashes of RFC 6962, section 2.1. They come in as an argument: this folder imports no cryptography of its own. */
export interface Hasher {
  leaf(entry: Uint8Array): Uint8Array
  node(left: Uint8Array, right: Uint8Array): Uint8Array
  empty(): Uint8Array
}
