import { type Config, config, enums, type PartialConfig } from 'openpgp'

/** OpenPGP message of at most this many bytes before anything is parsed. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024
/** What `compatible` recipients get in one message: OpenPGP.js needs four times the size to open SEIPDv1. */
export const MAX_COMPATIBLE_BYTES = 16 * 1024 * 1024
/** Clocks of two hubs may differ by this much before a signature counts as made in the future. */
export const CLOCK_SKEW_MS = 60_000

/**
 * Handed to every call, although most are the library's defaults: a default that changes, or another module that sets the
 * library's global configuration, must not weaken what is accepted here.
 */
export const strict = (maxBytes = MAX_MESSAGE_BYTES): PartialConfig => ({
  allowUnauthenticatedMessages: false,
  allowUnauthenticatedStream: false,
  allowInsecureDecryptionWithSigningKeys: false,
  allowInsecureVerificationWithReformattedKeys: false,
  allowMissingKeyFlags: false,
  enforceGrammar: true,
  ignoreMalformedPackets: false,
  enableParsingV5Entities: false,
  constantTimePKCS1Decryption: true,
  // A message that unpacks to more than was asked for is a bomb, whoever signed it.
  maxDecompressedMessageSize: maxBytes,
  // Passwords are never tried (see encrypted-message.ts); this keeps Argon2 cheap if a later change should try one.
  maxArgon2MemoryExponent: 16,
  // Compressing before encrypting lets length tell about content, so nothing sent from here is compressed.
  preferredCompressionAlgorithm: enums.compression.uncompressed,
  preferredSymmetricAlgorithm: enums.symmetric.aes256,
  // GCM because WebCrypto and Node have it natively; OCB is plain JavaScript in OpenPGP.js (5 MB/s against 90).
  preferredAEADAlgorithm: enums.aead.gcm,
  // Names neither the program nor its version to whoever carries the message.
  showVersion: false,
  showComment: false,
})

/** The same, for the calls of the library that want every setting. */
export const strictFull = (): Config => ({ ...config, ...strict() })
