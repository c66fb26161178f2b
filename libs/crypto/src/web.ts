/** What runs in a browser as well as in Node. */
export { inChunks } from './bundle/in-chunks.ts'
export { errors } from './errors.ts'
export * from './openpgp/certify.ts'
export * from './openpgp/detached.ts'
export * from './openpgp/generate.ts'
export { introduce } from './openpgp/introduce.ts'
export {
  type Certificate,
  fingerprintOf,
  type PrivateKeyInput,
  type Profile,
  profileOf,
  readCertificate,
  readPrivateKey,
} from './openpgp/keys.ts'
export { type DecryptedMessage, decryptFor, type VerifiedMessage } from './openpgp/opened-message.ts'
export type { PinnedSigner } from './openpgp/pinned-signer.ts'
export { isRevoked, revoke } from './openpgp/revoke.ts'
export { sealTo, unseal } from './openpgp/seal.ts'
export * from './openpgp/signed-message.ts'
export * from './openpgp/subkeys.ts'
export * from './sealed-form.ts'
export * from './view-answer.ts'
export * from './view-request.ts'
