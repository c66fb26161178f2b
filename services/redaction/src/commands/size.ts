/**
 * Of a ciphertext that exchange can carry to another hub, in bytes: the event that hands it over may have 960 KiB, and a message
 * of the broker 1 MiB. The same number as in `exchange`, which refuses what is larger.
 */
export const MAX_CIPHERTEXT_BYTES = 950 * 1024

/** What signing and encrypting adds: session key, signature and the literal packet come to less than this. */
export const SEALING_OVERHEAD_BYTES = 4 * 1024
