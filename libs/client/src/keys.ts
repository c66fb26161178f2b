import { generateCertificate, thumbprintOf } from '@amparo/crypto/web'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose'

/** Browsers' clocks run ahead; a reply certificate from the future could not be encrypted to. */
const BACKDATED_MS = 60 * 60 * 1000

/** One sign-in's keys. They live in memory only and end with it. */
export interface ClientKeys {
  /** Not extractable: code that gets into the page can use it while it runs there, and take nothing away. */
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
  /** RFC 7638 thumbprint: what the access token is bound to. */
  readonly jkt: string
  /** Views come back sealed to it. Armored. */
  readonly replyCertificate: string
  readonly replyPrivateKey: string
}

/** To which what somebody reads is sealed. */
export const createReplyKey = (now: Date): ReturnType<typeof generateCertificate> =>
  generateCertificate({
    userId: 'Amparo reader',
    profile: 'modern',
    date: new Date(now.getTime() - BACKDATED_MS),
  })

/** ECDSA P-256, because every WebCrypto has it and RFC 9449 names it, and an OpenPGP certificate for the answers. */
export async function createKeyPair(now = new Date()): Promise<ClientKeys> {
  return clientKeysOf(await createProofKey(), now)
}

/** Proves that a request comes from who signed in. Can be kept where the browser keeps keys, and not be read there. */
export type ProofKey = { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey }
export const createProofKey = (): Promise<ProofKey> => generateKeyPair('ES256', { extractable: false })

export const proofKeyThumbprint = async ({ publicKey }: ProofKey): Promise<string> =>
  thumbprintOf(await publicJwkOf(publicKey))

async function publicJwkOf(publicKey: CryptoKey): Promise<JWK> {
  const { kty, crv, x, y } = await exportJWK(publicKey)
  return { kty, crv, x, y } as JWK
}

/** The same around a key that was kept: by a browser, on its way to the issuer's page and back. */
export async function clientKeysOf({ privateKey, publicKey }: ProofKey, now = new Date()): Promise<ClientKeys> {
  const publicJwk = await publicJwkOf(publicKey)
  const reply = await createReplyKey(now)
  return {
    privateKey,
    publicJwk,
    jkt: await thumbprintOf(publicJwk),
    replyCertificate: reply.certificate,
    replyPrivateKey: reply.privateKey,
  }
}
