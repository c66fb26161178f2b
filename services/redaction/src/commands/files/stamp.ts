/** A timestamp (RFC 3161) over these bytes. */
export type Stamp = (bytes: Uint8Array) => Promise<Uint8Array>
