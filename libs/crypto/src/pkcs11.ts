/** Apart from the rest: it loads native code, and only a process that is told to use an HSM should. */
export { openPkcs11KeyStore } from './pkcs11/pkcs11-key-store.ts'
export type { TokenOptions } from './pkcs11/token.ts'
