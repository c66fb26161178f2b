import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto'

/**
 * A verifier that shares no code with the log: iterative, after RFC 9162, 2.1.3.2 and 2.1.4.2, while the log is
 * recursive, after RFC 6962.
 */
const sha256 = (...parts: Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const node = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.from([1]), left, right)
export const leafHashOf = (entry: Uint8Array) => sha256(Buffer.from([0]), entry)
const same = (a: Uint8Array | undefined, b: Uint8Array) => a !== undefined && Buffer.compare(a, b) === 0

interface Inclusion {
  leafHash: Uint8Array
  index: number
  size: number
  proof: readonly Uint8Array[]
  root: Uint8Array
}

export function includes({ leafHash, index, size, proof, root }: Inclusion): boolean {
  if (index >= size) return false
  let [fn, sn, r] = [index, size - 1, Buffer.from(leafHash)]
  for (const p of proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      r = node(p, r)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else r = node(r, p)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && same(r, root)
}

interface Consistency {
  first: number
  second: number
  firstRoot: Uint8Array
  secondRoot: Uint8Array
  proof: readonly Uint8Array[]
}

export function extendsTree({ first, second, firstRoot, secondRoot, proof }: Consistency): boolean {
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot)
  const isPowerOfTwo = Number.isInteger(Math.log2(first))
  const [start, ...rest] = isPowerOfTwo ? [firstRoot, ...proof] : proof
  if (start === undefined || proof.length === 0) return false
  let [fn, sn, fr, sr] = [first - 1, second - 1, start, start]
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  for (const c of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      ;[fr, sr] = [node(c, fr), node(c, sr)]
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else sr = node(sr, c)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && same(fr, firstRoot) && same(sr, secondRoot)
}

/** C2SP signed-note and tlog-checkpoint. Throws on a note that is not of this origin and key. */
export function openCheckpoint(note: string, origin: string, key: JsonWebKey): { size: number; root: Buffer } {
  const [text = '', signatures = ''] = note.split('\n\n').map(part => `${part}\n`)
  const line = signatures.split('\n').find(candidate => candidate.startsWith(`\u2014 ${origin} `))
  const bytes = Buffer.from(line?.split(' ')[2] ?? '', 'base64')
  const publicKey = Buffer.from(key.x ?? '', 'base64url')
  const keyId = sha256(Buffer.from(`${origin}\n`), Buffer.from([1]), publicKey).subarray(0, 4)
  const believed =
    same(keyId, bytes.subarray(0, 4)) &&
    verify(null, Buffer.from(text), createPublicKey({ key, format: 'jwk' }), bytes.subarray(4))
  const [first, size, root, end] = text.split('\n')
  if (!believed || first !== origin || end !== '') throw new Error('not a checkpoint of this log')
  return { size: Number(size), root: Buffer.from(root ?? '', 'base64') }
}
