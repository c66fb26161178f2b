import { base64url } from 'jose'
import { concat, equal, fromBase64, fromHex, sha256, toHex, utf8 } from '../sha256.ts'

/** A log's signed head (C2SP tlog-checkpoint in a signed note). */
export interface Checkpoint {
  readonly origin: string
  /** Number of leaves. */
  readonly size: number
  readonly root: Uint8Array
}

const ED25519 = 1

/**
 * Reads a checkpoint. With `verifierKey` ("<name>+<hash>+<key>", C2SP signed-note) it must bear a good signature by that
 * key and have its name as origin. Throws a TypeError on anything else.
 */
export async function readCheckpoint(note: string, verifierKey?: string): Promise<Checkpoint> {
  const end = note.indexOf('\n\n')
  if (end < 0) throw new TypeError('not a checkpoint')
  const body = note.slice(0, end + 1)
  const [origin = '', size = '', root = ''] = body.split('\n')
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size)) throw new TypeError('not a checkpoint')
  const checkpoint = { origin, size: Number(size), root: fromBase64(root) }
  if (checkpoint.root.length !== 32 || !Number.isSafeInteger(checkpoint.size)) throw new TypeError('not a checkpoint')
  if (verifierKey !== undefined && !(await isSignedBy(body, note.slice(end + 2), verifierKey, origin)))
    throw new TypeError('not signed by the log')
  return checkpoint
}

/** The verifier key of a log, from its name and its public key (Ed25519, as a JWK). */
export async function verifierKeyOf(origin: string, jwk: { readonly x?: string | undefined }): Promise<string> {
  const key = concat(Uint8Array.of(ED25519), base64url.decode(jwk.x ?? ''))
  if (key.length !== 33) throw new TypeError('not an Ed25519 key')
  const hash = toHex(await keyHashOf(origin, key))
  return `${origin}+${hash}+${btoa(String.fromCharCode(...key))}`
}

const keyHashOf = async (name: string, key: Uint8Array) => (await sha256(concat(utf8(`${name}\n`), key))).slice(0, 4)

async function isSignedBy(body: string, signatures: string, verifierKey: string, origin: string): Promise<boolean> {
  const [name = '', hash = '', ...rest] = verifierKey.split('+')
  // The key is base64, which may hold "+" too.
  const key = fromBase64(rest.join('+'))
  const keyHash = await keyHashOf(name, key)
  if (name !== origin || key[0] !== ED25519 || !equal(keyHash, fromHex(hash))) return false
  const publicKey = await crypto.subtle.importKey('raw', key.slice(1), { name: 'Ed25519' }, false, ['verify'])
  for (const line of signatures.split('\n')) {
    const [, signer, encoded] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
    if (signer !== name || encoded === undefined) continue
    const signature = fromBase64(encoded)
    if (!equal(signature.slice(0, 4), keyHash)) continue
    if (await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, signature.slice(4), utf8(body))) return true
  }
  return false
}
