export * from './envelope/data-key.ts'
export * from './envelope/file-key-store.ts'
export { joinKeyStores } from './envelope/joined-key-store.ts'
export type { KeyStore } from './envelope/key-store.ts'
export { linesBesideKeys } from './envelope/lines-beside-keys.ts'
export { openPrivateKeys, type PrivateKeys } from './envelope/private-keys.ts'
export * from './envelope/record.ts'
export { type KeyContext, keyIdOf as wrappingKeyId, wrappedKeyHeader } from './envelope/wrapped-key.ts'
export {
  type Blinded,
  type Evaluated,
  POPRF_ELEMENT_BYTES,
  POPRF_PROOF_BYTES,
  type PoprfKey,
  poprf,
} from './oblivious/poprf.ts'
export { hashPassword, verifyPassword } from './password.ts'
export * from './statement/keys.ts'
export * from './statement/request-hash.ts'
export * from './statement/statement.ts'
export { useIdOf } from './statement/use-id.ts'
export * from './web.ts'
