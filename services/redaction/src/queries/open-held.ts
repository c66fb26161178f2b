import type { KeyObject } from 'node:crypto'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Store } from '@amparo/store'
import type { Held, OneRecord } from '../domain/held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { recordsLinkedWith } from '../store/record-links.ts'
import { findRecord, openRecord } from '../store/records.ts'

export interface OpenedHeld {
  readonly key: KeyObject
  readonly held: Held
  /** From 1; rises with each supplement. */
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
    const others = await Promise.all(linked.map(id => openLinked({ read }, keys, id)))
    const here = others.filter(other => other !== undefined)
    return { key, held: here.length === 0 ? held : { ...held, linked: here }, version: sealed.version }
  }

/** Undefined: of somebody who was erased rows may come back with a backup; the key does not. */
async function openLinked(
  { read }: Pick<Store, 'read'>,
  keys: Pick<DataKeys, 'get' | 'has'>,
  subjectId: string,
): Promise<OneRecord | undefined> {
  if (!(await keys.has(subjectId))) return undefined
  const sealed = await read(reader => findRecord(reader, subjectId))
  return sealed && openRecord(await keys.get(subjectId), subjectId, sealed)
}
