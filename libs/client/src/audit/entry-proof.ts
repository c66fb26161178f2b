import { type Entry, EntrySchema, fromBinary } from '@amparo/contracts'
import { own } from '../own-refusals.ts'
import { fromBase64, toHex, utf8 } from '../sha256.ts'
import { leafHash } from './inclusion.ts'
import { type ProvenPart, verifyProof } from './proof.ts'

/** What the `extra` line of a proof shows (docs/access-log.md, One entry). */
export interface ShownHalf {
  /** Base64 of the leaf's bytes. */
  readonly record: string
  /** Who did it, for whom and why; nothing about whom. */
  readonly actor: ProvenPart
}

export interface EntryProof {
  readonly entry: Entry
  /** Who else signed its head; none: nobody outside has seen the entry yet, and a court would not believe it. */
  readonly witnesses: readonly string[]
}

const FORM = /^c2sp\.org\/tlog-proof@v1\nextra (\S+)\nindex (\d+)\n((?:\S+\n)*)\n(.+)$/s

/** The parts of a file of C2SP tlog-proof that shows its entry. Throws a TypeError on anything else; verifies nothing. */
export function partsOf(file: string) {
  const [, extra = '', index = '', proof = '', checkpoint = ''] = FORM.exec(file) ?? []
  const shown: unknown = extra === '' ? undefined : JSON.parse(new TextDecoder().decode(fromBase64(extra)))
  if (!isShown(shown)) throw new TypeError('the proof does not show its entry')
  return { extra, shown, index: Number(index), proof: proof.split('\n').filter(Boolean), checkpoint }
}

/**
 * That a proof is of the entry that was asked for, and shows it in the log: before it is kept for years, whoever saves it knows that it holds.
 * That its witnesses have signed, whoever has their keys verifies (`npm run audit:verify -- --proof`). Throws audit_proof_invalid.
 */
export async function readEntryProof(file: string, entryId: string, verifierKey?: string): Promise<EntryProof> {
  try {
    const { shown, index, proof, checkpoint } = partsOf(file)
    const leaf = toHex(await leafHash(fromBase64(shown.record)))
    const view = { ...shown, index, checkpoint, leafHash: leaf, proof: proof.map(step => toHex(fromBase64(step))) }
    const { head } = await verifyProof(view, verifierKey)
    const entry = fromBinary(EntrySchema, fromBase64(shown.actor.bytes))
    if (entry.entryId !== entryId) throw new TypeError('the proof of another entry')
    return { entry, witnesses: signersOf(checkpoint).filter(name => name !== head.origin) }
  } catch (cause) {
    throw own('audit_proof_invalid', { cause })
  }
}

/** The same file with another `extra` line. */
export const withShown = (file: string, shown: ShownHalf & { readonly delivery: readonly unknown[] }): string =>
  file.replace(partsOf(file).extra, () => toBase64(utf8(JSON.stringify(shown))))

/** One line each; a witness that signed twice is one. */
const signersOf = (checkpoint: string): string[] => [
  ...new Set([...checkpoint.matchAll(/^\u2014 (\S+) /gm)].map(([, name = '']) => name)),
]

const isText = (of: unknown): boolean => typeof of === 'string'
const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined
const isShown = (of: unknown): of is ShownHalf => {
  const actor = field(of, 'actor')
  return [field(of, 'record'), field(actor, 'bytes'), field(actor, 'salt')].every(isText)
}

const toBase64 = (bytes: Uint8Array): string => btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
