import type { KeyObject } from 'node:crypto'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Store } from '@amparo/store'
import type { Held, OneRecord } from '../domain/held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { recordsLinkedWith } from '../store/record-links.ts'
import { openRecord, recordVersions, type SealedRecord } from '../store/records.ts'

export interface OpenedHeld {
  readonly key: KeyObject
  readonly held: Held
  /** From 1; rises with each supplement. */
  readonly version: number
}

/** Opens what is held of a person. Inside the service only; what leaves it goes through `project`. Throws when it cannot be opened. */
export type OpenHeld = (subjectId: string) => Promise<OpenedHeld>

export const openHeld =
  (store: Pick<Store, 'read'>, keys: Pick<DataKeys, 'get' | 'has'>): OpenHeld =>
  async subjectId => {
    const { sealed, linked } = await store.read(async reader => ({
      sealed: await recordVersions(reader, subjectId),
      linked: await recordsLinkedWith(reader, subjectId),
    }))
    const [latest, ...older] = sealed
    if (latest === undefined) throw cryptoErrors.record_unreadable()
    const key = await keys.get(subjectId)
    const own = opened(key, subjectId, latest, older)
    const others = await Promise.all(linked.map(id => openLinked(store, keys, id)))
    const here = others.filter(other => other !== undefined)
    const all = [own, ...here].flatMap(({ before }) => before ?? [])
    const more = {
      ...(here.length > 0 && { linked: here.map(other => other.held) }),
      ...(all.length > 0 && { before: once(() => all.flatMap(open => open())) }),
    }
    return { key, held: { ...own.held, ...more }, version: latest.version }
  }

interface Opened {
  readonly held: OneRecord
  /** What it said before: many open a record, and few of them hunt for that. */
  readonly before: (() => readonly OneRecord[]) | undefined
}

function opened(key: KeyObject, subjectId: string, latest: SealedRecord, older: readonly SealedRecord[]): Opened {
  const open = (sealed: SealedRecord): OneRecord => openRecord(key, subjectId, sealed)
  return { held: open(latest), before: older.length === 0 ? undefined : () => older.map(open) }
}

/** Undefined: of somebody who was erased rows may come back with a backup; the key does not. */
async function openLinked(
  { read }: Pick<Store, 'read'>,
  keys: Pick<DataKeys, 'get' | 'has'>,
  subjectId: string,
): Promise<Opened | undefined> {
  if (!(await keys.has(subjectId))) return undefined
  const [latest, ...older] = await read(reader => recordVersions(reader, subjectId))
  return latest && opened(await keys.get(subjectId), subjectId, latest, older)
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
