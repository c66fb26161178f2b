import { formatNote, type Note, type NoteSignature } from '@amparo/crypto/tlog'
import { type Clock, DAY_MS } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { TreeHead } from '../domain/checkpoint.ts'
import { consistencyRanges } from '../domain/ranges.ts'
import type { AskWitness, WitnessAt } from '../ports/witness.ts'
import { hashesOf, headAndHashes, treeHead } from '../queries/tree.ts'
import { insertPublished } from '../store/heads.ts'
import { sizeOf } from '../store/leaves.ts'

export interface PublishDeps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly witnesses: readonly WitnessAt[]
  readonly ask: AskWitness
  readonly now: Clock
  /** The head as a note, signed by the log. */
  readonly signHead: (head: TreeHead) => Note
  /** A witness has seen more of this log than there is, or other entries. Told again until it resolves. */
  readonly alarm: (witness: { readonly name: string; readonly size: number }) => Promise<void>
  /** What went wrong with one witness, and keeps nobody from those who have signed. */
  readonly failed: (error: unknown) => void
}

/** When somebody outside has signed the log as it is, and who has; undefined: nobody. */
export interface Published {
  readonly size: number
  readonly witnessedAt: Date
  readonly names: readonly string[]
}

interface Cosigned {
  readonly name: string
  readonly signature: NoteSignature
  readonly time: number
}

interface Shown {
  readonly head: TreeHead
  readonly note: Note
  readonly signal: AbortSignal
}

/** Asks once what a witness has seen if that is not known; twice if somebody else has shown it a head in the meantime. */
const TRIES = 3
/** The same head is kept again so often, with later signatures. */
const AGAIN_MS = 600_000
/** Of each witness so many heads that it says it has seen are told, after those one a day: it may say what it likes, for as long as it likes. */
const FIRST = 3

/** Shows the log's head to every witness, and publishes it with the signatures of those who have signed. */
export const publishHead = (deps: PublishDeps) => {
  const { store, witnesses, signHead, now, failed } = deps
  const cosign = cosigner(deps)
  let kept = { size: -1, at: 0 }
  return async (signal: AbortSignal): Promise<Published | undefined> => {
    const head = await store.read(treeHead)
    const note = signHead(head)
    const shown = { head, note, signal }
    const answers = await Promise.all(
      witnesses.map(witness => cosign(witness, shown).catch((error: unknown) => void failed(error))),
    )
    const cosigned = answers.filter(answer => answer !== undefined)
    if (cosigned.length === 0) return undefined
    const signatures = [...note.signatures, ...cosigned.map(({ signature }) => signature)]
    const at = now().getTime()
    // A witness whose clock is ahead must not count for longer.
    const witnessedAt = new Date(Math.min(at, Math.max(...cosigned.map(({ time }) => time)) * 1_000))
    if (head.size > kept.size || at - kept.at >= AGAIN_MS) {
      const published = { size: head.size, note: formatNote({ text: note.text, signatures }), witnessedAt }
      await store.run(tx => insertPublished(tx, published))
      kept = { size: head.size, at }
    }
    return { size: head.size, witnessedAt, names: cosigned.map(({ name }) => name) }
  }
}

function cosigner({ store, ask, alarm, signHead, now }: PublishDeps) {
  /** What each witness signed last, as far as it is known. */
  const seen = new Map<string, number>()
  /** Told once of each head: it stays so until somebody has looked. */
  const told = new Map<string, { readonly sizes: Set<number>; readonly at: number }>()
  const differs = async (name: string, size: number): Promise<undefined> => {
    const at = now().getTime()
    const { sizes, at: last } = told.get(name) ?? { sizes: new Set<number>(), at }
    if (sizes.has(size) || (sizes.size >= FIRST && at - last < DAY_MS)) return
    await alarm({ name, size })
    told.set(name, { sizes: sizes.add(size), at })
  }
  /** It is asked anew what it has seen: were it believed for good, one false answer would make it no witness any more. */
  const beyond = async (name: string, size: number): Promise<undefined> => {
    seen.delete(name)
    // Another instance may have shown it what was written since this one has read.
    if ((await store.read(sizeOf)) < size) await differs(name, size)
  }
  /** The head of this log at the size that the witness has signed: where that is another now, two heads of one size prove it by themselves. */
  const showOf = async (size: number, witness: WitnessAt, signal: AbortSignal): Promise<void> => {
    const { head } = await store.read(reader => headAndHashes(reader, size, []))
    await ask(witness, { note: signHead(head), previous: size, proof: [], signal })
  }
  return async (witness: WitnessAt, { head, note, signal }: Shown): Promise<Cosigned | undefined> => {
    const { name } = witness.key
    for (let tries = 0; tries < TRIES; tries++) {
      const previous = seen.get(name) ?? 0
      if (previous > head.size) return beyond(name, previous)
      const ranges = previous > 0 ? consistencyRanges(previous, head.size) : []
      const proof = await store.read(reader => hashesOf(reader, ranges))
      const answer = await ask(witness, { note, previous, proof, signal })
      if (answer.kind === 'signed') {
        seen.set(name, head.size)
        return { name, ...answer }
      }
      if (answer.kind === 'away') return undefined
      if (answer.kind === 'inconsistent') await showOf(previous, witness, signal)
      if (answer.kind === 'inconsistent' || answer.size === previous) return differs(name, previous)
      seen.set(name, answer.size)
    }
    return undefined
  }
}
