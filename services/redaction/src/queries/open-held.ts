import type { KeyObject } from 'node:crypto'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Reader, Store } from '@amparo/store'
import type { Held, OneRecord } from '../domain/held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { recordsLinkedWith } from '../store/record-links.ts'
import { findRecord, openRecord, type SealedRecord } from '../store/records.ts'

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
      sealed: await findRecord(reader, subjectId),
      linked: await recordsLinkedWith(reader, subjectId),
    }))
    if (sealed === undefined) throw cryptoErrors.record_unreadable()
    const key = await keys.get(subjectId)
    const held = openRecord(key, subjectId, sealed)
    const others = await Promise.all(
      linked.map(async id => openLinked(await read(reader => findRecord(reader, id)), keys, id)),
    )
    const here = others.flatMap(({ record }) => record ?? [])
    const { version } = sealed
    return { key, held: here.length === 0 ? held : { ...held, linked: here }, version, linked: others.map(versionOf) }
  }

/** All that is held of one person by these records of theirs, each with what the others say. Of whom nothing can be opened there is nothing. */
export async function openTogether(
  reader: Reader,
  keys: Pick<DataKeys, 'get' | 'has'>,
  subjectIds: readonly string[],
): Promise<{ readonly subjectId: string; readonly held: Held }[]> {
  const opened: { readonly subjectId: string; readonly record: OneRecord }[] = []
  for (const subjectId of subjectIds) {
    const { record } = await openLinked(await findRecord(reader, subjectId), keys, subjectId)
    if (record) opened.push({ subjectId, record })
  }
  return opened.map(({ subjectId, record }) => {
    const linked = opened.filter(other => other.subjectId !== subjectId).map(other => other.record)
    return { subjectId, held: { ...record, linked } }
  })
}

const versionOf = ({ subjectId, version }: VersionOf): VersionOf => ({ subjectId, version })

/** No record: of somebody who was erased rows may come back with a backup; the key does not. */
async function openLinked(
  sealed: SealedRecord | undefined,
  keys: Pick<DataKeys, 'get' | 'has'>,
  subjectId: string,
): Promise<VersionOf & { readonly record: OneRecord | undefined }> {
  const version = sealed?.version ?? 0
  if (sealed === undefined || !(await keys.has(subjectId))) return { subjectId, version, record: undefined }
  return { subjectId, version, record: openRecord(await keys.get(subjectId), subjectId, sealed) }
}
