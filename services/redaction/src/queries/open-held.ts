import type { KeyObject } from 'node:crypto'
import { errors as cryptoErrors } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import { DatabaseError, type Reader, type Store } from '@amparo/store'
import type { Held, OneRecord } from '../domain/held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { linkedRecordsOf, recordsLinkedWith } from '../store/record-links.ts'
import { openRecord, recordVersions, type SealedRecord, storedVersions, uncoveredVersions } from '../store/records.ts'

export interface OpenedHeld {
  readonly key: KeyObject
  readonly held: Held
  /** From 1; rises with each supplement. */
  readonly version: number
  /** Records that are linked with it, as they stood then. */
  readonly linked: readonly VersionOf[]
}

export interface VersionOf {
  readonly subjectId: string
  readonly version: number
}

/** Opens what is held of a person. Inside the service only; what leaves it goes through `project`. Throws when it cannot be opened. */
export type OpenHeld = (subjectId: string) => Promise<OpenedHeld>

export const openHeld =
  ({ read }: Pick<Store, 'read'>, keys: Pick<DataKeys, 'get' | 'has'>): OpenHeld =>
  async subjectId => {
    const { sealed, linked } = await read(async reader => ({
      sealed: await recordVersions(reader, keys, subjectId),
      linked: await recordsLinkedWith(reader, subjectId),
    }))
    const [latest, ...older] = sealed
    if (latest === undefined) throw cryptoErrors.record_unreadable()
    const key = await keys.get(subjectId)
    const own = opened(key, subjectId, latest, older)
    const others = await Promise.all(
      linked.map(async id => openLinked(await read(reader => recordVersions(reader, keys, id)), keys, id)),
    )
    const here = others.flatMap(({ record }) => record ?? [])
    const all = [own, ...here].flatMap(({ before }) => before ?? [])
    const more = {
      ...(here.length > 0 && { linked: here.map(other => other.held) }),
      ...(all.length > 0 && { before: once(() => all.flatMap(open => open())) }),
    }
    return { key, held: { ...own.held, ...more }, version: latest.version, linked: others.map(versionOf) }
  }

/**
 * The same of many people at once, with as few questions to the databases as of one; by their ids. Of whom nobody has a key, or a record, there is
 * nothing; `undefined`: it cannot be opened.
 */
export type OpenMany = (subjectIds: readonly string[]) => Promise<ReadonlyMap<string, Held | undefined>>

export const openMany =
  ({ read }: Pick<Store, 'read'>, keys: Pick<DataKeys, 'get' | 'has' | 'getAll'>): OpenMany =>
  async subjectIds => {
    const { linked, stored } = await read(async reader => {
      const linked = await linkedRecordsOf(reader, subjectIds)
      return { linked, stored: await storedVersions(reader, [...subjectIds, ...[...linked.values()].flat()]) }
    })
    const there = await keys.getAll([...stored.keys()])
    const records = new Map<string, OneRecord | undefined>()
    for (const [id, key] of there) {
      const record = await ofOne(async () => {
        const [latest, ...older] = await uncoveredVersions(keys, id, stored.get(id) ?? [])
        return latest === undefined ? NOTHING : opened(key ?? (await keys.get(id)), id, latest, older).held
      })
      if (record !== NOTHING) records.set(id, record)
    }
    return new Map(
      subjectIds
        .filter(id => records.has(id))
        .map(id => {
          const [own, ...others] = [id, ...(linked.get(id) ?? [])]
            .filter(one => records.has(one))
            .map(one => records.get(one))
          const whole = others.filter(other => other !== undefined)
          return [id, own && whole.length === others.length ? { ...own, linked: whole } : undefined]
        }),
    )
  }

const NOTHING = 'nothing'

/** What cannot be read of one person holds up nobody else; what holds for everybody is thrown. */
export async function ofOne<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unavailable' && error.code !== 'record_unreadable') throw error
    return undefined
  }
}

/**
 * Whether what failed with that can never be read again: it is not what was written, or the key that it stands under was destroyed. False for what
 * may pass, and for what the database refused.
 */
export async function isGone(keys: Pick<DataKeys, 'has'>, subjectId: string, error: unknown): Promise<boolean> {
  if (error instanceof DatabaseError) return false
  if (!(error instanceof AppError) || error.kind !== 'unavailable' || error.code === 'record_unreadable') return true
  return !(await keys.has(subjectId))
}

/** All that is held of one person by these records of theirs, each with what the others say. Of whom nothing can be opened there is nothing. */
export async function openTogether(
  reader: Reader,
  keys: Pick<DataKeys, 'get' | 'has'>,
  subjectIds: readonly string[],
): Promise<{ readonly subjectId: string; readonly held: Held }[]> {
  const opened: { readonly subjectId: string; readonly record: OneRecord }[] = []
  for (const subjectId of subjectIds) {
    const { record } = await openLinked(await recordVersions(reader, keys, subjectId), keys, subjectId)
    if (record) opened.push({ subjectId, record: record.held })
  }
  return opened.map(({ subjectId, record }) => {
    const linked = opened.filter(other => other.subjectId !== subjectId).map(other => other.record)
    return { subjectId, held: { ...record, linked } }
  })
}

const versionOf = ({ subjectId, version }: VersionOf): VersionOf => ({ subjectId, version })

interface Opened {
  readonly held: OneRecord
  /** What it said before: many open a record, and few of them hunt for that. */
  readonly before: (() => readonly OneRecord[]) | undefined
}

function opened(key: KeyObject, subjectId: string, latest: SealedRecord, older: readonly SealedRecord[]): Opened {
  const open = (sealed: SealedRecord): OneRecord => openRecord(key, subjectId, sealed)
  return { held: open(latest), before: older.length === 0 ? undefined : () => older.map(open) }
}

/**
 * No record: of somebody who was erased rows may come back with a backup; the key does not.
 * @param sealed its versions, the latest first
 */
async function openLinked(
  [latest, ...older]: readonly SealedRecord[],
  keys: Pick<DataKeys, 'get' | 'has'>,
  subjectId: string,
): Promise<VersionOf & { readonly record: Opened | undefined }> {
  const version = latest?.version ?? 0
  if (latest === undefined || !(await keys.has(subjectId))) return { subjectId, version, record: undefined }
  return { subjectId, version, record: opened(await keys.get(subjectId), subjectId, latest, older) }
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
